"""The header of a grid of cells: below a title, among known names, or told by what follows."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sentiment.intake import column_levels, column_names, written_dates

Cells = Sequence[object]
LOOKED_AT = 60  # rows from which a header is told
_ABOVE = 15  # rows that may stand above it: a title, a note, a line of money
_FEWEST_DAYS = 3  # that head a grid
_FIGURE = re.compile(r"[\d\s.,:/$€£%+−-]*\d[\d\s.,:/$€£%+−TZ-]*[KMB]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """The names of a grid's columns, and how many rows stand before its first one."""

    names: tuple[str, ...]
    above: int
    told: bool  # by the grid; otherwise columns are numbered
    title: str  # what stands above it
    joint: int  # the column of words, into which separators within a headline fall
    levels: column_levels.Levels | None = None  # where it has two


def header_of(first: Sequence[Cells]) -> Header | None:
    """Return the header of a grid by its first rows; None for a grid without rows.

    Examples
    --------
    >>> header_of([["My watchlist"], ["Date", "Headline"], ["2026-02-02", "Profit rises"]]).names
    ('Date', 'Headline')
    >>> header_of([["2026-02-02", "Profit rises"], ["2026-02-03", "It fell"]]).names
    ('column 1', 'column 2')
    """
    if not first:
        return None
    if levels := column_levels.levels_of(first):
        return Header(levels.names, levels.above, True, "", 0, levels)
    place = next(
        (at for at, row in enumerate(first[:_ABOVE]) if _names(row, first[at + 1 :])), None
    )
    if place is None:
        place = _unknown_names(first)
    if place is not None:
        rows = first[place + 1 :]
        named, further = _in_two_rows(first[place], rows) or _in_lines(first[place], rows)
        rows = rows[further:]
        names = _distinct(named, width=_width(rows))
        title = " ".join(str(cell) for row in first[:place] for cell in row if cell)
        above = place + 1 + further
        return Header(names, above, True, title, _words_at(rows, len(names)))
    width = max(map(len, first))
    above = next(at for at, row in enumerate(first) if len(row) > 1 or width == 1)
    return Header(_distinct([""] * width), above, False, "", _words_at(first[above:], width))


def records(
    read: Callable[[], Iterator[Cells]], header: Header, *, separator: str = " "
) -> Iterator[dict[str, object]]:
    """Yield the rows below a header by its names.

    Cells beyond the last name are put back into the column of words, whose separators parted them.
    """
    if header.levels:
        yield from column_levels.records(
            itertools.islice(read(), header.above, None), header.levels
        )
        return
    width = len(header.names)
    labels = [f"{name}:".casefold() for name in header.names]
    for row in itertools.islice(read(), header.above, None):
        cells = _trimmed(row, width)
        if extra := len(cells) - width:
            if extra > 0:
                joint = header.joint
                words = separator.join(map(str, cells[joint : joint + extra + 1]))
                cells = [*cells[:joint], words, *cells[joint + extra + 1 :]]
            else:
                cells = [*cells, *[""] * -extra]
        yield dict(zip(header.names, map(_unlabelled, cells, labels), strict=True))


def _unlabelled(cell: object, label: str) -> object:
    """Return a cell without its column's name, which pages for telephones repeat before it."""
    if isinstance(cell, str) and cell[: len(label)].casefold() == label:
        return cell[len(label) :].lstrip()
    return cell


def turned(first: Sequence[Cells]) -> list[list[object]] | None:
    """Return a whole grid with its columns as rows, where a row of days heads it.

    Examples
    --------
    >>> days = ["", "2026-02-02", "2026-02-03", "2026-02-04"]
    >>> turned([days, ["Close", "185.61", "186.02", "184.20"]])[1]
    ['2026-02-02', '185.61']
    """
    place = next((at for at, row in enumerate(first[:_ABOVE]) if _are_days(row[1:])), None)
    if place is None or len(first) >= LOOKED_AT:
        return None
    rows = [row for row in first[place:] if len(_trimmed(row, 0)) > 1]
    return [list(column) for column in itertools.zip_longest(*rows, fillvalue="")]


def _are_days(cells: Cells) -> bool:
    """Return whether cells are days, each another."""
    told = [one for cell in _trimmed(cells, 0) for one in [written_dates.read(cell)]]
    days = {one.day or one.either for one in told if one is not None} - {None}
    return len(days) == len(told) >= _FEWEST_DAYS


def _names(row: Cells, below: Sequence[Cells]) -> bool:
    """Return whether a row is the header of what stands below it."""
    wide = not below or len(_trimmed(row, 0)) >= min(2, max(map(len, below)))
    return wide and column_names.is_header(row)


def _unknown_names(first: Sequence[Cells]) -> int | None:
    """Return which row names columns in words of its own: it has no figure where the rows have."""
    place = next((at for at, row in enumerate(first[:_ABOVE]) if len(_trimmed(row, 0)) > 1), None)
    if place is None or any(map(_is_figure, first[place])):
        return None
    below = first[place + 1 :]
    return place if any(any(map(_is_figure, row)) for row in below) else None


def _in_lines(row: Cells, below: Sequence[Cells]) -> tuple[list[object], int]:
    """Return the names of a header that goes on in lines of one cell, and how many those are.

    So a copied page breaks it where a name has an explanation; of those lines only names count.
    """
    alone = list(itertools.takewhile(lambda one: len(_trimmed(one, 0)) == 1, below))
    more = [one[0] for one in alone if column_names.is_header(one[:1])]
    whole = len(_trimmed(row, 0)) + len(more) == _width(below[len(alone) :])
    return ([*_trimmed(row, 0), *more], len(alone)) if more and whole else (list(row), 0)


def _in_two_rows(row: Cells, below: Sequence[Cells]) -> tuple[list[object], int] | None:
    """Return the names of a header that goes on in a second row; None if it does not.

    That row holds words alone where the rows below hold figures, and names columns that the first
    leaves without a name.
    """
    second = list(below[0]) if len(below) > 1 else []
    words = [str(cell or "").strip() for cell in second]
    figures = [
        at
        for at in range(len(words))
        if any(
            at < len(one) and _is_figure(one[at])
            for one in below[1:]
            if one[at : at + 1] not in ([None], [""])
        )
    ]
    short = all(len(word.split()) <= 3 and not _is_figure(word) for word in words if word)
    first = [str(row[at] or "").strip() if at < len(row) else "" for at in range(len(words))]
    new = [at for at, word in enumerate(words) if word and not first[at]]
    named = any(words[at] for at in figures) and any(
        column_names.is_header([words[at]]) for at in new
    )
    if not (short and new and named):
        return None
    names = (" ".join(part for part in pair if part) for pair in zip(first, words, strict=True))
    return list(names), 1


def _width(rows: Sequence[Cells]) -> int:
    """Return how many cells most rows have that hold anything behind the last name, too."""
    filled = [len(_trimmed(row, 0)) for row in rows]
    return max(set(filled), key=filled.count) if filled else 0


def _is_figure(cell: object) -> bool:
    """Return whether a cell holds a number or a date rather than words."""
    if isinstance(cell, str):
        return bool(_FIGURE.fullmatch(cell.strip()))
    return cell is not None


def _trimmed(row: Cells, width: int) -> list[object]:
    """Return the cells of a row without empty ones behind the last column."""
    cells = list(row)
    while len(cells) > width and (cells[-1] is None or cells[-1] == ""):
        cells.pop()
    return cells


def _distinct(names: Cells, *, width: int = 0) -> tuple[str, ...]:
    """Return names of which none is empty or comes twice; those behind a width that are, go."""
    given: list[str] = []
    for place, name in enumerate(_trimmed(names, width) or names, 1):
        told = " ".join(str(name if name is not None else "").split()) or f"column {place}"
        given.append(told if told not in given else f"{told} {place}")
    return tuple(given) if any(names) else tuple(f"column {at}" for at in range(1, len(names) + 1))


def _words_at(rows: Sequence[Cells], width: int) -> int:
    """Return the column that holds most letters."""
    whole = [row for row in rows if len(row) == width] or [[""] * width]
    return max(
        range(width), key=lambda at: sum(map(str.isalpha, "".join(str(row[at]) for row in whole)))
    )
