"""The reader's choices as values."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from sentiment.reading.daily import Scorer

Span = Literal["story", "1 month", "3 months", "6 months", "YTD", "1 year", "all", "own"]
Marks = Literal["line", "candles"]
Days = tuple[pd.Timestamp, pd.Timestamp]


@dataclass(frozen=True, slots=True)
class Selection:
    """What the reader chose in the sidebar."""

    share: str
    benchmark: str
    span: Span
    scorer: Scorer
    about_share: bool
    marks: Marks
    copies_once: bool
    all_announcements: bool = False  # also those that do not name the share
    outlets: tuple[str, ...] = ()  # whose articles alone count; those of all where there is none
    naming: tuple[str, ...] = ()  # shares, of which a counting article names one
    days: Days | None = None  # of a span of one's own, both included


def days_of(written: str) -> Days | None:
    """Return the days that an address names, "2026-01-05..2026-02-13"; None where it names none."""
    try:
        first, last = (pd.Timestamp(date.fromisoformat(day)) for day in written.split(".."))
    except ValueError:
        return None
    return (first, last) if first <= last else None
