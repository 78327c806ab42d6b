"""Headers that name a share over each column, beside a price or alone, as pandas writes them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sentiment.intake import column_names
from sentiment.market import exchanges, tickers

_SHARE = re.compile(r"\^?[A-Z][A-Z0-9]{0,5}(?:[.=-][A-Z]{1,3})?|\d{3,6}\.[A-Z]{1,3}")
_FIGURE = re.compile(r"(?:\d[\d.,]*)?")
_SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class Levels:
    """What stands over each column behind the first."""

    day: str  # the first column's name
    prices: tuple[str, ...]
    shares: tuple[str, ...]
    above: int  # rows that the header takes

    @property
    def names(self) -> tuple[str, ...]:
        """The columns of a table with a row for each share."""
        return (self.day, _SYMBOL, *dict.fromkeys(self.prices))


def levels_of(first: Sequence[Sequence[object]]) -> Levels | None:
    """Return the two levels of a grid's header by its first rows; None for any other header.

    Examples
    --------
    >>> grid = [["Price", "Close", "Volume"], ["Ticker", "AMD", "AMD"], ["Date", "", ""]]
    >>> levels_of(grid).names
    ('Date', 'symbol', 'Close', 'Volume')
    >>> levels_of([["Date", "Close"], ["2026-02-02", "185.61"]]) is None
    True
    """
    rows = [_told(row) for row in first[:3]]
    if len(rows) < 3 or len({len(row) for row in rows[:2]}) > 1:
        return None
    upper, lower = (_spread(row[1:]) for row in rows[:2])
    for prices, shares in ((upper, lower), (lower, upper)):
        if _all_prices(prices) and shares and all(map(_SHARE.fullmatch, shares)):
            named = bool(rows[2]) and not any(rows[2][1:]) and bool(rows[2][0])
            day = rows[2][0] if named else rows[0][0] or "Date"
            return Levels(day, prices, shares, 2 + named)
    return _joined(rows[0]) or _closes(rows)


def _joined(names: Sequence[str]) -> Levels | None:
    """Return the header whose names each join a price and a share, as when levels are flattened."""
    day, *joined = names
    pairs = [_price_and_share(name) for name in joined]
    told = [pair for pair in pairs if pair]
    if not told or len(told) < len(pairs) or "session" not in column_names.roles_of(day, "price"):
        return None
    prices, shares = zip(*told, strict=True)
    return Levels(day, prices, shares, 1) if _all_prices(prices) else None


def _price_and_share(name: str) -> tuple[str, str] | None:
    """Return the price and the share that a name joins: "Close_AMD", "('Close', 'AMD')"."""
    roles = column_names.roles_of(name, "price")
    if any(fit.sure == column_names.SURE for fit in roles.values()):
        return None
    parts = [part for part in re.split(r"[\s_|/,:'\"()]+", name) if part]
    if len(parts) == 1:
        parts = name.split(".")
    for share, price in ((parts[-1:], parts[:-1]), (parts[:1], parts[1:])):
        told = " ".join(price)
        if told and _is_share(share[0]) and _is_price(told):
            return told, share[0]
    return None


def _is_share(word: str) -> bool:
    """Return whether a word is a ticker, and no money or price in capitals."""
    return bool(_SHARE.fullmatch(word)) and not _roles(word) and word not in exchanges.moneys()


def _is_price(told: str) -> bool:
    return any(
        fit.sure == column_names.SURE for fit in column_names.roles_of(told, "price").values()
    )


def _closes(rows: Sequence[Sequence[str]]) -> Levels | None:
    """Return the header of a column of closes for each share; None for any other."""
    day, *shares = rows[0]
    named = any(_roles(name) for name in shares)
    dated = "session" in column_names.roles_of(day, "price")
    symbols = [_symbol_of(name) for name in shares]
    if not dated or named or not shares or not all(symbols):
        return None
    figures = all(_FIGURE.fullmatch(cell) for row in rows[1:] for cell in row[1:])
    prices, told = ("Close",) * len(shares), tuple(filter(None, symbols))
    return Levels(day, prices, told, 1) if figures and len(set(told)) == len(told) else None


def _symbol_of(name: str) -> str | None:
    """Return the ticker that a column is called by, or that of the company whose name it bears."""
    if _SHARE.fullmatch(name):
        return name
    try:
        share = tickers.share_of(name)
    except tickers.UnknownShareError:
        return None
    return share.symbol if tickers.is_known(share.symbol) else None


def _roles(name: str) -> bool:
    return any(column_names.roles_of(name, kind) for kind in column_names.KINDS)


def records(rows: Iterable[Sequence[object]], levels: Levels) -> Iterator[dict[str, object]]:
    """Yield a record for each share of each row that holds anything of it."""
    for row in rows:
        for share in dict.fromkeys(levels.shares):
            told = {
                price: cell
                for price, whose, cell in zip(levels.prices, levels.shares, row[1:], strict=False)
                if whose == share and cell not in {None, ""}
            }
            if told:
                yield {levels.day: row[0], _SYMBOL: share, **told}


def _told(row: Sequence[object]) -> list[str]:
    return [str(cell if cell is not None else "").strip() for cell in row]


def _spread(row: Sequence[str]) -> tuple[str, ...]:
    """Return a row of a header, what stands over several columns over each of them."""
    return tuple(accumulate(row, lambda before, one: one or before))


def _all_prices(names: Sequence[str]) -> bool:
    """Return whether all are names of prices, a close among them."""
    roles = [column_names.roles_of(name, "price") for name in names]
    return all(roles) and any("close" in one for one in roles)
