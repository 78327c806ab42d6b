"""Dates of results, splits and dividends come from Yahoo's own pages, or with a sentence."""

from collections.abc import Iterator

import pandas as pd
import pytest
from yahoo_server import YahooServer, loopback_yahoo

from sentiment.market import yahoo
from sentiment.market.yahoo import YahooError


@pytest.fixture
def server() -> Iterator[YahooServer]:
    with loopback_yahoo() as server:
        yield server


def test_dates_of_results_come_with_their_hour(server: YahooServer) -> None:
    server.results["SAP"] = ["October 22, 2026 at 4 PM EDT", "January 29, 2026 at 1 AM EST"]
    dates = yahoo.fetch_results_dates("sap")

    assert [at.isoformat() for at in dates.index] == [
        "2026-10-22T16:00:00-04:00",
        "2026-01-29T01:00:00-05:00",
    ]


def test_a_page_without_a_table_is_told(server: YahooServer) -> None:
    assert server.results == {}
    with pytest.raises(YahooError, match="SAP broke off or cannot be read"):
        yahoo.fetch_results_dates("SAP")


def test_a_zone_that_yfinance_does_not_know_is_told(server: YahooServer) -> None:
    server.results["SAP"] = ["October 22, 2026 at 4 PM MOON"]

    with pytest.raises(YahooError, match="broke off or cannot be read"):
        yahoo.fetch_results_dates("SAP")


def test_too_many_questions_are_told(server: YahooServer) -> None:
    server.trouble = "429"

    with pytest.raises(YahooError, match="too many requests"):
        yahoo.fetch_results_dates("SAP")


def test_splits_and_dividends_come_by_day(server: YahooServer) -> None:
    days = pd.bdate_range("2024-06-03", "2024-06-14")
    server.charts["NVDA"] = [(f"{day:%Y-%m-%d} 09:30", 1.0, 1.0, 1.0, 1.0, 100) for day in days]
    server.splits["NVDA"] = [("2024-06-10", 10, 1)]
    server.dividends["NVDA"] = [("2024-06-11", 0.01)]
    actions = yahoo.fetch_actions("NVDA")

    assert actions["Stock Splits"].to_list() == [10.0, 0.0]
    assert actions["Dividends"].to_list() == [0.0, 0.01]
    assert [f"{day:%Y-%m-%d}" for day in actions.index] == ["2024-06-10", "2024-06-11"]


@pytest.mark.parametrize("symbol", ["", "no share", "../x"])
def test_what_is_no_symbol_is_not_asked(server: YahooServer, symbol: str) -> None:
    with pytest.raises(YahooError, match="knows no share"):
        yahoo.fetch_actions(symbol)
    assert server.asked == []
