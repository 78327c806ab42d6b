"""The engine's command line: ``python -m sentiment read``, ``claims`` and ``evaluate``.

Exit codes: 0 done, 1 the input was wrong, 2 the command was not understood.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib import resources
from pathlib import Path

import pandas as pd

from sentiment import claims, evaluation, files, intake, prices, scoring, sessions, verdicts
from sentiment.errors import DataError, SentimentError
from sentiment.evaluation import Evaluation
from sentiment.scoring import Reading
from sentiment.verdicts import Judged


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.run(asked))
    except SentimentError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 1


def _parser() -> argparse.ArgumentParser:
    """Return what the command line understands."""
    parser = argparse.ArgumentParser(
        prog="python -m sentiment", description="Read news as finance does."
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    read = commands.add_parser(
        "read",
        help="the tone of a text, sentence by sentence",
        epilog="example: python -m sentiment read article.txt --about Nvidia",
    )
    read.add_argument(
        "file", help="a text, web page, PDF, Word or e-mail file; - for what is piped"
    )
    read.add_argument("--about", metavar="COMPANY", help="only what is said of this company")
    read.add_argument("--json", action="store_true", help="as JSON")
    read.set_defaults(run=_read)
    claimed = commands.add_parser(
        "claims",
        help="what a text says of prices, each held against the bars",
        epilog="example: python -m sentiment claims article.txt --published 2026-02-02T11:42-05:00",
    )
    claimed.add_argument(
        "file", help="a text, web page, PDF, Word or e-mail file; - for what is piped"
    )
    claimed.add_argument(
        "--published",
        metavar="INSTANT",
        help="when; New York's time without an offset, the end of the day without a time "
        "(default: what the text says)",
    )
    claimed.add_argument(
        "--about", metavar="COMPANY", help='whose "the stock" is where the text names none'
    )
    claimed.add_argument("--prices", metavar="FILE", help="daily bars (default: those shipped)")
    claimed.add_argument("--intraday", metavar="FILE", help="bars of 1 and 5 minutes")
    claimed.add_argument("--json", action="store_true", help="as JSON")
    claimed.set_defaults(run=_claims)
    evaluate = commands.add_parser(
        "evaluate",
        help="how right plain VADER and the finance reading are on your labelled texts",
        epilog="example: python -m sentiment evaluate labelled.csv (columns text and label)",
    )
    evaluate.add_argument("file", help="CSV with the columns text and label")
    evaluate.add_argument("--json", action="store_true", help="as JSON")
    evaluate.set_defaults(run=_evaluate)
    return parser


def _read(asked: argparse.Namespace) -> int:
    """Print how a text reads."""
    reading = scoring.score(_text(asked.file), asked.about)
    print(json.dumps(_plain(reading), ensure_ascii=False) if asked.json else _told(reading))
    return 0


def _text(name: str) -> str:
    """Return the text of a file, or of what is piped."""
    if name == "-":
        return sys.stdin.read()
    try:
        return files.text_of(Path(name).read_bytes(), name)
    except OSError as error:
        raise DataError(Path(name), f"cannot be opened ({error.strerror})") from error


def _told(reading: Reading) -> str:
    """Return a reading as lines of text."""
    lines = [f"{reading.compound:+.3f} {reading.label}, {reading.n} sentences"]
    lines += [f"plain VADER of the whole text: {reading.plain.compound:+.4f}"]
    lines += [f"mind: {caution}" for caution in reading.cautions]
    for read in reading.sentences:
        lines.append(f"{read.reading.compound:+.2f}  {' '.join(read.sentence.text.split())}")
        parts = [part for part in read.reading.parts if abs(part.points) >= 0.2]
        lines += [f"       {part.points:+.2f} {part.text!r}: {part.rule}" for part in parts]
    return "\n".join(lines)


def _plain(reading: Reading) -> dict[str, object]:
    """Return a reading as JSON holds it."""
    return {
        "compound": reading.compound,
        "label": reading.label,
        "n": reading.n,
        "low": _number(reading.low),
        "high": _number(reading.high),
        "without_moves": _number(reading.without_moves),
        "plain": reading.plain.compound,
        "cautions": list(reading.cautions),
        "companies": [
            {"company": name, "compound": _number(compound), "sentences": n}
            for name, compound, n in reading.companies
        ],
        "sentences": [
            {
                "text": read.sentence.text,
                "compound": read.reading.compound,
                "plain": read.plain,
                "kind": read.reading.kind,
                "parts": [
                    {"text": part.text, "points": part.points, "rule": part.rule}
                    for part in read.reading.parts
                ],
            }
            for read in reading.sentences
        ],
    }


def _number(value: float) -> float | None:
    """Return a number as JSON has it: nothing for NaN."""
    return None if value != value else value  # noqa: PLR0124


def _claims(asked: argparse.Namespace) -> int:
    """Print what a text says of prices, and what the bars say of it."""
    text = _text(asked.file)
    published = _published(asked.published, text, source=asked.file)
    found = claims.find_claims(text, published=published, about=asked.about)
    daily = prices.read_prices(asked.prices or _shipped("prices.parquet"))
    path = asked.intraday or (None if asked.prices else _shipped("intraday.parquet"))
    symbols = {one.symbol for one in found if one.symbol in daily}
    judged = verdicts.judge_all(found, daily, {} if path is None else _paths(path, symbols))
    if asked.json:
        print(json.dumps([_verdict(one) for one in judged], ensure_ascii=False))
    else:
        print("\n\n".join(_judged(one) for one in judged) or "No claim about a price was found.")
    return 0


def _published(asked: str | None, text: str, *, source: str) -> pd.Timestamp:
    """Return when a text was published: as asked, else as it says itself."""
    if asked is None:
        told = intake.find_details(text)
        if told.published is None or told.published.tzinfo is None:
            raise DataError(source, "does not say when it was published; give --published")
        return told.published
    try:
        instant = pd.Timestamp(datetime.fromisoformat(asked))
    except ValueError as error:
        raise DataError("--published", f"is no instant: {asked}") from error
    if instant.tzinfo is None:
        instant = instant.tz_localize(sessions.NEW_YORK)
    return instant if ":" in asked else instant + pd.Timedelta(hours=23, minutes=59)


def _shipped(name: str) -> Path:
    """Return the place of a file that the project ships."""
    return Path(str(resources.files("seeds").joinpath(name)))


def _paths(path: Path | str, symbols: Iterable[str | None]) -> dict[str, pd.DataFrame]:
    """Return the finest intraday bars of each symbol."""
    return {
        symbol: verdicts.finest(
            *(prices.read_intraday(path, symbol, interval=length) for length in ("1m", "5m"))
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
        "amount": _number(claim.amount),
        "moment": claim.moment,
        "sessions": [f"{day:%Y-%m-%d}" for day in claim.sessions],
        "dated": claim.dated,
        "verdict": judged.verdict,
        "words": judged.words,
        "figures": dict(judged.figures),
        "spans": [[str(first), str(last)] for first, last in judged.spans],
    }


def _evaluate(asked: argparse.Namespace) -> int:
    """Print how right both scorers are on a labelled file."""
    found = evaluation.evaluate(evaluation.read_labelled(asked.file))
    if asked.json:
        print(json.dumps([_figures(one) for one in found]))
    else:
        print("\n\n".join(_shown(one) for one in found))
    return 0


def _figures(found: Evaluation) -> dict[str, object]:
    """Return an evaluation as JSON holds it."""
    return {
        "scorer": found.scorer,
        "n": found.n,
        "accuracy": found.accuracy,
        "macro_f1": found.macro_f1,
        "flip": _number(found.flip),
        "confusion": found.confusion.to_numpy().tolist(),
    }


def _shown(found: Evaluation) -> str:
    """Return an evaluation as lines of text."""
    return (
        f"{found.scorer}: n {found.n}, accuracy {found.accuracy:.3f}, "
        f"macro-F1 {found.macro_f1:.3f}, wrong sign {found.flip:.3f}\n{found.confusion.to_string()}"
    )


if __name__ == "__main__":
    sys.exit(main())
