import pytest

from sentiment.market import exchanges


@pytest.mark.parametrize("exchange", exchanges.exchanges(), ids=lambda one: one.place)
def test_a_ticker_that_is_placed_on_an_exchange_is_read_as_of_it(
    exchange: exchanges.Exchange,
) -> None:
    written = {"-": "BTC-USD", "=X": "EURUSD=X", "=F": "CL=F"}.get(exchange.suffix)

    symbol = exchanges.placed(written or "AB", exchange)

    assert symbol == (written or f"AB{exchange.suffix}")
    assert exchanges.exchange_of(symbol).suffix == exchange.suffix


@pytest.mark.parametrize(
    ("letters", "ticker", "symbol"),
    [
        ("HK", "5", "0005.HK"),
        ("HK", "09988", "9988.HK"),
        ("HK", "80700", "80700.HK"),
        ("HK", "AB", "AB.HK"),
        ("JT", "7203", "7203.T"),
    ],
)
def test_only_hong_kong_s_numbers_are_filled_up(letters: str, ticker: str, symbol: str) -> None:
    assert exchanges.with_letters(letters, ticker) == symbol
