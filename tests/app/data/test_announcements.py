"""Which announcement a view opens on."""

import pandas as pd

from dashboard.data import announcements

DAYS = pd.to_datetime(["2026-01-29", "2026-04-23", "2026-07-23"])


def told(*keys: str) -> pd.DataFrame:
    return pd.DataFrame({"session": DAYS[: len(keys)]}, index=pd.Index(keys, dtype="str"))


def test_a_view_opens_on_the_newest_that_bars_are_held_of() -> None:
    assert announcements.opening(told("a", "b", "c"), DAYS[:2]) == "b"


def test_where_no_bar_is_held_of_any_it_opens_on_the_newest() -> None:
    assert announcements.opening(told("a", "b", "c"), DAYS[:0]) == "c"


def test_the_shipped_story_opens_on_its_own() -> None:
    assert announcements.opening(told("a", announcements.OPENING_EVENT, "c"), DAYS) == (
        announcements.OPENING_EVENT
    )


def test_where_there_is_none_none_is_opened() -> None:
    assert announcements.opening(told(), DAYS) is None
