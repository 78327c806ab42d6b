"""Tables with several headlines in a row, each in a numbered column of its own: Top1, Top2 …."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from sentiment.intake import column_names, written_dates

_NUMBERED = re.compile(r"(?P<stem>.*?[^\W\d_])[\s_.#-]*(?P<number>\d{1,3})")
_FEWEST = 3  # columns that are numbered on
_LOOKED_AT = 20  # rows
_WORDS = 3  # of a headline, on the whole
_NAME = "headline"

Record = Mapping[str, object]
Read = Callable[[], Iterator[Record]]


def headlines_in(names: Sequence[str], read: Read) -> tuple[str, ...]:
    """Return the numbered columns that hold a headline each; none for any other table.

    Examples
    --------
    >>> row = {"Date": "2026-02-02"} | {f"Top{n}": "Profit of a maker rises" for n in (1, 2, 3)}
    >>> headlines_in(list(row), lambda: iter([row]))
    ('Top1', 'Top2', 'Top3')
    """
    stems: dict[str, list[str]] = {}
    for name in names:
        if match := _NUMBERED.fullmatch(name):
            stems.setdefault(match["stem"].casefold(), []).append(name)
    stems.pop("column", None)  # so columns are called that have no name
    longest = max(stems.values(), key=len, default=[])
    others = [name for name in names if name not in longest]
    named = {role for name in others for role in column_names.roles_of(name, "column")}
    if len(longest) < _FEWEST or "published" not in named or named & {"title", "text"}:
        return ()
    cells = [row.get(name) for row in islice(read(), _LOOKED_AT) for name in longest]
    words = [len(str(one).split()) for one in cells if not written_dates.is_blank(one)]
    return tuple(longest) if words and sum(words) >= _WORDS * len(words) else ()


def apart(read: Read, columns: Sequence[str]) -> Read:
    """Return how rows are read with one headline each, the rest of their row beside it."""
    parted = frozenset(columns)

    def rows() -> Iterator[Record]:
        for row in read():
            rest = {name: cell for name, cell in row.items() if name not in parted}
            for name in columns:
                if not written_dates.is_blank(row.get(name)):
                    yield {**rest, _NAME: row[name]}

    return rows


def names_of(names: Sequence[str], columns: Sequence[str]) -> tuple[str, ...]:
    """Return the names of a table's columns once its headlines stand in one."""
    return (*(one for one in names if one not in columns), _NAME)
