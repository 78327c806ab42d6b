"""Articles read from a folder, and the instant at which a clock shows a time.

A frame of articles has one row each, indexed by ``key``: ``title``, ``outlet``, ``author``,
``published`` (UTC), ``timed`` (whether its time of day is known; else it is New York's midnight
of its day), ``updated`` (UTC), ``zone`` (IANA name of the publication's clock), ``url``,
``origin``, ``note`` and ``text``, which does not repeat the title.
"""

import re
import tomllib
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd

from sentiment.errors import DataError
from sentiment.intake.details import Found, find_details
from sentiment.market import calendar

__all__ = ["ARTICLE", "Found", "find_details", "placed", "read_articles"]

ARTICLE = [
    *("title", "outlet", "author", "published", "timed", "updated", "zone", "url", "origin"),
    *("note", "text"),
]
REQUIRED = {"title", "outlet", "published", "zone", "origin", "note"}


def read_articles(folder: Path | str) -> pd.DataFrame:
    """Return the articles of a folder's ``.md`` files, oldest first.

    Each file opens with TOML between two lines of ``+++``: ``title``, ``outlet``, ``published``
    (a date-time with its offset), ``zone``, ``origin`` and ``note``, and if known ``author`` and
    ``url``; the text follows. The key is the file's name.

    Raises
    ------
    DataError
        If a file is not so, or its offset is not its zone's.
    """
    paths = sorted(Path(folder).glob("*.md"))
    index = pd.Index([path.stem for path in paths], dtype="str", name="key")
    articles = pd.DataFrame([_read_article(path) for path in paths], index=index, columns=ARTICLE)
    published = pd.to_datetime(articles["published"], utc=True).dt.as_unit("ns")
    updated = pd.to_datetime(articles["updated"], utc=True).dt.as_unit("ns")
    timed = articles["timed"].astype("bool")
    dated = articles.assign(published=published, updated=updated, timed=timed)
    return dated.sort_values("published", kind="stable")


def placed(clock: datetime, zone: str) -> pd.Timestamp:
    """Return the instant at which the clock of a zone shows *clock*.

    Raises
    ------
    DataError
        If it showed that twice, or never, as the clocks were set that night; or if the exchange's
        calendar does not reach it.

    Examples
    --------
    >>> str(placed(datetime(2026, 2, 2, 11, 42), "America/New_York"))
    '2026-02-02 11:42:00-05:00'
    """
    told = f"{clock:%Y-%m-%d %H:%M} in {zone}"
    if not _counts(pd.Timestamp(clock)):
        years = f"{calendar.FIRST_NEWS[:4]} to {calendar.LAST_NEWS[:4]}"
        raise DataError(told, f"is outside the years of the exchange's calendar, {years}")
    try:
        return pd.Timestamp(clock).tz_localize(zone)
    except ValueError as error:
        fault = "comes twice or never, as the clocks are set then; give it in UTC"
        raise DataError(told, fault) from error


def _read_article(path: Path) -> dict[str, object]:
    """Return one file's article as a row."""
    try:
        head, text = _parts(path)
        row = tomllib.loads(head)
    except (ValueError, RecursionError) as error:  # of TOML or of UTF-8
        raise DataError(path, f"the opening cannot be read ({error})") from error
    if absent := REQUIRED - row.keys():
        raise DataError(path, f"the opening lacks {', '.join(sorted(absent))}")
    if strange := row.keys() - (set(ARTICLE) - {"text", "timed", "updated"}):
        raise DataError(path, f"the opening has an unknown {', '.join(sorted(strange))}")
    for name, value in row.items():
        if name != "published" and not isinstance(value, str):
            raise DataError(path, f"{name} is not text", value)
    if not text or not row["title"].strip():
        raise DataError(path, "the title or the text is missing")
    _check_published(path, row["published"], zone=row["zone"])
    return {"author": "", "url": "", "timed": True, "updated": pd.NaT, **row, "text": text}


def _parts(path: Path) -> tuple[str, str]:
    """Return what stands between a file's two lines of +++, and what follows them."""
    parts = re.split(r"^\+\+\+[ \t]*$\n?", path.read_text("utf-8"), maxsplit=2, flags=re.MULTILINE)
    if len(parts) < 3 or parts[0].strip():
        raise DataError(path, "the file does not open with TOML between two lines of +++")
    return parts[1], parts[2].strip()


def _check_published(path: Path, published: object, *, zone: str) -> None:
    """Refuse a publication time without an offset, or with one that is not the zone's."""
    if not isinstance(published, datetime) or published.tzinfo is None:
        raise DataError(path, "published is not a date-time with an offset", published)
    try:
        local = published.astimezone(ZoneInfo(zone))
    except (OSError, ValueError, ZoneInfoNotFoundError) as error:  # OSError: a folder, as "Europe"
        raise DataError(path, "the zone is not one of the IANA names", zone) from error
    if local.utcoffset() != published.utcoffset():
        raise DataError(path, f"the offset of published is not that of {zone} then", published)


def _counts(clock: pd.Timestamp) -> bool:
    """Return whether the exchange's calendar reaches a clock time, in whatever zone it is."""
    return (
        pd.Timestamp(calendar.FIRST_NEWS) <= clock.normalize() <= pd.Timestamp(calendar.LAST_NEWS)
    )
