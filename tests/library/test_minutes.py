from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from yahoo_server import YahooServer

from sentiment.library import minutes
from sentiment.library.library import Library

DAY = pd.Timestamp("2026-02-02")


@pytest.fixture
def yahoo(served_yahoo: YahooServer) -> YahooServer:
    starts = ("08:00", "09:30", "09:31", "16:00")
    served_yahoo.trouble = ""
    served_yahoo.asked.clear()
    served_yahoo.charts["NVDA"] = [(f"2026-02-02 {at}", 186, 187, 185, 186.5, 5) for at in starts]
    return served_yahoo


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Library]:
    held = Library(f"sqlite:///{tmp_path}/store.db")
    yield held
    held.close()


def at(instant: str) -> pd.Timestamp:
    return pd.Timestamp(instant, tz="America/New_York")


@pytest.mark.parametrize(
    ("now", "interval"),
    [("2026-02-02 21:00", "1m"), ("2026-03-02 12:00", "1m"), ("2026-03-20 12:00", "5m")],
)
def test_the_finest_bars_that_can_still_be_had_are_kept(
    yahoo: YahooServer, store: Library, now: str, interval: str
) -> None:
    ok, said = minutes.fetch_minutes(store, "NVDA", DAY, now=at(now))

    assert ok, said
    assert {query["interval"] for _, query in yahoo.asked if "period1" in query} == {interval}
    held = store.intraday("NVDA", interval=interval, session=DAY)
    assert f"{held.index[0]:%H:%M} {held.index[-1]:%H:%M}" == "08:00 16:00"
    assert minutes.is_complete(store, "NVDA", DAY)
    assert store.bars_version("NVDA") == 0  # no daily bar came with them


def test_a_day_that_goes_on_is_not_complete(yahoo: YahooServer, store: Library) -> None:
    assert yahoo.charts
    minutes.fetch_minutes(store, "NVDA", DAY, now=at("2026-02-02 19:59"))

    assert not minutes.is_complete(store, "NVDA", DAY)


@pytest.mark.parametrize("now", ["2026-02-02 03:59", "2026-04-03 12:00"])
def test_nothing_is_asked_for_what_cannot_be_had(
    yahoo: YahooServer, store: Library, now: str
) -> None:
    ok, said = minutes.fetch_minutes(store, "NVDA", DAY, now=at(now))

    assert (ok, yahoo.asked) == (False, [])
    assert "60 days" in said


def test_trouble_is_told_and_nothing_is_kept(yahoo: YahooServer, store: Library) -> None:
    yahoo.trouble = "429"
    ok, said = minutes.fetch_minutes(store, "NVDA", DAY, now=at("2026-02-02 21:00"))

    assert (ok, said) == (
        False, "Yahoo takes no more questions from here for a while (too many requests).",
    )  # fmt: skip
    assert store.intraday("NVDA", interval="1m", session=DAY).empty
    assert not minutes.is_complete(store, "NVDA", DAY)
