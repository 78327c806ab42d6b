"""How rare a session's move is among days without an announcement, in words and counts."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from sentiment.study.abnormal import EventStudy

Verdict = Literal["Yes", "Rare alone", "Not clearly", "No", "Cannot tell"]
LEVEL = 0.05  # the placebo p up to which a move counts as rare
NEAR = 0.10  # up to which it is not clearly usual either
BINS = 25  # of the small picture
EDGE = 0.99  # share of the days that the picture reaches over; the rest stand at its ends


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a session's abnormal return stands among those of ordinary days before it."""

    verdict: Verdict
    p: float  # share of ordinary days as far out, up or down; NaN where it cannot be told
    n: int  # ordinary days
    reason: str  # why it cannot be told, "" where it can
    counts: tuple[int, ...]  # ordinary days by size, from low to high
    at: float  # where among them the session stands, from 0 to 1

    @property
    def words(self) -> str:
        """How often a day is as far out, or why that cannot be told."""
        if self.reason:
            return self.reason
        return f"as large: {rarity(self.p)}"


def standing_of(study: EventStudy, session: pd.Timestamp) -> Standing:
    """Return how rare a session's move is, by a study of that session alone.

    A move is rare after Holm's correction ("Yes"), or only if no other session had been looked
    at ("Rare alone").
    """
    rows = study.table[study.table["session"] == session]
    if rows.empty:
        return unknown("no announcement that day")
    row = rows.iloc[0]
    if row["reason"] or math.isnan(row["placebo_p"]) or row["verdict"] == "cannot be told":
        return unknown(row["reason"] or "too few ordinary days")
    days = study.ordinary.loc[study.ordinary["event"] == session, "car"].to_numpy()
    counts, at = _spread(days, float(row["car"]))
    verdict = _verdict(float(row["placebo_p"]), holm=float(row["placebo_p_holm"]))
    return Standing(verdict, float(row["placebo_p"]), int(row["placebo_n"]), "", counts, at)


def rarity(p: float) -> str:
    """Return a placebo p as so many in a hundred days.

    Examples
    --------
    >>> rarity(0.0816), rarity(0.002), rarity(float("nan"))
    ('8 in 100', 'under 1 in 100', 'cannot tell')
    """
    if math.isnan(p):
        return "cannot tell"
    return f"{round(100 * p)} in 100" if round(100 * p) else "under 1 in 100"


def _verdict(p: float, *, holm: float) -> Verdict:
    if holm <= LEVEL:
        return "Yes"
    if p <= LEVEL:
        return "Rare alone"
    return "Not clearly" if p <= NEAR else "No"


def unknown(reason: str) -> Standing:
    """Return that it cannot be told, and why."""
    return Standing("Cannot tell", math.nan, 0, reason, (), math.nan)


def _spread(
    days: "np.ndarray[tuple[int], np.dtype[np.float64]]", move: float
) -> tuple[tuple[int, ...], float]:
    """Return how many days lie in each of some bins around nought, and where a move lies."""
    reach = max(float(np.quantile(np.abs(days), EDGE)), abs(move))
    counts, _ = np.histogram(np.clip(days, -reach, reach), bins=BINS, range=(-reach, reach))
    return tuple(int(count) for count in counts), (move + reach) / (2 * reach)
