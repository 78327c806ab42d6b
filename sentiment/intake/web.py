"""A page, feed or file of the web, by its address; what went wrong, in words.

An address that a reader pastes may be anybody's trap: one that leads into the reader's own
network, never ends, or unpacks without end. Size and time are limited as a whole, and
:mod:`sentiment.intake.connections` sees to where it may lead.
"""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import urljoin

import pandas as pd
import urllib3
from urllib3 import exceptions
from urllib3.util import Url, parse_url

from sentiment.errors import SentimentError
from sentiment.intake import documents
from sentiment.intake.connections import (
    PORTS,
    Private,
    PrivateAddressError,
    Watch,
    pool_to,
    watched,
)

Trouble = Literal[
    "not http",
    "credentials",
    "port",
    "private",
    "unknown name",
    "unreachable",
    "certificate",
    "refused",
    "not found",
    "answer",
    "redirects",
    "too large",
    "too slow",
    "broken",
    "no text",
    "feed",
]

LARGEST_ANSWER = 5_000_000  # bytes, as sent and again as unpacked
MOST_MEMBERS = 100  # packed parts of one answer; pages have one, and each costs a copy of the rest
LONGEST_WAIT = 20.0  # seconds for all of it: names, redirects, the last byte
MOST_REDIRECTS = 5
USER_AGENT = "Mozilla/5.0 (compatible; investor-sentiment-dashboard; one page for one reader)"
_SENTENCES: dict[Trouble, str] = {
    "not http": "{url} is not an address of the web: one begins with http:// or https://",
    "credentials": "{url} came with a name or password, which are not sent anywhere",
    "port": "{url} names port {detail}, but only 80 and 443 are asked",
    "private": "{url} leads to {detail}, which is not on the public internet",
    "unknown name": "{url} has no site: its name is not known",
    "unreachable": "{url} cannot be reached: there is no connection to it",
    "certificate": "{url} cannot prove that it is the site it says it is",
    "refused": "{url} is kept from programs (the site answers {detail}): paste its text instead",
    "not found": "{url} is not there (the site answers {detail})",
    "answer": "{url} gives no page (the site answers {detail})",
    "redirects": "{url} sends its reader on more than {detail} times",
    "too large": "{url} is larger than {detail} MB",
    "too slow": "{url} did not come within {detail} seconds",
    "broken": "{url} broke off or cannot be read",
    "no text": "{url} is {detail}, which holds no text to read",
    "feed": "{url} is a feed of many articles, not one",
}
_LONGEST_SHOWN = 120  # characters of an address in a sentence


class FetchError(SentimentError):
    """An address of the web could not be read."""

    def __init__(self, url: str, trouble: Trouble, detail: str = "") -> None:
        super().__init__(url, trouble, detail)
        self.url, self.trouble, self.detail = url, trouble, detail

    def __str__(self) -> str:
        shown = self.url if len(self.url) <= _LONGEST_SHOWN else f"{self.url[:_LONGEST_SHOWN]}…"
        return _SENTENCES[self.trouble].format(url=shown, detail=self.detail) + "."


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave."""

    url: str  # where it lay in the end, after redirects
    content: bytes  # unpacked; text is in UTF-8 where the site said how it is written
    kind: str  # the ending of a file of its kind, such as ".html"; ".xml" is a feed
    fetched_at: pd.Timestamp


def fetch(url: str, *, allow_private: Private = False, longest: float = LONGEST_WAIT) -> Fetched:
    """Return what an address of the web holds, if it is of a kind that can be read.

    Parameters
    ----------
    allow_private
        Whether it may lie in a private network and at any port: True, or at these addresses
        alone, such as ``frozenset({"10.0.0.7:8080"})``.
    longest
        Seconds that all of it may take.

    Raises
    ------
    FetchError
        If the address is none of the web or leads into a private network, or its site refuses,
        is too slow, or sends too much or what holds no text.
    """
    first = url = url.strip()
    with watched(longest) as watch:
        for _ in range(MOST_REDIRECTS + 1):
            found = _asked(_checked(url, allow_private), watch, allow_private)
            if isinstance(found, Fetched):
                return found
            url = found
    raise FetchError(first, "redirects", str(MOST_REDIRECTS))


def article_of(fetched: Fetched) -> str:
    """Return the text that a reader would have pasted from what was fetched.

    Raises
    ------
    FetchError
        If it is a feed.
    DataError
        If it holds no article.
    """
    if fetched.kind == ".xml":
        raise FetchError(fetched.url, "feed")
    return documents.text_of(fetched.content, f"{parse_url(fetched.url).host}{fetched.kind}")


def _checked(url: str, allow_private: Private) -> Url:
    """Return an address in its parts if it is one of the web."""
    try:
        parts = parse_url(url)
    except exceptions.LocationParseError as error:
        raise FetchError(url, "not http") from error
    if parts.scheme not in {"http", "https"} or not parts.host or re.search(r"[\s\\]", url):
        raise FetchError(url, "not http")
    if parts.auth is not None:
        raise FetchError(parts._replace(auth=None).url, "credentials")
    if not allow_private and parts.port not in {None, *PORTS}:
        raise FetchError(url, "port", str(parts.port))
    return parts._replace(fragment=None)


def _asked(site: Url, watch: Watch, allow_private: Private) -> Fetched | str:
    """Return what an address holds, or the address that it sends its reader on to."""
    try:
        with pool_to(site, watch, allow_private=allow_private) as pool:
            response = pool.urlopen(
                "GET",
                site.request_uri,
                headers=_HEADERS,
                redirect=False,
                retries=False,
                preload_content=False,
                decode_content=False,
            )
            onward = response.headers.get("location")
            if onward and response.status in {301, 302, 303, 307, 308}:
                return urljoin(site.url, onward)
            _check_status(site.url, response.status)
            sent = _received(site.url, response)
    except (exceptions.HTTPError, OSError, ValueError) as error:
        trouble = "too slow" if watch.over else _trouble_of(error)
        details = {"too slow": f"{watch.longest:g}", "private": str(error)}
        raise FetchError(site.url, trouble, details.get(trouble, "")) from error
    if watch.over:  # what was cut may look as if it had ended by itself
        raise FetchError(site.url, "too slow", f"{watch.longest:g}")
    return _described(site.url, sent, response.headers)


_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html, application/xhtml+xml, application/pdf, text/plain, application/rss+xml,"
    " application/atom+xml, application/xml;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en, *;q=0.5",
    "Connection": "close",
}


def _trouble_of(error: Exception) -> Trouble:
    """Return what an exception of a connection means."""
    kinds: list[tuple[type[Exception], Trouble]] = [
        (PrivateAddressError, "private"),
        (exceptions.NameResolutionError, "unknown name"),
        (exceptions.NewConnectionError, "unreachable"),
        (exceptions.SSLError, "certificate"),
        (exceptions.TimeoutError, "too slow"),
    ]
    return next((trouble for kind, trouble in kinds if isinstance(error, kind)), "broken")


def _check_status(url: str, status: int) -> None:
    """Refuse an answer that is not the page."""
    if status in {401, 402, 403, 407, 429, 451} or status >= 500:
        raise FetchError(url, "refused", str(status))
    if status in {404, 410}:
        raise FetchError(url, "not found", str(status))
    if not 200 <= status < 300:
        raise FetchError(url, "answer", str(status))


def _too_large(url: str) -> FetchError:
    return FetchError(url, "too large", f"{LARGEST_ANSWER / 10**6:g}")


def _received(url: str, response: urllib3.BaseHTTPResponse) -> bytes:
    """Return an answer's body as it was sent."""
    told = response.headers.get("content-length", "")
    if told.isdecimal() and int(told) > LARGEST_ANSWER:
        raise _too_large(url)
    body = bytearray()
    for part in response.stream(2**16, decode_content=False):
        body += part
        if len(body) > LARGEST_ANSWER:
            raise _too_large(url)
    return bytes(body)


def _unpacked(url: str, body: bytes, packing: str) -> bytes:
    """Return a body as its author wrote it, unpacked no further than it may be large."""
    if packing in {"", "identity"} or not body:
        return body
    if packing not in {"gzip", "x-gzip", "deflate"}:
        raise FetchError(url, "broken")
    unpacked, rest, members = bytearray(), memoryview(body), 0
    # zlib's own header, gzip's, or, as some servers send "deflate", none at all
    bits = zlib.MAX_WBITS | 32 if body[0] in {0x1F, 0x78} else -zlib.MAX_WBITS
    try:
        while rest:
            members += 1
            unpacker = zlib.decompressobj(bits)
            unpacked += unpacker.decompress(rest, LARGEST_ANSWER + 1 - len(unpacked))
            if len(unpacked) > LARGEST_ANSWER:
                raise _too_large(url)
            if not unpacker.eof or members > MOST_MEMBERS:
                raise FetchError(url, "broken")
            rest = _after_padding(rest[len(rest) - len(unpacker.unused_data) :])
    except zlib.error as error:
        raise FetchError(url, "broken") from error
    return bytes(unpacked)


def _after_padding(rest: memoryview) -> memoryview:
    """Return what stands behind zeros, which fill up a file of gzip."""
    padding = len(rest) - len(bytes(rest).lstrip(b"\0")) if rest and rest[0] == 0 else 0
    return rest[padding:]


_KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "message/rfc822": ".eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/rdf+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
}
_UNSAID = {"", "application/octet-stream", "binary/octet-stream", "application/download"}
_TEXTS = {".html", ".txt", ".md"}
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_PAGE = re.compile(rb"<!doctype html|<html[\s>]", re.IGNORECASE)
_OPENING = 2_000  # bytes in which a file shows of what kind it is


def _described(url: str, sent: bytes, headers: Mapping[str, str]) -> Fetched:
    """Return a body as what was fetched, if its kind can be read."""
    content = _unpacked(url, sent, headers.get("content-encoding", "").strip().lower())
    said, _, rest = headers.get("content-type", "").partition(";")
    media = said.strip().lower()
    kind = _kind_of(url, content, media)
    if kind is None:
        raise FetchError(url, "no text", f"of the kind {media[:60]}" if media else "of no kind")
    if kind in _TEXTS and (charset := re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", rest.lower())):
        content = _in_utf8(content, charset[1])
    return Fetched(url, content, kind, pd.Timestamp.now("UTC"))


def _kind_of(url: str, content: bytes, media: str) -> str | None:
    """Return the ending of a file of this kind; None if it cannot be read."""
    opening = content[:_OPENING].lstrip(b"\xef\xbb\xbf \t\r\n")
    if opening.startswith(b"%PDF-"):
        return ".pdf"
    page, feed = _PAGE.search(opening), _FEED.search(opening)
    kind = _KINDS.get(media)
    if kind is None and media in _UNSAID:
        ending = PurePosixPath(parse_url(url).path or "").suffix.lower()
        kind = ending if ending in {*_KINDS.values(), ".htm"} else None
    if kind in {None, ".html", ".txt", ".xml"} and feed and not page:
        return ".xml"
    if page and (kind in {".xml", ".txt"} or (kind is None and media in _UNSAID)):
        return ".html"
    return kind


def _in_utf8(content: bytes, charset: str) -> bytes:
    """Return a text in UTF-8 if it is indeed written as its site says, else as it was."""
    if not documents.CHARSETS.fullmatch(charset):
        return content
    try:
        return content.decode(charset).removeprefix("\ufeff").encode()
    except (LookupError, UnicodeError):
        return content
