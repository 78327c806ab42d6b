"""Files of many texts, one text at a time: a CSV, JSON Lines or Parquet file, or a folder.

Only a few rows are held at once, however large the file.
"""

import csv
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sentiment import files
from sentiment.errors import DataError

TABLES = (".csv", ".jsonl", ".ndjson", ".parquet")
LONGEST_CELL = 2_000_000  # characters
ROWS_AT_ONCE = 1_000


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
                if file.is_file() and file.suffix.lower() in files.kinds():
                    yield _whole(file)
        elif path.suffix.lower() in TABLES:
            yield from _table(path)
        else:
            yield _whole(path)
    except OSError as error:
        raise DataError(path, f"cannot be opened ({error.strerror})") from error


def _whole(path: Path) -> Text:
    """Return a file that is one text."""
    return Text(str(path), None, files.text_of(path.read_bytes(), path.name))


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


def _table(path: Path) -> Iterator[Text]:
    """Yield the texts of a table's rows."""
    for number, row in enumerate(rows_of(path, wanted=("title", "text")), 1):
        parts = [row.get(name) for name in ("title", "text")]
        if all(part is None for part in parts):
            raise DataError(path, f"row {number} has neither a text nor a title")
        told = "\n\n".join(str(part) for part in parts if part)
        yield Text(str(path), number, told)


def _csv(path: Path, wanted: Collection[str]) -> Iterator[Mapping[str, object]]:
    csv.field_size_limit(LONGEST_CELL)
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
        for number, line in enumerate(file, 1):
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
    import pyarrow as pa  # noqa: PLC0415 - needed for this kind of file alone
    from pyarrow import parquet  # noqa: PLC0415

    try:
        with parquet.ParquetFile(path) as file:
            held = _held(path, file.schema_arrow.names, wanted)
            for batch in file.iter_batches(ROWS_AT_ONCE, columns=held):
                yield from batch.to_pylist()
    except pa.ArrowException as error:
        raise DataError(path, f"cannot be read as Parquet ({error})") from error


def _held(path: Path, columns: Sequence[str], wanted: Collection[str]) -> list[str]:
    """Return which of a table's columns are wanted; a table without any is refused."""
    held = [name for name in columns if name.strip().lower() in wanted]
    if not held:
        missing, there = (", ".join(names) or "none" for names in (sorted(wanted), columns))
        raise DataError(path, f"has none of the columns {missing} (it has: {there})")
    return held
