"""The reader's own announcements: kept, changed, put into the bin and taken out of it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

import pandas as pd
import sqlalchemy as sql

from sentiment.errors import DataError
from sentiment.library import schema
from sentiment.library.article_rows import checked_instant, digest_of, free_key, key_of
from sentiment.library.schema import ANNOUNCEMENT, now, storable, utc
from sentiment.library.store import Store
from sentiment.market import calendar
from sentiment.market.announcements import EVENT, Known, why_session
from sentiment.market.bars import TICKER


class Announcements:
    """The announcements that the reader of a library wrote down."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def save(
        self,
        *,
        instant: pd.Timestamp,
        title: str,
        symbols: str,
        summary: str = "",
        instant_known: str = "exact",
    ) -> str:
        """Keep an announcement and return its key; one that is held comes back from the bin.

        Parameters
        ----------
        symbols
            Tickers set apart by spaces or commas, the main one first.

        Raises
        ------
        DataError
            If a value cannot be.
        """
        row = announcement_row(
            {
                "instant": instant,
                "instant_known": instant_known,
                "title": title,
                "summary": summary,
                "symbols": symbols,
            }
        )
        table = schema.announcements
        with self._store.connection(writes=True) as connection:
            same = sql.and_(*(table.c[name] == value for name, value in row.items()))
            key = connection.scalar(sql.select(table.c.key).where(same))
            if key is not None:
                back = table.update().where(table.c.key == key).values(removed_at=None)
                connection.execute(back)
            else:
                digest = digest_of(row["instant"].isoformat(), row["title"])
                key = free_key(connection, table, key_of(instant, row["title"], digest=digest))
                connection.execute(table.insert().values(row | {"key": key}))
            schema.count(connection, "announcements")
        return str(key)

    def edit(self, key: str, **changes: Any) -> None:
        """Change what is given of an announcement; its key stays.

        Raises
        ------
        DataError
            If it is not held, or cannot be as it would become.
        """
        self._change(key, announcement_row(changes))

    def delete(self, key: str) -> None:
        """Put an announcement into the bin, from which it can be restored."""
        self._change(key, {}, binned=True)

    def restore(self, key: str) -> None:
        """Take an announcement out of the bin."""
        self._change(key, {}, binned=False)

    def all(self, *, binned: bool = False) -> pd.DataFrame:
        """Return the reader's announcements, oldest first, as ``read_events`` does the shipped."""
        table = schema.announcements
        query = sql.select(table.c.key, *(table.c[name] for name in ANNOUNCEMENT))
        removed = table.c.removed_at.is_not(None) if binned else table.c.removed_at.is_(None)
        return announcements_frame(
            self._store.rows(query.where(removed).order_by(table.c.instant, table.c.key))
        )

    def version(self) -> int:
        """Return a number that changes whenever an announcement does, in any process."""
        return self._store.version("announcements")

    def _change(self, key: str, values: dict[str, Any], *, binned: bool | None = None) -> None:
        table = schema.announcements
        with self._store.connection(writes=True) as connection:
            same = table.c.key == key
            if connection.scalar(sql.select(table.c.key).where(same)) is None:
                raise DataError("The library", "holds no announcement of the key", key)
            if binned is not None:
                values = values | {"removed_at": now(connection) if binned else None}
            connection.execute(table.update().where(same).values(values))
            schema.count(connection, "announcements")


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
    local = instant.dt.tz_convert(calendar.NEW_YORK)
    placed = pd.to_datetime(pd.Series([calendar.session_of(one) for one in local], frame.index))
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
