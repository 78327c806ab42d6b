"""Whose prices a file holds, by its name and by what stands above its table."""

import itertools
import re
from collections.abc import Collection
from contextlib import suppress

from sentiment.intake import written_dates
from sentiment.market import exchanges, tickers

# Words of files' names that are no ticker.
_NO_TICKER = frozenset(
    "A STOCK STOCKS SHARE SHARES ETF ETFS FUND FUNDS INDEX CSV DATA DAILY HISTORY HISTORICAL PRICE "
    "PRICES QUOTE QUOTES DOWNLOAD EXPORT SHEET GOOGLEFINANCE YAHOO NASDAQ NYSE AMEX BATS ARCA OTC "
    "XNYS XNAS XASE ARCX US USA USD EUR GBP D W M MAX NEW OLD MY ALL".split()
)
_NUMBERED = re.compile(r"(?<![A-Za-z0-9])(\d{3,6})[ ._-]([A-Z]{1,3})(?![A-Za-z0-9])")
# "Sample plc (SMPL.L)", "Symbol: SMPL"
_ABOVE = re.compile(
    r"\w[.)]? \(((?:[A-Z]{2,8}:\s?)?[A-Z0-9]{1,6}(?:[.-][A-Z]{1,2})?)\)"
    r"|\b(?i:symbol|ticker|ric|epic|tidm)\b[\s:=,]{1,4}((?:[A-Z]{2,8}:)?[A-Z0-9]{1,6}(?:[.-][A-Z]{1,2})?)\b"
)
_STOOQ = re.compile(r"(?:^|_)([a-z0-9.-]{1,10})_([a-z]{2})_[dwm]$", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:stock|share|price|prices|history|historical|data|aktie|historische|kurse|kurs|download|"
    r"quotes?|daily|csv|the|sheet\d*|cours|historique|action|azioni|dati|storici|datos|historicos)\b",
    re.IGNORECASE,
)


def symbol_in(name: str) -> str | None:
    """Return the share that a file's name tells; None where it tells none, or several.

    Examples
    --------
    >>> symbol_in("cat_us_d.csv"), symbol_in("NASDAQ_TSLA, 1D.csv"), symbol_in("ALV.DE.csv")
    ('CAT', 'TSLA', 'ALV.DE')
    >>> symbol_in("700_HK.csv"), symbol_in("BARC_LSE.csv"), symbol_in("Data_1780000003.csv")
    ('0700.HK', 'BARC.L', None)
    """
    stem = name.rpartition(".")[0] or name
    if stooq := _STOOQ.search(stem):
        return tickers.symbol_of(f"{stooq[1]}.{stooq[2]}")
    parts = [part.strip(".-") for part in re.split(r"[^A-Za-z0-9.^=-]+", stem)]
    capitals = {
        part
        for part in parts
        if re.fullmatch(r"\^?[A-Z]{1,5}(?:[.-][A-Z]{1,3})?|\d{3,6}\.[A-Z]{1,3}", part)
        and part not in _NO_TICKER
    }
    if (placed := _placed(stem, capitals)) or len(capitals) == 1:
        return placed or tickers.symbol_of(capitals.pop())
    beside = _BESIDE.sub(" ", stem.replace("_", " ").replace("-", " "))
    words = " ".join(word for word in beside.split() if not word.isdigit())
    if capitals or not words:
        return None
    with suppress(tickers.UnknownShareError):
        share = tickers.share_of(words)
        return share.symbol if share.source != "form" or share.name != share.symbol else None
    return None


def _placed(stem: str, capitals: Collection[str]) -> str | None:
    """Return the share whose ticker a file's name sets beside its exchange."""
    if listed := _NUMBERED.search(stem):
        if listed[2] in exchanges.suffixes():
            return tickers.symbol_of(f"{listed[1]}.{listed[2]}")
        return exchanges.with_prefix(listed[2], listed[1])
    pairs = itertools.permutations(capitals) if len(capitals) == 2 else ()
    placed = [found for pair in pairs if (found := exchanges.with_prefix(*pair))]
    return placed[0] if len(placed) == 1 else None


def symbol_above(title: str) -> str | None:
    """Return the share that stands above a table, in brackets or labelled; None of several.

    Examples
    --------
    >>> symbol_above("Sample plc (SMPL.L), daily"), symbol_above("Symbol: SMPL and TST")
    ('SMPL.L', 'SMPL')
    """
    told = {
        tickers.symbol_of(one[1] or one[2])
        for one in _ABOVE.finditer(title)
        if (one[1] or one[2]) not in _NO_TICKER | exchanges.moneys()
        and not written_dates.zone_named(one[1] or "")
    }
    return told.pop() if len(told) == 1 else None
