"""Sessions of any exchange, against a plain walk over its days and hours."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentiment.market import calendar, sessions
from sentiment.market.shares import by_form

NEW_YORK = sessions.sessions_of("XNYS")
TOKYO = sessions.sessions_of("XTKS")  # rests at noon
HANDMADE = sessions.sessions_of("Sun-Thu 09:30-13:15", "Asia/Riyadh")  # of no calendar
SATURDAYS = sessions.sessions_of("Fri-Mon 10:00-11:00", "Asia/Riyadh")  # over the end of the week
EVERY = [NEW_YORK, TOKYO, HANDMADE, SATURDAYS]
DAY = pd.Timedelta(1, "D")
TICK = pd.Timedelta(1, "ns")
days = st.dates(pd.Timestamp("2001-01-01").date(), pd.Timestamp("2026-06-01").date())
on_each = pytest.mark.parametrize("exchange", EVERY, ids=lambda one: one.name)


@on_each
@settings(max_examples=30)
@given(day=days.map(pd.Timestamp))
def test_neighbours_are_the_nearest_days_that_are_open(
    exchange: sessions.Sessions, day: pd.Timestamp
) -> None:
    following, previous = day + DAY, day - DAY
    while not exchange.is_session(following):
        following += DAY
    while not exchange.is_session(previous):
        previous -= DAY

    assert exchange.following(day) == following
    assert exchange.previous(day) == previous
    assert exchange.offset(previous, 0) == previous
    assert exchange.offset(following, -1) == exchange.previous(following)
    assert exchange.offset(previous, 2) == exchange.following(exchange.following(previous))
    assert list(exchange.between(previous, following)) == [
        one for one in pd.date_range(previous, following) if exchange.is_session(one)
    ]


@on_each
def test_days_beyond_the_first_and_last_session_are_those(exchange: sessions.Sessions) -> None:
    first, last = exchange.days[0], exchange.days[-1]

    assert exchange.offset(first, 1) == exchange.days[1]
    assert exchange.offset(last, -1) == exchange.days[-2]
    assert exchange.offset(first, -1) == exchange.offset(first, -3) == first
    assert exchange.offset(last, 1) == exchange.offset(last, 3) == last


@pytest.mark.parametrize(
    ("exchange", "week"),
    [(HANDMADE, "Sun Mon Tue Wed Thu"), (SATURDAYS, "Sat Sun Mon Fri")],
    ids=["within a week", "over its end"],
)
def test_days_and_hours_alone_make_sessions_of_their_weekdays(
    exchange: sessions.Sessions, week: str
) -> None:
    named = {f"{day:%a}" for day in exchange.days}

    assert named == set(week.split())
    assert {f"{exchange.open_of(day):%H:%M %Z}" for day in exchange.days[::500]} == {
        f"{exchange.name.split('-')[0]} +03"
    }
    assert {f"{exchange.close_of(day):%H:%M}" for day in exchange.days[::500]} == {
        exchange.name.split("-")[1]
    }


@pytest.mark.parametrize("hours", ["", "Mon-Fri 09:00-18:00"])
@pytest.mark.parametrize(("zone", "clock"), [("", "UTC"), ("Asia/Riyadh", "Asia/Riyadh")])
def test_hours_are_of_the_clock_that_is_told(hours: str, zone: str, clock: str) -> None:
    opened = sessions.sessions_of(hours, zone).open_of(pd.Timestamp("2026-02-02"))

    assert opened == pd.Timestamp("2026-02-02 09:00", tz=clock)
    assert str(opened.tz) == clock


def test_a_calendar_that_cannot_be_built_stands_for_working_hours_of_its_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unbuilt(*_: object, **__: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr("exchange_calendars.get_calendar", unbuilt)
    for zone, clock in [("", "UTC"), ("Europe/Oslo", "Europe/Oslo")]:
        held = sessions.sessions_of.__wrapped__("XOSL", zone)

        assert held.close_of(pd.Timestamp("2026-02-02")) == pd.Timestamp(
            "2026-02-02 18:00", tz=clock
        )
        assert held.known is None


@on_each
@settings(max_examples=30)
@given(day=days.map(pd.Timestamp))
def test_news_up_to_a_close_is_of_that_session_and_at_it_of_the_next(
    exchange: sessions.Sessions, day: pd.Timestamp
) -> None:
    session = exchange.following(day)
    close, later = exchange.close_of(session), exchange.following(session)
    instants = pd.Series([close - TICK, close, close + TICK])

    assert exchange.session_of(close - TICK) == session
    assert exchange.session_of(close) == later
    assert list(exchange.sessions_for(instants)) == [session, later, later]
    assert list(exchange.sessions_for_days(pd.Series([day + DAY, session]))) == [session, session]
    assert exchange.day_of(close) == session


@on_each
@settings(max_examples=30)
@given(day=days.map(pd.Timestamp))
def test_a_session_has_opened_and_closed_from_the_instant_on(
    exchange: sessions.Sessions, day: pd.Timestamp
) -> None:
    session = exchange.following(day)
    opened, closed = exchange.open_of(session), exchange.close_of(session)

    assert exchange.last_opened(opened) == session
    assert exchange.last_opened(opened - TICK) == exchange.previous(session)
    assert exchange.has_closed(session, by=closed)
    assert not exchange.has_closed(session, by=closed - TICK)
    assert exchange.trades_at(opened, session)
    assert exchange.trades_at(closed - TICK, session)
    assert not exchange.trades_at(opened - TICK, session)
    assert not exchange.trades_at(closed, session)


def test_a_day_without_trading_is_over_at_midnight_of_its_own_clock() -> None:
    saturday = pd.Timestamp("2026-01-31")
    midnight = pd.Timestamp("2026-02-01", tz="Asia/Tokyo")

    assert TOKYO.has_closed(saturday, by=midnight)
    assert not TOKYO.has_closed(saturday, by=midnight - TICK)


def test_nothing_trades_while_an_exchange_rests_at_noon() -> None:
    session = pd.Timestamp("2026-02-02")
    begins, ends = (pd.Timestamp(f"2026-02-02 {at}", tz="Asia/Tokyo") for at in ("11:30", "12:30"))
    instants = pd.DatetimeIndex([begins - TICK, begins, ends - TICK, ends])
    bars = pd.DataFrame({"close": range(4)}, index=instants)

    assert TOKYO.rest_of(session) == (begins, ends)
    assert [TOKYO.trades_at(one, session) for one in instants] == [True, False, False, True]
    assert list(TOKYO.within(bars, session)["close"]) == [0, 3]
    assert [one[0] for one in TOKYO.rests_of(pd.DatetimeIndex([session]))] == [begins, ends]
    assert NEW_YORK.rest_of(session) is None
    assert all(one.isna().all() for one in NEW_YORK.rests_of(pd.DatetimeIndex([session])))


def test_bars_of_a_session_begin_at_its_open_and_before_its_close() -> None:
    session = pd.Timestamp("2025-12-24")  # until one o'clock
    opened, closed = (
        pd.Timestamp(f"2025-12-24 {at}", tz="America/New_York") for at in ("09:30", "13:00")
    )
    edges = pd.DatetimeIndex([opened - TICK, opened, closed - TICK, closed])

    held = NEW_YORK.within(pd.DataFrame({"close": range(4)}, index=edges), session)

    assert list(held["close"]) == [1, 2]
    assert [str(one[0]) for one in NEW_YORK.hours_of(pd.DatetimeIndex([session]))] == [
        str(one.tz_convert("UTC")) for one in (opened, closed)
    ]


def test_holidays_are_known_within_a_calendar_s_years_and_both_their_ends() -> None:
    assert TOKYO.known is not None
    first, last = TOKYO.known

    assert TOKYO.are_known(first, last)
    assert not TOKYO.are_known(first - DAY, last)
    assert not TOKYO.are_known(first, last + DAY)
    assert not HANDMADE.are_known(first, first)


def test_beyond_a_calendar_s_years_its_usual_week_and_hours_go_on() -> None:
    assert TOKYO.known is not None
    before = TOKYO.previous(TOKYO.known[0])

    assert before == TOKYO.known[0] - pd.offsets.BDay(1)
    assert f"{TOKYO.open_of(before):%H:%M}" == "09:00"
    assert TOKYO.rest_of(before) is None
    assert TOKYO.days.is_monotonic_increasing
    assert TOKYO.days.is_unique


@on_each
def test_a_day_that_is_no_session_has_no_hours(exchange: sessions.Sessions) -> None:
    closed = next(one for one in pd.date_range("2026-02-02", periods=7) if one not in exchange.days)
    for asked in (exchange.open_of, exchange.close_of):
        with pytest.raises(ValueError, match=f"{closed:%Y-%m-%d} is no session of"):
            asked(closed)
    with pytest.raises(ValueError, match=f"{closed:%Y-%m-%d} is no session of"):
        exchange.hours_of(pd.DatetimeIndex([exchange.following(closed), closed]))


def closes(*held: str) -> pd.Series:
    return pd.Series(100.0, index=pd.DatetimeIndex(held))


def test_days_of_bars_are_the_sessions_from_the_first_to_the_last() -> None:
    gap = closes("2026-01-30", "2026-02-04")
    strange = closes("2026-01-30", "2026-01-31", "2026-02-02")
    unknown = sessions.marked(gap.to_frame("close"), by_form("7203.T"))
    unknown.attrs |= {"calendar": "Mon-Fri 09:00-18:00", "zone": "Asia/Tokyo"}

    assert [day.day for day in sessions.days_of(gap)] == [30, 2, 3, 4]
    assert [day.day for day in sessions.days_of(strange)] == [30, 31, 2]
    assert [day.day for day in sessions.days_of(unknown)] == [30, 4]
    assert sessions.days_of(gap.iloc[:0]).empty


def test_days_of_two_series_run_from_the_first_of_either_to_the_last() -> None:
    one, other = closes("2026-01-30", "2026-02-02"), closes("2026-02-02", "2026-02-04")
    sunday = closes("2026-02-01", "2026-02-04")

    assert [day.day for day in sessions.days_of_both(one, other)] == [30, 2, 3, 4]
    assert [day.day for day in sessions.days_of_both(one, sunday)] == [30, 1, 2, 4]
    assert [day.day for day in sessions.days_of_both(one, sunday, exchange=NEW_YORK)] == [
        *(30, 1, 2, 3, 4)
    ]
    assert [day.day for day in sessions.days_of_both(one, other, exchange=HANDMADE)] == [30, 2, 4]
    assert sessions.days_of_both(one.iloc[:0], other.iloc[:0]).empty


@settings(max_examples=30)
@given(day=days.map(pd.Timestamp))
def test_new_york_s_own_calendar_says_the_same(day: pd.Timestamp) -> None:
    session = calendar.next_session(day)

    assert NEW_YORK.following(day) == session
    assert NEW_YORK.previous(day) == calendar.previous_session(day)
    assert NEW_YORK.open_of(session) == calendar.open_of(session)
    assert NEW_YORK.close_of(session) == calendar.close_of(session)
    assert f"{calendar.open_of(session):%H:%M}" == "09:30"
