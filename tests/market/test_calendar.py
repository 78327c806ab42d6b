import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.market import calendar


def new_york(text: str) -> pd.Timestamp:
    return pd.Timestamp(text, tz="America/New_York")


@pytest.mark.parametrize(
    ("instant", "session"),
    [
        ("2026-02-02 09:00", "2026-02-02"),  # before the open
        ("2026-02-02 15:59:59", "2026-02-02"),
        ("2026-02-02 16:00", "2026-02-03"),  # at the close
        ("2026-01-30 17:05", "2026-02-02"),  # Friday evening
        ("2026-01-31 12:00", "2026-02-02"),  # Saturday
        ("2025-12-24 12:59", "2025-12-24"),
        ("2025-12-24 13:00", "2025-12-26"),  # a half day, then Christmas
        ("2025-11-27 10:00", "2025-11-28"),  # Thanksgiving
        ("2026-03-09 15:30", "2026-03-09"),  # the first session of summer time
    ],
)
def test_news_counts_for_the_first_close_that_can_reflect_it(instant: str, session: str) -> None:
    assert calendar.session_of(new_york(instant)) == pd.Timestamp(session)


def test_the_zone_of_an_instant_matters_not_its_clock() -> None:
    evening_in_london = pd.Timestamp("2026-02-02 20:30", tz="Europe/London")

    assert calendar.session_of(evening_in_london) == pd.Timestamp("2026-02-02")


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        calendar.session_of(pd.Timestamp("2026-02-02 10:00"))


@given(
    st.datetimes(pd.Timestamp("2001-01-01"), pd.Timestamp("2026-06-01")),
    st.integers(min_value=0, max_value=10**7),
)
def test_later_news_never_has_an_earlier_session(moment: pd.Timestamp, seconds: int) -> None:
    earlier = pd.Timestamp(moment, tz="UTC")
    later = earlier + pd.Timedelta(seconds=seconds)

    assert calendar.session_of(earlier) <= calendar.session_of(later)
