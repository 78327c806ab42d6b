"""``report``: write a report of an announcement or of some days; make a bundle's tables again."""

import argparse
from pathlib import Path

import pandas as pd

from dashboard.commands import chosen
from dashboard.data import provenance, report
from dashboard.images import pdf
from dashboard.report import bundle
from sentiment.commands import inputs
from sentiment.errors import DataError

EXAMPLE = """examples:
  python -m dashboard report --event 2026-02-02-shares-fall --out report.pdf
  python -m dashboard report --days 2026-01-30 2026-02-06 --out bundle.zip
  python -m dashboard report --from bundle.zip --out tables"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--event", metavar="KEY", help="about an announcement")
    what.add_argument("--days", nargs=2, metavar=("FIRST", "LAST"), help="about these days")
    what.add_argument(
        "--from", dest="bundle", type=Path, metavar="BUNDLE", help="make a bundle's tables again"
    )
    parser.add_argument(
        "--out",
        required=True,
        type=Path,
        help="a .html or .pdf file, or a .zip with all that it was made from; with --from a folder",
    )
    parser.add_argument("--window", nargs=2, type=int, default=(0, 1), metavar=("FIRST", "LAST"))
    parser.add_argument("--json", action="store_true", help="say what was written as JSON")
    chosen.add_choices(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write what was asked for."""
    if arguments.bundle is not None:
        return _again(arguments)
    kind = arguments.out.suffix.lower()
    if kind not in (".html", ".pdf", ".zip"):
        raise DataError(arguments.out, "is no name for a report: end it with .html, .pdf or .zip")
    selection = chosen.selection(arguments)
    window = inputs.window_of(arguments)
    if arguments.event is not None:
        about = report.of_event(arguments.event, selection, window=window)
    else:
        first, last = (_day(day) for day in arguments.days)
        about = report.of_days(first, last, selection, window=window)
    made = bundle.make(
        about, report.inputs(about, selection), sources=provenance.sources(selection)
    )
    written = made.page.encode()
    if kind == ".pdf":
        written = pdf.printed(made.page)
    elif kind == ".zip":
        written = bundle.zipped(made)
    chosen.write(arguments.out, written)
    chosen.tell(
        {"file": str(arguments.out), "bytes": len(written), **made.facts}, as_json=arguments.json
    )
    return 0


def _again(arguments: argparse.Namespace) -> int:
    """Make a bundle's tables again and say whether they are the same."""
    try:
        content = arguments.bundle.read_bytes()
        remade = bundle.remake(content)
        arguments.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataError(arguments.bundle, f"cannot be opened ({error.strerror})") from error
    for name, table in remade.tables.items():
        chosen.write(arguments.out / Path(name).name, table)
    if remade.differ:
        raise DataError(arguments.bundle, remade.words.rstrip("."))
    size = sum(map(len, remade.tables.values()))
    chosen.tell(
        {"file": str(arguments.out), "bytes": size, "said": remade.words}, as_json=arguments.json
    )
    return 0


def _day(written: str) -> pd.Timestamp:
    """Return a day as it is written in ISO 8601."""
    try:
        return pd.Timestamp(pd.to_datetime(written, format="%Y-%m-%d"))
    except ValueError as error:
        raise DataError("--days", f"{written} is no day: write it as 2026-02-02") from error
