"""Rows of cells from a file of separated values: its encoding, separator and header are found.

A file is read a row at a time; how it is written is told from its beginning.
"""

import csv
import itertools
import re
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from sentiment.errors import DataError
from sentiment.intake import column_names, encodings

SEPARATORS = "\t;|,"  # the rarer within a sentence the earlier
LONGEST_CELL = 2_000_000  # characters
_FIRST = 60  # rows that tell the separator
_HEAD = 400_000  # characters in which they are looked for
_NAMES = 2_000  # bytes in which the names of columns stand
_HINT = re.compile(r'"?sep=(.)"?\s*')  # Excel's own line above a table
_RULE = set("-:=")  # of which the line below a header of Markdown is made
_MARKDOWN = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*")
_EMPHASIS = re.compile(r"(\*\*|__|`)([^*_`]+)\1")  # of a whole word or cell in Markdown
_NONE = "\x1f"  # separates nothing: a file of one column
_LEAST = 0.7  # of the rows have the separators that the header has
# A comma stands in headlines and numbers alike, a tab in neither.
_TRUST = {"\t": 0.3, ";": 0.2, "|": 0.1, ",": 0.0}
_EVEN = 0.5  # for rows that all have what the first has: a list within a cell stands below alone


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file of separated values is written."""

    encoding: str
    separator: str
    quoted: bool  # whether quotes hold cells together


def rows_of(path: Path, dialect: Dialect) -> Iterator[list[str]]:
    """Yield the rows that hold anything, each a list of stripped cells.

    Raises
    ------
    DataError
        If a cell is longer than any text.
    OSError
        If the file cannot be opened.
    """
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=dialect.encoding, errors="replace", newline="") as file:
        try:
            lines = (line.replace("\0", "") for line in _lines(path, file))
            lines = (line for at, line in enumerate(lines) if at or not _HINT.fullmatch(line))
            yield from _filled(_reader(lines, dialect.separator, quoted=dialect.quoted))
        except csv.Error as error:
            raise DataError(path, f"cannot be read as a table ({error})") from error


def dialect_of(path: Path) -> Dialect:
    """Return how a file is written.

    Raises
    ------
    DataError
        If its bytes are those of no text.
    OSError
        If it cannot be opened.
    """
    encoding = _encoding(path)
    if encoding is None:
        raise DataError(path, "is no text; save the table as CSV, Excel (.xlsx), JSON or Parquet")
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        head = file.read(_HEAD).replace("\0", "")
    whole = len(head) < _HEAD
    lines = head.splitlines(keepends=True)[: None if whole else -1]
    hint = _HINT.fullmatch(lines[0]) if lines else None
    separator = hint[1] if hint else separator_of(lines)
    # Of copied cells a quote may open a headline and never close.
    quoted = separator != "\t" or sum(line.count('"') for line in lines) % 2 == 0
    return Dialect(encoding, separator, quoted)


def is_markdown(path: Path) -> bool:
    """Return whether most lines of a file are those of a table in Markdown.

    Raises
    ------
    OSError
        If it cannot be opened.
    """
    encoding = encodings.encoding_of(path)
    with path.open(encoding=encoding or "utf-8", errors="replace") as file:
        lines = [line for line in file.read(_HEAD).splitlines() if line.strip()]
    barred = sum("|" in line for line in lines)
    return 2 * barred > len(lines) and any(map(_MARKDOWN.fullmatch, lines))


def _encoding(path: Path) -> str | None:
    """Return the encoding of a file; of eight bits the one in which most columns are known."""
    encoding = encodings.encoding_of(path)
    if encoding != encodings.EIGHT_BITS[0]:
        return encoding
    with path.open("rb") as file:
        head = file.read(_NAMES)

    def known(encoding: str) -> int:
        cells = re.split(r"[\t\r\n;,|]", head.decode(encoding, errors="replace"))
        told = (cell.strip(' "') for cell in cells if not cell.isascii())
        return sum(
            any(column_names.roles_of(one, kind) for kind in column_names.KINDS) for one in told
        )

    return max(encodings.EIGHT_BITS, key=known)


def separator_of(lines: Sequence[str]) -> str:
    r"""Return what separates the cells of some lines; what separates nothing if nothing does.

    Examples
    --------
    >>> separator_of(["Datum;Schluss\n", "02.02.2026;186,23\n", "03.02.2026;187,01\n"])
    ';'
    >>> separator_of(["headline\n", "Costs fall, and profit rises\n"]) in SEPARATORS
    False
    """
    best, most = _NONE, 0.0
    for separator in SEPARATORS:
        every = _counts(lines, separator)
        # A header that is copied from a page may go on in lines without any tab.
        counts = [count for count in every if count > 1] if separator == "\t" else every
        header = next((count for count in counts[:15] if count > 1), 0)
        held = counts[counts.index(header) :] if header else []
        if not held or sum(count >= header for count in held) < _LEAST * len(held):
            continue
        usual = _widest(counts)
        like = usual if separator == "\t" else header
        alike = sum(count == like for count in held) / len(every) + _TRUST[separator]
        alike += _EVEN if header == every[0] and len(set(every)) == 1 else 0
        if alike > most and usual > 1:
            best, most = separator, alike
    return best


def _counts(lines: Sequence[str], separator: str) -> list[int]:
    """Return how many cells each of the first rows has."""
    csv.field_size_limit(LONGEST_CELL)
    try:
        rows = _filled(_reader(lines, separator, quoted=True))
        return [len(row) for row in itertools.islice(rows, _FIRST)]
    except csv.Error:
        return []


def _widest(counts: Sequence[int]) -> int:
    """Return how many cells most rows have."""
    return int(statistics.mode(counts)) if counts else 0


def _lines(path: Path, file: TextIO) -> Iterator[str]:
    """Yield the lines of a file; one without end is refused before it is held."""
    for number, line in enumerate(iter(lambda: file.readline(LONGEST_CELL + 1), ""), 1):
        if len(line) > LONGEST_CELL:
            raise DataError(path, f"line {number} is longer than {LONGEST_CELL:,} characters")
        yield line


def _reader(lines: Iterable[str], separator: str, *, quoted: bool) -> Iterator[list[str]]:
    if quoted:
        return csv.reader(lines, delimiter=separator, skipinitialspace=True)
    return csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE, skipinitialspace=True)


def _filled(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """Yield the rows of which any cell holds something."""
    for row in rows:
        stripped = [_EMPHASIS.sub(r"\2", cell.strip()) for cell in row]
        if any(set(cell) - _RULE for cell in stripped):
            yield stripped
