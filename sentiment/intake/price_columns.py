"""Which column of a table of prices holds what: by its name, and by what stands in it.

A name decides where it is known and its cells bear it out. What no name tells the numbers tell: a
day's low is below its other prices and its high above them, and its close is nearer to the open of
the next day than any other of its prices.
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sentiment.intake import column_names, figures, written_dates

LOOKED_AT = 300  # rows from which it is told
_MOST = 0.8  # of a column's cells have to be what it is taken for
_NAMED = 0.5  # of those of a column whose name says it
_ALWAYS = 0.98  # of the days a price lies between the low and the high
_FEWEST = 3  # days from which numbers tell anything
_SCALE = 2.5  # times the low that a day's high may be
_ALIKE = 1e-6  # of a price, by which rounding may part two of one

_FORMER = frozenset("prev previous pre prior former yesterday vortag anterior precedente".split())
_FORMER_LETTERS = ("前", "昨", "전일")

Record = Mapping[str, object]
Numbers = npt.NDArray[np.float64]


class Told(NamedTuple):
    """Which column holds what, and which of that the numbers alone tell."""

    roles: dict[str, str]
    by_numbers: frozenset[str]


def roles_in(names: Sequence[str], rows: Sequence[Record]) -> Told:
    """Return which column holds the day, each price, the volume, the share and the money.

    Parameters
    ----------
    rows
        The first ones of the table.

    Examples
    --------
    >>> days = [("2026-02-02", 10, 12, 9, 11), ("2026-02-03", 11, 13, 10, 12.5)]
    >>> days += [("2026-02-04", 12.4, 12.6, 8, 9), ("2026-02-05", 9.1, 10, 7, 8)]
    >>> rows = [dict(zip("pqrsu", one)) for one in days]
    >>> dict(sorted(roles_in("pqrsu", rows).roles.items()))
    {'close': 'u', 'high': 'r', 'low': 's', 'open': 'q', 'session': 'p'}
    """
    rows = rows[:LOOKED_AT]
    roles = _named(names, rows)
    told = set(roles)
    if "session" not in roles and (day := _day(names, rows, set(roles.values()))):
        roles["session"] = day
    if "session" in roles and "close" not in roles:
        roles |= _prices(names, rows, roles)
    return Told(roles, frozenset(roles) - told)


def _named(names: Sequence[str], rows: Sequence[Record]) -> dict[str, str]:
    """Return what the names tell; of several columns one whose cells bear its name out."""
    roles: dict[str, str] = {}
    for role, held in column_names.columns_by_role(names, "price").items():
        free = [
            name
            for name in held
            if name not in roles.values() and not _is_other_code(name) and not _is_former(name)
        ]
        fit = [name for name in free if _fits(role, [row.get(name) for row in rows])]
        if found := fit or free:
            roles[role] = found[0]
    return roles


def _is_former(name: str) -> bool:
    """Return whether a column holds the price of the day before, as its name begins to say."""
    told = column_names.plain(name)
    return told.startswith(_FORMER_LETTERS) or told.split(" ")[0] in _FORMER


def _is_other_code(name: str) -> bool:
    """Return whether a column holds codes of something else, such as "Country code"."""
    fit = column_names.roles_of(name, "price").get("symbol")
    return fit is not None and fit.sure < column_names.SURE and name.casefold().endswith("code")


def _fits(role: str, cells: Sequence[object]) -> bool:
    """Return whether cells are what the name of their column says, as far as that can be told."""
    if role == "session":
        return _days_of(cells) >= _NAMED
    if role in {"open", "high", "low", "close"}:
        held = [cell for cell in cells if not written_dates.is_blank(cell)]
        return bool(np.isfinite(_numbers(held)).sum() >= _NAMED * max(len(held), 1))
    return True


def _days_of(cells: Sequence[object]) -> float:
    """Return the share of the cells that tell a day, of those that hold anything."""
    held = [cell for cell in cells if not written_dates.is_blank(cell)]
    return sum(_ordinal(cell) is not None for cell in held) / len(held) if held else 0.0


def _ordinal(cell: object) -> int | None:
    told = written_dates.read(cell)
    if told is None:
        return None
    day = told.day or (told.either[0] if told.either else None)
    return day.toordinal() if day else None


def _day(names: Sequence[str], rows: Sequence[Record], taken: set[str]) -> str | None:
    """Return the first column that holds days, and more than one of them."""
    for name in names:
        cells = [row.get(name) for row in rows]
        if name not in taken and _days_of(cells) >= _MOST and len(set(map(_ordinal, cells))) > 1:
            return name
    return None


def _prices(
    names: Sequence[str], rows: Sequence[Record], roles: Mapping[str, str]
) -> dict[str, str]:
    """Return which columns without a known name hold the prices of a day, the close among them."""
    known = [one for role, one in roles.items() if role in {"open", "high", "low"}]
    columns = {
        name: numbers
        for name in names
        if name in known or name not in roles.values()
        for numbers in [_numbers([row.get(name) for row in rows])]
        if _may_be_prices(numbers)
    }
    columns = {
        name: one
        for place, (name, one) in enumerate(columns.items())
        if not any(_alike(one, former) for former in list(columns.values())[:place])
    }
    found = _between(columns, roles)
    if found is None:
        alone = [name for name in columns if name not in known]
        return {"close": alone[0]} if len(alone) == 1 and not known else {}
    low, high, inside = found
    first = roles.get("open")
    told = _first_and_last(columns, inside, before=_before(rows, roles), first=first)
    return {"low": low, "high": high, **told}


def _numbers(cells: Sequence[object]) -> Numbers:
    """Return what cells hold as numbers; NaN where that is none."""
    mark = figures.decimal_mark(cells)

    def number(cell: object) -> float:
        try:
            return figures.number_of(cell, mark)
        except ValueError:
            return math.nan

    return np.array([number(cell) for cell in cells], dtype=float)


def _may_be_prices(numbers: Numbers) -> bool:
    """Return whether numbers are positive, not all one, and not the rows' own."""
    held = numbers[np.isfinite(numbers)]
    if len(held) < max(_FEWEST, _MOST * len(numbers)) or (held <= 0).any():
        return False
    steps = np.diff(held)
    return bool((steps != 0).any()) and not bool((np.abs(steps) == 1).all())


def _alike(one: Numbers, other: Numbers) -> bool:
    return bool(np.nanmax(np.abs(one / other - 1), initial=0.0) < _ALIKE)


def _between(
    columns: Mapping[str, Numbers], roles: Mapping[str, str]
) -> tuple[str, str, list[str]] | None:
    """Return the low and the high of each day, and the columns that lie between them.

    Of several pairs the narrowest that holds two others: those of a year hold all of a day's.
    """
    best: tuple[tuple[bool, float], str, str, list[str]] | None = None
    for low, high in itertools.permutations(columns, 2):
        if roles.get("low", low) != low or roles.get("high", high) != high:
            continue
        times = columns[high] / columns[low]
        if not _always((times >= 1 - _ALIKE) & (times <= _SCALE), times):
            continue
        inside = [
            name
            for name, one in columns.items()
            if name not in {low, high}
            and _always(
                (one >= columns[low] * (1 - _ALIKE)) & (one <= columns[high] * (1 + _ALIKE)), one
            )
        ]
        worth = (len(inside) > 1, -float(np.nanmedian(times)))
        if inside and (best is None or worth > best[0]):
            best = worth, low, high, inside
    return best[1:] if best else None


def _always(true: npt.NDArray[np.bool_], of: Numbers) -> bool:
    held = np.isfinite(of)
    return bool(true[held].sum() >= _ALWAYS * held.sum() > 0)


def _before(rows: Sequence[Record], roles: Mapping[str, str]) -> npt.NDArray[np.intp]:
    """Return pairs of rows of one share, the earlier one first."""
    last: dict[str, int] = {}
    pairs = []
    for place, row in enumerate(rows):
        share = str(row.get(roles.get("symbol", "")))
        if share in last:
            pairs.append((last[share], place))
        last[share] = place
    days = [_ordinal(row.get(roles["session"])) or 0 for row in rows]
    ups = sum(days[later] > days[earlier] for earlier, later in pairs)
    falling = 2 * ups < len(pairs)
    return np.array([pair[::-1] if falling else pair for pair in pairs] or [(0, 0)], dtype=np.intp)


def _first_and_last(
    columns: Mapping[str, Numbers],
    inside: Sequence[str],
    *,
    before: npt.NDArray[np.intp],
    first: str | None,
) -> dict[str, str]:
    """Return the open and the close: between a close and the next open no trading lies.

    A close that is told again on the next day is that beyond doubt.
    """
    earlier, later = before[:, 0], before[:, 1]

    def gap(opened: str, closed: str) -> float:
        with np.errstate(invalid="ignore"):
            return float(
                np.nanmean(np.abs(np.log(columns[opened][later] / columns[closed][earlier])))
            )

    again = {
        (one, closed): gap(one, closed)
        for closed in inside
        for one in columns
        if closed not in {one, first}
    }
    told = next((pair for pair, far in again.items() if far < _ALIKE), None)
    firsts = [first] if first in columns else inside
    pairs = [
        (gap(one, closed), one, closed)
        for one, closed in itertools.product(firsts, inside)
        if one not in {closed, None} and (told is None or closed == told[1])
    ]
    if told and len(pairs) > 1:
        pairs = [pair for pair in pairs if pair[1] != told[0]]
    if not pairs:
        return {"close": next(one for one in inside if one != first)}
    _, opened, closed = min(pairs)
    return {"open": opened, "close": closed}
