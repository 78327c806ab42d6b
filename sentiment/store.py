"""The user's library: bars fetched, articles pasted, and what every fetch had to say.

Several processes may hold it open at once; a write is kept as a whole or not at all. Counters
tell, for the price of one small query, whether anything changed since an answer was cached.
Instants are kept in UTC, to the microsecond.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import platformdirs
import sqlalchemy as sql

from sentiment import sessions
from sentiment.database import StoreError, insert, open_engine, transaction

__all__ = ["Fetch", "Store", "StoreError", "default_url"]

_BAR = ("open", "high", "low", "close", "volume")
_DAILY = (*_BAR, "dividend", "split", "partial")
_ARTICLE = ("title", "outlet", "author", "published", "zone", "url", "origin", "note", "text")
_SLUG = 60  # characters of a title that go into its key

_tables = sql.MetaData()
_bars = sql.Table(
    "bars",
    _tables,
    sql.Column("symbol", sql.String, primary_key=True),
    sql.Column("session", sql.Date, primary_key=True),
    *(sql.Column(name, sql.Double) for name in (*_BAR, "dividend", "split")),
    sql.Column("partial", sql.Boolean),
    sql.Column("fetched_at", sql.DateTime),
)
_intraday = sql.Table(
    "intraday",
    _tables,
    sql.Column("symbol", sql.String, primary_key=True),
    sql.Column("interval", sql.String, primary_key=True),
    sql.Column("start", sql.DateTime, primary_key=True),
    *(sql.Column(name, sql.Double) for name in _BAR),
)
_articles = sql.Table(
    "articles",
    _tables,
    sql.Column("key", sql.String, primary_key=True),
    *(sql.Column(name, sql.DateTime if name == "published" else sql.Text) for name in _ARTICLE),
    sql.Column("digest", sql.String),
    sql.Column("added_at", sql.DateTime),
    sql.Column("removed_at", sql.DateTime),
)
_fetches = sql.Table(
    "fetches",
    _tables,
    sql.Column("number", sql.Integer, primary_key=True),
    sql.Column("symbol", sql.String),
    sql.Column("interval", sql.String),
    sql.Column("at", sql.DateTime),
    sql.Column("ok", sql.Boolean),
    sql.Column("said", sql.Text),
)
_counters = sql.Table(
    "counters",
    _tables,
    sql.Column("name", sql.String, primary_key=True),
    sql.Column("value", sql.BigInteger),
)


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

    def save_bars(
        self, symbol: str, bars: pd.DataFrame, *, fetched_at: pd.Timestamp, replace: bool = False
    ) -> None:
        """Keep daily bars, over those of the same sessions unless these were fetched later.

        With *replace*, every bar held of the symbol goes: a restated history is kept as a whole.
        """
        rows = _records(bars.reset_index(names="session")[["session", *_DAILY]])
        for row in rows:
            row.update(symbol=symbol, session=row["session"].date(), fetched_at=_utc(fetched_at))
        with transaction(self._engine, writes=True) as connection:
            if replace:
                connection.execute(_bars.delete().where(_bars.c.symbol == symbol))
            if rows:
                statement = insert(connection, _bars)
                new = statement.excluded
                upsert = statement.on_conflict_do_update(
                    index_elements=["symbol", "session"],
                    set_={name: new[name] for name in (*_DAILY, "fetched_at")},
                    where=new.fetched_at >= _bars.c.fetched_at,
                )
                connection.execute(upsert, rows)
            _count(connection, _counter_of(symbol))

    def bars(self, symbol: str) -> pd.DataFrame | None:
        """Return a symbol's daily bars; None where none are held."""
        query = sql.select(_bars.c.session, *(_bars.c[name] for name in _DAILY))
        rows = self._rows(query.where(_bars.c.symbol == symbol).order_by(_bars.c.session))
        if not rows:
            return None
        bars = pd.DataFrame(rows, columns=["session", *_DAILY])
        bars["session"] = pd.to_datetime(bars["session"]).dt.as_unit("ns")
        kinds = dict.fromkeys(_DAILY, "float64") | {"partial": "bool"}
        return bars.astype(kinds).set_index("session")

    def save_intraday(self, symbol: str, bars: pd.DataFrame, *, interval: str) -> None:
        """Keep intraday bars, over those that start at the same instants."""
        rows = _records(bars.reset_index(names="start")[["start", *_BAR]])
        for row in rows:
            row.update(symbol=symbol, interval=interval, start=_utc(row["start"]))
        if not rows:
            return
        with transaction(self._engine, writes=True) as connection:
            statement = insert(connection, _intraday)
            upsert = statement.on_conflict_do_update(
                index_elements=["symbol", "interval", "start"],
                set_={name: statement.excluded[name] for name in _BAR},
            )
            connection.execute(upsert, rows)
            _count(connection, _counter_of(symbol))

    def intraday(self, symbol: str, *, interval: str, session: pd.Timestamp) -> pd.DataFrame:
        """Return the intraday bars of one session; empty where none are held."""
        day = session.normalize()
        first, end = (
            _utc(instant.tz_localize(sessions.NEW_YORK))
            for instant in (day, day + pd.Timedelta(days=1))
        )
        query = sql.select(_intraday.c.start, *(_intraday.c[name] for name in _BAR)).where(
            _intraday.c.symbol == symbol,
            _intraday.c.interval == interval,
            _intraday.c.start >= first,
            _intraday.c.start < end,
        )
        bars = pd.DataFrame(self._rows(query.order_by(_intraday.c.start)), columns=["start", *_BAR])
        start = pd.to_datetime(bars["start"], utc=True).dt.as_unit("ns")
        bars["start"] = start.dt.tz_convert(sessions.NEW_YORK)
        return bars.astype(dict.fromkeys(_BAR, "float64")).set_index("start")

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
        added_at: pd.Timestamp | None = None,
    ) -> str:
        """Keep an article and return its key; one held already is left as it is.

        The same title and text are the same article; if it was in the bin, it comes back.

        Parameters
        ----------
        published
            With a zone; *zone* names the clock that the publication goes by.
        added_at
            When it was added; by the database's clock if not given.
        """
        words = {
            "title": title,
            "outlet": outlet,
            "author": author,
            "zone": zone,
            "url": url,
            "origin": origin,
            "note": note,
            "text": text,
        }
        row: dict[str, Any] = {name: _storable(value) for name, value in words.items()}
        row["digest"] = hashlib.sha256(f"{row['title']}\0{row['text']}".encode()).hexdigest()
        row["key"] = _key(published.tz_convert(zone), row["title"], digest=row["digest"])
        row["published"] = _utc(published)
        row["added_at"] = sql.func.current_timestamp() if added_at is None else _utc(added_at)
        with transaction(self._engine, writes=True) as connection:
            statement = insert(connection, _articles).values(row)
            upsert = statement.on_conflict_do_update(
                index_elements=["digest"], set_={"removed_at": None}
            )
            key = connection.execute(upsert.returning(_articles.c.key)).scalar_one()
            _count(connection, "articles")
        return str(key)

    def articles(self) -> pd.DataFrame:
        """Return the articles of the library, oldest first, with those in the bin left out."""
        return self._articles(_articles.c.removed_at.is_(None))

    def binned_articles(self) -> pd.DataFrame:
        """Return the articles in the bin, oldest first."""
        return self._articles(_articles.c.removed_at.is_not(None))

    def delete_article(self, key: str) -> None:
        """Put an article into the bin, from which it can be restored."""
        self._mark(key, removed_at=sql.func.current_timestamp())

    def restore_article(self, key: str) -> None:
        """Take an article out of the bin."""
        self._mark(key, removed_at=sql.null())

    def record_fetch(
        self, symbol: str, *, interval: str, at: pd.Timestamp, ok: bool, said: str
    ) -> None:
        """Note how an attempt to fetch bars went."""
        row = {"symbol": symbol, "interval": interval, "at": _utc(at), "ok": ok, "said": said}
        with transaction(self._engine, writes=True) as connection:
            connection.execute(_fetches.insert(), row)

    def last_fetch(self, symbol: str) -> Fetch | None:
        """Return the last attempt to fetch a symbol's bars; None if there was none."""
        columns = (_fetches.c[name] for name in ("symbol", "interval", "at", "ok", "said"))
        query = sql.select(*columns).where(_fetches.c.symbol == symbol)
        rows = self._rows(query.order_by(_fetches.c.number.desc()).limit(1))
        if not rows:
            return None
        symbol, interval, at, ok, said = rows[0]
        return Fetch(symbol, interval, pd.Timestamp(at, tz="UTC"), ok, said)

    def articles_version(self) -> int:
        """Return a number that changes whenever an article does, in any process."""
        return self._version("articles")

    def bars_version(self, symbol: str) -> int:
        """Return a number that changes whenever a bar of the symbol does, in any process."""
        return self._version(_counter_of(symbol))

    def _rows(self, query: sql.Select[Any]) -> list[tuple[Any, ...]]:
        with transaction(self._engine) as connection:
            return [tuple(row) for row in connection.execute(query)]

    def _version(self, name: str) -> int:
        rows = self._rows(sql.select(_counters.c.value).where(_counters.c.name == name))
        return int(rows[0][0]) if rows else 0

    def _articles(self, which: sql.ColumnElement[bool]) -> pd.DataFrame:
        query = sql.select(_articles.c.key, *(_articles.c[name] for name in _ARTICLE))
        rows = self._rows(query.where(which).order_by(_articles.c.published, _articles.c.key))
        articles = pd.DataFrame(rows, columns=["key", *_ARTICLE])
        published = pd.to_datetime(articles["published"], utc=True).dt.as_unit("ns")
        words = dict.fromkeys(("key", *_ARTICLE), "str")
        return articles.astype(words).assign(published=published).set_index("key")

    def _mark(self, key: str, *, removed_at: Any) -> None:
        change = _articles.update().where(_articles.c.key == key).values(removed_at=removed_at)
        with transaction(self._engine, writes=True) as connection:
            connection.execute(change)
            _count(connection, "articles")


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as plain objects, None where a number is missing."""
    plain = frame.astype(object)
    rows = plain.where(frame.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def _utc(instant: pd.Timestamp) -> Any:
    """Return a naive UTC datetime, as the database keeps instants."""
    return instant.tz_convert("UTC").tz_localize(None).floor("us").to_pydatetime()


def _storable(text: str) -> str:
    """Return the text without the two things no database keeps: half characters and NULs."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def _key(published: pd.Timestamp, title: str, *, digest: str) -> str:
    """Return the day, the title's words and a few digits that keep keys apart."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))[:_SLUG].strip("-")
    return "-".join(filter(None, [f"{published:%Y-%m-%d}", slug, digest[:8]]))


def _counter_of(symbol: str) -> str:
    return f"bars of {symbol}"


def _count(connection: sql.Connection, name: str) -> None:
    """Move a counter on, in the transaction of the change that it stands for."""
    statement = insert(connection, _counters).values(name=name, value=1)
    upsert = statement.on_conflict_do_update(
        index_elements=["name"], set_={"value": _counters.c.value + 1}
    )
    connection.execute(upsert)
