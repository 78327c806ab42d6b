"""An article to its row and back, and rows kept in one transaction."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd
import sqlalchemy as sql

from sentiment.errors import DataError
from sentiment.library.schema import ARTICLE, articles, storable, utc
from sentiment.market import calendar

LISTED = (*ARTICLE[:-1], "edited", "added_at", "removed_at")  # what a list shows: not the text
_OPTIONAL = {"author": "", "url": "", "note": "", "timed": True, "updated": None}
_NO_TEXT = {"published", "timed", "updated"}
_INSTANTS = {"published", "updated", "added_at", "removed_at"}
_SLUG = 60  # characters of a title that go into its key
_AT_ONCE = 500  # values in one question; older SQLites take 999
_SOURCE = "The article"

Value = TypeVar("Value")


def article_row(article: Mapping[str, Any]) -> dict[str, Any]:
    """Return an article's values as the table keeps them, its digest among them.

    Raises
    ------
    DataError
        If a value cannot be: see :func:`storable_values`.
    """
    if absent := sorted({*ARTICLE} - {*_OPTIONAL} - article.keys()):
        raise DataError(_SOURCE, f"has no {' and no '.join(absent)}")
    row = storable_values(_OPTIONAL | dict(article))
    return row | {"digest": article_digest(row["title"], row["text"], row["published"])}


def storable_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return an article's values as the table keeps them, those that are given.

    Raises
    ------
    DataError
        If a value is not text, an instant has no zone or is beyond the exchange's calendar,
        or ``zone`` is no IANA name.
    """
    if strange := sorted(values.keys() - {*ARTICLE}):
        raise TypeError(f"an article has no {', '.join(strange)}")
    for name in sorted(values.keys() - _NO_TEXT):
        if not isinstance(values[name], str):
            raise DataError(_SOURCE, f"has a {name} that is not text", values[name])
    row: dict[str, Any] = {
        name: storable(value) for name, value in values.items() if name not in _NO_TEXT
    }
    if "zone" in row:
        _check_zone(row["zone"])
    if "published" in values:
        row["published"] = utc(checked_instant(values["published"], what="was published"))
    if "updated" in values:
        updated = values["updated"]
        absent = updated is None or updated is pd.NaT
        row["updated"] = None if absent else utc(checked_instant(updated, what="was updated"))
    if "timed" in values:
        row["timed"] = _flag(values["timed"])
    return row


def _flag(timed: object) -> bool:
    """Return whether the time of day is known; numpy's own flags are flags too."""
    if str(timed) not in {"True", "False"}:
        raise DataError(_SOURCE, "has a timed that is neither true nor false", timed)
    return bool(timed)


def checked_instant(instant: pd.Timestamp, *, what: str, source: str = _SOURCE) -> pd.Timestamp:
    """Return *instant* if it has a zone and the exchange's calendar reaches it, else raise."""
    if instant.tzinfo is None:
        raise DataError(source, f"{what} at a moment without a time zone", instant)
    first, end = _ends()
    if not first <= instant < end:
        years = f"{calendar.FIRST_NEWS[:4]} to {calendar.LAST_NEWS[:4]}"
        raise DataError(source, f"{what} outside the years of the calendar, {years}", instant)
    return instant


@cache
def _ends() -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first moment of the calendar's news and the one after the last."""
    first, last = (
        pd.Timestamp(day, tz=calendar.NEW_YORK) for day in (calendar.FIRST_NEWS, calendar.LAST_NEWS)
    )
    day = pd.Timedelta(days=1)  # on the clock of another zone they begin and end up to a day apart
    return first - day, last + 2 * day


def digest_of(*texts: str) -> str:
    """Return a digest by which equal texts are known."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def article_digest(title: str, text: str, published: Any) -> str:
    """Return the digest by which an article is known; a headline alone is one of its day.

    "Stocks open mixed" is printed often, and is other news each time.
    """
    return digest_of(title, text or f"{published:%Y-%m-%d}")


def key_of(published: pd.Timestamp, title: str, *, digest: str) -> str:
    """Return the day, the title's words and a few digits that keep keys apart."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))[:_SLUG].strip("-")
    return "-".join(filter(None, [f"{published:%Y-%m-%d}", slug, digest[:8]]))


def keep_rows(connection: sql.Connection, rows: Sequence[dict[str, Any]]) -> list[str]:
    """Insert the rows whose digest is not held, and return the key of each in order.

    A row held already stays as it is, but leaves the bin. A row without a key gets one; where its
    key is taken by an article since edited, it gets a number behind.
    """
    keys = _keys_by_value(connection, articles.c.digest, [row["digest"] for row in rows])
    new = {row["digest"]: row for row in reversed(rows) if row["digest"] not in keys}
    drawn = {digest: row.get("key") or _key_of_row(row) for digest, row in new.items()}
    taken = set(_keys_by_value(connection, articles.c.key, list(drawn.values())).values())
    fresh = []
    for digest in dict.fromkeys(row["digest"] for row in rows if row["digest"] in new):
        key = free_key(connection, articles, drawn[digest], taken=taken)
        taken.add(key)
        keys[digest] = key
        fresh.append({"removed_at": None, "edited": 0} | new[digest] | {"key": key})
    if fresh:
        connection.execute(articles.insert(), fresh)
    back = [keys[row["digest"]] for row in rows if row["digest"] not in new]
    for some in chunks(back):
        unbinned = articles.update().where(articles.c.key.in_(some))
        connection.execute(
            unbinned.where(articles.c.removed_at.is_not(None)).values(removed_at=None)
        )
    return [keys[row["digest"]] for row in rows]


def free_key(
    connection: sql.Connection, table: sql.Table, key: str, *, taken: set[str] | None = None
) -> str:
    """Return *key*, or with a number behind it where a row of the table or *taken* has it."""
    free, number = key, 2
    if taken is None:
        taken = _taken(connection, table, key)
    elif key in taken:
        taken |= _taken(connection, table, key)
    while free in taken:
        free, number = f"{key}-{number}", number + 1
    return free


def articles_frame(rows: Sequence[Sequence[Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Return rows of the table as a frame of articles, indexed by key, instants in UTC."""
    frame = pd.DataFrame(rows, columns=["key", *columns])
    instants = [name for name in columns if name in _INSTANTS]
    numbers = [name for name in columns if name == "edited"]
    flags = [name for name in columns if name == "timed"]
    words = [name for name in frame.columns if name not in {*instants, *numbers, *flags}]
    kinds = dict.fromkeys(words, "str") | dict.fromkeys(numbers, "int64")
    typed = frame.astype(kinds | dict.fromkeys(flags, "bool"))
    for name in instants:
        typed[name] = pd.to_datetime(frame[name], utc=True).dt.as_unit("ns")
    return typed.set_index("key")


def newest(
    connection: sql.Connection,
    columns: Sequence[str],
    *which: sql.ColumnElement[bool],
    of_share: bool,
    limit: int,
) -> pd.DataFrame:
    """Return the newest articles that fit; no text of another is read.

    Those *of_share* are sorted here: asked for the newest, SQLite goes through all articles in
    their order, of whichever share, until it has met enough.
    """
    order = (articles.c.published, articles.c.number)
    fitting = sql.select(*order).where(*which)
    if of_share:
        places = sorted(map(tuple, connection.execute(fitting)), reverse=True)[:limit]
    else:
        latest = fitting.order_by(*(column.desc() for column in order)).limit(limit)
        places = [tuple(row) for row in connection.execute(latest)]
    numbers = [number for _, number in places]
    rows = rows_by_number(connection, columns, numbers)
    return articles_frame([rows[number] for number in numbers], columns)


def rows_by_number(
    connection: sql.Connection, columns: Sequence[str], numbers: Sequence[int]
) -> dict[int, tuple[Any, ...]]:
    """Return the key and the columns of articles, by their numbers."""
    query = sql.select(articles.c.number, articles.c.key, *(articles.c[name] for name in columns))
    return {
        row[0]: tuple(row[1:])
        for some in chunks(numbers)
        for row in connection.execute(query.where(articles.c.number.in_(some)))
    }


def chunks(values: Sequence[Value]) -> list[Sequence[Value]]:
    """Return the values in groups small enough for one question to the database."""
    return [values[first : first + _AT_ONCE] for first in range(0, len(values), _AT_ONCE)]


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, ZoneInfoNotFoundError) as error:  # OSError: a folder, as "Europe"
        raise DataError(_SOURCE, "has a zone that is none of the IANA names", zone) from error


def _key_of_row(row: dict[str, Any]) -> str:
    local = pd.Timestamp(row["published"], tz="UTC").tz_convert(row["zone"])
    return key_of(local, row["title"], digest=row["digest"])


def _keys_by_value(
    connection: sql.Connection, column: sql.Column[Any], values: Sequence[str]
) -> dict[str, str]:
    """Return the keys of the articles that have one of *values*, by value."""
    keys: dict[str, str] = {}
    for some in chunks(values):
        query = sql.select(column, articles.c.key).where(column.in_(some))
        keys |= {str(value): str(key) for value, key in connection.execute(query)}
    return keys


def _taken(connection: sql.Connection, table: sql.Table, key: str) -> set[str]:
    """Return the keys held that open with *key*."""
    query = sql.select(table.c.key).where(table.c.key.startswith(key, autoescape=True))
    return {str(other) for other in connection.scalars(query)}
