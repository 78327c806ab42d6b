"""Phrases for a stretch of sessions: from the close before it to its last close."""

import re
from dataclasses import replace

import pandas as pd

from sentiment.claims.amounts import COUNTS
from sentiment.claims.dates import (
    DAY,
    Reader,
    Time,
    counted,
    date_of,
    day_of,
    days_since,
    is_held,
    last_by,
    last_closed,
    local_day,
    month_of,
    stretch,
)  # fmt: skip
from sentiment.market import calendar

_FREQUENCIES = {"week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}
_LONGEST = 10  # "in ten days" is of sessions, "the past 30 days" of the calendar


def _period(place: Time, period: "pd.Period", known: pd.Timestamp) -> Time:
    """Return a week, month, quarter or year, from the close before it to its last."""
    start = calendar.previous_session(period.start_time)
    return stretch(place, start, last_by(period.end_time.normalize()), known)


def _now(unit: str, known: pd.Timestamp) -> "pd.Period":
    """Return the week, month, quarter or year of an instant."""
    return local_day(known).to_period(_FREQUENCIES[unit])


def period_before(time: Time, unit: str, *, known: pd.Timestamp) -> Time:
    """Return the week, month, quarter or year before the one that is going on."""
    return _period(time, _now(unit, known) - 1, known)


def _spoken_period(place: Time, unit: str, known: pd.Timestamp, *, this: bool = False) -> Time:
    """Return "the week": the one that is going on, or on its first morning the one just over."""
    period = _now(unit, known)
    meant = _period(place, period, known)
    if meant.kind == "span" or this:
        return meant
    return _period(place, period - 1, known)


def _this(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    if match["every"]:
        return _spoken_period(place, match["every"].removesuffix("ly"), known)
    names = ("period", "todate", "owned", "owned2", "headed")
    unit = next((match[name] for name in names if match[name]), "year")
    return _spoken_period(
        place, unit, known, this="this" in match[0] or match["todate"] is not None
    )


def _just(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    period = _now(match["just"] or match["full"], known)
    over = last_by(period.end_time.normalize()) <= last_closed(known)
    return _period(place, period if over else period - 1, known)


def _half(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    today = local_day(known)
    if match["half"]:
        told = match["halfyear"]
        year = int(told) if told and told.isdigit() else today.year
        begin = pd.Timestamp(year, 1 if match["half"] == "first" else 7, 1)
        begin = begin if begin < today else begin - pd.DateOffset(years=1)
        end = begin + pd.DateOffset(months=6) - pd.Timedelta(days=1)
        return stretch(place, calendar.previous_session(begin), last_by(end), known)
    names = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}
    number = int(match["q"]) if match["q"] else names[match["quarter"]]
    told = match["quarteryear"] or match["qyear"]
    year = today.year - 1 if told == "last year" else int(told) if told and told.isdigit() else 0
    period = pd.Period(f"{year or today.year}Q{number}", "Q")
    if not year and calendar.previous_session(period.start_time) >= last_closed(known):
        period -= 4
    return _period(place, period, known)


def _in(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    if year := match["year"] or match["whole"]:
        return _period(place, pd.Period(year, "Y"), known)
    names = ("month", "owner", "behind", "shut", "left", "within", "head")
    begin = month_of(
        next(match[name] for name in names if match[name]), match["monthyear"], local_day(known)
    )
    if not match["part_of"]:
        return _period(place, begin.to_period("M"), known)
    first, last = _third(begin, match["part_of"])
    return stretch(place, calendar.previous_session(first), last_by(last), known)


def _past(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    number, unit = match["n"], match["unit"]
    calendar_unit = number is None and unit in _FREQUENCIES
    if calendar_unit and re.search(r"(?<!the )\b(?:last|previous|prior) \w+$", match[0]):
        weekend = unit == "week" and local_day(known).weekday() > 4
        return _period(place, _now(unit, known) - (0 if weekend else 1), known)
    return _rolling(place, number, unit, known)


def _over(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    number, unit = (
        (match["n2"], match["unit2"]) if match["unit2"] else (match["n3"], match["unit3"])
    )
    if unit in {"day", "session", "trading day"} and number in {"a", "one", "an", "1"}:
        return replace(place, kind="none")  # "in one session" says how long, not when
    return _rolling(place, number, unit, known)


def _rolling(place: Time, number: str | None, unit: str, known: pd.Timestamp) -> Time:
    """Return a stretch of so many units that ends now; counted from the last close."""
    if number in {"several", "few"}:
        return place
    count = 1 if number in {None, "a", "an"} else COUNTS.get(number or "", 0) or int(number or 0)
    last = last_closed(known)
    sessions = unit in {"session", "trading day"} or (unit == "day" and count <= _LONGEST)
    if sessions:
        start = counted(last, -count)
        loose = last_by(last - pd.Timedelta(days=count)) if unit == "day" and count > 3 else start
        if count >= 3:  # "six sessions" may count the one that it starts from
            loose = max(loose, counted(last, 1 - count))
        span = stretch(place, max(start, loose), last, known, earliest=min(start, loose))
        return replace(span, count=count) if span.kind == "span" else span
    today = local_day(known)
    begin = today - _length(unit, count)
    if not is_held(begin - pd.Timedelta(days=14)):
        return place
    slack = 1 if unit in {"day", "week"} else 3
    first = last_by(begin)
    return stretch(
        place, min(counted(first, slack), counted(last, -1)), last, known,
        earliest=counted(first, -slack),
    )  # fmt: skip


def _length(unit: str, count: int) -> pd.DateOffset:
    """Return so many units of the calendar."""
    return {
        "day": pd.DateOffset(days=count),
        "week": pd.DateOffset(weeks=count),
        "month": pd.DateOffset(months=count),
        "quarter": pd.DateOffset(months=3 * count),
        "year": pd.DateOffset(years=count),
    }[unit]


def _since(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    today, last = local_day(known), last_closed(known)
    if match["then"]:
        return replace(place, kind="then")
    if match["begun"] or match["newyear"]:
        span = _period(place, _now(match["begun"] or "year", known), known)
        if span.first is None or span.last is None or match["newyear"]:
            return span
        first = calendar.next_session(span.first)  # its own close may be the beginning
        return replace(span, first=first, earliest=span.first) if first < span.last else span
    if match["yearbegun"]:
        period = pd.Period(match["yearbegun"], "Y")
        return stretch(place, calendar.previous_session(period.start_time), last, known)
    if match["emonth"]:
        begin = month_of(match["emonth"], match["eyear"], today)
        day = begin + pd.offsets.MonthEnd(0) if match["edge"] == "end" else begin - DAY
        return stretch(place, last_by(day), last, known)
    if match["sday"]:
        back = days_since(today, match["sday"]) or 7
        day = last_by(today - pd.Timedelta(days=back))
        since = match[0].startswith("since") and "close" not in match[0]  # its own move may count
        return stretch(place, day, last, known, earliest=counted(day, -1) if since else None)
    if match["smonth"]:
        return _since_month(match, place, known)
    if match["syear"]:
        return _since_within(place, pd.Period(match["syear"], "Y"), known)
    day = date_of(match, today, prefix="s")
    return stretch(place, last_by(day), last, known)


def _since_month(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    """Return the stretch since any day of a month, or of a third of it."""
    begin = month_of(match["smonth"], match["smy"], local_day(known))
    return _loose(place, *_third(begin, match["third"]), known)


def _third(begin: pd.Timestamp, part: str | None) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and last day of a month, or of the part of it that words name."""
    first, last = {"early ": (0, 10), "mid-": (7, 21), "late ": (18, 30)}.get(part or "", (0, 30))
    end = min(begin + last * DAY, begin + pd.offsets.MonthEnd(0))
    return begin + first * DAY, end


def _since_within(place: Time, period: "pd.Period", known: pd.Timestamp) -> Time:
    """Return the stretch since any day of a period."""
    return _loose(place, period.start_time, period.end_time.normalize(), known)


def _loose(place: Time, begin: pd.Timestamp, end: pd.Timestamp, known: pd.Timestamp) -> Time:
    """Return the stretch to now from any close between two days, or the one before them."""
    last = last_closed(known)
    if begin > last:
        return place
    first = min(last_by(end), calendar.previous_session(last))
    return stretch(place, first, last, known, earliest=calendar.previous_session(begin))


def _from_to(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    today = local_day(known)
    end = today - pd.Timedelta(days=days_since(today, match["tday"]))
    begin = end - pd.Timedelta(days=days_since(end, match["fday"]))
    if begin == end:
        return stretch(place, last_by(end - pd.Timedelta(days=7)), last_by(end), known)
    return stretch(
        place, last_by(begin), last_by(end), known, earliest=calendar.previous_session(begin)
    )


def _between(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    today = local_day(known)
    first, last = date_of(match, today, prefix="f"), date_of(match, today, prefix="t")
    if first > last:
        first -= pd.DateOffset(years=1)
    begin = last_by(first)
    return stretch(place, begin, last_by(last), known, earliest=counted(begin, -1))


def _both(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    today = local_day(known)
    end = today - pd.Timedelta(days=days_since(today, match["bday2"]))
    begin = today - pd.Timedelta(days=days_since(today, match["bday"]))
    begin, end = min(begin, end), max(begin, end)  # "over Monday and Friday"
    return stretch(place, calendar.previous_session(begin), last_by(end), known)


def _ago(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    if match["anniversary"]:
        number = match["anniversary"]
        count = COUNTS.get(number) or (int(number) if number.isdigit() else 1)
        return day_of(place, local_day(known) - _length(match["anniversaryunit"], count))
    return _rolling(place, "one", match["agounit"] or "year", known)


def _through(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    today = local_day(known)
    if not match["tname"]:
        return replace(place, kind="spoken", through=True)
    day = day_of(place, today - pd.Timedelta(days=days_since(today, match["tname"])))
    return replace(day, through=True)


READERS: dict[str, Reader] = {
    "through": _through, "both": _both, "between": _between, "stretch": _from_to, "half": _half,
    "just": _just, "ago": _ago, "since": _since, "past": _past, "over": _over, "this": _this,
    "in": _in,
}  # fmt: skip
