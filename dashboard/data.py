"""Cached doors to the engine; alone knows files and caches."""

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

import pandas as pd
import streamlit as st

import seeds
from dashboard import wording
from dashboard.state import Selection
from sentiment import (
    claims,
    companies,
    events,
    fingerprint,
    intake,
    prices,
    reported,
    scoring,
    series,
    sessions,
    signature_shelf,
    syndication,
    tone_shelf,
    verdicts,
)
from sentiment.library import Library
from sentiment.refresh import NoBarsError, Refresher, Status, merged
from sentiment.returns import market_adjusted
from sentiment.store import StoreError, default_url

SEEDS = Path(seeds.__file__).parent
STORY_SHARE = "NVDA"
EXAMPLE_ARTICLE = "2026-02-02-gamble-imploded"
BENCHMARKS = ("SPY", "QQQ", "SMH", "SOXX")
# The announcement that the page opens on: its late-morning quote is still being repeated.
OPENING_EVENT = "2026-02-02-shares-fall"
READ_AT_ONCE = 100  # articles, about a second of reading


@st.cache_resource(on_release=Library.close)
def store() -> Library:
    """Return the reader's library, opened once; DASHBOARD_STORE may name another database."""
    return Library(address())


def address() -> str:
    """Return where the reader's library lies."""
    return os.environ.get("DASHBOARD_STORE") or default_url()


@st.cache_resource(on_release=Refresher.close)
def refresher() -> Refresher:
    """Return the thread that brings bars up to date behind the page."""
    return Refresher(store(), snapshot())


@st.cache_resource
def snapshot() -> dict[str, pd.DataFrame]:
    """Return the bars that the project ships with; nobody may change them."""
    return prices.read_prices(SEEDS / "prices.parquet")


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


def announcements() -> pd.DataFrame:
    """Return the shipped announcements and the reader's own, numbered in the order they came."""
    return _announcements(announcements_version())


def announcements_version() -> int:
    """Return a number that grows when the reader's announcements change."""
    return store().announcements_version()


@st.cache_data(max_entries=2)
def _announcements(version: int) -> pd.DataFrame:
    """Return the announcements as of one state of the library."""
    del version
    shipped = shipped_announcements()
    both = pd.concat([shipped, store().announcements()]).sort_values("instant", kind="stable")
    return both.assign(number=range(1, len(both) + 1))


@st.cache_data(max_entries=1)
def shipped_announcements() -> pd.DataFrame:
    """Return the announcements that the project ships with, numbered in the order they came."""
    shipped = events.read_events(SEEDS / "events.csv")
    return shipped.assign(number=range(1, len(shipped) + 1))


@st.cache_data(max_entries=32)
def intraday(symbol: str, session: pd.Timestamp) -> pd.DataFrame:
    """Return the finest bars held of one session; empty where none are."""
    for interval in ("1m", "5m"):
        held = prices.read_intraday(
            SEEDS / "intraday.parquet", symbol, interval=interval, session=session
        )
        if len(held):
            return held
    return held


@st.cache_resource
def shipped_articles() -> pd.DataFrame:
    """Return the articles that the project ships with; nobody may change them."""
    return intake.read_articles(SEEDS / "articles")


@st.cache_data(max_entries=16)
def tones(about: str | None, version: int) -> pd.DataFrame:
    """Return how each article of the library reads; those never read before are read now.

    No more than ``READ_AT_ONCE``: :func:`read_more` goes on with the rest.
    """
    del version
    with suppress(StoreError):  # what cannot be kept counts as not read, and the page says so
        read_more(about)
    shipped = shipped_tones(about)
    own = tone_shelf.kept_tones(store(), about, engine=fingerprint.engine())
    own = own[~own.index.isin(shipped.index)]  # a library taken in may hold a key of ours
    return pd.concat([shipped, own]).sort_values("published", kind="stable")


@st.cache_data(max_entries=16)
def shipped_tones(about: str | None) -> pd.DataFrame:
    """Return how each shipped article reads."""
    return series.tones(shipped_articles(), about=about)


def articles(keys: Sequence[str]) -> pd.DataFrame:
    """Return articles with their text, shipped ones and the reader's own, in the order given."""
    held = shipped_articles()
    own = [store().article(key) for key in keys if key not in held.index]
    both = pd.concat([held, pd.DataFrame(own)]) if own else held
    return both.loc[list(keys), ["title", "outlet", "author", "published", "url", "text"]]


def unread(about: str | None) -> int:
    """Return how many of the reader's articles have not been read yet."""
    return tone_shelf.count_unread(store(), about, engine=fingerprint.engine())


def read_more(about: str | None) -> int:
    """Read some of the articles that were not, keep their tones, and return how many."""
    engine = fingerprint.engine()
    unread = tone_shelf.unread(store(), about, engine=engine, limit=READ_AT_ONCE)
    read = series.tones(unread, about=about).join(unread["edited"])
    tone_shelf.keep_tones(store(), read, about=about, engine=engine)
    signature_shelf.sign_some(store(), limit=READ_AT_ONCE)
    return len(read)


def forget_tones() -> None:
    """Forget how the library's articles read: more of them have been read."""
    for cached in (tones, stories, counted):
        cached.clear()


@st.cache_data(max_entries=16)
def counted(about: str | None, *, once: bool, version: int) -> pd.DataFrame:
    """Return how each article reads that counts: every one, or *once* each story's copies."""
    read = tones(about, version)
    return syndication.counted_once(read, stories(version)) if once else read


@st.cache_data(max_entries=2)
def stories(version: int) -> pd.Series:
    """Return of which story each article is a copy, by the key of its earliest."""
    del version
    own = signature_shelf.signatures_of(store())
    own = own[~own.index.isin(shipped_articles().index)]
    if own.empty:  # each shipped article is a story of its own
        return pd.Series(dtype="str")
    shipped = shipped_articles()
    signed = shipped[["published"]].assign(signature=shipped["text"].map(syndication.signature))
    both = pd.concat([signed, own])
    return syndication.groups(both["published"], both["signature"])


@st.cache_data(max_entries=4, scope="session")
def reading(text: str, about: str | None) -> scoring.Reading:
    """Return how a text reads."""
    return scoring.score(text, about)


@st.cache_data(max_entries=4, scope="session")
def judged_claims(
    text: str, published: pd.Timestamp, about: str | None, version: int
) -> list[verdicts.Judged]:
    """Return what a text says of prices, each claim held against the bars."""
    del version
    found = claims.find_claims(text, published=published, about=about)
    symbols = {one.symbol for one in found if one.symbol and holds(one.symbol)}
    daily = {symbol: bars(symbol, store().bars_version(symbol)) for symbol in symbols}
    days = {symbol: [one.sessions for one in found if one.symbol == symbol] for symbol in symbols}
    paths = {
        symbol: pd.concat([intraday(symbol, day) for day in sorted({*chain.from_iterable(told)})])
        for symbol, told in days.items()
        if any(told)
    }
    return verdicts.judge_all(found, daily, paths)


def holds(symbol: str) -> bool:
    """Return whether any bars of a symbol are held."""
    return symbol in snapshot() or store().bars_version(symbol) > 0


@st.cache_data(max_entries=64)
def checked_figures(event: str, symbol: str, move: prices.Move) -> pd.DataFrame:
    """Return what was reported of a session's price, each figure held against the bars."""
    figures = events.read_figures(SEEDS / "figures.csv")
    told = figures[(figures["event"] == event) & (figures["symbol"] == symbol)]
    path = intraday(symbol, move.session)
    checks = [
        reported.check_figure(move, path, moment=row.moment, change=row.change, level=row.level)
        for row in told.itertuples()
    ]
    columns = ("level", "verdict", "words", "spans")
    return told.assign(**{name: [getattr(check, name) for check in checks] for name in columns})


def about(chosen: Selection) -> str | None:
    """Return the company that tone is read about; None for whole articles."""
    if not chosen.about_share:
        return None
    return companies.company_of(chosen.share) or chosen.share


def session_of(instant: pd.Timestamp) -> pd.Timestamp:
    """Return the session that news of *instant* counts for."""
    return sessions.session_of(instant)


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
        return wording.quality(symbol, prices.quality_of(bars(symbol, version)))
    except NoBarsError as error:
        return str(error)


def version(*symbols: str) -> int:
    """Return a number that grows when the bars held of any of *symbols* change."""
    return sum(store().bars_version(symbol) for symbol in symbols)


def library_version() -> int:
    """Return a number that grows when the library changes."""
    return store().articles_version()


def save_article(
    text: str,
    *,
    title: str,
    outlet: str,
    author: str,
    published: pd.Timestamp,
    zone: str,
    url: str,
) -> None:
    """Keep an article that the reader pasted, or had fetched from *url*."""
    store().save_article(
        title=title,
        outlet=outlet,
        author=author,
        published=published,
        zone=zone,
        url=url,
        origin="fetched" if url else "pasted",
        text=text,
    )


def take_out(keys: Sequence[str]) -> None:
    """Take articles out of the library; they can be put back."""
    for key in keys:
        store().delete_article(key)


def put_back(key: str) -> None:
    """Put an article back into the library."""
    store().restore_article(key)


def forget() -> None:
    """Forget all that was cached: another library has taken the place of the one it came from."""
    st.cache_data.clear()


def reopen() -> None:
    """Let go of the library's file: another has taken its place."""
    refresher.clear()
    store.clear()
    forget()


def provenance() -> str:
    """Return the note on where the shipped data come from."""
    note = (SEEDS / "README.md").read_text(encoding="utf-8")
    return re.sub("^#", "##", note, flags=re.MULTILINE)  # under the page's own heading


def tour_is_new() -> bool:
    """Return whether the tour of the pages has never been closed in this library."""
    return store().tours_closed() == 0


def close_tour() -> None:
    """Note that the tour has been read."""
    store().close_tour()


def example() -> str:
    """Return a shipped article as a reader would paste it: headline, moment, then body."""
    article = shipped_articles().loc[EXAMPLE_ARTICLE]
    published = article["published"].tz_convert("America/New_York")
    moment = f"Published {published:%B} {published.day}, {published:%Y, %H:%M} ET"
    return f"{article['title']}\n\n{moment}\n\n{article['text']}"
