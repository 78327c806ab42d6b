"""Moments as people write them, to instants: one reading for pasted texts, pages, feeds and tables.

What a writing leaves open stays open: a clock without a clear zone is no instant, a day without a
time has none, and 03/02/2026 is neither March nor February unless something says which.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

import pandas as pd

from sentiment.text import months

# One clock whatever the season: papers write EST all year. What several zones share (CST, IST)
# is left out, so that it is reported as unclear.
ZONES = {
    "America/New_York": (
        *("ET", "EST", "EDT", "EST5EDT", "EASTERN TIME", "EASTERN STANDARD TIME"),
        *("EASTERN DAYLIGHT TIME", "EASTERN", "NEW YORK TIME", "US/EASTERN"),
    ),
    "America/Chicago": (
        *("CT", "CDT", "CENTRAL TIME", "CENTRAL DAYLIGHT TIME", "CHICAGO TIME", "US/CENTRAL"),
    ),
    "America/Denver": ("MT", "MDT", "MOUNTAIN TIME", "MOUNTAIN DAYLIGHT TIME", "US/MOUNTAIN"),
    "America/Los_Angeles": (
        *("PT", "PST", "PDT", "PACIFIC TIME", "PACIFIC STANDARD TIME"),
        *("PACIFIC DAYLIGHT TIME", "US/PACIFIC"),
    ),
    "Europe/London": ("BST", "LONDON TIME", "UK TIME", "BRITISH SUMMER TIME"),
    "Europe/Berlin": (
        *("CET", "CEST", "CENTRAL EUROPEAN TIME", "CENTRAL EUROPEAN SUMMER TIME", "MEZ", "MESZ"),
        *("CET/CEST", "MEZ/MESZ"),
    ),
    "Asia/Tokyo": ("JST", "TOKYO TIME", "JAPAN STANDARD TIME"),
    "Asia/Hong_Kong": ("HKT", "HONG KONG TIME"),
    "Asia/Seoul": ("KST", "SEOUL TIME"),
    "Asia/Singapore": ("SGT", "SINGAPORE TIME"),
    "Asia/Kolkata": ("INDIA TIME", "INDIA STANDARD TIME"),
    "Asia/Shanghai": ("BEIJING TIME", "SHANGHAI TIME", "CHINA STANDARD TIME"),
    "Asia/Taipei": ("TAIPEI TIME",),
    "Australia/Sydney": ("AEST", "AEDT", "SYDNEY TIME"),
    "UTC": ("UTC", "GMT", "UT", "Z", "GREENWICH MEAN TIME"),
}
_ZONE_OF = {name: zone for zone, names in ZONES.items() for name in names}
_LONGEST_FIRST = sorted(_ZONE_OF, key=len, reverse=True)
_AMERICAN = {name for name in ZONES if name.startswith("America/")}  # they put the month first

MONTH = months.PATTERN
_ENDS = r"(?!\d(?!\d?:\d\d))"  # a page may set its clock right behind the year: "20263:16 PM"
_NUMBERED = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = (
    rf"(?:\b{MONTH}\s{{1,3}}{_NUMBERED},?\s{{1,3}}\d{{4}}{_ENDS}"
    rf"|(?<!\d){_NUMBERED}\.?(?:\s{{1,3}}(?:de\s)?|-){MONTH}(?:,?\s{{1,3}}(?:de\s)?|-)\d{{4}}{_ENDS}"
    rf"|(?<!\d)\d{{1,2}}{MONTH}\d{{4}}(?!\d)"
    rf"|(?<!\d)\d{{1,2}}-{MONTH}-\d{{2}}(?=,?\s\d{{1,2}}:\d{{2}})"
    rf"|\b{MONTH}-\d{{1,2}}-(?:\d{{4}}|\d{{2}})(?!\d)"
    r"|(?<!\d)\d{4}[-/]\d{1,2}[-/]\d{1,2}(?!\d)"
    r"|(?<![\d/.-])\d{1,2}(?:/\d{1,2}/|\.\d{1,2}\.|-\d{1,2}-)\d{4}(?!\d)"
    # of two digits the year shows by its clock or its month alone
    r"|(?<![\d/.-])\d{1,2}/\d{1,2}/\d{2}(?=,?\s(?:at\s)?\d{1,2}:\d{2})"
    rf"|(?<!\d)\d{{1,2}}\s{MONTH}\s\d{{2}}(?=\s\d{{2}}:\d{{2}}))"
)
CLOCK = (
    r"(?:\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?"
    r"|\d{1,2}\.\d{2}(?:\s?[ap]\.?m\b\.?|(?=\s?(?:GMT|UTC|[BE]ST|EDT|ET|CES?T|AE[SD]T|Uhr)\b))"
    r"|[0-2]\d[0-5]\d(?=\s(?:GMT|UTC|ET|EST|EDT|BST)\b))"
)
_OFFSET = r"(?:UTC|GMT)?\s?[+\-−]\d{1,2}(?::?\d{2})?(?!\d)"
# Three or four capitals that name no zone of the table are still read as one, an unclear one.
ZONE = (
    rf"(?:{_OFFSET}|(?:{'|'.join(_LONGEST_FIRST)})(?:(?![A-Za-z])|(?=UPDATED?\b)|(?=(?-i:[A-Z][a-z])))"
    r"|(?-i:[A-Z][a-z]{2,12}/[A-Z][A-Za-z_]{2,20})|(?-i:[A-Z]{2,3}T)\b)"
)
# Behind a day two letters may as well be a ticker: "10:30 3 Feb 2026 MT".
_ZONE_BEHIND = rf"(?-i:ET|{'|'.join(name for name in _LONGEST_FIRST if len(name) > 2)})"
_GAP = r"(?:,?\s{1,3}(?:at|on|by)\s{1,3}|\s{0,3}[,|·•@–—-]?\s{0,3}|\s/\s|T)"
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_NAMED_DAY = rf"(?:{WEEKDAY}\.?,?\s{{1,3}})?"
# Where a moment may begin, which spares most places of a text the long pattern below.
_BEGINS = r"(?:(?<!\d)(?=\d)|\b(?=[^\W\d_]))"
_MOMENT = re.compile(
    rf"{_BEGINS}(?:(?:\b(?P<week1>{WEEKDAY})\.?,?\s{{1,3}})?(?P<day1>{_DAY})"
    rf"(?:{_GAP}(?P<clock1>{CLOCK})(?:\s{{0,3}}\(?(?P<zone1>{ZONE})\)?)?)?"
    rf"|(?P<clock2>(?<![\d:.]){CLOCK})(?:\s{{0,3}}\(?(?P<zone2>{ZONE})\)?)?{_GAP}"
    rf"(?:(?P<week2>{WEEKDAY})\.?,?\s{{1,3}})?(?P<day2>{_DAY})(?:\s(?P<zone3>{_ZONE_BEHIND})(?!\w))?)",
    re.IGNORECASE,
)
# without one there is no moment
_YEAR = re.compile(  # looked for from its digits alone, as most lines have few
    rf"[-/\d](?:(?<=\d)(?<!\d\d)\d{{3}}{_ENDS}"
    r"|(?<=[-/])\d{2}(?!\d)|(?<=[A-Za-z]\s\d)\d\s\d{2}:)"
)
_YEAR_LAST = re.compile(
    r"^(.*?[^\W\d_]{3}\s+\d{1,2})\s+(\d{1,2}:\d\d(?::\d\d)?(?:\s+\S+)?)\s+(\d{4})$"
)
CLOCK_ALONE = re.compile(rf"(?<![\d:.]){CLOCK}(?:\s{{0,3}}\(?{ZONE}\)?)?", re.IGNORECASE)
_PLACE_BEHIND = re.compile(r"\s{0,3}\([^()]{0,40}\)")
FIRST_YEAR, LAST_YEAR = 1900, 2100  # what is said to be older or newer is a slip
LONGEST = 120  # characters of a whole writing: no moment is longer


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment that a text writes at ``start:end``, and what it leaves open."""

    start: int
    end: int
    instant: pd.Timestamp  # with its zone if that is clear, else a bare clock; midnight of a day
    zone: str | None  # IANA name of the clock
    timed: bool  # whether a time of day stands there
    guessed: bool = False  # whether its year does not stand there


def moments_in(text: str, *, day_first: bool | None = None) -> Iterator[Moment]:
    """Yield each moment that a text writes, in its order; days that do not exist are passed over.

    Parameters
    ----------
    day_first
        Which of 03/02/2026 is the day, where neither its weekday nor its zone tells.

    Examples
    --------
    >>> [str(one.instant) for one in moments_in("Feb. 3, 2026 at 4:05 p.m. ET, 3 May 2026")]
    ['2026-02-03 16:05:00-05:00', '2026-05-03 00:00:00']
    """
    for match in _MOMENT.finditer(text) if _YEAR.search(text) else ():
        moment = _moment_of(match, day_first)
        if moment is not None:
            yield moment


def year_before_clock(told: str) -> str:
    """Return a moment with its year before its clock, where that stands behind it.

    Examples
    --------
    >>> year_before_clock("Mon Feb 02 18:35:00 +0000 2026"), year_before_clock("2 Feb 2026 18:35")
    ('Mon Feb 02 2026 18:35:00 +0000', '2 Feb 2026 18:35')
    """
    moved = _YEAR_LAST.match(told)
    return f"{moved[1]} {moved[3]} {moved[2]}" if moved else told


def moment_of(
    written: str, *, zone: str | None = None, day_first: bool | None = None
) -> Moment | None:
    """Return the moment that a field holds and nothing else; None if it is none.

    Parameters
    ----------
    zone
        IANA name of the clock where the field names none.

    Examples
    --------
    >>> str(moment_of("Thu, 02 Jul 2026 15:30:00 GMT+5:30").instant.tz_convert("UTC"))
    '2026-07-02 10:00:00+00:00'
    >>> moment_of("Thu, 02 Jul 2026 15:30:00 CST").zone is None
    True
    """
    told = " ".join(written[: LONGEST + 1].split())
    if not told or len(told) > LONGEST:
        return None
    match = _MOMENT.match(told)
    rest = told[match.end() :] if match else told
    if match is None or (rest and not _PLACE_BEHIND.fullmatch(rest)):
        return None
    moment = _moment_of(match, day_first)
    if moment is None or not moment.timed or moment.zone or zone is None:
        return moment
    if _zone_named(match):  # it names a clock, though an unclear one
        return moment
    try:
        instant = moment.instant.tz_localize(zone)
    except ValueError:  # a clock that never showed that, or twice
        return None
    return Moment(moment.start, moment.end, instant, zone, True)


def _moment_of(match: re.Match[str], day_first: bool | None) -> Moment | None:
    """Return a match as a moment; None if there is no such day or hour."""
    which = "1" if match["day1"] else "2"
    clock, named = match[f"clock{which}"], _zone_named(match)
    zone, ahead = zone_of(named)
    first = False if day_first is None and zone in _AMERICAN else day_first
    try:
        day = _day(match[f"day{which}"], weekday=match[f"week{which}"], day_first=first)
        local = pd.Timestamp(datetime.combine(day, time_of(clock) if clock else time()))
        if not FIRST_YEAR <= local.year <= LAST_YEAR:
            return None
        instant, name = _placed(local, zone, ahead) if clock else (local, None)
    except ValueError:  # also an hour that the clock never showed, or twice
        return None
    return Moment(match.start(), match.end(), instant, name, bool(clock))


def _zone_named(match: re.Match[str]) -> str | None:
    """Return the zone that a moment names behind its clock, or behind a day that follows it."""
    return match["zone1"] or match["zone2"] or match["zone3"]


def zone_of(named: str | None) -> tuple[str | None, pd.Timedelta | None]:
    """Return the zone that a name stands for, or how far ahead of UTC it is; None if unclear."""
    name = (named or "").strip()
    if name.upper() in _ZONE_OF:
        return _ZONE_OF[name.upper()], None
    offset = re.fullmatch(r"(?:UTC|GMT)?\s?([+\-−])(\d{1,2}?)(?::?(\d\d))?", name.upper())
    if offset:
        sign = 1 if offset[1] == "+" else -1
        return None, sign * pd.Timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    return (name if "/" in name and _known(name) else None), None


@cache
def _known(name: str) -> bool:
    """Return whether there is a zone of that IANA name."""
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return False
    return True


def _placed(
    local: pd.Timestamp, zone: str | None, ahead: pd.Timedelta | None
) -> tuple[pd.Timestamp, str | None]:
    """Return the instant at which a clock shows *local*, and its zone."""
    if zone is not None:
        return local.tz_localize(zone), zone
    if ahead is None:
        return local, None
    if abs(ahead) > pd.Timedelta(hours=15):  # no clock of the world is further off
        raise ValueError(ahead)
    instant = (local - ahead).tz_localize("UTC")
    new_york = instant.tz_convert("America/New_York")
    # An offset alone fixes the instant but no place: New York's if it fits, else told in UTC.
    name = "America/New_York" if new_york.utcoffset() == ahead else "UTC"
    return instant.tz_convert(name), name


def _day(written: str, *, weekday: str | None, day_first: bool | None) -> date:
    """Return the day that is written; ValueError if day and month cannot be told apart."""
    told = list(map(int, re.findall(r"\d+", written)))
    if named := re.search(r"[^\W\d_]{3,}", written):
        day, year = told[0], told[-1]
        return date(year + 2000 if year < 100 else year, months.number_of(named[0]) or 0, day)
    if told[0] > 31:
        return date(*told)
    first, second, year = told
    year += 2000 if year < 100 else 0
    days = [
        day
        for day in (_day_in(year, second, first), _day_in(year, first, second))
        if day is not None and _falls_on(day, weekday)
    ]
    if "." in written:  # dots put the day first
        return date(year, second, first)
    if len(set(days)) > 1 and day_first is not None:
        return days[0] if day_first else days[1]
    if len(set(days)) != 1:
        raise ValueError(f"{written} may be either of two days")
    return days[0]


def _day_in(year: int, month: int, day: int) -> date | None:
    """Return a day, None if there is no such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _falls_on(day: date, weekday: str | None) -> bool:
    """Return whether a day is the weekday named, if one is."""
    return not weekday or _WEEKDAYS[day.weekday()] == weekday[:3].lower()


_TIME = re.compile(
    r"(?P<hour>\d{1,2})[.:h]?(?P<minute>\d{2})?(?::(?P<second>\d{2})(?:[.,](?P<part>\d{1,9}))?)?"
    r"\s?(?:(?P<half>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)


def time_of(written: str) -> time:
    """Return the time of day that is written; ValueError if there is none such.

    Examples
    --------
    >>> [str(time_of(one)) for one in ("4:05 p.m.", "15.04", "12 am", "1615")]
    ['16:05:00', '15:04:00', '00:00:00', '16:15:00']
    """
    told = _TIME.fullmatch(written.strip())
    if told is None:
        raise ValueError(f"{written} is no time of day")
    hour, half = int(told["hour"]), (told["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(f"there is no {written}")
        hour = hour % 12 + (12 if half == "p" else 0)
    part = int((told["part"] or "").ljust(6, "0")[:6])
    return time(hour, int(told["minute"] or 0), int(told["second"] or 0), part)
