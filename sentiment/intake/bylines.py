"""Articles: read from a folder, and what a pasted text says of its own headline and publication.

A frame of articles has one row each, indexed by ``key``: ``title``, ``outlet``, ``author``,
``published`` (UTC), ``zone`` (IANA name of the publication's clock), ``url``, ``origin``,
``note`` and ``text``, which does not repeat the title.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd

from sentiment.errors import DataError
from sentiment.market import calendar
from sentiment.text import dates

ARTICLE = ["title", "outlet", "author", "published", "zone", "url", "origin", "note", "text"]
REQUIRED = {"title", "outlet", "published", "zone", "origin", "note"}


@dataclass(frozen=True, slots=True)
class Found:
    """What a text says of itself; what it does not say is empty, never guessed."""

    title: str  # the headline, "" where the text opens without one
    published: pd.Timestamp | None  # with a zone if one was found; midnight if only a day was
    zone: str | None  # IANA name of the clock, None where the text names none or an unclear one
    timed: bool  # whether a time of day was found
    words: str  # the words that say when, "" where none do


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
    return articles.assign(published=published).sort_values("published", kind="stable")


def find_details(text: str) -> Found:
    r"""Return the headline of a pasted text and when it says it was published.

    A moment counts if it stands in a line of its own or one that says "Published", near the top
    or bottom; the words of a sentence do not. What says "Published" goes before what says
    "Updated". A date whose month is unclear, such as 03/02/2026, is passed over.

    Examples
    --------
    >>> found = find_details("A bet unravels\nPublished Mon, Feb 2 2026 11:42 AM EST")
    >>> found.title, str(found.published), found.zone
    ('A bet unravels', '2026-02-02 11:42:00-05:00', 'America/New_York')
    >>> find_details("A bet unravels\nFebruary 2, 2026 at 10:55 a.m.").zone is None
    True
    """
    lines = _edges(text)
    moments = [moment for line in lines for moment in _moments_in(line)]
    title = _headline(lines)
    if not moments:
        return Found(title, None, None, False, "")
    best = min(moments, key=lambda moment: moment.order)
    return Found(title, best.instant, best.zone, best.timed, best.words)


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


_LABELS = [
    re.compile(r"\b(?:first )?(?:published|posted|filed|released)\b", re.IGNORECASE),
    re.compile(r"\b(?:last )?(?:updated|modified)\b", re.IGNORECASE),
]
_BYLINE = re.compile(r"(?:by|from|source|photo|share|listen)\b[\s:]", re.IGNORECASE)
_LONGEST_LINE = 200  # characters of a line that is not prose
_EDGE = 40  # lines read at the top, and at the bottom
_WORDS_BESIDE = 60  # characters a line may hold beside its moment: a name, an outlet, a label


@dataclass(frozen=True, slots=True)
class _Moment:
    """A moment that a line states."""

    order: tuple[int, bool]  # the least is most likely the publication
    instant: pd.Timestamp
    zone: str | None
    timed: bool
    words: str


def _read_article(path: Path) -> dict[str, object]:
    """Return one file's article as a row."""
    try:
        head, text = _parts(path)
        row = tomllib.loads(head)
    except (ValueError, RecursionError) as error:  # of TOML or of UTF-8
        raise DataError(path, f"the opening cannot be read ({error})") from error
    if absent := REQUIRED - row.keys():
        raise DataError(path, f"the opening lacks {', '.join(sorted(absent))}")
    if strange := row.keys() - set(ARTICLE[:-1]):
        raise DataError(path, f"the opening has an unknown {', '.join(sorted(strange))}")
    for name, value in row.items():
        if name != "published" and not isinstance(value, str):
            raise DataError(path, f"{name} is not text", value)
    if not text or not row["title"].strip():
        raise DataError(path, "the title or the text is missing")
    _check_published(path, row["published"], zone=row["zone"])
    return {"author": "", "url": "", **row, "text": text}


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


def _edges(text: str) -> list[str]:
    """Return the first and last lines that hold anything, each once."""
    lines = [line.strip() for line in text[:20_000].splitlines() if line.strip()][:_EDGE]
    last = [line.strip() for line in text[-5_000:].splitlines() if line.strip()][-_EDGE:]
    return list(dict.fromkeys(lines + last))


def _moments_in(line: str) -> Iterator[_Moment]:
    """Yield each moment that a line states as a fact about the text."""
    if len(line) > _LONGEST_LINE:
        return
    found = list(dates.moments_in(line))
    tail = line[found[-1].end :].strip() if found else ""
    if len(tail) > 1 and tail.endswith((".", "!", "?")):
        return  # a sentence
    beside = len(line) - sum(one.end - one.start for one in found)
    ends = [0, *(one.end for one in found)]
    for one, after in zip(found, ends, strict=False):
        label = line[after : one.start]
        said = [place for place, pattern in enumerate(_LABELS) if pattern.search(label)]
        if (beside > _WORDS_BESIDE and not said) or not _counts(one.instant.tz_localize(None)):
            continue
        rank = {0: 0, 1: 2}[said[0]] if said else 1
        words = line[one.start : one.end].strip()
        yield _Moment((rank, not one.timed), one.instant, one.zone, one.timed, words)


def _counts(clock: pd.Timestamp) -> bool:
    """Return whether the exchange's calendar reaches a clock time, in whatever zone it is."""
    return (
        pd.Timestamp(calendar.FIRST_NEWS) <= clock.normalize() <= pd.Timestamp(calendar.LAST_NEWS)
    )


def _headline(lines: list[str]) -> str:
    """Return the first line if it is a headline: short, without a stop, no byline or date."""
    for line in lines[:5]:
        if any(True for _ in _moments_in(line)) or _BYLINE.match(line):
            continue
        title = line.strip("#* ")
        return "" if len(title) > _LONGEST_LINE or title.endswith((".", ":", ",")) else title
    return ""
