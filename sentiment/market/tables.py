"""Files of rows that somebody wrote: read as text, and refused in a sentence."""

from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd

from sentiment.errors import DataError


def text_rows(path: Path, *, needed: Collection[str]) -> pd.DataFrame:
    """Return the rows of a CSV file as text, "" where nothing stands.

    Raises
    ------
    DataError
        If it cannot be read, or lacks a column.
    """
    try:
        rows = pd.read_csv(path, dtype="str", keep_default_na=False)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    require(path, rows, needed)
    return rows


def unreadable(path: Path, error: Exception) -> DataError:
    """Return what is raised of a file that is no table."""
    return DataError(path, f"cannot be read as a table ({str(error).strip()})")


def require(path: Path, rows: pd.DataFrame, needed: Collection[str]) -> None:
    """Raise if a column is missing."""
    if absent := [name for name in needed if name not in rows.columns]:
        raise DataError(path, f"the columns {', '.join(absent)} are missing")


def refuse(path: Path, rows: pd.DataFrame, *, faults: "Mapping[str, pd.Series[bool]]") -> None:
    """Raise for the first fault that any row has, showing that row."""
    for fault, faulty in faults.items():
        if faulty.any():
            raise DataError(path, fault, rows[faulty].iloc[0])
