"""The exchange's sessions: which days are open, when they close, and what a moment counts for.

A session is a trading day, written as a naive midnight; an instant is a moment and always has a
time zone. The calendar is the New York Stock Exchange's (XNYS), half days included.
"""

from functools import cache
from zoneinfo import ZoneInfo

import exchange_calendars
import pandas as pd

NEW_YORK = ZoneInfo("America/New_York")
# Wide enough for the oldest bars Yahoo serves; the rules of the holidays run on to the far end.
FIRST_DAY, LAST_DAY = "1962-01-02", "2050-12-31"
# News of these days counts for a session of the calendar, on whatever clock of the world they are.
FIRST_NEWS, LAST_NEWS = "1962-01-03", "2050-12-28"


@cache
def new_york() -> exchange_calendars.ExchangeCalendar:
    """Return the exchange's calendar, made once: building it takes a fifth of a second."""
    return exchange_calendars.get_calendar("XNYS", start=FIRST_DAY, end=LAST_DAY)


def is_session(day: pd.Timestamp) -> bool:
    """Return whether the exchange opens on *day*."""
    return bool(new_york().is_session(day))


def sessions_between(first: pd.Timestamp, last: pd.Timestamp) -> pd.DatetimeIndex:
    """Return every session from *first* to *last*, both included if open, named ``session``."""
    return pd.DatetimeIndex(new_york().sessions_in_range(first, last), name="session")


def next_session(day: pd.Timestamp) -> pd.Timestamp:
    """Return the first session after *day*."""
    return _session(day + pd.Timedelta(days=1), "next")


def previous_session(day: pd.Timestamp) -> pd.Timestamp:
    """Return the last session before *day*."""
    return _session(day - pd.Timedelta(days=1), "previous")


def open_of(session: pd.Timestamp) -> pd.Timestamp:
    """Return the instant at which *session* opens, in New York time."""
    return pd.Timestamp(new_york().session_open(session)).tz_convert(NEW_YORK)


def close_of(session: pd.Timestamp) -> pd.Timestamp:
    """Return the instant at which *session* closes, in New York time; 13:00 on a half day."""
    return pd.Timestamp(new_york().session_close(session)).tz_convert(NEW_YORK)


def session_of(instant: pd.Timestamp) -> pd.Timestamp:
    """Return the first session whose close can reflect news of *instant*.

    News at or after the close counts for the next session, and so does news
    of a night, a weekend or a holiday.

    Raises
    ------
    ValueError
        If *instant* is naive: 16:05 without a zone cannot be placed.

    Examples
    --------
    >>> session_of(pd.Timestamp("2026-01-30 17:05", tz="America/New_York"))
    Timestamp('2026-02-02 00:00:00')
    >>> session_of(pd.Timestamp("2025-12-24 13:00", tz="America/New_York"))
    Timestamp('2025-12-26 00:00:00')
    """
    if instant.tzinfo is None:
        raise ValueError(f"instant needs a time zone, got {instant}")
    local = instant.tz_convert(NEW_YORK)
    day = local.tz_localize(None).normalize()
    return day if is_session(day) and local < close_of(day) else next_session(day)


def _session(day: pd.Timestamp, direction: str) -> pd.Timestamp:
    """Return *day* if the exchange opens on it, else its nearest session in *direction*."""
    return pd.Timestamp(new_york().date_to_session(day, direction=direction))
