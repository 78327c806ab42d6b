"""A time of a sentence as a value; days, instants and stretches of the exchange's calendar."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import pandas as pd

from sentiment.claims.time_phrases import MONTHS, WEEKDAYS
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
    earliest: pd.Timestamp | None = None  # of a span or day that is meant loosely
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


DAY = pd.Timedelta(days=1)
Reader = Callable[["re.Match[str]", Time, pd.Timestamp], Time]  # of a phrase, in what is known


def day_of(place: Time, day: pd.Timestamp) -> Time:
    """Return one day, or that the exchange was shut."""
    if not is_held(day):
        return place
    if not calendar.is_session(day):
        return replace(place, kind="shut")
    return replace(place, kind="day", first=day, last=day)


def is_held(day: pd.Timestamp) -> bool:
    """Return whether the exchange's calendar holds a day with room before it."""
    return pd.Timestamp(calendar.FIRST_NEWS) < day <= pd.Timestamp(calendar.LAST_NEWS)


def stretch(
    place: Time,
    first: pd.Timestamp,
    last: pd.Timestamp,
    known: pd.Timestamp,
    *,
    earliest: pd.Timestamp | None = None,
) -> Time:
    """Return a stretch from the close of *first*; one that is not over ends with what is known."""
    end = last_closed(known)
    running = last >= end
    last = min(last, end)
    if not is_held(first) or first > last:
        return place
    if first == last and open_session(known) is None:
        return place
    return replace(
        place, kind="span", first=first, last=last, earliest=earliest or first, running=running
    )


def last_by(day: pd.Timestamp) -> pd.Timestamp:
    """Return the last session that is not after *day*."""
    return calendar.previous_session(day + pd.Timedelta(days=1))


def month_of(name: str, year: str | None, today: pd.Timestamp) -> pd.Timestamp:
    """Return the first day of a month, the last one before today if no year is named."""
    number = MONTHS[name.rstrip(".")]
    if year:
        return pd.Timestamp(today.year - 1 if year == "last year" else int(year), number, 1)
    return pd.Timestamp(today.year - (number > today.month), number, 1)


def date_of(match: "re.Match[str]", today: pd.Timestamp, prefix: str = "") -> pd.Timestamp:
    """Return the day of the date's groups, the last such one if no year is named."""
    if match[f"{prefix}iso"]:
        return pd.Timestamp(match[f"{prefix}iso"])
    month = match[f"{prefix}m1"] or match[f"{prefix}m2"]
    day, year = match[f"{prefix}d1"] or match[f"{prefix}d2"], match[f"{prefix}y"]
    number = MONTHS[month.rstrip(".")]
    if year:
        return pd.Timestamp(int(year) if year.isdigit() else today.year - 1, number, int(day))
    meant = pd.Timestamp(today.year, number, int(day))
    return meant if meant <= today else pd.Timestamp(today.year - 1, number, int(day))


def days_since(today: pd.Timestamp, name: str) -> int:
    """Return how many days ago a weekday last was."""
    return (today.weekday() - WEEKDAYS.index(name)) % 7
