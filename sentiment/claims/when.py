"""A time of a sentence as a value, and the sessions of an instant."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import pandas as pd

from sentiment.market import calendar

Moment = Literal["close", "open", "session", "range", "clock", "pre-market", "after hours"]


# A day or stretch that is known; the day last spoken of and days counted from it; the stretch last
# spoken of; the move since the day last spoken of; a day when the exchange was shut; one that only
# the text's own story can place; none, where only a moment is named.
Kind = Literal["day", "span", "spoken", "relative", "same", "then", "shut", "unknown", "none"]


@dataclass(frozen=True, slots=True)
class Time:
    """What a phrase at ``start:end`` of a sentence says of when."""

    start: int
    end: int
    kind: Kind
    first: pd.Timestamp | None = None  # of a span the close it starts from
    last: pd.Timestamp | None = None
    earliest: pd.Timestamp | None = None  # of a span that is meant loosely
    running: bool = False  # a span that ends now
    count: int = 0  # of a span of so many sessions, which may end with another day
    shift: int = 0  # sessions from the day last spoken of
    leads: bool = False  # "the day after soaring": the day of what follows, not of what leans on it
    through: bool = False  # "through Tuesday": the end of a span
    moment: Moment | None = None
    minutes: tuple[int, int] | None = None  # after midnight in New York, for "clock"

    @property
    def is_day(self) -> bool:
        """Whether it names one session, known or counted from another."""
        return self.kind in {"day", "spoken", "relative"}

    @property
    def is_span(self) -> bool:
        """Whether it names a stretch of sessions."""
        return self.kind in {"span", "same", "then"}


def in_calendar(instant: pd.Timestamp) -> bool:
    """Return whether the exchange's calendar holds an instant and the years around it."""
    day = local_day(instant)
    return day >= pd.Timestamp(calendar.FIRST_NEWS) and day <= pd.Timestamp(calendar.LAST_NEWS)


@lru_cache(maxsize=64)  # of the same text over and over, as are the next three
def local_day(instant: pd.Timestamp) -> pd.Timestamp:
    """Return the day of an instant in New York."""
    return instant.tz_convert(calendar.NEW_YORK).tz_localize(None).normalize()


@lru_cache(maxsize=64)
def last_closed(known: pd.Timestamp) -> pd.Timestamp:
    """Return the last session whose close a text of *known* can tell."""
    return calendar.previous_session(calendar.session_of(known))


@lru_cache(maxsize=64)
def open_session(known: pd.Timestamp) -> pd.Timestamp | None:
    """Return the session that is open at an instant."""
    session = calendar.session_of(known)
    return session if calendar.open_of(session) < known else None


@lru_cache(maxsize=1024)
def counted(session: pd.Timestamp, number: int) -> pd.Timestamp:
    """Return the session so many before or after another."""
    return pd.Timestamp(calendar.new_york().session_offset(session, number))
