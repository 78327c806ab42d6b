"""``evaluate``: how right plain VADER and the finance reading are on labelled texts."""

import argparse
import json

from sentiment.output import row_files
from sentiment.reading import evaluation
from sentiment.reading.evaluation import Evaluation

EXAMPLE = "example: python -m sentiment evaluate labelled.csv (columns text and label)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", help="CSV with the columns text and label")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(asked: argparse.Namespace) -> int:
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
        "flip": row_files.plain(found.flip),
        "confusion": found.confusion.to_numpy().tolist(),
    }


def _shown(found: Evaluation) -> str:
    """Return an evaluation as lines of text."""
    return (
        f"{found.scorer}: n {found.n}, accuracy {found.accuracy:.3f}, "
        f"macro-F1 {found.macro_f1:.3f}, wrong sign {found.flip:.3f}\n{found.confusion.to_string()}"
    )
