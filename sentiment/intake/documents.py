"""Files to the text that a reader would have pasted from them.

The text opens with the headline and a line that says when it was published, where the file knows
them, so that it is read exactly as a pasted article is. Every file is taken for hostile: nothing
in it is run or fetched, and each kind has its limits.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from itertools import count
from pathlib import PurePath

from sentiment.errors import DataError
from sentiment.intake import docx, pages, pdf
from sentiment.intake.details import Found, find_details

LARGEST_FILE = 20_000_000  # bytes
LARGEST_PAGE = pages.LARGEST_PAGE
LARGEST_TEXT = 1_000_000  # characters, as for a pasted text
LONGEST_FRONT = 10_000  # characters of TOML before a text
LONGEST_HEADER = 2_000  # characters of an e-mail's header
MOST_PARTS = 5_000  # of an e-mail
MOST_HEADERS = 20_000  # of an e-mail and all its parts
MOST_LINES = 400_000  # of an e-mail, each of which its parser holds; most have 76 letters
LONGEST_NAME = 200  # characters of an outlet's or an author's
# Python knows more that is no way to write a page, and some of it (punycode) takes for ever.
CHARSETS = re.compile(
    r"us-ascii|ascii|utf-?(?:8|16|32)(?:[-_]?[lb]e)?|latin-?[1-9]|iso-?8859-\d{1,2}|koi8-[rtu]"
    r"|(?:windows|cp)-?\d{3,4}|shift[_-]jis|euc-(?:jp|kr)|gbk|gb2312|gb18030|big5|mac-?roman"
    r"|iso-2022-(?:jp|kr)"
)


def text_of(content: bytes, name: str) -> str:
    r"""Return a file's text, headline and publication first where the file tells them.

    Parameters
    ----------
    content
        The whole file.
    name
        Its name, whose ending says what it is: one of :func:`kinds`.

    Raises
    ------
    DataError
        If the file is of another kind, too large, locked, torn, or holds no text.

    Examples
    --------
    >>> text_of(b"A bet unravels\r\n\r\nNvidia said nothing.", "bet.txt")
    'A bet unravels\n\nNvidia said nothing.'
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in _READERS:
        raise DataError(name, f"only files of these kinds can be read: {', '.join(kinds())}")
    if len(content) > LARGEST_FILE:
        raise DataError(name, f"the file is larger than {LARGEST_FILE // 10**6} MB")
    text = re.sub(r"\r\n?", "\n", _READERS[suffix](content, name)).replace("\0", "").strip()
    if not text:
        raise DataError(name, "the file holds no text")
    if len(text) > LARGEST_TEXT:
        raise DataError(name, f"the file holds more than {LARGEST_TEXT:,} characters of text")
    return text


@dataclass(frozen=True, slots=True)
class Origin:
    """Who printed and wrote a file's text, as far as the file itself tells; else ""."""

    outlet: str = ""
    author: str = ""


def origin_of(content: bytes, name: str) -> Origin:
    """Return who printed and wrote what a file holds, where it says so; nothing is guessed.

    Of a file that :func:`text_of` refuses, nothing is said.

    Examples
    --------
    >>> page = b"<meta property='og:site_name' content='The Wire'><p>It fell.</p>"
    >>> origin_of(page, "bet.html")
    Origin(outlet='The Wire', author='')
    """
    teller = _ORIGINS.get(PurePath(name).suffix.lower())
    if teller is None or len(content) > LARGEST_PAGE:
        return Origin()
    try:
        outlet, author = teller(content)
    except Exception:  # a torn file breaks its parser in any of many places, and says nothing
        return Origin()
    return Origin(_one_line(outlet), _one_line(author))


def details_of(content: bytes, name: str) -> Found:
    r"""Return what a file, page or mail says of itself: title, author, outlet, and when.

    Raises
    ------
    DataError
        If :func:`text_of` refuses it.

    Examples
    --------
    >>> details_of(b"A bet unravels\n\nBy Ada Lovelace\n\nIt fell.", "bet.txt").author
    'Ada Lovelace'
    """
    found, origin = find_details(text_of(content, name)), origin_of(content, name)
    return replace(
        found, author=origin.author or found.author, outlet=origin.outlet or found.outlet
    )


def _one_line(told: str | None) -> str:
    """Return a name on one line; an address of the web is none."""
    name = " ".join((told or "").replace("\0", "").split())[:LONGEST_NAME]
    return "" if "://" in name else name


def _html_origin(content: bytes) -> tuple[str, str]:
    """Return the site and the author that a page names."""
    page = pages.page_of(pages.tree_of(content, "page"))
    return page.outlet, page.author


def _eml_origin(content: bytes) -> tuple[str, str]:
    """Return who sent an e-mail."""
    return parseaddr(str(_mail(content)["From"] or ""))[0], ""


def _pdf_origin(content: bytes) -> tuple[str, str]:
    """Return the author that a PDF file names."""
    return "", pdf.author_of(content)


def _docx_origin(content: bytes) -> tuple[str, str]:
    """Return the author that a Word document names."""
    return "", docx.author_of(content)


def kinds() -> list[str]:
    """Return the endings of the files that can be read."""
    return sorted(_READERS)


def _plain(content: bytes, name: str) -> str:
    """Return the text of a plain file: UTF-16 if it says so, else UTF-8 or Windows-1252."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise DataError(name, "the file is not plain text")


_FRONT = re.compile(r"\A\ufeff?\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$", re.DOTALL | re.MULTILINE)


def _markdown(content: bytes, name: str) -> str:
    """Return the text of a Markdown file, its headline and publication from TOML before it."""
    text = _plain(content, name).replace("\r\n", "\n")
    front = _FRONT.match(text)
    if front is None:
        return text
    if len(front[1]) > LONGEST_FRONT:
        raise DataError(name, f"more than {LONGEST_FRONT:,} characters stand before its text")
    try:
        held = tomllib.loads(front[1])
    except (ValueError, RecursionError) as error:  # also of a number of ten thousand digits
        raise DataError(
            name, f"what stands between its lines of +++ is no TOML ({error})"
        ) from error
    told = held.get("published", "")
    published = told.isoformat() if isinstance(told, date) else str(told)
    return _assembled(str(held.get("title", "")), published, text[front.end() :])


def _html(content: bytes, name: str) -> str:
    """Return the article of a web page, without what surrounds it."""
    page, text = pages.article_of(content, name)
    return _assembled(page.title, page.published, text, updated=page.updated)


def _pdf(content: bytes, name: str) -> str:
    """Return the text of a PDF file, page after page."""
    return pdf.text_of(content, name, most=LARGEST_TEXT)


def _docx(content: bytes, name: str) -> str:
    """Return the paragraphs of a Word document."""
    try:
        paragraphs = docx.paragraphs_of(content, most=LARGEST_TEXT)
    except docx.TooLargeError as error:
        raise DataError(
            name, f"its text unpacks to over {docx.LARGEST_PART // 10**6} MB"
        ) from error
    except Exception as error:  # a torn file breaks the parser in any of its many places
        raise DataError(name, "the file cannot be read as a Word document") from error
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip())


class _ShortHeaders(policy.EmailPolicy):
    """Python's own, for one e-mail, without what a header says beyond the length of any read.

    Its parser takes a time and memory that grow with the square of a header's length.
    """

    _met: Iterator[int]

    def __init__(self) -> None:
        super().__init__(message_factory=EmailMessage)
        object.__setattr__(self, "_met", count())  # a policy's other attributes are fixed

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return a header's name and what it says; ValueError if too many came before it."""
        if next(self._met) >= MOST_HEADERS:
            raise ValueError(f"more than {MOST_HEADERS} headers")
        name, value = super().header_source_parse(sourcelines)
        return name[:LONGEST_HEADER], value[:LONGEST_HEADER]


def _mail(content: bytes) -> EmailMessage:
    """Return an e-mail in its parts; ValueError if it has too many, or too many lines.

    A line that opens with two hyphens may be a border between parts, or a mere rule.
    """
    if content.count(b"\n--") > MOST_PARTS:
        raise ValueError(f"more than {MOST_PARTS} parts")
    if max(map(content.count, (b"\n", b"\r"))) > MOST_LINES:
        raise ValueError(f"more than {MOST_LINES} lines")
    try:
        # typed as a policy of any message, though it is one of EmailMessage
        return message_from_bytes(content, policy=_ShortHeaders())  # type: ignore[arg-type]
    except RecursionError as error:
        raise ValueError("parts too deep in each other") from error


def _eml(content: bytes, name: str) -> str:
    """Return the subject, date and body of an e-mail, the plain version if it has one."""
    try:
        message = _mail(content)
        body = message.get_body(("plain", "html"))
        if not isinstance(body, EmailMessage):
            raise DataError(name, "the e-mail has no text")
        if not CHARSETS.fullmatch(str(body.get_content_charset("utf-8"))):
            raise ValueError("no way to write a letter")
        text = body.get_content()
        subject, instant = str(message["subject"] or ""), getattr(message["date"], "datetime", None)
    except DataError:
        raise
    except Exception as error:  # a torn header breaks its parser in any of many places
        raise DataError(name, "the file cannot be read as an e-mail") from error
    if body.get_content_subtype() == "html":
        text = pages.article_of(text, name)[1]
    return _assembled(subject, instant.isoformat() if instant else "", text)


def _assembled(title: str, published: str, text: str, *, updated: str = "") -> str:
    """Return headline, publication and text as one, the headline once."""
    title = " ".join(title.split())
    first, _, rest = text.strip().partition("\n")
    told = [f"Published {published}"] if published else []
    told += [f"Updated {updated}"] if updated and updated != published else []
    parts = [title, "\n".join(told), rest if first == title else text]
    return "\n\n".join(part.strip() for part in parts if part.strip())


_ORIGINS: dict[str, Callable[[bytes], tuple[str, str]]] = {
    ".docx": _docx_origin,
    ".eml": _eml_origin,
    ".htm": _html_origin,
    ".html": _html_origin,
    ".pdf": _pdf_origin,
}
_READERS: dict[str, Callable[[bytes, str], str]] = {
    ".docx": _docx,
    ".eml": _eml,
    ".htm": _html,
    ".html": _html,
    ".md": _markdown,
    ".pdf": _pdf,
    ".txt": _plain,
}
