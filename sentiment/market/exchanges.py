"""Exchanges as Yahoo marks them: by suffix and code, with calendar, currency, clock and index.

The table ``exchanges.csv`` beside this module: ``suffix`` and ``codes`` are Yahoo's, ``prefixes``
those of chart sites ("NASDAQ:NVDA"), ``letters`` those of terminals ("SAP GY") and ``also`` what
other sites write behind a dot ("NVDA.US"). ``calendar`` is a name of exchange_calendars, empty
where it has none that can be built; ``index`` stands for the home market.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Exchange:
    """An exchange, or another place whose quotes have a suffix of their own."""

    suffix: str  # "" of New York's
    place: str
    calendar: str  # "" where none is known
    currency: str  # of most of its quotes
    zone: str
    index: str  # "" where none is known
    codes: frozenset[str]
    prefixes: frozenset[str]
    letters: frozenset[str]
    also: frozenset[str]


@cache
def exchanges() -> tuple[Exchange, ...]:
    """Return every exchange of the table, New York's first."""
    file = resources.files("sentiment.market").joinpath("exchanges.csv")
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return tuple(map(_from_row, rows))


def exchange_of(symbol: str) -> Exchange:
    """Return the exchange that a symbol's form names; New York's where it has no suffix.

    Examples
    --------
    >>> [exchange_of(one).place for one in ("NVDA", "SAP.DE", "BRK-B", "^GSPC")]
    ['New York', 'Xetra', 'New York', 'New York']
    >>> exchange_of("BTC-USD").calendar, exchange_of("EURUSD=X").calendar
    ('24/7', '24/5')
    """
    if symbol.startswith("^"):
        return _of_index(symbol)
    for marker in ("=X", "=F"):
        if symbol.endswith(marker):
            return _by_suffix()[marker]
    head, dash, currency = symbol.rpartition("-")
    if dash and head and len(currency) >= 3:  # a class of shares has one letter or two
        return _by_suffix()["-"]
    return _by_suffix().get(symbol[symbol.rfind(".") :] if "." in symbol else "", _new_york())


def exchange_told(symbol: str, *, code: str, zone: str) -> Exchange:
    """Return the exchange that Yahoo's code names, else the symbol's form, checked by the clock.

    Some codes stand for two exchanges: one whose clock is another is not believed, and where
    neither fits, an exchange of that clock stands for it.

    Examples
    --------
    >>> exchange_told("^N225", code="OSA", zone="Asia/Tokyo").place
    'Tokyo'
    >>> exchange_told("SMSN.IL", code="IOB", zone="Europe/London").place
    'London (international)'
    >>> exchange_told("^STOXX50E", code="ZRH", zone="Europe/Zurich").place
    'Zurich'
    """
    by_form = exchange_of(symbol)
    named = [one for one in exchanges() if code in one.codes]
    # a suffix says more than a code that several share
    candidates = [*(one for one in named if one.suffix == by_form.suffix), *named, by_form]
    fitting = [one for one in candidates if not zone or one.zone == zone]
    there = [one for one in exchanges() if one.zone == zone and one.suffix[:1] not in "-="]
    return next(iter([*fitting, *there, by_form]))


@cache
def moneys() -> frozenset[str]:
    """Return what shares are quoted in anywhere, in capitals; pence as GBP and by their other name.

    Examples
    --------
    >>> sorted({"EUR", "GBX", "SEK", "XYZ"} & moneys())
    ['EUR', 'GBX', 'SEK']
    """
    return frozenset(one.currency.upper() for one in exchanges()) | {"GBX"}


def written(zone: str = "") -> str:
    """Return a pattern of the exchanges that texts name before a ticker, of one clock or of all.

    Examples
    --------
    >>> import re
    >>> [bool(re.fullmatch(written(), one)) for one in ("Nasdaq", "NYSE American", "LSE", "FX")]
    [True, True, True, False]
    >>> re.fullmatch(written("America/New_York"), "LSE")
    """
    named = [one for one in exchanges() if one.zone == (zone or one.zone)]
    prefixes = {name for one in named if one.suffix[:1] not in {"-", "="} for name in one.prefixes}
    if not zone:
        prefixes.add("EURONEXT")  # which does not say in which city
    spelt = sorted({*prefixes, *map(str.capitalize, prefixes)}, key=lambda name: (-len(name), name))
    return rf"(?:{'|'.join(spelt)})(?:[ -](?:American|Arca|MKT))?"


def with_prefix(prefix: str, ticker: str) -> str | None:
    """Return Yahoo's symbol for a ticker behind an exchange's prefix; None if it is not known.

    Examples
    --------
    >>> with_prefix("NASDAQ", "NVDA"), with_prefix("LSE", "VOD"), with_prefix("TSE", "7203")
    ('NVDA', 'VOD.L', '7203.T')
    """
    named = [one for one in exchanges() if prefix in one.prefixes]
    if ticker.isdigit():  # TSE is Toronto's to one site, Tokyo's to another
        named.reverse()
    return placed(ticker, named[0]) if named else None


def with_letters(letters: str, ticker: str) -> str | None:
    """Return Yahoo's symbol for a ticker before a terminal's two letters; None if not known.

    Examples
    --------
    >>> with_letters("GY", "SAP"), with_letters("HK", "700"), with_letters("US", "NVDA")
    ('SAP.DE', '0700.HK', 'NVDA')
    """
    return next((placed(ticker, one) for one in exchanges() if letters in one.letters), None)


def with_other_suffix(suffix: str, ticker: str) -> str | None:
    """Return Yahoo's symbol for a ticker before a suffix of another site; None if not known.

    Examples
    --------
    >>> with_other_suffix("US", "NVDA"), with_other_suffix("UK", "VOD")
    ('NVDA', 'VOD.L')
    """
    return next((placed(ticker, one) for one in exchanges() if suffix in one.also), None)


def placed(ticker: str, exchange: Exchange) -> str:
    """Return a ticker with the suffix of its exchange, in the form that Yahoo gives it there."""
    if exchange.suffix.startswith(("-", "=")):
        return ticker
    if exchange.suffix == ".HK" and ticker.isdigit():
        ticker = f"{int(ticker):04}"
    return f"{ticker}{exchange.suffix}"


def suffixes() -> Iterator[str]:
    """Yield every suffix that Yahoo puts behind a dot, without it."""
    return (one.suffix[1:] for one in exchanges() if one.suffix.startswith("."))


def _from_row(row: Mapping[str, str]) -> Exchange:
    codes, prefixes, letters, also = (
        frozenset(row[name].split()) for name in ("codes", "prefixes", "letters", "also")
    )
    return Exchange(
        suffix=row["suffix"],
        place=row["place"],
        calendar=row["calendar"],
        currency=row["currency"],
        zone=row["zone"],
        index=row["index"],
        codes=codes,
        prefixes=prefixes,
        letters=letters,
        also=also,
    )


@cache
def _by_suffix() -> dict[str, Exchange]:
    return {one.suffix: one for one in exchanges()}


def _new_york() -> Exchange:
    return _by_suffix()[""]


def _of_index(symbol: str) -> Exchange:
    """Return the exchange whose index a symbol is; New York's where none says so."""
    return next((one for one in exchanges() if one.index == symbol), _new_york())
