"""Shares: what each is called, what it is, and where, when and in what money it is quoted."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

from sentiment.market.exchanges import Exchange, exchange_of, exchange_told
from sentiment.text import companies

Kind = Literal["share", "fund", "index", "currency", "crypto", "future"]
# How its facts are known: shipped with the project, told by Yahoo, written by the reader, or no
# more than what follows from the form of the symbol.
Source = Literal["shipped", "Yahoo", "reader", "form"]

_KINDS: Mapping[str, Kind] = {
    "EQUITY": "share",
    "ETF": "fund",
    "MUTUALFUND": "fund",
    "INDEX": "index",
    "CURRENCY": "currency",
    "CRYPTOCURRENCY": "crypto",
    "FUTURE": "future",
}
# Yahoo's names of a hundredth or a thousandth of a currency, and what makes one whole.
MINOR_UNITS: Mapping[str, tuple[str, int]] = {
    "GBp": ("GBP", 100),
    "GBX": ("GBP", 100),
    "ILA": ("ILS", 100),
    "ZAc": ("ZAR", 100),
    "KWF": ("KWD", 1000),
}
_SIGNS: Mapping[str, str] = {
    **{"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "INR": "₹", "KRW": "₩"},
    **{"HKD": "HK$", "CAD": "C$", "AUD": "A$", "NZD": "NZ$", "SGD": "S$", "TWD": "NT$"},
    **{"BRL": "R$", "MXN": "MX$", "ILS": "₪", "TRY": "₺", "PHP": "₱", "THB": "฿"},
}
_UNITS: Mapping[str, str] = {
    **{"USD": "US$", "GBp": "pence", "GBX": "pence", "ILA": "agorot", "ZAc": "South African cents"},
    **{"KWF": "fils", "EUR": "€", "GBP": "£", "JPY": "yen"},
}


@dataclass(frozen=True, slots=True)
class Share:
    """A share, fund, index, currency or coin that has a price."""

    symbol: str  # as Yahoo writes it
    name: str
    aliases: tuple[str, ...]
    kind: Kind
    exchange: str  # in words: "Nasdaq", "Xetra"
    calendar: str  # of exchange_calendars; "" where none is known
    currency: str  # as Yahoo writes it: "GBp" are pence
    zone: str  # of the exchange's clock
    benchmark: str  # the symbol of its home market; "" where none is known
    source: Source

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that texts may use of it, its company's first; its symbol is none."""
        company = companies.company_of(self.symbol)
        known = companies.known()[company].known_as if company else ()
        names = [self.company, self.name, *self.aliases, *known]
        return tuple(dict.fromkeys(names))

    @property
    def company(self) -> str:
        """The name that its readings and sentences go by: "Nvidia".

        Examples
        --------
        >>> [by_form(symbol).company for symbol in ("NVDA", "TSM", "SPY", "ABC")]
        ['Nvidia', 'TSMC', 'SPDR S&P 500 ETF', 'ABC']
        """
        return companies.company_of(self.symbol) or short_name(self.name)

    @property
    def unit(self) -> str:
        """What its price counts, as an axis says it."""
        if self.kind == "index":
            return "points"
        if self.kind == "currency":
            return f"{self.currency} for one {self.symbol[:3]}"
        words = _UNITS.get(self.currency, self.currency)
        return f"{words} per share" if self.kind in {"share", "fund"} else words

    def price(self, amount: float) -> str:
        """Return a price as it is said; of an index in points, without a currency.

        Examples
        --------
        >>> by_form("NVDA").price(1850), by_form("VOD.L").price(71.4), by_form("^GSPC").price(6900)
        ('$1,850.00', '71.40p', '6,900.00')
        """
        digits = 4 if self.kind == "currency" or 0 < abs(amount) < 1 else 2
        if self.currency in {"JPY", "KRW"} and self.kind != "currency" and abs(amount) >= 100:
            digits = 0 if float(amount).is_integer() else 1
        before, after = self.signs
        return f"{before}{amount:,.{digits}f}{after}"

    @property
    def signs(self) -> tuple[str, str]:
        """What stands before and behind a price.

        Examples
        --------
        >>> [by_form(symbol).signs for symbol in ("NVDA", "VOD.L", "^GSPC", "TEVA.TA")]
        [('$', ''), ('', 'p'), ('', ''), ('', ' agorot')]
        """
        if self.kind in {"index", "currency"}:
            return "", ""
        if self.currency in {"GBp", "GBX"}:
            return "", "p"
        sign = _SIGNS.get(self.currency)
        return (sign, "") if sign else ("", f" {_UNITS.get(self.currency, self.currency)}")


def short_name(name: str) -> str:
    """Return what the papers call a company: its name without legal form and line of business.

    A word that many companies share does not stand alone for one.

    Examples
    --------
    >>> [short_name(one) for one in ("Palantir Technologies Inc.", "General Motors Company",
    ...  "Vodafone Group Public Limited Company", "Toyota Motor Corporation", "SAP SE")]
    ['Palantir', 'General Motors', 'Vodafone', 'Toyota', 'SAP']
    """
    bare = companies.bare_name(_PUBLIC.sub("", name))
    shorter = _BUSINESS.sub("", bare)
    alone = " " not in shorter and (len(shorter) < 4 or shorter.casefold() in _SHARED)
    return bare if alone or not shorter else shorter


_PUBLIC = re.compile(
    r",? (?:public limited company|aktiengesellschaft|kommanditgesellschaft auf aktien"
    r"|société (?:anonyme|européenne)|sociedad anónima|naamloze vennootschap)$",
    re.IGNORECASE,
)
_BUSINESS = re.compile(
    r"(?: (?:airlines|brands|biosciences|communications|electronics|energy|entertainment|financial"
    r"|foods|global|industries|international|labs|laboratories|materials|media|mobility|motors?"
    r"|networks|pharma|pharmaceuticals?|platforms|power|resources|robotics|semiconductors?"
    r"|services|software|solutions|systems|technolog(?:y|ies)|therapeutics|usa))+$",
    re.IGNORECASE,
)
# First words of companies' names that say too little by themselves, or something else.
_SHARED = frozenset(
    "advanced allied american applied associated atlantic british central china coastal community "
    "consolidated continental core digital dominion dynamic eastern edge edison energy federal "
    "first focus frontier fusion future general global golden green imperial independent "
    "integrated international liberty lion marine matrix micro national new nordic northern "
    "on open pacific power premier prime pure quantum rapid royal smart southern southwest "
    "standard star sun super target rise rising gain gains climb surge jump leap slide boom growth "
    "victory strong rocket down fall drop beat hope bright best better advance accelerate "
    "united universal vision western white world".split()
)


@cache
def shipped() -> Mapping[str, Share]:
    """Return the shares whose facts are shipped, by symbol."""
    file = resources.files("sentiment.market").joinpath("shares.toml")
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["share"]
    return {row["symbol"]: _from_row(row) for row in rows}


@cache
def listings() -> Mapping[str, str]:
    """Return where companies without a ticker of the engine's own are quoted, by company."""
    file = resources.files("sentiment.market").joinpath("listings.toml")
    rows: dict[str, str] = tomllib.loads(file.read_text(encoding="utf-8"))
    return MappingProxyType(rows)


def by_form(symbol: str) -> Share:
    """Return what the form of a symbol tells of a share, over it what is shipped of it.

    Examples
    --------
    >>> share = by_form("SAP.DE")
    >>> share.exchange, share.calendar, share.currency, share.benchmark, share.source
    ('Xetra', 'XETR', 'EUR', '^GDAXI', 'form')
    >>> by_form("NVDA").name, by_form("NVDA").source
    ('NVIDIA Corporation', 'shipped')
    """
    symbol = symbol.upper()
    return shipped().get(symbol) or _by_form(symbol)


def by_metadata(symbol: str, metadata: Mapping[str, Any]) -> Share:
    """Return a share as the metadata of Yahoo's answer tell it; what they lack by its form.

    Parameters
    ----------
    metadata
        As ``Ticker.get_history_metadata`` returns it; any key may be missing.

    Examples
    --------
    >>> metadata = {"currency": "GBp", "instrumentType": "EQUITY", "exchangeName": "LSE",
    ...         "longName": "Vodafone Group Public Limited Company"}
    >>> share = by_metadata("VOD.L", metadata)
    >>> share.name, share.unit, share.calendar, share.source
    ('Vodafone Group Public Limited Company', 'pence per share', 'XLON', 'Yahoo')
    """
    base = by_form(symbol)
    code, zone = (
        str(metadata.get("exchangeName") or ""),
        str(metadata.get("exchangeTimezoneName") or ""),
    )
    kind = _KINDS.get(str(metadata.get("instrumentType") or ""), base.kind)
    exchange = exchange_told(base.symbol, code=code, zone=zone)
    name = str(metadata.get("longName") or metadata.get("shortName") or base.name)
    return replace(
        base,
        name=base.name if base.source == "shipped" else name,
        kind=kind,
        exchange=str(metadata.get("fullExchangeName") or base.exchange),
        calendar=exchange.calendar,
        currency=str(metadata.get("currency") or base.currency),
        zone=zone or exchange.zone,
        benchmark=_benchmark(base.symbol, exchange),
        source="Yahoo",
    )


def _by_form(symbol: str) -> Share:
    exchange = exchange_of(symbol)
    currency = exchange.currency
    if exchange.suffix == "-":
        currency = symbol.rpartition("-")[2]
    elif exchange.suffix == "=X":
        currency = symbol.removesuffix("=X")[-3:]
    return Share(
        symbol=symbol,
        name=companies.company_of(symbol) or _listed(symbol) or symbol,
        aliases=(),
        kind=_kind(symbol, exchange),
        exchange=exchange.place,
        calendar=exchange.calendar,
        currency=currency,
        zone=exchange.zone,
        benchmark=_benchmark(symbol, exchange),
        source="form",
    )


def _listed(symbol: str) -> str | None:
    return next((company for company, own in listings().items() if own == symbol), None)


def _kind(symbol: str, exchange: Exchange) -> Kind:
    if symbol.startswith("^") or (symbol == exchange.index and "." in symbol):
        return "index"
    kinds: Mapping[str, Kind] = {"-": "crypto", "=X": "currency", "=F": "future"}
    return kinds.get(exchange.suffix, "share")


def _benchmark(symbol: str, exchange: Exchange) -> str:
    """Return what stands for the home market; New York's for what is itself that or has none."""
    return exchange.index if exchange.index and exchange.index != symbol else _NEW_YORKS


_NEW_YORKS = "SPY"


def _from_row(row: Mapping[str, Any]) -> Share:
    base = _by_form(row["symbol"])
    facts = {name: value for name, value in row.items() if name != "aliases"}
    return replace(base, aliases=tuple(row.get("aliases", ())), source="shipped", **facts)
