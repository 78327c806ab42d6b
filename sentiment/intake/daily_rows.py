"""Whether rows of prices are days at all: a file of hours needs no share's name to be refused."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from sentiment.errors import DataError
from sentiment.intake import written_dates

_FEWEST = 5  # rows that tell how far apart they stand
_SEVERAL = 3  # rows of one day; a second may be a slip
_A_WEEK = 5  # days; between sessions lie three or four at most, on the whole one


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


def refuse_other_lengths(path: Path, rows: pd.DataFrame) -> None:
    """Refuse rows of minutes or hours, and of weeks or months.

    Parameters
    ----------
    rows
        Bars by ``symbol`` and ``session``, in order.

    Raises
    ------
    DataError
        With the row, and what would mend it.
    """
    for _, days in rows.groupby("symbol", sort=False)["session"]:
        of_first = days.eq(days.iloc[0]).sum()
        if of_first >= _SEVERAL:
            fault = (
                f"holds more than one row of a day, as of hours or minutes: {of_first} of"
                f" {days.iloc[0]:%Y-%m-%d}; daily prices are taken"
            )
            raise DataError(path, fault)
        apart = days.diff().dt.days.median()
        if len(days) >= _FEWEST and apart >= _A_WEEK:
            fault = (
                f"holds rows that stand {apart:.0f} days apart, as of weeks or months (such as"
                f" {days.iloc[0]:%Y-%m-%d} and {days.iloc[1]:%Y-%m-%d}); daily prices are taken"
            )
            raise DataError(path, fault)
