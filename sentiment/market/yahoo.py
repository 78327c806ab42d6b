"""Bars from Yahoo through yfinance; what went wrong, in words.

Yahoo's prices come adjusted for splits and, as asked for here, not for dividends.
"""

import re
import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from sentiment.market import sessions
from sentiment.market.minor_units import in_units_of_price
from sentiment.market.sessions import Sessions
from sentiment.market.shares import Share, by_metadata
from sentiment.market.yahoo_client import (
    YahooError,
    kind_left,
    kind_of,
    kind_told,
    yahoos_clock,
    yfinance_here,
)

__all__ = [
    "YahooError",
    "days_left_out",
    "fetch_actions",
    "fetch_daily",
    "fetch_headlines",
    "fetch_intraday",
    "fetch_results_dates",
    "share_told",
]

FIRST_PAUSE = 2.0  # seconds before the second try; each later pause is four times the last
_PRICES = ["open", "high", "low", "close"]
_TRANSIENT = {"rate limit", "no route", "broken answer", "timeout", "server error"}
_SYMBOL = re.compile(r"[A-Z0-9^][A-Z0-9.^=-]{0,19}")


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
        The instant of asking: a session that closes later by the exchange's clock is ``partial``,
        and so is one that Yahoo's own clock says is still open.
    timeout, tries, sleep
        Seconds to wait for an answer; how often to ask while what goes wrong may pass; what
        waits between.

    Returns
    -------
    DataFrame
        Index ``session``, by the exchange's own days; ``open``, ``high``, ``low``, ``close``,
        ``volume``, ``dividend``, ``split`` and ``partial``. A day without a close is left out, and
        so is one on which the exchange is known to have been shut. It is marked with its exchange
        (``sessions.marked``), and with what Yahoo told of the share (:func:`share_told`) and the
        days that were left out though they had a close (:func:`days_left_out`).

    Raises
    ------
    YahooError
        If no bars can be had.
    """
    rows, metadata = _ask_patiently(
        symbol, interval="1d", start=start, end=end, timeout=timeout, tries=tries, sleep=sleep
    )
    symbol = symbol.strip().upper()
    share = by_metadata(symbol, metadata)
    exchange = sessions.of_share(share)
    days = pd.DatetimeIndex(rows.index).tz_localize(None).normalize()
    rows.index = days.as_unit("ns").rename("session")
    quoted = _cleaned(rows).loc[start:end]
    bars = quoted[_of_sessions(quoted.index, exchange)]
    if bars.empty:
        raise YahooError(symbol, "empty")
    bars[["dividend", "split"]] = _actions(rows, bars.index)
    bars["dividend"] = in_units_of_price(
        bars["dividend"],
        close=bars["close"],
        adjusted=_adjusted(rows, bars.index),
        currency=share.currency,
    )
    last = _close_of(bars.index[-1], exchange)
    asked_at = _asked_at(symbol, last, metadata=metadata, now=now, timeout=timeout)
    bars["partial"] = [_close_of(day, exchange) > asked_at for day in bars.index]
    marked = sessions.marked(bars, share)
    marked.attrs["told"] = {name: metadata[name] for name in _ANSWERED if name in metadata}
    marked.attrs["left_out"] = [f"{day:%Y-%m-%d}" for day in quoted.index.difference(bars.index)]
    return marked


def _asked_at(
    symbol: str,
    close: pd.Timestamp,
    *,
    metadata: Mapping[str, Any],
    now: pd.Timestamp,
    timeout: float,
) -> pd.Timestamp:
    """Return when it was asked; by Yahoo's own clock if the last trade came before the *close*.

    Either nobody traded up to the close then, or the clock of this machine is ahead.
    """
    traded = metadata.get("regularMarketTime")
    if isinstance(traded, pd.Timestamp) and traded < close <= now:
        return min(now, yahoos_clock(symbol, timeout=timeout) or now)
    return now


def share_told(bars: pd.DataFrame, symbol: str) -> Share | None:
    """Return the share as Yahoo told of it beside its bars; None if it told nothing."""
    metadata = bars.attrs.get("told")
    return by_metadata(symbol, metadata) if metadata else None


def days_left_out(bars: pd.DataFrame) -> list[str]:
    """Return the days that had a close though the exchange is known to have been shut."""
    return list(bars.attrs.get("left_out", ()))


def fetch_intraday(
    symbol: str,
    *,
    interval: str,
    start: pd.Timestamp,
    end: pd.Timestamp,
    outside: bool = False,
    timeout: float = 10.0,
    tries: int = 3,
    sleep: Callable[[float], None] = time.sleep,
) -> pd.DataFrame:
    """Return the bars within the sessions from *start* to *end*, both included.

    Parameters
    ----------
    interval
        ``"1m"`` (Yahoo keeps about 30 days, and gives 8 at once), ``"5m"`` (60 days) …
    outside
        Whether those of the days' trading before the open and after the close are given, too.

    Returns
    -------
    DataFrame
        Index ``start`` (the exchange's time); ``open``, ``high``, ``low``, ``close``, ``volume``.

    Raises
    ------
    YahooError
        If no bars can be had.
    """
    rows, metadata = _ask_patiently(
        symbol, interval=interval, start=start, end=end, outside=outside, timeout=timeout,
        tries=tries, sleep=sleep,
    )  # fmt: skip
    exchange = sessions.of_share(by_metadata(symbol.strip().upper(), metadata))
    starts = pd.DatetimeIndex(rows.index).tz_convert(exchange.zone)
    rows.index = starts.as_unit("ns").rename("start")
    bars, length = _cleaned(rows), pd.Timedelta(interval.replace("m", "min"))
    inside = [_within_session(at, length, exchange, outside=outside) for at in bars.index]
    if not any(inside):
        raise YahooError(symbol.upper(), "empty")
    return bars[inside]


def fetch_headlines(symbol: str, *, count: int = 20) -> pd.DataFrame:
    """Return the newest headlines that Yahoo has about a symbol, as a feed's entries are.

    Returns
    -------
    DataFrame
        ``title``, ``link``, ``published`` (UTC, NaT where Yahoo tells none), ``outlet``,
        ``author`` (empty), ``summary`` and ``text`` (empty): see
        :func:`sentiment.intake.feeds.read_feed`.

    Raises
    ------
    YahooError
        If Yahoo cannot be reached or does not answer as it does.
    """
    symbol = symbol.strip().upper()
    if not _SYMBOL.fullmatch(symbol):
        raise YahooError(symbol, "unknown ticker")
    yfinance = yfinance_here()
    try:
        news = yfinance.Ticker(symbol).get_news(count=count)
        rows = [_headline(item["content"]) for item in news]
    except Exception as error:
        # yfinance lets through whatever its parsing stumbles on
        raise YahooError(symbol, kind_of(yfinance, error) or "broken answer") from error
    entries = pd.DataFrame(rows, columns=_HEADLINE)
    published = pd.to_datetime(entries["published"], utc=True, errors="coerce")
    return entries.assign(published=published.astype("datetime64[ns, UTC]"))


_HEADLINE = ["title", "link", "published", "outlet", "author", "summary", "text"]


def _headline(content: Any) -> dict[str, str]:
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
    yfinance = yfinance_here()
    yfinance.data.YfData.cache_get.cache_clear()
    try:
        answer = ask(yfinance.Ticker(symbol))
    except Exception as error:
        # yfinance lets through whatever its parsing stumbles on
        kind = kind_of(yfinance, error)
        raise YahooError(symbol, kind or "broken answer") from error
    if not isinstance(answer, pd.DataFrame):  # None where its page held no table
        raise YahooError(symbol, "broken answer")
    return answer


# What of Yahoo's metadata tells what a share is.
_ANSWERED = (
    *("symbol", "currency", "exchangeName", "fullExchangeName", "instrumentType"),
    *("exchangeTimezoneName", "longName", "shortName"),
)


def _of_sessions(days: pd.Index, exchange: Sessions) -> Any:
    """Return which days are sessions; where the holidays are not known, each that has a bar is."""
    if days.empty or not exchange.are_known(days[0], days[-1]):
        return np.ones(len(days), dtype=bool)
    return days.isin(exchange.between(days[0], days[-1]))


def _close_of(day: pd.Timestamp, exchange: Sessions) -> pd.Timestamp:
    """Return when a day's trading ends; with the day where the exchange's hours are not known."""
    if exchange.is_session(day):
        return exchange.close_of(day)
    return (day + pd.Timedelta(days=1)).tz_localize(exchange.zone)


def _actions(rows: pd.DataFrame, days: pd.Index) -> Any:
    """Return the dividends and splits of days; of one told twice, what it was told last."""
    once = rows[~rows.index.duplicated(keep="last")]
    return once.loc[days, ["Dividends", "Stock Splits"]].astype(float).fillna(0.0).to_numpy()


def _within_session(
    start: pd.Timestamp, length: pd.Timedelta, exchange: Sessions, *, outside: bool
) -> bool:
    """Return whether a bar lies in a session, or on its day where those outside are asked for.

    Yahoo appends the last trade as a bar of its own.
    """
    day = start.tz_localize(None).normalize()
    if not exchange.is_session(day):
        return False
    opened = exchange.open_of(day)
    aligned = (start - opened) % length == pd.Timedelta(0)
    return bool(aligned) and (outside or bool(opened <= start < exchange.close_of(day)))


def _adjusted(rows: pd.DataFrame, days: pd.Index) -> "pd.Series[float]":
    """Return the closes of days as Yahoo adjusted them for dividends."""
    once = rows[~rows.index.duplicated(keep="last")]
    return once["Adj Close"].reindex(days).astype(float)


def _cleaned(rows: pd.DataFrame) -> pd.DataFrame:
    """Return prices and volume, in order, each moment once, without those that have no close."""
    bars = rows.rename(columns=str.lower)[[*_PRICES, "volume"]].astype(float)
    # yfinance writes 0 for a volume that is not known, Yahoo at times for a price
    bars = bars.where((bars > 0) & np.isfinite(bars)).dropna(subset=["close"]).sort_index()
    return bars[~bars.index.duplicated(keep="last")]


def _ask_patiently(
    symbol: str,
    *,
    interval: str,
    start: pd.Timestamp,
    end: pd.Timestamp,
    outside: bool = False,
    timeout: float,
    tries: int,
    sleep: Callable[[float], None],
) -> tuple[pd.DataFrame, Mapping[str, Any]]:
    """Return what :func:`_ask` does, asking again after a pause while what goes wrong may pass."""
    symbol = symbol.strip().upper()
    if not _SYMBOL.fullmatch(symbol):
        raise YahooError(symbol, "unknown ticker")
    for attempt in range(tries):
        try:
            return _ask(
                symbol, interval=interval, start=start, end=end, outside=outside, timeout=timeout
            )
        except YahooError as error:
            if error.kind not in _TRANSIENT or attempt == tries - 1:
                raise
        sleep(FIRST_PAUSE * 4**attempt)
    raise ValueError(f"tries must be at least 1, got {tries}")


def _ask(
    symbol: str,
    *,
    interval: str,
    start: pd.Timestamp,
    end: pd.Timestamp,
    outside: bool,
    timeout: float,
) -> tuple[pd.DataFrame, Mapping[str, Any]]:
    """Return yfinance's rows, and what Yahoo tells beside them of the share and its last trade."""
    yfinance = yfinance_here()
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
            prepost=outside,
            timeout=timeout,
        )
        metadata: Mapping[str, Any] = ticker.get_history_metadata()
        metadata["currency"]  # no answer about a share lacks it
    except Exception as error:
        # yfinance lets through whatever its parsing stumbles on
        kind = kind_of(yfinance, error) or kind_told(yfinance, symbol, timeout=timeout)
        raise YahooError(symbol, kind or kind_left(error)) from error
    if rows.empty:
        raise YahooError(symbol, "empty")
    return rows, metadata
