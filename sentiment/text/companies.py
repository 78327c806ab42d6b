"""The companies a text names, by name, alias, ticker or the people who speak for them."""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

# Legal forms and the like, which a name may have on one page and lack on the next.
_SUFFIX = re.compile(
    r"[,\s]+(?:inc|incorporated|corp|corporation|co|company|ltd|limited|plc|oyj|oy|ab|asa|as|a/s|sa|ag"
    r"|se|nv|n\.v|spa|s\.p\.a|gmbh|kgaa|llc|lp|holdings?|group|the)\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A company named at ``start:end`` of a text."""

    company: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Company:
    """A company that the engine knows by itself."""

    name: str
    ticker: str | None
    known_as: tuple[str, ...]  # names, and people who speak for it


@cache
def no_companies(which: Literal["places", "bodies"]) -> frozenset[str]:
    """Return names that are no company's: places, or public bodies."""
    return frozenset(_list()[which])


@cache
def known() -> Mapping[str, Company]:
    """Return the companies that the engine knows, by name."""
    rows = _list()["company"]
    return MappingProxyType(
        {
            row["name"]: Company(
                row["name"], row.get("ticker"), (*row["aliases"], *row.get("people", ()))
            )
            for row in rows
        }
    )


@cache
def _list() -> dict[str, Any]:
    """Return the names as their file holds them."""
    file = resources.files("sentiment.text").joinpath("companies.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def company_of(ticker: str) -> str | None:
    """Return the company behind a ticker, None if it is not known.

    Examples
    --------
    >>> company_of("NVDA")
    'Nvidia'
    """
    return next((one.name for one in known().values() if one.ticker == ticker), None)


def ticker_of(company: str) -> str | None:
    """Return a company's ticker, None if it has none or is not known.

    Examples
    --------
    >>> ticker_of("Broadcom"), ticker_of("OpenAI")
    ('AVGO', None)
    """
    return known()[company].ticker if company in known() else None


def mentions(text: str, *, names: Collection[str] | Mapping[str, str] = ()) -> tuple[Mention, ...]:
    """Return where a text names companies, in its order.

    Besides those the engine knows, each of *names* is looked for: with and without its legal form,
    in its own letter case, as a ticker if it is one. Of a mapping each value is what the company of
    that name is called.

    Examples
    --------
    >>> found = mentions("Huang spoke; AMD and Nokia did not.", names=["Nokia Oyj"])
    >>> [mention.company for mention in found]
    ['Nvidia', 'AMD', 'Nokia Oyj']
    """
    spelt = _known_spellings()
    own = names if isinstance(names, Mapping) else {name: resolve(name) for name in names}
    if own:
        spelt = {**spelt}
        for name, company in own.items():
            spelt.update(dict.fromkeys(_spellings(name), company))
    pattern = _pattern(tuple(spelt))
    return tuple(
        Mention(spelt[match.group(1)], match.start(1), match.end(1))
        for match in pattern.finditer(text)
    )


def resolve(name: str) -> str:
    """Return the known company that a name or ticker stands for, else the name itself.

    Examples
    --------
    >>> resolve("NVDA"), resolve("Nvidia Corp."), resolve("Nokia")
    ('Nvidia', 'Nvidia', 'Nokia')
    """
    plain = name.strip().lstrip("$")
    spelt = _known_spellings()
    return spelt.get(plain) or spelt.get(bare_name(plain)) or name


@cache
def _known_spellings() -> Mapping[str, str]:
    """Return every spelling of a known company, and the company."""
    spelt: dict[str, str] = {}
    for company in known().values():
        spelt.update(dict.fromkeys(_all_spellings(company.known_as), company.name))
        if company.ticker:
            spelt[company.ticker] = company.name
    return MappingProxyType(spelt)


def _all_spellings(names: Iterable[str]) -> list[str]:
    """Return the spellings of several names."""
    return [spelling for name in names for spelling in _spellings(name)]


def _spellings(name: str) -> list[str]:
    """Return how a name is written: as given, without its legal form, without a leading "The"."""
    plain = name.strip()
    if not plain:
        return []
    bare = bare_name(plain)
    return list(dict.fromkeys([plain, bare, bare.removeprefix("The ")]))


def bare_name(name: str) -> str:
    """Return a name without its legal form."""
    shorter = _SUFFIX.sub("", name)
    while shorter != name and shorter:
        name, shorter = shorter, _SUFFIX.sub("", shorter)
    return name


@lru_cache(maxsize=64)  # one for every name that is asked about, and those may be any
def _pattern(spellings: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of the spellings as a whole word."""
    longest_first = sorted(spellings, key=len, reverse=True)
    alternatives = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![\w$])\$?({alternatives})(?!\w)")
