"""Cached doors to what is known of each share."""

from collections.abc import Mapping

import streamlit as st

from dashboard.data.store import STORY_SHARE, store
from sentiment.library import shares as library_shares
from sentiment.market import shares as market_shares
from sentiment.market import tickers
from sentiment.market.shares import Share


def share(symbol: str) -> Share:
    """Return what is known of the share with a symbol of Yahoo's."""
    return known().get(symbol) or market_shares.by_form(symbol)


def share_of(text: str) -> Share:
    """Return the share that a reader means.

    Raises
    ------
    UnknownShareError
        If nothing fits; it names the nearest.
    """
    return tickers.share_of(text, learnt=_learnt(library_shares.shares_version(store())))


def known() -> Mapping[str, Share]:
    """Return the shares that are known by name: shipped, learnt of Yahoo or written, by symbol."""
    return {**market_shares.shipped(), **_learnt(library_shares.shares_version(store()))}


def tells_the_story(symbol: str) -> bool:
    """Return whether the shipped story is of that share, and stays whole while it is chosen."""
    return symbol == STORY_SHARE


@st.cache_data(max_entries=2)
def _learnt(version: int) -> dict[str, Share]:
    """Return what was learnt of shares as of one state of the library."""
    del version
    return library_shares.learnt(store())
