"""The sessions of any exchange: which days it opens, when they close, what a moment counts for.

Calendars are those of exchange_calendars, by name: "XETR", "24/7" for coins, "24/5" for currencies.
A few of its names cannot be built, or not for every year; of those no calendar is known.
"""

from contextlib import suppress
from datetime import tzinfo
from functools import cache

import exchange_calendars
import pandas as pd
from exchange_calendars import errors

_FIRST, _LAST = pd.Timestamp("1990-01-02"), pd.Timestamp("2050-12-31")
_THIS_WEEK = pd.Timestamp("2026-01-05")  # Tel Aviv's: its holidays before contradict its new week
_THIS_YEAR = pd.Timestamp("2026-12-31")


@cache
def calendar_of(name: str) -> exchange_calendars.ExchangeCalendar | None:
    """Return an exchange's calendar; None where none can be built.

    Examples
    --------
    >>> calendar_of("XETR").tz.key, calendar_of("ASEX"), calendar_of("")
    ('Europe/Berlin', None, None)
    """
    if not name:
        return None
    try:
        recent = exchange_calendars.get_calendar(name, start=_THIS_WEEK, end=_THIS_YEAR)
        first, last = recent.bound_min() or _FIRST, recent.bound_max() or _LAST
        return _built(name, first=max(first, _FIRST), last=min(last, _LAST)) or recent
    except (errors.InvalidCalendarName, NotImplementedError, ValueError):
        return None


def _built(
    name: str, *, first: pd.Timestamp, last: pd.Timestamp
) -> exchange_calendars.ExchangeCalendar | None:
    """Return a calendar over all years for which its rules are known; None if they contradict."""
    for start in (first, _THIS_WEEK):
        with suppress(ValueError):
            return exchange_calendars.get_calendar(name, start=start, end=last)
    return None


def session_of(instant: pd.Timestamp, *, calendar: str, zone: str) -> pd.Timestamp:
    """Return the first session of an exchange whose close can reflect news of *instant*.

    Where its calendar is not known, the day on its own clock, or the Monday after a weekend.

    Parameters
    ----------
    calendar
        As exchange_calendars names it; "" where none is known.
    zone
        Of the exchange's clock, which counts where no calendar does.

    Raises
    ------
    ValueError
        If *instant* is naive.

    Examples
    --------
    >>> noon = pd.Timestamp("2026-02-02 12:00", tz="America/New_York")
    >>> session_of(noon, calendar="XETR", zone="Europe/Berlin")
    Timestamp('2026-02-03 00:00:00')
    >>> session_of(pd.Timestamp("2026-02-07 12:00", tz="UTC"), calendar="24/7", zone="UTC")
    Timestamp('2026-02-07 00:00:00')
    """
    if instant.tzinfo is None:
        raise ValueError(f"instant needs a time zone, got {instant}")
    days = calendar_of(calendar)
    if days is None or not days.first_session <= _day(instant, days.tz) <= days.last_session:
        return _weekday(_day(instant, zone))
    session = pd.Timestamp(days.date_to_session(_day(instant, days.tz), direction="next"))
    return session if instant < days.session_close(session) else days.next_session(session)


def _day(instant: pd.Timestamp, zone: str | tzinfo) -> pd.Timestamp:
    """Return an instant's day on a clock."""
    return instant.tz_convert(zone).tz_localize(None).normalize()


def _weekday(day: pd.Timestamp) -> pd.Timestamp:
    return day if day.dayofweek < 5 else day + pd.Timedelta(days=7 - day.dayofweek)
