"""The times of a sentence: its days, stretches and moments, in order."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from sentiment.claims.dates import (
    Moment,
    Time,
    counted,
    last_closed,
    local_day,
    open_session,
    stretch,
)
from sentiment.claims.days import READERS
from sentiment.claims.time_phrases import AROUND, EARLY, MOMENT, MONTHS, PARTS, PHRASE
from sentiment.market.calendar import NEW_YORK


def read_times(
    lowered: str, *, known: pd.Timestamp, years: Mapping[int, int] | None = None
) -> list[Time]:
    """Return the times of a sentence in lower case, in order; those that overlap as one.

    Parameters
    ----------
    years
        By month, the year with which the text has named it: a date of it that says none is of that.

    Examples
    --------
    >>> known = pd.Timestamp("2026-02-03 08:00", tz="America/New_York")
    >>> day, = read_times("fell late on monday morning", known=known)
    >>> f"{day.first:%d %b}", day.moment
    ('02 Feb', 'clock')
    """
    moments = [_moment(one) for one in MOMENT.finditer(lowered) if not _is_their_night(one, known)]
    live = any(one.moment == "clock" for one in moments) and open_session(known) is not None
    days = [
        _since_it(_day(match, _within(match, known, years or {})), lowered, known)
        for match in PHRASE.finditer(lowered)
        if not (live and _SOMEBODY.match(lowered, match.end()))
    ]  # fmt: skip
    found: list[Time] = []
    for one in sorted([*days, *moments], key=lambda one: (one.start, -one.end)):
        if found and one.start < found[-1].end:
            found[-1] = _joined(found[-1], one)
        else:
            found.append(one)
    return found


_SINCE_IT = re.compile(
    r"(?:^|[.;:,] )since (?![^,]*\b(?:high|low|close|peak|record)\b)[^,.;:]{5,60}$"
)


def _since_it(time: Time, lowered: str, known: pd.Timestamp) -> Time:
    """Return the stretch from a day: "since it split its stock on May 22, it has"."""
    told = lowered[time.end : time.end + 1] == "," and _SINCE_IT.search(lowered[: time.start])
    if time.kind != "day" or time.first is None or not told:
        return time
    first, last = time.first, last_closed(known)
    return stretch(time, first, last, known, earliest=counted(first, -1)) if first < last else time


# Whom a day is remembered for: "Monday's loser is down 2% at noon" is told of today.
_SOMEBODY = re.compile(
    r"'s (?:[a-z]+ )?(?:stars?|winners?|losers?|victims?|decliners?|gainers?|laggards?|hero(?:es)?"
    r"|leaders?|darlings?|movers?)\b"
)


def _is_their_night(match: "re.Match[str]", known: pd.Timestamp) -> bool:
    """Return whether "overnight" is the night of a writer in the east: New York's own session.

    So it is in a text of the east's hours, and where it closed or ended then.
    """
    offset = known.utcoffset()
    around = match.string[max(0, match.start() - 24) : match.end() + 9]
    east = offset is not None and offset > pd.Timedelta(0)
    return "overnight" in match[0] and (east or _CLOSED.search(around) is not None)


_CLOSED = re.compile(r"\b(?:closed|ended|finished|settled)\b")


def _joined(before: Time, one: Time) -> Time:
    """Return two times that overlap as one: the day of either, the moment of either."""
    day, other = (before, one) if before.kind != "none" else (one, before)
    return replace(
        day,
        start=min(before.start, one.start),
        end=max(before.end, one.end),
        moment=day.moment or other.moment,
        minutes=day.minutes or other.minutes,
    )


def _moment(match: "re.Match[str]") -> Time:
    """Return a moment of a session."""
    name = next(name for name in MOMENT.groupindex if match[name] and name in _MOMENTS)
    moment = _MOMENTS[name]
    minutes = _minutes(match) if moment == "clock" else None
    if minutes is not None and not (minutes[1] < OPEN or minutes[0] > CLOSE):
        return Time(match.start(), match.end(), "none", moment=moment, minutes=minutes)
    if minutes is not None:
        moment = "pre-market" if minutes[1] < OPEN else "after hours"
    return Time(match.start(), match.end(), "none", moment=moment)


OPEN, CLOSE = 9 * 60 + 30, 16 * 60  # of a session, in minutes of the day
_MOMENTS: dict[str, Moment] = {
    "pre_market": "pre-market",
    "after_hours": "after hours",
    "range": "range",
    "clock": "clock",
    "open": "open",
    "close": "close",
}


def _minutes(found: "re.Match[str]") -> tuple[int, int] | None:
    """Return between which minutes of the day a time lies; None for "last"."""
    if found["hour24"]:
        return _around(int(found["hour24"]) * 60 + int(found["minute24"]), exact=True)
    if found["hour"]:
        hour = int(found["hour"]) % 12 + (12 if found["half"] == "p" else 0)
        minute = hour * 60 + int(found["minute"] or 0)
        return _around(minute, exact=found["minute"] is not None)
    if found["now"]:
        return None
    words = found["part"].replace("-", "")
    return next((PARTS[part] for part in PARTS if all(w in words for w in part.split())), EARLY)


def _around(minute: int, *, exact: bool) -> tuple[int, int]:
    """Return the minutes around one; around a full hour they are more."""
    around = AROUND if exact else 2 * AROUND
    return minute - around, minute + around


_DATED = re.compile(
    rf"\b(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
    r"(?: \d{1,2}(?:st|nd|rd|th)?)?,? (?P<year>20\d\d)\b",
    re.IGNORECASE,
)


def named_years(text: str) -> list[tuple[int, int, int]]:
    """Return where a text names a month with its year, and both.

    Examples
    --------
    >>> named_years("It began in January 2025.")
    [(12, 1, 2025)]
    """
    return [
        (match.start(), MONTHS[match["month"].lower()], int(match["year"]))
        for match in _DATED.finditer(text)
    ]


def _within(match: "re.Match[str]", known: pd.Timestamp, years: Mapping[int, int]) -> pd.Timestamp:
    """Return the instant that a date without a year is read from: in the year told of its month."""
    month = match["m1"] or match["m2"]
    year = years.get(MONTHS[month.rstrip(".")]) if month and not match["y"] else None
    if year is None or year >= local_day(known).year:
        return known
    return pd.Timestamp(year, 12, 31, 23, tz=NEW_YORK)


def _day(match: "re.Match[str]", known: pd.Timestamp) -> Time:
    """Return what a phrase for a day or a stretch means."""
    name = next(name for name in READERS if match[f"{name}_"])
    place = Time(match.start(), match.end(), "unknown")
    try:
        return READERS[name](match, place, known)
    except (ValueError, OverflowError, pd.errors.OutOfBoundsDatetime):
        return place  # a day that no calendar has, or none of the exchange's
