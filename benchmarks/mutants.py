"""Put small faults into the code one at a time, and print how many of them the tests notice.

    python benchmarks/mutants.py [AREA ...] [--each 30] [--seed 0] [--workers 2] [--met 60]
        [--tests FILE ...]

Each fault is drawn with a fixed seed, put into a copy of the tree, and met by a minute of tests (by
what they take with nothing changed) until one fails: those that run the function in which it
stands, then the others of their files; those whose file imports the module before those that do
not, and the quickest first. The files are the module's own examples, those of its room, and those
that import it, none that needs a browser; or the ones that are asked for. What each test runs is
learnt from a run with nothing changed, in which all must pass. Prints every fault that nobody
noticed (its place, what stood there and what stood there instead), and the share noticed by area.
Needs a system that can fork.
"""

import argparse
import ast
import builtins
import compileall
import functools
import importlib
import itertools
import os
import pickle
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mutations import Mutant, mutants_of, mutated, place_of, watched

if TYPE_CHECKING:
    import pytest

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
    """What a test runs when nothing is changed."""

    test: str  # pytest's name of it, which begins with its file: a module holds its own examples
    seconds: float
    places: frozenset[str]
    loaded: frozenset[str]  # before any test of its file

    @property
    def file(self) -> str:
        """Where the test stands, from the root, with slashes."""
        return self.test.partition("::")[0]


class Watch:
    """Has pytest run some tests alone, in their order, and notes what each of them reaches."""

    def __init__(self, asked: Sequence[str]) -> None:
        """Run the tests that are asked for, or all where none is."""
        self._order = {test: place for place, test in enumerate(asked)}
        self._places: set[str] = set()
        self._loaded: frozenset[str] = frozenset()
        self._began = 0.0
        self.runs: list[Reach] = []
        vars(builtins)["__reached__"] = self._places

    def pytest_collection_modifyitems(self, items: list["pytest.Item"]) -> None:
        """Leave out what was not asked for."""
        if self._order:
            items[:] = [item for item in items if item.nodeid in self._order]
            items.sort(key=lambda item: self._order[item.nodeid])
        self._loaded = frozenset(self._places)

    def pytest_runtest_logstart(self) -> None:
        """Begin to watch a test."""
        self._places.clear()
        self._began = time.monotonic()

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """Note what a test reached, with the fixtures that were made for it."""
        seconds = time.monotonic() - self._began
        self.runs.append(Reach(nodeid, seconds, frozenset(self._places), self._loaded))


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
    """Return the files that own a module's tests: itself, its room's and those that import it.

    Another room's files count only where no file of its own room imports the module.
    """
    package, *rooms, _ = Path(path).with_suffix("").parts
    room = ROOT / Path("tests", *(["app"] if package == "dashboard" else []), *rooms[:1])
    files = [one for one in (ROOT / "tests").rglob("test_*.py") if not _browses(one)]
    near = {one for one in files if one.is_relative_to(room)}
    importing = {one for one in files if imports(one, path)}
    if near & importing:
        importing = {one for one in importing if one.parent == ROOT / "tests"}
    elif not importing:
        holder = ".".join((package, *rooms))
        importing = {f for f in files if f.parent == ROOT / "tests" and holder in _imported(f)}
    return {path, *(one.relative_to(ROOT).as_posix() for one in importing | near)}


def imports(test: Path, path: str) -> bool:
    """Return whether a file of tests imports a module, or is its own examples."""
    return test == ROOT / path or ".".join(Path(path).with_suffix("").parts) in _imported(test)


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


def reach(file: str) -> list[Reach] | str:
    """Run a file of tests with nothing changed; return what each ran, or what pytest said."""
    copy = Path(os.environ["COPIES"], "watched")
    if not passes([file], [], copy, limit=LONGEST):
        return copy.with_suffix(".log").read_text()
    runs: list[Reach] = pickle.loads(copy.with_suffix(".runs").read_bytes())  # noqa: S301
    return runs


def met_by(mutant: Mutant, known: Sequence[Reach], *, seconds: float) -> list[str]:
    """Return the tests that a fault meets, in their order.

    A file's other tests come last: what is remembered between tests, or made once for a file, is
    reached by the first of them alone.
    """
    place = place_of(mutant.path, (ROOT / mutant.path).read_text("utf-8"), mutant.start[0])
    files = {one.file for one in known if place in one.places | one.loaded}

    def rank(one: Reach) -> tuple[bool, bool, bool, float]:
        nearby = any(reached.startswith(f"{mutant.path}:") for reached in one.places)
        strange = not imports(ROOT / one.file, mutant.path)
        return place not in one.places, not nearby, strange, one.seconds

    tests = sorted((one for one in known if one.file in files), key=rank)
    ends = itertools.accumulate(one.seconds for one in tests)
    return [one.test for one, end in zip(tests, ends, strict=True) if end - one.seconds < seconds]


def is_noticed(mutant: Mutant, tests: Sequence[str], *, limit: float) -> bool:
    """Put a fault into this process's copy and return whether a test notices; a hang counts."""
    copy = Path(os.environ["COPIES"], "plain")
    file = copy / mutant.path
    source, times = file.read_bytes(), file.stat()
    file.write_text(mutated(source.decode(), mutant), encoding="utf-8")
    try:
        files = sorted({test.partition("::")[0] for test in tests})
        return not passes(files, tests, copy, limit=limit)
    finally:
        file.write_bytes(source)
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))  # what is compiled fits again


def passes(files: Sequence[str], tests: Sequence[str], copy: Path, *, limit: float) -> bool:
    """Return whether files' tests pass within so many seconds, in a fork that works in a copy."""
    if not (child := os.fork()):
        _run(files, tests, copy)
    until = time.monotonic() + limit
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) in {0, NO_TESTS}
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _run(files: Sequence[str], tests: Sequence[str], copy: Path) -> None:
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
    plainly = ["--assert=plain", "-p", "no:cacheprovider", f"--timeout={TESTED_SECONDS}"]
    watch = Watch(tests)
    code = pytest.main(["-x", "-q", *plainly, *files], plugins=[watch])
    copy.with_suffix(".runs").write_bytes(pickle.dumps(watch.runs))
    os._exit(code)


def main() -> int:
    """Try what is asked for; returns 1 where tests fail although nothing was changed."""
    parser = argparse.ArgumentParser(description="How many small faults do the tests notice?")
    parser.add_argument("areas", nargs="*", default=list(AREAS), metavar="AREA", help=str([*AREAS]))
    parser.add_argument("--each", type=int, default=30)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--met", type=float, default=60, help="seconds of tests for each fault")
    parser.add_argument("--tests", nargs="+", metavar="FILE", help="instead of all that may notice")
    asked = parser.parse_args()
    noticed = functools.partial(is_noticed, limit=LEAST + 4 * asked.met)
    faults = {area: drawn(area, each=asked.each, seed=asked.seed) for area in asked.areas}
    paths = sorted({one.path for mutants in faults.values() for one in mutants})
    with (
        tempfile.TemporaryDirectory(prefix="mutants-") as folder,
        ProcessPoolExecutor(asked.workers, None, _prepare, (Path(folder), paths)) as pool,
    ):
        files = asked.tests or set().union(*map(tests_of, paths))
        said = list(pool.map(reach, sorted(files)))
        if failed := [one for one in said if isinstance(one, str)]:
            print("Tests fail with nothing changed.", *failed, sep="\n")
            return 1
        known = [run for runs in said if not isinstance(runs, str) for run in runs]
        print(f"{len(known)} tests, {sum(one.seconds for one in known):.0f} s", flush=True)
        for area, mutants in faults.items():
            tests = [met_by(one, known, seconds=asked.met) for one in mutants]
            _tell(area, mutants, pool.map(noticed, mutants, tests))
    return 0


def _tell(area: str, mutants: Sequence[Mutant], noticed: Iterable[bool]) -> None:
    """Print an area's faults that were not noticed, as they come, then how many were."""
    began, count = time.monotonic(), 0
    for mutant, seen in zip(mutants, noticed, strict=True):
        count += seen
        if not seen:
            print(f"    {mutant}", flush=True)
    minutes = (time.monotonic() - began) / 60
    print(f"{area}: {count} of {len(mutants)} noticed, {count / len(mutants):.0%}", end="; ")
    print(f"{minutes:.0f} minutes", flush=True)


if __name__ == "__main__":
    sys.exit(main())
