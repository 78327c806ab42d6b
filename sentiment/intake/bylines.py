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


# One clock whatever the season: papers write EST all year. What several zones share (CST, IST)
# is left out, so that it is reported as unclear.
ZONES = {
    "America/New_York": ("ET", "EST", "EDT", "EASTERN TIME", "EASTERN", "NEW YORK TIME"),
    "America/Chicago": ("CT", "CDT", "CENTRAL TIME"),
    "America/Denver": ("MT", "MDT", "MOUNTAIN TIME"),
    "America/Los_Angeles": ("PT", "PST", "PDT", "PACIFIC TIME"),
    "Europe/London": ("BST", "LONDON TIME"),
    "Europe/Berlin": ("CET", "CEST"),
    "Asia/Tokyo": ("JST",),
    "Asia/Hong_Kong": ("HKT",),
    "Asia/Seoul": ("KST",),
    "Asia/Singapore": ("SGT",),
    "Asia/Taipei": ("TAIPEI TIME",),
    "Australia/Sydney": ("AEST", "AEDT"),
    "UTC": ("UTC", "GMT", "Z"),
}
_ZONE_OF = {name: zone for zone, names in ZONES.items() for name in names}
_LONGEST_FIRST = sorted(_ZONE_OF, key=len, reverse=True)

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = (
    rf"(?:{_MONTH}\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{1,3}}\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\.?\s{{1,3}}{_MONTH},?\s{{1,3}}\d{{4}}"
    r"|\d{4}[-/]\d{2}[-/]\d{2}|(?<![\d/.])\d{1,2}(?:/\d{1,2}/|\.\d{1,2}\.)\d{4})"
)
_CLOCK = (
    r"(?:\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?"
    r"|\d{1,2}\.\d{2}(?=\s?(?:GMT|BST|CET|CEST|Uhr)\b))"
)
_OFFSET = r"(?:UTC|GMT)?\s?[+\-−]\d{1,2}(?::?\d{2})?(?!\d)"
# Three or four capitals that name no zone of the table are still read as one, an unclear one.
_ZONE = rf"(?:{_OFFSET}|(?:{'|'.join(_LONGEST_FIRST)})(?![A-Za-z])|(?-i:[A-Z]{{2,3}}T)\b)"
_GAP = r"(?:,?\s{1,3}(?:at|on)\s{1,3}|\s{0,3}[,|·•@–—-]?\s{0,3}|T)"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s{1,3})?"
_MOMENT = re.compile(
    rf"(?P<day1>{_DAY})(?:{_GAP}(?P<clock1>{_CLOCK})(?:\s{{0,3}}\(?(?P<zone1>{_ZONE})\)?)?)?"
    rf"|(?P<clock2>{_CLOCK})(?:\s{{0,3}}\(?(?P<zone2>{_ZONE})\)?)?{_GAP}{_WEEKDAY}(?P<day2>{_DAY})",
    re.IGNORECASE,
)
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
    matches = list(_MOMENT.finditer(line))
    tail = line[matches[-1].end() :].strip() if matches else ""
    if len(tail) > 1 and tail.endswith((".", "!", "?")):
        return  # a sentence
    beside = len(line) - sum(len(match[0]) for match in matches)
    ends = [0, *(match.end() for match in matches)]
    for match, after in zip(matches, ends, strict=False):
        label = line[after : match.start()]
        said = [place for place, pattern in enumerate(_LABELS) if pattern.search(label)]
        if beside > _WORDS_BESIDE and not said:
            continue
        rank = {0: 0, 1: 2}[said[0]] if said else 1
        moment = _moment_of(match, rank=rank)
        if moment:
            yield moment


def _moment_of(match: re.Match[str], *, rank: int) -> _Moment | None:
    """Return a match as a moment; None if there is no such day or hour in the calendar."""
    which = "1" if match["day1"] else "2"
    clock, named = match[f"clock{which}"], match[f"zone{which}"]
    try:
        local = pd.Timestamp(f"{_day(match[f'day{which}'])} {_clock(clock or '')}")
        if not _counts(local):
            return None
        instant, zone = _placed(local, named) if clock else (local, None)
    except ValueError:
        return None
    return _Moment((rank, not clock), instant, zone, bool(clock), match[0].strip())


def _counts(clock: pd.Timestamp) -> bool:
    """Return whether the exchange's calendar reaches a clock time, in whatever zone it is."""
    return (
        pd.Timestamp(calendar.FIRST_NEWS) <= clock.normalize() <= pd.Timestamp(calendar.LAST_NEWS)
    )


def _day(written: str) -> str:
    """Return a date as pandas reads it; ValueError if day and month cannot be told apart."""
    if numbers := re.fullmatch(r"(\d{1,2})([/.])(\d{1,2})[/.](\d{4})", written):
        first, second = int(numbers[1]), int(numbers[3])
        if numbers[2] == "/" and first != second and max(first, second) <= 12:
            raise ValueError(f"{written} may be either of two days")
        american = numbers[2] == "/" and second > 12  # dots put the day first
        month, day = (first, second) if american else (second, first)
        return f"{numbers[4]}-{month:02}-{day:02}"
    spoken = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|[,.]", " ", written)
    return re.sub(r"\bSept\b", "Sep", spoken, flags=re.IGNORECASE)


def _clock(written: str) -> str:
    """Return a time of day as pandas reads it: 15.04 as 15:04, a.m. as am."""
    half = re.sub(r"(?<=[ap])\.?m\.?$", "m", written, flags=re.IGNORECASE)
    return re.sub(r"^(\d{1,2})\.(\d\d)$", r"\1:\2", half)


def _placed(local: pd.Timestamp, named: str | None) -> tuple[pd.Timestamp, str | None]:
    """Return the instant at which the clock of a named zone shows *local*, and the zone."""
    name = (named or "").upper().strip()
    if name in _ZONE_OF:
        zone = _ZONE_OF[name]
        return local.tz_localize(zone), zone
    offset = re.fullmatch(r"(?:UTC|GMT)?\s?([+\-−])(\d{1,2}?)(?::?(\d\d))?", name)
    if not offset:
        return local, None
    sign = 1 if offset[1] == "+" else -1
    ahead = sign * pd.Timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    instant = (local - ahead).tz_localize("UTC")
    new_york = instant.tz_convert(calendar.NEW_YORK)
    # An offset alone fixes the instant but no place: New York's if it fits, else told in UTC.
    zone = calendar.NEW_YORK.key if new_york.utcoffset() == ahead else "UTC"
    return instant.tz_convert(zone), zone


def _headline(lines: list[str]) -> str:
    """Return the first line if it is a headline: short, without a stop, no byline or date."""
    for line in lines[:5]:
        if any(True for _ in _moments_in(line)) or _BYLINE.match(line):
            continue
        title = line.strip("#* ")
        return "" if len(title) > _LONGEST_LINE or title.endswith((".", ":", ",")) else title
    return ""
