"""Word documents to their paragraphs and author, read as they stream past.

A document is a zip of XML; a few kilobytes of one may unpack to gigabytes. So no more of a part is
unpacked than may be read, no tree of it is kept, and of all the parts two are opened at most.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from sentiment.intake.markup import XML_LIMITS

LARGEST_PART = 20_000_000  # bytes of XML; the longest text that is read needs a few millions
# Marks of a run that stand for characters: ECMA-376, part 1, section 17.3.3
_SIGNS = {"br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t", "tab": "\t"}
# No running text: tables, boxes, pictures, what was struck out, and how a paragraph is set
_ASIDE = {"tbl", "txbxContent", "drawing", "pict", "object", "del", "moveFrom", "pPr"}


class TooLargeError(Exception):
    """A part of a document unpacks to more than ``LARGEST_PART``."""


def paragraphs_of(content: bytes, *, most: int) -> list[str]:
    """Return a document's paragraphs, no more of them than reach beyond *most* characters.

    Raises
    ------
    TooLargeError
        If its text unpacks to more than ``LARGEST_PART``.
    Exception
        Of many kinds, if it is torn or no Word document.
    """
    found, held = [], 0
    for paragraph in _paragraphs(_part(content, "/officeDocument")):
        found.append(paragraph)
        held += len(paragraph)
        if held > most:
            break
    return found


def author_of(content: bytes) -> str:
    """Return who wrote a document, "" where it does not say; raises as paragraphs_of does."""
    told = _streamed(_part(content, "/core-properties"))
    named = (element.text for event, name, element in told if (event, name) == ("end", "creator"))
    return next(named, "") or ""


def _paragraphs(told: bytes) -> Iterator[str]:
    """Yield the text of each paragraph."""
    aside = 0
    parts: list[str] = []
    for event, name, element in _streamed(told):
        if name in _ASIDE:
            aside += 1 if event == "start" else -1
        elif aside or event == "start":
            continue
        elif name == "p":
            yield "".join(parts)
            parts.clear()
        else:
            parts.append((element.text or "") if name == "t" else _SIGNS.get(name, ""))


def _part(content: bytes, kind: str) -> bytes:
    """Return the part of a document that is its text or its properties."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for event, name, element in _streamed(_unpacked(archive, "_rels/.rels")):
            told = name == "Relationship" and element.get("Type", "").endswith(kind)
            if told and event == "start":
                target = posixpath.normpath(f"/{element.get('Target', '')}")
                return _unpacked(archive, target.lstrip("/"))
    raise KeyError(kind)


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a part, unpacked no further than it may be large."""
    with archive.open(name) as file:
        held = file.read(LARGEST_PART + 1)
    if len(held) > LARGEST_PART:
        raise TooLargeError(name)
    return held


def _streamed(told: bytes) -> Iterator[tuple[str, str, Any]]:
    """Yield where each element of some XML starts and ends, its local name and itself."""
    found = etree.iterparse(
        BytesIO(told),
        events=("start", "end"),
        **XML_LIMITS,
    )
    for event, element in found:
        yield event, etree.QName(element).localname, element
        if event == "end":
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
