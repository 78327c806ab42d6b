"""Cached doors to articles, shipped and kept."""

import re
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.data.store import SEEDS, library
from sentiment.intake import bylines

EXAMPLE_ARTICLE = "2026-02-02-gamble-imploded"


@st.cache_resource
def shipped_articles() -> pd.DataFrame:
    """Return the articles that the project ships with; nobody may change them."""
    return bylines.read_articles(SEEDS / "articles")


def articles(keys: Sequence[str]) -> pd.DataFrame:
    """Return articles with their text, shipped ones and the reader's own, in the order given."""
    frame = shipped_articles()
    own = [library().articles.one(key) for key in keys if key not in frame.index]
    both = pd.concat([frame, pd.DataFrame(own)]) if own else frame
    both = both.reindex(columns=_COLUMNS).loc[list(keys)]
    updated = pd.to_datetime(both["updated"], utc=True)
    return both.assign(timed=both["timed"].ne(False), updated=updated)


_COLUMNS = ["title", "outlet", "author", "published", "timed", "updated", "url", "text"]


def library_version() -> int:
    """Return a number that grows when the library changes."""
    return library().articles.version()


def save_article(
    text: str,
    *,
    title: str,
    outlet: str,
    author: str,
    published: pd.Timestamp,
    zone: str,
    url: str,
    timed: bool = True,
    updated: pd.Timestamp | None = None,
) -> str:
    """Keep an article that the reader pasted, or had fetched from *url*; return its key."""
    return library().articles.save(
        title=title,
        outlet=outlet,
        author=author,
        published=published,
        zone=zone,
        timed=timed,
        updated=updated,
        url=url,
        origin="fetched" if url else "pasted",
        text=text,
    )


def take_out(keys: Sequence[str]) -> None:
    """Take articles out of the library; they can be put back."""
    for key in keys:
        library().articles.delete(key)


def put_back(key: str) -> None:
    """Put an article back into the library."""
    library().articles.restore(key)


def provenance() -> str:
    """Return the note on where the shipped data come from."""
    note = (SEEDS / "README.md").read_text(encoding="utf-8")
    return re.sub("^#", "##", note, flags=re.MULTILINE)  # under the page's own heading


def tour_is_new() -> bool:
    """Return whether the tour of the pages has never been closed in this library."""
    return library().tours_closed() == 0


def close_tour() -> None:
    """Note that the tour has been read."""
    library().close_tour()


def example() -> str:
    """Return a shipped article as a reader would paste it: headline, moment, then body."""
    article = shipped_articles().loc[EXAMPLE_ARTICLE]
    published = article["published"].tz_convert("America/New_York")
    moment = f"Published {published:%B} {published.day}, {published:%Y, %H:%M} ET"
    return f"{article['title']}\n\n{moment}\n\n{article['text']}"
