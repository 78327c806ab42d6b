"""The opened database of a library: its connections and its counters.

Several processes may hold it open at once; a write is kept as a whole or not at all. Counters
tell, for the price of one small query, whether anything changed since an answer was cached.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import platformdirs
import sqlalchemy as sql

from sentiment.library import schema
from sentiment.library.database import StoreError, open_engine, transaction

__all__ = ["Store", "StoreError", "default_url"]


def default_url() -> str:
    """Return the address of the SQLite file in the user's data folder."""
    folder = Path(platformdirs.user_data_dir("investor-sentiment-dashboard", appauthor=False))
    return sql.URL.create("sqlite", database=str(folder / "library.sqlite")).render_as_string()


class Store:
    """The opened database of a library; any thread may use it.

    Parameters
    ----------
    url
        An SQLAlchemy address (``sqlite:///library.sqlite``, ``postgresql+psycopg://…``), or the
        bare path of an SQLite file. Folder and tables are made where they are missing.

    Raises
    ------
    StoreError
        If it cannot be opened; so does every method that cannot read or write.
    """

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        self._seen: ContextVar[dict[str, int] | None] = ContextVar("counters", default=None)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def connection(self, *, writes: bool = False) -> Iterator[sql.Connection]:
        """Hand out a connection whose changes are kept together, or not at all."""
        try:
            with transaction(self._engine, writes=writes) as connection:
                yield connection
        finally:
            if writes and (seen := self._seen.get()):
                seen.clear()

    def rows(self, query: sql.Select[Any]) -> list[tuple[Any, ...]]:
        """Return the rows that a query finds."""
        with self.connection() as connection:
            return [tuple(row) for row in connection.execute(query)]

    def version(self, name: str) -> int:
        """Return a counter: a number that changes whenever what it counts does."""
        seen = self._seen.get()
        if seen is not None and name in seen:
            return seen[name]
        rows = self.rows(sql.select(schema.counters.c.value).where(schema.counters.c.name == name))
        value = int(rows[0][0]) if rows else 0
        if seen is not None:
            seen[name] = value
        return value

    @contextmanager
    def one_look(self) -> Iterator[None]:
        """Ask for each counter once within the block, and anew after a change made in it.

        What others change meanwhile is not seen by the thread that is in the block.
        """
        if self._seen.get() is not None:
            yield
            return
        token = self._seen.set({})
        try:
            yield
        finally:
            self._seen.reset(token)
