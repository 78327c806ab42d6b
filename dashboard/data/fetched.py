"""Doors to what is fetched for the reader: one article, or the entries of a feed."""

import os

import pandas as pd

from sentiment.intake import documents, feeds, web
from sentiment.market import yahoo
from sentiment.offline import refuse_offline


def article_at(url: str) -> tuple[str, documents.Origin]:
    """Return the article at a web address as a reader would have pasted it, and whose it is."""
    answer = _fetched(url)
    return web.article_of(answer), documents.origin_of(answer.content, f"page{answer.kind}")


def entries_at(url: str) -> pd.DataFrame:
    """Return the entries of the feed at a web address."""
    answer = _fetched(url)
    return feeds.read_feed(answer.content, url=answer.url)


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
    address = url.strip()
    refuse_offline(address)
    if not address.partition("://")[1]:
        address = f"https://{address}"
    return web.fetch(address, allow_private=_allowed())


def _allowed() -> frozenset[str]:
    """Return the private addresses that may be asked, which only tests name."""
    return frozenset(os.environ.get("DASHBOARD_ALLOW_PRIVATE", "").split())
