"""What the columns of a table hold: told by their names, and by what stands in them.

A name alone may mislead ("time" may hold whole dates, "text" headlines) or say nothing at all;
what stands below it does not.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from sentiment.intake import column_names, written_dates
from sentiment.market import tickers

LOOKED_AT = 400  # rows from which it is told
_MOST = 0.5  # of a named column's cells have to be what it is named for
_SURE = 0.8  # of the cells of a column whose name says nothing
_KNOWN = 0.3  # of the tickers in a column whose name says nothing
_TRIED = 30  # of them
_LONGEST_TITLE = 300  # characters on the whole; longer ones are texts
_LONGEST_LIST = 2_000  # characters of a cell with tickers
_FEWEST_TITLE = 5  # words on the whole of headlines that no name tells
_SHORTEST_DAY = 6  # characters on the whole
_WORDS = 2.5  # on the whole; fewer are names

_TICKER = re.compile(r"\$?[A-Z]{1,6}(?:[.-][A-Z]{1,2})?|\d{4,6}\.[A-Z]{1,2}")
_NAMED = re.compile(rf"[^()\[\],;|]*[^\W\d_][^()\[\],;|]* \((?P<ticker>{_TICKER.pattern})\)")
_OUTLET = re.compile(r"[A-Z][\w&'’.-]*(?: (?:(?:of|and|the|&) )?[A-Z][\w&'’.-]*){0,4}")
_AMERICAN = re.compile(r"(?<=[A-Z])\.(?:O|N|OQ|K|P|Z)$")  # as Reuters writes New York's


@dataclass(frozen=True, slots=True)
class _Profile:
    """What stands in a column, by the cells that hold anything."""

    n: int
    days: float  # shares of the cells
    clocks: float
    tickers: float
    urls: float
    length: float  # means
    words: float
    distinct: float
    outlets: float  # share of the cells that may be names of the press
    listed: float  # share of the tickers that are known ones


def roles_in(names: Sequence[str], rows: Sequence[Mapping[str, object]]) -> dict[str, str]:
    """Return which column holds what: ``title``, ``text``, ``published``, ``time``, ``ticker`` ….

    Parameters
    ----------
    rows
        The first ones of the table.

    Examples
    --------
    >>> rows = [{"a": "2026-02-02", "b": "AMD", "c": "AMD wins an order from Finland"}]
    >>> roles_in(["a", "b", "c"], rows)
    {'published': 'a', 'title': 'c', 'ticker': 'b'}
    """
    profiles = {name: _profile([row.get(name) for row in rows]) for name in names}
    named = column_names.columns_by_role(_originals(names), "column")
    roles: dict[str, str] = {}
    for role, find in (
        ("time", _time),
        ("published", _published),
        ("title", _title),
        ("text", _text),
        ("url", _url),
        ("ticker", _ticker),
        ("zone", _zone),
    ):
        if name := find(
            named, {one: p for one, p in profiles.items() if one not in roles.values()}
        ):
            roles[role] = name
    for role in ("summary", "outlet", "author", "note"):
        free = [one for one in named.get(role, ()) if one not in roles.values()]
        # a count of comments is no note
        fits = _has_words if role == "note" else _holds_anything
        if filled := _first(free, profiles, fits):
            roles[role] = filled
    if "outlet" not in roles and (name := _printed(roles, profiles)):
        roles["outlet"] = name
    return {role: roles[role] for role in _ORDER if role in roles}


def _originals(names: Sequence[str]) -> list[str]:
    """Return the columns without those that hold the words of others, made ready for programs."""
    own = [name for name in names if not _MADE_READY.intersection(column_names.plain(name).split())]
    worded = column_names.columns_by_role(own, "column").keys() & {"title", "text"}
    return own if worded else list(names)


_MADE_READY = frozenset(
    "clean cleaned preprocessed processed tokens tokenized tokenised lemmatized lemmatised stemmed"
    " normalized normalised".split()
)
_ORDER = (
    *("published", "time", "zone", "title", "text", "summary", "ticker"),
    *("outlet", "author", "url", "note"),
)
Named = Mapping[str, Sequence[str]]
Profiles = Mapping[str, _Profile]

_SMALL = re.compile(r"[a-z]{1,5}(?:[.-][a-z]{1,2})?")  # as some programs write tickers
_NONE = {"none", "nan", "null", "na", "nil", "all", "other", "n", "true", "false"}


def tickers_of(cell: object) -> list[str]:
    """Return the shares that a cell names, by ticker in any site's form or by name.

    Examples
    --------
    >>> tickers_of("NASDAQ:AMD, $MU"), tickers_of("['ORCL', 'BRK.B']"), tickers_of("SAP GY Equity")
    (['AMD', 'MU'], ['ORCL', 'BRK-B'], ['SAP.DE'])
    >>> tickers_of("CONAGRA (CAG)"), tickers_of(["mu", "wdc"]), tickers_of("none")
    (['CAG'], ['MU', 'WDC'], [])
    """
    written = str(cell if cell is not None else "")[:_LONGEST_LIST]
    if behind := _NAMED.fullmatch(written.strip()):
        return list(_shares_in(behind["ticker"]))
    told = re.sub(r"[\[\](){}'\"]", " ", written)
    parts = [part.strip() for part in re.split(r"[,;|\n\t]", told)]
    found = (one for part in parts if part for one in _shares_in(part))
    return list(dict.fromkeys(found))


@lru_cache(maxsize=4_096)
def _shares_in(part: str) -> tuple[str, ...]:
    """Return the shares of a part of a cell: it is one, or blanks part several tickers."""
    told = _AMERICAN.sub("", part)
    if " " in told and (symbol := tickers.symbol_of(told)) is not None:  # as terminals write
        return (symbol,)
    with suppress(tickers.UnknownShareError):
        if told.upper() != told or " " in told or ":" in told or "$" in told:
            share = tickers.share_of(told)
            known = share.source != "form" or share.company != share.symbol
            # Of a name that is not known only letters of one kind are a ticker: Nike's is NKE.
            small = bool(_SMALL.fullmatch(told)) and told not in _NONE
            return (share.symbol,) if known or told.upper() == told or small else ()
    several = [tickers.symbol_of(_AMERICAN.sub("", one)) for one in part.split()]
    return tuple(one for one in several if one) if part.upper() == part else ()


def _profile(cells: Sequence[object]) -> _Profile:
    """Return what stands in a column."""
    held = [cell for cell in cells if not written_dates.is_blank(cell)]
    told = [str(cell).strip() for cell in held]
    n = len(held)

    def share(is_so: Callable[[str], object]) -> float:
        return sum(bool(is_so(one)) for one in told) / n if n else 0.0

    moments = [written_dates.read(cell) for cell in held]
    return _Profile(
        n,
        sum(bool(one and (one.day or one.either)) for one in moments) / n if n else 0.0,
        sum(bool(one and one.clock and not (one.day or one.either)) for one in moments) / n
        if n
        else 0.0,
        share(_TICKER.fullmatch),
        share(lambda one: re.match(r"https?://", one)),
        sum(map(len, told)) / n if n else 0.0,
        sum(map(_words, told)) / n if n else 0.0,
        len(set(told)) / n if n else 0.0,
        share(lambda one: _OUTLET.fullmatch(one) and not _TICKER.fullmatch(one)),
        _listed({one for one in told if _TICKER.fullmatch(one)}),
    )


def _listed(told: Collection[str]) -> float:
    """Return the share of tickers that are known: words in capitals have their form, too."""
    some = sorted(told)[:_TRIED]
    return sum(tickers.is_known(one) for one in some) / len(some) if some else 0.0


def _words(told: str) -> float:
    """Return how many words a cell has; of a script without blanks, about."""
    far = sum(one >= "\u3040" for one in told)
    return len(re.findall(r"[^\W\d_]{2,}", told)) + far / 2


def _first(
    names: Iterable[str], profiles: Profiles, fits: Callable[[_Profile], bool]
) -> str | None:
    return next((one for one in names if one in profiles and fits(profiles[one])), None)


def _time(named: Named, profiles: Profiles) -> str | None:
    candidates = [*named.get("time", ()), *named.get("published", ())]
    clocks = _first(candidates, profiles, lambda one: one.clocks >= _MOST and not one.days)
    other = any(
        p.days > 0 and p.length >= _SHORTEST_DAY for n, p in profiles.items() if n != clocks
    )
    return clocks if other else None


def _published(named: Named, profiles: Profiles) -> str | None:
    candidates = [*named.get("published", ()), *named.get("time", ())]
    found = _first(candidates, profiles, lambda one: one.days + one.clocks >= _MOST)
    found = found or _first(candidates, profiles, lambda one: one.days > 0)
    if found:
        return found
    sure = [
        one
        for one in profiles
        if profiles[one].days >= _SURE and profiles[one].length >= _SHORTEST_DAY
    ]
    return sure[0] if sure else next(iter(one for one in candidates if one in profiles), None)


def _title(named: Named, profiles: Profiles) -> str | None:
    candidates = named.get("title", ())
    if found := _first(candidates, profiles, _heads):
        return found
    others = [one for one in profiles if not column_names.roles_of(one, "column")]
    short = _first(
        candidates,
        profiles,
        lambda one: one.words >= 1 and one.urls < _MOST and one.tickers < _SURE,
    )
    if short:  # "Type of news: Earnings" where another column holds headlines
        return _first(others if profiles[short].n > 1 else (), profiles, _is_headline) or short
    texts = [one for one in named.get("text", ()) if one in profiles and profiles[one].n]
    if texts and profiles[texts[0]].length <= _LONGEST_TITLE:
        return texts[0] if len(texts) == 1 else None
    if texts:
        return None
    free = [one for one in profiles if not column_names.roles_of(one, "column")]
    wordy = [one for one in free if profiles[one].words >= _WORDS and not profiles[one].urls]
    if not wordy:
        return next((one for one in named.get("summary", ()) if profiles[one].words), None)
    return max(wordy, key=lambda one: profiles[one].distinct * min(profiles[one].words, 12))


def _holds_anything(held: _Profile) -> bool:
    return held.n > 0


def _has_words(held: _Profile) -> bool:
    return held.words >= 1


def _heads(held: _Profile) -> bool:
    """Return whether cells may be headlines where their column's name says so."""
    return held.words >= _WORDS and held.urls < _MOST


def _is_headline(held: _Profile) -> bool:
    """Return whether cells look like headlines by themselves: some words, each time others."""
    some = held.words >= _FEWEST_TITLE and held.length <= _LONGEST_TITLE
    return some and held.distinct > _SURE and held.urls < _MOST


def _text(named: Named, profiles: Profiles) -> str | None:
    found = _first(named.get("text", ()), profiles, lambda one: one.n > 0)
    if found:
        return found
    free = [one for one in profiles if not column_names.roles_of(one, "column")]
    return _first(free, profiles, lambda one: one.words >= 40 and not one.urls)


def _url(named: Named, profiles: Profiles) -> str | None:
    found = _first(named.get("url", ()), profiles, lambda one: one.n > 0)
    return found or _first(profiles, profiles, lambda one: one.urls >= _SURE)


def _ticker(named: Named, profiles: Profiles) -> str | None:
    found = _first(named.get("ticker", ()), profiles, lambda one: one.n > 0 and one.words < 6)
    free = [one for one in profiles if not column_names.roles_of(one, "column")]
    return found or _first(
        free, profiles, lambda one: one.tickers >= _SURE and one.listed >= _KNOWN
    )


def _printed(roles: Mapping[str, str], profiles: Profiles) -> str | None:
    """Return the column of names that come again and again, where its own name says nothing."""
    free = [one for one in profiles if not column_names.roles_of(one, "column")]
    may_be = [one for one in free if one not in roles.values() and profiles[one].outlets >= _SURE]
    told = [one for one in may_be if profiles[one].n > 2 and profiles[one].distinct < 1]
    return told[0] if len(told) == 1 else None


def _zone(named: Named, profiles: Profiles) -> str | None:
    return _first(named.get("zone", ()), profiles, lambda one: one.n > 0)
