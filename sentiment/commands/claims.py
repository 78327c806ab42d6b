"""``claims``: what a text says of prices, each claim held against the bars."""

import argparse
import json
from collections.abc import Sequence
from typing import Never

import pandas as pd

from sentiment.claims import finding, tally, undated, verdicts
from sentiment.claims.verdicts import Judged
from sentiment.commands import claim_bars, inputs
from sentiment.errors import DataError
from sentiment.intake import bylines, details
from sentiment.market import bars, calendar
from sentiment.market.announcements import read_events
from sentiment.output import row_files

UNDATED = "say when it was published"
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
    inputs.add_store(parser)
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print what a text says of prices, and what the bars say of it."""
    text = inputs.text_of(arguments.file)
    known = _known(arguments, text)
    if known is None:
        _undated(arguments, text)
    claims = finding.find_claims(text, published=known, about=arguments.about)
    judged = verdicts.judge_all(claims, *claim_bars.bars_for(arguments, claims))
    print(_as_json(judged) if arguments.json else _as_text(judged))
    return 0


def _undated(arguments: argparse.Namespace, text: str) -> Never:
    """Print the claims of a text without its day and likely days, and say what is missing."""
    now = pd.Timestamp.now(tz=calendar.NEW_YORK)
    mentions = finding.find_claims(text, published=now, about=arguments.about)
    daily = bars.read_prices(arguments.prices or inputs.shipped("prices.parquet"))
    announced = read_events(inputs.shipped("events.csv"))
    likely = undated.likely_days(text, daily, announced, now=now, about=arguments.about)
    if arguments.json:
        claims = [{"text": one.text, "start": one.start, "end": one.end, "company": one.company,
                   "symbol": one.symbol, "verdict": UNDATED} for one in mentions]  # fmt: skip
        days = [{"day": f"{one.day:%Y-%m-%d}", "reasons": list(one.reasons)} for one in likely]
        answer = {"line": UNDATED, "claims": claims, "likely": days}
        print(json.dumps(answer, ensure_ascii=False))
    else:
        lines = [f"“{' '.join(one.text.split())}”: {one.company}: {UNDATED}" for one in mentions]
        lines += [f"It may be of {one.day:%Y-%m-%d}: {'; '.join(one.reasons)}." for one in likely]
        print("\n".join(lines), end="\n" if lines else "")
    raise DataError(arguments.file, "does not say when it was published; give --published")


def _known(arguments: argparse.Namespace, text: str) -> pd.Timestamp | None:
    """Return up to when a text may know prices: as asked, else as it says; None if it does not."""
    byline = bylines.find_details(text)
    updated = byline.updated if byline.updated is not None and byline.updated.tzinfo else None
    if arguments.updated is not None:
        updated = inputs.instant_of(arguments.updated, option="--updated")
    if arguments.published is not None:
        published = inputs.instant_of(arguments.published, option="--published")
        return details.known_until(published, updated=updated)
    if byline.published is not None and not byline.timed:
        day = details.instant_of_day(byline.published)
        return details.known_until(day, timed=False, updated=updated)
    if byline.published is None or byline.published.tzinfo is None:
        return None
    return details.known_until(byline.published, updated=updated)


def _as_json(judged: Sequence[Judged]) -> str:
    """Return the claims as JSON: their line, and each of them, the wrong ones first."""
    claims = [_verdict(one) for one in tally.wrong_first(judged)]
    line = tally.tally(one.verdict for one in judged)
    return json.dumps({"line": line, "claims": claims}, ensure_ascii=False)


def _as_text(judged: Sequence[Judged]) -> str:
    if not judged:
        return "No claim about a price was found."
    line = f"{tally.tally(one.verdict for one in judged)}."
    return "\n\n".join([line, *(_judged(one) for one in tally.wrong_first(judged))])


def _judged(judged: Judged) -> str:
    claim = judged.claim
    whose = claim.company + (f" ({claim.symbol})" if claim.symbol else "")
    lines = [f"“{' '.join(claim.text.split())}”: {whose}", f"    {judged.words}"]
    changes = [f"{name} {figure:+.2%}" for name, figure in judged.figures]
    return "\n".join([*lines, *([f"    {', '.join(changes)}"] if changes else [])])


def _verdict(judged: Judged) -> dict[str, object]:
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
