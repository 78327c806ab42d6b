"""A date as a cell holds it, in any common way and language: its day, its clock, its zone.

Whether 03/02/2026 is in March or in February a cell cannot tell: its column does, which
``date_columns`` reads.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache

import pandas as pd

from sentiment.errors import DataError
from sentiment.market import exchanges
from sentiment.text import dates, months

_WORD = r"(?P<month>[^\W\d_]{3,12})"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_ORDINAL = r"(?:st|nd|rd|th|er|\.|º)?"
_BETWEEN = r"[\s,./-]{0,3}(?:(?:de|of)\s)?"
_DAYS = [
    re.compile(one)
    for one in (
        r"(?<!\d)(?P<year>\d{4})(?P<apart>[-/.])\s?(?P<second>\d{1,2})(?P=apart)\s?"
        r"(?P<third>\d{1,2})(?!\d)",
        r"(?<![\d.])(?P<first>\d{1,2})(?P<apart>[-/.])\s?(?P<second>\d{1,2})(?P=apart)\s?"
        r"(?P<year>\d{4}|\d{2})(?![\d.])",
        # Taiwan counts its years from 1912: 113/01/31 is of 2024
        r"^(?P<republic>1\d{2})(?P<apart>[-/.年])(?P<second>\d{1,2})(?:(?P=apart)|月)(?P<third>\d{1,2})日?(?!\d)",
        r"(?P<year>\d{4})\s?[年년]\s?(?P<second>\d{1,2})\s?[月월]\s?(?P<third>\d{1,2})\s?[日일]",
        rf"(?<!\d)(?P<day>\d{{1,2}}){_ORDINAL}{_BETWEEN}{_WORD}{_BETWEEN}{_YEAR}(?![\d:])",
        rf"\b{_WORD}\.?{_BETWEEN}(?P<day>\d{{1,2}}){_ORDINAL}[\s,/-]{{1,3}}{_YEAR}(?![\d:])",
        rf"(?<!\d)(?P<year>\d{{4}})[\s-]{_WORD}[\s-](?P<day>\d{{1,2}})(?!\d)",
    )
]
_COMPACT = re.compile(
    r"(?P<day>(?:19|20)\d{6})"
    r"(?:[T_ ]?(?P<clock>\d{2}:?\d{2}(?::?\d{2})?)(?P<part>\.\d+)?(?P<zone>Z)?)?"
)
_CLOCK = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2})(?:(?P<dot>[:.h])(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?)?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?![\d:])",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:\b(?:UTC|GMT)|(?<=[\d\sm]))\s?([+\-−])(\d{1,2}?)(?::?(\d{2}))?(?!\d)")
_NAMED = re.compile(r"[A-Za-z][A-Za-z ]*")
# Words that a date may stand among, in the languages of the months.
_BESIDE = frozenset(
    "at on um uhr h t a o ore le alle den il el as kl published posted veroffentlicht publie"
    " mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday"
    " sun sunday mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag"
    " lun lundi mar mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche"
    " lunes martes mie miercoles jue jueves vie viernes sab sabado dom domingo"
    " lunedi martedi mercoledi giovedi venerdi sabato domenica г год года р roku".split()
)
# What may stand before a day: its weekday in any language, a label, or a line's name and a colon.
_BEFORE = re.compile(r"[(\[]?[^\W\d_]+(?:-[^\W\d_]+)?[.,:)\]]{0,2}\s*|[^\W\d_][^\d:]{0,24}:\s*")
_HALVES = {"上午": "am", "午前": "am", "오전": "am", "下午": "pm", "午後": "pm", "오후": "pm"}
_HALF = re.compile(rf"({'|'.join(_HALVES)})\s?(\d{{1,2}}(?::\d\d){{1,2}})")
_UNITS = re.compile(r"(\d{1,2})\s?[时時点點시]\s?(\d{1,2})\s?[分분](?:\s?\d{1,2}\s?[秒초])?")
_SERIALIZED = re.compile(r"/Date\((\d{10,14})(?:[+-]\d{4})?\)/")  # as .NET writes milliseconds
_LONGEST = 80  # characters
_BLANKS = frozenset(
    {"", "nan", "nat", "<na>", "none", "null", "-", "–", "—", "n/a", "〃", '"', "ditto"}
)
_SPANS = ((1e8, 1.0), (1e11, 1e3), (1e14, 1e6), (1e17, 1e9))  # of seconds since 1970, and finer
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000  # days since 1900 as spreadsheets count: 1954 to 2119


@dataclass(frozen=True, slots=True)
class Written:
    """What a cell says of a moment; what it leaves open is None."""

    day: date | None = None
    either: tuple[date, date] | None = None  # day first, month first: the column has to tell
    day_first: bool | None = None  # whether its numbers can only stand so
    clock: time | None = None
    zone: str | None = None  # IANA name, or an offset; "?" and its letters for an unclear one
    instant: pd.Timestamp | None = None  # where the cell fixes it by itself


def read(cell: object) -> Written | None:
    """Return what a cell says of a moment; None if it says nothing that can be read.

    Examples
    --------
    >>> read("Feb-06-26 11:15AM").day, read("Feb-06-26 11:15AM").clock
    (datetime.date(2026, 2, 6), datetime.time(11, 15))
    >>> str(read("20260202T120500Z").instant), read("3/2/2026").day
    ('2026-02-02 12:05:00+00:00', None)
    """
    if is_blank(cell) or isinstance(cell, bool):
        return None
    if isinstance(cell, datetime):  # a pandas Timestamp is one
        return _of_datetime(cell)
    if isinstance(cell, date | time):
        day, clock = (cell, None) if isinstance(cell, date) else (None, cell.replace(tzinfo=None))
        return Written(day=day, clock=clock)
    if isinstance(cell, int | float):
        return _of_number(float(cell))
    told = str(cell)
    return _of_text(told) if len(told) <= _LONGEST else None


def is_blank(cell: object) -> bool:
    """Return whether a cell holds nothing, in any way that programs write so."""
    return cell is None or str(cell).strip().lower() in _BLANKS


def zone_named(name: str) -> str | None:
    """Return the zone of a short name, IANA's name or an offset; None if it names none.

    Examples
    --------
    >>> zone_named("ET"), zone_named("Europe/London"), zone_named("UTC+05:30"), zone_named("IST")
    ('America/New_York', 'Europe/London', '+05:30', None)
    >>> zone_named("NY"), zone_named("Stockholm")
    ('America/New_York', 'Europe/Stockholm')
    """
    told = " ".join(name.strip(" ()[]").split())
    zone, ahead = dates.zone_of(_cities().get(told.casefold(), told)[:_LONGEST])
    if ahead is None:
        return zone
    minutes = round(ahead.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def chosen_zone(name: str | None) -> str | None:
    """Return the zone that a reader chose, None if none was.

    Raises
    ------
    DataError
        If there is no such zone.
    """
    zone = None if name is None else zone_named(name)
    if name is not None and zone is None:
        raise DataError("The zone", f"{name} is not known; write one such as America/New_York")
    return zone


_CITIES = {
    **dict.fromkeys(("ny", "nyc"), "America/New_York"),
    **dict.fromkeys(("ldn", "uk"), "Europe/London"),
    "hk": "Asia/Hong_Kong",
    "chicago": "America/Chicago",
    "frankfurt": "Europe/Berlin",
    "mumbai": "Asia/Kolkata",
}


@cache
def _cities() -> dict[str, str]:
    """Return the clocks of cities as people name them: those of exchanges, and some others."""
    zones = {one.zone for one in exchanges.exchanges() if "/" in one.zone}
    return {zone.rpartition("/")[2].replace("_", " ").casefold(): zone for zone in zones} | _CITIES


def _of_datetime(moment: datetime) -> Written:
    if moment.tzinfo is None:
        return Written(day=moment.date(), clock=moment.time())
    instant = pd.Timestamp(moment)
    name = str(moment.tzinfo)
    zone = name if "/" in name else "UTC" if instant.utcoffset() == pd.Timedelta(0) else None
    return Written(day=moment.date(), clock=moment.time(), zone=zone, instant=instant)


def _of_number(number: float) -> Written | None:
    """Return the moment that a number counts to: since 1970, or in a sheet's days since 1900."""
    if _FIRST_SERIAL <= number < _LAST_SERIAL:
        told = pd.Timestamp("1899-12-30") + pd.Timedelta(days=number)
        told = told.round("s")
        return Written(day=told.date(), clock=told.time() if number % 1 else None)
    if 19_000_101 <= number <= 21_001_231 and number.is_integer():
        return _of_text(str(int(number)))
    for least, a_second in _SPANS:
        if least <= number < least * 45:  # to the year 2112
            seconds = round(number / a_second, 6)
            instant = pd.Timestamp(datetime.fromtimestamp(seconds, UTC))
            return Written(day=instant.date(), clock=instant.time(), zone="UTC", instant=instant)
    if 1e13 <= number < 1e14 and number.is_integer():
        return _of_text(str(int(number)))
    return None


@lru_cache(maxsize=65_536)
def _of_text(cell: str) -> Written | None:
    told = " ".join(unicodedata.normalize("NFKC", cell).split()).strip("'\" ")
    if not told:
        return None
    if re.fullmatch(r"\d{1,20}(?:\.\d+)?(?:[eE]\+?\d{1,2})?", told):
        number = float(told)
        if (
            found := None
            if re.fullmatch(r"(?:19|20)\d{6}|(?:19|20)\d{12}", told)
            else _of_number(number)
        ):
            return found
    if counted := _SERIALIZED.fullmatch(told):
        return _of_number(float(counted[1]))
    if compact := _COMPACT.fullmatch(told):
        return _of_compact(compact)
    return _of_words(dates.year_before_clock(told))


def _of_compact(match: re.Match[str]) -> Written | None:
    try:
        day = datetime.strptime(match["day"], "%Y%m%d").date()
        digits = match["clock"]
        clock = time.fromisoformat(digits) if digits else None
    except ValueError:
        return None
    if clock is None or not match["zone"]:
        return Written(day=day, clock=clock)
    instant = pd.Timestamp(datetime.combine(day, clock, UTC))
    return Written(day=day, clock=clock, zone="UTC", instant=instant)


def _of_words(told: str) -> Written | None:
    """Return what words and numbers say of a moment, if they say nothing else."""
    told = _HALF.sub(lambda one: f"{one[2]} {_HALVES[one[1]]}", _UNITS.sub(r"\1:\2", told))
    day = next((match for pattern in _DAYS for match in [_day_in(pattern, told)] if match), None)
    rest = told
    if day:
        before = told[: day.start()]
        rest = f"{'' if _BEFORE.fullmatch(before) else before} {told[day.end() :]}"
    offset = _OFFSET.search(rest)
    if offset:
        rest = f"{rest[: offset.start()]} {re.sub(r'[(].*?[)]', '', rest[offset.end() :])}"
    clock = next((one for one in _CLOCK.finditer(rest) if _is_clock(one, alone=day is None)), None)
    if clock:
        rest = f"{rest[: clock.start()]} {rest[clock.end() :]}"
    elif day is None or offset:
        return None
    zone, strange = _zone_in(rest, clocked=clock is not None)
    if strange:
        return None
    try:
        shown = dates.time_of(clock[0]) if clock else None
        found = _day_of(day) if day else Written()
    except ValueError:
        return None
    zone = _offset(offset) if offset else zone
    return Written(found.day, found.either, found.day_first, shown, zone)


def _day_in(pattern: re.Pattern[str], told: str) -> re.Match[str] | None:
    """Return where a day stands; one with a month in words only if these are a month's."""
    match = pattern.search(told)
    if match and "month" in pattern.groupindex and months.number_of(match["month"]) is None:
        return None
    return match


def _day_of(match: re.Match[str]) -> Written:
    """Return the day that a match says; ValueError if there is none such."""
    held = match.groupdict()
    year = int((held.get("year") or held.get("republic") or "").strip("'"))
    year += 0 if year > 999 else 1911 if year > 99 else 2000 if year < 70 else 1900
    if held.get("month"):
        return Written(day=date(year, months.number_of(held["month"]) or 0, int(held["day"])))
    if held.get("third"):
        return Written(day=date(year, int(held["second"]), int(held["third"])))
    first, second = int(held["first"]), int(held["second"])
    if held["apart"] == "." or first > 12:  # dots put the day first everywhere
        return Written(day=date(year, second, first), day_first=True)
    if second > 12:
        return Written(day=date(year, first, second), day_first=False)
    if first == second:
        return Written(day=date(year, first, second))
    return Written(either=(date(year, second, first), date(year, first, second)))


def _is_clock(match: re.Match[str], *, alone: bool) -> bool:
    """Return whether numbers are a time of day rather than a lone number or an amount."""
    if match["minute"] is None:
        return match["half"] is not None
    return match["dot"] != "." or not alone


def _zone_in(rest: str, *, clocked: bool) -> tuple[str | None, bool]:
    """Return the zone that the words beside a moment name, and whether others stand there."""
    zone = None
    words = [one for one in re.split(r"[\s,;|·•@()\[\]–—]+", rest) if one.strip(".:-/")]
    joined = " ".join(words)
    if clocked and (found := zone_named(joined)):
        return found, False
    for word in words:
        letters = months.letters(word.strip(".:-/"))
        if letters in _BESIDE:
            continue
        named = zone_named(word) if clocked else None
        if named is None and clocked and re.fullmatch(r"[A-Z]{2,5}", word):
            named = f"?{word}"
        if named is None:
            return None, True
        zone = zone or named
    return zone, False


def _offset(match: re.Match[str]) -> str:
    return f"{'+' if match[1] == '+' else '-'}{int(match[2]):02}:{int(match[3] or 0):02}"
