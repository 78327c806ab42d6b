"""Rows to a file as they come: JSON Lines, CSV or Parquet, whole or not there at all."""

import csv
import json
import math
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from sentiment.errors import DataError
from sentiment.output.spreadsheets import defused

KINDS = (".csv", ".jsonl", ".parquet")
ROWS_AT_ONCE = 10_000

Row = Mapping[str, object]
Columns = Mapping[str, type]  # name to str, int or float


def write_rows(rows: Iterable[Row], path: Path | str, *, columns: Columns) -> int:
    """Write *rows* to a file, over what was there, and return how many.

    They are written beside it first: what was there is replaced only by a file that is whole.

    Raises
    ------
    DataError
        If the file's ending is none of ``KINDS`` or it cannot be written.
    """
    path = Path(path)
    writer = {".csv": _csv, ".jsonl": _json_lines, ".parquet": _parquet}.get(path.suffix.lower())
    if writer is None:
        raise DataError(path, f"only files of these kinds can be written: {', '.join(KINDS)}")
    try:
        with _beside(path) as unfinished:
            return writer(rows, unfinished, columns)
    except OSError as error:
        raise DataError(path, f"cannot be written ({error.strerror})") from error


def json_line(row: Row) -> str:
    """Return a row as a line of JSON: missing is null.

    Examples
    --------
    >>> json_line({"n": 1, "p": float("nan")})
    '{"n": 1, "p": null}'
    """
    return json.dumps({name: plain(value) for name, value in row.items()}, ensure_ascii=False)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Hand out a name beside *path*, whose file takes its place if all goes well."""
    # not by the process's number: on a shared disk two machines may write one file at once
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(6)}.part")
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _json_lines(rows: Iterable[Row], path: Path, columns: Columns) -> int:
    del columns
    with path.open("w", encoding="utf-8", newline="\n") as file:
        return _lines(rows, file)


def _lines(rows: Iterable[Row], file: TextIO) -> int:
    number = 0
    for number, row in enumerate(rows, 1):  # noqa: B007 - the last number is the answer
        file.write(json_line(row) + "\n")
    return number


def _csv(rows: Iterable[Row], path: Path, columns: Columns) -> int:
    number = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for number, row in enumerate(rows, 1):  # noqa: B007
            writer.writerow([defused(plain(row.get(name))) for name in columns])
    return number


def _parquet(rows: Iterable[Row], path: Path, columns: Columns) -> int:
    import pyarrow as pa  # noqa: PLC0415 - needed for this kind of file alone
    from pyarrow import parquet  # noqa: PLC0415

    types = {str: pa.string(), int: pa.int64(), float: pa.float64()}
    schema = pa.schema([(name, types[kind]) for name, kind in columns.items()])
    number, remaining = 0, iter(rows)
    with parquet.ParquetWriter(path, schema) as writer:
        while batch := list(islice(remaining, ROWS_AT_ONCE)):
            cells = [{name: plain(row.get(name)) for name in columns} for row in batch]
            writer.write_table(pa.Table.from_pylist(cells, schema))
            number += len(batch)
    return number


def plain(value: Any) -> Any:
    """Return a value as files hold it: nothing for NaN."""
    return None if isinstance(value, float) and math.isnan(value) else value
