"""What a share weighs in the benchmarks it is measured against, by date and with the source."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from sentiment.market import tables

COLUMNS = ["benchmark", "share", "date", "weight", "source"]

Weights = Mapping[str, "pd.Series[float]"]


def read_weights(path: Path | str) -> pd.DataFrame:
    """Return the weights of a CSV file, by date.

    Parameters
    ----------
    path
        Columns ``benchmark``, ``share``, ``date``, ``weight`` (a decimal) and ``source``.

    Raises
    ------
    DataError
        If a column is missing or a row cannot be true.
    """
    path = Path(path)
    rows = tables.text_rows(path, needed=COLUMNS)
    dates = pd.to_datetime(rows["date"], errors="coerce", format="%Y-%m-%d").dt.as_unit("ns")
    shares = pd.to_numeric(rows["weight"], errors="coerce")
    faults = {
        "a benchmark, share or source is missing": (
            rows[["benchmark", "share", "source"]] == ""
        ).any(axis=1),
        "a date is not like 2025-12-31": dates.isna(),
        "a weight does not lie between 0 and 1": ~((shares > 0) & (shares < 1)),
        "one day has two weights": rows.duplicated(["benchmark", "share", "date"]),
    }
    tables.refuse(path, rows, faults=faults)
    return rows.assign(date=dates, weight=shares)[COLUMNS].sort_values("date", ignore_index=True)


def weights_of(rows: pd.DataFrame, share: str) -> dict[str, "pd.Series[float]"]:
    """Return the known weights of *share* by benchmark, each by date."""
    own = rows[rows["share"] == share]
    return {
        str(benchmark): one.set_index("date")["weight"]
        for benchmark, one in own.groupby("benchmark")
    }


def by_session(known: "pd.Series[float]", days: pd.DatetimeIndex) -> "pd.Series[float]":
    """Return the weight on each session: the last one known, before the first the first.

    Examples
    --------
    >>> known = pd.Series([0.06, 0.08], index=pd.to_datetime(["2024-12-31", "2025-12-31"]))
    >>> days = pd.to_datetime(["2024-06-03", "2025-06-02", "2026-01-02"])
    >>> by_session(known, days).to_list()
    [0.06, 0.06, 0.08]
    """
    place = known.index.searchsorted(days, side="right") - 1
    return pd.Series(known.to_numpy()[place.clip(0)], index=days)
