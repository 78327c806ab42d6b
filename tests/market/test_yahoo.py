from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest
from yahoo_server import YahooServer, loopback_yahoo

from sentiment.market.yahoo import YahooError, fetch_daily, fetch_headlines, fetch_intraday

DAYS = ("2026-01-29", "2026-01-30", "2026-02-02", "2026-02-03")
CLOSES = (192.5, 191.1, 185.6, 180.3)
pytestmark = [
    pytest.mark.usefixtures("yahoo"),
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning:yfinance"),
]

START, END = pd.Timestamp("2026-01-29"), pd.Timestamp("2026-02-03")
NOW = pd.Timestamp("2026-02-03 20:00", tz="America/New_York")


@pytest.fixture
def yahoo() -> Iterator[YahooServer]:
    with loopback_yahoo() as server:
        closes = zip(DAYS, CLOSES, strict=True)
        server.charts["NVDA"] = [daily(day, close) for day, close in closes]
        yield server


def daily(day: str, close: float | None) -> tuple[Any, ...]:
    if close is None:
        return (f"{day} 09:30", None, None, None, None, None)
    return (f"{day} 09:30", close - 1, close + 2, close - 2, close, 1_000_000)


def fetch(symbol: str = "NVDA", **options: Any) -> pd.DataFrame:
    return fetch_daily(symbol, START, **{"end": END, "now": NOW, "sleep": lambda _: None} | options)


def test_bars_arrive_as_they_were_quoted() -> None:
    bars = fetch("nvda")

    assert list(bars["close"]) == list(CLOSES)
    assert list(bars.index) == [pd.Timestamp(day) for day in DAYS]
    assert bars.index.name == "session"
    assert bars.index.dtype == "datetime64[ns]"
    assert list(bars) == ["open", "high", "low", "close", "volume", "dividend", "split", "partial"]
    assert bars["partial"].dtype == bool
    assert not bars["partial"].any()


def test_only_the_sessions_asked_for_are_asked_of_yahoo(yahoo: YahooServer) -> None:
    fetch()

    assert yahoo.ranges() == [("2026-01-29", "2026-02-04")]


def test_the_bar_of_a_session_still_open_is_partial() -> None:
    bars = fetch(now=pd.Timestamp("2026-02-03 11:00", tz="America/New_York"))

    assert list(bars["partial"]) == [False, False, False, True]


@pytest.mark.parametrize(
    ("clock", "partial"), [("2026-02-03 11:00", True), ("2026-02-03 20:00", False)]
)
def test_a_clock_of_ours_that_is_ahead_makes_no_bar_final(
    yahoo: YahooServer, clock: str, partial: bool
) -> None:
    yahoo.clock, yahoo.traded = clock, "2026-02-03 11:00"

    assert list(fetch(now=NOW + pd.Timedelta(days=1))["partial"]) == [False, False, False, partial]


def test_a_share_traded_up_to_the_close_costs_no_second_question(yahoo: YahooServer) -> None:
    yahoo.traded = "2026-02-03 16:00:01"

    assert not fetch()["partial"].any()
    assert len(yahoo.ranges()) == 1
    assert [query for _, query in yahoo.asked if query == {"range": "1d"}] == []


def test_a_live_row_beside_the_days_bar_takes_its_place(yahoo: YahooServer) -> None:
    yahoo.charts["NVDA"].append(("2026-02-03 11:00", 180, 185, 179, 184.0, 900))

    assert list(fetch()["close"]) == [*CLOSES[:3], 184.0]


def test_dividends_and_splits_stand_on_their_sessions(yahoo: YahooServer) -> None:
    yahoo.dividends["NVDA"] = [("2026-01-30", 0.01)]
    yahoo.splits["NVDA"] = [("2026-02-02", 10, 1)]
    bars = fetch()

    assert list(bars["dividend"]) == [0, 0.01, 0, 0]
    assert list(bars["split"]) == [0, 0, 10, 0]


def test_a_day_without_a_close_is_left_out(yahoo: YahooServer) -> None:
    yahoo.charts["NVDA"][1] = daily(DAYS[1], None)

    assert list(fetch().index) == [pd.Timestamp(day) for day in (DAYS[0], *DAYS[2:])]


def test_prices_and_volumes_not_known_are_missing_not_zero(yahoo: YahooServer) -> None:
    yahoo.charts["NVDA"][1] = ("2026-01-30 09:30", 0.0, 193.0, None, 191.1, None)
    bar = fetch().loc["2026-01-30"]

    assert bar["close"] == 191.1
    assert all(np.isnan(bar[name]) for name in ("open", "low", "volume"))


def test_rows_out_of_order_and_twice_are_put_right(yahoo: YahooServer) -> None:
    rows = yahoo.charts["NVDA"]
    yahoo.charts["NVDA"] = [rows[2], rows[0], rows[0], rows[3], rows[1], rows[2]]

    assert list(fetch()["close"]) == list(CLOSES)


def test_days_on_which_the_exchange_is_shut_are_left_out(yahoo: YahooServer) -> None:
    yahoo.charts["NVDA"].insert(2, daily("2026-01-31", 191.0))

    assert len(fetch()) == 4


@pytest.mark.parametrize(
    ("trouble", "kind"),
    [
        ("429", "rate limit"),
        ("500", "server error"),
        ("500 html", "server error"),
        ("reset", "broken answer"),
        ("truncated", "broken answer"),
        ("odd", "broken answer"),
    ],
)
@pytest.mark.parametrize("spared", [0, 1], ids=["at once", "after the time zone"])
def test_passing_trouble_is_told_apart_and_tried_again(
    yahoo: YahooServer, trouble: str, kind: str, spared: int
) -> None:
    yahoo.trouble, yahoo.spared = trouble, spared
    pauses: list[float] = []
    with pytest.raises(YahooError) as caught:
        fetch(sleep=pauses.append)

    assert caught.value.kind == kind
    assert caught.value.symbol == "NVDA"
    assert str(caught.value).count(".") == 1
    assert pauses == [2.0, 8.0]


@pytest.mark.parametrize("trouble", ["429", "500", "500 html", "reset", "truncated", "odd"])
def test_trouble_that_passes_costs_nothing_but_time(yahoo: YahooServer, trouble: str) -> None:
    yahoo.trouble, yahoo.troubles = trouble, 2

    assert list(fetch(tries=4)["close"]) == list(CLOSES)


def test_an_answer_that_never_comes_is_not_waited_for(yahoo: YahooServer) -> None:
    yahoo.trouble, yahoo.spared = "hang", 1
    with pytest.raises(YahooError) as caught:
        fetch(timeout=0.3, tries=1)

    assert caught.value.kind == "timeout"


def test_no_connection_is_told_as_such(yahoo: YahooServer) -> None:
    yahoo.close()
    with pytest.raises(YahooError) as caught:
        fetch(tries=1)

    assert caught.value.kind == "no route"


@pytest.mark.parametrize("symbol", ["QQQQQ", "../../x", "", "A B", "https://x"])
def test_a_symbol_that_yahoo_does_not_know_is_asked_for_once(symbol: str) -> None:
    pauses: list[float] = []
    with pytest.raises(YahooError) as caught:
        fetch(symbol, sleep=pauses.append)

    assert caught.value.kind == "unknown ticker"
    assert "if it was renamed, choose its new ticker." in str(caught.value)
    assert pauses == []


def test_no_rows_are_told_as_such(yahoo: YahooServer) -> None:
    yahoo.trouble, yahoo.spared = "empty", 1
    with pytest.raises(YahooError) as caught:
        fetch()

    assert caught.value.kind == "empty"


def test_a_span_without_bars_is_told_as_such(yahoo: YahooServer) -> None:
    yahoo.charts["NVDA"] = [daily("2026-02-03", None)]
    with pytest.raises(YahooError) as caught:
        fetch()

    assert caught.value.kind == "empty"


def test_intraday_bars_lie_within_their_session(yahoo: YahooServer) -> None:
    starts = ("09:25", "09:30", "09:35", "15:55", "15:57:12", "16:00")
    yahoo.charts["NVDA"] = [(f"2026-02-02 {at}", 186, 187, 185, 186.5, 500) for at in starts]
    bars = fetch_intraday(
        "NVDA",
        interval="5m",
        start=pd.Timestamp("2026-02-02"),
        end=pd.Timestamp("2026-02-02"),
    )

    assert [f"{start:%H:%M}" for start in bars.index] == ["09:30", "09:35", "15:55"]
    assert str(bars.index.dtype) == "datetime64[ns, America/New_York]"
    assert list(bars) == ["open", "high", "low", "close", "volume"]


def test_bars_outside_the_hours_come_where_they_are_asked_for(yahoo: YahooServer) -> None:
    starts = ("04:00", "09:25", "09:30", "15:55", "16:00", "16:02:11", "19:55")
    yahoo.charts["NVDA"] = [(f"2026-02-02 {at}", 186, 187, 185, 186.5, 0) for at in starts]
    day = pd.Timestamp("2026-02-02")

    bars = fetch_intraday("NVDA", interval="5m", start=day, end=day, outside=True)

    told = [f"{start:%H:%M}" for start in bars.index]
    assert told == ["04:00", "09:25", "09:30", "15:55", "16:00", "19:55"]


def test_headlines_arrive_as_a_feeds_entries(yahoo: YahooServer) -> None:
    yahoo.news["NVDA"] = [
        {
            "id": "1",
            "content": {
                "title": "Bet unravels",
                "summary": "Shares fell.",
                "pubDate": "2026-02-02T16:42:00Z",
                "provider": {"displayName": "The Wire"},
                "canonicalUrl": {"url": "https://example.org/bet"},
            },
        },
        {"id": "2", "content": {"title": "Undated", "pubDate": None, "provider": None}},
    ]

    entries = fetch_headlines("nvda")

    assert entries["title"].to_list() == ["Bet unravels", "Undated"]
    assert entries["published"].iloc[0] == pd.Timestamp("2026-02-02T11:42:00-05:00")
    assert pd.isna(entries["published"].iloc[1])
    assert entries.iloc[0][["link", "outlet", "summary", "text"]].to_list() == [
        "https://example.org/bet",
        "The Wire",
        "Shares fell.",
        "",
    ]


def test_no_headline_is_no_fault() -> None:
    assert fetch_headlines("NVDA").empty


@pytest.mark.parametrize(
    ("trouble", "kind"), [("429", "rate limit"), ("truncated", "broken answer")]
)
def test_headlines_that_do_not_come_are_said_in_words(
    yahoo: YahooServer, trouble: str, kind: str
) -> None:
    yahoo.news["NVDA"] = [{"id": "1", "content": {"title": "Bet unravels"}}]
    yahoo.trouble = trouble

    with pytest.raises(YahooError) as caught:
        fetch_headlines("NVDA")

    assert caught.value.kind == kind


def test_headlines_of_no_ticker_are_not_asked_for() -> None:
    with pytest.raises(YahooError) as caught:
        fetch_headlines("../etc")

    assert caught.value.kind == "unknown ticker"
