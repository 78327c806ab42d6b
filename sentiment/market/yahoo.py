"""Bars from Yahoo through yfinance; what went wrong, in words.

Yahoo's prices come adjusted for splits and, as asked for here, not for dividends.
"""

import functools
import logging
import re
import tempfile
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import Any, Literal

import numpy as np
import pandas as pd

from sentiment.errors import SentimentError
from sentiment.market import calendar

Kind = Literal[
    "rate limit",
    "no route",
    "unknown ticker",
    "empty",
    "broken answer",
    "timeout",
    "server error",
    "wrong currency",
]

CURRENCY = "USD"
FIRST_PAUSE = 2.0  # seconds before the second try; each later pause is four times the last
_PRICES = ["open", "high", "low", "close"]
_TRANSIENT = {"rate limit", "no route", "broken answer", "timeout", "server error"}
_SYMBOL = re.compile(r"[A-Z0-9^][A-Z0-9.^=-]{0,19}")
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
    "wrong currency": "Yahoo quotes {symbol} in {detail}, not in US dollars",
}


class YahooError(SentimentError):
    """Bars could not be fetched from Yahoo."""

    def __init__(self, symbol: str, kind: Kind, detail: str = "") -> None:
        super().__init__(symbol, kind, detail)
        self.symbol, self.kind, self.detail = symbol, kind, detail

    def __str__(self) -> str:
        return _SENTENCES[self.kind].format(symbol=self.symbol, detail=self.detail) + "."


def fetch_daily(
    symbol: str,
    start: pd.Timestamp,
    *,
    end: pd.Timestamp,
    now: pd.Timestamp,
    timeout: float = 10.0,
    tries: int = 3,
    sleep: Callable[[float], None] = time.sleep,
) -> pd.DataFrame:
    """Return daily bars of the sessions from *start* to *end*, both included.

    Parameters
    ----------
    symbol
        As Yahoo writes it, whatever the case.
    now
        The instant of asking: a session that closes later is ``partial``, and so is one that
        Yahoo's own clock says is still open.
    timeout, tries, sleep
        Seconds to wait for an answer; how often to ask while what goes wrong may pass; what
        waits between.

    Returns
    -------
    DataFrame
        Index ``session``; ``open``, ``high``, ``low``, ``close``, ``volume``, ``dividend``,
        ``split`` and ``partial``. A day without a close is left out.

    Raises
    ------
    YahooError
        If no bars can be had.
    """
    rows, traded = _asked(
        symbol, interval="1d", start=start, end=end, timeout=timeout, tries=tries, sleep=sleep
    )
    days = pd.DatetimeIndex(rows.index).tz_localize(None).normalize()
    rows.index = days.as_unit("ns").rename("session")
    bars = _cleaned(rows)
    bars = bars[bars.index.isin(calendar.sessions_between(start, end))]
    if bars.empty:
        raise YahooError(symbol.upper(), "empty")
    actions = rows.loc[bars.index, ["Dividends", "Stock Splits"]].astype(float).fillna(0.0)
    bars[["dividend", "split"]] = actions.to_numpy()
    if traded is not None and traded < calendar.close_of(bars.index[-1]) <= now:
        # either nobody traded up to the close, or the clock of this machine is ahead
        now = min(now, _yahoos_clock(symbol.strip().upper(), timeout=timeout) or now)
    today = now.tz_convert(calendar.NEW_YORK).tz_localize(None).normalize()
    bars["partial"] = [day >= today and calendar.close_of(day) > now for day in bars.index]
    return bars


def fetch_intraday(
    symbol: str,
    *,
    interval: str,
    start: pd.Timestamp,
    end: pd.Timestamp,
    timeout: float = 10.0,
    tries: int = 3,
    sleep: Callable[[float], None] = time.sleep,
) -> pd.DataFrame:
    """Return the bars within the sessions from *start* to *end*, both included.

    Parameters
    ----------
    interval
        ``"1m"`` (Yahoo keeps about 30 days, and gives 8 at once), ``"5m"`` (60 days) …

    Returns
    -------
    DataFrame
        Index ``start`` (New York time); ``open``, ``high``, ``low``, ``close``, ``volume``.

    Raises
    ------
    YahooError
        If no bars can be had.
    """
    rows, _ = _asked(
        symbol, interval=interval, start=start, end=end, timeout=timeout, tries=tries, sleep=sleep
    )
    starts = pd.DatetimeIndex(rows.index).tz_convert(calendar.NEW_YORK)
    rows.index = starts.as_unit("ns").rename("start")
    bars = _cleaned(rows)
    inside = [_within_session(at, pd.Timedelta(interval.replace("m", "min"))) for at in bars.index]
    if not any(inside):
        raise YahooError(symbol.upper(), "empty")
    return bars[inside]


def fetch_headlines(symbol: str, *, count: int = 20) -> pd.DataFrame:
    """Return the newest headlines that Yahoo has about a symbol, as a feed's entries are.

    Returns
    -------
    DataFrame
        ``title``, ``link``, ``published`` (UTC, NaT where Yahoo tells none), ``outlet``,
        ``author`` (empty), ``summary`` and ``text`` (empty): see :func:`feeds.read_feed`.

    Raises
    ------
    YahooError
        If Yahoo cannot be reached or does not answer as it does.
    """
    symbol = symbol.strip().upper()
    if not _SYMBOL.fullmatch(symbol):
        raise YahooError(symbol, "unknown ticker")
    yfinance = _yfinance()
    try:
        told = yfinance.Ticker(symbol).get_news(count=count)
        rows = [_headline(item["content"]) for item in told]
    except Exception as error:
        # yfinance lets through whatever its parsing stumbles on
        raise YahooError(symbol, _kind_of(yfinance, error) or "broken answer") from error
    entries = pd.DataFrame(rows, columns=_HEADLINE)
    published = pd.to_datetime(entries["published"], utc=True, errors="coerce")
    return entries.assign(published=published.astype("datetime64[ns, UTC]"))


_HEADLINE = ["title", "link", "published", "outlet", "author", "summary", "text"]


def _headline(content: Any) -> dict[str, str]:
    """Return one headline as an entry."""
    link = content.get("canonicalUrl") or content.get("clickThroughUrl") or {}
    return {
        "title": str(content["title"]),
        "link": str(link.get("url") or ""),
        "published": str(content.get("pubDate") or ""),
        "outlet": str((content.get("provider") or {}).get("displayName") or ""),
        "author": "",
        "summary": str(content.get("summary") or ""),
        "text": "",
    }


def fetch_results_dates(symbol: str, *, most: int = 25) -> pd.DataFrame:
    """Return when a company published its results, and will by Yahoo's estimate, newest first.

    Yahoo tells the hour at best, and future dates move.

    Returns
    -------
    DataFrame
        Index of instants with their zone; ``EPS Estimate`` and ``Reported EPS`` among the columns.

    Raises
    ------
    YahooError
        If Yahoo cannot be reached, or its page is not in the form that yfinance reads.
    """
    dates = _table_of(symbol, lambda ticker: ticker.get_earnings_dates(limit=most))
    return dates[dates.index.notna()]


def fetch_actions(symbol: str) -> pd.DataFrame:
    """Return every dividend and split that Yahoo knows of a share, oldest first.

    Returns
    -------
    DataFrame
        Index of days on the exchange's clock; ``Dividends`` and ``Stock Splits``, 0 for none.

    Raises
    ------
    YahooError
        If Yahoo cannot be reached or does not answer as it does.
    """
    return _table_of(symbol, lambda ticker: ticker.get_actions())


def _table_of(symbol: str, ask: Callable[[Any], Any]) -> pd.DataFrame:
    """Return the table that a question about a symbol is answered with."""
    symbol = symbol.strip().upper()
    if not _SYMBOL.fullmatch(symbol):
        raise YahooError(symbol, "unknown ticker")
    yfinance = _yfinance()
    yfinance.data.YfData.cache_get.cache_clear()
    try:
        told = ask(yfinance.Ticker(symbol))
    except Exception as error:
        # yfinance lets through whatever its parsing stumbles on
        kind = _kind_of(yfinance, error)
        raise YahooError(symbol, kind or "broken answer") from error
    if not isinstance(told, pd.DataFrame):  # None where its page held no table
        raise YahooError(symbol, "broken answer")
    return told


def _within_session(start: pd.Timestamp, length: pd.Timedelta) -> bool:
    """Return whether a bar lies in a session; Yahoo appends the last trade as a bar of its own."""
    day = start.tz_localize(None).normalize()
    if not calendar.is_session(day):
        return False
    opened = calendar.open_of(day)
    aligned = (start - opened) % length == pd.Timedelta(0)
    return bool(opened <= start < calendar.close_of(day)) and bool(aligned)


def _cleaned(rows: pd.DataFrame) -> pd.DataFrame:
    """Return prices and volume, in order, each moment once, without those that have no close."""
    bars = rows.rename(columns=str.lower)[[*_PRICES, "volume"]].astype(float)
    # yfinance writes 0 for a volume that is not known, Yahoo at times for a price
    bars = bars.where((bars > 0) & np.isfinite(bars)).dropna(subset=["close"]).sort_index()
    return bars[~bars.index.duplicated(keep="last")]


def _asked(
    symbol: str,
    *,
    interval: str,
    start: pd.Timestamp,
    end: pd.Timestamp,
    timeout: float,
    tries: int,
    sleep: Callable[[float], None],
) -> tuple[pd.DataFrame, pd.Timestamp | None]:
    """Return what :func:`_ask` does, asking again after a pause while what goes wrong may pass."""
    symbol = symbol.strip().upper()
    if not _SYMBOL.fullmatch(symbol):
        raise YahooError(symbol, "unknown ticker")
    for attempt in range(tries):
        try:
            return _ask(symbol, interval=interval, start=start, end=end, timeout=timeout)
        except YahooError as error:
            if error.kind not in _TRANSIENT or attempt == tries - 1:
                raise
        sleep(FIRST_PAUSE * 4**attempt)
    raise ValueError(f"tries must be at least 1, got {tries}")


def _ask(
    symbol: str, *, interval: str, start: pd.Timestamp, end: pd.Timestamp, timeout: float
) -> tuple[pd.DataFrame, pd.Timestamp | None]:
    """Return yfinance's rows, and the instant of the last trade where Yahoo tells it."""
    yfinance = _yfinance()
    # yfinance remembers answers about the past, failed ones too
    yfinance.data.YfData.cache_get.cache_clear()
    try:
        ticker = yfinance.Ticker(symbol)
        rows: pd.DataFrame = ticker.history(
            start=f"{start:%Y-%m-%d}",
            end=f"{end + pd.Timedelta(days=1):%Y-%m-%d}",
            interval=interval,
            auto_adjust=False,
            actions=True,
            timeout=timeout,
        )
        told = ticker.get_history_metadata()
        currency = told["currency"]
    except Exception as error:
        # yfinance lets through whatever its parsing stumbles on
        kind = _kind_of(yfinance, error) or _kind_told(yfinance, symbol, timeout=timeout)
        raise YahooError(symbol, kind or _kind_left(error)) from error
    if currency != CURRENCY:
        raise YahooError(symbol, "wrong currency", str(currency))
    if rows.empty:
        raise YahooError(symbol, "empty")
    traded = told.get("regularMarketTime")
    return rows, traded if isinstance(traded, pd.Timestamp) else None


@functools.cache
def _yfinance() -> Any:
    """Return yfinance, set up for us; loading it takes half a second, hence only when needed."""
    import yfinance  # noqa: PLC0415

    # Hidden exceptions come back as an empty table, whatever went wrong.
    yfinance.config.debug.hide_exceptions = False
    # Its caches hold a time zone and a cookie; shared ones lock, and break with the user's own.
    folder = tempfile.TemporaryDirectory(prefix="yfinance-", ignore_cleanup_errors=True)
    yfinance.set_tz_cache_location(folder.name)
    yfinance.own_cache_folder = folder  # lives as long as the module
    logging.getLogger("yfinance").setLevel(logging.CRITICAL)  # each failure is a sentence of ours
    return yfinance


def _kind_of(yfinance: Any, error: Exception) -> Kind | None:
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


def _kind_told(yfinance: Any, symbol: str, *, timeout: float) -> Kind | None:
    """Return what Yahoo's status says of a symbol; None if it says that all is well.

    yfinance words an unknown ticker and a server in trouble alike.
    """
    try:
        answer = _answer(yfinance, symbol, timeout=timeout)
    except Exception as error:  # whatever it is, it is a failure to answer
        return _kind_of(yfinance, error)
    if answer.status_code == 404:
        return "unknown ticker"
    return "server error" if answer.status_code >= 500 else None


def _yahoos_clock(symbol: str, *, timeout: float) -> pd.Timestamp | None:
    """Return the instant by Yahoo's clock; None if it does not tell."""
    try:
        answer = _answer(_yfinance(), symbol, timeout=timeout)
        return pd.Timestamp(parsedate_to_datetime(answer.headers["Date"]))
    except Exception:  # whatever it is, the bars are here
        return None


def _answer(yfinance: Any, symbol: str, *, timeout: float) -> Any:
    """Return Yahoo's answer about a symbol as it comes, whatever it is."""
    url = f"{yfinance.const._BASE_URL_}/v8/finance/chart/{symbol}"
    return yfinance.data.YfData().get(url, {"range": "1d"}, timeout)


def _kind_left(error: Exception) -> Kind:
    """Return what an exception means if Yahoo is well by now and knows the symbol."""
    if type(error).__name__ != "YFPricesMissingError":
        return "broken answer"
    reason = getattr(error, "yahoo_reason", None)
    return "empty" if reason is None or _NO_DATA.search(reason) else "server error"
