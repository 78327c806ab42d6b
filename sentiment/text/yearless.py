"""Days that are written without their year, such as "Mon 2 Feb", and the year each is likely of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from sentiment.text import dates, months
from sentiment.text.dates import Moment

_WEEK = rf"(?:\b{dates.WEEKDAY}\.?,?\s{{1,3}})"
_NUMBERED = r"\d{1,2}(?:st|nd|rd|th)?"
_NO_YEAR = r"(?!,?\s{1,3}\d{4}(?!\d))(?![\d-])"
_CLOCK = (
    rf"(?:,?\s{{1,3}}(?:at\s)?(?P<clock>{dates.CLOCK})(?:\s{{0,3}}\(?(?P<zone>{dates.ZONE})\)?)?)?"
)
_YEARLESS = re.compile(
    rf"(?P<week>{_WEEK})?(?:\b(?P<month1>{dates.MONTH})\s{{1,3}}(?P<day1>{_NUMBERED})\b{_NO_YEAR}"
    rf"|\b(?P<day2>{_NUMBERED})\s{{1,3}}(?P<month2>{dates.MONTH}){_NO_YEAR}(?![A-Za-z])){_CLOCK}",
    re.IGNORECASE,
)
_YEARS = 7  # back, in which each day but the last of February falls on each day of the week
_AHEAD = pd.Timedelta(days=1)  # how much later than here a day may begin elsewhere
_AROUND = " \t,|·•:;–—-()[]*_#"


@dataclass(frozen=True, slots=True)
class Yearless:
    """A day that a text writes at ``start:end`` without its year."""

    start: int
    end: int
    month: int
    day: int
    weekday: str  # its first three letters, "" where it names none
    clock: str  # with its zone; "" where it names none

    def near(self, anchor: pd.Timestamp, *, today: pd.Timestamp | None = None) -> Moment | None:
        """Return the moment in the year whose such day is nearest to another, and is no future one.

        Where its weekday is written, only years count in which it falls on that.

        Examples
        --------
        >>> (found,) = days_in("Thu 20 Nov")
        >>> str(found.near(pd.Timestamp("2026-03-02")).instant.date())
        '2025-11-20'
        """
        anchor = anchor.tz_localize(None).normalize()
        last = None if today is None else today.tz_localize(None).normalize() + _AHEAD
        days = [
            day for year in range(anchor.year - _YEARS, anchor.year + 2) if (day := self._of(year))
        ]
        days = [day for day in days if last is None or day <= last]
        if not days:
            return None
        best = min(days, key=lambda day: abs(day - anchor))
        told = dates.moment_of(f"{best:%Y-%m-%d} {self.clock}") if self.clock else None
        told = told or Moment(0, 0, best, None, False)
        return replace(told, start=self.start, end=self.end, guessed=True)

    def _of(self, year: int) -> pd.Timestamp | None:
        """Return the day in a year; None if it has none such, or it falls on another weekday."""
        try:
            day = pd.Timestamp(date(year, self.month, self.day))
        except ValueError:
            return None
        return day if self.weekday in {"", f"{day:%a}".casefold()} else None


def days_in(text: str) -> Iterator[Yearless]:
    """Yield each day that a text writes without its year, in its order."""
    dated = any(map(str.isdigit, text)) and months.are_in(text)
    for match in _YEARLESS.finditer(text) if dated else ():
        month = months.number_of(match["month1"] or match["month2"]) or 0
        day = int(re.sub(r"\D", "", match["day1"] or match["day2"]))
        clock = " ".join(part for part in (match["clock"], match["zone"]) if part)
        if 1 <= day <= 31:
            week = (match["week"] or "").strip()[:3].casefold()
            yield Yearless(match.start(), match.end(), month, day, week, clock)


def alone(line: str) -> Yearless | None:
    """Return the day that a line writes without its year, None if it says anything else.

    Examples
    --------
    >>> alone("Monday, February 2").day, alone("Feb 2 results loom")
    (2, None)
    """
    found = next(days_in(line), None)
    return (
        found if found and not f"{line[: found.start]}{line[found.end :]}".strip(_AROUND) else None
    )
