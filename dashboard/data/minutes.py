"""Bars of minutes: those shipped, and of fresh days those that Yahoo gave."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from dashboard.data import shares
from dashboard.data.store import SEEDS, library, refresher
from dashboard.wording import descriptions
from sentiment.library import minutes
from sentiment.market import bars as market_bars
from sentiment.offline import is_offline

Day = tuple[str, pd.Timestamp]  # a symbol, and a session


def of_day(symbol: str, session: pd.Timestamp) -> pd.DataFrame:
    """Return the finest bars held of a day, those outside its hours among them."""
    return _of_day(symbol, session, library().intraday.version(symbol))


@st.cache_data(max_entries=64)
def _of_day(symbol: str, session: pd.Timestamp, version: int) -> pd.DataFrame:
    del version
    for interval in ("1m", "5m"):
        shipped = market_bars.read_intraday(
            SEEDS / "intraday.parquet", symbol, interval=interval, session=session
        )
        zone = shares.exchange(symbol).zone
        bars = (
            shipped
            if len(shipped)
            else library().intraday.of(symbol, interval=interval, session=session, zone=zone)
        )
        if len(bars):
            return bars
    return bars


def of_session(symbol: str, session: pd.Timestamp) -> pd.DataFrame:
    """Return the finest bars held while the share's exchange traded; empty where none are."""
    exchange = shares.exchange(symbol)
    bars = of_day(symbol, session)
    return exchange.within(bars, session) if exchange.is_session(session) else bars.iloc[:0]


def ask(days: Iterable[Day]) -> None:
    """Have the bars of fresh days fetched behind the page, unless DASHBOARD_OFFLINE is set."""
    now = pd.Timestamp.now(tz="UTC")
    if is_offline():
        return
    wanted = [one for one in days if _can_be_had(*one, now=now)]
    for symbol, session in wanted[: minutes.MOST]:
        refresher().ask(symbol, now=now, session=session)


def _can_be_had(symbol: str, session: pd.Timestamp, *, now: pd.Timestamp) -> bool:
    """Return whether Yahoo still has bars of a day that are not held, or not yet to its end."""
    exchange = shares.exchange(symbol)
    if minutes.interval_of(session, now=now, exchange=exchange) is None:
        return False
    if minutes.is_complete(library(), symbol, session, exchange=exchange):
        return False
    return not _is_shipped(symbol, session)


def _is_shipped(symbol: str, session: pd.Timestamp) -> bool:
    return len(of_day(symbol, session)) > 0 and _fetched(symbol, session) is None


def are_running(days: Iterable[Day]) -> bool:
    """Return whether any of the days is being asked for."""
    return any(refresher().status(*one).state == "running" for one in days)


def origin(symbol: str, session: pd.Timestamp) -> str:
    """Return in a sentence where a day's bars come from and how old they are, or why none are."""
    status = refresher().status(symbol, session)
    return descriptions.minutes(
        symbol,
        session,
        has_bars=len(of_day(symbol, session)) > 0,
        fetched=_fetched(symbol, session),
        running=status.state == "running",
        answer=status.said if status.state == "failed" else "",
        offline=is_offline(),
        reach=_reaches(symbol, session),
    )


def _reaches(symbol: str, session: pd.Timestamp) -> bool:
    """Return whether Yahoo still has bars of minutes of a day."""
    now = pd.Timestamp.now(tz="UTC")
    return minutes.interval_of(session, now=now, exchange=shares.exchange(symbol)) is not None


def _fetched(symbol: str, session: pd.Timestamp) -> pd.Timestamp | None:
    """Return when the bars held of a day were fetched; None of those shipped, or if none are."""
    if len(of_day(symbol, session)) == 0:
        return None
    for interval in minutes.REACH:
        fetch = minutes.last_fetch(library(), symbol, session, interval)
        if fetch is not None and fetch.ok:
            return fetch.at.tz_convert(shares.exchange(symbol).zone)
    return None
