"""Doors to what was written of a share around a session: asked for, held, kept."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pandas as pd

from dashboard.data import fetched, shares, subjects
from dashboard.data.store import library
from sentiment.errors import SentimentError
from sentiment.intake import coverage
from sentiment.library import incoming
from sentiment.library.search import Query

MOST_HELD = 200  # articles of the time around a session that are listed


@dataclass(frozen=True, slots=True, eq=False)
class Headlines:
    """Headlines as ``coverage.around`` returns them, and what those said that told nothing."""

    headlines: pd.DataFrame
    silent: tuple[str, ...]


def look(symbol: str, session: pd.Timestamp) -> Headlines:
    """Ask Yahoo and Google News for headlines around a session; each failure is a sentence."""
    by_source: dict[str, pd.DataFrame] = {}
    silent: list[str] = []
    for source, ask in _questions(symbol, session).items():
        try:
            by_source[source] = ask()
        except SentimentError as error:
            silent.append(f"{source}: {error}")
    headlines = coverage.around(by_source, session, shares.exchange(symbol))
    own_articles = _own_near(symbol, session)
    known = headlines["link"].isin(set(own_articles["url"]) - {""}) | headlines["title"].isin(
        set(own_articles["title"])
    )
    return Headlines(headlines[~known].reset_index(drop=True), tuple(silent))


def _questions(symbol: str, session: pd.Timestamp) -> dict[str, Callable[[], pd.DataFrame]]:
    host = os.environ.get("DASHBOARD_NEWS")  # tests name one of their own
    feeds = (
        coverage.feeds_of(shares.share(symbol), session)
        if host is None
        else coverage.feeds_of(
            shares.share(symbol), session, yahoo=f"{host}/yahoo", google=f"{host}/google"
        )
    )
    return {
        "Yahoo's headlines": partial(fetched.headlines_of, symbol),
        **{source: partial(fetched.entries_at, url) for source, url in feeds.items()},
    }


def own_articles(symbol: str, session: pd.Timestamp) -> pd.DataFrame:
    """Return the reader's articles on a share that were published around a session."""
    near = _own_near(symbol, session)
    spoken_of = subjects.of_articles(list(near.index))
    theirs = [key for key in near.index if symbol in spoken_of[str(key)]]
    return near.loc[theirs, ["title", "outlet", "published"]]


def _own_near(symbol: str, session: pd.Timestamp) -> pd.DataFrame:
    since, until = coverage.window_of(session, shares.exchange(symbol))
    return library().articles.find(Query(since=since, until=until), limit=MOST_HELD)[0]


def searches(symbol: str, session: pd.Timestamp) -> dict[str, str]:
    """Return where a reader can look for what happened, by name."""
    return coverage.searches_of(shares.share(symbol), session)


def keep(symbol: str, headlines: pd.DataFrame) -> int:
    """Keep headlines with their summaries as articles, marked as no more than that.

    One that names other shares alone is theirs; one that names none is of the share asked about.
    """
    rows = [
        {
            "title": one.title,
            "text": one.summary,
            "outlet": one.outlet,
            "published": one.published,
            "zone": shares.share(symbol).zone,
            "url": one.link,
            "origin": "feed",
            "note": coverage.NOTE,
            "tickers": () if subjects.found_in(f"{one.title}\n\n{one.summary}") else (symbol,),
        }
        for one in headlines.itertuples()
    ]
    return len(incoming.save(library(), rows))
