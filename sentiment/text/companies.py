"""The companies a text names, by name, alias, ticker or the people who speak for them."""

import difflib
import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import compress
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from sentiment.text.memo import Kept

# Legal forms that no other word is, as they are written without a last stop.
FORMS = (
    r"(?:Incorporated|Inc|Corporation|Corp|Limited|Ltd|plc|PLC|Plc|Oyj|ASA|AB|A/S|AG|SE|S\.A|SA|N\.V"
    r"|NV|S\.p\.A|SpA|GmbH|KGaA|LLC)"
)
# Those and the like, which a name may have on one page and lack on the next.
_SUFFIX = re.compile(
    rf"(?:[,\s]+(?:&\s+)?(?:{FORMS}|co|company|oy|as|lp|holdings?|group|the)\.?|\.com)$",
    re.IGNORECASE,
)
# What a company does, said behind its name and as often left out: "Palantir Technologies".
_TRADE = re.compile(
    r"\s+(?:technolog(?:y|ies)|systems|software|pharma(?:ceuticals?)?|therapeutics|laboratories"
    r"|platforms|industries|enterprises|semiconductors?|communications|networks|wholesale"
    r"|air ?lines?|airways|entertainment|robotics|biosciences|aerospace|diagnostics)$",
    re.IGNORECASE,
)
# Openings that many names share, which stand for none of them alone.
_SHARED = frozenset(
    "general united american national first advanced applied global international digital western"
    " eastern northern southern standard universal super smart new great royal best modern".split()
)
FEWEST_LETTERS = 4  # of a name without what its company does
FEWEST_FOR_INITIALS = 3  # words
# Letters with accents, of the alphabets that companies' names are written in: "L'Oréal", "Nestlé"
_ACCENTED = {
    code: unicodedata.normalize("NFD", chr(code))[0]
    for code in range(0xC0, 0x180)
    if unicodedata.decomposition(chr(code))
}
_FOLDED = str.maketrans("’‘ʼ`‐‑–—", "''''----") | _ACCENTED
_TAGS = {"$", "#"}
SHORTEST_IN_LOWER = 2  # letters of a ticker that a text without capitals is full of: "on", "it"
# "Target price raised", "Block trades", "Target to $40"
_NO_NAME_BEFORE = re.compile(r" (?:(?:prices?|trades?|trading|of)\b|to [$€£]\d)")
# "Price Target", "3% Growth Target"
_NO_NAME_AFTER = re.compile(
    r"(?:\d%|\b(?:price|growth|profit|sales|inflation|margin|rate|earnings|revenue|cost|delivery"
    r"|climate|savings|the|a|an|its|their|this|new|no)) $",
    re.IGNORECASE,
)
_HOUR_BEFORE = re.compile(r"\d $")  # "4:05 PM" is no Philip Morris
LONGEST_BEFORE = 12
# A name and "&", before the name of a partner: "Crane & Dell"
_PARTNER = re.compile(r"(?<![\w&])(?P<first>[A-Z][a-z][\w’'-]*) & (?=[A-Z][a-z])")
_CHUNK = re.compile(r"\w+")


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


class _Spelling(NamedTuple):
    """A way to write a company's name."""

    company: str
    written: str
    asked: bool  # for by the reader, not merely known


_Case = Literal["upper", "lower", "mixed"]
_Index = Mapping[str, tuple[re.Pattern[str], Mapping[str, tuple[_Spelling, ...]]]]


@cache
def no_companies(
    which: Literal["places", "bodies", "venues", "currencies"],
) -> frozenset[str]:
    """Return names that are no company's: places, public bodies, venues or currencies."""
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


@cache
def _words() -> frozenset[str]:
    """Return the spellings of known companies that are ordinary words too."""
    return frozenset(_list()["words"])


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
    as a ticker if it is one. Any blank may part a name's words, apostrophes and dashes may have any
    shape, and accents may be missing. Where a text's own letter case tells names from words, it
    decides. Of a mapping each value is what the company of that name is called.

    Examples
    --------
    >>> found = mentions("Huang spoke; AMD and Atria did not.", names=["Atria Oyj"])
    >>> [mention.company for mention in found]
    ['Nvidia', 'AMD', 'Atria Oyj']
    """
    own = names if isinstance(names, Mapping) else {name: resolve(name) for name in names}
    text = text if text.isascii() else text.translate(_ACCENTED)  # as long as it was
    index = _index(tuple(own.items()))
    folded = [*map(str.casefold, _CHUNK.findall(text))]
    if index.keys().isdisjoint(folded):  # as in most sentences
        return ()
    found: list[Mention] = []
    case: _Case | None = None
    end = 0
    for chunk in compress(_CHUNK.finditer(text), map(index.__contains__, folded)):
        start = chunk.start()
        pattern, spellings = index[chunk.group().casefold()]
        match = pattern.match(text, start) if start >= end else None
        if match is None:
            continue
        case = case or _case_of(text)
        spelling = _spelling(text, match, spellings, case=case)
        if spelling is not None:
            end = match.end()
            found.append(Mention(spelling.company, start, end))
    return _without_partners(text, found) if "&" in text else tuple(found)


def _without_partners(text: str, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Leave out a name that ends another's: "Crane & Dell", where no Crane is known."""
    ends = {one.end for one in found}
    partners = {match.end() for match in _PARTNER.finditer(text) if match.end("first") not in ends}
    return tuple(one for one in found if one.start not in partners)


def resolve(name: str) -> str:
    """Return the known company that a name or ticker stands for, else the name itself.

    Examples
    --------
    >>> resolve("NVDA"), resolve("nvidia corp."), resolve("Atria")
    ('Nvidia', 'Nvidia', 'Atria')
    """
    spelt = _known_spellings()
    for one in (name.strip().lstrip("$"), bare_name(name.strip())):
        found = spelt.get(_normal(one))
        if found:
            return found[0].company
    return name


def near(name: str, *, others: Iterable[str] = ()) -> str | None:
    """Return the known company, or one of *others*, whose name is nearly the one given.

    Examples
    --------
    >>> near("Nvida"), near("Xyzzy")
    ('Nvidia', None)
    """
    known_as = {_normal(one): one for one in others}
    known_as.update({normal: found[0].company for normal, found in _known_spellings().items()})
    close = difflib.get_close_matches(_normal(name), known_as, n=1, cutoff=0.8)
    return known_as[close[0]] if close else None


@cache
def _known_spellings() -> Mapping[str, tuple[_Spelling, ...]]:
    """Return every spelling of a known company, by how it reads without its case."""
    spelt: dict[str, tuple[_Spelling, ...]] = {}
    for company in known().values():
        written = [form for name in company.known_as for form in _spellings(name)]
        for form in [*written, *([company.ticker] if company.ticker else [])]:
            normal = _normal(form)
            if spelt.get(normal, ())[:1] in {()} or spelt[normal][0].company == company.name:
                spelt[normal] = (*spelt.get(normal, ()), _Spelling(company.name, form, False))
    return MappingProxyType(spelt)


def _spellings(name: str) -> list[str]:
    """Return how a name is written: as given, without its legal form, without a leading "The"."""
    plain = name.strip().lstrip("$")
    if not plain:
        return []
    bare = bare_name(plain)
    short = _TRADE.sub("", bare)
    if len(short) < FEWEST_LETTERS or short.casefold() in _SHARED:
        short = bare
    return list(dict.fromkeys([plain, bare, bare.removeprefix("The "), short]))


def _initials(name: str) -> list[str]:
    """Return the initials that a name of three words or more is known by: "TCS"."""
    words = bare_name(name.strip()).split()
    named = len(words) >= FEWEST_FOR_INITIALS and all(word[:1].isupper() for word in words)
    return ["".join(word[0] for word in words)] if named else []


def bare_name(name: str) -> str:
    """Return a name without its legal form."""
    shorter = _SUFFIX.sub("", name)
    while shorter != name and shorter:
        name, shorter = shorter, _SUFFIX.sub("", shorter)
    return name


def _normal(name: str) -> str:
    """Return what all spellings of a name share: case, accents, blanks, shapes of quotes apart."""
    return " ".join(name.translate(_FOLDED).casefold().split())


_normal_of = Kept(_normal).__getitem__  # of the few spellings that texts use


@lru_cache(maxsize=64)  # one for every name that is asked about, and those may be any
def _index(names: tuple[tuple[str, str], ...]) -> _Index:
    """Return the spellings to look for by the first run of letters or figures in each."""
    spelt = dict(_known_spellings())
    for name, company in names:
        for form in [*_spellings(name), *_initials(name)]:
            normal = _normal(form)
            others = tuple(one for one in spelt.get(normal, ()) if one.company == company)
            spelt[normal] = (_Spelling(company, form, True), *others)
        if company != name:  # asked about by one name, it may be told by another
            spelt |= {
                normal: tuple(one._replace(asked=True) for one in found)
                for normal, found in spelt.items()
                if found[0].company == company
            }
    by_chunk: dict[str, dict[str, tuple[_Spelling, ...]]] = {}
    for normal, found in spelt.items():
        begins = _CHUNK.search(normal)
        if begins is not None:
            by_chunk.setdefault(begins.group(), {})[normal[begins.start() :]] = found
    return {chunk: (_pattern(those), those) for chunk, those in by_chunk.items()}


def _pattern(spellings: Collection[str]) -> re.Pattern[str]:
    """Return what finds any of the spellings, the longest first, as whole words."""
    longest_first = sorted(spellings, key=len, reverse=True)
    alternatives = "|".join(
        re.escape(one).replace("'", "['’‘ʼ`]").replace(r"\-", "[-‐‑–—]").replace(r"\ ", r"\s+")
        for one in longest_first
    )
    return re.compile(rf"(?:{alternatives})(?!\w)", re.IGNORECASE)


def _case_of(text: str) -> _Case:
    """Return whether a text's letter case can tell a name from a word, and which it has if not."""
    if text.isupper():
        return "upper"
    return "lower" if re.sub(r"\bI\b", "", text).islower() else "mixed"


def _spelling(
    text: str,
    match: re.Match[str],
    spellings: Mapping[str, tuple[_Spelling, ...]],
    *,
    case: _Case,
) -> _Spelling | None:
    """Return the spelling that a match is, if its letter case allows it."""
    tagged = text[max(0, match.start() - 1) : match.start()] in _TAGS
    for one in spellings.get(_normal_of(match.group()), ()):
        if tagged or _cased(text, match, one, case=case):
            return one
    return None


def _cased(text: str, match: re.Match[str], spelling: _Spelling, *, case: _Case) -> bool:
    """Return whether a name met in a text is written as that name is, or as all the text is."""
    found, written, asked = match.group(), spelling.written, spelling.asked
    word = _normal_of(written) in _words()
    if len(written) == 1 and not asked:  # a ticker: "Ford (NYSE: F)"
        return text[match.end() :].startswith(")") and found == written
    start = match.start()
    before = text[max(0, start - LONGEST_BEFORE) : start]
    if word and (_NO_NAME_AFTER.search(before) or _NO_NAME_BEFORE.match(text, match.end())):
        return False
    if found == "PM" and _HOUR_BEFORE.search(before):
        return False
    if case == "mixed":
        return _is_written(found, written) or (found.islower() and not word and _distinct(written))
    if word or len(written) <= SHORTEST_IN_LOWER:
        return asked and (case == "upper" or len(written) > SHORTEST_IN_LOWER)
    return True


@lru_cache(maxsize=4096)
def _is_written(found: str, written: str) -> bool:
    """Return whether a name has the capitals of its usual form, or all or the first of each."""
    same = found.translate(_FOLDED).split() == written.translate(_FOLDED).split()
    if same or written.isupper():
        return same
    shouted = found.isupper() and len(found) >= FEWEST_LETTERS
    return shouted or found[0].isupper() or (" " not in found and not found.islower())  # "easyJet"


def _distinct(written: str) -> bool:
    """Return whether a name in lower case can be taken for no words: "nvidia"."""
    return " " not in written and not written.isupper() and len(written) > FEWEST_LETTERS
