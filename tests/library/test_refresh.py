import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pandas as pd
import pytest
from waiting import wait_until
from yahoo_server import loopback_yahoo

from sentiment.errors import SentimentError
from sentiment.library.library import Library
from sentiment.library.refresh import Refresher, Status, merged, refresh
from sentiment.library.shares import keep_share, learnt, learnt_at
from sentiment.market import calendar
from sentiment.market.shares import Share, by_form, by_metadata
from sentiment.market.yahoo import YahooError

NOW = pd.Timestamp("2026-02-04 18:00", tz="America/New_York")
FIRST = pd.Timestamp("2026-01-02")


class Source:
    """Serves planted bars as Yahoo would, and remembers what it was asked."""

    def __init__(self, bars: pd.DataFrame) -> None:
        self.bars = bars
        self.asked: list[tuple[str, str]] = []
        self.failures: list[Exception] = []
        self.gate = threading.Event()
        self.gate.set()

    def __call__(
        self, symbol: str, start: pd.Timestamp, /, *, end: pd.Timestamp, now: pd.Timestamp
    ) -> pd.DataFrame:
        self.asked.append((f"{start:%Y-%m-%d}", f"{end:%Y-%m-%d}"))
        self.gate.wait(10)
        if self.failures:
            raise self.failures.pop(0)
        served = self.bars.loc[start:end].copy()
        if served.empty:
            raise YahooError(symbol, "empty")
        served["partial"] = [calendar.close_of(session) > now for session in served.index]
        return served


def bars_to(last: str, *, scale: float = 1.0) -> pd.DataFrame:
    days = calendar.sessions_between(FIRST, pd.Timestamp(last)).as_unit("ns").rename("session")
    close = pd.Series(range(100, 100 + len(days)), index=days, dtype=float) * scale
    prices = dict.fromkeys(("open", "high", "low", "close"), close)
    rest = {"volume": 1e6, "dividend": 0.0, "split": 0.0, "partial": False}
    return pd.DataFrame({**prices, **rest}, index=days)


@pytest.fixture
def library(address: str) -> Iterator[Library]:
    opened = Library(address)
    yield opened
    opened.close()


@pytest.fixture
def source() -> Source:
    return Source(bars_to("2026-02-04"))


def held_by(library: Library, snapshot: pd.DataFrame | None) -> pd.DataFrame | None:
    stored = library.bars.of("NVDA")
    return None if snapshot is None and stored is None else merged(snapshot, stored)


def run(
    library: Library,
    source: Source,
    snapshot: pd.DataFrame | None = None,
    *,
    now: pd.Timestamp = NOW,
) -> object:
    return refresh(library, "NVDA", held=held_by(library, snapshot), now=now, fetch=source)


def test_shipped_and_stored_bars_make_one_history() -> None:
    shipped, stored = bars_to("2026-02-02"), bars_to("2026-02-04").iloc[-6:]

    pd.testing.assert_frame_equal(merged(shipped, stored), bars_to("2026-02-04"), check_freq=False)
    assert merged(shipped, None) is shipped
    assert merged(None, stored) is stored


def test_stored_bars_win_where_both_are_held() -> None:
    stored = bars_to("2026-02-04").iloc[-3:].assign(volume=5.0)

    assert list(merged(bars_to("2026-02-04"), stored)["volume"].iloc[-4:]) == [1e6, 5, 5, 5]


def test_bars_on_two_scales_are_never_spliced() -> None:
    shipped, stored = bars_to("2026-02-02", scale=0.1), bars_to("2026-02-04").iloc[-6:]

    assert merged(shipped, stored) is shipped


def test_a_restated_history_kept_whole_stands_alone() -> None:
    shipped, stored = bars_to("2026-02-02"), bars_to("2026-02-04", scale=0.1)

    assert merged(shipped, stored) is stored


def test_a_newer_snapshot_adds_its_sessions_to_older_stored_bars() -> None:
    shipped, stored = bars_to("2026-02-04"), bars_to("2026-02-02")

    pd.testing.assert_frame_equal(merged(shipped, stored), shipped, check_freq=False)


def test_no_bars_at_all_are_told_in_a_sentence() -> None:
    with pytest.raises(SentimentError, match="No bars are held"):
        merged(None, None)


def test_what_is_missing_and_the_sessions_before_are_asked_for_in_one_question(
    library: Library, source: Source
) -> None:
    result = run(library, source, bars_to("2026-02-02"))

    assert source.asked == [(f"{FIRST:%Y-%m-%d}", "2026-02-04")]
    assert result.new_sessions == 2
    assert result.said == "NVDA was brought up to date from Yahoo to 2026-02-04."
    assert list(held_by(library, bars_to("2026-02-02")).index) == list(source.bars.index)


def test_a_share_not_held_is_fetched_from_the_beginning(library: Library, source: Source) -> None:
    run(library, source)

    assert source.asked == [("2023-01-03", "2026-02-04")]
    assert len(library.bars.of("NVDA")) == len(source.bars)


def test_nothing_is_asked_when_nothing_is_missing(library: Library, source: Source) -> None:
    result = run(library, source, bars_to("2026-02-04"))

    assert source.asked == []
    assert result.said == "NVDA is up to date to 2026-02-04."


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-02-04 09:00", "2026-02-03"),
        ("2026-02-04 09:31", "2026-02-04"),
        ("2026-02-08 12:00", "2026-02-06"),
    ],
)
def test_no_session_is_asked_for_before_it_opens(
    library: Library, source: Source, now: str, end: str
) -> None:
    run(library, source, bars_to("2026-02-02"), now=pd.Timestamp(now, tz="America/New_York"))

    assert source.asked[0][1] == end


def test_a_partial_bar_is_replaced_when_its_session_has_closed(
    library: Library, source: Source
) -> None:
    snapshot = bars_to("2026-02-02")
    source.bars.loc["2026-02-04", "close"] = 119.0
    run(library, source, snapshot, now=pd.Timestamp("2026-02-04 11:00", tz="America/New_York"))
    before = library.bars.of("NVDA").loc["2026-02-04"]
    source.bars.loc["2026-02-04", "close"] = 122.0
    result = run(library, source, snapshot)
    after = library.bars.of("NVDA").loc["2026-02-04"]

    assert (before["close"], before["partial"]) == (119.0, True)
    assert (after["close"], after["partial"]) == (122.0, False)
    assert not result.restated


@pytest.mark.parametrize("split", [0.0, 10.0], ids=["silently", "with its split"])
def test_a_restated_history_is_fetched_as_a_whole(
    library: Library, source: Source, split: float
) -> None:
    snapshot = bars_to("2026-02-02")
    source.bars = bars_to("2026-02-04", scale=0.1)
    source.bars.loc["2026-02-04", "split"] = split
    result = run(library, source, snapshot)

    assert result.restated
    assert "restated" in result.said
    assert source.asked[1] == ("2026-01-02", "2026-02-04")
    pd.testing.assert_frame_equal(held_by(library, snapshot), source.bars, check_freq=False)


def test_a_split_since_is_noticed_even_if_the_overlap_is_not_restated(
    library: Library, source: Source
) -> None:
    source.bars.loc["2026-02-04", "split"] = 10.0

    assert run(library, source, bars_to("2026-02-02")).restated


def test_a_dividend_that_was_missing_is_mended(library: Library, source: Source) -> None:
    source.bars.loc["2026-01-30", "dividend"] = 0.25
    result = run(library, source, bars_to("2026-02-02"))

    assert not result.restated
    assert result.said.endswith("A dividend of sessions held before was mended.")
    assert held_by(library, bars_to("2026-02-02")).loc["2026-01-30", "dividend"] == 0.25


def test_bars_that_come_in_another_currency_take_the_place_of_those_held(
    library: Library, source: Source
) -> None:
    keep_share(library.store, by_metadata("NVDA", {"currency": "USD"}))
    source.bars.attrs["told"] = {"currency": "EUR", "exchangeName": "GER"}
    result = run(library, source, bars_to("2026-02-02"))

    assert result.restated
    assert learnt(library.store)["NVDA"].currency == "EUR"


def test_what_yahoo_tells_of_a_share_is_kept_for_a_month(library: Library, source: Source) -> None:
    source.bars.attrs["told"] = {"currency": "USD", "longName": "NVIDIA Corporation"}
    run(library, source, bars_to("2026-02-02"))

    assert learnt(library.store)["NVDA"].source == "Yahoo"
    assert learnt_at(library.store, "NVDA") == NOW


def test_a_coin_is_asked_for_on_a_sunday(library: Library, source: Source) -> None:
    sunday = pd.Timestamp("2026-02-08 12:00", tz="UTC")
    with suppress(SentimentError):
        refresh(library, "BTC-USD", held=None, now=sunday, fetch=source)

    assert source.asked == [("2023-01-03", "2026-02-08")]


def test_a_dividend_restates_nothing(library: Library, source: Source) -> None:
    source.bars.loc["2026-02-03", "dividend"] = 0.01

    assert not run(library, source, bars_to("2026-02-02")).restated


def test_a_cent_of_rounding_restates_nothing(library: Library, source: Source) -> None:
    source.bars["close"] += 0.005

    assert not run(library, source, bars_to("2026-02-02")).restated


def test_a_restated_history_that_arrives_cut_costs_no_bars(
    library: Library, source: Source
) -> None:
    snapshot = bars_to("2026-02-02")
    run(library, source, snapshot, now=pd.Timestamp("2026-02-03 18:00", tz="America/New_York"))
    before = library.bars.of("NVDA")
    source.bars = bars_to("2026-02-04", scale=0.1).iloc[-8:]
    result = run(library, source, snapshot)

    assert not result.ok
    pd.testing.assert_frame_equal(library.bars.of("NVDA"), before)


def test_stored_bars_on_an_old_scale_give_way_to_a_newer_snapshot(
    library: Library, source: Source
) -> None:
    library.bars.save("NVDA", bars_to("2026-02-03").iloc[-6:], fetched_at=NOW)
    snapshot = bars_to("2026-02-03", scale=0.1)
    source.bars = bars_to("2026-02-04", scale=0.1)
    run(library, source, snapshot)

    pd.testing.assert_frame_equal(held_by(library, snapshot), source.bars, check_freq=False)


def test_a_failure_costs_no_stored_bars_and_is_logged(library: Library, source: Source) -> None:
    library.bars.save("NVDA", bars_to("2026-02-02"), fetched_at=NOW)
    source.failures = [YahooError("NVDA", "rate limit")]
    result = run(library, source)
    logged = library.fetches.last("NVDA")

    assert not result.ok
    assert len(library.bars.of("NVDA")) == len(bars_to("2026-02-02"))
    assert logged is not None
    assert (logged.ok, logged.said) == (False, str(YahooError("NVDA", "rate limit")))


def settled(refresher: Refresher, symbol: str = "NVDA") -> Status:
    """Wait until the job has ended."""
    wait_until(lambda: refresher.status(symbol).state != "running")
    return refresher.status(symbol)


@pytest.fixture
def refresher(library: Library, source: Source) -> Iterator[Refresher]:
    made = Refresher(library, {"NVDA": bars_to("2026-02-02")}, fetch=source)
    yield made
    source.gate.set()
    settled(made)
    made.close()


def minutes_later(minutes: float) -> pd.Timestamp:
    return NOW + pd.Timedelta(minutes=minutes)


def test_asking_returns_at_once_and_the_job_says_how_it_went(
    refresher: Refresher, source: Source, library: Library
) -> None:
    source.gate.clear()
    assert refresher.status("NVDA").state == "idle"
    refresher.ask("NVDA", now=NOW)
    running = refresher.status("NVDA")
    source.gate.set()
    done = settled(refresher)

    assert (running.state, running.at) == ("running", NOW)
    assert (done.state, done.said) == (
        "done",
        "NVDA was brought up to date from Yahoo to 2026-02-04.",
    )
    assert library.bars.of("NVDA").index[-1] == pd.Timestamp("2026-02-04")


def test_a_symbol_has_one_job_at_a_time(refresher: Refresher, source: Source) -> None:
    source.gate.clear()
    for _ in range(50):
        refresher.ask("NVDA", now=NOW)
    source.gate.set()
    settled(refresher)

    assert len(source.asked) == 1


def test_pauses_grow_with_each_failure_and_end_with_success(
    refresher: Refresher, source: Source
) -> None:
    source.failures = [YahooError("NVDA", "timeout") for _ in range(3)]
    asked = []
    for minute in (0, 0.9, 1.1, 6, 6.2, 36, 36.3, 51, 51.4):
        refresher.ask("NVDA", now=minutes_later(minute))
        asked.append((minute, settled(refresher).at == minutes_later(minute)))

    assert [minute for minute, was in asked if was] == [0, 1.1, 6.2, 36.3, 51.4]


@pytest.mark.parametrize("now", ["1960-01-01", "2051-03-01", "2199-01-01"])
def test_a_clock_beyond_the_calendar_is_told_in_words(
    refresher: Refresher, source: Source, now: str
) -> None:
    refresher.ask("NVDA", now=pd.Timestamp(now, tz="UTC"))
    told = settled(refresher)

    assert told.state == "failed"
    assert told.said == (
        "This computer's clock: is outside the years of the calendar, 1962 to 2050 "
        f"({now} 00:00:00+00:00)."
    )
    assert not source.asked


def test_a_clock_that_is_put_back_is_not_waited_for(refresher: Refresher) -> None:
    for now in (minutes_later(24 * 60), NOW):
        refresher.ask("NVDA", now=now)
        settled(refresher)

    assert refresher.status("NVDA").at == NOW


@pytest.mark.parametrize("days", [-1, -400, 1, 400])
def test_a_clock_that_is_wrong_costs_no_bar(library: Library, source: Source, days: int) -> None:
    snapshot = bars_to("2026-02-02")
    run(library, source, snapshot)
    before = held_by(library, snapshot)
    run(library, source, before, now=NOW + pd.Timedelta(days=days))
    run(library, source, held_by(library, snapshot))

    pd.testing.assert_frame_equal(held_by(library, snapshot), before)


def test_a_failure_is_told_in_its_sentence(refresher: Refresher, source: Source) -> None:
    source.failures = [YahooError("NVDA", "no route")]
    refresher.ask("NVDA", now=NOW)
    status = settled(refresher)

    assert (status.state, status.said) == ("failed", str(YahooError("NVDA", "no route")))


def test_a_fault_of_any_kind_leaves_the_thread_at_work(
    refresher: Refresher, source: Source
) -> None:
    source.failures = [RuntimeError("boom") for _ in range(4)]
    for minute in (0, 60, 120, 180, 240):
        refresher.ask("NVDA", now=minutes_later(minute))
        settled(refresher)

    assert refresher.status("NVDA").state == "done"


def test_a_hanging_share_does_not_hold_up_another(library: Library, source: Source) -> None:
    quick = Source(source.bars)
    source.gate.clear()

    def both(symbol: str, /, *span: pd.Timestamp, **options: pd.Timestamp) -> pd.DataFrame:
        return (source if symbol == "NVDA" else quick)(symbol, *span, **options)

    refresher = Refresher(library, {}, fetch=both)
    refresher.ask("NVDA", now=NOW)
    refresher.ask("AMD", now=NOW)

    assert settled(refresher, "AMD").state == "done"
    assert refresher.status("NVDA").state == "running"
    source.gate.set()
    assert settled(refresher).state == "done"
    refresher.close()


def test_a_closed_refresher_takes_no_more_jobs(library: Library, source: Source) -> None:
    refresher = Refresher(library, {}, fetch=source)
    refresher.close()
    refresher.ask("NVDA", now=NOW)

    assert refresher.status("NVDA").state == "idle"


# --- with yfinance as it is


@pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning:yfinance")
def test_a_split_reaches_the_store_through_yfinance(library: Library) -> None:
    with loopback_yahoo() as yahoo:
        yahoo.charts["NVDA"] = quoted(bars_to("2026-02-03"))
        refresher = Refresher(library, {})
        refresher.ask("NVDA", now=minutes_later(-24 * 60))
        first = settled(refresher)
        before = library.bars.of("NVDA")
        yahoo.charts["NVDA"] = quoted(bars_to("2026-02-04", scale=0.1))
        yahoo.splits["NVDA"] = [("2026-02-04", 10, 1)]
        refresher.ask("NVDA", now=NOW)
        second = settled(refresher)
        refresher.close()
    expected = bars_to("2026-02-04", scale=0.1)
    expected.loc["2026-02-04", "split"] = 10.0

    assert (first.state, second.state) == ("done", "done")
    pd.testing.assert_frame_equal(before, bars_to("2026-02-03"), check_freq=False)
    pd.testing.assert_frame_equal(library.bars.of("NVDA"), expected, check_freq=False)
    assert "restated" in second.said


def quoted(bars: pd.DataFrame) -> list[tuple[object, ...]]:
    """Return bars as the server of the test quotes them."""
    columns = ["open", "high", "low", "close", "volume"]
    return [(f"{row[0]:%Y-%m-%d} 09:30", *row[1:]) for row in bars[columns].itertuples()]


def listed(*symbols: str, name: str = "Quetzal") -> tuple[Share, ...]:
    return tuple(replace(by_form(one), name=name) for one in symbols)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (listed("QZL2"), "QZL no longer; Quetzal is quoted as QZL2: choose that."),
        (listed("QZL2", "QZL.DE"), "Quetzal is quoted as QZL2 or QZL.DE: choose that."),
        (listed("QZL2", name="Cormorant"), "no share called Quetzal: it was delisted,"),
        ((), "no share called Quetzal: it was delisted,"),
        (None, "it was renamed or delisted. If it has a new ticker, choose that."),
    ],
)
def test_a_share_that_is_known_no_longer_was_renamed_or_delisted(
    library: Library, found: tuple[Share, ...] | None, said: str
) -> None:
    keep_share(library.store, replace(by_form("QZL"), name="Quetzal", source="Yahoo"))
    source, held = Source(bars_to("2026-01-30")), bars_to("2026-01-30")
    source.failures = [YahooError("QZL", "unknown ticker")]

    def search(text: str) -> tuple[Share, ...]:
        assert text == "Quetzal"
        if found is None:
            raise YahooError(text, "rate limit")
        return found

    result = refresh(library, "QZL", held=held, now=NOW, fetch=source, search=search)

    assert not result.ok
    assert said in result.said
    assert "The bars held, to 2026-01-30, stay." in result.said


@pytest.mark.parametrize(("last", "told"), [("2026-02-03", False), ("2026-01-16", True)])
def test_a_share_that_is_not_traded_any_more_is_said_to_be(
    library: Library, last: str, told: bool
) -> None:
    source = Source(bars_to(last))
    result = refresh(library, "QZL", held=bars_to("2026-01-15"), now=NOW, fetch=source)

    assert result.ok
    assert ("it was delisted or renamed, or trading in it rests" in result.said) == told
