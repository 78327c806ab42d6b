"""PDF files to their text, page after page, within limits of time and size.

A few kilobytes may unpack to gigabytes, or draw one thing thousands of times over, on every page.
pypdf limits what is unpacked and parsed at once; here all of it together is limited.
"""

import time
from contextlib import AbstractContextManager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sentiment.errors import DataError

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 300
LONGEST = 30.0  # seconds for all pages; an article takes well under one
# What pypdf may do between two looks at the clock: some seconds' work at worst
_LARGEST_STREAM = 10_000_000  # bytes unpacked
_MOST_IN_STREAM = 500_000  # marks and their operands


class _TooSlowError(Exception):
    """The time is over."""


def text_of(content: bytes, name: str, *, most: int, longest: float = LONGEST) -> str:
    """Return a file's text, a blank line between its pages, until there are *most* characters.

    Raises
    ------
    DataError
        If it is locked, torn, has no text or too many pages, or reading takes over *longest*
        seconds.
    """
    try:
        with _limited():
            text = _text(_opened(content, name), most, end=time.monotonic() + longest)
    except DataError:
        raise
    except _TooSlowError as error:
        raise DataError(name, f"reading the file takes over {longest:g} seconds") from error
    except Exception as error:  # a torn file breaks the parser in any of its many places
        raise DataError(name, "the file cannot be read as PDF") from error
    if not text.strip():
        raise DataError(name, "the file holds no text: its pages may be pictures")
    return text


def author_of(content: bytes) -> str:
    """Return the author that a file names, "" where it names none; a torn file raises anything."""
    import pypdf  # noqa: PLC0415 (needed for this kind of file alone)

    with _limited():
        told = pypdf.PdfReader(BytesIO(content)).metadata
        return (told.author if told else "") or ""


def _limited() -> AbstractContextManager[object]:
    """Return what limits pypdf's work while it is entered."""
    import pypdf  # noqa: PLC0415 (needed for this kind of file alone)

    return pypdf.apply_configuration(
        zlib_maximum_output_length=_LARGEST_STREAM,
        stream_parsing_work_maximum_count=_MOST_IN_STREAM,
    )


def _opened(content: bytes, name: str) -> "PdfReader":
    """Return a file's reader if it is not locked and not too long."""
    import pypdf  # noqa: PLC0415 (needed for this kind of file alone)

    reader = pypdf.PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise DataError(name, "the file is locked with a password")
    if len(reader.pages) > MOST_PAGES:
        raise DataError(name, f"the file has more than {MOST_PAGES} pages")
    return reader


def _text(reader: "PdfReader", most: int, *, end: float) -> str:
    """Return the text of the pages, looking at the clock before each mark that is drawn."""

    def look(*_: Any) -> None:
        if time.monotonic() > end:
            raise _TooSlowError

    pages: list[str] = []
    for page in reader.pages:
        look()
        pages.append(page.extract_text(visitor_operand_before=look))
        if sum(map(len, pages)) > most:
            break
    return "\n\n".join(pages)
