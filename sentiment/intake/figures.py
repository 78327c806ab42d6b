"""Numbers as people and sheets write them, read by the whole of their columns.

Whether 1,196 is a thousand or a little more than one, no cell can tell: others beside it do.
"""

import math
import re
from collections.abc import Iterable
from typing import Literal

Mark = Literal[".", ","]
_MONEY = re.compile(r"[$€£¥₹%'’\s\u00a0\u202f]|(?:USD|EUR|GBP|GBX|CHF|JPY|CAD)\b")
_SCALES = {"": 1.0, "K": 1e3, "M": 1e6, "MIO": 1e6, "MN": 1e6, "B": 1e9, "BN": 1e9, "MRD": 1e9}
_THOUSAND = 3  # digits behind the mark of thousands
_FIGURE = re.compile(r"([+-]?[\d.,]+(?:[eE][+-]?\d+)?)\s*([A-Za-z]{0,3})\.?")
_NONE = frozenset({"", "-", "–", "—", "n/a", "na", "nan", "null", "none", "."})


def decimal_mark(cells: Iterable[object], *, rather: Mark = ".") -> Mark:
    """Return what parts whole numbers from decimals in some cells.

    Parameters
    ----------
    rather
        What it is where nothing tells: 1,196 may be either.

    Examples
    --------
    >>> decimal_mark(["1.463,18"]), decimal_mark(["1,196.76"]), decimal_mark(["186,23"])
    (',', '.', ',')
    """
    votes = dict.fromkeys((".", ","), 0)
    for cell in cells:
        told = _bare(cell)
        last = max(told.rfind("."), told.rfind(","))
        if last < 0:
            continue
        mark, other = told[last], "," if told[last] == "." else "."
        behind = len(told[last + 1 :].rstrip("KMBkmb"))
        if other in told or (told.count(mark) == 1 and behind != _THOUSAND):
            votes[mark] += 1
        elif told.count(mark) > 1:
            votes[other] += 1
    if votes["."] == votes[","]:
        return rather
    return "." if votes["."] > votes[","] else ","


def number_of(cell: object, mark: Mark = ".") -> float:
    """Return the number that a cell holds; NaN where it holds none.

    Raises
    ------
    ValueError
        If it holds something else.

    Examples
    --------
    >>> number_of("$1,196.76"), number_of("50,91M", ","), number_of("-")
    (1196.76, 50910000.0, nan)
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    told = _bare(cell)
    if told.casefold() in _NONE:
        return math.nan
    found = _FIGURE.fullmatch(told)
    if not found or found[2].upper() not in _SCALES:
        raise ValueError(f"is no number: {str(cell)[:40]}")
    plain = found[1].replace("," if mark == "." else ".", "").replace(mark, ".")
    return float(plain) * _SCALES[found[2].upper()]


def _bare(cell: object) -> str:
    """Return a number without the signs of money and the blanks in it."""
    return _MONEY.sub("", str(cell if cell is not None else "").replace("\u2212", "-"))
