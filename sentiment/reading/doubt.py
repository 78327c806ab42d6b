"""How far a reading is to be trusted: a verdict that tells doubt from calm, and a confidence."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from sentiment.output.labels import label_of
from sentiment.reading.sentence import FAINT, Part, SentenceReading

Verdict = Literal[
    "positive",
    "negative",
    "neutral",  # something is said, and it comes to little
    "mixed",  # said both ways
    "faint",  # everyday words alone, whose sign is worth little
    "silent",  # nothing is said that carries a tone
]
# Where a band of |compound| begins, and the share of texts in it whose label was right: of 12,000
# short texts that people had labelled, rounded. They are one part of the Financial PhraseBank
# (Malo et al. 2014), the training part of Twitter Financial News Sentiment, FinEntity (Tang et al.
# 2023; passages of one label) and the posts of FiQA 2018.
SHARES_RIGHT = (
    (0.0, 0.89),  # exactly 0: nothing said
    (1e-9, 0.81),
    (0.05, 0.55),
    (0.25, 0.73),
    (0.35, 0.74),
    (0.5, 0.86),
    (0.6, 0.89),
    (0.8, 0.93),
)
LEAST = 0.4  # points of news that is told as an aside; everyday words have less
BOTH_WAYS = 0.3  # of the heavier side's points, that the lighter one has: then neither leads
WORDS = (
    (0.85, "nearly sure"),
    (0.7, "likely"),
    (0.6, "rather likely"),
    (0.0, "a coin toss"),
)


def verdict_of(
    readings: Sequence[SentenceReading], compound: float, *, low: float, high: float
) -> Verdict:
    """Return what a text's sentences come to, their doubt told.

    Parameters
    ----------
    readings
        Of the sentences that count.
    compound, low, high
        Of the text, with its interval; NaN for none.

    Examples
    --------
    >>> verdict_of([], math.nan, low=math.nan, high=math.nan)
    'silent'
    """
    if not any(one.told for one in readings):
        return "silent"
    sides = {label_of(one.compound) for one in readings}
    both = {"positive", "negative"} <= sides
    if (both and low <= 0 <= high) or (len(readings) == 1 and pulls_both_ways(readings[0].told)):
        return "mixed"
    label = label_of(compound)
    if label != "neutral":
        return label
    if any(abs(part.points) >= FAINT for one in readings for part in one.told):
        return "neutral"
    return "faint" if any(one.compound for one in readings) else "silent"


def pulls_both_ways(told: Sequence[Part]) -> bool:
    """Return whether the parts of one sentence weigh nearly as much for as against."""
    sides = [
        abs(math.fsum(part.points for part in told if sign * part.points >= LEAST))
        for sign in (1, -1)
    ]
    return min(sides) >= BOTH_WAYS * max(sides) > 0


def confidence_of(compound: float) -> float:
    """Return the share of labels that were right among texts whose tone was as strong.

    Measured on single sentences and posts: of a long article it tells less than its interval.

    Examples
    --------
    >>> confidence_of(0.62), confidence_of(-0.1)
    (0.89, 0.55)
    """
    if math.isnan(compound):
        return math.nan
    return next(share for begins, share in reversed(SHARES_RIGHT) if abs(compound) >= begins)


def in_words(confidence: float) -> str:
    """Return a confidence in plain words, "" for none.

    Examples
    --------
    >>> in_words(0.89), in_words(0.5)
    ('nearly sure', 'a coin toss')
    """
    if math.isnan(confidence):
        return ""
    return next(words for least, words in WORDS if confidence >= least)


def bands() -> list[tuple[float, float]]:
    """Return where each band of |compound| begins and ends."""
    begins = [begin for begin, _ in SHARES_RIGHT]
    return list(pairwise([*begins, math.inf]))
