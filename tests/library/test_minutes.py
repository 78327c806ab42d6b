from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from yahoo_server import YahooServer

from sentiment.library import minutes
from sentiment.library.library import Library
from sentiment.market import sessions

DAY = pd.Timestamp("2026-02-02")
NEW_YORK = sessions.sessions_of("XNYS")


@pytest.fixture
def yahoo(served_yahoo: YahooServer) -> YahooServer:
    starts = ("08:00", "09:30", "09:31", "16:00")
    served_yahoo.trouble = ""
    served_yahoo.asked.clear()
    served_yahoo.charts["NVDA"] = [(f"2026-02-02 {at}", 186, 187, 185, 186.5, 5) for at in starts]
    return served_yahoo


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
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
    yahoo: YahooServer, library: Library, now: str, interval: str
) -> None:
    ok, said = minutes.fetch_minutes(library, "NVDA", DAY, now=at(now))

    assert ok, said
    assert {query["interval"] for _, query in yahoo.asked if "period1" in query} == {interval}
    held = library.intraday.of("NVDA", interval=interval, session=DAY)
    assert f"{held.index[0]:%H:%M} {held.index[-1]:%H:%M}" == "08:00 16:00"
    assert minutes.is_complete(library, "NVDA", DAY, exchange=NEW_YORK)
    assert library.bars.version("NVDA") == 0  # no daily bar came with them


def test_a_day_that_goes_on_is_not_complete(yahoo: YahooServer, library: Library) -> None:
    assert yahoo.charts
    minutes.fetch_minutes(library, "NVDA", DAY, now=at("2026-02-02 19:59"))

    assert not minutes.is_complete(library, "NVDA", DAY, exchange=NEW_YORK)


@pytest.mark.parametrize("now", ["2026-02-02 03:59", "2026-04-03 12:00"])
def test_nothing_is_asked_for_what_cannot_be_had(
    yahoo: YahooServer, library: Library, now: str
) -> None:
    ok, said = minutes.fetch_minutes(library, "NVDA", DAY, now=at(now))

    assert (ok, yahoo.asked) == (False, [])
    assert "60 days" in said


def test_trouble_is_told_and_nothing_is_kept(yahoo: YahooServer, library: Library) -> None:
    yahoo.trouble = "429"
    ok, said = minutes.fetch_minutes(library, "NVDA", DAY, now=at("2026-02-02 21:00"))

    assert (ok, said) == (
        False, "Yahoo takes no more questions from here for a while (too many requests).",
    )  # fmt: skip
    assert library.intraday.of("NVDA", interval="1m", session=DAY).empty
    assert not minutes.is_complete(library, "NVDA", DAY, exchange=NEW_YORK)


def test_a_day_abroad_is_its_exchanges_own(served_yahoo: YahooServer, library: Library) -> None:
    """Toyota's Monday ends before New York's begins; it is over when its own exchange has shut."""
    served_yahoo.trouble = ""
    starts = ("09:00", "11:25", "12:30", "15:25")
    served_yahoo.charts["7203.T"] = [
        (f"2026-02-02 {at}", 3000, 3010, 2990, 3005, 5) for at in starts
    ]
    served_yahoo.told["7203.T"] = {
        "exchangeTimezoneName": "Asia/Tokyo", "exchangeName": "JPX", "currency": "JPY",
    }  # fmt: skip
    tokyo = sessions.sessions_of("XTKS")
    early, late = (pd.Timestamp(f"2026-02-02 {at}", tz="Asia/Tokyo") for at in ("16:00", "20:00"))

    assert minutes.interval_of(DAY, now=early, exchange=tokyo) == "1m"
    assert minutes.interval_of(pd.Timestamp("2026-02-11"), now=late, exchange=tokyo) is None
    ok, said = minutes.fetch_minutes(library, "7203.T", DAY, now=early)
    assert ok, said
    assert not minutes.is_complete(library, "7203.T", DAY, exchange=tokyo)
    minutes.fetch_minutes(library, "7203.T", DAY, now=late)
    assert minutes.is_complete(library, "7203.T", DAY, exchange=tokyo)
    held = library.intraday.of("7203.T", interval="1m", session=DAY, zone=tokyo.zone)
    assert [f"{one:%H:%M}" for one in held.index] == list(starts)
    assert len(tokyo.within(held, DAY)) == len(starts)


def test_what_is_told_of_a_noon_rest_is_no_trade() -> None:
    tokyo = sessions.sessions_of("XTKS")
    start = pd.date_range("2026-02-02 08:55", "2026-02-02 15:30", freq="5min", tz="Asia/Tokyo")
    bars = pd.DataFrame({"close": 1.0}, index=start)

    held = tokyo.within(bars, DAY)

    clock = {f"{one:%H:%M}" for one in held.index}
    assert {"09:00", "11:25", "12:30", "15:25"} <= clock
    assert not {"08:55", "11:30", "12:25", "15:30"} & clock


@pytest.mark.parametrize("coarse", [None, "2026-02-02 19:00", "2026-02-02 20:00"])
@pytest.mark.parametrize("fine", [None, "2026-02-02 19:59:59", "2026-02-02 20:00"])
@pytest.mark.parametrize("ok", [True, False])
def test_a_session_is_complete_by_bars_of_either_length_that_came_after_its_last_trade(
    library: Library, fine: str | None, coarse: str | None, *, ok: bool
) -> None:
    for interval, asked in [("1m", fine), ("5m", coarse)]:
        if asked is not None:
            noted = f"{interval} {DAY:%Y-%m-%d}"
            library.fetches.record("NVDA", interval=noted, at=at(asked), ok=ok, said="")

    expected = ok and "2026-02-02 20:00" in {fine, coarse}  # four hours after the close
    assert minutes.is_complete(library, "NVDA", DAY, exchange=NEW_YORK) == expected
