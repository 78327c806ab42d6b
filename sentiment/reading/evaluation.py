"""How right a scorer is on labelled texts: plain VADER and the finance reading side by side."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from sentiment.errors import DataError
from sentiment.output.labels import LABELS
from sentiment.reading import article, doubt, vader

RARE = 0.05  # of the texts: a label rarer than this has no say in the mean F1


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """How a scorer did.

    Attributes
    ----------
    accuracy
        Share of texts given their label.
    macro_f1
        Mean over the labels of F1, those of fewer than 5 % of the texts left out.
    flip
        Share of the texts that are not neutral given the opposite sign; NaN without any.
    confusion
        Counts: a row per label given by readers, a column per label said by the scorer.
    """

    scorer: str
    n: int
    accuracy: float
    macro_f1: float
    flip: float
    confusion: pd.DataFrame


def read_labelled(path: Path | str) -> pd.DataFrame:
    """Return the labelled texts of a CSV file: columns ``text`` and ``label``, in its order.

    Raises
    ------
    DataError
        If the file cannot be read, lacks a column, or has a label that is none of negative,
        neutral and positive.
    """
    path = Path(path)
    try:
        rows = pd.read_csv(path, dtype="str", keep_default_na=False)
    except (OSError, ValueError) as error:
        raise DataError(path, f"cannot be read as a table ({error})") from error
    missing = [name for name in ("text", "label") if name not in rows]
    if missing:
        raise DataError(path, f"has no column {' and no column '.join(missing)}")
    labels = rows["label"].str.strip().str.lower()
    unknown = ~labels.isin(LABELS)
    if unknown.any():
        place = int(unknown.argmax())
        fault = f"row {place + 2} has the label {rows['label'].iloc[place]!r}"
        raise DataError(path, f"{fault}, none of {', '.join(LABELS)}")
    if rows.empty:
        raise DataError(path, "holds no text")
    return pd.DataFrame({"text": rows["text"], "label": labels})


def evaluate(rows: pd.DataFrame) -> tuple[Evaluation, Evaluation]:
    """Return how plain VADER and the finance reading do on the same labelled texts.

    Parameters
    ----------
    rows
        Columns ``text`` and ``label``, as :func:`read_labelled` gives them.
    """
    return (
        _evaluated("plain VADER", rows, lambda text: vader.polarity(text).compound),
        _evaluated("finance reading", rows, lambda text: article.score(text).compound),
    )


def calibrate(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how often the finance reading's label is right, by how strong its tone is.

    Parameters
    ----------
    rows
        Columns ``text`` and ``label``, as :func:`read_labelled` gives them.

    Returns
    -------
    DataFrame
        A row per band of |compound| that holds a text: where it ``begins``, ``n`` texts, their
        ``share`` of all, the share whose label was ``right`` and, of those in it that are not
        neutral, the share given the ``opposite`` sign (NaN without any).

    Examples
    --------
    >>> rows = pd.DataFrame({"text": ["Profit rose.", "We met."], "label": ["positive", "neutral"]})
    >>> calibrate(rows)[["begins", "n", "right"]].to_numpy().tolist()
    [[0.0, 1.0, 1.0], [0.35, 1.0, 1.0]]
    """
    compounds = [article.score(text).compound for text in rows["text"]]
    said = [article.label_of(compound) for compound in compounds]
    told = pd.DataFrame({"said": said, "given": rows["label"].to_list()})
    begins = np.array([begin for begin, _ in doubt.SHARES_RIGHT])
    told["begins"] = begins[np.searchsorted(begins, np.abs(compounds), side="right") - 1]
    told["right"] = told["said"] == told["given"]
    other = {"negative": "positive", "positive": "negative"}
    opposite = (told["given"] == told["said"].map(other)).astype("float64")
    told["opposite"] = opposite.where(told["given"] != "neutral")
    grouped = told.groupby("begins", sort=True)
    bands = grouped.agg(n=("right", "size"), right=("right", "mean"), opposite=("opposite", "mean"))
    bands.insert(1, "share", bands["n"] / len(told))
    return bands.reset_index()


def compare(scorer: str, *, said: Sequence[str], given: Sequence[str]) -> Evaluation:
    """Return how the labels a scorer *said* agree with those *given* by readers.

    Examples
    --------
    >>> found = compare("mine", said=["positive", "neutral"], given=["positive", "negative"])
    >>> found.accuracy, found.flip
    (0.5, 0.0)
    """
    places: dict[str, int] = {label: place for place, label in enumerate(LABELS)}
    counts = np.zeros((len(LABELS), len(LABELS)), dtype=np.int64)
    np.add.at(counts, ([places[one] for one in given], [places[one] for one in said]), 1)
    totals = counts.sum(axis=1)
    n = int(totals.sum())
    common = totals >= RARE * n
    # van Rijsbergen (1979): F1 is 2 right / (given + said).
    f1 = 2 * counts.diagonal()[common] / (totals + counts.sum(axis=0))[common]
    judged = int(totals[0] + totals[2])
    return Evaluation(
        scorer,
        n,
        float(counts.trace() / n),
        float(f1.mean()),
        float(counts[0, 2] + counts[2, 0]) / judged if judged else math.nan,
        pd.DataFrame(counts, index=LABELS, columns=LABELS).rename_axis("given"),
    )


def _evaluated(scorer: str, rows: pd.DataFrame, read: Callable[[str], float]) -> Evaluation:
    """Return how one scorer does on labelled texts."""
    said = [article.label_of(read(text)) for text in rows["text"]]
    return compare(scorer, said=said, given=rows["label"].to_list())
