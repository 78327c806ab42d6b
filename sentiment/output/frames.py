"""A frame's rows one by one, for those who put them into words."""

from collections.abc import Hashable, Iterator
from typing import Any

import pandas as pd


def row(frame: pd.DataFrame, key: Hashable) -> "pd.Series[Any]":
    """Return the one row of a key.

    Raises
    ------
    KeyError
        No row has it, or several.

    Examples
    --------
    >>> row(pd.DataFrame({"close": [189.0, 185.6]}, index=["open", "shut"]), "shut")["close"]
    np.float64(185.6)
    """
    place = frame.index.get_loc(key)
    if not isinstance(place, int):
        raise KeyError(f"{key} stands several times")
    return frame.iloc[place]


def rows(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield each row, its index as ``Index`` and its columns by their names."""
    return frame.itertuples()
