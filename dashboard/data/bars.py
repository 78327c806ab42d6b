"""Cached doors to bars and what follows from them."""

import os

import pandas as pd
import streamlit as st

from dashboard.data.store import BENCHMARKS, SEEDS, STORY_SHARE, refresher, snapshot, store
from dashboard.wording import descriptions
from sentiment.library.refresh import NoBarsError, Status, merged
from sentiment.market import bars as market_bars
from sentiment.market import calendar
from sentiment.market.returns import market_adjusted


def symbols() -> list[str]:
    """Return the shares that bars are held of, the story's first."""
    shares = [symbol for symbol in snapshot() if symbol not in BENCHMARKS]
    return sorted(shares, key=lambda symbol: (symbol != STORY_SHARE, symbol))


@st.cache_data(max_entries=64)
def bars(symbol: str, version: int) -> pd.DataFrame:
    """Return a symbol's daily bars: the shipped ones, and over them what was fetched since."""
    del version
    return merged(snapshot().get(symbol), store().bars(symbol))


@st.cache_data(max_entries=64)
def returns(share: str, benchmark: str, version: int) -> pd.DataFrame:
    """Return the simple return of the share, of the benchmark, and the difference, per session."""
    return market_adjusted(bars(share, version), bars(benchmark, version))


@st.cache_data(max_entries=32)
def intraday(symbol: str, session: pd.Timestamp) -> pd.DataFrame:
    """Return the finest bars held of one session; empty where none are."""
    for interval in ("1m", "5m"):
        held = market_bars.read_intraday(
            SEEDS / "intraday.parquet", symbol, interval=interval, session=session
        )
        if len(held):
            return held
    return held


def holds(symbol: str) -> bool:
    """Return whether any bars of a symbol are held."""
    return symbol in snapshot() or store().bars_version(symbol) > 0


def session_of(instant: pd.Timestamp) -> pd.Timestamp:
    """Return the session that news of *instant* counts for."""
    return calendar.session_of(instant)


def refresh(*symbols: str) -> None:
    """Have symbols brought up to date behind the page, unless DASHBOARD_OFFLINE is set."""
    if os.environ.get("DASHBOARD_OFFLINE"):
        return
    for symbol in symbols:
        refresher().ask(symbol, now=pd.Timestamp.now(tz="UTC"))


def fetching(symbol: str) -> Status:
    """Return how far a symbol's refreshment is."""
    return refresher().status(symbol)


def shipped(symbol: str) -> bool:
    """Return whether nothing newer than the shipped bars is held of a symbol."""
    return store().bars_version(symbol) == 0


def quality(symbol: str, version: int) -> str:
    """Return in a sentence how far a symbol's bars reach and what they lack."""
    try:
        return descriptions.quality(symbol, market_bars.quality_of(bars(symbol, version)))
    except NoBarsError as error:
        return str(error)


def version(*symbols: str) -> int:
    """Return a number that grows when the bars held of any of *symbols* change."""
    return sum(store().bars_version(symbol) for symbol in symbols)
