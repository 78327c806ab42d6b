"""The shares, funds and indices that a sentence names; people who speak for them are none."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sentiment.text import companies
from sentiment.text.tokens import Token

# Funds whose own bars may be held, and indices with the fund that follows each, if any does.
_FUNDS = ("SPY", "QQQ", "SMH", "SOXX")
_INDICES = (
    (r"S&P ?500(?: [Ii]ndex)?", "S&P 500", "SPY"),
    (r"Nasdaq[- ]100(?: [Ii]ndex)?", "Nasdaq 100", "QQQ"),
    (r"Nasdaq(?: Composite)?(?: [Ii]ndex)?", "Nasdaq Composite", None),
    (r"Dow(?: Jones)?(?: [Ii]ndustrial [Aa]verage| [Ii]ndustrials)?", "Dow Jones", None),
    (r"(?:Philadelphia|PHLX)(?: SE)? [Ss]emiconductor(?: Sector)?(?: [Ii]ndex)?", "PHLX", None),
    (r"Russell 2000(?: [Ii]ndex)?", "Russell 2000", None),
)
_MARKETS = re.compile(
    r"(?<![\w$])\$?(?:(?P<fund>"
    + "|".join(_FUNDS)
    + ")|"
    + "|".join(f"(?P<i{place}>{pattern})" for place, (pattern, _, _) in enumerate(_INDICES))
    + r")(?![\w-])(?! (?:futures|options|stocks|companies|members))"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A share, fund or index named by the tokens ``first`` to ``last``."""

    company: str
    symbol: str | None
    proxy: bool
    first: int
    last: int
    possessive: bool


def name_subjects(
    sentence: str, tokens: Sequence[Token], *, names: Sequence[str] = ()
) -> dict[int, Named]:
    """Return the shares, funds and indices that a sentence names, by their last token."""
    starts = {token.start: place for place, token in enumerate(tokens)}
    ends = {token.end: place for place, token in enumerate(tokens)}
    found = {}
    for company, symbol, proxy, start, end in _spans(sentence, names):
        owned = sentence[end : end + 2] in {"'s", "’s"}
        first, last = starts.get(start), ends.get(end + 2 * owned)
        if first is None and sentence[start - 1 : start] == "$":
            first = starts.get(start - 1)
        if last is None:
            last = ends.get(end, ends.get(end + 1))  # a token may hold its stop: "Corp."
        if first is not None and last is not None:
            owned = owned or sentence[end : end + 1] in {"'", "’"}
            found[last] = Named(company, symbol, proxy, first, last, owned)
    return found


def _spans(sentence: str, names: Sequence[str]) -> "list[tuple[str, str | None, bool, int, int]]":
    """Return company, symbol, whether only a proxy, and span of every name."""
    found = []
    for one in companies.mentions(sentence, names=names):
        if sentence[one.start : one.end] not in _people():
            found.append((one.company, _symbol(one.company), False, one.start, one.end))
    for match in _MARKETS.finditer(sentence):
        if match["fund"]:
            found.append((match["fund"], match["fund"], False, *match.span()))
            continue
        place = next(n for n in range(len(_INDICES)) if match[f"i{n}"])
        _, name, fund = _INDICES[place]
        found.append((name, fund, True, *match.span()))
    return found


def _symbol(company: str) -> str | None:
    """Return a company's ticker; a name that is itself written like one is its own."""
    known = companies.ticker_of(company)
    return known or (company if re.fullmatch(r"[A-Z]{1,5}", company) else None)


@cache
def _people() -> frozenset[str]:
    """Return the people who speak for companies: their losses are not the share's."""
    file = resources.files("sentiment.text").joinpath("companies.toml")
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["company"]
    return frozenset(person for row in rows for person in row.get("people", ()))
