"""Cached doors to what is known of each share."""

from sentiment.market import shares as market_shares
from sentiment.market import tickers
from sentiment.market.shares import Share


def share(symbol: str) -> Share:
    """Return what is known of the share with a symbol of Yahoo's."""
    return market_shares.by_form(symbol)


def share_of(text: str) -> Share:
    """Return the share that a reader means; raises an error that names the nearest."""
    return tickers.share_of(text)
