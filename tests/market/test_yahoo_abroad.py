"""Shares of other exchanges, indices, currencies and coins, as Yahoo's answers hold them.

Each answer is laid down field by field; what is expected of it is worked out by pandas from the
rows that were served.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yahoo_server import YahooServer, loopback_yahoo

from sentiment.market import bars as market_bars
from sentiment.market import returns, sessions, yahoo
from sentiment.market.exchanges import exchanges
from sentiment.market.minor_units import in_units_of_price
from sentiment.market.shares import by_metadata

TOKYO = ("2026-01-02", "2026-01-12", "2026-02-11", "2026-02-23", "2026-03-20")
HONG_KONG = ("2026-02-17", "2026-02-18", "2026-02-19", "2026-04-03", "2026-04-06", "2026-04-07")
# symbol: (metadata, hour at which a daily row starts, days on which the exchange was shut, money)
SERVED: dict[str, tuple[dict[str, Any], str, list[str], str]] = {
    "SAP.DE": (
        {"currency": "EUR", "exchangeName": "GER", "fullExchangeName": "XETRA",
         "instrumentType": "EQUITY", "exchangeTimezoneName": "Europe/Berlin", "longName": "SAP SE"},
        "09:00", ["2026-04-03", "2026-04-06"], "€ per share"),
    "7203.T": (
        {"currency": "JPY", "exchangeName": "JPX", "fullExchangeName": "Tokyo",
         "instrumentType": "EQUITY", "exchangeTimezoneName": "Asia/Tokyo",
         "longName": "Toyota Motor Corporation"},
        "09:00", [*TOKYO], "yen per share"),
    "0700.HK": (
        {"currency": "HKD", "exchangeName": "HKG", "fullExchangeName": "HKSE",
         "instrumentType": "EQUITY", "exchangeTimezoneName": "Asia/Hong_Kong",
         "longName": "Tencent Holdings Limited"},
        "09:30", [*HONG_KONG], "HKD per share"),
    "VOD.L": (
        # older answers lack the exchange's name in full
        {"currency": "GBp", "exchangeName": "LSE", "instrumentType": "EQUITY",
         "exchangeTimezoneName": "Europe/London",
         "longName": "Vodafone Group Public Limited Company"},
        "08:00", ["2026-04-03", "2026-04-06"], "pence per share"),
    "SMSN.IL": (
        {"currency": "USD", "exchangeName": "IOB", "instrumentType": "EQUITY",
         "exchangeTimezoneName": "Europe/London", "longName": "Samsung Electronics Co., Ltd."},
        "08:00", ["2026-04-03", "2026-04-06"], "US$ per share"),
    "RY.TO": (
        {"currency": "CAD", "exchangeName": "TOR", "fullExchangeName": "Toronto",
         "instrumentType": "EQUITY", "exchangeTimezoneName": "America/Toronto",
         "longName": "Royal Bank of Canada"},
        "09:30", ["2026-02-16", "2026-04-03"], "CAD per share"),
    "^GSPC": (
        {"currency": "USD", "exchangeName": "SNP", "fullExchangeName": "SNP",
         "instrumentType": "INDEX", "exchangeTimezoneName": "America/New_York",
         "longName": "S&P 500"},
        "09:30", ["2026-01-19", "2026-02-16", "2026-04-03"], "points"),
    "EURUSD=X": (
        {"currency": "USD", "exchangeName": "CCY", "fullExchangeName": "CCY",
         "instrumentType": "CURRENCY", "exchangeTimezoneName": "Europe/London",
         "longName": None, "shortName": "EUR/USD"},
        "00:00", [], "USD for one EUR"),
    "BTC-USD": (
        {"currency": "USD", "exchangeName": "CCC", "fullExchangeName": "CCC",
         "instrumentType": "CRYPTOCURRENCY", "exchangeTimezoneName": "UTC",
         "longName": "Bitcoin USD"},
        "00:00", [], "US$"),
}  # fmt: skip
FIRST, LAST = pd.Timestamp("2026-01-02"), pd.Timestamp("2026-04-10")
NOW = pd.Timestamp("2026-04-12 12:00", tz="UTC")


@pytest.fixture(scope="module")
def served() -> Iterator[YahooServer]:
    with loopback_yahoo() as server:
        yield server


def serve(server: YahooServer, symbol: str) -> "pd.Series[float]":
    """Serve daily rows of a symbol, and return the closes by the exchange's own day."""
    told, hour, shut, _ = SERVED[symbol]
    days = pd.date_range(FIRST, LAST, freq="D" if symbol == "BTC-USD" else "B")
    days = days[~days.isin(pd.to_datetime(shut))]
    steps = np.random.default_rng(len(symbol)).normal(0, 0.02, len(days))
    close = pd.Series(np.round(100 * np.exp(steps.cumsum()), 2), index=days)
    server.told[symbol] = told
    server.charts[symbol] = [
        (f"{day:%Y-%m-%d} {hour}", price, price + 1, price - 1, price, 1000)
        for day, price in close.items()
    ]
    server.dividends[symbol] = [(f"{days[20]:%Y-%m-%d}", 1.5)]
    return close


def fetch(symbol: str, **options: Any) -> pd.DataFrame:
    asked = {"end": LAST, "now": NOW, "sleep": lambda _: None} | options
    return yahoo.fetch_daily(symbol, FIRST, **asked)


@pytest.mark.parametrize("symbol", SERVED)
def test_every_bar_lies_on_the_exchanges_own_day_and_none_is_dropped(
    served: YahooServer, symbol: str
) -> None:
    close = serve(served, symbol)
    bars = fetch(symbol)

    assert bars["close"].to_dict() == close.to_dict()
    assert yahoo.days_left_out(bars) == []
    assert not bars["partial"].any()
    cash = pd.Series(0.0, close.index)
    cash.iloc[20] = 1.5
    expected = (close + cash) / close.shift() - 1
    assert market_bars.simple_returns(bars).to_numpy() == pytest.approx(expected, nan_ok=True)
    quality = market_bars.quality_of(bars)
    assert (quality.n, len(quality.missing), quality.certain) == (len(close), 0, True)
    move = market_bars.move_of(bars, close.index[7], symbol=symbol)
    assert move.close_to_close == pytest.approx(close.iloc[7] / close.iloc[6] - 1)


@pytest.mark.parametrize("symbol", SERVED)
def test_a_share_is_learnt_from_what_stands_beside_its_bars(
    served: YahooServer, symbol: str
) -> None:
    serve(served, symbol)
    told, _, _, money = SERVED[symbol]
    share = yahoo.share_told(fetch(symbol), symbol)

    assert share is not None
    assert (share.unit, share.zone) == (money, told["exchangeTimezoneName"])
    assert share.currency == told["currency"]


@pytest.mark.parametrize(
    ("symbol", "now", "partial"),
    [
        ("SAP.DE", "2026-04-10 17:29 Europe/Berlin", True),
        ("SAP.DE", "2026-04-10 17:30 Europe/Berlin", False),
        ("7203.T", "2026-04-10 15:29 Asia/Tokyo", True),
        ("7203.T", "2026-04-10 15:30 Asia/Tokyo", False),
        ("VOD.L", "2026-04-10 16:29 Europe/London", True),
        ("VOD.L", "2026-04-10 16:30 Europe/London", False),
        ("BTC-USD", "2026-04-10 16:30 America/New_York", True),
        ("BTC-USD", "2026-04-11 00:00 UTC", False),
    ],
)
def test_a_bar_is_half_open_by_its_own_clock(
    served: YahooServer, symbol: str, now: str, partial: bool
) -> None:
    serve(served, symbol)
    clock, _, zone = now.rpartition(" ")
    bars = fetch(symbol, now=pd.Timestamp(clock, tz=zone))

    assert list(bars["partial"].iloc[-2:]) == [False, partial]


def test_a_day_on_which_new_york_alone_was_shut_is_kept(served: YahooServer) -> None:
    close = serve(served, "SMSN.IL")
    bars = fetch("SMSN.IL")

    moves = market_bars.simple_returns(bars, dividends=False)
    assert moves["2026-01-20"] == pytest.approx(close["2026-01-20"] / close["2026-01-19"] - 1)


def test_a_row_of_a_day_on_which_the_exchange_was_shut_is_left_out_and_said(
    served: YahooServer,
) -> None:
    serve(served, "SAP.DE")
    served.charts["SAP.DE"].append(("2026-04-03 09:00", 1.0, 1.0, 1.0, 1.0, 0))
    bars = fetch("SAP.DE")

    assert yahoo.days_left_out(bars) == ["2026-04-03"]
    assert pd.Timestamp("2026-04-03") not in bars.index


def test_an_exchange_without_a_known_calendar_keeps_every_day_and_tells_no_gap(
    served: YahooServer,
) -> None:
    served.told["QNBK.QA"] = {"currency": "QAR", "exchangeName": "DOH",
                              "exchangeTimezoneName": "Asia/Qatar"}  # fmt: skip
    days = ["2026-01-04", "2026-01-05", "2026-01-08", "2026-01-09"]  # a Sunday … a Friday
    served.charts["QNBK.QA"] = [(f"{day} 09:30", 17, 18, 16, 17.5, 10) for day in days]
    bars = fetch("QNBK.QA")
    quality = market_bars.quality_of(bars)

    assert [f"{day:%Y-%m-%d}" for day in bars.index] == days
    assert (len(quality.missing), quality.certain) == (0, False)
    assert market_bars.simple_returns(bars).notna().sum() == 3


def test_two_exchanges_are_compared_on_the_sessions_they_share(served: YahooServer) -> None:
    toyota, index = serve(served, "7203.T"), serve(served, "^GSPC")
    frames = {symbol: fetch(symbol) for symbol in ("7203.T", "^GSPC")}
    for frame in frames.values():
        frame["dividend"] = 0.0
    both = toyota.index.intersection(index.index)
    expected = toyota[both].pct_change() - index[both].pct_change()

    compared = returns.market_adjusted(frames["7203.T"], frames["^GSPC"])
    assert list(compared.index) == list(toyota.index)
    assert compared["share"].to_numpy() == pytest.approx(toyota.pct_change(), nan_ok=True)
    assert compared["abnormal"][both].to_numpy() == pytest.approx(expected, nan_ok=True)
    assert compared["abnormal"].drop(both).isna().all()
    assert returns.lost_sessions(frames, "7203.T") == len(toyota) - len(both) == 3


def test_a_dividend_on_a_session_not_shared_counts_on_the_next(served: YahooServer) -> None:
    toyota = serve(served, "7203.T")
    serve(served, "^GSPC")
    served.dividends["7203.T"] = [("2026-01-19", 2.0)]  # New York was shut
    frames = {symbol: fetch(symbol) for symbol in ("7203.T", "^GSPC")}
    aligned = returns.on_shared_sessions(frames)["7203.T"]

    assert aligned["dividend"]["2026-01-20"] == 2.0
    move = market_bars.simple_returns(aligned)["2026-01-20"]
    assert move == pytest.approx((toyota["2026-01-20"] + 2) / toyota["2026-01-16"] - 1)


def test_intraday_hours_are_those_of_the_exchange(served: YahooServer) -> None:
    serve(served, "SAP.DE")
    served.hours["SAP.DE"] = ("09:00", "17:30")
    minutes = pd.date_range("2026-04-09 08:55", "2026-04-09 17:35", freq="5min")
    served.charts["SAP.DE"] = [(str(at), 100, 101, 99, 100, 5) for at in minutes]
    bars = yahoo.fetch_intraday(
        "SAP.DE", interval="5m", start=pd.Timestamp("2026-04-09"), end=pd.Timestamp("2026-04-09"),
        sleep=lambda _: None,
    )  # fmt: skip

    assert (f"{bars.index[0]:%H:%M %Z}", f"{bars.index[-1]:%H:%M %Z}") == (
        "09:00 CEST",
        "17:25 CEST",
    )


@pytest.mark.parametrize(
    ("calendar", "instant", "session"),
    [
        ("XLON", "2026-01-19 17:30 Europe/London", "2026-01-20"),
        ("XLON", "2026-01-19 16:29 Europe/London", "2026-01-19"),
        ("XLON", "2025-12-24 12:31 Europe/London", "2025-12-29"),  # a half day, two holidays
        ("XTKS", "2025-12-30 15:31 Asia/Tokyo", "2026-01-05"),
        ("XETR", "2026-04-02 17:30 Europe/Berlin", "2026-04-07"),
        ("24/7", "2026-01-31 23:59 UTC", "2026-01-31"),
        ("24/5", "2026-01-31 12:00 UTC", "2026-02-02"),
        ("Sun-Thu 09:30-13:15", "2026-01-01 13:15 Asia/Qatar", "2026-01-04"),
    ],
)
def test_news_counts_for_the_first_close_of_its_own_exchange(
    calendar: str, instant: str, session: str
) -> None:
    clock, _, zone = instant.rpartition(" ")
    held = sessions.sessions_of(calendar, zone)

    assert held.session_of(pd.Timestamp(clock, tz=zone)) == pd.Timestamp(session)


def test_every_exchange_of_the_table_has_sessions_in_order() -> None:
    for exchange in exchanges():
        held = sessions.sessions_of(exchange.calendar, exchange.zone)
        assert held.days.is_monotonic_increasing
        assert held.days.is_unique
        assert held.closes.is_monotonic_increasing
        assert (held.opens < held.closes).all()


@pytest.mark.usefixtures("served")
@settings(max_examples=25, deadline=None)
@given(
    symbol=st.sampled_from([*SERVED]),
    days=st.lists(st.dates(FIRST.date(), LAST.date()), min_size=1, max_size=12, unique=True),
)
def test_a_bar_with_a_close_is_held_or_said_to_be_left_out(symbol: str, days: list[Any]) -> None:
    told, hour, _, _ = SERVED[symbol]
    with loopback_yahoo() as server:
        server.told[symbol] = told
        server.charts[symbol] = [(f"{day} {hour}", 9, 11, 8, 10.0, 1) for day in sorted(days)]
        open_days = sessions.of_share(by_metadata(symbol, told)).days
        if not any(pd.Timestamp(day) in open_days for day in days):
            with pytest.raises(yahoo.YahooError, match="no bars"):
                fetch(symbol)
            return
        bars = fetch(symbol)
        held = [f"{day:%Y-%m-%d}" for day in bars.index]
        assert sorted([*held, *yahoo.days_left_out(bars)]) == sorted(map(str, days))


def test_a_dividend_told_in_pounds_counts_in_the_pence_of_the_price(served: YahooServer) -> None:
    close = serve(served, "VOD.L")
    day = close.index[20]
    served.dividends["VOD.L"] = [(f"{day:%Y-%m-%d}", 0.0225)]
    told = market_bars.simple_returns(fetch("VOD.L"))

    assert told[day] == pytest.approx((close.iloc[20] + 2.25) / close.iloc[19] - 1)


@pytest.mark.parametrize(
    ("currency", "told", "taken_off", "paid"),
    [
        ("GBp", 3.5, 0.035, 3.5),
        ("GBp", 0.12, 0.12, 12.0),  # 0.12 % of the price, but the price was adjusted by 12 %
        ("GBp", 0.12, 0.0012, 0.12),
        ("GBp", 0.02, 0.0002, 2.0),
        ("ZAc", 0.03, 0.03, 3.0),
        ("KWF", 0.004, 0.04, 4.0),  # of dinars, in fils
        ("USD", 0.02, 0.0002, 0.02),
        ("GBP", 0.02, 0.0002, 0.02),
    ],
)
def test_the_unit_of_a_dividend_is_told_by_what_the_closes_were_adjusted_by(
    currency: str, *, told: float, taken_off: float, paid: float
) -> None:
    days = pd.bdate_range("2026-06-01", periods=4)
    close = pd.Series(100.0, days)
    adjusted = close.where(days >= days[2], close * (1 - taken_off))
    dividends = pd.Series(0.0, days)
    dividends[days[2]] = told
    found = in_units_of_price(dividends, close=close, adjusted=adjusted, currency=currency)

    assert found.to_list() == pytest.approx([0.0, 0.0, paid, 0.0])
