"""``library``: take your library out, put it in, copy it, put a copy back."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from sentiment.commands import inputs
from sentiment.errors import DataError
from sentiment.intake import article_tables
from sentiment.library import json_lines
from sentiment.library.backup import copies
from sentiment.library.library import Library

EXAMPLE = """examples:
  python -m sentiment library export library.jsonl
  python -m sentiment library import articles.csv
  python -m sentiment library backup library-backup.sqlite"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    actions = parser.add_subparsers(required=True, metavar="action")
    for name, act, purpose in (
        ("export", _export, "write everything as JSON Lines"),
        ("import", _import, "keep the JSON Lines of a library, or a table of articles"),
        ("backup", _backup, "write a checked copy of the file"),
        ("restore", _restore, "put a copy in the place of the library"),
    ):
        action = actions.add_parser(name, help=purpose)
        action.add_argument("file")
        inputs.add_store(action)
        action.set_defaults(act=act)


def run(asked: argparse.Namespace) -> int:
    """Do what was asked of the library."""
    return int(asked.act(asked))


def _library(asked: argparse.Namespace) -> Library:
    return Library(inputs.address_of(asked))


def _export(asked: argparse.Namespace) -> int:
    """Write the library, whole or not at all."""
    path = Path(asked.file)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(json_lines.export_library(_library(asked)))
        unfinished.replace(path)
    except OSError as error:
        raise DataError(path, f"cannot be written ({error.strerror})") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return 0


def _import(asked: argparse.Namespace) -> int:
    """Keep what a file holds; print what was not kept and why; 1 if that is any."""
    path, library = Path(asked.file), _library(asked)
    kept = faults = 0
    for number, ok, reason in tqdm(
        _told(path, library), unit=" rows", file=sys.stderr, disable=not sys.stderr.isatty()
    ):
        kept, faults = kept + ok, faults + (not ok)
        if not ok:
            print(f"row {number}: {reason}", file=sys.stderr)
    print(f"rows held: {kept}, not kept: {faults}")
    return 1 if faults else 0


def _told(path: Path, library: Library) -> Iterator[tuple[int, bool, str]]:
    """Yield what became of each row of a file: its number, whether it is held, why not."""
    try:
        with path.open("rb") as file:
            taken_out = b'"kind"' in file.read(200)
        if taken_out:
            with path.open(encoding="utf-8", errors="replace", newline="\n") as lines:
                told = json_lines.import_library(library, lines)
                yield from ((one.number, one.ok, one.reason) for one in told)
            return
    except OSError as error:
        raise DataError(path, f"cannot be opened ({error.strerror})") from error
    rows = article_tables.read_rows(path, now=pd.Timestamp.now(tz="UTC"))
    kept = article_tables.keep_rows(rows, library.save_articles)
    yield from ((one.number, one.ok, one.reason) for one in kept)


def _backup(asked: argparse.Namespace) -> int:
    """Write a checked copy."""
    copies.backup(_library(asked), asked.file)
    return 0


def _restore(asked: argparse.Namespace) -> int:
    """Put a copy in the place of the library; print where the former one is kept."""
    kept = copies.restore(asked.file, inputs.address_of(asked))
    if kept is not None:
        print(f"the former library is kept as {kept}")
    return 0
