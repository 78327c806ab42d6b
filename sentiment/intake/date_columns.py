"""A column of dates read as one: what order its numbers have, whether it tells times of day.

Whether 03/02/2026 is in March or in February no cell can tell, but others of its column can: one
that says 23/03/2026, or the order in which the rows stand. What nothing settles stays open.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Literal

import pandas as pd

from sentiment.intake import column_names, written_dates
from sentiment.intake.written_dates import Written
from sentiment.market import calendar

# Where these head a column, the day stands first: of English alone that is not sure.
_DAY_FIRST_NAMES = frozenset(
    "datum tag jour fecha dia giorno dag dato paivamaara tarih".split()
) | {"date de publication", "fecha de publicacion", "data di pubblicazione", "data publikacji"}
_MOST_MIDNIGHTS = 0.2  # of the times of day; more of them stand for none
_MOST_BLANKS = 0.25  # of the rows; more of them say that a day stands on its first row alone
_FEWEST_BLANKS = 2  # one alone may be forgotten
MIDNIGHT = time(0)


class NotTellingError(ValueError):
    """A row does not tell when it was published; says why and what would mend it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a row was published, as far as it tells."""

    day: date
    clock: time | None  # None where only the day is known
    zone: str | None  # None where none is named
    instant: pd.Timestamp | None = None  # where it is fixed already


@dataclass(frozen=True, slots=True)
class Order:
    """What a whole column says of its cells."""

    day_first: bool | None = None  # None while open, or where no cell needs it
    proof: str = ""  # what settles it, in words
    open: int = 0  # rows that need it
    example: str = ""  # one of them
    midnight_is_none: bool = False  # whether 00:00 stands for no time of day
    falls: bool = False  # whether a day stands on its first row only
    blank: int = 0  # rows without a date
    timed: int = 0  # rows with a time of day
    unplaced: int = 0  # of these, rows whose zone is told nowhere
    days: int = 0  # rows that tell a day alone


@dataclass(slots=True)
class Survey:
    """What is met while a column is read from its first row to its last."""

    now: pd.Timestamp
    name: str = ""
    day_first: list[str] = field(default_factory=list)  # the first cell that can only stand so
    month_first: list[str] = field(default_factory=list)
    open: int = 0
    example: str = ""
    rows: int = 0
    blank: int = 0
    alone: int = 0  # rows with a time of day and no day
    midnights: int = 0
    timed: int = 0
    unplaced: int = 0
    days: int = 0
    american: int = 0  # rows on a clock of America, where the month stands first
    _runs: "tuple[_Run, _Run]" = field(default_factory=lambda: (_Run(), _Run()))

    def add(self, cell: object, clock: object = None, zone: object = None) -> None:
        """Look at a row's cell, and at those beside it with its time of day and its zone."""
        self.rows += 1
        told = written_dates.read(cell)
        if told is None:
            self.blank += written_dates.is_blank(cell)
            return
        shown = told.clock
        if clock is not None and (beside := written_dates.read(clock)):
            shown = beside.clock or shown
        clear = told.zone is not None and not told.zone.startswith("?")
        self._count(
            told, shown, placed=bool(clear or told.instant or not written_dates.is_blank(zone))
        )
        if told.day_first is not None:
            sure = self.day_first if told.day_first else self.month_first
            if not sure:
                sure.append(str(cell))
        named = str(zone or told.zone or "")
        self.american += (written_dates.zone_named(named) or "").startswith("America/")
        if told.either:
            self.open += 1
            self.example = self.example or str(cell)
        pair = told.either or ((told.day, told.day) if told.day else None)
        for run, day in zip(self._runs, pair or (), strict=False):
            run.add(datetime.combine(day, shown or MIDNIGHT))

    def _count(self, told: Written, shown: time | None, *, placed: bool) -> None:
        self.alone += told.day is None and told.either is None
        if shown is None:
            self.days += 1
            return
        self.timed += 1
        self.midnights += shown == MIDNIGHT
        self.unplaced += not placed and shown != MIDNIGHT

    def order(self) -> Order:
        """Return what the column says as a whole."""
        day_first, proof = self._settled() if self.open else (None, "")
        return Order(
            day_first,
            proof,
            self.open,
            self.example,
            self.midnights > _MOST_MIDNIGHTS * self.timed,
            self.blank > max(_MOST_BLANKS * self.rows, 1) or self.alone > 0 or self._once_each(),
            self.blank,
            self.timed,
            self.unplaced,
            self.days,
        )

    def _once_each(self) -> bool:
        """Return whether each day stands on one row alone, in order, with rows below some.

        In a sheet kept by hand the second headline of a day has no date of its own; where days
        are written out on every row, some day comes twice.
        """
        whole_days = self.midnights == self.timed
        kept = any(run.ordered and not run.alike for run in self._runs)
        return whole_days and kept and self.blank >= _FEWEST_BLANKS

    def _settled(self) -> tuple[bool | None, str]:
        """Return which number is the day, and what says so; None where nothing does."""
        if self.day_first and self.month_first:
            return None, f"both {self.day_first[0]} and {self.month_first[0]} occur"
        if self.day_first or self.month_first:
            [cell] = self.day_first or self.month_first
            return bool(self.day_first), f"{cell} settles it"
        if column_names.plain(self.name) in _DAY_FIRST_NAMES:
            return True, f"the column is called {self.name}"
        return self._likely()

    def _likely(self) -> tuple[bool | None, str]:
        """Return which number is the day by all rows together; None where nothing tells."""
        first, second = self._runs
        future = [run.latest is not None and run.latest > self._today() for run in self._runs]
        if future[0] != future[1]:
            return future[1], "the other order would lie in the future"
        if first.ordered != second.ordered:
            return first.ordered, "so the rows stand in order"
        if self.american == self.rows - self.blank:
            return False, "the clock is an American one"
        return None, ""

    def _today(self) -> datetime:
        end = self.now.tz_convert(calendar.NEW_YORK).tz_localize(None) + pd.Timedelta(days=1)
        return end.to_pydatetime()


@dataclass(slots=True)
class _Run:
    """Whether moments come in order, up or down, and the latest."""

    last: datetime | None = None
    latest: datetime | None = None
    ups: int = 0
    downs: int = 0
    alike: int = 0

    def add(self, moment: datetime) -> None:
        """Take the next moment."""
        if self.last is not None:
            self.ups += moment > self.last
            self.downs += moment < self.last
            self.alike += moment == self.last
        self.last = moment
        self.latest = moment if self.latest is None else max(self.latest, moment)

    @property
    def ordered(self) -> bool:
        """Whether three moments or more all go one way."""
        return self.ups + self.downs >= 2 and not (self.ups and self.downs)


def survey(
    cells: Iterable[tuple[object, object, object]], *, name: str, now: pd.Timestamp
) -> Order:
    """Return what a column's cells say as a whole, each with its clock and zone beside it.

    Examples
    --------
    >>> now = pd.Timestamp("2026-06-01", tz="UTC")
    >>> column = [("03/02/2026", None, None), ("23/02/2026", None, None)]
    >>> survey(column, name="Date", now=now).proof
    '23/02/2026 settles it'
    """
    met = Survey(now, name)
    for cell, clock, zone in cells:
        met.add(cell, clock, zone)
    return met.order()


def settled(order: Order, day_first: bool | None) -> Order:
    """Return the order of a column, with what the reader says where the column does not."""
    if order.day_first is not None or day_first is None:
        return order
    return replace(order, day_first=day_first)


def moment_in(
    cell: object,
    *,
    order: Order,
    clock: object = None,
    before: date | None = None,
    falls: Literal["day", "no"] = "day",
) -> Moment:
    """Return when a row was published.

    Parameters
    ----------
    order
        What its column says as a whole.
    clock
        The cell of a column with the time of day.
    before
        The day of the row above, which this row may go on with.

    Raises
    ------
    NotTellingError
        If the row does not tell a day, with the reason and what would mend it.
    """
    told = written_dates.read(cell)
    if told is None and not written_dates.is_blank(cell):
        raise NotTellingError(f"its date cannot be read: {str(cell)[:60]}; write it as 2026-02-28")
    goes_on = order.falls and falls == "day" and (told is None or not (told.day or told.either))
    day = before if goes_on else _day(told, cell, order) if told else None
    if day is None:
        raise NotTellingError("it does not say when it was published; fill in its date")
    shown, zone, instant = (told.clock, told.zone, told.instant) if told else (None, None, None)
    if clock is not None and (beside := written_dates.read(clock)) and beside.clock:
        shown, zone, instant = beside.clock, beside.zone or zone, None
    if shown == MIDNIGHT and order.midnight_is_none:
        return Moment(day, None, zone)
    return Moment(day, shown, zone, instant if shown else None)


def _day(told: Written, cell: object, order: Order) -> date | None:
    """Return the day of a cell, its numbers in the order of the column."""
    if told.either is None:
        return told.day
    if order.day_first is None:
        either = f"{told.either[0]:%-d %B} or {told.either[1]:%-d %B}"
        raise NotTellingError(
            f"its date may be {either}: {cell}; say whether the day or the month stands first"
        )
    return told.either[0 if order.day_first else 1]
