"""Cached doors to the dates on which companies published results."""

import pandas as pd
import streamlit as st

from dashboard.data.store import SEEDS, library
from sentiment.library import results as library_results
from sentiment.market import announcements


def of_share(symbol: str) -> pd.DataFrame:
    """Return the results dates known of a share, shipped or taken in: see ``read_results``."""
    return library_results.both(_shipped_of(symbol), _kept_of(symbol, version()))


def disagreements(symbol: str) -> list[str]:
    """Return in sentences where the reader's dates and the shipped ones are apart."""
    return library_results.disagreements(_shipped_of(symbol), _kept_of(symbol, version()))


def _shipped_of(symbol: str) -> pd.DataFrame:
    shipped = _shipped()
    return shipped[shipped["symbol"] == symbol]


def sessions_of(symbol: str) -> pd.DatetimeIndex:
    """Return the sessions that a share's results count for; empty where none are known."""
    return pd.DatetimeIndex(of_share(symbol)["session"])


def version() -> int:
    """Return a number that grows when the reader's results dates change."""
    return library_results.results_version(library().store)


@st.cache_data(max_entries=64)
def _kept_of(symbol: str, version: int) -> pd.DataFrame:
    """Return the dates taken in of a share, as of one state of the library."""
    del version
    return library_results.kept_results(library().store, symbol)


@st.cache_data(max_entries=1)
def _shipped() -> pd.DataFrame:
    return announcements.read_results(SEEDS / "results.csv")
