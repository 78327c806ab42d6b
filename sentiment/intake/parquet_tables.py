"""Parquet files a few rows at a time, with what a hostile one may cost held in bounds."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from sentiment import parquet
from sentiment.errors import DataError
from sentiment.intake import column_names

if TYPE_CHECKING:
    from pyarrow import DataType, RecordBatch
    from pyarrow.parquet import ParquetFile

ROWS_AT_ONCE = 1_000
_FEW = 20  # rows whose cells are held as Python holds them, each up to the longest
_MOST_WORDS = 10_000  # in the lists of a few rows
_BUFFER = 1_000_000  # bytes

Choice = Callable[[Sequence[str]], Sequence[str]]


def names_of(path: Path) -> list[str]:
    """Return the columns that hold one thing a cell, or a list of words.

    Raises
    ------
    DataError
        If the file cannot be opened or read.
    """
    import pyarrow as pa  # noqa: PLC0415 - needed for this kind of file alone

    with opened(path) as file:
        held = [file.schema_arrow.field(place) for place in range(len(file.schema_arrow.names))]
        return [
            str(one.name)
            for one in held
            if not pa.types.is_nested(one.type) or _is_words(one.type) or _is_told(one.name)
        ]


def _is_told(name: str) -> bool:
    """Return whether a column should hold texts by its name, and be refused if it does not."""
    return bool(column_names.roles_of(name, "column").keys() & {"title", "text"})


def count_rows(path: Path, choice: Choice) -> int:
    """Return how many rows a file says that it has; none of them is read."""
    with opened(path) as file:
        choice(file.schema_arrow.names)
        return int(file.metadata.num_rows)


def rows_of(
    path: Path, choice: Choice, *, first: int = 0, rows: int | None = None
) -> Iterator[Mapping[str, object]]:
    """Yield rows of a file; the groups of rows that hold none of them are not read.

    Parameters
    ----------
    choice
        Which of the columns, given their names; it may refuse them.

    Raises
    ------
    DataError
        If the file cannot be opened or read, or would unpack to far more than it is.
    """
    with opened(path) as file:
        held = list(choice(file.schema_arrow.names))
        words = _words(path, file, held)
        parquet.refuse_packed(path, file, held)
    with opened(path, alike_once=words) as file:
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
                _refuse_long(path, few)
                yield from few.to_pylist()
            at += batch.num_rows


def _words(path: Path, file: "ParquetFile", columns: Sequence[str]) -> list[str]:
    """Return which columns hold text; one whose cells hold several things is refused."""
    import pyarrow as pa  # noqa: PLC0415 - needed for this kind of file alone

    types = {name: file.schema_arrow.field(name).type for name in columns}
    for name, kind in types.items():
        if pa.types.is_nested(kind) and not _is_words(kind):
            raise DataError(path, f"the column {name} holds lists or structures, not text")
    return [name for name, kind in types.items() if parquet.is_text(kind)]


def _is_words(kind: "DataType") -> bool:
    """Return whether a cell is a list of words, as a share's tickers may be."""
    import pyarrow as pa  # noqa: PLC0415 - needed for this kind of file alone

    return bool(pa.types.is_list(kind)) and parquet.is_text(kind.value_type)


def _refuse_long(path: Path, rows: "RecordBatch") -> None:
    """Refuse rows with a cell that is too long, or with a list that no share's tickers are."""
    import pyarrow as pa  # noqa: PLC0415 - needed for this kind of file alone

    parquet.refuse_long_cells(path, rows)
    for name, values in zip(rows.schema.names, rows.columns, strict=True):
        if pa.types.is_list(values.type):
            words = values.flatten()
            if len(words) > _MOST_WORDS:
                raise DataError(path, f"a list of the column {name} is longer than any of tickers")
            parquet.refuse_long_cells(path, pa.record_batch({name: words}))


@contextmanager
def opened(path: Path, *, alike_once: Sequence[str] = ()) -> "Iterator[ParquetFile]":
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
