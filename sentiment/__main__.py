"""The engine's command line: ``python -m sentiment read`` and ``evaluate``.

Exit codes: 0 done, 1 the input was wrong, 2 the command was not understood.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from sentiment import evaluation, files, scoring
from sentiment.errors import DataError, SentimentError
from sentiment.evaluation import Evaluation
from sentiment.scoring import Reading


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
