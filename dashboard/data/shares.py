"""Cached doors to what is known of each share."""

from collections.abc import Mapping
from contextlib import suppress

import streamlit as st

from dashboard.data.store import STORY_SHARE, library
from sentiment.errors import SentimentError
from sentiment.library import shares as library_shares
from sentiment.market import sessions, tickers
from sentiment.market import shares as market_shares
from sentiment.market.sessions import Sessions
from sentiment.market.shares import Share
from sentiment.offline import is_offline


def share(symbol: str) -> Share:
    """Return what is known of the share with a symbol of Yahoo's."""
    learnt = _learnt(library_shares.shares_version(library().store))
    return (
        learnt.get(symbol) or market_shares.shipped().get(symbol) or market_shares.by_form(symbol)
    )


def exchange(symbol: str) -> Sessions:
    """Return the sessions of the exchange that a share is quoted on."""
    return sessions.of_share(share(symbol))


def share_of(text: str) -> Share:
    """Return the share that a reader means; a name that is not known here is looked for at Yahoo.

    Raises
    ------
    UnknownShareError
        If nothing fits; it names the nearest, of those known or else of those Yahoo finds.
    """
    learnt = _learnt(library_shares.shares_version(library().store))
    return tickers.share_of(text, learnt=learnt, search=None if is_offline() else _searched)


def known() -> Mapping[str, Share]:
    """Return the shares that are known by name: shipped, learnt of Yahoo or written, by symbol."""
    return {**market_shares.shipped(), **_learnt(library_shares.shares_version(library().store))}


def tells_the_story(symbol: str) -> bool:
    """Return whether the shipped story is of that share, and stays whole while it is chosen."""
    return symbol == STORY_SHARE


@st.cache_data(max_entries=64, ttl=3600)
def _searched(text: str) -> tuple[Share, ...]:
    """Return the shares that Yahoo finds by a name; none where it cannot be asked."""
    from sentiment.market.yahoo_search import search_shares  # noqa: PLC0415 - hardly any visit asks

    with suppress(SentimentError):
        return search_shares(text)
    return ()


@st.cache_data(max_entries=2)
def _learnt(version: int) -> dict[str, Share]:
    """Return what was learnt of shares as of one state of the library."""
    del version
    return library_shares.learnt(library().store)
