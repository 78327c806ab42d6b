"""Cached doors to readings and the tones of sessions."""

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.data import shares, subjects
from dashboard.data.articles import shipped_articles
from dashboard.data.store import library
from dashboard.selection import Selection
from sentiment.library import completeness, filters, signatures
from sentiment.library import tones as library_tones
from sentiment.library.database import StoreError
from sentiment.market import sessions
from sentiment.market.shares import Share
from sentiment.reading import article as reading_article
from sentiment.reading import daily as reading_daily
from sentiment.reading import version as reading_version
from sentiment.text import duplicates

EVERY = filters.Filter()  # lets every article count
READ_AT_ONCE = 100  # articles, about a second of reading
Between = tuple[pd.Timestamp, pd.Timestamp]  # instants of publication, both included


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose tone is asked for: that of the articles which speak of a share, read about it.

    The shipped articles are one story: while its share is chosen all of them count, and whole,
    unless *only* what is said of the company is wanted. Articles that do not fit *among* are left
    out.
    """

    share: Share
    only: bool = False
    among: filters.Filter = EVERY

    @property
    def whole_story(self) -> bool:
        """Whether every shipped article counts, read whole."""
        return shares.tells_the_story(self.share.symbol) and not self.only

    @property
    def names(self) -> tuple[str, ...]:
        """What texts may call the company."""
        return (*self.share.names, self.share.symbol)


def whose(chosen: Selection) -> Whose:
    """Return whose tone the sidebar's choices ask for."""
    among = filters.Filter(chosen.outlets, chosen.naming)
    return Whose(shares.share(chosen.share), only=chosen.about_share, among=among)


def only(chosen: Selection) -> str:
    """Return in words what the sidebar filters the articles by, as it follows "articles"."""
    return whose(chosen).among.words


def about(chosen: Selection) -> str | None:
    """Return the company that a single text is read about; None for the whole text."""
    return shares.share(chosen.share).company if chosen.about_share else None


@st.cache_data(max_entries=16)
def of_share(whose: Whose, version: int, between: Between | None = None) -> pd.DataFrame:
    """Return how each article of a share reads; those never read before are read now.

    As :func:`sentiment.reading.daily.tones`, and ``about``: the company that it was read about,
    "" if whole. No more than ``READ_AT_ONCE`` are read: :func:`read_more` goes on with the rest.
    """
    _read_first(whose, version)
    shipped = shipped_of_share(whose)
    own = library_tones.kept_tones(
        library().store,
        whose.share.company,
        engine=reading_version.engine(),
        symbol=whose.share.symbol,
        between=between,
    )
    own = own[~own.index.isin(shipped_articles().index)]  # one taken in may have a key of ours
    if between is not None:
        shipped = shipped[shipped["published"].between(*between)]
    both = pd.concat([shipped, own.assign(about=whose.share.company)])
    return _on_own_sessions(both.sort_values("published", kind="stable"), whose.share)


def _on_own_sessions(read: pd.DataFrame, share: Share) -> pd.DataFrame:
    exchange = sessions.of_share(share)
    if exchange.name == sessions.NEW_YORK:
        return read
    return reading_daily.on_sessions_of(
        read, exchange, untimed=library_tones.untimed(library().store)
    )


@st.cache_data(max_entries=64)
def _read_first(whose: Whose, version: int) -> None:
    """Read some articles of a share once for each state of the library, whatever days are shown."""
    del version
    with suppress(StoreError):  # what cannot be kept counts as not read, and the page says so
        read_more(whose)


def shipped_of_share(whose: Whose) -> pd.DataFrame:
    """Return how each shipped article that counts for a share reads."""
    if whose.whole_story:
        return shipped_tones(None).assign(about="")
    by_key = subjects.of_shipped()
    theirs = [key for key, symbols in by_key.items() if whose.share.symbol in symbols]
    company = whose.share.company
    read = shipped_tones(company, whose.names)
    return read[read.index.isin(theirs)].assign(about=company)


@st.cache_data(max_entries=16)
def shipped_tones(about: str | None, known_as: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return how each shipped article reads; read whole, it is kept for the next start."""
    if about is not None:
        return reading_daily.tones(shipped_articles(), about=about, known_as=known_as)
    articles, engine = shipped_articles(), reading_version.engine()
    with suppress(StoreError):
        kept = library_tones.shipped_tones(library().store, articles, engine=engine)
        if kept is not None:
            return kept
    read = reading_daily.tones(articles)
    with suppress(StoreError):  # out of reach or not to be written to: read anew at each start
        rows = read.assign(edited=library_tones.SHIPPED)
        library_tones.keep_tones(library().store, rows, about=None, engine=engine)
    return read


@st.cache_data(max_entries=64)
def unread(whose: Whose, version: int) -> int:
    """Return how many of the reader's articles may count for a share and do not yet."""
    engine, share = reading_version.engine(), whose.share
    if completeness.is_done(library().store, _reading_of(share), version=version):
        return 0
    unread = library_tones.count_unread(
        library().store, share.company, engine=engine, symbol=share.symbol
    )
    return subjects.unsought() + unread


def read_more(whose: Whose) -> int:
    """Find and read some of the articles that were not, and return how many were looked at."""
    share, engine, store = whose.share, reading_version.engine(), library().store
    version = library().articles.version()  # before looking: what comes meanwhile is not seen
    count = subjects.find_some()
    if not count and completeness.is_done(store, _reading_of(share), version=version):
        return 0
    unread = library_tones.unread(
        store, share.company, engine=engine, symbol=share.symbol, limit=READ_AT_ONCE
    )
    _keep_read(unread, share.company, known_as=whose.names)
    signed = signatures.sign_some(store, symbol=share.symbol, limit=READ_AT_ONCE)
    if max(len(unread), signed) < READ_AT_ONCE and not subjects.unsought():
        completeness.note_done(store, _reading_of(share), version=version)
    return max(count, len(unread))


def _reading_of(share: Share) -> str:
    """Return how it is noted that all articles of a share are read, as the engine reads now."""
    return f"{share.symbol} {share.company} {reading_version.engine()}"


def _keep_read(articles: pd.DataFrame, about: str | None, *, known_as: tuple[str, ...]) -> None:
    read = reading_daily.tones(articles, about=about, known_as=known_as).join(articles["edited"])
    library_tones.keep_tones(library().store, read, about=about, engine=reading_version.engine())


@st.cache_data(max_entries=16)
def compounds(keys: tuple[str, ...], about: str | None, version: int) -> "pd.Series[float]":
    """Return how some articles read, whichever shares they speak of, as the library lists them.

    No more than ``READ_AT_ONCE`` that were never read before are read now; the rest have none.
    """
    del version
    shipped, engine = shipped_tones(about)["compound"], reading_version.engine()
    own = [key for key in keys if key not in shipped.index]  # one taken in may have a key of ours
    with suppress(StoreError):  # what cannot be kept counts as not read
        unread = library_tones.unread(
            library().store, about, engine=engine, keys=own, limit=READ_AT_ONCE
        )
        _keep_read(unread, about, known_as=())
    own_tones = library_tones.kept_tones(library().store, about, engine=engine, keys=own)[
        "compound"
    ]
    both: pd.Series[float] = pd.concat([shipped, own_tones])
    return both.reindex(list(keys))


def forget_tones() -> None:
    """Forget how the library's articles read: more of them have been read."""
    for cached in (of_share, compounds, counted, unread):
        cached.clear()


@st.cache_data(max_entries=16)
def counted(
    whose: Whose, *, once: bool, version: int, between: Between | None = None
) -> pd.DataFrame:
    """Return how each of a share's articles reads that counts: all, or *once* a story's copies.

    *between* bounds the articles' instants of publication, for what shows some days alone.
    """
    wider = None if between is None else (between[0] - duplicates.WITHIN, between[1])
    read = _among(of_share(replace(whose, among=EVERY), version, wider), whose.among)
    once_each = duplicates.counted_once(read, _stories(read.index)) if once else read
    return once_each if between is None else once_each[once_each["published"].between(*between)]


def _among(read: pd.DataFrame, which: filters.Filter) -> pd.DataFrame:
    if not which:
        return read
    shipped = shipped_articles()
    here = shipped.index.intersection(read.index)
    samples = which.counting(shipped.loc[here, "outlet"], subjects.of_shipped())
    own = filters.of_library(library().store, [*read.index.difference(here)], which)
    return read[read.index.isin([*samples, *own])]


@st.cache_data(max_entries=16)
def choices(whose: Whose, version: int) -> filters.Choices:
    """Return what a share's articles can be told apart by."""
    del version
    symbol, by_key = whose.share.symbol, subjects.of_shipped()
    theirs = [
        (str(outlet), by_key[str(key)])
        for key, outlet in shipped_articles()["outlet"].items()
        if whose.whole_story or symbol in by_key[str(key)]
    ]
    return filters.choices(library().store, symbol, shipped=theirs)


def _stories(keys: pd.Index) -> pd.Series:
    """Return of which story each article is a copy, by the key of its earliest."""
    shipped = shipped_articles()
    own = signatures.signatures_of(
        library().store, [key for key in keys if key not in shipped.index]
    )
    if own.empty:  # each shipped article is a story of its own
        return pd.Series(dtype="str")
    here = shipped[shipped.index.isin(keys)]
    signed = here[["published"]].assign(signature=_shipped_signatures().reindex(here.index))
    both = pd.concat([signed, own])
    return duplicates.groups(both["published"], both["signature"])


@st.cache_resource
def _shipped_signatures() -> "pd.Series[Any]":
    """Return what each shipped article's text is compared by; nobody may change them."""
    return shipped_articles()["text"].map(duplicates.signature)


@st.cache_data(max_entries=4, scope="session")
def reading(text: str, about: str | None) -> reading_article.Reading:
    """Return how a text reads."""
    return reading_article.score(text, about)
