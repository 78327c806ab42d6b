"""The sessions of any exchange: which days are open, when they close, what a moment counts for.

As :mod:`sentiment.market.calendar`, which is New York's alone. A calendar is one of
exchange_calendars, or days and hours by themselves ("Sun-Thu 09:30-13:15") where that has none that
can be built: then, and beyond the years that a calendar covers, holidays are not known, so that a
day without a bar is no gap.
"""

import calendar as weekdays
from dataclasses import dataclass
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import exchange_calendars
import numpy as np
import pandas as pd

from sentiment.market import calendar
from sentiment.market.shares import Share

NEW_YORK = "XNYS"
EVERY_DAY = "Mon-Sun 00:00-23:59"  # of bars whose own days alone are sessions
# Where a calendar is right from: of Tel Aviv the week changed, and its older half days lie on what
# are no sessions now; Seoul's and others' older years cost seconds to build and no bars need them.
_FIRST = {"XTAE": "2026-01-05", "XKRX": "2015-01-02"}
_LAST = {"XKRX": "2032-12-31"}
_FIRST_OF_OTHERS = "1990-01-02"
_NO_CALENDAR = (NotImplementedError, ValueError, exchange_calendars.errors.CalendarError)


@dataclass(frozen=True, slots=True, eq=False)
class Sessions:
    """The sessions of an exchange, from ``calendar.FIRST_DAY`` to ``calendar.LAST_DAY``.

    Attributes
    ----------
    days
        Every session, as naive midnights.
    opens, closes
        The instants at which each opens and closes, in UTC.
    known
        The first and the last day between which its holidays are known; None where none are.
    rests
        Where trading rests at noon: the instants from and to which, NaT of a session without.
    """

    name: str
    zone: ZoneInfo
    days: pd.DatetimeIndex
    opens: pd.DatetimeIndex
    closes: pd.DatetimeIndex
    known: tuple[pd.Timestamp, pd.Timestamp] | None
    rests: tuple[pd.DatetimeIndex, pd.DatetimeIndex] | None = None

    def is_session(self, day: pd.Timestamp) -> bool:
        """Return whether the exchange opens on *day*."""
        return day in self.days

    def are_known(self, first: pd.Timestamp, last: pd.Timestamp) -> bool:
        """Return whether the holidays of all days from *first* to *last* are known."""
        return self.known is not None and self.known[0] <= first and last <= self.known[1]

    def between(self, first: pd.Timestamp, last: pd.Timestamp) -> pd.DatetimeIndex:
        """Return every session from *first* to *last*, both included, named ``session``."""
        begin, end = self.days.searchsorted(first), self.days.searchsorted(last, side="right")
        return self.days[begin:end].rename("session")

    def following(self, day: pd.Timestamp) -> pd.Timestamp:
        """Return the first session after *day*."""
        return self._at(int(self.days.searchsorted(day, side="right")))

    def previous(self, day: pd.Timestamp) -> pd.Timestamp:
        """Return the last session before *day*."""
        return self._at(int(self.days.searchsorted(day)) - 1)

    def offset(self, session: pd.Timestamp, by: int) -> pd.Timestamp:
        """Return the session that lies *by* sessions after *session*, or before it."""
        place = int(self.days.searchsorted(session)) + by
        return self._at(min(max(place, 0), len(self.days) - 1))

    def open_of(self, session: pd.Timestamp) -> pd.Timestamp:
        """Return the instant at which *session* opens, by the exchange's clock."""
        return pd.Timestamp(self.opens[self._place(session)]).tz_convert(self.zone)

    def close_of(self, session: pd.Timestamp) -> pd.Timestamp:
        """Return the instant at which *session* closes, by the exchange's clock."""
        return pd.Timestamp(self.closes[self._place(session)]).tz_convert(self.zone)

    def hours_of(self, days: pd.DatetimeIndex) -> tuple[pd.DatetimeIndex, pd.DatetimeIndex]:
        """Return the instants at which each of some sessions opens and closes, in UTC.

        Raises
        ------
        ValueError
            If one is no session.
        """
        places = self.days.get_indexer(days)
        if (places < 0).any():
            raise ValueError(f"{days[places < 0][0]:%Y-%m-%d} is no session of {self.name}")
        return self.opens[places], self.closes[places]

    def rest_of(self, session: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp] | None:
        """Return from when to when trading rests at noon of *session*; None where it does not.

        Examples
        --------
        >>> begins, ends = sessions_of("XTKS").rest_of(pd.Timestamp("2026-02-02"))
        >>> f"{begins:%H:%M} to {ends:%H:%M}"
        '11:30 to 12:30'
        """
        if self.rests is None:
            return None
        place = self._place(session)
        begins, ends = self.rests[0][place : place + 1], self.rests[1][place : place + 1]
        if begins.isna().all():
            return None
        return begins.tz_convert(self.zone)[0], ends.tz_convert(self.zone)[0]

    def rests_of(self, days: pd.DatetimeIndex) -> tuple[pd.DatetimeIndex, pd.DatetimeIndex]:
        """Return from when to when trading rests at noon of each of some sessions, in UTC."""
        if self.rests is None:
            nothing = pd.DatetimeIndex([pd.NaT] * len(days), tz="UTC").as_unit("ns")
            return nothing, nothing
        places = self.days.get_indexer(days)
        return self.rests[0][places], self.rests[1][places]

    def within(self, bars: pd.DataFrame, session: pd.Timestamp) -> pd.DataFrame:
        """Return the intraday bars that begin while the exchange trades in *session*."""
        start = pd.DatetimeIndex(bars.index)
        inside = (start >= self.open_of(session)) & (start < self.close_of(session))
        if (rest := self.rest_of(session)) is not None:
            inside &= (start < rest[0]) | (start >= rest[1])
        return bars[inside]

    def trades_at(self, instant: pd.Timestamp, session: pd.Timestamp) -> bool:
        """Return whether the exchange trades at an instant of *session*, and does not rest."""
        rest = self.rest_of(session)
        resting = rest is not None and rest[0] <= instant < rest[1]
        return self.open_of(session) <= instant < self.close_of(session) and not resting

    def has_closed(self, day: pd.Timestamp, *, by: pd.Timestamp) -> bool:
        """Return whether trading of *day* was over by an instant; where it is shut, the day."""
        if self.is_session(day):
            return self.close_of(day) <= by
        return (day + pd.Timedelta(days=1)).tz_localize(self.zone) <= by

    def day_of(self, instant: pd.Timestamp) -> pd.Timestamp:
        """Return the day that an instant lies on, by the exchange's clock."""
        return instant.tz_convert(self.zone).tz_localize(None).normalize()

    def session_of(self, instant: pd.Timestamp) -> pd.Timestamp:
        """Return the first session whose close can reflect news of *instant*.

        Raises
        ------
        ValueError
            If *instant* is naive.

        Examples
        --------
        >>> london = sessions_of("XLON", "Europe/London")
        >>> london.session_of(pd.Timestamp("2026-01-19 17:30", tz="Europe/London"))
        Timestamp('2026-01-20 00:00:00')
        """
        if instant.tzinfo is None:
            raise ValueError(f"instant needs a time zone, got {instant}")
        return self._at(int(self.closes.searchsorted(instant.tz_convert("UTC"), side="right")))

    def sessions_for(self, instants: "pd.Series[pd.Timestamp]") -> "pd.Series[pd.Timestamp]":
        """Return the session that each instant counts for: see :meth:`session_of`."""
        in_order = pd.DatetimeIndex(instants).tz_convert("UTC").as_unit("ns")
        places = self.closes.searchsorted(in_order, side="right")
        return pd.Series(self.days[places], instants.index, name="session")

    def sessions_for_days(self, days: "pd.Series[pd.Timestamp]") -> "pd.Series[pd.Timestamp]":
        """Return the session that news of each day counts for, whose time of day is unknown."""
        places = self.days.searchsorted(pd.DatetimeIndex(days).as_unit("ns"))
        return pd.Series(self.days[places], days.index, name="session")

    def last_opened(self, now: pd.Timestamp) -> pd.Timestamp:
        """Return the last session that has opened by *now*."""
        return self._at(int(self.opens.searchsorted(now.tz_convert("UTC"), side="right")) - 1)

    def _place(self, session: pd.Timestamp) -> int:
        place = int(self.days.searchsorted(session))
        if self.days[place] != session:
            raise ValueError(f"{session:%Y-%m-%d} is no session of {self.name}")
        return place

    def _at(self, place: int) -> pd.Timestamp:
        return pd.Timestamp(self.days[place])


def of_share(share: Share) -> Sessions:
    """Return the sessions of the exchange that a share is quoted on."""
    return sessions_of(share.calendar, share.zone)


def marked(bars: pd.DataFrame, share: Share) -> pd.DataFrame:
    """Return bars that know whose sessions they are of: see :func:`of_bars`."""
    own = bars.copy(deep=False)
    own.attrs = {"calendar": share.calendar, "zone": share.zone}
    return own


def of_bars(bars: "pd.DataFrame | pd.Series[float]") -> Sessions:
    """Return the sessions of the exchange that bars are of; New York's where nothing marks them."""
    return sessions_of(bars.attrs.get("calendar", NEW_YORK), bars.attrs.get("zone", ""))


def days_of(bars: "pd.DataFrame | pd.Series[float]") -> pd.DatetimeIndex:
    """Return every session from the first of some bars to the last, whether one has a bar or not.

    Where the holidays are not known the sessions are the days with bars; a bar of a day on which
    the exchange should have been shut is of a session, too.
    """
    own = pd.DatetimeIndex(bars.index)
    if own.empty:
        return own
    days = of_bars(bars)
    if not days.are_known(own[0], own[-1]):
        return own.rename("session")
    return days.between(own[0], own[-1]).union(own).rename("session")


def days_of_both(
    one: "pd.Series[float]", other: "pd.Series[float]", *, exchange: Sessions | None = None
) -> pd.DatetimeIndex:
    """Return every session from the first of either to the last of either.

    Of *exchange*, by default the one that *other* is marked as of. Where nothing tells it and one
    is no session of New York's, another exchange's are meant: those that either has.
    """
    named = pd.DatetimeIndex(one.index.union(other.index))
    if named.empty:
        return named.rename("session")
    own = exchange or of_bars(other)
    if not own.are_known(named[0], named[-1]):
        return named.rename("session")
    days = own.between(named[0], named[-1])
    whole = exchange or other.attrs or named.isin(days).all()
    return (days.union(named) if whole else named).rename("session")


@cache
def sessions_of(name: str, zone: str = "") -> Sessions:
    """Return the sessions of a calendar; *zone* is the clock of one that is days and hours alone.

    Examples
    --------
    >>> tokyo = sessions_of("XTKS")
    >>> tokyo.is_session(pd.Timestamp("2026-01-02")), tokyo.following(pd.Timestamp("2025-12-30"))
    (False, Timestamp('2026-01-05 00:00:00'))
    >>> coins = sessions_of("24/7")
    >>> coins.following(pd.Timestamp("2026-01-02"))
    Timestamp('2026-01-03 00:00:00')
    """
    if name == NEW_YORK:
        return _from(calendar.new_york(), name)
    if " " in name or not name:
        return _by_hours(name or "Mon-Fri 09:00-18:00", ZoneInfo(zone or "UTC"))
    kind = exchange_calendars.calendar_utils.global_calendar_dispatcher._calendar_factories[name]
    first = max(filter(None, [pd.Timestamp(_FIRST.get(name, _FIRST_OF_OTHERS)), kind.bound_min()]))
    last = min(filter(None, [pd.Timestamp(_LAST.get(name, calendar.LAST_DAY)), kind.bound_max()]))
    try:
        return _from(exchange_calendars.get_calendar(name, start=first, end=last), name)
    except _NO_CALENDAR:
        return _by_hours("Mon-Fri 09:00-18:00", ZoneInfo(zone or "UTC"))


def _from(exchange: Any, name: str) -> Sessions:
    """Return the sessions of a calendar, beyond its years by its usual week and hours."""
    zone = ZoneInfo(str(exchange.tz))
    days = pd.DatetimeIndex(exchange.sessions)
    opens, closes = (pd.DatetimeIndex(exchange.schedule[one]) for one in ("open", "close"))
    first, last = days[0], days[-1]
    usual = [
        (one.tz_convert(zone) - days[-60:].tz_localize(zone)) for one in (opens[-60:], closes[-60:])
    ]
    hours = tuple(pd.Timedelta(np.median(one.to_numpy())) for one in usual)
    week = str(exchange.weekmask)
    before = _days(week, calendar.FIRST_DAY, first - pd.Timedelta(days=1))
    after = _days(week, last + pd.Timedelta(days=1), calendar.LAST_DAY)
    early, late = _instants(before, hours, zone), _instants(after, hours, zone)
    return Sessions(
        name,
        zone,
        days=pd.DatetimeIndex(before.append([days, after])).as_unit("ns").rename("session"),
        opens=pd.DatetimeIndex(early[0].append([opens, late[0]])).as_unit("ns"),
        closes=pd.DatetimeIndex(early[1].append([closes, late[1]])).as_unit("ns"),
        known=(first, last),
        rests=_rests(exchange, before=len(before), after=len(after)),
    )


def _rests(
    exchange: Any, *, before: int, after: int
) -> tuple[pd.DatetimeIndex, pd.DatetimeIndex] | None:
    """Return where a calendar's trading rests at noon; beyond its years that is not known."""
    if exchange.schedule["break_start"].isna().all():
        return None
    early, late = ([pd.NaT] * number for number in (before, after))
    begins, ends = (
        pd.DatetimeIndex([*early, *exchange.schedule[one], *late], tz="UTC").as_unit("ns")
        for one in ("break_start", "break_end")
    )
    return begins, ends


def _by_hours(hours: str, zone: ZoneInfo) -> Sessions:
    """Return sessions by days of the week and hours alone, as "Sun-Thu 09:30-13:15"."""
    week, hours = hours.split()
    begin, end = (list(weekdays.day_abbr).index(day) for day in week.split("-"))
    inside = {(begin + step) % 7 for step in range((end - begin) % 7 + 1)}
    mask = "".join("1" if day in inside else "0" for day in range(7))
    days = _days(mask, calendar.FIRST_DAY, calendar.LAST_DAY)
    ends = tuple(pd.Timedelta(f"{one}:00") for one in hours.split("-"))
    opens, closes = _instants(days, ends, zone)
    return Sessions(hours, zone, days.as_unit("ns").rename("session"), opens, closes, known=None)


def _days(week: str, first: object, last: object) -> pd.DatetimeIndex:
    """Return the days of some weekdays: "1111100" are Monday to Friday."""
    every = pd.date_range(str(first), str(last), freq="D")
    open_days = np.array([one == "1" for one in week])
    return every[open_days[every.day_of_week]]


def _instants(
    days: pd.DatetimeIndex, hours: tuple[pd.Timedelta, ...], zone: ZoneInfo
) -> tuple[pd.DatetimeIndex, pd.DatetimeIndex]:
    """Return the instants at which days open and close by a clock."""
    opens, closes = (
        (days + after)
        .tz_localize(zone, ambiguous=True, nonexistent="shift_forward")
        .tz_convert("UTC")
        .as_unit("ns")
        for after in hours
    )
    return opens, closes
