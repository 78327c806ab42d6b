"""The reader's choices as values."""

from dataclasses import dataclass
from typing import Literal

from sentiment.reading.daily import Scorer

Span = Literal["story", "1 month", "3 months", "6 months", "YTD", "1 year", "all"]
Marks = Literal["line", "candles"]


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
