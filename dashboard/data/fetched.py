"""Doors to what is fetched for the reader: one article, or the entries of a feed."""

import os

import pandas as pd

from sentiment.intake import documents, feeds, web
from sentiment.market import yahoo
from sentiment.offline import refuse_offline


def article_at(url: str) -> tuple[str, documents.Origin]:
    """Return the article at a web address as a reader would have pasted it, and whose it is."""
    found = _fetched(url)
    return web.article_of(found), documents.origin_of(found.content, f"page{found.kind}")


def entries_at(url: str) -> pd.DataFrame:
    """Return the entries of the feed at a web address."""
    found = _fetched(url)
    return feeds.read_feed(found.content, url=found.url)


def headlines_of(share: str) -> pd.DataFrame:
    """Return Yahoo's headlines about a share, as the entries of a feed."""
    refuse_offline(share)
    return yahoo.fetch_headlines(share)


def text_of_entry(entry: pd.Series) -> str:
    """Return an entry of a feed as a reader would have pasted it: headline, moment, then text."""
    published = entry["published"]
    moment = "" if pd.isna(published) else f"Published {published.isoformat()}"
    parts = [entry["title"], moment, entry["text"] or entry["summary"]]
    return "\n\n".join(part for part in parts if part)


def _fetched(url: str) -> web.Fetched:
    """Return what stands at an address; ``https`` is meant where it says nothing of it."""
    asked = url.strip()
    refuse_offline(asked)
    if not asked.partition("://")[1]:
        asked = f"https://{asked}"
    return web.fetch(asked, allow_private=_allowed())


def _allowed() -> frozenset[str]:
    """Return the private addresses that may be asked, which only tests name."""
    return frozenset(os.environ.get("DASHBOARD_ALLOW_PRIVATE", "").split())
