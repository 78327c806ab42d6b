"""yfinance set up for us, Yahoo's clock, and what it means where it does not answer."""

import functools
import logging
import re
import tempfile
import threading
from email.utils import parsedate_to_datetime
from typing import Any, Literal

import pandas as pd

from sentiment.errors import SentimentError

Kind = Literal[
    "rate limit",
    "no route",
    "unknown ticker",
    "empty",
    "broken answer",
    "timeout",
    "server error",
]

# https://curl.se/libcurl/c/libcurl-errors.html: an answer that ended before its end
_CUT_OFF = {18, 52, 55, 56, 92}
# how Yahoo words that it holds nothing for a span, or nothing so fine
_NO_DATA = re.compile(r"doesn't exist|no data|not available|must be within", re.IGNORECASE)
_SENTENCES: dict[Kind, str] = {
    "rate limit": "Yahoo takes no more questions from here for a while (too many requests)",
    "no route": "Yahoo cannot be reached: there is no connection to it",
    "unknown ticker": "Yahoo knows no share {symbol}; if it was renamed, choose its new ticker",
    "empty": "Yahoo has no bars of {symbol} for these days",
    "broken answer": "Yahoo's answer about {symbol} broke off or cannot be read",
    "timeout": "Yahoo did not answer about {symbol} in time",
    "server error": "Yahoo reports an error of its own",
}


class YahooError(SentimentError):
    """Bars could not be fetched from Yahoo."""

    def __init__(self, symbol: str, kind: Kind, detail: str = "") -> None:
        super().__init__(symbol, kind, detail)
        self.symbol, self.kind, self.detail = symbol, kind, detail

    def __str__(self) -> str:
        return _SENTENCES[self.kind].format(symbol=self.symbol, detail=self.detail) + "."


_setting_up = threading.Lock()  # two shares are asked for at once, and each would set it up


def yfinance_here() -> Any:
    """Return yfinance, set up for us; loading it takes half a second, hence only when needed."""
    with _setting_up:
        return _set_up()


@functools.cache
def _set_up() -> Any:
    import yfinance  # noqa: PLC0415

    # Hidden exceptions come back as an empty table, whatever went wrong.
    yfinance.config.debug.hide_exceptions = False
    # Its caches hold a time zone and a cookie; shared ones lock, and break with the user's own.
    folder = tempfile.TemporaryDirectory(prefix="yfinance-", ignore_cleanup_errors=True)
    yfinance.set_tz_cache_location(folder.name)
    yfinance.own_cache_folder = folder  # lives as long as the module
    logging.getLogger("yfinance").setLevel(logging.CRITICAL)  # each failure is a sentence of ours
    return yfinance


def kind_of(yfinance: Any, error: Exception) -> Kind | None:
    """Return what an exception says by itself; None if Yahoo must be asked."""
    names = {kind.__name__ for kind in type(error).__mro__}
    if isinstance(error, yfinance.exceptions.YFRateLimitError):
        return "rate limit"
    if names & {"Timeout", "TimeoutError"}:
        return "timeout"
    if getattr(error, "code", None) in _CUT_OFF or "ChunkedEncodingError" in names:
        return "broken answer"
    if names & {"ConnectionError", "ProxyError"}:
        return "no route"
    return None


def kind_told(yfinance: Any, symbol: str, *, timeout: float) -> Kind | None:
    """Return what Yahoo's status says of a symbol; None if it says that all is well.

    yfinance words an unknown ticker and a server in trouble alike.
    """
    try:
        answer = _answer(yfinance, symbol, timeout=timeout)
    except Exception as error:  # whatever it is, it is a failure to answer
        return kind_of(yfinance, error)
    if answer.status_code == 404:
        return "unknown ticker"
    return "server error" if answer.status_code >= 500 else None


def yahoos_clock(symbol: str, *, timeout: float) -> pd.Timestamp | None:
    """Return the instant by Yahoo's clock; None if it does not tell."""
    try:
        answer = _answer(yfinance_here(), symbol, timeout=timeout)
        return pd.Timestamp(parsedate_to_datetime(answer.headers["Date"]))
    except Exception:  # whatever it is, the bars are here
        return None


def _answer(yfinance: Any, symbol: str, *, timeout: float) -> Any:
    """Return Yahoo's answer about a symbol as it comes, whatever it is."""
    url = f"{yfinance.const._BASE_URL_}/v8/finance/chart/{symbol}"
    return yfinance.data.YfData().get(url, {"range": "1d"}, timeout)


def kind_left(error: Exception) -> Kind:
    """Return what an exception means if Yahoo is well by now and knows the symbol."""
    if type(error).__name__ != "YFPricesMissingError":
        return "broken answer"
    reason = getattr(error, "yahoo_reason", None)
    return "empty" if reason is None or _NO_DATA.search(reason) else "server error"
