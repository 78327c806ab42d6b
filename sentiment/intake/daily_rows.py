"""Whether rows of prices are days at all: a file of hours needs no share's name to be refused."""

from collections.abc import Iterable
from pathlib import Path

from sentiment.errors import DataError
from sentiment.intake import written_dates


def refuse_others(path: Path, cells: Iterable[object]) -> None:
    """Refuse dates that cannot be read, and several times of one day, of one share's rows.

    Raises
    ------
    DataError
        With the row, and what would mend it.
    """
    seen: dict[object, object] = {}
    for number, cell in enumerate(cells, 1):
        told = written_dates.read(cell)
        if told is None:
            if written_dates.is_blank(cell):
                continue
            fault = f"row {number}: its date cannot be read: {str(cell)[:60]}; write 2026-02-28"
            raise DataError(path, fault)
        day = told.day or told.either
        if seen.setdefault(day, told.clock) != told.clock:
            fault = (
                f"holds more than one row of a day, as of hours or minutes: row {number}, {cell};"
                " daily prices are taken"
            )
            raise DataError(path, fault)
