"""What a web page says of its article: headline, author, outlet, when it came out and changed.

A page may speak of many things with dates: videos, lists of other stories, the entries of a live
blog. Only what is said of the page's own article counts: its JSON-LD object first, then the
page's meta tags, then a time that stands by its byline.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sentiment.errors import DataError
from sentiment.text import authors, dates, titles
from sentiment.text.lines import without_by

LARGEST_PAGE = 5_000_000  # bytes of HTML, whose parsing costs far more than its reading
MOST_ELEMENTS = 25_000  # of a page: to find its article takes up to a fifth of a millisecond each
LONGEST_DATE = 60  # characters
LONGEST_NAME = 200  # characters of a headline, a name
LARGEST_SCRIPT = 1_000_000  # characters of JSON
MOST_OBJECTS = 2_000  # of a page's JSON-LD
MOST_TIMES = 200  # elements with a moment
MOST_NAMES = 4  # authors
_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|PressRelease)")
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage")  # where a page's article may stand
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time"),
    *("datepublished", "parsely-pub-date", "dc.date.issued", "dcterms.issued", "dcterms.created"),
    *("dc.date.created", "dc.date", "dcterms.date", "sailthru.date", "bt:pubdate", "pubdate"),
    *("publish-date", "publish_date", "publication_date", "publicationdate", "article.published"),
    *("cxenseparse:recs:publishtime", "originalpublicationdate", "article_date_original", "date"),
)
_UPDATED = (
    *("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified"),
    *("dcterms.modified", "dc.date.modified", "article.updated", "lastmod", "last-modified"),
)
_AUTHOR = (
    *("author", "article:author", "parsely-author", "dc.creator", "dcterms.creator", "byl"),
    *("sailthru.author", "cxenseparse:author"),
)
_OUTLET = ("og:site_name", "dc.publisher", "dcterms.publisher", "application-name", "publisher")
_APART = re.compile(
    r"related|recommend|promo|sidebar|comment|read-?more|more-|most-|trending|teaser|newsletter"
)
_OF_CLASS = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"
_CAME_OUT, _CHANGED = ("datePublished", "published"), ("dateModified", "updated")
_NAMED = (
    "//*[@itemprop='author']//*[contains(@itemprop,'name')]"
    f"|//*[{_OF_CLASS.format('author')}]//*[{_OF_CLASS.format('fn')}]"
)
_SITE = re.compile(titles.SITE, re.IGNORECASE)
_NO_TIME = ".//text()[not(ancestor::time)]"
_ROLES = {"navigation", "banner", "contentinfo", "dialog", "complementary", "search"}
_BESIDE = re.compile(
    r"\b(?:cookie|consent|gdpr|newsletter|paywall|sign-?up|subscribe|social|share-?(?:bar|buttons?)"
    r"|related|recommended|promo|advert|ad-slot|breadcrumbs?|nav|navbar|navigation|comments?)\b"
    r"|newsletter-|cookie-|consent-|related-|social-|-related|-promo"
)
LARGEST_PART = 0.4  # of a page's characters: more are no banner, whatever their marks
_ENVELOPE = re.compile(r"\s*<DOCUMENT>[^\0]{0,2000}?<TEXT>\s*", re.IGNORECASE)  # as EDGAR keeps one
_SEPARATOR = re.compile(r"\s+[|–—·-]\s+|\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of its article; "" where it says nothing."""

    title: str = ""
    published: str = ""  # as written
    updated: str = ""
    author: str = ""
    outlet: str = ""


def tree_of(content: bytes | str, name: str) -> Any:
    """Return a page as lxml parses it; DataError if it is none, or too large."""
    import trafilatura  # noqa: PLC0415 (a third of a second that the first chart need not wait)

    if len(content) > LARGEST_PAGE:
        raise DataError(name, f"the page is larger than {LARGEST_PAGE // 10**6} MB")
    tree = trafilatura.load_html(_without_envelope(content))
    if tree is None:
        raise DataError(name, "the file is not a web page")
    if tree.xpath("count(//*)") > MOST_ELEMENTS:
        raise DataError(name, f"the page has more than {MOST_ELEMENTS:,} elements")
    return tree


def _without_envelope(content: bytes | str) -> bytes | str:
    """Return a page without what EDGAR writes before it: its type and number in a filing."""
    opening = content[:3000]
    read = opening.decode("latin-1") if isinstance(opening, bytes) else opening
    envelope = _ENVELOPE.match(read)
    return content[envelope.end() :] if envelope else content


def article_of(content: bytes | str, name: str) -> tuple[Page, str]:
    """Return what a page says of its article, and the article's text in paragraphs."""
    import trafilatura  # noqa: PLC0415

    tree = tree_of(content, name)
    page = page_of(tree)
    _prune(tree)
    article = trafilatura.bare_extraction(
        tree, with_metadata=True, include_comments=False, include_tables=False
    )
    if article is None or isinstance(article, dict) or not article.text:
        raise DataError(name, "no article was found in the page")
    paragraphs = [line.strip() for line in article.text.splitlines() if line.strip()]
    title, published = page.title or article.title or "", page.published or article.date or ""
    return replace(page, title=title, published=published), "\n\n".join(paragraphs)


def _prune(tree: Any) -> None:
    """Take out of a page what its own marks say is no article: menus, banners, other stories."""
    whole = len("".join(tree.itertext()))
    for element in tree.xpath("//body//*[@class or @id or @role]|//body//nav|//body//aside"):
        marks = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        beside = element.tag in {"nav", "aside"} or element.get("role") in _ROLES
        if not (beside or _BESIDE.search(marks)) or element.getparent() is None:
            continue
        small = len("".join(element.itertext())) <= LARGEST_PART * whole
        if small and not element.xpath("boolean(.//h1|.//article|self::article)"):
            element.drop_tree()


def page_of(tree: Any) -> Page:
    """Return what a page's tree, as lxml parsed it, says of the page's own article."""
    objects = list(_objects(tree))
    named = {one["@id"]: one for one in objects if isinstance(one.get("@id"), str)}
    title = _first(tree.xpath("//meta[@property='og:title']/@content") + tree.xpath("//h1//text()"))
    own = _own(objects, title=title, url=_url(tree)) or {}
    published = [_date(own, "datePublished"), *_metas(tree, _PUBLISHED), *_times(tree)]
    updated = [_date(own, "dateModified"), *_metas(tree, _UPDATED), *_marked(tree, _CHANGED)]
    people = _names(own.get("author"), named) or _people(tree)
    outlet = ", ".join(_names(own.get("publisher"), named)[:1])
    return Page(
        _line(own.get("headline")) or title,
        _best(published),
        _best(updated),
        ", ".join(dict.fromkeys(people[:MOST_NAMES])),
        outlet or _first(_metas(tree, _OUTLET)) or _publisher(tree) or _behind_title(tree, title),
    )


def _line(told: object) -> str:
    """Return what is text as one line."""
    return " ".join(told.split())[:LONGEST_NAME] if isinstance(told, str) else ""


def _first(told: Sequence[object]) -> str:
    """Return the first that holds anything, as one line."""
    return next((line for one in told if (line := _line(str(one)))), "")


def _best(told: Sequence[str]) -> str:
    """Return the first moment; with its time of day where another tells that of the same day."""
    moments = [(one, moment) for one in told if (moment := dates.moment_of(one)) is not None]
    if not moments:
        return ""
    day = moments[0][1].instant.date()
    same = [one for one, moment in moments if moment.timed and moment.instant.date() == day]
    return same[0] if same else moments[0][0]


def _objects(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD objects that stand for the page, not what they hold in turn."""
    waiting: list[Any] = []
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        told = (script.text or "").strip()
        try:
            waiting.append(json.loads(told) if len(told) <= LARGEST_SCRIPT else None)
        except (ValueError, RecursionError):
            continue
    given = 0
    while waiting and given < MOST_OBJECTS:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting[:0] = one[:MOST_OBJECTS]
        elif isinstance(one, dict):
            given += 1
            yield one
            waiting += [one[name] for name in _WITHIN if isinstance(one.get(name), dict | list)]


def _types(one: dict[str, Any]) -> list[str]:
    """Return what an object says it is."""
    told = one.get("@type")
    return [str(name) for name in (told if isinstance(told, list) else [told])]


def _own(objects: Sequence[dict[str, Any]], *, title: str, url: str) -> dict[str, Any] | None:
    """Return the object that is the page's article: by its address, its headline, its place."""
    told = [one for one in objects if any(_ARTICLE.fullmatch(name) for name in _types(one))]
    # A page object tells less of the article than the article's own; some say not what they are.
    dated = [one for one in objects if one.get("datePublished")]
    pages = [one for one in dated if "WebPage" in _types(one) or "@type" not in one]

    def likeness(one: dict[str, Any]) -> int:
        held = one.get("mainEntityOfPage")
        page = held.get("@id") or held.get("url") if isinstance(held, dict) else held
        addresses = {str(place).rstrip("/") for place in (one.get("url"), one.get("@id"), page)}
        alike = _plain(_line(one.get("headline"))) == _plain(title) != ""
        return 2 * (url != "" and url in addresses) + alike

    return max(told or pages, key=likeness, default=None)  # of equals the first


def _plain(line: str) -> str:
    return re.sub(r"\W+", " ", line).casefold().strip()


def _url(tree: Any) -> str:
    """Return the address that a page says is its own."""
    told = tree.xpath("//link[@rel='canonical']/@href|//meta[@property='og:url']/@content")
    return _first(told).rstrip("/")


def _date(own: dict[str, Any], name: str) -> str:
    """Return a moment that an object names, if it may be one."""
    told = _line(own.get(name))
    return told if len(told) <= LONGEST_DATE else ""


def _names(told: object, named: dict[str, dict[str, Any]]) -> list[str]:
    """Return the names of people or organisations, told by themselves or by reference."""
    found = []
    for one in told if isinstance(told, list) else [told]:
        held = one
        if isinstance(one, dict) and "name" not in one:
            held = named.get(str(one.get("@id")), {})
        name = _line(held.get("name") if isinstance(held, dict) else held)
        if name and "://" not in name:
            found.append(name)
    return found


def _metas(tree: Any, names: Sequence[str]) -> list[str]:
    """Return what the meta tags of some names hold, in the order of the names."""
    told: dict[str, str] = {}
    for meta in tree.xpath("//meta[@content]"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        told.setdefault(key.strip().lower(), _line(meta.get("content")))
    return [told[name] for name in names if told.get(name)]


def _times(tree: Any) -> list[str]:
    """Return the moments of elements that stand in the article, those by its byline first."""
    found = [
        element
        for element in tree.xpath("//time[@datetime]")[:MOST_TIMES]
        if not _is_apart(element)
    ]
    byline = [one for one in found if _near_byline(one)]
    told = [one.get("datetime") for one in [*byline, *found]]
    named = [
        element.text
        for element in tree.xpath(
            "//body//*[(contains(@class,'date') or contains(@class,'time'))"
            " and not(contains(@class,'update') or *)]"
        )[:MOST_TIMES]
        if not _is_apart(element)
    ]
    lines = [*_marked(tree, _CAME_OUT), *(_line(str(one)) for one in (*told, *named))]
    return [line for line in lines if line and _short(line)]


def _marked(tree: Any, marks: tuple[str, str]) -> list[str]:
    """Return the moments that microdata mark, and those of a class that microformats name."""
    prop, name = marks
    held = tree.xpath(f"//*[@itemprop='{prop}']/@*[name()='content' or name()='datetime']")
    shown = tree.xpath(f"//*[{_OF_CLASS.format(name)}]")[:MOST_TIMES]
    told = ["".join(one.itertext()) for one in shown if not _is_apart(one)]
    return [line for one in (*held, *told) if (line := _line(str(one))) and _short(line)]


def _short(line: str) -> bool:
    return len(line) <= LONGEST_DATE


def _is_apart(element: Any) -> bool:
    """Return whether an element stands beside the article: in a menu, a list of other stories."""
    for one in (element, *element.iterancestors()):
        marks = f"{one.get('class') or ''} {one.get('id') or ''}".lower()
        if one.tag in {"aside", "nav", "footer"} or _APART.search(marks):
            return True
    return False


def _near_byline(element: Any) -> bool:
    """Return whether an element, or what holds it, says that it is the line of author and date."""
    for one in (element, *element.iterancestors()):
        marks = f"{one.get('class') or ''} {one.get('itemprop') or ''}".lower()
        if re.search(r"byline|author|publish|dateline|timestamp|article-meta", marks):
            return True
    return False


def _people(tree: Any) -> list[str]:
    """Return the authors that a page's meta tags or byline name."""
    told = [one for one in _metas(tree, _AUTHOR) if "://" not in one and not _SITE.fullmatch(one)]
    if told:
        return told[:1]
    shown = [one for one in tree.xpath(_NAMED)[:MOST_TIMES] if not _is_apart(one)]
    if names := [name for one in shown if (name := _line("".join(one.itertext())))]:
        return [authors.author_in(name) for name in names]
    for element in tree.xpath(
        "//*[@rel='author' or @itemprop='author' or contains(@class,'byline')]"
    ):
        name = without_by(_line("".join(element.xpath(_NO_TIME))))
        if 0 < len(name) <= 80 and not _is_apart(element):
            return [authors.author_in(name)]
    return []


def _publisher(tree: Any) -> str:
    """Return the outlet that a page's microdata name."""
    named = tree.xpath(
        "//*[@itemprop='publisher']/descendant-or-self::*[@itemprop='name' or not(*)]"
    )
    told = [_line(one.get("content") or "".join(one.itertext())) for one in named]
    return next((one for one in told if one and "://" not in one), "")


def _behind_title(tree: Any, title: str) -> str:
    """Return the outlet that stands behind the headline in the window's title."""
    told = _first(tree.xpath("//head/title/text()"))
    parts = _SEPARATOR.split(told)
    return parts[-1] if len(parts) == 2 and title and _plain(parts[0]) == _plain(title) else ""
