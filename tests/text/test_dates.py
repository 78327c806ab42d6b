"""A written moment is the instant that its author meant, or stays open where it does not tell."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.text import dates


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("Feb. 03, 2026 4:05 p.m. ET", "2026-02-03T21:05Z"),
        ("Feb. 3, 2026 at 4:05 p.m. ET", "2026-02-03T21:05Z"),
        ("04:12 PM EDT, 10/14/2025", "2025-10-14T20:12Z"),
        ("3 Feb 2026 1605 GMT", "2026-02-03T16:05Z"),
        ("3 Feb 2026, 16.42 GMT", "2026-02-03T16:42Z"),
        ("March 2, 2026 7:00 AM Eastern Standard Time", "2026-03-02T12:00Z"),
        ("2026-07-15 12:00 EST", "2026-07-15T16:00Z"),
        ("15 July 2026 18:00 India time", "2026-07-15T12:30Z"),
        ("15-Jul-2026 18:00 Asia/Tokyo", "2026-07-15T09:00Z"),
        ("02/03/2026 05:05 PM ET", "2026-02-03T22:05Z"),
        ("02/23/26 at 4:05 p.m. ET", "2026-02-23T21:05Z"),
        ("3 Feb 26 18:45:00 -0600", "2026-02-04T00:45Z"),
        ("Tue, 3 Feb 2026 11:05:00 UT", "2026-02-03T11:05Z"),
        ("Tue, Feb 3 20263:16 AM EST", "2026-02-03T08:16Z"),
        ("Tue, Feb 3 202611:42 AM EST", "2026-02-03T16:42Z"),
    ],
)
def test_a_clock_with_a_zone_is_an_instant(written: str, instant: str) -> None:
    moment = dates.moment_of(written)

    assert moment is not None
    assert moment.instant == pd.Timestamp(instant)
    assert moment.timed


@pytest.mark.parametrize(
    ("written", "clock", "timed"),
    [
        ("2:14 PM · May 18, 2026", "2026-05-18 14:14", True),
        ("Feb 3, 2026 18:45 IST", "2026-02-03 18:45", True),
        ("Feb 3, 2026 18:45 CST", "2026-02-03 18:45", True),
        ("3rd December, 2025", "2025-12-03", False),
        ("Tue 03/02/2026", "2026-02-03", False),
        ("31/12/2025", "2025-12-31", False),
        ("02.03.2026", "2026-03-02", False),
        ("3. Februar 2026 16:05", "2026-02-03 16:05", True),
        ("3 de febrero de 2026", "2026-02-03", False),
        ("3 août 2026", "2026-08-03", False),
    ],
)
def test_what_has_no_clear_zone_is_no_instant(written: str, clock: str, timed: bool) -> None:
    moment = dates.moment_of(written)

    assert moment is not None
    assert (moment.instant, moment.zone, moment.timed) == (pd.Timestamp(clock), None, timed)


def test_the_order_of_day_and_month_is_given_where_the_writing_leaves_it_open() -> None:
    written = "03/02/2026 10:00"

    assert dates.moment_of(written) is None
    days = [dates.moment_of(written, day_first=first) for first in (True, False)]
    assert [one and one.instant.month for one in days] == [2, 3]


def test_a_zone_is_given_to_a_clock_without_any_and_to_no_unclear_one() -> None:
    plain = dates.moment_of("2026-07-15 12:00", zone="America/New_York")
    unclear = dates.moment_of("2026-07-15 12:00 IST", zone="America/New_York")
    never = dates.moment_of("2026-03-08 02:30", zone="America/New_York")

    assert plain is not None
    assert plain.instant == pd.Timestamp("2026-07-15T16:00Z")
    assert unclear is not None
    assert unclear.zone is None
    assert never is None


@pytest.mark.parametrize(
    "written", ["", "soon", "Feb 30, 2026", "2 Feb 2026 25:00", "Feb 3, 2026 it fell", "9" * 500]
)
def test_what_is_no_moment_is_none(written: str) -> None:
    assert dates.moment_of(written) is None


@given(st.text(alphabet="0123456789/-.: ,JanFebAMPEST+", max_size=60))
def test_any_text_can_be_asked(text: str) -> None:
    for moment in dates.moments_in(text):
        assert text[moment.start : moment.end].strip()
        assert (moment.zone is None) == (moment.instant.tzinfo is None)
