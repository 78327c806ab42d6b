"""Excel workbooks to grids of cells: every sheet with the header of the first one that has any."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from sentiment.errors import DataError
from sentiment.intake import column_names, headers
from sentiment.intake.headers import Cells, Header

if TYPE_CHECKING:
    from openpyxl import Workbook  # type: ignore[import-untyped]

LARGEST_UNPACKED = 300_000_000  # bytes of XML
MOST_COLUMNS = 500
LONGEST_CELL = 32_767  # characters, Excel's own limit


class Grid(NamedTuple):
    """How a workbook's cells stand."""

    header: Header
    sheets: list[str]  # that have it
    first: list[Cells]  # none where one of them is too wide for a table


def grid_of(path: Path) -> Grid | None:
    """Return how a workbook's cells stand; None where no row holds anything.

    Raises
    ------
    DataError
        If it cannot be read as a workbook.
    """
    found: dict[str, Header] = {}
    rows: dict[str, list[Cells]] = {}
    with _opened(path) as book:
        for name in book.sheetnames:
            rows[name] = list(islice(_rows(book[name]), headers.LOOKED_AT))
            header = headers.header_of(rows[name])
            if header is not None:
                found[name] = header
    if not found:
        return None
    known = [name for name, one in found.items() if column_names.is_header(one.names)]
    first = known[0] if known else next(iter(found))
    header = found[first]
    sheets = [name for name, one in found.items() if one.names == header.names]
    above = rows[sheets[0]]
    return Grid(header, sheets, above if all(_is_narrow(row, header) for row in above) else [])


def rows_of(path: Path, header: Header, sheets: list[str]) -> Iterator[Cells]:
    """Yield the rows of sheets, those above the first one's header too, but no other header."""
    with _opened(path) as book:
        for name in sheets:
            rows = _rows(book[name])
            if name != sheets[0]:
                own = headers.header_of(list(islice(_rows(book[name]), headers.LOOKED_AT)))
                rows = islice(rows, own.above if own else 0, None)
            yield from (row for row in rows if _is_narrow(row, header))


def _is_narrow(row: Cells, header: Header) -> bool:
    """Return whether a row has no more cells than a table may have columns, or this one has."""
    return len(row) <= max(MOST_COLUMNS, len(header.names))


@contextmanager
def _opened(path: Path) -> "Iterator[Workbook]":
    """Hand out a workbook, its formulas as the values that they had when it was saved."""
    # A file of our own: openpyxl leaves the one that it opens open where a workbook is torn.
    with path.open("rb") as file:
        book = _book_in(path, file)
        try:
            yield book
        finally:
            book.close()


def _book_in(path: Path, file: BinaryIO) -> "Workbook":
    """Return the workbook that a file holds."""
    from openpyxl import load_workbook  # noqa: PLC0415 - few need it, all would wait

    try:
        with zipfile.ZipFile(file) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > LARGEST_UNPACKED:
            raise DataError(path, f"would unpack to {size // 10**6:,} MB; save it as CSV")
        return load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except (DataError, OSError):
        raise
    except Exception as error:  # a torn file breaks its reader in any of many places
        raise DataError(path, "cannot be read as an Excel workbook; save it as CSV") from error


def _rows(sheet: Any) -> Iterator[Cells]:
    """Yield the rows of a sheet that hold anything."""
    if not hasattr(sheet, "iter_rows"):
        return  # a sheet that is a chart
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()  # what some programs say of a sheet's size is wrong
    try:
        for row in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS):
            cells = [_cell(one) for one in row]
            if any(one is not None and one != "" for one in cells):
                yield cells
    except (DataError, OSError, GeneratorExit):
        raise
    except Exception as error:
        raise DataError("The workbook", "is torn: a sheet cannot be read to its end") from error


def _cell(value: object) -> object:
    return value.strip()[:LONGEST_CELL] if isinstance(value, str) else value
