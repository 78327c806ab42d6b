"""Files of text in whatever encoding they were written, told from their bytes."""

import codecs
from pathlib import Path

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16's, which it opens with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Of eight bits, or pairs of them, which only the words can tell apart; the commonest first.
EIGHT_BITS = ("cp1252", "cp932", "gb18030", "big5", "cp949", "cp1251", "cp1250")
_HEAD = 4_096  # bytes that tell UTF-16 without a mark
_AT_ONCE = 1_000_000  # bytes


def encoding_of(path: Path) -> str | None:
    """Return the encoding of a file: by its mark, else UTF-8 or UTF-16 if it is, else Windows-1252.

    None where the file holds bytes that no text has.

    Raises
    ------
    OSError
        If it cannot be opened.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return marked(head) or unmarked_utf16(head) or _eight_bits(path)


def marked(head: bytes) -> str | None:
    r"""Return the encoding that a file's first bytes name; None where they name none.

    Examples
    --------
    >>> marked(b"\xff\xfeD\0a\0t\0e\0"), marked(b"Date")
    ('utf-16', None)
    """
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def unmarked_utf16(head: bytes) -> str | None:
    r"""Return which UTF-16 a file without a mark is in: of plain letters every other byte is zero.

    Examples
    --------
    >>> unmarked_utf16(b"D\0a\0t\0e\0"), unmarked_utf16(b"Date")
    ('utf-16-le', None)
    """
    pairs = len(head) // 2
    low, high = (head[place::2].count(0) for place in (1, 0))
    if pairs and low > pairs / 2 and high < pairs / 20:
        return "utf-16-le"
    return "utf-16-be" if pairs and high > pairs / 2 and low < pairs / 20 else None


def _eight_bits(path: Path) -> str | None:
    """Return UTF-8 if the whole file is, else Windows-1252; None for what is no text."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    utf8 = True
    with path.open("rb") as file:
        while some := file.read(_AT_ONCE):
            if b"\0" in some:
                return None
            if utf8:
                try:
                    decoder.decode(some)
                except UnicodeDecodeError:
                    utf8 = False
    try:
        decoder.decode(b"", final=utf8)
    except UnicodeDecodeError:
        utf8 = False
    return "utf-8" if utf8 else EIGHT_BITS[0]
