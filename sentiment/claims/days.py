"""The day or the stretch of days that words mean, seen from when they were published."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import pandas as pd

from sentiment.claims.day_phrases import MONTHS, PHRASE, WEEKDAYS
from sentiment.claims.vocabulary import NUMBERS
from sentiment.market import calendar

# A day on which the exchange was shut is named all the same, and no other is meant by it.
Kind = Literal["session", "span", "same", "unknown", "shut"]

_UNIT_DAYS = {"week": 7, "month": 30.44, "quarter": 91.3, "year": 365.25}
_SLACK = {"week": 1, "month": 3, "quarter": 6, "year": 10}  # days by which a span is meant loosely


@dataclass(frozen=True, slots=True)
class Day:
    """What day words mean; ``start:end`` is where they stand.

    For a session ``first`` and ``last`` are it; for a span the change is meant from a close
    between ``earliest`` and ``first`` to that of ``last``.
    """

    kind: Kind
    start: int
    end: int
    words: str
    first: pd.Timestamp | None = None
    last: pd.Timestamp | None = None
    earliest: pd.Timestamp | None = None


def read_days(sentence: str, *, published: pd.Timestamp, before: Sequence[Day] = ()) -> list[Day]:
    """Return the days that a sentence in lower case names, in its order.

    Parameters
    ----------
    before
        Those of the sentence before, which "the day" may mean.

    Examples
    --------
    >>> noon = pd.Timestamp("2026-02-03 12:00", tz="America/New_York")
    >>> [f"{day.first:%a %d %b}" for day in read_days("on monday, yesterday", published=noon)]
    ['Mon 02 Feb', 'Mon 02 Feb']
    >>> read_days("the day after its results", published=noon)[0].kind
    'unknown'
    """
    today = local_day(published)
    found: list[Day] = []
    for match in PHRASE.finditer(sentence):
        if match["spoken"]:
            found.append(_spoken(match, found, before, published=published))
            continue
        day = _read(match, today=today, published=published)
        beside = bool(found) and match.start() - found[-1].end <= len(", ")
        if match["date"] and beside and found[-1].words in WEEKDAYS:  # "Monday, Jan. 5"
            day = replace(day, start=found.pop().start)
        joint = sentence[found[-1].end : day.start] if found else ""
        if found and _JOINT.fullmatch(joint) and found[-1].kind == day.kind == "session":
            day = _joined(found.pop(), day, joint=joint)
        found.append(day)
    return found


def _spoken(
    match: re.Match[str], found: Sequence[Day], before: Sequence[Day], *, published: pd.Timestamp
) -> Day:
    """Return "the day": the one last spoken of, else the last session that had opened."""
    (start, end), words = match.span(), match[0]
    here = [day.first for day in found if day.kind == "session"][-1:]
    told = here or [day.first for day in before if day.kind == "session"]
    opened = _last_opened(published)
    ongoing = opened if opened != last_closed(published) else None
    meant = {*told, *([ongoing] if ongoing else [])} or {opened}
    if len(meant) > 1:
        return Day("unknown", start, end, words)
    [session] = meant
    return Day("session", start, end, words, session, session, session)


def _last_opened(published: pd.Timestamp) -> pd.Timestamp:
    """Return the last session that had opened at an instant."""
    today = local_day(published)
    if calendar.is_session(today) and published >= calendar.open_of(today):
        return today
    return calendar.previous_session(today)


_JOINT = re.compile(r" (?:and|to|through|until) (?:on )?|–")


def _joined(first: Day, last: Day, *, joint: str) -> Day:
    """Return "Monday and Tuesday" as one span, which "Monday to Tuesday" may begin a day later."""
    if first.first is None or last.first is None or first.first >= last.first:
        return last
    before = calendar.previous_session(first.first)
    begin = before if joint.strip() == "and" else first.first
    words = first.words + joint + last.words
    return Day("span", first.start, last.end, words, begin, last.last, before)


def in_calendar(published: pd.Timestamp) -> bool:
    """Return whether the exchange's calendar holds an instant and the weeks around it."""
    first, last = pd.Timestamp(calendar.FIRST_DAY), pd.Timestamp(calendar.LAST_DAY)
    around = pd.Timedelta(days=31)
    return first + around < local_day(published) < last - around


@lru_cache(maxsize=64)  # a text asks it of one instant, sentence by sentence
def local_day(published: pd.Timestamp) -> pd.Timestamp:
    """Return the day of an instant in New York."""
    return published.tz_convert(calendar.NEW_YORK).tz_localize(None).normalize()


@lru_cache(maxsize=64)
def likely_sessions(published: pd.Timestamp) -> tuple[pd.Timestamp, ...]:
    """Return the sessions that a text without a day can mean, the likeliest first.

    During a session it is that one or the one before; at other times the last that closed.
    """
    today = local_day(published)
    if not calendar.is_session(today):
        return (calendar.previous_session(today),)
    before = calendar.previous_session(today)
    if published < calendar.open_of(today):
        return (before,)
    return (today,) if published >= calendar.close_of(today) else (today, before)


@lru_cache(maxsize=64)
def last_closed(published: pd.Timestamp) -> pd.Timestamp:
    """Return the last session that had closed at an instant."""
    today = local_day(published)
    if calendar.is_session(today) and published >= calendar.close_of(today):
        return today
    return calendar.previous_session(today)


def count_of(word: str | None) -> int:
    """Return a count written in digits or words; 1 for "a" or nothing, 0 for a loose one."""
    if word is None or word in {"a", "an"}:
        return 1
    if word in {"several", "few"}:
        return 0
    return int(NUMBERS[word]) if word in NUMBERS else int(word)


def _read(match: re.Match[str], *, today: pd.Timestamp, published: pd.Timestamp) -> Day:
    """Return what one phrase means."""
    (start, end), words = match.span(), match[0]
    told = next(name for name in _READERS if match[name] is not None)
    if told in {"unknown", "same"}:
        return Day("unknown" if told == "unknown" else "same", start, end, words)
    if match["name"] and _elsewhere(match["name"], published, today=today):
        return Day("unknown", start, end, words)
    try:
        meant = _READERS[told](match, today, last_closed(published))
    except ValueError:  # beyond the exchange's calendar, which words of 1950 may well be
        meant = None
    if meant is None or meant[2] > today:
        return Day("shut" if told in _NAMED and meant is None else "unknown", start, end, words)
    earliest, first, last = meant
    if first == last and earliest == first:
        return Day("session", start, end, words, first, last, first)
    return Day("span", start, end, words, first, last, earliest)


def _elsewhere(name: str, published: pd.Timestamp, *, today: pd.Timestamp) -> bool:
    """Return whether a weekday is that of the place of publication, and not yet New York's."""
    there = published.tz_localize(None).normalize()
    return there > today and WEEKDAYS[there.weekday()] == name


Meant = tuple[pd.Timestamp, pd.Timestamp, pd.Timestamp]


def _one(day: pd.Timestamp | None) -> Meant | None:
    """Return a single day that the exchange opens on, None for any other."""
    if day is None or not _within(day) or not calendar.is_session(day):
        return None
    return day, day, day


def _within(day: pd.Timestamp) -> bool:
    """Return whether the exchange's calendar reaches a day."""
    return pd.Timestamp(calendar.FIRST_DAY) < day < pd.Timestamp(calendar.LAST_DAY)


def _weekday(match: re.Match[str], today: pd.Timestamp, _: pd.Timestamp) -> Meant | None:
    """Return the last such weekday, today included unless the text says "last"."""
    back = (today.weekday() - WEEKDAYS.index(match["name"])) % 7
    if match["weekday"].startswith("last ") and back == 0:
        back = 7
    return _one(today - pd.Timedelta(days=back))


def _date(match: re.Match[str], today: pd.Timestamp, _: pd.Timestamp) -> Meant | None:
    """Return a date, of the last year in which it lay before today if it names none."""
    return _one(_dated(match, today, prefix=""))


def _dated(match: re.Match[str], today: pd.Timestamp, *, prefix: str) -> pd.Timestamp | None:
    """Return the day of the date's groups, None if the calendar has no such day."""
    iso = match[f"{prefix}iso"]
    month = match[f"{prefix}month"] or match[f"{prefix}month2"]
    day = match[f"{prefix}day"] or match[f"{prefix}day2"]
    year = match[f"{prefix}year"] or match[f"{prefix}year2"]
    try:
        if iso:
            return pd.Timestamp(iso)
        number = MONTHS[month.rstrip(".")]
        if year:
            return pd.Timestamp(_year(year, today), number, int(day))
        meant = pd.Timestamp(today.year, number, int(day))
        return meant if meant <= today else pd.Timestamp(today.year - 1, number, int(day))
    except ValueError:
        return None


def _today(_: re.Match[str], today: pd.Timestamp, __: pd.Timestamp) -> Meant | None:
    """Return the day of publication."""
    return _one(today)


def _yesterday(_: re.Match[str], today: pd.Timestamp, __: pd.Timestamp) -> Meant | None:
    """Return the day before publication, if the exchange was open."""
    return _one(today - pd.Timedelta(days=1))


def _since(match: re.Match[str], today: pd.Timestamp, last: pd.Timestamp) -> Meant | None:
    """Return the stretch from a day, or the end of a period, to the last close."""
    if match["begun"]:
        return _from_period(match["begun"], today, last)
    if match["sinceday"]:
        start = _one(today - pd.Timedelta(days=_back(today, match["sinceday"])))
        return None if start is None else (start[0], start[0], last)
    if match["sincedate"]:
        day = _dated(match, today, prefix="s_")
        if day is None or not _within(day) or day >= last:
            return None
        start_day = _at_or_before(day)
        return start_day, start_day, last
    if match["sincemonth"]:
        begin = _month_start(match["sincemonth"], match["monthyear"], today)
        return _since_within(begin, _month_end(begin), last)
    begin = pd.Timestamp(int(match["sinceyear"]), 1, 1)
    return _since_within(begin, begin + pd.Timedelta(days=364), last)


def _since_within(begin: pd.Timestamp, end: pd.Timestamp, last: pd.Timestamp) -> Meant | None:
    """Return the stretch to the last close from any day of a period that has begun."""
    if begin > last or not _within(begin - pd.Timedelta(days=10)):
        return None
    ended = min(_at_or_before(end), calendar.previous_session(last))
    return _at_or_before(begin - pd.Timedelta(days=1)), ended, last


def _past(match: re.Match[str], today: pd.Timestamp, last: pd.Timestamp) -> Meant | None:
    """Return a span that ends now: "over the past twelve months", "last week"."""
    number, unit = match["n"], match["unit"]
    if number is None and match["past"].split()[0] in {"last", "previous"}:
        return _calendar(unit, today)
    return _rolling(number, unit, today=today, last=last)


def _over(match: re.Match[str], today: pd.Timestamp, last: pd.Timestamp) -> Meant | None:
    """Return "in two sessions", "over five days"."""
    return _rolling(match["n2"], match["unit2"], today=today, last=last)


def _rolling(
    number: str | None, unit: str, *, today: pd.Timestamp, last: pd.Timestamp
) -> Meant | None:
    """Return a span of so many units that ends with the last close."""
    count = count_of(number)
    if count == 0:
        return None
    if unit in {"day", "session", "trading day"}:
        if count == 1:
            return None  # "in one session" says how long, not when
        start = pd.Timestamp(calendar.new_york().session_offset(last, -count))
        loose = calendar.previous_session(_at_or_before(last - pd.Timedelta(days=count - 1)))
        return min(start, loose if unit == "day" and count > 3 else start), start, last
    days, slack = round(_UNIT_DAYS[unit] * count), _SLACK[unit]
    begin = today - pd.Timedelta(days=days)
    if not _within(begin - pd.Timedelta(days=slack)):
        return None
    first = min(_at_or_before(begin + pd.Timedelta(days=slack)), calendar.previous_session(last))
    return _at_or_before(begin - pd.Timedelta(days=slack)), first, last


def _calendar(unit: str, today: pd.Timestamp) -> Meant | None:
    """Return the week, month, quarter or year before this one, from close to close."""
    if unit not in _FREQUENCIES:
        return None
    weekend = unit == "week" and today.weekday() > 4  # "last week" is then the one just over
    return _period(today.to_period(_FREQUENCIES[unit]) - (0 if weekend else 1))


_FREQUENCIES = {"week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}


def _period(period: "pd.Period", last: pd.Timestamp | None = None) -> Meant:
    """Return a period from the close before it to its last, or to *last* if that is earlier."""
    start = calendar.previous_session(period.start_time)
    end = _at_or_before(period.end_time.normalize())
    return start, start, end if last is None else min(end, last)


def _from_period(unit: str, today: pd.Timestamp, last: pd.Timestamp) -> Meant | None:
    """Return this week, month, quarter or year so far; None before its first close."""
    meant = _period(today.to_period(_FREQUENCIES[unit]), last)
    return meant if meant[1] < meant[2] else None


def _this(match: re.Match[str], today: pd.Timestamp, last: pd.Timestamp) -> Meant | None:
    """Return "this year", "for the week", "year to date"."""
    unit = match["period"] or match["todate"] or "year"
    return _from_period(unit, today, last)


def _in(match: re.Match[str], today: pd.Timestamp, last: pd.Timestamp) -> Meant | None:
    """Return a calendar month or year that is named."""
    if match["bareyear"]:
        year = pd.Period(match["bareyear"], "Y")
        return _period(year, last) if _within(year.start_time) and year.start_time < today else None
    begin = _month_start(match["inmonth"], match["inyear"], today)
    meant = _period(begin.to_period("M"), last) if begin <= today else None
    return meant if meant and meant[1] < meant[2] else None


def _back(today: pd.Timestamp, name: str) -> int:
    """Return how many days ago a weekday last was."""
    return (today.weekday() - WEEKDAYS.index(name)) % 7


def _month_start(name: str, year: str | None, today: pd.Timestamp) -> pd.Timestamp:
    """Return the first day of a month, the last one before today if no year is named."""
    number = MONTHS[name.rstrip(".")]
    if year:
        return pd.Timestamp(_year(year, today), number, 1)
    return pd.Timestamp(today.year - (number > today.month), number, 1)


def _year(words: str, today: pd.Timestamp) -> int:
    """Return a year written in digits, or "last year"."""
    return today.year - 1 if words == "last year" else int(words)


def _month_end(begin: pd.Timestamp) -> pd.Timestamp:
    """Return the last day of a month."""
    return begin + pd.offsets.MonthEnd(0)


def _at_or_before(day: pd.Timestamp) -> pd.Timestamp:
    """Return the last session that is not after *day*."""
    return calendar.previous_session(day + pd.Timedelta(days=1))


_NAMED = frozenset({"date", "weekday", "yesterday"})  # a day of its own, open or shut
_READERS = {
    "since": _since,
    "past": _past,
    "over": _over,
    "this": _this,
    "date": _date,
    "in": _in,
    "weekday": _weekday,
    "yesterday": _yesterday,
    "today": _today,
    "unknown": _today,
    "same": _today,
}
