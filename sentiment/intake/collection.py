"""A file of several articles, whether a table, a list or a text of several: one way to read each.

What a whole file says is told first, then rows are read one after the other, from any of them on.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

import pandas as pd

from sentiment.errors import DataError
from sentiment.intake import article_tables, documents, pastes, placing, tables, written_dates
from sentiment.intake.article_tables import Layout, Row
from sentiment.intake.date_columns import Moment
from sentiment.intake.pastes import Article

Kind = Literal["table", "list", "one"]
TOLD_BY = 100_000  # characters by which a text is told to hold several articles, in a second
TITLE_OF_NONE = 100  # characters of a text that opens without a headline
_TEXTS = {".txt", ".md"}


@dataclass(frozen=True, slots=True)
class Understood:
    """How a whole file is understood, and what it leaves open."""

    rows: int
    dated: int  # rows that say when they were published
    roles: Mapping[str, str]  # what is held by which column; none of a list
    needs_zone: bool
    needs_order: bool
    example: str  # a date that has two meanings
    proof: str  # what settles the order of dates, in words; "" where nothing has to
    day_first: bool | None  # their order, where it is settled
    layout: Layout | None  # of a table
    filled: int = 0  # rows without a date that take the day above them
    guessed: int = 0  # rows whose day names no year: the likeliest was taken


def kind_of(path: Path | str) -> Kind:
    """Return whether a file is a table, a text of several articles, or one article.

    What cannot be read is one article: the door that reads it says why.
    """
    path = Path(path)
    if tables.is_table(path):
        return "table"
    if path.suffix.lower() not in _TEXTS:
        return "one"
    with suppress(DataError):
        return "list" if len(pastes.find_articles(text_of(path)[:TOLD_BY])) > 1 else "one"
    return "one"


def text_of(path: Path) -> str:
    """Return the text of a file.

    Raises
    ------
    DataError
        If it cannot be opened or read.
    """
    try:
        return documents.text_of(path.read_bytes(), path.name)
    except OSError as error:
        raise DataError(path, f"cannot be opened ({error.strerror})") from error


def understand(path: Path, *, now: pd.Timestamp) -> Understood:
    """Return how a table is understood, all of its rows looked at.

    Raises
    ------
    DataError
        If it cannot be read, or no column holds headlines or texts.
    """
    layout = article_tables.understand(path, now=now)
    order = layout.order
    return Understood(
        layout.rows,
        layout.rows if order.falls else order.timed + order.days,
        layout.roles,
        layout.needs_zone,
        layout.needs_order,
        order.example,
        order.proof,
        order.day_first,
        layout,
        order.blank if order.falls else 0,
    )


def understand_list(found: Sequence[Article]) -> Understood:
    """Return how the articles of a text are understood."""
    dated = [one for one in found if one.published is not None]
    bare = any(one.timed and one.published and one.published.tzinfo is None for one in dated)
    guessed = sum(one.guessed for one in dated)
    return Understood(len(found), len(dated), {}, bare, False, "", "", None, None, guessed=guessed)


def rows_of(
    found: Sequence[Article], *, now: pd.Timestamp, zone: str | None = None, start: int = 0
) -> Iterator[Row]:
    """Yield the articles of a text as rows of a table, from the one after *start* on.

    Raises
    ------
    DataError
        If there is no such zone.
    """
    clock = written_dates.chosen_zone(zone)
    for number, one in enumerate(islice(found, start, None), start + 1):
        title = one.title or " ".join(one.text.split())[:TITLE_OF_NONE]
        try:
            yield Row(number, _article(one, title, clock, now), "")
        except ValueError as error:
            yield Row(number, None, str(error), title)


def _article(one: Article, title: str, clock: str | None, now: pd.Timestamp) -> dict[str, object]:
    """Return an article of a text as it is kept; ValueError says why it cannot be."""
    if one.published is None:
        raise ValueError("it does not say when it was published; fill in its date")
    instant = one.published if one.timed and one.published.tzinfo is not None else None
    shown = one.published.time() if one.timed else None
    moment = Moment(one.published.date(), shown, one.zone, instant)
    published, zone = placing.placed(moment, otherwise=clock)
    if published > now:
        raise ValueError(f"it cannot have been published then: {published:%Y-%m-%d}; mend its date")
    body = "" if one.text.strip() == title else one.text
    return {
        **{"title": title, "text": body, "published": published, "zone": zone},
        **{"outlet": one.outlet, "author": one.author, "url": "", "note": "", "timed": one.timed},
        **{"tickers": (one.ticker,) if one.ticker else (), "origin": "imported"},
    }
