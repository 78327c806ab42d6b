"""The user's library: bars fetched, articles pasted, and what every fetch had to say.

Several processes may hold it open at once; a write is kept as a whole or not at all. Counters
tell, for the price of one small query, whether anything changed since an answer was cached.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import platformdirs
import sqlalchemy as sql

from sentiment.library import schema
from sentiment.library.articles import article_row, articles_frame, keep_rows
from sentiment.library.database import StoreError, insert, open_engine, transaction
from sentiment.library.schema import ARTICLE, BAR, DAILY, articles, count, now, records, utc
from sentiment.market import calendar

LATEST = pd.Timedelta(hours=12)  # that an answer asked for can come late; in truth it is minutes

__all__ = ["Fetch", "Store", "StoreError", "default_url"]


@dataclass(frozen=True, slots=True)
class Fetch:
    """An attempt to bring a symbol's bars up to date."""

    symbol: str
    interval: str
    at: pd.Timestamp
    ok: bool
    said: str


def default_url() -> str:
    """Return the address of the SQLite file in the user's data folder."""
    folder = Path(platformdirs.user_data_dir("investor-sentiment-dashboard", appauthor=False))
    return sql.URL.create("sqlite", database=str(folder / "library.sqlite")).render_as_string()


class Store:
    """An open library; any thread may use it.

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

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def connection(self, *, writes: bool = False) -> Iterator[sql.Connection]:
        """Hand out a connection whose changes are kept together, or not at all."""
        with transaction(self._engine, writes=writes) as connection:
            yield connection

    def save_bars(
        self, symbol: str, bars: pd.DataFrame, *, fetched_at: pd.Timestamp, replace: bool = False
    ) -> None:
        """Keep daily bars, over those of the same sessions unless these were fetched later.

        With *replace*, every bar held of the symbol goes: a restated history is kept as a whole.
        Bars that seem to come from long after *fetched_at* were fetched by a clock that was wrong.
        """
        rows = records(bars.reset_index(names="session")[["session", *DAILY]])
        for row in rows:
            row.update(symbol=symbol, session=row["session"].date(), fetched_at=utc(fetched_at))
        with self.connection(writes=True) as connection:
            if replace:
                connection.execute(schema.bars.delete().where(schema.bars.c.symbol == symbol))
            if rows:
                statement = insert(connection, schema.bars)
                new = statement.excluded
                upsert = statement.on_conflict_do_update(
                    index_elements=["symbol", "session"],
                    set_={name: new[name] for name in (*DAILY, "fetched_at")},
                    where=(new.fetched_at >= schema.bars.c.fetched_at)
                    | (schema.bars.c.fetched_at > utc(fetched_at + LATEST)),
                )
                connection.execute(upsert, rows)
            count(connection, _counter_of(symbol))

    def bars(self, symbol: str) -> pd.DataFrame | None:
        """Return a symbol's daily bars; None where none are held."""
        query = sql.select(schema.bars.c.session, *(schema.bars.c[name] for name in DAILY))
        rows = self._rows(
            query.where(schema.bars.c.symbol == symbol).order_by(schema.bars.c.session)
        )
        if not rows:
            return None
        bars = pd.DataFrame(rows, columns=["session", *DAILY])
        bars["session"] = pd.to_datetime(bars["session"]).dt.as_unit("ns")
        kinds = dict.fromkeys(DAILY, "float64") | {"partial": "bool"}
        return bars.astype(kinds).set_index("session")

    def symbols(self) -> list[str]:
        """Return the symbols that daily bars are kept of."""
        return sorted(
            str(row[0]) for row in self._rows(sql.select(schema.bars.c.symbol).distinct())
        )

    def save_intraday(self, symbol: str, bars: pd.DataFrame, *, interval: str) -> None:
        """Keep intraday bars, over those that start at the same instants."""
        rows = records(bars.reset_index(names="start")[["start", *BAR]])
        for row in rows:
            row.update(symbol=symbol, interval=interval, start=utc(row["start"]))
        if not rows:
            return
        with self.connection(writes=True) as connection:
            statement = insert(connection, schema.intraday)
            upsert = statement.on_conflict_do_update(
                index_elements=["symbol", "interval", "start"],
                set_={name: statement.excluded[name] for name in BAR},
            )
            connection.execute(upsert, rows)
            count(connection, _minutes_of(symbol))

    def intraday(
        self,
        symbol: str,
        *,
        interval: str,
        session: pd.Timestamp,
        zone: ZoneInfo = calendar.NEW_YORK,
    ) -> pd.DataFrame:
        """Return the intraday bars of a session's day, by the exchange's clock; empty for none.

        *zone* is that clock.
        """
        day = session.normalize()
        first, end = (
            utc(instant.tz_localize(zone)) for instant in (day, day + pd.Timedelta(days=1))
        )
        query = sql.select(
            schema.intraday.c.start, *(schema.intraday.c[name] for name in BAR)
        ).where(
            schema.intraday.c.symbol == symbol,
            schema.intraday.c.interval == interval,
            schema.intraday.c.start >= first,
            schema.intraday.c.start < end,
        )
        bars = pd.DataFrame(
            self._rows(query.order_by(schema.intraday.c.start)), columns=["start", *BAR]
        )
        start = pd.to_datetime(bars["start"], utc=True).dt.as_unit("ns")
        bars["start"] = start.dt.tz_convert(zone)
        return bars.astype(dict.fromkeys(BAR, "float64")).set_index("start")

    def save_article(
        self,
        *,
        title: str,
        outlet: str,
        published: pd.Timestamp,
        zone: str,
        origin: str,
        text: str,
        author: str = "",
        url: str = "",
        note: str = "",
        timed: bool = True,
        updated: pd.Timestamp | None = None,
        added_at: pd.Timestamp | None = None,
    ) -> str:
        """Keep an article and return its key; one held already is left as it is.

        The same title and text are the same article; if it was in the bin, it comes back.

        Parameters
        ----------
        published
            With a zone; *zone* names the clock that the publication goes by.
        timed
            Whether the time of day is known; of a day alone *published* is its midnight in New
            York, which counts for that day's session.
        updated
            When it was last changed, with a zone; None if that is not known.
        added_at
            When it was added; by the database's clock if not given.
        """
        given = {
            "title": title,
            "outlet": outlet,
            "author": author,
            "published": published,
            "timed": timed,
            "updated": updated,
            "zone": zone,
            "url": url,
            "origin": origin,
            "note": note,
            "text": text,
        }
        row = article_row(given)
        with self.connection(writes=True) as connection:
            row["added_at"] = now(connection) if added_at is None else utc(added_at)
            [key] = keep_rows(connection, [row])
            count(connection, "articles")
        return key

    def articles(self) -> pd.DataFrame:
        """Return the articles of the library, oldest first, with those in the bin left out."""
        return self._articles(articles.c.removed_at.is_(None))

    def binned_articles(self) -> pd.DataFrame:
        """Return the articles in the bin, oldest first."""
        return self._articles(articles.c.removed_at.is_not(None))

    def delete_article(self, key: str) -> None:
        """Put an article into the bin, from which it can be restored."""
        self._mark(key, binned=True)

    def restore_article(self, key: str) -> None:
        """Take an article out of the bin."""
        self._mark(key, binned=False)

    def record_fetch(
        self, symbol: str, *, interval: str, at: pd.Timestamp, ok: bool, said: str
    ) -> None:
        """Note how an attempt to fetch bars went."""
        row = {"symbol": symbol, "interval": interval, "at": utc(at), "ok": ok, "said": said}
        with self.connection(writes=True) as connection:
            connection.execute(schema.fetches.insert(), row)

    def last_fetch(self, symbol: str, *, interval: str = "1d") -> Fetch | None:
        """Return the last attempt to fetch a symbol's bars; None if there was none."""
        columns = (schema.fetches.c[name] for name in ("symbol", "interval", "at", "ok", "said"))
        query = sql.select(*columns).where(
            schema.fetches.c.symbol == symbol, schema.fetches.c.interval == interval
        )
        rows = self._rows(query.order_by(schema.fetches.c.number.desc()).limit(1))
        if not rows:
            return None
        symbol, interval, at, ok, said = rows[0]
        return Fetch(symbol, interval, pd.Timestamp(at, tz="UTC"), ok, said)

    def articles_version(self) -> int:
        """Return a number that changes whenever an article does, in any process."""
        return self.version("articles")

    def bars_version(self, symbol: str) -> int:
        """Return a number that changes whenever a bar of the symbol does, in any process."""
        return self.version(_counter_of(symbol))

    def minutes_version(self, symbol: str) -> int:
        """Return a number that changes whenever an intraday bar of the symbol does."""
        return self.version(_minutes_of(symbol))

    def version(self, name: str) -> int:
        """Return a counter: a number that changes whenever what it counts does."""
        rows = self._rows(sql.select(schema.counters.c.value).where(schema.counters.c.name == name))
        return int(rows[0][0]) if rows else 0

    def _rows(self, query: sql.Select[Any]) -> list[tuple[Any, ...]]:
        with self.connection() as connection:
            return [tuple(row) for row in connection.execute(query)]

    def _articles(self, which: sql.ColumnElement[bool]) -> pd.DataFrame:
        query = sql.select(articles.c.key, *(articles.c[name] for name in ARTICLE))
        rows = self._rows(query.where(which).order_by(articles.c.published, articles.c.key))
        return articles_frame(rows, ARTICLE)

    def _mark(self, key: str, *, binned: bool) -> None:
        with self.connection(writes=True) as connection:
            removed_at = now(connection) if binned else None
            change = articles.update().where(articles.c.key == key).values(removed_at=removed_at)
            connection.execute(change)
            count(connection, "articles")


def _minutes_of(symbol: str) -> str:
    return f"minutes of {symbol}"


def _counter_of(symbol: str) -> str:
    return f"bars of {symbol}"
