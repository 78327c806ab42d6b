"""The database's tables, as the newest revision in migrations/ makes them.

Instants are kept in UTC, to the microsecond.
"""

from typing import Any

import pandas as pd
import sqlalchemy as sql

from sentiment.library.database import insert

BAR = ("open", "high", "low", "close", "volume")
DAILY = (*BAR, "dividend", "split", "partial")
ARTICLE = (
    *("title", "outlet", "author", "published", "timed", "updated", "zone", "url", "origin"),
    *("note", "text"),
)
_KIND_OF = {"published": sql.DateTime, "updated": sql.DateTime, "timed": sql.Boolean}
ANNOUNCEMENT = ("instant", "instant_known", "title", "summary", "symbols")
CORRECTION = ("article", "digest", "text", "computed", "label", "note", "made_at")
SHARE = (
    *("name", "aliases", "kind", "exchange", "calendar", "currency", "zone", "benchmark"),
    "source",
)
RESULT = ("at", "quarter", "known")
TONE = (
    *("compound", "low", "high", "n", "without_moves", "plain", "whole"),
    *("negative", "plain_negative"),
)


class Words(sql.TypeDecorator[str]):
    """Text of any length, mended on its way in: see :func:`storable`."""

    impl = sql.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: sql.Dialect) -> str | None:
        """Return the text as every database takes it."""
        return None if value is None else storable(value)


_tables = sql.MetaData()
bars = sql.Table(
    "bars",
    _tables,
    sql.Column("symbol", Words, primary_key=True),
    sql.Column("session", sql.Date, primary_key=True),
    *(sql.Column(name, sql.Double) for name in (*BAR, "dividend", "split")),
    sql.Column("partial", sql.Boolean),
    sql.Column("fetched_at", sql.DateTime),
)
intraday = sql.Table(
    "intraday",
    _tables,
    sql.Column("symbol", Words, primary_key=True),
    sql.Column("interval", Words, primary_key=True),
    sql.Column("start", sql.DateTime, primary_key=True),
    *(sql.Column(name, sql.Double) for name in BAR),
)
articles = sql.Table(
    "articles",
    _tables,
    sql.Column("number", sql.BigInteger),  # given by the database; the full-text index goes by it
    sql.Column("key", Words, primary_key=True),
    *(sql.Column(name, _KIND_OF.get(name, Words)) for name in ARTICLE),
    sql.Column("digest", Words),
    sql.Column("added_at", sql.DateTime),
    sql.Column("removed_at", sql.DateTime),
    sql.Column("edited", sql.Integer),
)
# Tags, links and corrections may be of a shipped article, whose key is in no table.
tags = sql.Table(
    "tags",
    _tables,
    sql.Column("article", Words, primary_key=True),
    sql.Column("tag", Words, primary_key=True),
)
links = sql.Table(
    "links",
    _tables,
    sql.Column("article", Words, primary_key=True),
    sql.Column("event", Words, primary_key=True),
)
announcements = sql.Table(
    "announcements",
    _tables,
    sql.Column("key", Words, primary_key=True),
    *(sql.Column(name, sql.DateTime if name == "instant" else Words) for name in ANNOUNCEMENT),
    sql.Column("removed_at", sql.DateTime),
)
corrections = sql.Table(
    "corrections",
    _tables,
    sql.Column("article", Words, primary_key=True),
    sql.Column("digest", Words, primary_key=True),
    sql.Column("text", Words),
    sql.Column("computed", sql.Double),
    sql.Column("label", Words),
    sql.Column("note", Words),
    sql.Column("made_at", sql.DateTime),
)
tones = sql.Table(
    "tones",
    _tables,
    sql.Column("article", Words, primary_key=True),
    sql.Column("about", Words, primary_key=True),
    sql.Column("edited", sql.Integer),
    sql.Column("engine", Words),
    sql.Column("session", sql.Date),
    *(sql.Column(name, sql.Double) for name in TONE),
)
signatures = sql.Table(
    "signatures",
    _tables,
    sql.Column("article", Words, primary_key=True),
    sql.Column("edited", sql.Integer),
    sql.Column("signature", sql.LargeBinary),
)
# Which shares an article speaks of; and of which edit of it they were found, or that the reader
# chose them. An article may be a shipped one here too.
subjects = sql.Table(
    "subjects",
    _tables,
    sql.Column("article", Words, primary_key=True),
    sql.Column("symbol", Words, primary_key=True),
)
subject_checks = sql.Table(
    "subject_checks",
    _tables,
    sql.Column("article", Words, primary_key=True),
    sql.Column("edited", sql.Integer),
    sql.Column("given", sql.Boolean),
)
shares = sql.Table(
    "shares",
    _tables,
    sql.Column("symbol", Words, primary_key=True),
    *(sql.Column(name, Words) for name in SHARE),
    sql.Column("learnt_at", sql.DateTime),
)
results = sql.Table(
    "results",
    _tables,
    sql.Column("symbol", Words, primary_key=True),
    sql.Column("released", sql.Date, primary_key=True),
    *(sql.Column(name, Words) for name in RESULT),
)
fetches = sql.Table(
    "fetches",
    _tables,
    sql.Column("number", sql.Integer, primary_key=True),
    sql.Column("symbol", Words),
    sql.Column("interval", Words),
    sql.Column("at", sql.DateTime),
    sql.Column("ok", sql.Boolean),
    sql.Column("said", Words),
)
decisions = sql.Table(
    "decisions",
    _tables,
    sql.Column("candidate", Words, primary_key=True),
    sql.Column("announcement", Words),
    sql.Column("made_at", sql.DateTime),
)
settings = sql.Table(
    "settings",
    _tables,
    sql.Column("name", Words, primary_key=True),
    sql.Column("value", Words),
)
counters = sql.Table(
    "counters",
    _tables,
    sql.Column("name", Words, primary_key=True),
    sql.Column("value", sql.BigInteger),
)


def speaks_of(symbol: str) -> tuple[sql.ColumnElement[bool], ...]:
    """Return the conditions that an article speak of a share.

    A join, which begins with the share's own articles; a question within would try them all.
    """
    return subjects.c.article == articles.c.key, subjects.c.symbol == symbol


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as plain objects, None where a number is missing."""
    plain = frame.astype(object)
    rows = plain.where(frame.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def utc(instant: pd.Timestamp) -> Any:
    """Return a naive UTC datetime, as the database keeps instants."""
    return instant.tz_convert("UTC").tz_localize(None).floor("us").to_pydatetime()


def now(connection: sql.Connection) -> Any:
    """Return the moment by the database's clock, as :func:`utc` does."""
    if connection.dialect.name == "sqlite":
        clock = "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')"
        return pd.Timestamp(str(connection.exec_driver_sql(clock).scalar())).to_pydatetime()
    # not the transaction's moment: it began before its turn to write came
    moment = sql.func.timezone("utc", sql.func.clock_timestamp())
    return connection.scalar(sql.select(moment))


def storable(text: str) -> str:
    r"""Return the text without the two things no database keeps: half characters and NULs.

    Examples
    --------
    >>> storable("half \ud83d and nul \0.")
    'half ? and nul .'
    """
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def count(connection: sql.Connection, name: str) -> None:
    """Move a counter on, in the transaction of the change that it stands for."""
    statement = insert(connection, counters).values(name=name, value=1)
    upsert = statement.on_conflict_do_update(
        index_elements=["name"], set_={"value": counters.c.value + 1}
    )
    connection.execute(upsert)
