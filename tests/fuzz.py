"""Knock at a door with inputs that coverage leads, and print how many and what they found.

    pip install atheris
    python tests/fuzz.py DOOR [--runs N] [--minutes N] [--also PACKAGE ...]

DOOR is one of tests/doors.py, or all of them one after the other. What the engine's code takes a
new way through is kept and changed further; ``--also`` follows another package's ways too. Inputs
that raised what they may not, took over ten seconds or 2 GB lie in the folder that is printed, and
come again with ``python tests/fuzz.py DOOR --again FILE``.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from pathlib import Path

SLOWEST = 10  # seconds for one input
LARGEST = 2_048  # MB
LONGEST = 20_000  # bytes of an input, unless one that is right has more
_FOUND = re.compile("(?:raised|crash|oom|slow-unit|timeout)-")


def main() -> int:
    """Knock as asked, and return 1 if anything was found."""
    asked = _asked()
    os.environ.update(DASHBOARD_OFFLINE="1", TMPDIR=tempfile.mkdtemp(prefix="fuzz-"))
    os.environ["DASHBOARD_STORE"] = f"{os.environ['TMPDIR']}/library.sqlite"
    if asked.inside or asked.again:
        _knock(asked)
        return 0
    from doors import DOORS  # noqa: PLC0415 - atheris must see the engine loaded where it runs

    doors = DOORS if asked.door == "all" else [asked.door]
    return max(_ran(door, asked) for door in doors)


def _asked() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description="Knock at a door with inputs led by coverage.")
    parser.add_argument("door", help="its name in tests/doors.py, or all")
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--also", nargs="*", default=[], metavar="PACKAGE")
    parser.add_argument("--again", type=Path, metavar="FILE", help="one input that was found")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _ran(door: str, asked: argparse.Namespace) -> int:
    """Knock at a door in a process of its own, which a hang or too much memory ends."""
    folder = Path(tempfile.mkdtemp(prefix=f"{door}-"))
    words = [door, "--runs", asked.runs, "--minutes", asked.minutes, "--inside", folder]
    also = ["--also", *asked.also] if asked.also else []
    began = time.monotonic()
    with (folder / "log").open("wb") as log:
        told = subprocess.run(
            [sys.executable, __file__, *map(str, words), *also],
            stdout=log,
            stderr=log,
            check=False,
        )
    said = (folder / "log").read_text(errors="replace")
    runs = re.search(r"number_of_executed_units: +(\d+)", said)
    memory = re.search(r"peak_rss_mb: +(\d+)", said)
    found = [path.name for path in folder.iterdir() if _FOUND.match(path.name)]
    print(
        f"{door}: {int(runs[1]) if runs else 0:,} inputs in {time.monotonic() - began:.0f} s, "
        f"at most {memory[1] if memory else '?'} MB; "
        + (f"found {', '.join(sorted(found))} in {folder}" if found else "nothing found"),
        flush=True,
    )
    return int(bool(found) or told.returncode != 0)


def _knock(asked: argparse.Namespace) -> None:
    """Load the engine with its ways watched, and knock until the runs or the time are over."""
    import atheris  # noqa: PLC0415 - no part of the project's own tools

    warnings.simplefilter("ignore")
    with atheris.instrument_imports(include=["sentiment", *asked.also]):
        import doors  # noqa: PLC0415

    door = doors.DOORS[asked.door]
    if asked.again:
        print(doors.knock(door, asked.again.read_bytes()))
        return
    seeds = asked.inside / "seeds"
    seeds.mkdir()
    right = door.specimens()
    for number, content in enumerate(right):
        doors.knock(door, content)
        (seeds / str(number)).write_bytes(content)
    known: set[str] = set()

    def once(content: bytes) -> None:
        try:
            doors.knock(door, content)
        except Exception as error:  # each place that raises is told once, and the rest goes on
            frame = traceback.extract_tb(error.__traceback__)[-1]
            place = f"raised-{type(error).__name__}-{Path(frame.filename).stem}-{frame.lineno}"
            if place not in known:
                known.add(place)
                (asked.inside / place).write_bytes(content)
                traceback.print_exc()

    limits = {
        "runs": asked.runs,
        "max_total_time": round(asked.minutes * 60),
        "max_len": max(LONGEST, *map(len, right)),
        "timeout": SLOWEST,
        "rss_limit_mb": LARGEST,
        "print_final_stats": 1,
        "artifact_prefix": f"{asked.inside}/",
    }
    words = [f"-{name}={value}" for name, value in limits.items()]
    atheris.Setup([sys.argv[0], *words, str(seeds)], once)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
