"""Days without a year: which are seen, and of which year each is taken to be."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.text import yearless

TODAY = pd.Timestamp("2026-03-02 15:00", tz="UTC")


def near(text: str, anchor: str, *, today: pd.Timestamp | None = None) -> list[str]:
    """Return the days of a text, as near to another as they can be."""
    found = (day.near(pd.Timestamp(anchor), today=today) for day in yearless.days_in(text))
    return [f"{one.instant:%Y-%m-%d %H:%M}" for one in found if one is not None]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mon 2 Feb", "2026-02-02 00:00"),
        ("Monday, February 2nd", "2026-02-02 00:00"),
        ("2 Feb", "2026-02-02 00:00"),
        ("Feb. 2 at 4:15 PM", "2026-02-02 16:15"),
        ("20 Nov", "2025-11-20 00:00"),  # that of this year is still to come
        ("Fri 2 Feb", "2024-02-02 00:00"),  # of the years in which it was a Friday the last
        ("29 Feb", "2024-02-29 00:00"),
    ],
)
def test_a_day_is_the_last_such_before_today(text: str, day: str) -> None:
    assert near(text, "2026-03-02", today=TODAY) == [day]


def test_a_day_begins_earlier_elsewhere() -> None:
    assert near("3 Mar", "2026-03-02", today=TODAY) == ["2026-03-03 00:00"]
    assert near("4 Mar", "2026-03-02", today=TODAY) == ["2025-03-04 00:00"]


def test_beside_a_whole_date_the_nearest_day_counts() -> None:
    assert near("Dec 30, Jan 4", "2025-01-02") == ["2024-12-30 00:00", "2025-01-04 00:00"]


@pytest.mark.parametrize(
    "text",
    ["Feb 2, 2026", "2 Feb 2026", "Feb 32", "Feb 2-4", "Mayor 5", "it may fall", "2 febrile"],
)
def test_what_has_a_year_or_is_no_day_is_passed_over(text: str) -> None:
    assert list(yearless.days_in(text)) == []


@given(st.text(alphabet="0123456789-.:, FebMonJaMAYp", max_size=60))
def test_any_text_can_be_asked(text: str) -> None:
    for day in yearless.days_in(text):
        assert text[day.start : day.end].strip()
        moment = day.near(pd.Timestamp("2026-03-02"), today=TODAY)
        assert moment is None or (moment.guessed and moment.instant.year <= 2026)
