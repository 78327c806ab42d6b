"""Days and stretches of the exchange's calendar as times of a sentence."""

import re
from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from sentiment.claims.time_phrases import MONTHS, WEEKDAYS
from sentiment.claims.when import Time, last_closed, open_session
from sentiment.market import calendar

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
