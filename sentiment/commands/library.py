"""``library``: take your library out, put it in, copy it, put a copy back."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from sentiment.commands import inputs
from sentiment.errors import DataError
from sentiment.intake import article_tables, collection, pastes
from sentiment.intake.article_tables import Kept, Layout, Row
from sentiment.library import incoming, json_lines
from sentiment.library.backup import copies
from sentiment.library.library import Library

EXAMPLE = """examples:
  python -m sentiment library export library.jsonl
  python -m sentiment library import headlines.xlsx --zone America/New_York
  python -m sentiment library backup library-backup.sqlite"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    actions = parser.add_subparsers(required=True, metavar="action")
    for name, act, purpose in (
        ("export", _export, "write everything as JSON Lines"),
        (
            "import",
            _import,
            "keep the JSON Lines of a library, a table of articles, or a text of some",
        ),
        ("backup", _backup, "write a checked copy of the file"),
        ("restore", _restore, "put a copy in the place of the library"),
    ):
        action = actions.add_parser(name, help=purpose)
        action.add_argument("file")
        inputs.add_store(action)
        action.set_defaults(act=act)
        if name == "import":
            inputs.add_clock(action)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked of the library."""
    return int(arguments.act(arguments))


def _export(arguments: argparse.Namespace) -> int:
    """Write the library, whole or not at all."""
    path = Path(arguments.file)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(json_lines.export_library(inputs.library_of(arguments)))
        unfinished.replace(path)
    except OSError as error:
        raise DataError(path, f"cannot be written ({error.strerror})") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return 0


def _import(arguments: argparse.Namespace) -> int:
    """Keep what a file holds; print how it was read, and what was not kept and why."""
    path, library = Path(arguments.file), inputs.library_of(arguments)
    count, faults = 0, []
    for row in tqdm(
        _outcomes(path, library, arguments),
        unit=" rows",
        file=sys.stderr,
        disable=not sys.stderr.isatty(),
    ):
        count += row.ok
        if not row.ok:
            faults.append(row)
    for fault in article_tables.gathered(faults):
        print(_named(fault), file=sys.stderr)
    print(f"rows held: {count}, not kept: {len(faults)}")
    if not count and not faults:
        raise DataError(path, "holds no row")
    return 1 if faults else 0


def _named(fault: article_tables.Faults) -> str:
    """Return a reason with the rows that it holds for."""
    if fault.n == 1:
        return f"row {fault.numbers[0]}: {fault.example}"
    more = fault.n - len(fault.numbers)
    beside = f" and {more:,} more" if more else ""
    return f"rows {', '.join(map(str, fault.numbers))}{beside}: {fault.example}"


def _outcomes(path: Path, library: Library, arguments: argparse.Namespace) -> Iterator[Kept]:
    """Yield what became of each row of a file."""
    try:
        with path.open("rb") as file:
            taken_out = b'"kind"' in file.read(200)
        if taken_out:
            with path.open(encoding="utf-8", errors="replace", newline="\n") as lines:
                outcomes = json_lines.import_library(library, lines)
                yield from (Kept(one.number, one.ok, one.reason) for one in outcomes)
            return
    except OSError as error:
        raise DataError(path, f"cannot be opened ({error.strerror})") from error
    yield from article_tables.keep_rows(_rows(path, arguments), partial(incoming.save, library))


def _rows(path: Path, arguments: argparse.Namespace) -> Iterator[Row]:
    """Yield the articles of a table, or of a text of one or several."""
    now = pd.Timestamp.now(tz="UTC")
    if collection.kind_of(path) != "table":
        articles = pastes.find_articles(collection.text_of(path), today=now)
        seen = collection.understand_list(articles)
        if seen.guessed:
            print(f"{seen.guessed:,} dates name no year: the likeliest was taken")
        for remedy in _unplaced(seen.needs_zone, arguments):
            print(remedy)
        yield from collection.rows_of(articles, now=now, zone=arguments.zone)
        return
    layout = article_tables.understand(path, now=now)
    print(*_understood(layout, arguments), sep="\n")
    yield from article_tables.read_rows(
        path, now=now, zone=arguments.zone, day_first=inputs.day_first_of(arguments), layout=layout
    )


def _understood(layout: Layout, arguments: argparse.Namespace) -> Iterable[str]:
    """Yield how a table was understood, and what would settle what it leaves open."""
    columns = ", ".join(f"{role} in {name!r}" for role, name in layout.roles.items())
    yield f"{layout.path.name}: {layout.rows:,} rows; {columns}"
    if layout.order.proof:
        first = "day" if layout.order.day_first else "month"
        yield f"dates such as {layout.order.example} have the {first} first: {layout.order.proof}"
    if layout.order.falls and layout.order.blank:
        yield f"{layout.order.blank:,} rows without a date take the day of the row above"
    if layout.needs_order and arguments.day_first is None:
        yield f"nothing tells how {layout.order.example} is meant; add --day-first or --month-first"
    yield from _unplaced(layout.needs_zone, arguments)


def _unplaced(needs_zone: bool, arguments: argparse.Namespace) -> Iterable[str]:
    """Yield what would place times of day that name no zone."""
    if needs_zone and arguments.zone is None:
        yield "times of day name no zone; add one, such as --zone America/New_York"


def _backup(arguments: argparse.Namespace) -> int:
    copies.backup(inputs.library_of(arguments).store, arguments.file)
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    former = copies.restore(arguments.file, inputs.address_of(arguments))
    if former is not None:
        print(f"the former library is kept as {former}")
    return 0
