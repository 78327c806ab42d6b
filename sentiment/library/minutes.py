"""Bars of minutes of an article's day: fetched while Yahoo still has them, and kept."""

from typing import Literal, Protocol

import pandas as pd

from sentiment.library import shares
from sentiment.library.fetches import Fetch
from sentiment.library.library import Library
from sentiment.market import sessions, yahoo
from sentiment.market.sessions import Sessions

Interval = Literal["1m", "5m"]
# How far back Yahoo has them is 30 and 60 days; one less, for a question takes its time.
REACH: dict[Interval, pd.Timedelta] = {"1m": pd.Timedelta(days=29), "5m": pd.Timedelta(days=59)}
MOST = 12  # days of shares that are asked for of one text
BEFORE = pd.Timedelta(hours=5, minutes=30)  # trading begins before the open ...
AFTER = pd.Timedelta(hours=4)  # ... and ends after the close


class Fetcher(Protocol):
    """Whatever fetches intraday bars as :func:`sentiment.market.yahoo.fetch_intraday` does."""

    def __call__(
        self,
        symbol: str,
        /,
        *,
        interval: str,
        start: pd.Timestamp,
        end: pd.Timestamp,
        outside: bool,
    ) -> pd.DataFrame:
        """Return the bars of the sessions from *start* to *end*."""


def interval_of(session: pd.Timestamp, *, now: pd.Timestamp, exchange: Sessions) -> Interval | None:
    """Return how fine the bars are that Yahoo still has of a session; None if it has none.

    Examples
    --------
    >>> new_york = sessions.sessions_of("XNYS")
    >>> now = pd.Timestamp("2026-02-27 12:00", tz="America/New_York")
    >>> days = pd.to_datetime(["2026-02-02", "2026-01-02", "2025-12-01"])
    >>> [interval_of(day, now=now, exchange=new_york) for day in days]
    ['1m', '5m', None]
    """
    if not exchange.is_session(session):
        return None
    opened = exchange.open_of(session)
    if now < opened - BEFORE:
        return None
    return next((one for one, reach in REACH.items() if opened >= now - reach), None)


def is_complete(
    library: Library, symbol: str, session: pd.Timestamp, *, exchange: Sessions
) -> bool:
    """Return whether a session's bars were fetched after its last trade."""
    return any(
        fetched.ok and fetched.at >= exchange.close_of(session) + AFTER
        for interval in REACH
        if (fetched := last_fetch(library, symbol, session, interval)) is not None
    )


def last_fetch(library: Library, symbol: str, session: pd.Timestamp, interval: str) -> Fetch | None:
    """Return the last attempt to fetch a session's bars of a length."""
    return library.fetches.last(symbol, interval=_noted(interval, session))


def fetch_minutes(
    library: Library,
    symbol: str,
    session: pd.Timestamp,
    *,
    now: pd.Timestamp,
    fetch: Fetcher = yahoo.fetch_intraday,
) -> tuple[bool, str]:
    """Fetch and keep the finest bars that can still be had of a session; say how it went.

    Those before the open and after the close are among them. The day is one of the share's
    exchange.
    """
    share = shares.known(library.store, symbol)
    interval = interval_of(session, now=now, exchange=sessions.of_share(share))
    if interval is None:
        return False, f"Yahoo has no bars of minutes of {session:%Y-%m-%d}: it keeps 60 days."
    try:
        bars = fetch(symbol, interval=interval, start=session, end=session, outside=True)
        library.intraday.save(symbol, bars, interval=interval)
        ok, sentence = (
            True,
            f"Bars of {interval} of {symbol} on {session:%Y-%m-%d} came from Yahoo.",
        )
    except yahoo.YahooError as error:
        ok, sentence = False, str(error)
    library.fetches.record(symbol, interval=_noted(interval, session), at=now, ok=ok, said=sentence)
    return ok, sentence


def _noted(interval: str, session: pd.Timestamp) -> str:
    """Return how the log of fetches names the bars of a session."""
    return f"{interval} {session:%Y-%m-%d}"
