"""Several articles, pasted or dropped, as they are understood before any is kept."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.data import subjects
from dashboard.data.library import library
from sentiment.errors import DataError
from sentiment.intake import article_tables, pastes, placing, tables
from sentiment.intake.article_tables import Kept, Row
from sentiment.intake.date_columns import Moment
from sentiment.library import incoming
from sentiment.market import calendar
from sentiment.reading import article

LARGEST = 50_000_000  # bytes; more is read by the command line, a row at a time
PASTED = "pasted.txt"
TOLD_BY = 100_000  # characters by which a text is told to hold several articles, in a second
ROWS = ["number", "title", "date", "time", "shares", "reason"]
_REST = ["text", "zone", "outlet", "author", "url", "note"]


@dataclass(frozen=True, slots=True)
class Understood:
    """How what was pasted or dropped is understood, and what it leaves open."""

    rows: int
    columns: Mapping[str, str]  # what is held by which column; none of a pasted list
    needs_zone: bool
    needs_order: bool
    example: str  # a date that has two meanings
    proof: str  # what settles the order of dates, in words; "" where nothing has to
    day_first: bool | None  # their order, where it is settled


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
        found = pastes.find_articles(_text(content))
        bare = any(
            one.timed and one.published is not None and one.published.tzinfo is None
            for one in found
        )
        return Understood(len(found), {}, bare, False, "", "", None)
    with _place(name, content) as path:
        layout = article_tables.understand(path, now=_now())
    order = layout.order
    asked = (layout.needs_zone, layout.needs_order)
    return Understood(
        layout.rows, layout.roles, *asked, order.example, order.proof, order.day_first
    )


@st.cache_data(max_entries=4, scope="session", show_spinner="Reading all rows …")
def rows(name: str, content: bytes, *, zone: str | None, day_first: bool | None) -> pd.DataFrame:
    """Return every row: ``ROWS`` that are shown, then what is kept beside them.

    ``date`` and ``time`` are on the row's own clock, ``time`` is None where it is not known, and
    ``reason`` says why a row cannot be kept as it stands, "" where it can.
    """
    if _kind(name, content) == "list":
        found: Iterator[Row] = iter(_listed(_text(content), zone))
        return _frame(found)
    with _place(name, content) as path:
        return _frame(article_tables.read_rows(path, now=_now(), zone=zone, day_first=day_first))


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
    told = {name: str(row[name] or "") for name in ("text", "outlet", "author", "url", "note")}
    shares = tuple(
        one.strip().upper() for one in str(row["shares"] or "").split(",") if one.strip()
    )
    return {
        **{"title": title, "published": published, "zone": zone, "origin": "imported"},
        **{"tickers": shares, "timed": clock is not None, **told},
    }


def keep(articles: Sequence[Mapping[str, object]]) -> Iterator[Kept]:
    """Keep articles some at a time, and yield what became of each."""
    held = (Row(number, dict(one), "") for number, one in enumerate(articles, 1))
    return article_tables.keep_rows(held, partial(incoming.save, library()))


@st.cache_data(max_entries=16, scope="session", show_spinner=False)
def _kind(name: str, content: bytes) -> str:
    """Return whether what came is a "table", a "list" of several articles, or "one"."""
    with _place(name, content) as path:
        if tables.is_table(path):
            return "table"
    if Path(name).suffix.lower() not in {".txt", ".md"}:
        return "one"
    first = _text(content)[:TOLD_BY]
    return "list" if len(pastes.find_articles(first)) > 1 else "one"


def _listed(text: str, zone: str | None) -> Iterator[Row]:
    """Yield the articles of a paste as rows of a table."""
    for number, one in enumerate(pastes.find_articles(text), 1):
        title = one.title or " ".join(one.text.split())[:100]
        if one.published is None:
            yield Row(
                number, None, "it does not say when it was published; fill in its date", title
            )
            continue
        published = one.published
        clock = published.time() if one.timed else None
        instant = published if one.timed and published.tzinfo is not None else None
        try:
            placed, own = placing.placed(
                Moment(published.date(), clock, one.zone, instant), otherwise=zone
            )
        except ValueError as error:
            yield Row(number, None, str(error), title)
            continue
        body = "" if one.text.strip() == title else one.text
        yield Row(
            number,
            {
                **{"title": title, "text": body, "published": placed, "zone": own},
                **{"outlet": one.outlet, "author": one.author, "url": "", "note": ""},
                **{"tickers": (one.ticker,) if one.ticker else (), "timed": one.timed},
            },
            "",
        )


def _frame(found: Iterator[Row]) -> pd.DataFrame:
    return pd.DataFrame([_shown(row) for row in found], columns=[*ROWS, *_REST])


def _shown(row: Row) -> dict[str, object]:
    """Return a row as it is shown: its moment on its own clock."""
    if row.article is None:
        empty = dict.fromkeys(_REST, "")
        return {"number": row.number, "title": row.told, "date": None, "time": None, "shares": "",
                "reason": row.reason, **empty}  # fmt: skip
    held = row.article
    local = pd.Timestamp(str(held["published"])).tz_convert(str(held["zone"]))
    tickers = held["tickers"]
    return {
        "number": row.number,
        "title": held["title"],
        "date": local.date(),
        "time": local.time() if held["timed"] else None,
        "shares": ", ".join(map(str, tickers)) if isinstance(tickers, tuple) else "",
        "reason": "",
        **{name: held[name] for name in _REST},
    }


@contextmanager
def _place(name: str, content: bytes) -> Iterator[Path]:
    """Hand out a file with some content, which is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"dropped{Path(name).suffix.lower()}"
        path.write_bytes(content)
        yield path


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _now() -> pd.Timestamp:
    return pd.Timestamp.now(tz="UTC")
