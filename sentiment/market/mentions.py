"""The shares that a text speaks of: by name, by ticker in brackets, by a ``$`` before it."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from sentiment.market import tickers
from sentiment.market.shares import Share
from sentiment.text import companies

# "(NASDAQ: PLTR)", "(NYSE:BRK.B)", "(LON:VOD)"; agencies write "(TSLA.O)" or "<SAP.DE>".
_PREFIXED = re.compile(r"[(\[]\s*([A-Za-z ]{2,14}?)\s*:\s*([A-Z0-9][A-Z0-9.-]{0,9})\s*[;,)\]]")
_BRACKETED = re.compile(r"[(<]([A-Z0-9]{1,6}\.[A-Z]{1,2}|[A-Z]{1,5})[>)]")
_CASHTAG = re.compile(r"(?<![\w$])\$([A-Z]{1,5}(?:\.[A-Z])?)(?![\w.])")
_FEWEST = 3  # letters of a ticker that is looked for without brackets: "IT" and "ON" are words


def symbols_in(text: str, known: Mapping[str, Share]) -> tuple[str, ...]:
    """Return the symbols of the shares that a text speaks of, in the order they are first named.

    Parameters
    ----------
    known
        Shares that the text may name without an exchange beside the ticker, by symbol.

    Examples
    --------
    >>> from sentiment.market.shares import shipped
    >>> symbols_in("AMD slips (NASDAQ: AMD); Palantir (NYSE: PLTR) and $RKLB rise.", shipped())
    ('AMD', 'PLTR', 'RKLB')
    >>> symbols_in("The chief executive (CEO) spoke of artificial intelligence (AI).", shipped())
    ()
    """
    marked = list(_marked(text, known))
    places = [(at, symbol) for at, _, symbol in marked]
    for one in companies.mentions(text, names=_names(tuple(known.values()))):
        inside = any(begin < one.end and one.start < end for begin, end, _ in marked)
        if inside:
            continue
        spelt = text[one.start : one.end]
        places += [
            (one.start, symbol)
            for symbol in _symbols_of(one.company, known)
            if _is_telling_here(spelt, symbol, known)
        ]
    named = [symbol for _, symbol in sorted(places)]
    # "SAP <SAP.DE>": the listing that is marked is the one that is meant
    marks = tuple(symbol for _, _, symbol in marked)
    meant = [one for one in named if not any(mark.startswith(f"{one}.") for mark in marks)]
    return tuple(dict.fromkeys(meant))


def _symbols_of(company: str, known: Mapping[str, Share]) -> tuple[str, ...]:
    """Return the symbols of a company that was named, as Yahoo writes them.

    The listings of it that are known, abroad too; of one that has none, the engine's own.
    """
    if company in known:
        return _namesakes(known[company], tuple(known.values()))
    ticker = companies.ticker_of(company)
    own = tickers.symbol_of(ticker) if ticker else None
    listed = _listings(tuple(known.values())).get(company, ())
    if own is None or (listed and own not in known):
        return listed
    return tuple(dict.fromkeys((own, *listed)))


@lru_cache(maxsize=256)
def _namesakes(named: Share, known: tuple[Share, ...]) -> tuple[str, ...]:
    """Return the symbol of a share and those of the same company's other listings."""
    called = (named.kind, named.company.casefold())
    others = [one.symbol for one in known if (one.kind, one.company.casefold()) == called]
    return tuple(dict.fromkeys((named.symbol, *others)))


@lru_cache(maxsize=8)
def _listings(known: tuple[Share, ...]) -> dict[str, tuple[str, ...]]:
    """Return the known shares of each company, by what the engine calls it."""
    called = {
        name.casefold(): one.name
        for one in companies.known().values()
        for name in (one.name, *one.known_as)
    }
    listed: dict[str, tuple[str, ...]] = {}
    for share in known:
        spelt = {name.casefold() for name in share.names}
        for company in {called[name] for name in spelt & called.keys()}:
            if share.kind == "share":
                listed[company] = (*listed.get(company, ()), share.symbol)
    return listed


def _is_telling_here(named: str, symbol: str, known: Mapping[str, Share]) -> bool:
    """Return whether words say that a share is meant: "ON" is a word, and so is the Gain of a name.

    A share learnt of, whose name the engine does not know, is meant by all of that name.
    """
    if named == named.upper() and len(named) < _FEWEST:
        return False
    share = known.get(symbol)
    if share is None or companies.company_of(symbol) is not None or named == symbol:
        return True
    whole = {companies.bare_name(name).casefold() for name in share.names}
    return " ".join(named.split()).casefold() in whole | {name.casefold() for name in share.names}


def _marked(text: str, known: Mapping[str, Share]) -> Iterable[tuple[int, int, str]]:
    """Yield where tickers are marked as such by signs or brackets, and which they are."""
    for match in _PREFIXED.finditer(text):
        symbol = tickers.symbol_of(f"{match[1].replace(' ', '')}:{match[2]}")
        if symbol:
            yield *match.span(), symbol
    for match in _CASHTAG.finditer(text):
        symbol = tickers.symbol_of(match[1])
        if symbol:
            yield *match.span(), symbol
    for match in _BRACKETED.finditer(text):
        symbol = tickers.symbol_of(match[1])
        if symbol and (symbol in known or "." in match[1]):
            yield *match.span(), symbol


@lru_cache(maxsize=8)
def _names(known: tuple[Share, ...]) -> dict[str, str]:
    """Return the names of shares that the engine does not know by itself, and their symbols."""
    names: dict[str, str] = {}
    for share in known:
        if companies.company_of(share.symbol) is None:
            spelt = [*share.names, *([share.symbol] if _is_telling(share.symbol) else [])]
            names |= dict.fromkeys(spelt, share.symbol)
    return names


def _is_telling(symbol: str) -> bool:
    """Return whether a symbol says by itself, in capitals, that the share is meant."""
    return len(symbol) >= _FEWEST and symbol.isalpha()
