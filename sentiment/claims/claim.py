"""A price claim as a value, with every meaning that its words allow."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from sentiment.claims.amounts import Hedge
from sentiment.claims.dates import Moment
from sentiment.claims.figure import Kind
from sentiment.market import calendar

Of = Literal["rise", "fall", "high close", "low close", "high", "low"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """One day or stretch that a claim can be of, with the moment, and why."""

    sessions: tuple[pd.Timestamp, ...]  # a day, or the closes at the ends of a stretch
    why: str  # how the text tells it: "the words name it", "carried from the sentence before"
    stated: bool  # the text names it; a mismatch counts only then
    moment: Moment = "session"
    minutes: tuple[int, int] | None = None  # of the day in New York, where the moment is a time
    earliest: pd.Timestamp | None = None  # of a stretch meant loosely, the earliest close
    running: bool = False  # a stretch that ends with what is known
    peak: Of | None = None  # a stretch from the highest close, or high, since ``earliest``
    level: float | None = None  # in dollars, from which such a stretch is told to start

    @property
    def is_span(self) -> bool:
        """Whether it is of a stretch."""
        return len(self.sessions) == 2 or self.peak is not None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one phrase of a text says of a price; ``text[start:end]`` is the phrase."""

    text: str
    start: int
    end: int
    sentence: str
    company: str
    symbol: str | None  # whose bars can answer; None if no share is known
    proxy: bool  # the symbol is a fund that follows the index of which the text speaks
    kind: Kind
    amount: float  # a change as a decimal, else dollars or a number of sessions; NaN for a record
    low: float  # what the amount's own rounding allows
    high: float
    step: float  # one of the figure's last digit
    hedge: Hedge
    meanings: tuple[Meaning, ...]  # the likeliest first
    dated: bool  # the sentence itself says which session is meant
    of: Of | None  # what a record or streak is of
    since: tuple[pd.Timestamp, pd.Timestamp] | None  # of a record: the closes it can count from
    exact: bool  # of a record: the last session as extreme lies in that time, not before it
    known: pd.Timestamp  # up to when the text may know prices
    either: bool = False  # a change whose words do not say which way it went; its amount is bare

    @property
    def sessions(self) -> tuple[pd.Timestamp, ...]:
        """The session that is most likely meant; of a stretch the first and last close."""
        return self.meanings[0].sessions if self.meanings else ()

    @property
    def days(self) -> tuple[pd.Timestamp, ...]:
        """Every session whose path may answer: those it can mean, and the one still open."""
        held = [day for meaning in self.meanings for day in meaning.sessions]
        return tuple(dict.fromkeys([*held, calendar.session_of(self.known)]))

    @property
    def moment(self) -> Moment:
        """The moment of a session that is most likely meant."""
        return self.meanings[0].moment if self.meanings else "session"
