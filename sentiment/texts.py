"""Files of many texts, one text at a time: a CSV, JSON Lines or Parquet file, or a folder.

Only a few rows are held at once, however large the file.
"""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
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


def _table(path: Path) -> Iterator[Text]:
    """Yield the texts of a table's rows."""
    reader = {".csv": _csv, ".parquet": _parquet}.get(path.suffix.lower(), _json_lines)
    for number, row in enumerate(reader(path), 1):
        parts = [row.get(name) for name in ("title", "text")]
        if all(part is None for part in parts):
            raise DataError(path, f"row {number} has neither a text nor a title")
        told = "\n\n".join(str(part) for part in parts if part)
        yield Text(str(path), number, told)


def _csv(path: Path) -> Iterator[Mapping[str, object]]:
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            reader = csv.DictReader(file)
            _check(path, reader.fieldnames or ())
            yield from reader
        except (csv.Error, UnicodeDecodeError) as error:
            raise DataError(path, f"cannot be read as CSV in UTF-8 ({error})") from error


def _json_lines(path: Path) -> Iterator[Mapping[str, object]]:
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise DataError(path, f"line {number} is no JSON ({error})") from error
            if not isinstance(row, dict):
                raise DataError(path, f"line {number} is no JSON object")
            yield row


def _parquet(path: Path) -> Iterator[Mapping[str, object]]:
    import pyarrow as pa  # noqa: PLC0415 - needed for this kind of file alone
    from pyarrow import parquet  # noqa: PLC0415

    try:
        with parquet.ParquetFile(path) as file:
            _check(path, file.schema_arrow.names)
            wanted = [name for name in ("title", "text") if name in file.schema_arrow.names]
            for batch in file.iter_batches(ROWS_AT_ONCE, columns=wanted):
                yield from batch.to_pylist()
    except pa.ArrowException as error:
        raise DataError(path, f"cannot be read as Parquet ({error})") from error


def _check(path: Path, columns: Sequence[str]) -> None:
    """Refuse a table without a text."""
    if not {"text", "title"} & {*columns}:
        held = ", ".join(columns) or "none"
        raise DataError(path, f"has no column text and no column title (it has: {held})")
