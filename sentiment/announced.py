"""The reader's own announcements: checked, and placed on their sessions as the shipped."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

import pandas as pd

from sentiment import sessions
from sentiment.article_rows import checked_instant
from sentiment.errors import DataError
from sentiment.events import EVENT, Known, why_session
from sentiment.prices import TICKER
from sentiment.tables import ANNOUNCEMENT, storable, utc

_SOURCE = "The announcement"


def announcement_row(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the given values of an announcement as the table keeps them.

    Parameters
    ----------
    values
        Any of ``instant`` (with a zone), ``instant_known``, ``title``, ``summary`` and
        ``symbols`` (tickers set apart by spaces or commas, the main one first).

    Raises
    ------
    DataError
        If a value cannot be.

    Examples
    --------
    >>> announcement_row({"title": " Results ", "symbols": "nvda, AMD nvda"})
    {'title': 'Results', 'symbols': 'NVDA AMD'}
    """
    if strange := sorted(values.keys() - {*ANNOUNCEMENT}):
        raise TypeError(f"an announcement has no {', '.join(strange)}")
    for name in sorted(values.keys() - {"instant"}):
        if not isinstance(values[name], str):
            raise DataError(_SOURCE, f"has a {name} that is not text", values[name])
    row = {name: storable(text).strip() for name, text in values.items() if name != "instant"}
    if "title" in row and not row["title"]:
        raise DataError(_SOURCE, "has no title")
    if row.get("instant_known", "exact") not in get_args(Known):
        known = ", ".join(get_args(Known))
        raise DataError(
            _SOURCE, f"has an instant_known that is none of {known}", row["instant_known"]
        )
    if "symbols" in row:
        row["symbols"] = _tickers(row["symbols"])
    if "instant" in values:
        row["instant"] = utc(checked_instant(values["instant"], what="came", source=_SOURCE))
    return row


def announcements_frame(rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Return rows of key and ``ANNOUNCEMENT`` as ``read_events`` returns the shipped ones."""
    frame = pd.DataFrame(rows, columns=["key", *ANNOUNCEMENT])
    words = [name for name in frame.columns if name != "instant"]
    instant = pd.to_datetime(frame["instant"], utc=True).dt.as_unit("ns")
    local = instant.dt.tz_convert(sessions.NEW_YORK)
    placed = pd.to_datetime(pd.Series([sessions.session_of(one) for one in local], frame.index))
    whys = pd.Series([why_session(one) for one in local], frame.index, dtype="str")
    typed = frame.astype(dict.fromkeys(words, "str"))
    events = typed.assign(instant=local, session=placed.dt.as_unit("ns"), why=whys)
    return events.set_index("key")[EVENT]


def _tickers(written: str) -> str:
    """Return the tickers in capitals, each once, set apart by spaces."""
    tickers = list(dict.fromkeys(re.split(r"[\s,;]+", written.upper().strip(" ,;"))))
    for ticker in tickers:
        if not re.fullmatch(TICKER, ticker):
            fault = "names no share" if not ticker else "names a share that is no ticker"
            raise DataError(_SOURCE, fault, ticker or None)
    return " ".join(tickers)
