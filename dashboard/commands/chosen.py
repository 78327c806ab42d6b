"""What the commands can be told of the choices that a page offers, with the page's defaults."""

import argparse
import json
import os
from pathlib import Path

import pandas as pd

from dashboard.selection import Selection
from sentiment.errors import DataError


# Longer than most: an option after the other.
def add_choices(parser: argparse.ArgumentParser) -> None:
    """Take what the sidebar of the page takes."""
    from dashboard.wording import texts  # noqa: PLC0415 - only the command in use pays for it

    parser.add_argument("--share", default="NVDA", help="a ticker (default: NVDA)")
    parser.add_argument("--benchmark", default="SPY", help="a ticker (default: SPY)")
    spans = [one for one in texts.SPANS if one != "own"]
    parser.add_argument("--span", choices=spans, default="story", help="sessions shown")
    parser.add_argument(
        "--dates",
        nargs=2,
        type=_day,
        metavar=("FIRST", "LAST"),
        help="sessions shown, from day to day",
    )
    parser.add_argument("--marks", choices=texts.MARKS, default="line", help="price as")
    parser.add_argument("--scorer", choices=texts.SCORERS, default="compound", help="tone by")
    parser.add_argument(
        "--about-share", action="store_true", help="only what is said of the share's company"
    )
    parser.add_argument(
        "--every-copy", action="store_true", help="count each copy of a story, not only the first"
    )
    parser.add_argument(
        "--outlet",
        action="append",
        default=[],
        metavar="NAME",
        help="only articles of this outlet count; may be given several times",
    )
    parser.add_argument(
        "--naming",
        action="append",
        default=[],
        type=str.upper,
        metavar="TICKER",
        help="only articles that name this share, too; may be given several times",
    )
    parser.add_argument(
        "--all-announcements",
        action="store_true",
        help="also those that do not name the share",
    )
    parser.add_argument(
        "--store", metavar="URL", help="the library (default: DASHBOARD_STORE, else yours)"
    )


def selection(arguments: argparse.Namespace) -> Selection:
    """Return the choices, and open the library that was named."""
    if arguments.store:
        os.environ["DASHBOARD_STORE"] = arguments.store
    return Selection(
        share=arguments.share.upper(),
        benchmark=arguments.benchmark.upper(),
        span="own" if arguments.dates else arguments.span,
        days=tuple(arguments.dates) if arguments.dates else None,
        scorer=arguments.scorer,
        about_share=arguments.about_share,
        marks=arguments.marks,
        copies_once=not arguments.every_copy,
        all_announcements=arguments.all_announcements,
        outlets=tuple(arguments.outlet),
        naming=tuple(arguments.naming),
    )


def _day(written: str) -> pd.Timestamp:
    """Return a day as it is written in ISO 8601."""
    try:
        return pd.Timestamp(pd.to_datetime(written, format="%Y-%m-%d"))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{written} is no day: write it as 2026-02-02") from error


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all.

    Raises
    ------
    DataError
        If the place cannot be written to.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise DataError(path, f"cannot be written ({error.strerror})") from error
    finally:
        part.unlink(missing_ok=True)


def tell(facts: dict[str, object], *, as_json: bool) -> None:
    """Say what was done: as JSON, or the file's name and size alone."""
    if as_json:
        print(json.dumps(facts, ensure_ascii=False))
    else:
        print(f"{facts['file']}: {int(str(facts['bytes'])):,} bytes")
