"""Tables of any kind by the names of their columns, and files of many texts one text at a time.

CSV with any separator and encoding, copied cells, Excel, JSON, JSON Lines and Parquet. Of what can
be read in parts only a few rows are held at once, however large the file.
"""

import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from sentiment.errors import DataError
from sentiment.intake import (
    column_names,
    columns,
    delimited,
    documents,
    headers,
    headline_columns,
    json_tables,
    parquet_tables,
    split_dates,
    workbooks,
)

TABLES = (".csv", ".json", ".jsonl", ".ndjson", ".parquet", ".tsv", ".xlsx")
_OLD = (".xls", ".xlsb", ".numbers", ".ods")
_SEPARATED = (".csv", ".tsv", ".tab", ".txt", ".md", "")
_TOLD = ("title", "text")

Record = Mapping[str, object]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table that can be read over and over."""

    path: Path
    names: tuple[str, ...]  # of its columns; numbered where the table has no header
    rows: Callable[[], Iterator[Record]]
    title: str = ""  # what stands above its header


class Text(NamedTuple):
    """A text and where it stood."""

    source: str  # the file
    row: int | None  # counted from 1; None for a file that is one text
    text: str  # its headline before it, where the file has one


def open_table(path: Path | str, *, wanted: Sequence[str] | None = None) -> Table:
    """Return a table, what its columns are called and how to read its rows.

    Parameters
    ----------
    wanted
        Columns of a Parquet file that are read; all of them if not given.

    Raises
    ------
    DataError
        If the file cannot be opened, is no table, or has no row.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix in _OLD:
        raise DataError(path, f"is a {suffix} file, which cannot be read; save it as .xlsx or CSV")
    try:
        if suffix == ".parquet":
            return _parquet(path, wanted)
        if suffix in {".xlsx", ".xlsm"}:
            table = _workbook(path)
        elif suffix in {".json", ".jsonl", ".ndjson"}:
            table = _json(path)
        else:
            table = _separated(path)
    except OSError as error:
        raise _unopened(path, error) from error
    names, rows = table.names, table.rows
    if parts := split_dates.parts_of(names):
        names, rows = split_dates.names_of(names, parts), split_dates.joined(rows, parts)
    if columns_of_heads := headline_columns.headlines_in(names, rows):
        names, rows = (
            headline_columns.names_of(names, columns_of_heads),
            headline_columns.apart(rows, columns_of_heads),
        )
    return Table(table.path, names, rows, table.title)


def is_table(path: Path | str) -> bool:
    """Return whether a file holds a table: by its ending, or as copied cells with known names."""
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix in (*TABLES, *_OLD) or suffix not in _SEPARATED:
        return suffix in (*TABLES, *_OLD)  # those that cannot be read are told what to save as
    try:
        dialect = delimited.dialect_of(path)
        first = list(islice(delimited.rows_of(path, dialect), headers.LOOKED_AT))
        ruled = dialect.separator == "|" and delimited.is_markdown(path)
    except (DataError, OSError):
        return False
    header = headers.header_of(first)
    if header is None or not header.told or len(header.names) < 2:
        return False
    return ruled or column_names.is_header(header.names)


def texts_of(
    path: Path | str, *, skipped: Callable[[DataError], object] | None = None
) -> Iterator[Text]:
    """Yield each text of a file or a folder, in order.

    Of a table, the columns of headlines and texts are told by their names and by what they hold;
    where it has both, the title is the headline. Of a folder, every file of a kind that can be
    read is one text, deeper folders included.

    Parameters
    ----------
    skipped
        Is told of each file of a folder that cannot be read, and the others are; if not given,
        the first such file ends it.

    Raises
    ------
    DataError
        If a file cannot be opened or read, or a table has no such column.
    """
    path = Path(path)
    try:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                if file.is_file() and file.suffix.lower() in documents.kinds():
                    yield from _whole_unless(file, skipped)
        elif is_table(path):
            yield from (text for text, _ in texts_with_rows(path))
        else:
            yield _whole(path)
    except OSError as error:
        raise _unopened(path, error) from error


def texts_with_rows(path: Path | str) -> Iterator[tuple[Text, Record]]:
    """Yield each text of a table, and the row that it stands in.

    Raises
    ------
    DataError
        As :func:`texts_of` does.
    """
    path = Path(path)
    table = open_table(path)
    looked_at = list(until_torn(islice(table.rows(), columns.LOOKED_AT)))
    roles = columns.roles_in(table.names, looked_at)
    told = [roles[name] for name in _TOLD if name in roles]
    if not told and (looked_at or not set(_TOLD) & set(table.names)):
        raise DataError(path, f"has no column of headlines or texts (it has: {_list(table.names)})")
    for number, row in enumerate(table.rows(), 1):
        yield _text_in(path, number, [row.get(name) for name in told]), row


def until_torn(rows: Iterable[Record]) -> Iterator[Record]:
    """Yield rows up to a fault, which is told when the table is read; one at once is told here."""
    whole = False
    try:
        for row in rows:
            yield row
            whole = True
    except DataError:
        if not whole:
            raise


def rows_of(path: Path | str, *, wanted: Collection[str]) -> Iterator[Record]:
    """Yield the rows of a table, by the names of its columns.

    Parameters
    ----------
    wanted
        Names, in lower case, of which the table has one at least; others may be left out.

    Raises
    ------
    DataError
        If it cannot be opened or read, has no such column, or is torn further on.
    """
    path = Path(path)
    try:
        if path.suffix.lower() == ".parquet":
            yield from parquet_tables.rows_of(path, lambda names: _held(path, names, wanted))
            return
        table = open_table(path)
        if path.suffix.lower() not in {".jsonl", ".ndjson"}:  # each line of those may have others
            _held(path, table.names, wanted)
        yield from table.rows()
    except OSError as error:
        raise _unopened(path, error) from error


def count_rows(path: Path | str) -> int:
    """Return how many rows a Parquet file says that it has; none of them is read.

    Raises
    ------
    DataError
        If it cannot be opened or read, or has no column of texts.
    """
    return parquet_tables.count_rows(Path(path), lambda names: _held(Path(path), names, _TOLD))


def texts_between(path: Path | str, first: int, *, rows: int) -> Iterator[Text]:
    """Yield the texts of a Parquet file from row *first*, counted from 0, as :func:`texts_of` does.

    Raises
    ------
    DataError
        If it cannot be opened or read, or has no column of texts.
    """
    path = Path(path)
    held = parquet_tables.rows_of(
        path, lambda names: _held(path, names, _TOLD), first=first, rows=rows
    )
    for number, row in enumerate(held, first + 1):
        yield _text_in(path, number, [row.get(name) for name in _TOLD])


def _whole_unless(path: Path, skipped: Callable[[DataError], object] | None) -> Iterator[Text]:
    """Yield a file that is one text, or tell why it cannot be read."""
    try:
        text = _whole(path)
    except (DataError, OSError) as error:
        if skipped is None:
            raise
        skipped(error if isinstance(error, DataError) else _unopened(path, error))
        return
    yield text


def _whole(path: Path) -> Text:
    """Return a file that is one text."""
    return Text(str(path), None, documents.text_of(path.read_bytes(), path.name))


def _text_in(path: Path, number: int, parts: Sequence[object]) -> Text:
    """Return a row's text, its headline before it and once."""
    if all(part is None for part in parts):
        raise DataError(path, f"row {number} has neither a text nor a title")
    told = [str(part).strip() for part in parts if part is not None and str(part).strip()]
    return Text(str(path), number, "\n\n".join(dict.fromkeys(told)))


def _parquet(path: Path, wanted: Sequence[str] | None) -> Table:
    names = parquet_tables.names_of(path) if wanted is None else list(wanted)
    return Table(path, tuple(names), lambda: parquet_tables.rows_of(path, lambda _: names))


def _workbook(path: Path) -> Table:
    book = workbooks.grid_of(path)
    if book is None:
        raise DataError(path, "holds no row")
    if grid := headers.turned(book.first):
        return _whole_grid(path, grid)
    header, sheets = book.header, book.sheets
    return Table(
        path,
        header.names,
        lambda: headers.records(lambda: workbooks.rows_of(path, header, sheets), header),
        header.title,
    )


def _json(path: Path) -> Table:
    if json_tables.is_lines(path):
        first = islice(json_tables.lines_of(path), headers.LOOKED_AT)
        names = dict.fromkeys(name for row in until_torn(first) for name in row)
        return Table(path, tuple(names), lambda: json_tables.lines_of(path))
    records = json_tables.records_of(path)
    names = dict.fromkeys(name for row in records[: headers.LOOKED_AT] for name in row)
    return Table(path, tuple(names), lambda: iter(records))


def _separated(path: Path) -> Table:
    dialect = delimited.dialect_of(path)
    first = list(islice(delimited.rows_of(path, dialect), headers.LOOKED_AT))
    if grid := headers.turned(first):
        return _whole_grid(path, grid)
    header = headers.header_of(first)
    if header is None:
        raise DataError(path, "holds no row")
    beside = ", " if dialect.separator == "," else dialect.separator
    return Table(
        path,
        header.names,
        lambda: headers.records(lambda: delimited.rows_of(path, dialect), header, separator=beside),
        header.title,
    )


def _whole_grid(path: Path, grid: list[list[object]]) -> Table:
    """Return the table of a grid that is held whole."""
    header = headers.header_of(grid)
    if header is None:
        raise DataError(path, "holds no row")
    rows = functools.partial(headers.records, lambda: iter(grid), header)
    return Table(path, header.names, rows, header.title)


def _held(path: Path, names: Sequence[str], wanted: Collection[str]) -> list[str]:
    """Return which of a table's columns are wanted; a table without any is refused."""
    held = [name for name in names if name.strip().lower() in wanted]
    if not held:
        missing = _list(sorted(wanted))
        raise DataError(path, f"has none of the columns {missing} (it has: {_list(names)})")
    return held


def _list(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"


def _unopened(path: Path, error: OSError) -> DataError:
    return DataError(path, f"cannot be opened ({error.strerror})")
