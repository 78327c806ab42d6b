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
    places: list[tuple[int, str]] = []
    names = _names(tuple(known.values()))
    for one in companies.mentions(text, names=names):
        symbol = one.company if one.company in known else companies.ticker_of(one.company)
        if symbol:
            places.append((one.start, symbol))
    places += ((at, symbol) for at, symbol in _marked(text, known))
    return tuple(dict.fromkeys(symbol for _, symbol in sorted(places)))


def _marked(text: str, known: Mapping[str, Share]) -> Iterable[tuple[int, str]]:
    """Yield where tickers stand whose signs or brackets say that they are tickers."""
    for found in _PREFIXED.finditer(text):
        symbol = tickers.symbol_of(f"{found[1].replace(' ', '')}:{found[2]}")
        if symbol:
            yield found.start(), symbol
    for found in _CASHTAG.finditer(text):
        symbol = tickers.symbol_of(found[1])
        if symbol:
            yield found.start(), symbol
    for found in _BRACKETED.finditer(text):
        symbol = tickers.symbol_of(found[1])
        if symbol and (symbol in known or "." in found[1]):
            yield found.start(), symbol


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
