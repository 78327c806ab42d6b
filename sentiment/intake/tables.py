"""Files of many texts, one text at a time: a CSV, JSON Lines or Parquet file, or a folder.

Only a few rows are held at once, however large the file.
"""

import csv
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sentiment import parquet
from sentiment.errors import DataError
from sentiment.intake import documents

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

TABLES = (".csv", ".jsonl", ".ndjson", ".parquet")
LONGEST_LINE = 10_000_000  # characters of JSON
ROWS_AT_ONCE = 1_000
_FEW = 20  # rows whose cells are held as Python holds them, each up to the longest
_BUFFER = 1_000_000  # bytes
_TOLD = ("title", "text")


class Text(NamedTuple):
    """A text and where it stood."""

    source: str  # the file
    row: int | None  # counted from 1; None for a file that is one text
    text: str  # its headline before it, where the file has one


def texts_of(path: Path | str) -> Iterator[Text]:
    """Yield each text of a file or a folder, in order.

    A table has a column ``text``, or only ``title``; where it has both, the title is the headline.
    Of a folder, every file of a kind that can be read is one text, deeper folders included.

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
                    yield _whole(file)
        elif path.suffix.lower() in TABLES:
            yield from _table(path)
        else:
            yield _whole(path)
    except OSError as error:
        raise DataError(path, f"cannot be opened ({error.strerror})") from error


def _whole(path: Path) -> Text:
    """Return a file that is one text."""
    return Text(str(path), None, documents.text_of(path.read_bytes(), path.name))


def rows_of(path: Path | str, *, wanted: Collection[str]) -> Iterator[Mapping[str, object]]:
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
    reader = {".csv": _csv, ".parquet": _parquet}.get(path.suffix.lower(), _json_lines)
    try:
        yield from reader(path, wanted)
    except OSError as error:
        raise DataError(path, f"cannot be opened ({error.strerror})") from error


def count_rows(path: Path | str) -> int:
    """Return how many rows a Parquet file says that it has; none of them is read.

    Raises
    ------
    DataError
        If it cannot be opened or read, or has no column of texts.
    """
    with _opened(Path(path)) as file:
        _held(Path(path), file.schema_arrow.names, _TOLD)
        return int(file.metadata.num_rows)


def texts_between(path: Path | str, first: int, *, rows: int) -> Iterator[Text]:
    """Yield the texts of a Parquet file from row *first*, counted from 0, as :func:`texts_of` does.

    Raises
    ------
    DataError
        If it cannot be opened or read, or has no column of texts.
    """
    path = Path(path)
    yield from _texts_in(path, _parquet_rows(path, _TOLD, first=first, rows=rows), first=first)


def _table(path: Path) -> Iterator[Text]:
    """Yield the texts of a table's rows."""
    return _texts_in(path, rows_of(path, wanted=_TOLD), first=0)


def _texts_in(path: Path, rows: Iterable[Mapping[str, object]], *, first: int) -> Iterator[Text]:
    for number, row in enumerate(rows, first + 1):
        parts = [row.get(name) for name in ("title", "text")]
        if all(part is None for part in parts):
            raise DataError(path, f"row {number} has neither a text nor a title")
        told = "\n\n".join(str(part) for part in parts if part)
        yield Text(str(path), number, told)


def _csv(path: Path, wanted: Collection[str]) -> Iterator[Mapping[str, object]]:
    csv.field_size_limit(parquet.LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            reader = csv.DictReader(file)
            _held(path, reader.fieldnames or (), wanted)
            yield from reader
        except (csv.Error, UnicodeDecodeError) as error:
            raise DataError(path, f"cannot be read as CSV in UTF-8 ({error})") from error


def _json_lines(path: Path, wanted: Collection[str]) -> Iterator[Mapping[str, object]]:
    del wanted  # each line may have others
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        lines = iter(lambda: file.readline(LONGEST_LINE + 1), "")
        for number, line in enumerate(lines, 1):
            if len(line) > LONGEST_LINE:
                raise DataError(path, f"line {number} is longer than {LONGEST_LINE:,} characters")
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise DataError(path, f"line {number} is no JSON ({error})") from error
            if not isinstance(row, dict):
                raise DataError(path, f"line {number} is no JSON object")
            yield row


def _parquet(path: Path, wanted: Collection[str]) -> Iterator[Mapping[str, object]]:
    return _parquet_rows(path, wanted)


def _parquet_rows(
    path: Path, wanted: Collection[str], *, first: int = 0, rows: int | None = None
) -> Iterator[Mapping[str, object]]:
    """Yield rows of a Parquet file; the groups of rows that hold none of them are not read."""
    with _opened(path) as file:
        held = _held(path, file.schema_arrow.names, wanted)
        words = _words(path, file, held)
        parquet.refuse_packed(path, file, held)
    with _opened(path, alike_once=words) as file:
        sizes = [file.metadata.row_group(place).num_rows for place in range(file.num_row_groups)]
        ends = list(accumulate(sizes))
        last = (ends[-1] if ends else 0) if rows is None else first + rows
        groups = [
            place
            for place, end in enumerate(ends)
            if first < end and end - sizes[place] < last and sizes[place]
        ]
        at = ends[groups[0]] - sizes[groups[0]] if groups else 0
        for batch in file.iter_batches(ROWS_AT_ONCE, row_groups=groups, columns=held):
            below, above = max(first - at, 0), min(last - at, batch.num_rows)
            for first_of_few in range(below, above, _FEW):
                few = batch.slice(first_of_few, min(_FEW, above - first_of_few))
                parquet.refuse_long_cells(path, few)
                yield from few.to_pylist()
            at += batch.num_rows


def _words(path: Path, file: "ParquetFile", columns: Sequence[str]) -> list[str]:
    """Return which columns hold text; one whose cells hold several things is refused."""
    import pyarrow as pa  # noqa: PLC0415 - needed for this kind of file alone

    types = {name: file.schema_arrow.field(name).type for name in columns}
    for name, kind in types.items():
        if pa.types.is_nested(kind):
            raise DataError(path, f"the column {name} holds lists or structures, not text")
    return [name for name, kind in types.items() if parquet.is_text(kind)]


@contextmanager
def _opened(path: Path, *, alike_once: Sequence[str] = ()) -> "Iterator[ParquetFile]":
    """Hand out a Parquet file; of some columns, cells that are alike are held once."""
    import pyarrow as pa  # noqa: PLC0415 - needed for this kind of file alone
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415

    try:
        # a buffer, or a whole group of rows would be held at once
        with ParquetFile(path, buffer_size=_BUFFER, read_dictionary=list(alike_once)) as file:
            yield file
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise DataError(path, f"cannot be read as Parquet ({error})") from error
    except OSError as error:
        raise DataError(path, f"cannot be opened ({error.strerror or error})") from error


def _held(path: Path, columns: Sequence[str], wanted: Collection[str]) -> list[str]:
    """Return which of a table's columns are wanted; a table without any is refused."""
    held = [name for name in columns if name.strip().lower() in wanted]
    if not held:
        missing, there = (", ".join(names) or "none" for names in (sorted(wanted), columns))
        raise DataError(path, f"has none of the columns {missing} (it has: {there})")
    return held
