"""The sitemap of a newspaper, which tells search engines its latest headlines, as a feed."""

from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from sentiment.errors import DataError

_ROOTS = {"urlset", "sitemapindex"}


def is_one(root: Any) -> bool:
    """Return whether an element is a sitemap, or an index of several."""
    return _local(root) in _ROOTS


def as_feed(root: Any, *, url: str) -> Any:
    """Return the headlines of a sitemap as RSS, each with its page, moment and newspaper.

    When a page was last changed ("lastmod") is not when its story came out, and is not taken.

    Raises
    ------
    DataError
        If it lists other sitemaps, or pages without their headlines.
    """
    if _local(root) == "sitemapindex":
        listed = next((_text(one, "loc") for one in root), "")
        beside = f", such as {listed[:200]}" if listed else ""
        raise DataError(url, f"this is an index of sitemaps; give one that it lists{beside}")
    feed = etree.Element("rss", version="2.0")
    channel = etree.SubElement(feed, "channel")
    for page in root:
        if title := _text(page, "title"):
            item = etree.SubElement(channel, "item")
            etree.SubElement(item, "title").text = title
            etree.SubElement(item, "link").text = _text(page, "loc")
            etree.SubElement(item, "pubDate").text = _text(page, "publication_date")
            etree.SubElement(item, "source").text = _text(page, "name")
    if not len(channel):
        raise DataError(url, "this sitemap lists pages without headlines or dates")
    return feed


def _text(page: Any, name: str) -> str:
    """Return what stands under a name within a page; a picture or film has a title of its own."""
    return next((" ".join((one.text or "").split()) for one in _within(page, name)), "")


def _within(element: Any, name: str) -> Iterator[Any]:
    """Yield the elements of a name at most three levels down, where sitemaps of news have them."""
    for child in element:
        if _local(child) == name:
            yield child
        elif _local(child) in {"news", "publication"}:
            yield from _within(child, name)


def _local(element: Any) -> str:
    """Return an element's name without its namespace."""
    tag = element.tag if isinstance(element.tag, str) else ""
    return str(tag).rpartition("}")[2].lower()
