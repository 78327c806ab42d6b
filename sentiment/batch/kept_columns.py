"""The columns of a file of readings: those that the tables had, then the readings'."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from sentiment.batch import processes
from sentiment.intake import tables

Value = TypeVar("Value")


def columns_of(files: Iterable[str | Path]) -> dict[str, type]:
    """Return the columns of rows read from files: the tables' own, then the readings'."""
    own: dict[str, type] = {}
    for name in files:
        if tables.is_table(name):
            own |= dict.fromkeys(tables.open_table(name).names, str)
    return own | _apart(processes.COLUMNS, own)


def row_beside(
    reading: Mapping[str, object], row: Mapping[str, object], *, source: str, number: int | None
) -> dict[str, object]:
    """Return a table's row with a reading's figures and where it stood beside it.

    Parameters
    ----------
    reading
        As :func:`processes.row_of` gives it.
    """
    cells = {name: _cell(value) for name, value in row.items()}
    return cells | _apart({"source": source, "row": number, **reading}, cells)


def _apart(own: Mapping[str, Value], names: Collection[str]) -> dict[str, Value]:
    """Return a reading's columns, those that the table has already under another name."""
    return {name if name not in names else f"tone_{name}": value for name, value in own.items()}


def _cell(value: object) -> object:
    """Return a cell as words, as it is written to any kind of file."""
    return None if value is None or value == "" else str(value)
