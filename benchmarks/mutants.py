"""Put small faults into the code one at a time, and print how many of them the tests notice.

    python benchmarks/mutants.py [AREA ...] [--each 30] [--seed 0] [--workers 2]

Each fault is drawn with a fixed seed, put into a copy of the tree, and met by those test files
that run the function in which it stands, the quickest first: of the module's own examples, the test
files of its room, and those that import it; none that needs a browser. Which these are is learnt
from a run of each with nothing changed, in which all must pass. Prints the share noticed by area,
and every fault that nobody noticed: its place, what stood there and what stood there instead. Needs
a system that can fork.
"""

import argparse
import ast
import builtins
import compileall
import functools
import importlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from mutations import Mutant, mutants_of, mutated, place_of, watched

ROOT = Path(__file__).resolve().parent.parent
AREAS = {  # the first area that names a module has it
    "sessions": "market/sessions market/calendar market/exchanges claims/sessions",
    "verdicts": "claims/verdicts claims/checks claims/extremes claims/undated claims/outside",
    "claims": "claims/*",
    "statistics": "study/regression study/resampling study/significance study/volatility "
    "study/weights",
    "study": "study/*",
    "shares": "market/shares market/tickers market/minor_units library/shares",
    "fetching": "intake/web intake/connections intake/sitemaps market/yahoo_client library/fetches",
    "intake": "intake/*",
    "store": "library/* library/backup/*",
    "escaping": "wording/escaping report/markup output/spreadsheets output/row_files "
    "output/notebook",
}
# What takes seconds to import and is none of ours: loaded once, and there in every fork.
LOADED = (
    "pytest pandas scipy.stats sqlalchemy alembic streamlit streamlit.testing.v1 hypothesis "
    "playwright.sync_api plotly.graph_objects exchange_calendars trafilatura lxml.html yfinance"
)
TESTED_SECONDS = 60  # that one test may take before it counts as hung
LONGEST = 600  # seconds for a file of tests, with nothing changed
LEAST = 30  # seconds for a fault, beside four times what its tests took unchanged
NO_TESTS = 5  # pytest's code where a file holds none
LEFT = (".git", ".venv", "__pycache__", ".*_cache")  # of the tree, in a copy


@dataclass(frozen=True, slots=True)
class Reach:
    """What a file of tests runs when nothing is changed."""

    test: str  # from the root, with slashes; a module stands for its own examples
    seconds: float
    places: frozenset[str]
    failed: str  # what pytest said where it did


def modules_of(area: str) -> list[str]:
    """Return an area's modules, from the root, without those of an area before it."""
    taken: set[str] = set()
    for name, patterns in AREAS.items():
        own = {
            path.relative_to(ROOT).as_posix()
            for package in ("sentiment", "dashboard")
            for pattern in patterns.split()
            for path in (ROOT / package).glob(f"{pattern}.py")
        }
        if name == area:
            return sorted(own - taken)
        taken |= own
    raise KeyError(area)


def drawn(area: str, *, each: int, seed: int) -> list[Mutant]:
    """Return as many faults of an area as asked for, the same at every run on the same code."""
    known = [
        mutant
        for path in modules_of(area)
        for mutant in mutants_of(path, (ROOT / path).read_text(encoding="utf-8"))
    ]
    draw = random.Random(f"{seed} {area}")  # noqa: S311
    return sorted(draw.sample(known, min(each, len(known))))


def tests_of(path: str) -> set[str]:
    """Return what may reach a module: itself, its room's test files, those that import it."""
    package, *rooms, file = Path(path).with_suffix("").parts
    room = ROOT / Path("tests", *(["app"] if package == "dashboard" else []), *rooms[:1])
    holder = ".".join((package, *rooms))
    files = [one for one in (ROOT / "tests").rglob("test_*.py") if not _browses(one)]
    importing = {one for one in files if f"{holder}.{file}" in _imported(one)}
    wide = {one for one in files if one.parent == ROOT / "tests" and holder in _imported(one)}
    near = {one for one in files if one.is_relative_to(room)}
    return {path, *(one.relative_to(ROOT).as_posix() for one in importing | wide | near)}


@functools.cache
def _browses(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    return any(word in text for word in ("playwright", "site: str", "AppTest"))


@functools.cache
def _imported(path: Path) -> set[str]:
    """Return the modules that a file imports, and the packages that it imports them from."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def _prepare(folder: Path, paths: Sequence[str]) -> None:
    """Make the two copies of this process, one watched, and load what every fork needs."""
    os.environ["COPIES"] = str(own := folder / str(os.getpid()))
    shutil.copytree(ROOT, own / "plain", ignore=shutil.ignore_patterns(*LEFT))
    shutil.copytree(own / "plain", own / "watched")
    for path in paths:
        file = own / "watched" / path
        file.write_text(watched(path, file.read_text(encoding="utf-8")), encoding="utf-8")
    started = "import builtins\n\nbuiltins.__reached__ = set()\n"
    (own / "watched" / "sitecustomize.py").write_text(started)  # for what a test starts
    compileall.compile_dir(own, quiet=1)
    for name in LOADED.split():
        importlib.import_module(name)


def reach(test: str) -> Reach:
    """Run a file of tests with nothing changed and return what it ran."""
    copy, began = Path(os.environ["COPIES"], "watched"), time.monotonic()
    right = passes([test], copy, limit=LONGEST)
    said = copy.with_suffix(".log").read_text()
    places = frozenset(copy.with_suffix(".places").read_text().splitlines())
    return Reach(test, time.monotonic() - began, places, "" if right else said)


def is_noticed(mutant: Mutant, tests: Sequence[Reach]) -> bool:
    """Put a fault into this process's copy and return whether a test notices; a hang counts."""
    copy = Path(os.environ["COPIES"], "plain")
    file = copy / mutant.path
    source, times = file.read_bytes(), file.stat()
    file.write_text(mutated(source.decode(), mutant), encoding="utf-8")
    try:
        limit = LEAST + 4 * sum(one.seconds for one in tests)
        return not passes([one.test for one in tests], copy, limit=limit)
    finally:
        file.write_bytes(source)
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))  # what is compiled fits again


def passes(tests: Sequence[str], copy: Path, *, limit: float) -> bool:
    """Return whether tests pass within so many seconds, in a fork that works in a copy."""
    if not (child := os.fork()):
        _run(tests, copy)
    until = time.monotonic() + limit
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) in {0, NO_TESTS}
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _run(tests: Sequence[str], copy: Path) -> None:
    """Run tests in a copy, in a group of processes of their own, and end with pytest's code."""
    import pytest  # noqa: PLC0415 - loaded where the forks come from, not where they are told

    os.setsid()
    os.chdir(copy)
    os.environ["PYTHONPATH"] = str(copy)
    os.environ.pop("CI", None)  # what is lacking here is skipped
    sys.path[0], sys.dont_write_bytecode = str(copy), True
    said = os.open(copy.with_suffix(".log"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    places: set[str] = set()
    vars(builtins)["__reached__"] = places
    plainly = ["--assert=plain", "-p", "no:cacheprovider", f"--timeout={TESTED_SECONDS}"]
    code = pytest.main(["-x", "-q", *plainly, *tests])
    copy.with_suffix(".places").write_text("\n".join(places))
    os._exit(code)


def main() -> int:
    """Try what is asked for; returns 1 where tests fail although nothing was changed."""
    parser = argparse.ArgumentParser(description="How many small faults do the tests notice?")
    parser.add_argument("areas", nargs="*", default=list(AREAS), metavar="AREA", help=str([*AREAS]))
    parser.add_argument("--each", type=int, default=30)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    faults = {area: drawn(area, each=asked.each, seed=asked.seed) for area in asked.areas}
    paths = sorted({one.path for mutants in faults.values() for one in mutants})
    with (
        tempfile.TemporaryDirectory(prefix="mutants-") as folder,
        ProcessPoolExecutor(asked.workers, None, _prepare, (Path(folder), paths)) as pool,
    ):
        known = list(pool.map(reach, sorted(set().union(*map(tests_of, paths)))))
        if failed := [one for one in known if one.failed]:
            print("Tests fail with nothing changed.", *(one.failed for one in failed), sep="\n")
            return 1
        print(f"{len(known)} files of tests, {sum(one.seconds for one in known):.0f} s", flush=True)
        for area, mutants in faults.items():
            _try_area(area, mutants, known, pool)
    return 0


def _try_area(
    area: str, mutants: Sequence[Mutant], known: Sequence[Reach], pool: ProcessPoolExecutor
) -> None:
    """Try an area's faults and print how many were noticed, and which were not."""
    began = time.monotonic()
    quickest = sorted(known, key=lambda one: one.seconds)
    places = [place_of(m.path, (ROOT / m.path).read_text("utf-8"), m.start[0]) for m in mutants]
    tests = [[one for one in quickest if place in one.places] for place in places]
    noticed = list(pool.map(is_noticed, mutants, tests))
    survivors = [mutant for mutant, seen in zip(mutants, noticed, strict=True) if not seen]
    count, minutes = sum(noticed), (time.monotonic() - began) / 60
    print(f"{area}: {count} of {len(mutants)} noticed, {count / len(mutants):.0%}", end="; ")
    print(f"{minutes:.0f} minutes", *survivors, sep="\n    ", flush=True)


if __name__ == "__main__":
    sys.exit(main())
