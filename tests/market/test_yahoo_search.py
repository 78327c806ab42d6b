"""A company's name is looked for at Yahoo, whose answers hold listings of every kind."""

from collections.abc import Iterator

import pytest
from yahoo_server import YahooServer, loopback_yahoo

from sentiment.market.yahoo import YahooError
from sentiment.market.yahoo_search import search_shares

LISTED = [
    {"symbol": "SIE.DE", "exchange": "GER", "quoteType": "EQUITY", "isYahooFinance": True,
     "shortname": "SIEMENS AG  NA O.N.", "longname": "Siemens Aktiengesellschaft"},
    {"symbol": "SIE260320C00200000", "exchange": "OPR", "quoteType": "OPTION"},
    {"symbol": "", "quoteType": "EQUITY", "longname": "Siemens, not listed"},
    {"symbol": "SIEGY", "exchange": "PNK", "quoteType": "EQUITY", "shortname": "Siemens AG"},
    {"name": "A private company", "permalink": "siemens", "isYahooFinance": False},
]  # fmt: skip


@pytest.fixture(scope="module")
def served() -> Iterator[YahooServer]:
    with loopback_yahoo() as server:
        server.quotes["siemens"] = LISTED
        yield server


@pytest.fixture
def server(served: YahooServer) -> Iterator[YahooServer]:
    yield served
    served.trouble = ""


@pytest.mark.usefixtures("server")
def test_a_name_finds_each_listing_that_has_bars() -> None:
    found = search_shares("Siemens")

    assert [one.symbol for one in found] == ["SIE.DE", "SIEGY"]
    assert found[0].company == "Siemens"
    assert (found[0].currency, found[0].zone) == ("EUR", "Europe/Berlin")


@pytest.mark.usefixtures("server")
def test_what_yahoo_does_not_know_finds_nothing() -> None:
    assert search_shares("Quetzal Mining") == ()


@pytest.mark.parametrize(
    ("trouble", "said"), [("429", "too many requests"), ("truncated", "broke off")]
)
def test_trouble_is_one_sentence(server: YahooServer, trouble: str, said: str) -> None:
    server.trouble = trouble

    with pytest.raises(YahooError, match=said):
        search_shares(f"Siemens {trouble}")
