"""``evaluate``: how right plain VADER and the finance reading are on labelled texts."""

import argparse
import json

import pandas as pd

from sentiment.output import row_files
from sentiment.reading import evaluation
from sentiment.reading.evaluation import Evaluation

EXAMPLE = "example: python -m sentiment evaluate labelled.csv (columns text and label)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", help="CSV with the columns text and label")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print how right both scorers are on a labelled file."""
    rows = evaluation.read_labelled(arguments.file)
    figures = evaluation.evaluate(rows)
    bands = evaluation.calibrate(rows)
    if arguments.json:
        plain, finance = map(_figures, figures)
        print(json.dumps([plain, finance | {"calibration": _plain(bands)}]))
    else:
        print("\n\n".join([*map(_shown, figures), _calibration(bands)]))
    return 0


def _plain(bands: pd.DataFrame) -> list[dict[str, object]]:
    """Return a calibration as JSON holds it."""
    return [
        {str(name): row_files.plain(value) for name, value in row.items()}
        for row in bands.to_dict("records")
    ]


def _calibration(bands: pd.DataFrame) -> str:
    shown = bands.assign(begins=bands["begins"].map(_begun)).round(3)
    return "finance reading, labels right by |compound|:\n" + shown.to_string(index=False)


def _figures(figures: Evaluation) -> dict[str, object]:
    """Return an evaluation as JSON holds it."""
    return {
        "scorer": figures.scorer,
        "n": figures.n,
        "accuracy": figures.accuracy,
        "macro_f1": figures.macro_f1,
        "flip": row_files.plain(figures.flip),
        "confusion": figures.confusion.to_numpy().tolist(),
    }


def _shown(figures: Evaluation) -> str:
    return (
        f"{figures.scorer}: n {figures.n}, accuracy {figures.accuracy:.3f}, "
        f"macro-F1 {figures.macro_f1:.3f}, wrong sign {figures.flip:.3f}\n"
        f"{figures.confusion.to_string()}"
    )


def _begun(begins: float) -> str:
    """Return where a band begins, the first one being 0 itself."""
    return "0" if begins == 0 else "above 0" if begins < 0.01 else f"{begins:.2f}"
