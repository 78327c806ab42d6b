"""Days that a table parts over three columns: the year, the month and the day of the month."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sentiment.intake import column_names

_PARTS = (
    frozenset("year yyyy yr jahr annee ano anno rok jaar ar 年 년 연도 год".split()),
    frozenset("month mm mon monat mois mes mese miesiac maand manad 月 월 месяц".split()),
    frozenset("day dd tag jour dia giorno dzien dag 日 일 день".split()),
)
_NAME = "date"

Record = Mapping[str, object]


def parts_of(names: Sequence[str]) -> tuple[str, str, str] | None:
    """Return the columns of the year, the month and the day; None where a date has its own column.

    Examples
    --------
    >>> parts_of(["Year", "Month", "Day", "Headline"])
    ('Year', 'Month', 'Day')
    >>> parts_of(["Date", "Year", "Month", "Day"]) is None
    True
    """
    held = [[one for one in names if column_names.plain(one) in part] for part in _PARTS]
    if not all(len(part) == 1 for part in held):
        return None
    year, month, day = (part[0] for part in held)
    others = [one for one in names if one not in {year, month, day}]
    dated = any(
        {"session", "published"} & column_names.roles_of(one, kind).keys()
        for one in others
        for kind in column_names.KINDS
    )
    return None if dated else (year, month, day)


def joined(
    read: Callable[[], Iterator[Record]], parts: tuple[str, str, str]
) -> Callable[[], Iterator[Record]]:
    """Return how rows are read with their day in one column, before the others."""

    def rows() -> Iterator[Record]:
        for row in read():
            rest = {name: cell for name, cell in row.items() if name not in parts}
            yield {_NAME: _day(*(str(row.get(one) or "").strip() for one in parts)), **rest}

    return rows


def names_of(names: Sequence[str], parts: tuple[str, str, str]) -> tuple[str, ...]:
    """Return the names of a table's columns once its day stands in one."""
    return (_NAME, *(one for one in names if one not in parts))


def _day(year: str, month: str, day: str) -> str:
    """Return a day as one cell writes it; a part that is missing leaves it empty."""
    year, month, day = (one.removesuffix(".0") for one in (year, month, day))
    if not (year and month and day):
        return ""
    if month.isdigit() and day.isdigit():
        return f"{year}-{int(month):02}-{int(day):02}"
    return f"{day} {month} {year}"
