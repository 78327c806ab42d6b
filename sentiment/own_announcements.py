"""The reader's own announcements: kept, changed, put into the bin and taken out of it."""

from typing import Any

import pandas as pd
import sqlalchemy as sql

from sentiment import tables
from sentiment.announced import announcement_row, announcements_frame
from sentiment.article_rows import digest_of, free_key, key_of
from sentiment.errors import DataError
from sentiment.store import Store
from sentiment.tables import ANNOUNCEMENT, now


class OwnAnnouncements(Store):
    """An open library with its reader's own announcements."""

    def save_announcement(
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
        table = tables.announcements
        with self.connection(writes=True) as connection:
            same = sql.and_(*(table.c[name] == value for name, value in row.items()))
            key = connection.scalar(sql.select(table.c.key).where(same))
            if key is not None:
                back = table.update().where(table.c.key == key).values(removed_at=None)
                connection.execute(back)
            else:
                digest = digest_of(row["instant"].isoformat(), row["title"])
                key = free_key(connection, table, key_of(instant, row["title"], digest=digest))
                connection.execute(table.insert().values(row | {"key": key}))
            tables.count(connection, "announcements")
        return str(key)

    def edit_announcement(self, key: str, **changes: Any) -> None:
        """Change what is given of an announcement; its key stays.

        Raises
        ------
        DataError
            If it is not held, or cannot be as it would become.
        """
        self._change_announcement(key, announcement_row(changes))

    def delete_announcement(self, key: str) -> None:
        """Put an announcement into the bin, from which it can be restored."""
        self._change_announcement(key, {}, binned=True)

    def restore_announcement(self, key: str) -> None:
        """Take an announcement out of the bin."""
        self._change_announcement(key, {}, binned=False)

    def announcements(self, *, binned: bool = False) -> pd.DataFrame:
        """Return the reader's announcements, oldest first, as ``read_events`` does the shipped."""
        table = tables.announcements
        query = sql.select(table.c.key, *(table.c[name] for name in ANNOUNCEMENT))
        removed = table.c.removed_at.is_not(None) if binned else table.c.removed_at.is_(None)
        return announcements_frame(
            self._rows(query.where(removed).order_by(table.c.instant, table.c.key))
        )

    def announcements_version(self) -> int:
        """Return a number that changes whenever an announcement does, in any process."""
        return self._version("announcements")

    def _change_announcement(
        self, key: str, values: dict[str, Any], *, binned: bool | None = None
    ) -> None:
        table = tables.announcements
        with self.connection(writes=True) as connection:
            same = table.c.key == key
            if connection.scalar(sql.select(table.c.key).where(same)) is None:
                raise DataError("The library", "holds no announcement of the key", key)
            if binned is not None:
                values = values | {"removed_at": now(connection) if binned else None}
            connection.execute(table.update().where(same).values(values))
            tables.count(connection, "announcements")
