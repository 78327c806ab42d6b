"""``claims``: what a text says of prices, each claim held against the bars."""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from sentiment.claims import finding, verdicts
from sentiment.claims.verdicts import Judged
from sentiment.commands import inputs
from sentiment.errors import DataError
from sentiment.intake import bylines, details
from sentiment.market import bars
from sentiment.output import row_files

EXAMPLE = "example: python -m sentiment claims article.txt --published 2026-02-02T11:42-05:00"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "file", help="a text, web page, PDF, Word or e-mail file; - for what is piped"
    )
    parser.add_argument(
        "--published",
        metavar="INSTANT",
        help="when; New York's time without an offset, the end of the day without a time "
        "(default: what the text says)",
    )
    parser.add_argument(
        "--updated",
        metavar="INSTANT",
        help="when it was last rewritten, up to which it may know prices (default: what the text "
        "says)",
    )
    parser.add_argument(
        "--about", metavar="COMPANY", help='whose "the stock" is where the text names none'
    )
    parser.add_argument("--prices", metavar="FILE", help="daily bars (default: those shipped)")
    parser.add_argument("--intraday", metavar="FILE", help="bars of 1 and 5 minutes")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(asked: argparse.Namespace) -> int:
    """Print what a text says of prices, and what the bars say of it."""
    text = inputs.text_of(asked.file)
    published = _published(asked.published, text, source=asked.file)
    updated = _updated(asked.updated, text)
    found = finding.find_claims(text, published=published, about=asked.about, updated=updated)
    daily = bars.read_prices(asked.prices or inputs.shipped("prices.parquet"))
    path = asked.intraday or (None if asked.prices else inputs.shipped("intraday.parquet"))
    symbols = {one.symbol for one in found if one.symbol in daily}
    judged = verdicts.judge_all(found, daily, {} if path is None else _paths(path, symbols))
    if asked.json:
        print(json.dumps([_verdict(one) for one in judged], ensure_ascii=False))
    else:
        print("\n\n".join(_judged(one) for one in judged) or "No claim about a price was found.")
    return 0


def _published(asked: str | None, text: str, *, source: str) -> pd.Timestamp:
    """Return when a text was published: as asked, else as it says itself."""
    if asked is not None:
        return inputs.instant_of(asked, option="--published")
    told = bylines.find_details(text)
    if told.published is not None and not told.timed:  # known up to the end of its day
        return details.instant_of_day(told.published) + pd.Timedelta(hours=23, minutes=59)
    if told.published is None or told.published.tzinfo is None:
        raise DataError(source, "does not say when it was published; give --published")
    return told.published


def _updated(asked: str | None, text: str) -> pd.Timestamp | None:
    """Return when a text was last rewritten: as asked, else as it says itself."""
    if asked is not None:
        return inputs.instant_of(asked, option="--updated")
    told = bylines.find_details(text).updated
    return None if told is None or told.tzinfo is None else told


def _paths(path: Path | str, symbols: Iterable[str | None]) -> dict[str, pd.DataFrame]:
    """Return the finest intraday bars of each symbol."""
    return {
        symbol: verdicts.finest(
            *(bars.read_intraday(path, symbol, interval=length) for length in ("1m", "5m"))
        )
        for symbol in symbols
        if symbol is not None
    }


def _judged(judged: Judged) -> str:
    """Return a verdict as lines of text."""
    claim = judged.claim
    whose = claim.company + (f" ({claim.symbol})" if claim.symbol else "")
    lines = [f"“{' '.join(claim.text.split())}”: {whose}", f"    {judged.words}"]
    changes = [f"{name} {figure:+.2%}" for name, figure in judged.figures]
    return "\n".join([*lines, *([f"    {', '.join(changes)}"] if changes else [])])


def _verdict(judged: Judged) -> dict[str, object]:
    """Return a verdict as JSON holds it."""
    claim = judged.claim
    return {
        "text": claim.text,
        "start": claim.start,
        "end": claim.end,
        "company": claim.company,
        "symbol": claim.symbol,
        "kind": claim.kind,
        "amount": row_files.plain(claim.amount),
        "moment": claim.moment,
        "sessions": [f"{day:%Y-%m-%d}" for day in claim.sessions],
        "dated": claim.dated,
        "verdict": judged.verdict,
        "words": judged.words,
        "figures": dict(judged.figures),
        "spans": [[str(first), str(last)] for first, last in judged.spans],
    }
