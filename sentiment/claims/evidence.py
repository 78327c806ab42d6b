"""What the bars say of one meaning of a claim."""

import math
from dataclasses import dataclass

import pandas as pd

from sentiment.claims.checks import Verdict

Span = tuple[pd.Timestamp, pd.Timestamp]
Figures = tuple[tuple[str, float], ...]
RANK: dict[Verdict, int] = {
    "matches the close": 0,
    "matches an intraday moment only": 1,
    "near the close": 2,
    "within the day's range": 3,
    "cannot be checked": 4,
    "does not match": 5,
}
SPREAD = 0.003  # by which a last trade may differ from the official close: seeds/README.md


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verdict on one meaning of a claim, with its evidence."""

    verdict: Verdict
    words: str  # the verdict as a sentence
    figures: Figures = ()  # what each meaning of a change comes to, as a decimal
    session: pd.Timestamp | None = None
    level: float = math.nan  # dollars per share that the claim stands for
    spans: tuple[Span, ...] = ()  # when the bars were at that level
    sessions: tuple[pd.Timestamp, ...] = ()  # of a stretch, the closes that were held against it

    @property
    def shown(self) -> str:
        """The words without the verdict that they open with."""
        for opening in ("Does not match: ", "Cannot be checked: "):
            if self.words.startswith(opening):
                return self.words.removeprefix(opening)
        return self.words[:1].lower() + self.words[1:]


def untold(
    reason: str, *, session: pd.Timestamp | None = None, level: float = math.nan
) -> Evidence:
    """Return that a claim cannot be checked, and why."""
    return Evidence("cannot be checked", f"Cannot be checked: {reason}.", (), session, level)


def coverage(index: pd.Index) -> str:
    """Return in words which bars are held."""
    return f"bars are held from {index[0]:%Y-%m-%d} to {index[-1]:%Y-%m-%d} only"
