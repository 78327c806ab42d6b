"""Cached doors to readings and the tones of sessions."""

from contextlib import suppress

import pandas as pd
import streamlit as st

from dashboard.data.articles import shipped_articles
from dashboard.data.store import store
from dashboard.selection import Selection
from sentiment.library import signatures
from sentiment.library import tones as library_tones
from sentiment.library.database import StoreError
from sentiment.reading import article as reading_article
from sentiment.reading import daily as reading_daily
from sentiment.reading import version as reading_version
from sentiment.text import companies, duplicates

READ_AT_ONCE = 100  # articles, about a second of reading


@st.cache_data(max_entries=16)
def tones(about: str | None, version: int) -> pd.DataFrame:
    """Return how each article of the library reads; those never read before are read now.

    No more than ``READ_AT_ONCE``: :func:`read_more` goes on with the rest.
    """
    del version
    with suppress(StoreError):  # what cannot be kept counts as not read, and the page says so
        read_more(about)
    shipped = shipped_tones(about)
    own = library_tones.kept_tones(store(), about, engine=reading_version.engine())
    own = own[~own.index.isin(shipped.index)]  # a library taken in may hold a key of ours
    return pd.concat([shipped, own]).sort_values("published", kind="stable")


@st.cache_data(max_entries=16)
def shipped_tones(about: str | None) -> pd.DataFrame:
    """Return how each shipped article reads."""
    return reading_daily.tones(shipped_articles(), about=about)


def unread(about: str | None) -> int:
    """Return how many of the reader's articles have not been read yet."""
    return library_tones.count_unread(store(), about, engine=reading_version.engine())


def read_more(about: str | None) -> int:
    """Read some of the articles that were not, keep their tones, and return how many."""
    engine = reading_version.engine()
    unread = library_tones.unread(store(), about, engine=engine, limit=READ_AT_ONCE)
    read = reading_daily.tones(unread, about=about).join(unread["edited"])
    library_tones.keep_tones(store(), read, about=about, engine=engine)
    signatures.sign_some(store(), limit=READ_AT_ONCE)
    return len(read)


def forget_tones() -> None:
    """Forget how the library's articles read: more of them have been read."""
    for cached in (tones, stories, counted):
        cached.clear()


@st.cache_data(max_entries=16)
def counted(about: str | None, *, once: bool, version: int) -> pd.DataFrame:
    """Return how each article reads that counts: every one, or *once* each story's copies."""
    read = tones(about, version)
    return duplicates.counted_once(read, stories(version)) if once else read


@st.cache_data(max_entries=2)
def stories(version: int) -> pd.Series:
    """Return of which story each article is a copy, by the key of its earliest."""
    del version
    own = signatures.signatures_of(store())
    own = own[~own.index.isin(shipped_articles().index)]
    if own.empty:  # each shipped article is a story of its own
        return pd.Series(dtype="str")
    shipped = shipped_articles()
    signed = shipped[["published"]].assign(signature=shipped["text"].map(duplicates.signature))
    both = pd.concat([signed, own])
    return duplicates.groups(both["published"], both["signature"])


@st.cache_data(max_entries=4, scope="session")
def reading(text: str, about: str | None) -> reading_article.Reading:
    """Return how a text reads."""
    return reading_article.score(text, about)


def about(chosen: Selection) -> str | None:
    """Return the company that tone is read about; None for whole articles."""
    if not chosen.about_share:
        return None
    return companies.company_of(chosen.share) or chosen.share
