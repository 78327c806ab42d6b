"""Parquet files from outside, of which a few bytes can stand for very much."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from sentiment.errors import DataError

if TYPE_CHECKING:
    from pyarrow import DataType, RecordBatch
    from pyarrow.parquet import ParquetFile

LARGEST_COLUMN = 200_000_000  # bytes of a column unpacked, unless the file is large itself
MOST_PACKED = 100  # bytes that one of the file stands for; of articles it is about ten
LONGEST_CELL = 2_000_000  # bytes
MOST_ROWS = 5_000_000  # of a file that is read whole: fifty years of minutes of one share
LARGEST_FRAME = 500_000_000  # bytes of a file that is read whole
_ROWS_AT_ONCE = 65_536
_NUMBER = 8  # bytes


def read_frame(
    source: Path | bytes, *, name: Path | str, filters: list[tuple[str, str, object]] | None = None
) -> pd.DataFrame:
    """Return a whole Parquet file, which is refused before it takes much memory.

    Parameters
    ----------
    source
        A file, or its content.
    name
        What an error calls it.
    filters
        Which rows are wanted, as ``pyarrow.parquet.read_table`` takes them.

    Raises
    ------
    DataError
        If it is no Parquet file, or would unpack to more than ``MOST_ROWS`` rows or
        ``LARGEST_FRAME`` bytes.
    """
    import pyarrow as pa  # noqa: PLC0415 - slow, and not needed by who only reads a text
    from pyarrow import parquet  # noqa: PLC0415

    opened = BytesIO(source) if isinstance(source, bytes) else source
    try:
        with parquet.ParquetFile(opened) as file:
            refuse_packed(name, file, file.schema_arrow.names)
            texts = _refuse_many(name, file)
        with parquet.ParquetFile(opened, read_dictionary=texts) as file:
            _refuse_large(name, file, texts)
        return pd.read_parquet(opened, filters=filters)
    except (pa.ArrowException, UnicodeDecodeError, MemoryError) as error:
        raise DataError(name, f"cannot be read as Parquet ({str(error).strip()})") from error


def refuse_packed(name: Path | str, file: "ParquetFile", columns: Sequence[str]) -> None:
    """Refuse a file of which a few bytes say that they are very many, before they are unpacked.

    How much is unpacked at once is for whoever wrote the file: a page of a column may be all of it.
    """
    for group in range(file.num_row_groups):
        rows = file.metadata.row_group(group)
        parts = map(rows.column, range(rows.num_columns))
        wanted = (one for one in parts if _column_of(one.path_in_schema, columns))
        for part in wanted:
            most = max(LARGEST_COLUMN, MOST_PACKED * part.total_compressed_size)
            if part.total_uncompressed_size > most:
                size = f"{part.total_uncompressed_size // 10**6:,} MB"
                raise DataError(name, f"the column {part.path_in_schema} would unpack to {size}")


def _column_of(path: str, columns: Sequence[str]) -> bool:
    """Return whether what lies at a path of the file is one of the columns, or of a list in it."""
    return path in columns or path.split(".", maxsplit=1)[0] in columns


def refuse_long_cells(name: Path | str, rows: "RecordBatch") -> None:
    """Refuse rows with a cell that is too long, before each is written out as often as it stands.

    A kilobyte of Parquet can say a text of megabytes a million times over.
    """
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import compute  # noqa: PLC0415

    for column, values in zip(rows.schema.names, rows.columns, strict=True):
        plain = values.dictionary if pa.types.is_dictionary(values.type) else values
        if is_text(plain.type):
            longest = compute.max(compute.binary_length(plain)).as_py() or 0
            if longest > LONGEST_CELL:
                fault = f"a cell of the column {column} is longer than {LONGEST_CELL:,} bytes"
                raise DataError(name, fault)


def is_text(kind: "DataType") -> bool:
    """Return whether a column holds text."""
    import pyarrow as pa  # noqa: PLC0415

    plain = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(plain) or pa.types.is_large_string(plain))


def _refuse_many(name: Path | str, file: "ParquetFile") -> list[str]:
    """Refuse a file of too many rows; return which of its columns hold text."""
    if file.metadata.num_rows > MOST_ROWS:
        rows = f"{file.metadata.num_rows:,} rows, more than the {MOST_ROWS:,} that are read at once"
        raise DataError(name, f"holds {rows}")
    schema = file.schema_arrow
    return [column for column in schema.names if is_text(schema.field(column).type)]


def _refuse_large(name: Path | str, file: "ParquetFile", texts: Sequence[str]) -> None:
    """Refuse a file whose cells, written out as often as they stand, take too much memory."""
    from pyarrow import compute  # noqa: PLC0415

    numbers = len(file.schema_arrow.names) - len(texts)
    size = file.metadata.num_rows * numbers * _NUMBER
    for rows in file.iter_batches(_ROWS_AT_ONCE, columns=list(texts)) if texts else ():
        refuse_long_cells(name, rows)
        for cells in rows.columns:
            lengths = compute.binary_length(cells.dictionary)
            size += compute.sum(lengths.take(cells.indices)).as_py() or 0
        if size > LARGEST_FRAME:
            break
    if size > LARGEST_FRAME:
        raise DataError(name, f"would unpack to more than {LARGEST_FRAME // 10**6:,} MB")
