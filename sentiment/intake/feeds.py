"""Feeds to their entries: RSS, Atom, RDF and the sitemaps of news, none of them trusted.

A feed is first read by libxml2, which is quick whatever it is given and expands nothing, and
written anew without what could keep feedparser busy for ever; feedparser then says what its
many dialects mean.
"""

import html
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
from lxml import etree  # type: ignore[import-untyped]

from sentiment.errors import DataError
from sentiment.intake import sitemaps
from sentiment.intake.markup import XML_LIMITS, visible_text
from sentiment.text import dates

ENTRY = ["title", "link", "published", "outlet", "author", "summary", "text"]
LARGEST_FEED = 5_000_000  # bytes
MOST_ENTRIES = 500
LONGEST_NAME = 2_000  # characters of an author or link: feedparser seeks an e-mail's address in
# the one, in a time that grows with the square of its length
AHEAD = pd.Timedelta(hours=1)  # by which a site's clock may be fast; further on nothing is out yet


def read_feed(content: bytes, *, url: str, now: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the entries of a feed, as they stand in it, each once and at most 500.

    Parameters
    ----------
    content
        The whole feed.
    url
        Where it lay, which its relative links continue.
    now
        Nothing has been published later; the clock's own now if not given.

    Returns
    -------
    DataFrame
        ``title``, ``link``, ``published`` (UTC; NaT unless the entry tells a time of day and
        a clear zone, and that is past), ``outlet``, ``author``, ``summary`` and ``text``, which
        is empty where the feed holds no more than a summary. All without markup.

    Raises
    ------
    DataError
        If it is no feed, too large, or declares entities, as no feed needs.
    """
    root = _root(content, url)
    root = sitemaps.as_feed(root, url=url) if sitemaps.is_one(root) else root
    told = _parsed(_written_anew(root), url)
    outlet = visible_text(_told(told.feed, "title"))
    rss, once = told.version.startswith("rss"), _said_once(told.entries)
    latest = pd.Timestamp.now("UTC") if now is None else now
    rows = [
        _row(entry, outlet, dated=rss or _is_alone(entry, once), now=latest)
        for entry in _each_once(told.entries)
    ]
    entries = pd.DataFrame(rows[:MOST_ENTRIES], columns=ENTRY)
    published = pd.to_datetime(entries["published"], utc=True).astype("datetime64[ns, UTC]")
    texts = {name: entries[name].astype("str") for name in ENTRY if name != "published"}
    return entries.assign(published=published, **texts)


def _parsed(written: bytes, url: str) -> Any:
    """Return a feed as feedparser reads it."""
    import feedparser  # noqa: PLC0415 (needed for feeds alone)

    try:
        told = feedparser.parse(
            io.BytesIO(written),
            response_headers={
                "content-location": url,
                "content-type": "application/xml; charset=utf-8",
            },
            sanitize_html=False,  # no markup is kept
            resolve_relative_uris=False,
        )
    except Exception as error:  # a torn feed breaks its parser in any of many places
        raise DataError(url, "the feed is torn") from error
    if not told.version:
        raise DataError(url, "this is not a feed")
    return told


_ENTRIES = {"item", "entry"}
_HOLDERS = {"rss", "feed", "rdf", "channel"}
_NAMES = {"author", "creator", "source", "link"}
_BODIES = {"title", "description", "summary", "content", "encoded", "body"}
_KEPT = _HOLDERS | _NAMES | _BODIES | {"guid", "id"}
_KEPT |= {"pubdate", "published", "issued", "date", "updated"}
_MOST_ALIKE = 20  # elements of one name in one place


def _root(content: bytes, url: str) -> Any:
    """Return what a feed or a sitemap of news holds as elements, without what can be a trap."""
    if len(content) > LARGEST_FEED:
        raise DataError(url, f"the feed is larger than {LARGEST_FEED // 10**6} MB")
    if b"<!ENTITY" in content.replace(b"\0", b""):
        raise DataError(url, "the feed declares entities of its own, which can be a trap")
    parser = etree.XMLParser(
        recover=True,  # many a feed is slightly torn
        **XML_LIMITS,
    )
    try:
        root = etree.fromstring(content.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DataError(url, "this is not a feed") from error
    if root is None or not (_local(root) in _HOLDERS or sitemaps.is_one(root)):
        raise DataError(url, "this is not a feed")
    _spell_entities(root)
    return root


def _written_anew(root: Any) -> bytes:
    """Return a feed as XML of ours, without the declarations, comments and lengths of a trap."""
    _prune(root)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="")
    return written


def _local(element: Any) -> str:
    """Return an element's name without its namespace."""
    name = element.tag if isinstance(element.tag, str) else ""
    return str(name).rpartition("}")[2].lower()


def _spell_entities(root: Any) -> None:
    """Write what HTML has a name for, such as &nbsp;, as itself: XML does not know the name."""
    for entity in root.iter(etree.Entity):
        entity.tail = html.unescape(entity.text) + (entity.tail or "")
    etree.strip_tags(root, etree.Entity)


def _prune(root: Any) -> None:
    """Leave out what is not read, the entries beyond the last, and the ends of names."""
    holders, entries = [root], 0
    while holders:
        held: Counter[str] = Counter()
        for child in list(holder := holders.pop()):
            name = _local(child)
            held[name] += 1
            entries += name in _ENTRIES
            wanted = name in _KEPT and held[name] <= _MOST_ALIKE
            if not (entries <= MOST_ENTRIES if name in _ENTRIES else wanted):
                holder.remove(child)
            elif name in _ENTRIES | _HOLDERS:
                holders.append(child)
            elif name in _NAMES:
                _shorten(child)


def _shorten(element: Any) -> None:
    """Cut what an element and its children say to the length of a name, and what is within."""
    for place, child in enumerate(list(element)):
        if place >= _MOST_ALIKE:
            element.remove(child)
        for inner in list(child):
            child.remove(inner)
    for part in [element, *element]:
        part.text = (part.text or "")[:LONGEST_NAME]


def _each_once(entries: list[Any]) -> Iterator[Any]:
    """Yield the entries whose name in the feed, or else whose link, was not there before.

    So is one that differs from another in the tracking words of its link alone.
    """
    seen: set[tuple[str, ...]] = set()
    for entry in entries:
        told, link = _told(entry, "id") or _told(entry, "link"), _told(entry, "link")
        names: set[tuple[str, ...]] = {
            (told,) if told else (_told(entry, "title"), _written(entry))
        }
        if link:
            names |= {(link,), (_told(entry, "title"), _written(entry), _untracked(link))}
        if not names & seen:
            yield entry
        seen |= names


def _row(entry: Any, outlet: str, *, dated: bool, now: pd.Timestamp) -> dict[str, object]:
    """Return an entry as a row."""
    bodies = [_told(part, "value") for part in entry.get("content", [])]
    source = visible_text(_told(entry.get("source", {}), "title"))
    return {
        "title": _line(_told(entry, "title")),
        "link": _link(_told(entry, "link")),
        "published": _published(entry, dated=dated, now=now),
        "outlet": source or outlet,
        "author": _line(_told(entry, "author")),
        "summary": visible_text(_told(entry, "summary")),
        "text": max(map(visible_text, bodies), key=len, default=""),
    }


def _told(entry: Any, name: str) -> str:
    """Return what an entry says under a name; feedparser may hold None, or no text, there."""
    return str(entry.get(name) or "")


def _line(markup: str) -> str:
    """Return a title or a name as one line."""
    return " ".join(visible_text(markup).split())


def _link(link: str) -> str:
    """Return a link if it is one of the web."""
    try:
        return link if urlsplit(link).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|cmpid|ref|source|src|rss)=[^&]*&?", re.IGNORECASE)


def _untracked(link: str) -> str:
    """Return a link without the words behind it that tell where it was found."""
    page, _, words = link[:LONGEST_NAME].partition("?")
    kept = _TRACKING.sub("", words.partition("#")[0]).strip("&")
    return f"{page}?{kept}" if kept else page


def _written(entry: Any) -> str:
    return str(dict.get(entry, "published", ""))


def _said_once(entries: list[Any]) -> set[str]:
    """Return what stands as the change of one entry alone; one of several is the feed's writing."""
    counts = Counter(str(dict.get(entry, "updated") or "") for entry in entries)
    return {told for told, n in counts.items() if told and n == 1}


def _is_alone(entry: Any, once: set[str]) -> bool:
    """Return whether an entry's last change is all that it says of when."""
    return not dict.get(entry, "published") and str(dict.get(entry, "updated") or "") in once


def _published(entry: Any, *, dated: bool, now: pd.Timestamp) -> pd.Timestamp | None:
    """Return when an entry says it was published, None if it does not place that in time.

    Where it does not say so at all, that is when it became as it is: RSS's dc:date, which
    feedparser calls "updated", or Atom's last change, if *dated* says that either tells it.
    """
    for name in ["published", *(["updated"] if dated else [])]:
        # a plain dict's get: feedparser's own would answer for one date with another
        moment = dates.moment_of(str(dict.get(entry, name) or ""))
        if moment is not None and moment.timed and moment.instant.tzinfo is not None:
            instant = moment.instant.tz_convert("UTC").as_unit("ns")
            return instant if instant <= now + AHEAD else None
    return None
