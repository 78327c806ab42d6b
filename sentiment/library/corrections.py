"""What a reader notes of an article, checked: tags, and labels for sentences."""

from typing import Any

import pandas as pd

from sentiment.errors import DataError
from sentiment.library.article_rows import digest_of
from sentiment.library.schema import storable
from sentiment.output.labels import LABELS

_LONGEST_TAG = 60  # characters


def correction_row(
    key: str, sentence: str, *, computed: float, label: str, note: str
) -> dict[str, Any]:
    """Return a correction as the table keeps it, but for when it was made.

    Raises
    ------
    DataError
        If the sentence is empty, the label none of the three or the compound not in -1 to 1.
    """
    text = storable(sentence).strip()
    if not text:
        raise DataError("The correction", "is of an empty sentence")
    if label not in LABELS:
        fault = f"has a label that is none of {', '.join(LABELS)}"
        raise DataError("The correction", fault, label)
    if not -1 <= computed <= 1:
        raise DataError("The correction", "has a compound that is not between -1 and 1", computed)
    row = {"article": key, "digest": digest_of(text), "text": text, "computed": float(computed)}
    return row | {"label": label, "note": storable(note)}


def tag_name(tag: str) -> str:
    """Return a tag as it is kept, its blanks made single.

    Raises
    ------
    DataError
        If it is empty or too long.

    Examples
    --------
    >>> tag_name(" to  read ")
    'to read'
    """
    name = " ".join(storable(tag).split())
    if not name:
        raise DataError("The tag", "is empty")
    if len(name) > _LONGEST_TAG:
        raise DataError("The tag", f"is longer than {_LONGEST_TAG} characters", name)
    return name


def labelled(corrections: pd.DataFrame) -> pd.DataFrame:
    """Return corrections as labelled texts for :func:`sentiment.reading.evaluation.evaluate`.

    Columns ``text`` and ``label``, as ``read_labelled`` gives them, each text once; of a sentence
    labelled in several articles, the last label counts.
    """
    last = corrections.drop_duplicates("text", keep="last")
    return last[["text", "label"]].reset_index(drop=True)
