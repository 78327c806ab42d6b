"""Several articles, pasted or dropped, as they are understood before any is kept.

A whole file is looked at once; of its rows only those in sight are read, and no more than some are
held while they are kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.data import passing, subjects
from dashboard.data.store import library
from sentiment.errors import DataError
from sentiment.intake import article_tables, collection, pastes, placing, tables
from sentiment.intake.article_tables import Kept, Row
from sentiment.intake.collection import Understood
from sentiment.intake.date_columns import Moment
from sentiment.intake.pastes import Article
from sentiment.library import incoming
from sentiment.market import calendar
from sentiment.reading import article

LARGEST = 50_000_000  # bytes; more is read by the command line, a row at a time
PASTED = "pasted.txt"
ROWS = ["title", "date", "time", "shares", "reason"]
_REST = ["text", "zone", "outlet", "author", "url", "note"]


def is_several(name: str, content: bytes) -> bool:
    """Return whether a file or a paste is a table, or holds several articles."""
    if len(content) > LARGEST:
        return Path(name).suffix.lower() in tables.TABLES
    return _kind(name, content) != "one"


@st.cache_data(max_entries=8, scope="session", show_spinner="Looking at all rows …")
def understood(name: str, content: bytes) -> Understood:
    """Return how several articles are understood, all of their rows looked at."""
    if len(content) > LARGEST:
        command = "python -m sentiment library import"
        fault = f"is larger than {LARGEST // 10**6} MB: take it in with {command}"
        raise DataError(name, fault)
    if _kind(name, content) == "list":
        return collection.understand_list(_articles_of(name, content))
    with passing.dropped(name, content) as path:
        return collection.understand(path, now=_now())


@st.cache_data(max_entries=4, scope="session", show_spinner="Looking at all of it …")
def _articles_of(name: str, content: bytes) -> tuple[Article, ...]:
    with passing.dropped(name, content) as path:
        return pastes.find_articles(collection.text_of(path), today=_now())


def _read(
    name: str, content: bytes, *, zone: str | None, day_first: bool | None, start: int
) -> Iterator[Row]:
    """Yield the rows of several articles, those after *start*."""
    if _kind(name, content) == "list":
        yield from collection.rows_of(
            _articles_of(name, content), now=_now(), zone=zone, start=start
        )
        return
    with passing.dropped(name, content) as path:
        yield from article_tables.read_rows(
            path,
            now=_now(),
            start=start,
            zone=zone,
            day_first=day_first,
            layout=understood(name, content).layout,
        )


@st.cache_data(max_entries=16, scope="session", show_spinner="Reading the rows in sight …")
def rows(
    name: str,
    content: bytes,
    *,
    zone: str | None,
    day_first: bool | None,
    start: int,
    most: int,
) -> pd.DataFrame:
    """Return some rows by their number: ``ROWS`` that are shown, then what is kept beside them.

    ``date`` and ``time`` are on the row's own clock, ``time`` is None where it is not known, and
    ``reason`` says why a row cannot be kept as it stands, "" where it can.
    """
    some = islice(_read(name, content, zone=zone, day_first=day_first, start=start), most)
    cells = {row.number: _shown(row) for row in some}
    return pd.DataFrame.from_dict(cells, orient="index", columns=[*ROWS, *_REST])


@st.cache_data(max_entries=4_096, scope="session")
def tone(title: str, text: str) -> float | None:
    """Return how a headline and its text read; None where nothing of them was read."""
    read = article.score(f"{title}\n\n{text}".strip())
    return read.compound if read.n else None


def shares_of(title: str, text: str) -> str:
    """Return the shares that a headline and its text speak of."""
    return ", ".join(subjects.found_in(f"{title}\n\n{text}"))


def article_of(row: Mapping[str, Any]) -> dict[str, object] | str:
    """Return a row, as its reader left it, as an article; or why it cannot be kept."""
    title, day = str(row["title"] or "").strip(), row["date"]
    if not title:
        return "it has no headline; fill it in"
    if day is None or pd.isna(day):
        return str(row["reason"]) or "it has no date; fill it in"
    clock = None if row["time"] is None or pd.isna(row["time"]) else row["time"]
    moment = Moment(pd.Timestamp(str(day)).date(), clock, None)
    try:
        published, zone = placing.placed(
            moment, otherwise=str(row["zone"] or calendar.NEW_YORK.key)
        )
    except ValueError as error:
        return str(error)
    if published > _now():
        return "it lies in the future; mend its date"
    texts = {name: str(row[name] or "") for name in ("text", "outlet", "author", "url", "note")}
    shares = tuple(
        one.strip().upper() for one in str(row["shares"] or "").split(",") if one.strip()
    )
    return {
        **{"title": title, "published": published, "zone": zone, "origin": "imported"},
        **{"tickers": shares, "timed": clock is not None, **texts},
    }


def keep(
    name: str,
    content: bytes,
    *,
    zone: str | None,
    day_first: bool | None,
    start: int,
    mended: Mapping[int, Mapping[str, Any]],
) -> Iterator[Kept]:
    """Keep the rows after *start*, some at a time, and yield what became of each.

    *mended* are rows as the reader left them, by number; one that is not to be kept is passed over.
    """
    read = _read(name, content, zone=zone, day_first=day_first, start=start)
    left = (_mended(row, mended.get(row.number)) for row in read)
    return article_tables.keep_rows((row for row in left if row), partial(incoming.save, library()))


def _mended(row: Row, left: Mapping[str, Any] | None) -> Row | None:
    """Return a row as the reader left it; None if it is not to be kept."""
    if left is None:
        return row
    if not left["keep"]:
        return None
    one = article_of(left)
    if isinstance(one, str):
        return replace(row, article=None, reason=one)
    return replace(row, article=one, reason="")


@st.cache_data(max_entries=16, scope="session", show_spinner=False)
def _kind(name: str, content: bytes) -> collection.Kind:
    """Return whether what came is a table, a list of several articles, or one."""
    with passing.dropped(name, content) as path:
        return collection.kind_of(path)


def _shown(row: Row) -> dict[str, object]:
    """Return a row as it is shown: its moment on its own clock."""
    if row.article is None:
        empty = dict.fromkeys(_REST, "")
        return {"title": row.told, "date": None, "time": None, "shares": "",
                "reason": row.reason, **empty}  # fmt: skip
    cells = row.article
    local = pd.Timestamp(str(cells["published"])).tz_convert(str(cells["zone"]))
    tickers = cells["tickers"]
    return {
        "title": cells["title"],
        "date": local.date(),
        "time": local.time() if cells["timed"] else None,
        "shares": ", ".join(map(str, tickers)) if isinstance(tickers, tuple) else "",
        "reason": "",
        **{name: cells[name] for name in _REST},
    }


def _now() -> pd.Timestamp:
    return pd.Timestamp.now(tz="UTC")
