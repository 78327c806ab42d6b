"""Phrases for a day or a stretch of days, each to what it means.

A day is a session; a stretch runs from the close before it to its last close. What is meant is
counted from the instant up to which the text may know prices, and nothing after it is ever meant.
"""

import re
from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from sentiment.claims.amounts import COUNTS
from sentiment.claims.time_phrases import MONTHS, WEEKDAYS
from sentiment.claims.when import Kind, Time, counted, last_closed, local_day, open_session
from sentiment.market import calendar


def _session(place: Time, day: pd.Timestamp, *, named: bool = True) -> Time:
    """Return one day, or that the exchange was shut."""
    if not _within(day):
        return place
    if not calendar.is_session(day):
        return replace(place, kind="shut", named=named)
    return replace(place, kind="day", first=day, last=day, named=named)


def _within(day: pd.Timestamp) -> bool:
    """Return whether the exchange's calendar holds a day with room before it."""
    return pd.Timestamp(calendar.FIRST_NEWS) < day <= pd.Timestamp(calendar.LAST_NEWS)


def _span(
    place: Time,
    first: pd.Timestamp,
    last: pd.Timestamp,
    known: pd.Timestamp,
    *,
    earliest: pd.Timestamp | None = None,
) -> Time:
    """Return a stretch from the close of *first*; one that is not over ends with what is known."""
    end = last_closed(known)
    running = last >= end
    last = min(last, end)
    if not _within(first) or first > last:
        return place
    if first == last and open_session(known) is None:
        return place
    return replace(
        place, kind="span", first=first, last=last, earliest=earliest or first, running=running
    )


def _before(day: pd.Timestamp) -> pd.Timestamp:
    """Return the last session that is not after *day*."""
    return calendar.previous_session(day + pd.Timedelta(days=1))


def _period(place: Time, period: "pd.Period", known: pd.Timestamp) -> Time:
    """Return a week, month, quarter or year, from the close before it to its last."""
    start = calendar.previous_session(period.start_time)
    return _span(place, start, _before(period.end_time.normalize()), known)


_FREQUENCIES = {"week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}


def _now(unit: str, known: pd.Timestamp) -> "pd.Period":
    """Return the week, month, quarter or year of an instant."""
    return local_day(known).to_period(_FREQUENCIES[unit])


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
    unit = match["period"] or match["todate"] or match["owned"] or match["owned2"] or "year"
    return _spoken_period(
        place, unit, known, this="this" in match[0] or match["todate"] is not None
    )


def _just(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    period = _now(match["just"], known)
    over = _before(period.end_time.normalize()) <= last_closed(known)
    return _period(place, period if over else period - 1, known)


def _week_one(_: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    month = _now("month", known)
    first = calendar.next_session(month.start_time - pd.Timedelta(days=1))
    end = first.to_period("W-SUN").end_time.normalize()
    return _span(place, calendar.previous_session(month.start_time), _before(end), known)


def _half(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    today = local_day(known)
    if match["half"]:
        told = match["halfyear"]
        year = int(told) if told and told.isdigit() else today.year
        begin = pd.Timestamp(year, 1 if match["half"] == "first" else 7, 1)
        begin = begin if begin < today else begin - pd.DateOffset(years=1)
        end = begin + pd.DateOffset(months=6) - pd.Timedelta(days=1)
        return _span(place, calendar.previous_session(begin), _before(end), known)
    names = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}
    number = int(match["q"]) if match["q"] else names[match["quarter"]]
    told = match["quarteryear"] or match["qyear"]
    year = today.year - 1 if told == "last year" else int(told) if told and told.isdigit() else 0
    period = pd.Period(f"{year or today.year}Q{number}", "Q")
    if not year and calendar.previous_session(period.start_time) >= last_closed(known):
        period -= 4
    return _period(place, period, known)


def _in(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    if match["year"]:
        return _period(place, pd.Period(match["year"], "Y"), known)
    name = match["month"] or match["owner"] or match["shut"] or match["left"] or match["within"]
    begin = _month(name, match["monthyear"], local_day(known))
    return _period(place, begin.to_period("M"), known)


def _month(name: str, year: str | None, today: pd.Timestamp) -> pd.Timestamp:
    """Return the first day of a month, the last one before today if no year is named."""
    number = MONTHS[name.rstrip(".")]
    if year:
        return pd.Timestamp(today.year - 1 if year == "last year" else int(year), number, 1)
    return pd.Timestamp(today.year - (number > today.month), number, 1)


def _past(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    number, unit = match["n"], match["unit"]
    calendar_unit = number is None and unit in _FREQUENCIES
    if calendar_unit and re.search(r"\b(?:last|previous|prior) \w+$", match[0]):
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


def _ago(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    if match["anniversary"]:
        number = match["anniversary"]
        count = COUNTS.get(number) or (int(number) if number.isdigit() else 1)
        return _session(place, local_day(known) - _length(match["anniversaryunit"], count))
    return _rolling(place, "one", match["agounit"] or "year", known)


LONGEST_COUNT = 10  # "in ten days" is of sessions, "the past 30 days" of the calendar


def _rolling(place: Time, number: str | None, unit: str, known: pd.Timestamp) -> Time:
    """Return a stretch of so many units that ends now; counted from the last close."""
    if number in {"several", "few"}:
        return place
    count = 1 if number in {None, "a", "an"} else COUNTS.get(number or "", 0) or int(number or 0)
    last = last_closed(known)
    sessions = unit in {"session", "trading day"} or (unit == "day" and count <= LONGEST_COUNT)
    if sessions:
        start = counted(last, -count)
        loose = _before(last - pd.Timedelta(days=count)) if unit == "day" and count > 3 else start
        if count >= 3:  # "six sessions" may count the one that it starts from
            loose = max(loose, counted(last, 1 - count))
        span = _span(place, max(start, loose), last, known, earliest=min(start, loose))
        return replace(span, count=count) if span.kind == "span" else span
    today = local_day(known)
    begin = today - _length(unit, count)
    if not _within(begin - pd.Timedelta(days=14)):
        return place
    slack = 1 if unit in {"day", "week"} else 3
    first = _before(begin)
    return _span(
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
    if match["sprev"]:
        back = _back(today, match["sprev"])
        near = back if back >= today.weekday() - 4 and today.weekday() < 5 else back + 7
        return _span(place, _before(today - pd.Timedelta(days=near)), last, known)
    if match["begun"] or match["newyear"]:
        return _period(place, _now(match["begun"] or "year", known), known)
    if match["yearbegun"]:
        period = pd.Period(match["yearbegun"], "Y")
        return _span(place, calendar.previous_session(period.start_time), last, known)
    if match["emonth"]:
        begin = _month(match["emonth"], match["eyear"], today)
        day = begin + pd.offsets.MonthEnd(0) if match["edge"] == "end" else begin - _DAY
        return _span(place, _before(day), last, known)
    if match["sday"]:
        back = _back(today, match["sday"]) or 7
        return _span(place, _before(today - pd.Timedelta(days=back)), last, known)
    if match["smonth"]:
        return _since_month(match, place, known)
    if match["syear"]:
        return _since_within(place, pd.Period(match["syear"], "Y"), known)
    day = _dated(match, today, prefix="s")
    return _span(place, _before(day), last, known)


_DAY = pd.Timedelta(days=1)


def _since_month(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    """Return the stretch since any day of a month, or of a third of it."""
    begin = _month(match["smonth"], match["smy"], local_day(known))
    period = begin.to_period("M")
    ends = {"early ": (1, 11), "mid-": (8, 22), "late ": (19, 31)}.get(
        match["third"] or "", (1, 31)
    )
    end = min(begin + pd.Timedelta(days=ends[1] - 1), period.end_time.normalize())
    return _loose(place, begin + pd.Timedelta(days=ends[0] - 1), end, known)


def _since_within(place: Time, period: "pd.Period", known: pd.Timestamp) -> Time:
    """Return the stretch since any day of a period."""
    return _loose(place, period.start_time, period.end_time.normalize(), known)


def _loose(place: Time, begin: pd.Timestamp, end: pd.Timestamp, known: pd.Timestamp) -> Time:
    """Return the stretch to now from any close between two days, or the one before them."""
    last = last_closed(known)
    if begin > last:
        return place
    first = min(_before(end), calendar.previous_session(last))
    return _span(place, first, last, known, earliest=calendar.previous_session(begin))


def _date(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    today = local_day(known)
    day = _dated(match, today)
    if match["d3"]:
        end = day + pd.Timedelta(days=int(match["d3"]) - int(match["d2"]))
        return _span(place, calendar.previous_session(day), _before(end), known)
    if day > today:
        return place
    return _session(place, day)


def _dated(match: "re.Match[str]", today: pd.Timestamp, prefix: str = "") -> pd.Timestamp:
    """Return the day of the date's groups, the last such one if no year is named."""
    if match[f"{prefix}iso"]:
        return pd.Timestamp(match[f"{prefix}iso"])
    month = match[f"{prefix}m1"] or match[f"{prefix}m2"]
    day, year = match[f"{prefix}d1"] or match[f"{prefix}d2"], match[f"{prefix}y"]
    number = MONTHS[month.rstrip(".")]
    if year:
        return pd.Timestamp(int(year) if year.isdigit() else today.year - 1, number, int(day))
    meant = pd.Timestamp(today.year, number, int(day))
    return meant if meant <= today else pd.Timestamp(today.year - 1, number, int(day))


def _weekday(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    today = local_day(known)
    name = match["name"] or next(day for day in WEEKDAYS if day.startswith(match["short"]))
    back = _back(today, name)
    here = known.tz_localize(None).normalize()
    if here > today and here.weekday() == WEEKDAYS.index(name):
        return place  # a day that has only come where the text was written
    if back == 0 and match["past"] == "last ":
        back = 7
    return _session(place, today - pd.Timedelta(days=back))


def _through(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    today = local_day(known)
    if not match["tname"]:
        return replace(place, kind="spoken", through=True)
    day = _session(place, today - pd.Timedelta(days=_back(today, match["tname"])))
    return replace(day, through=True)


def _back(today: pd.Timestamp, name: str) -> int:
    """Return how many days ago a weekday last was."""
    return (today.weekday() - WEEKDAYS.index(name)) % 7


def _stretch(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    today = local_day(known)
    end = today - pd.Timedelta(days=_back(today, match["tday"]))
    begin = end - pd.Timedelta(days=_back(end, match["fday"]))
    if begin == end:
        return _span(place, _before(end - pd.Timedelta(days=7)), _before(end), known)
    return _span(
        place, _before(begin), _before(end), known, earliest=calendar.previous_session(begin)
    )


def _both(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    today = local_day(known)
    end = today - pd.Timedelta(days=_back(today, match["bday2"]))
    begin = end - pd.Timedelta(days=_back(end, match["bday"]))
    return _span(place, calendar.previous_session(begin), _before(end), known)


def _relative(match: "re.Match[str]", place: Time, _: pd.Timestamp) -> Time:
    if match["event"]:
        return place
    if match["aside"]:
        return replace(place, kind="none")  # "it fell, a day after results" is told of now
    if match["before2"]:
        return replace(place, kind="relative", shift=-2)
    if match["lead"]:
        return replace(place, kind="relative", shift=-1, leads=True)
    return replace(place, kind="relative", shift=1 if match["after"] else -1)


def _today(_: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    return _session(place, local_day(known), named=False)


def _yesterday(_: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    return _session(place, local_day(known) - _DAY)


def _latest(_: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    return _session(place, last_closed(known))


def _weekend(_: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    """Return the last session before the weekend that is here, or was last, or comes tonight."""
    today = local_day(known)
    over = last_closed(known).weekday() == 4 and today.weekday() == 4
    saturday = today + _DAY if over else today - pd.Timedelta(days=(today.weekday() - 5) % 7)
    return _session(place, calendar.previous_session(saturday))


def _spoken(match: "re.Match[str]", place: Time, _: pd.Timestamp) -> Time:
    return replace(place, kind="spoken", leads=match["that"] is not None)


def _kind(kind: Kind) -> "_Reader":
    """Return a reader of phrases that are all of one kind."""
    return lambda _, place, __: replace(place, kind=kind)


_Reader = Callable[["re.Match[str]", Time, pd.Timestamp], Time]


READERS: dict[str, _Reader] = {
    "through": _through,
    "unknown": _kind("unknown"),
    "same": _kind("same"),
    "both": _both,
    "stretch": _stretch,
    "half": _half,
    "weekone": _week_one,
    "just": _just,
    "ago": _ago,
    "since": _since,
    "past": _past,
    "over": _over,
    "this": _this,
    "relative": _relative,
    "spoken": _spoken,
    "date": _date,
    "in": _in,
    "weekday": _weekday,
    "weekend": _weekend,
    "latest": _latest,
    "yesterday": _yesterday,
    "today": _today,
}
