"""Phrases for a day or a stretch of days, each to what it means.

A day is a session. What is meant is counted from the instant up to which the text may know prices,
and nothing after it is ever meant.
"""

import re
from dataclasses import replace

import pandas as pd

from sentiment.claims import stretches
from sentiment.claims.amounts import COUNTS
from sentiment.claims.dates import (
    DAY,
    Kind,
    Reader,
    Time,
    counted,
    date_of,
    day_of,
    days_since,
    last_by,
    last_closed,
    local_day,
    stretch,
)
from sentiment.claims.time_phrases import WEEKDAYS
from sentiment.market import calendar

# "Results are due on Aug. 28", told in July, is of no day of the year before.
_YEAR, _SOON = pd.DateOffset(years=1), pd.Timedelta(days=90)
_TO_COME = re.compile(
    r"\b(?:expect(?:s|ed|ing)?|will|until|due|scheduled|slated|set|plans?|upcoming|next|before)\b"
    r"[^.;]{0,60}$"
)
_FEW_DAYS = 12  # after which "days ago" is no day that anybody counts


def _date(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    today = local_day(known)
    day = date_of(match, today)
    if match["d3"]:
        end = day + pd.Timedelta(days=int(match["d3"]) - int(match["d2"]))
        return stretch(place, calendar.previous_session(day), last_by(end), known)
    ahead = not match["y"] and not match["iso"] and day + _YEAR - today < _SOON
    if day > today or (ahead and _TO_COME.search(match.string[: match.start()])):
        return place
    return day_of(place, day)


def _slashed(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    today = local_day(known)
    year = int(match["year_"] or today.year) % 100 + 2000
    day = pd.Timestamp(year, int(match["month_"]), int(match["day_"]))
    if day > today and not match["year_"]:
        day -= pd.DateOffset(years=1)
    return day_of(place, day) if day <= today else place


def _days_ago(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    """Return the session so many days ago; the text may have been written a day later."""
    number = match["ago"]
    count = COUNTS.get(number) or (int(number) if number.isdigit() else 0)
    if not 0 < count <= _FEW_DAYS:
        return place
    if match["agoday"] == "day":
        day = last_by(local_day(known) - pd.Timedelta(days=count))
    else:
        day = counted(calendar.session_of(known), -count)
    return replace(place, kind="day", first=day, last=day, earliest=counted(day, -1))


def _weekday(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    today = local_day(known)
    name = match["name"] or next(
        day for day in WEEKDAYS if day.startswith(match["short"] or match["short2"])
    )
    back = days_since(today, name)
    here = known.tz_localize(None).normalize()
    if here > today and here.weekday() == WEEKDAYS.index(name):
        return place  # a day that has only come where the text was written
    if back == 0 and match["past"] == "last ":
        back = 7
    return day_of(place, today - pd.Timedelta(days=back))


def _relative(match: "re.Match[str]", place: Time, _: pd.Timestamp) -> Time:
    if match["event"]:
        return place
    if match["aside"]:
        return replace(place, kind="none")  # "it fell, a day after results" is told of now
    if match["lead"]:
        return replace(place, kind="relative", shift=-1, leads=True)
    return replace(place, kind="relative", shift=1 if match["after"] else -1)


def _today(_: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    return day_of(place, local_day(known))


def _yesterday(match: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    today = local_day(known)
    night = "night" in match[0]  # of a weekend, too, a close told of last night is the last one
    return day_of(place, calendar.previous_session(today) if night else today - DAY)


def _latest(_: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    return day_of(place, last_closed(known))


def _weekend(_: "re.Match[str]", place: Time, known: pd.Timestamp) -> Time:
    """Return the last session before the weekend that is here, or was last, or comes tonight."""
    today = local_day(known)
    over = last_closed(known).weekday() == 4 and today.weekday() == 4
    saturday = today + DAY if over else today - pd.Timedelta(days=(today.weekday() - 5) % 7)
    return day_of(place, calendar.previous_session(saturday))


def _spoken(match: "re.Match[str]", place: Time, _: pd.Timestamp) -> Time:
    return replace(place, kind="spoken", leads=match["that"] is not None)


def _kind(kind: Kind) -> Reader:
    """Return a reader of phrases that are all of one kind."""
    return lambda _, place, __: replace(place, kind=kind)


READERS: dict[str, Reader] = stretches.READERS | {
    "unknown": _kind("unknown"), "same": _kind("same"), "relative": _relative, "spoken": _spoken,
    "date": _date, "slashed": _slashed, "days_ago": _days_ago, "weekday": _weekday,
    "weekend": _weekend, "latest": _latest, "yesterday": _yesterday, "today": _today,
}  # fmt: skip
