"""Tables of articles, a CSV, JSON Lines or Parquet file, to articles that can be kept.

A row that cannot be kept is told with its reason and stops none of the others; only a few rows are
held at once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pandas as pd

from sentiment.errors import DataError
from sentiment.intake import bylines, tables

# What columns are called elsewhere, the first of a row counting.
NAMES = {
    "title": ("title", "headline"),
    "text": ("text", "body", "content", "article"),
    "published": ("published", "published_at", "datetime", "date", "time", "timestamp"),
    "zone": ("zone", "timezone", "tz"),
    "outlet": ("outlet", "source", "publisher"),
    "author": ("author", "byline"),
    "url": ("url", "link"),
    "note": ("note",),
}
_COLUMNS = frozenset(name for names in NAMES.values() for name in names)
LONGEST_TEXT = 1_000_000  # characters
FIRST_YEAR = 1900
AT_ONCE = 200  # rows kept in one step


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: an article, or the reason why it is none."""

    number: int  # from 1
    article: dict[str, object] | None
    reason: str  # "" if it is an article


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a row."""

    number: int
    ok: bool
    reason: str  # why not, in words; "" if ok


def read_rows(path: Path | str, *, now: pd.Timestamp, start: int = 0) -> Iterator[Row]:
    """Yield the rows of a table of articles, in order.

    Columns may have the names of ``NAMES``, in any case; ``text`` and ``published`` are needed.
    ``published`` names its zone or offset, or a column ``zone`` holds the IANA name.

    Parameters
    ----------
    now
        No article is published after it.
    start
        Rows passed over, which were kept before.

    Raises
    ------
    DataError
        If the file cannot be read at all, or is torn further on.
    """
    for number, row in enumerate(tables.rows_of(path, wanted=_COLUMNS), 1):
        if number > start:
            yield _row(
                number, {str(name).strip().lower(): value for name, value in row.items()}, now
            )


def keep_rows(
    rows: Iterable[Row], save: Callable[[Sequence[Mapping[str, object]]], object]
) -> Iterator[Kept]:
    """Keep the articles of rows, some at a time, and yield what became of each row.

    Parameters
    ----------
    save
        :meth:`sentiment.library.Library.save_articles`, which keeps all it is given or none.
    """
    remaining = iter(rows)
    while some := list(islice(remaining, AT_ONCE)):
        try:
            save([row.article for row in some if row.article is not None])
        except DataError:  # one of them cannot be kept: each is tried by itself
            yield from (_kept_alone(row, save) for row in some)
        else:
            yield from (Kept(row.number, row.article is not None, row.reason) for row in some)


def _kept_alone(row: Row, save: Callable[[Sequence[Mapping[str, object]]], object]) -> Kept:
    """Keep one row, and return what became of it."""
    if row.article is None:
        return Kept(row.number, False, row.reason)
    try:
        save([row.article])
    except DataError as error:
        return Kept(row.number, False, str(error))
    return Kept(row.number, True, "")


def _row(number: int, held: Mapping[str, object], now: pd.Timestamp) -> Row:
    """Return a row as an article, or why it is none."""
    told = {name: _first(held, names) for name, names in NAMES.items()}
    try:
        published, zone = _published(told["published"], told["zone"], now=now)
        title, text = _texts(told["title"], told["text"])
    except ValueError as error:
        return Row(number, None, str(error))
    rest = {name: told[name] for name in ("outlet", "author", "url", "note")}
    article = {"title": title, "text": text, "published": published, "zone": zone, **rest}
    return Row(number, {**article, "origin": "imported"}, "")


def _first(held: Mapping[str, object], names: Sequence[str]) -> str:
    """Return the first of some columns that holds anything, as text."""
    values = (held.get(name) for name in names)
    return next((str(one).strip() for one in values if one is not None and str(one).strip()), "")


def _texts(title: str, text: str) -> tuple[str, str]:
    """Return a headline and a text; the text's own headline where the row has none."""
    if not text:
        raise ValueError("it has no text")
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"its text is longer than {LONGEST_TEXT:,} characters")
    title = title or bylines.find_details(text).title
    if not title:
        raise ValueError("it has no title, and its text opens with none")
    return title, text


def _published(told: str, zone: str, *, now: pd.Timestamp) -> tuple[pd.Timestamp, str]:
    """Return when a row was published and its zone; ValueError with the reason if that is open."""
    if not told:
        raise ValueError("it does not say when it was published")
    found = bylines.find_details(f"Published {told}")
    if found.published is None:
        raise ValueError(f"its time of publication cannot be read: {told[:60]}")
    if not found.timed:
        raise ValueError(f"its time of publication names no time of day: {told[:60]}")
    instant, name = found.published, zone or found.zone
    if instant.tzinfo is None:
        if not zone:
            raise ValueError(f"its time of publication names no zone: {told[:60]}")
        try:
            instant = bylines.placed(instant.to_pydatetime(), zone)
        except (DataError, KeyError, OSError) as error:  # OSError: too long a name, or a folder's
            raise ValueError(f"its zone cannot be told: {zone[:60]}") from error
    if instant > now or instant.year < FIRST_YEAR:
        raise ValueError(f"it cannot have been published then: {told[:60]}")
    try:
        instant.tz_convert(name)
    except (KeyError, OSError, ValueError) as error:
        raise ValueError(f"its zone cannot be told: {str(name)[:60]}") from error
    return instant, str(name)
