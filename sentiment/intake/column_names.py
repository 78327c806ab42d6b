"""What columns are called in many a table and language, and what a name therefore says.

The names stand in ``column_names.toml`` for headlines and in ``price_names.toml`` for prices.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

from sentiment.market import exchanges

Kind = Literal["column", "price"]
KINDS: tuple[Kind, ...] = ("column", "price")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
SURE = 3  # a name that fits as a whole; one that fits by its last words, or its first, less
_LONGEST = 80  # characters of a name
_EXPLAINED = 5  # words from which a name of prices is one with an explanation


class Fit(NamedTuple):
    """How well a name says what its column holds; the greater the better."""

    sure: int
    words: int  # how many of its words said so
    rank: int  # the earlier in the list the nearer to zero, which all are below


def plain(name: object) -> str:
    """Return the words of a column's name in plain letters.

    Examples
    --------
    >>> plain("publishedAt"), plain("Eröffn."), plain("Close/Last"), plain("Ticker(s)")
    ('published at', 'eroffn', 'close last', 'tickers')
    """
    parted = _CAMEL.sub(" ", str(name)[:_LONGEST])
    letters = unicodedata.normalize("NFKD", parted).casefold()
    kept = "".join(one for one in letters if not unicodedata.combining(one))
    return " ".join(re.findall(r"[^\W_]+", kept.replace("(s)", "s")))


def roles_of(name: object, kind: Kind) -> Mapping[str, Fit]:
    """Return what a column of that name may hold, and how surely its name says so.

    Examples
    --------
    >>> list(roles_of("News headline", "column")), list(roles_of("5. adjusted close", "price"))
    (['title'], ['adjusted'])
    """
    return _roles(plain(name), kind)


def columns_by_role(names: Sequence[str], kind: Kind) -> dict[str, list[str]]:
    """Return the columns that may hold each thing, the surest first."""
    fits: dict[str, list[tuple[Fit, str]]] = {}
    for name in names:
        for role, fit in roles_of(name, kind).items():
            fits.setdefault(role, []).append((fit, name))
    best_first = {
        role: sorted(held, key=lambda one: one[0], reverse=True) for role, held in fits.items()
    }
    return {role: [name for _, name in held] for role, held in best_first.items()}


def is_header(cells: Sequence[object]) -> bool:
    """Return whether cells look like names: two that are known, or all of them.

    Examples
    --------
    >>> is_header(["Date", "Headline", "My rating"]), is_header(["2026-02-02", "Profit rises"])
    (True, False)
    """
    told = [cell for cell in cells if str(cell if cell is not None else "").strip()]
    if any(not isinstance(cell, str) or len(cell) > _LONGEST for cell in told):
        return False
    known = [cell for cell in told if roles_of(cell, "column") or roles_of(cell, "price")]
    short = all(len(plain(cell).split()) <= 4 for cell in known)
    return short and len(known) >= min(2, len(told)) > 0


@cache
def _roles(told: str, kind: Kind) -> dict[str, Fit]:
    words = told.split()
    held = _vocabulary(kind)
    if kind == "price" and len(words) >= _EXPLAINED:
        words = _called(words, held)
    for sure, parts in ((SURE, [words]), (2, _ends(words)), (1, _starts(words))):
        for part in parts:
            name = " ".join(part)
            if (found := held.get(name)) and (sure == SURE or len(name) > 1 or not name.isascii()):
                return {role: Fit(sure, len(part), rank) for role, rank in found.items()}
    return {}


def _called(words: list[str], held: Mapping[str, object]) -> list[str]:
    """Return what a column is called, of a name with an explanation behind it, as on a page.

    A close that is explained as adjusted for dividends is no plain one, whatever it is called.
    """
    if words[0] == "close" and any(word.startswith("dividend") for word in words):
        return ["adjusted", "close"]
    opening = (words[:n] for n in (2, 1))
    return next((part for part in opening if " ".join(part) in held), words)


def _ends(words: list[str]) -> list[list[str]]:
    """Return what a name ends in, the longest first; by letters in a script without blanks."""
    if len(words) == 1 and words[0] >= "\u3040":
        return [[words[0][first:]] for first in range(1, len(words[0]) - 1)]
    return [words[first:] for first in range(1, len(words))]


def _starts(words: list[str]) -> list[list[str]]:
    """Return what a name opens with, where a clock or a money follows: "date utc", "close eur".

    Or it says what that is of: "subject of the disclosure".
    """
    return [
        words[:last]
        for last in range(len(words) - 1, 0, -1)
        if _is_unit(words[last:]) or words[last : last + 2] == ["of", "the"]
    ]


def scale_of(name: object) -> float:
    """Return what a column's numbers are counted in, by its name: 1 where it says nothing.

    Examples
    --------
    >>> scale_of("Volume (thousand shares)"), scale_of("Umsatz in Mio."), scale_of("Volume")
    (1000.0, 1000000.0, 1.0)
    """
    return next((_SCALES[word] for word in plain(name).split() if word in _SCALES), 1.0)


_SCALES = dict.fromkeys("thou thousand thousands 000 000s tsd tausend milliers miles".split(), 1e3)
_SCALES |= dict.fromkeys("million millions mn mio millionen".split(), 1e6)
_COUNTED = _SCALES.keys() | set("in of shs shares units stuck titres lots".split())


def _is_unit(words: list[str]) -> bool:
    if all(word in _COUNTED for word in words):
        return True
    told = " ".join(words).removeprefix("de ").removeprefix("in ")  # "heure de Paris"
    return told in _CLOCKS or told.upper() in exchanges.moneys()


_CLOCKS = frozenset(
    "utc gmt et est edt eastern ct cst cdt pt pst pdt bst cet cest mez mesz jst hkt local ny "
    "london berlin paris tokyo".split()
) | {"new york", "new york time", "eastern time", "us eastern", "london time", "local time"}


@cache
def _vocabulary(kind: Kind) -> dict[str, dict[str, int]]:
    """Return what each name stands for, with its place in the list, the first nearest to zero."""
    file = resources.files("sentiment.intake").joinpath(f"{kind}_names.toml")
    held: dict[str, dict[str, int]] = {}
    for role, group in tomllib.loads(file.read_text("utf-8")).items():
        for place, name in enumerate(group["names"]):
            held.setdefault(plain(name), {}).setdefault(role, -place)
    return held
