"""``results``: the days on which a company published results, known and taken in."""

import argparse
import sys
from typing import TYPE_CHECKING

import pandas as pd

from sentiment.commands import inputs
from sentiment.errors import DataError
from sentiment.output import spreadsheets

if TYPE_CHECKING:
    from sentiment.library.library import Library

EXAMPLE = """examples:
  python -m sentiment results show AMD
  python -m sentiment results import dates.csv
  python -m sentiment results forget TSLA"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    actions = parser.add_subparsers(required=True, metavar="action")
    show = actions.add_parser("show", help="the results dates known of a share")
    show.add_argument("share")
    show.add_argument("--json", action="store_true", help="as JSON Lines")
    show.set_defaults(act=_show)
    own = actions.add_parser("import", help="take in dates of a CSV file")
    own.add_argument(
        "file",
        help="columns symbol, released (the day) and, if known, at (before open, in session, "
        "after close), quarter",
    )
    own.set_defaults(act=_import)
    forget = actions.add_parser("forget", help="forget the dates taken in of a share")
    forget.add_argument("share")
    forget.set_defaults(act=_forget)
    for action in (show, own, forget):
        inputs.add_store(action)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked of the dates."""
    return int(arguments.act(arguments))


def _show(arguments: argparse.Namespace) -> int:
    """Print the results dates known of a share, or that none are."""
    library = inputs.library_of(arguments)
    share = inputs.share_of(library, arguments.share)
    dates = inputs.results_of(library, share.symbol)
    if arguments.json:
        print(spreadsheets.to_json_lines(dates), end="")
    elif dates.empty:
        print(
            f"No results dates of {share.symbol} are known: its studies cannot tell its own "
            "results apart. Take some in with: python -m sentiment results import FILE"
        )
    else:
        shown = dates[["released", "at", "session", "quarter", "known"]]
        print(shown.to_string(index=False))
    _tell_disagreements(library, share.symbol)
    return 0


def _import(arguments: argparse.Namespace) -> int:
    """Take dates in, and print how many of which share."""
    from sentiment.library.results import keep_results  # noqa: PLC0415 - half a second
    from sentiment.market.announcements import read_results  # noqa: PLC0415

    dates = read_results(arguments.file)
    if dates.empty:
        raise DataError(arguments.file, "holds no date")
    library = inputs.library_of(arguments)
    keep_results(library.store, dates)
    for symbol, theirs in dates.groupby("symbol"):
        days = pd.DatetimeIndex(theirs["released"])
        print(f"{symbol}: {len(days)} dates from {days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}")
        _tell_disagreements(library, str(symbol))
    return 0


def _tell_disagreements(library: "Library", symbol: str) -> None:
    for sentence in inputs.disagreements(library, symbol):
        print(sentence, file=sys.stderr)


def _forget(arguments: argparse.Namespace) -> int:
    """Forget what was taken in of a share; what is shipped stays."""
    from sentiment.library.results import forget_results  # noqa: PLC0415 - half a second

    library = inputs.library_of(arguments)
    forget_results(library.store, inputs.share_of(library, arguments.share).symbol)
    return 0
