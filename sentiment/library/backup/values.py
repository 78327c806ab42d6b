"""The values of a backup's rows: each of its column's kind, and such as the program itself keeps.

SQLite keeps any value in any column, and whoever reads a library trusts what it holds.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from sentiment.library.announcements import announcement_row
from sentiment.library.article_rows import checked_instant, storable_values
from sentiment.market.calendar import FIRST_DAY, LAST_DAY
from sentiment.output.labels import LABELS
from sentiment.text.duplicates import PERMUTATIONS

LARGEST_NUMBER = 2**53  # up to which a float counts in whole steps
FIRST_YEAR, LAST_YEAR = 1700, 2200  # of moments, which pandas counts in nanoseconds

Check = Callable[[Any], Any]


class Column(NamedTuple):
    """A column of the program's own table."""

    table: str
    name: str
    kind: str  # as its table declares it
    needed: bool


def check_of(column: Column) -> Check:
    """Return what gives a value back as it is kept, and raises ValueError for what never is.

    Examples
    --------
    >>> check = check_of(Column("fetches", "at", "DATETIME", True))
    >>> check("2026-02-02 16:42:00")
    '2026-02-02 16:42:00.000000'
    >>> check(b"2026-02-02")
    Traceback (most recent call last):
    ValueError: not text
    """
    check = _SPECIAL.get((column.table, column.name)) or _KINDS[column.kind.partition("(")[0]]
    if column.needed or (column.table, column.name) in _NEVER_MISSING:
        return check
    return lambda value: None if value is None else check(value)


def _text(value: object) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise ValueError("not text")
    return value


def _bytes(value: object) -> bytes:
    if not isinstance(value, bytes):
        raise ValueError("not bytes")
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float) or not abs(value) <= LARGEST_NUMBER:
        raise ValueError("not a number within bounds")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or abs(value) > LARGEST_NUMBER:
        raise ValueError("not a whole number within bounds")
    return value


def _flag(value: object) -> int:
    if value not in (0, 1):
        raise ValueError("neither yes nor no")
    return int(bool(value))


def _day(value: object) -> str:
    day = date.fromisoformat(_text(value)).isoformat()
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError("not a day of the calendar")
    return day


def _moment(value: object) -> str:
    """Return a moment in UTC as the tables hold it, whose order is that of its letters."""
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is not None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError("not a moment within bounds")
    return moment.isoformat(" ", "microseconds")


def _placed(value: object) -> str:
    """Return a moment that the exchange's calendar reaches."""
    moment = _moment(value)
    checked_instant(pd.Timestamp(moment, tz="UTC"), what="was")
    return moment


@cache  # few, of many articles
def _zone(value: object) -> str:
    return str(storable_values({"zone": value})["zone"])


def _label(value: object) -> str:
    if value not in LABELS:
        raise ValueError("not a label")
    return str(value)


def _signature(value: object) -> bytes:
    if len(_bytes(value)) != 4 * PERMUTATIONS:
        raise ValueError("not a signature")
    return _bytes(value)


def _announcement(name: str) -> Check:
    """Return the check that an announcement's values pass when they are kept."""
    return lambda value: announcement_row({name: value})[name]


_KINDS: dict[str, Check] = {
    "VARCHAR": _text,
    "TEXT": _text,
    "DOUBLE": _number,
    "INTEGER": _whole,
    "BIGINT": _whole,
    "BOOLEAN": _flag,
    "DATE": _day,
    "DATETIME": _moment,
    "BLOB": _bytes,
}
_SPECIAL: dict[tuple[str, str], Check] = {
    ("articles", "published"): _placed,
    ("articles", "updated"): _placed,
    ("articles", "zone"): _zone,
    ("announcements", "instant"): _placed,
    **{
        ("announcements", name): _announcement(name)
        for name in ("instant_known", "title", "symbols")
    },
    ("corrections", "label"): _label,
    ("signatures", "signature"): _signature,
}
_NEVER_MISSING = {("tones", name) for name in ("n", "negative", "plain_negative")}
