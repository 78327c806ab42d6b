"""Yahoo's search: the shares that a company's name may mean."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sentiment.market.shares import Share, by_form, short_name
from sentiment.market.tickers import symbol_of
from sentiment.market.yahoo_client import YahooError, kind_of, yfinance_here

LONGEST = 80  # characters of a name that is asked for
_KINDS = {"EQUITY", "ETF", "INDEX", "CURRENCY", "CRYPTOCURRENCY", "MUTUALFUND"}


def search_shares(text: str, *, most: int = 3, timeout: float = 10.0) -> tuple[Share, ...]:
    """Return the shares that Yahoo finds by a name, the likeliest first; none where it finds none.

    A name is quoted on several exchanges: each is a share of its own.

    Raises
    ------
    YahooError
        If Yahoo cannot be reached or does not answer as it does.
    """
    yfinance = yfinance_here()
    try:
        answer = yfinance.Search(
            text.strip()[:LONGEST],
            max_results=8,
            news_count=0,
            lists_count=0,
            include_cb=False,
            timeout=timeout,
        ).quotes
        return tuple(_shares(answer))[:most]
    except Exception as error:
        # yfinance lets through whatever its parsing stumbles on
        raise YahooError(text, kind_of(yfinance, error) or "broken answer") from error


def _shares(quotes: Iterable[Mapping[str, Any]]) -> Iterable[Share]:
    """Yield what each quote of Yahoo's is of, but for options, futures and what has no symbol."""
    for quote in quotes:
        symbol = str(quote.get("symbol") or "")
        if quote.get("quoteType") not in _KINDS or symbol_of(symbol) != symbol:
            continue
        name = str(quote.get("longname") or quote.get("shortname") or symbol)
        yield replace(by_form(symbol), name=short_name(name))
