"""Cached doors to the engine; alone knows files and caches."""

import os
from pathlib import Path

import pandas as pd
import streamlit as st

import seeds
from sentiment.library.library import Library
from sentiment.library.refresh import Refresher
from sentiment.library.store import default_url
from sentiment.market import bars as market_bars

SEEDS = Path(seeds.__file__).parent
STORY_SHARE = "NVDA"
BENCHMARKS = ("SPY", "QQQ", "SMH", "SOXX")


@st.cache_resource(on_release=Library.close)
def library() -> Library:
    """Return the reader's library, opened once; DASHBOARD_STORE may name another database."""
    return Library(address())


def address() -> str:
    """Return where the reader's library lies."""
    return os.environ.get("DASHBOARD_STORE") or default_url()


@st.cache_resource(on_release=Refresher.close)
def refresher() -> Refresher:
    """Return the thread that brings bars up to date behind the page."""
    return Refresher(library(), snapshot())


@st.cache_resource
def snapshot() -> dict[str, pd.DataFrame]:
    """Return the bars that the project ships with; nobody may change them."""
    return market_bars.read_prices(SEEDS / "prices.parquet")


def forget() -> None:
    """Forget all that was cached: another library has taken the place of the one it came from."""
    st.cache_data.clear()


def reopen() -> None:
    """Let go of the library's file: another has taken its place."""
    refresher.clear()
    library.clear()
    forget()
