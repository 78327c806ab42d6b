"""Files of prices as sites and sheets give them, to bars that can be kept.

Yahoo, Nasdaq, Stooq, Investing.com, Google, MarketWatch, TradingView, Alpha Vantage, a sheet of
one's own: ``price_columns`` tells the columns, numbers and dates are read by the whole of them.
A close is the one adjusted for splits alone, never the one adjusted for dividends too.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

import pandas as pd

from sentiment.errors import DataError
from sentiment.intake import (
    column_names,
    columns,
    daily_rows,
    date_columns,
    figures,
    footers,
    price_columns,
    price_owners,
    tables,
    written_dates,
)
from sentiment.intake.figures import Mark
from sentiment.market import bars as market_bars
from sentiment.market import shares, tickers

_UNADJUSTED = re.compile(r"\b(?:unadj|unadjusted|raw)\b")
_NEAR_WHOLE = 0.12  # a day's own move beside the split
# Of closes that say nothing of it, the least jump that is a split's: a share that loses two thirds
# of its worth within a day is traded many times as much.
_FEWEST_PARTS, _NEARER_WHOLE, _CALM = 3, 0.05, 3.0
_PRICES = ("open", "high", "low", "close")
_SHUT_MENDED = "so take such rows out, or name the share of another exchange"
_MOST = 500_000  # rows: a thousand shares over two years
_EVENT = re.compile(
    r"(?P<cash>[\d.,]+)\s*dividend|(?P<new>[\d.]+)\s*[:/]\s*(?P<old>[\d.]+)\s*(?:stock\s*)?split",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\bcurrency\b.{0,12}\b([A-Z]{3}|GBp)\b", re.IGNORECASE)
# "Sample SE - XETR - EUR", as exchanges head their files
_CODE = re.compile(r"(?:\s[-–|]\s|[(,;]\s?|\bin )(USD|EUR|GBP|GBX|GBp|CHF|JPY|CAD|SEK|NOK|DKK)\b")
_SIGNS = {"€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW"}  # those of one money alone


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """The daily bars of one share in a file."""

    symbol: str
    bars: pd.DataFrame  # as :func:`sentiment.market.bars.read_prices` gives them
    currency: str | None  # that the file tells; None where it tells none
    named_by: str  # what told whose they are: "the file", "its name", "you"
    empty: int  # rows without a price, left out
    guessed: str  # the column of closes, where the numbers alone tell it; "" where its name does

    @property
    def doubt(self) -> str:
        """What is not certain of them, in words; "" if nothing is."""
        return f"closes taken from {self.guessed}, by its numbers alone" if self.guessed else ""


class UntoldShareError(DataError):
    """Nothing in a file of prices, nor its name, tells whose they are."""


@dataclass(slots=True)
class _Rows:
    """What a file's rows tell, before it is held to be bars."""

    bars: list[dict[str, object]] = field(default_factory=list)
    events: dict[tuple[str, date], dict[str, float]] = field(default_factory=dict)
    empty: int = 0


def read(
    path: Path | str,
    *,
    now: pd.Timestamp,
    symbol: str | None = None,
    day_first: bool | None = None,
) -> list[Prices]:
    """Return the daily bars of each share in a file, oldest first whatever its order.

    Parameters
    ----------
    symbol
        Whose prices they are, where the file does not say; as any site writes it.
    day_first
        Whether 03/02/2026 is in February, where the file does not tell.

    Raises
    ------
    DataError
        If the file holds no prices or a row cannot be true, or nothing tells whose they are.
    """
    table = tables.open_table(path)
    every = list(islice(table.rows(), _MOST + 1))
    if len(every) > _MOST:
        raise DataError(table.path, f"holds more than {_MOST:,} rows; cut it into parts")
    roles, by_numbers = _roles(table, every)
    rows = _own(every, roles)
    try:
        fallback, named_by = _whose(table, symbol, rows, roles)
    except UntoldShareError:
        if "symbol" not in roles:  # no name of a share would mend it
            daily_rows.refuse_others(table.path, (row.get(roles["session"]) for row in rows))
        raise
    mark = figures.decimal_mark(
        (row.get(roles[name]) for row in rows for name in _PRICES if name in roles),
        rather="," if _semicolons(table.path) else ".",
    )
    told = _told(table.path, rows, roles, mark=mark, symbol=fallback, now=now, day_first=day_first)
    if not told.bars:
        raise DataError(table.path, "holds no row with a date and a close")
    frame = _frame(told)
    daily_rows.refuse_other_lengths(table.path, frame)
    try:
        held = market_bars.bars_in(table.path, frame)
    except DataError as error:
        if error.fault != market_bars.SHUT:
            raise
        raise DataError(table.path, f"{error.fault}, {_SHUT_MENDED}", error.row) from error
    said = bool(_UNADJUSTED.search(column_names.plain(roles["close"])))
    _refuse_splits(table.path, held.values(), said=said)
    money = _currency(table, rows, roles)
    guessed = roles["close"] if "close" in by_numbers else ""
    return [
        Prices(name, bars, money.get(name, money.get("")), named_by, told.empty, guessed)
        for name, bars in held.items()
    ]


def _refuse_splits(path: Path, held: Iterable[pd.DataFrame], *, said: bool) -> None:
    """Refuse closes that jump as a split has them do: most where they are said to be unadjusted."""
    near = _NEAR_WHOLE if said else _NEARER_WHOLE
    for bars in held:
        closes = bars["close"].to_numpy(dtype=float)
        volumes = bars["volume"].to_numpy(dtype=float)
        days = zip(bars.index[1:], closes, closes[1:], volumes, volumes[1:], strict=False)
        for day, before, after, earlier, later in days:
            times = max(before, after) / min(before, after)
            parts = round(times)
            calm = parts >= _FEWEST_PARTS and 0 < later < _CALM * earlier
            if parts > 1 and abs(times / parts - 1) < near and (said or calm):
                fault = (
                    f"holds closes that are not adjusted for a split: on {day:%Y-%m-%d} they jump"
                    f" from {before:,.2f} to {after:,.2f}; take the adjusted ones"
                )
                raise DataError(path, fault)


def _own(rows: Sequence[tables.Record], roles: Mapping[str, str]) -> list[tables.Record]:
    """Return the rows without the sums and the notes that end a file."""
    last, wanted = len(rows), [name for role, name in roles.items() if role != "session"]
    while last and (footers.is_sum(rows[last - 1]) or footers.is_note(rows[last - 1], wanted)):
        last -= 1
    return list(rows[:last])


def are_prices(path: Path | str) -> bool:
    """Return whether a file is a table of prices, and none of headlines."""
    if not tables.is_table(path):
        return False
    try:
        table = tables.open_table(path)
        rows = list(islice(table.rows(), price_columns.LOOKED_AT))
        roles, by_numbers = _roles(table, rows)
    except DataError:
        return False
    if "close" in by_numbers and ("low" not in roles or _has_words(table.names, rows)):
        return False
    return not column_names.columns_by_role(table.names, "column").keys() & {"title", "text"}


def _has_words(names: Sequence[str], rows: Sequence[tables.Record]) -> bool:
    """Return whether some column holds what may be headlines."""
    return not columns.roles_in(names, rows).keys().isdisjoint({"title", "text"})


def _roles(table: tables.Table, rows: Sequence[tables.Record]) -> price_columns.Told:
    """Return which column holds what; a table without days or closes is refused."""
    told = price_columns.roles_in(table.names, rows)
    if missing := [name for name in ("session", "close") if name not in told.roles]:
        words = {"session": "dates", "close": "closes"}
        said = " and none of ".join(words[name] for name in missing)
        fault = f"has no column of {said} (it has: {', '.join(table.names)})"
        raise DataError(table.path, fault)
    return told


def _whose(
    table: tables.Table, symbol: str | None, rows: Sequence[tables.Record], roles: Mapping[str, str]
) -> tuple[str | None, str]:
    """Return whose the prices are where the rows do not say, and what tells it."""
    if symbol is not None:
        try:
            return tickers.share_of(symbol).symbol, "you"  # as every other command takes it
        except tickers.UnknownShareError as error:
            raise DataError("--symbol", f"is no ticker: {symbol}") from error
    column = roles.get("symbol")
    if column and all(str(row.get(column) or "").strip() for row in rows):
        return None, "the file"
    if (found := price_owners.symbol_above(table.title)) is not None:
        return found, "the file"
    if (found := price_owners.symbol_in(table.path.name)) is None:
        fault = "does not tell whose prices they are; say it, such as --symbol TSLA"
        raise UntoldShareError(table.path, fault)
    return found, "its name"


def _told(
    path: Path,
    rows: Sequence[tables.Record],
    roles: Mapping[str, str],
    *,
    mark: Mark,
    symbol: str | None,
    now: pd.Timestamp,
    day_first: bool | None,
) -> _Rows:
    """Return what the rows tell; one whose date cannot be read is refused by its number."""
    column = roles["session"]
    order = date_columns.survey(
        ((row.get(column), None, None) for row in rows), name=column, now=now
    )
    order = date_columns.settled(order, day_first)
    found = _Rows()
    for number, row in enumerate(rows, 1):
        whose = symbol or str(tickers.symbol_of(str(row.get(roles["symbol"]))) or "")
        try:
            day = _session(row.get(column), order, whose)
            values = _values(row, roles, mark)
        except ValueError as error:
            if event := _event(row):
                found.events.setdefault((whose, day), {}).update(event)
                continue
            raise DataError(path, f"row {number}: {error}") from error
        if event := _event(row):
            found.events.setdefault((whose, day), {}).update(event)
        elif math.isnan(values["close"]):
            found.empty += 1
        else:
            found.bars.append({"symbol": whose, "session": pd.Timestamp(day), **values})
    return found


def _session(cell: object, order: date_columns.Order, symbol: str) -> date:
    """Return the day of a row, on the exchange's own clock where a moment is told."""
    moment = date_columns.moment_in(cell, order=order, falls="no")
    if moment.instant is None or moment.clock == date_columns.MIDNIGHT:
        return moment.day
    return moment.instant.tz_convert(shares.by_form(symbol).zone).date()


def _values(row: tables.Record, roles: Mapping[str, str], mark: Mark) -> dict[str, float]:
    """Return the numbers of a row; ValueError names the column that holds something else."""
    values = {}
    for name in (*_PRICES, "volume", "dividend", "split"):
        cell = row.get(roles.get(name, ""))
        try:
            values[name] = figures.number_of(cell, mark)
            if name == "volume":
                values[name] *= column_names.scale_of(roles.get(name, ""))
        except ValueError as error:
            raise ValueError(f"{roles[name]} {error}") from error
    for name in ("dividend", "split"):
        values[name] = 0.0 if math.isnan(values[name]) else values[name]
    values["split"] = 0.0 if values["split"] == 1 else values["split"]
    return values


def _event(row: tables.Record) -> dict[str, float]:
    """Return the dividend or the split that stands in the place of prices, as on Yahoo's page."""
    for cell in row.values():
        if isinstance(cell, str) and (found := _EVENT.search(cell)):
            if found["cash"]:
                return {"dividend": figures.number_of(found["cash"])}
            return {"split": float(found["new"]) / float(found["old"])}
    return {}


def _frame(told: _Rows) -> pd.DataFrame:
    """Return rows as a table of bars, oldest first, a row that stands twice once."""
    frame = pd.DataFrame(told.bars).drop_duplicates(ignore_index=True)
    for (symbol, day), event in told.events.items():
        of_day = (frame["symbol"] == symbol) & (frame["session"] == pd.Timestamp(day))
        for name, value in event.items():
            frame.loc[of_day, name] = value
    frame["partial"] = False
    return frame.sort_values(["symbol", "session"], kind="stable", ignore_index=True)


def _currency(
    table: tables.Table, rows: Sequence[tables.Record], roles: Mapping[str, str]
) -> dict[str, str]:
    """Return the money that a file tells, by symbol, or for all of them under ""."""
    column = roles.get("currency")
    if column is None:
        told = _MONEY.search(table.title) or _CODE.search(f"{table.title} {roles['close']}")
        money = told[1] if told else _signed(row.get(roles["close"]) for row in rows)
        return {"": _as_quoted(money)} if money else {}
    named = roles.get("symbol", "")
    pairs = {
        (str(tickers.symbol_of(str(row.get(named) or "")) or ""), _as_quoted(str(row.get(column))))
        for row in rows
        if not written_dates.is_blank(row.get(column))
    }
    return dict(sorted(pairs))


def _as_quoted(money: str) -> str:
    """Return a money as listings are quoted in it: pence have two names."""
    return "GBp" if money.strip() == "GBX" else money.strip()


def _signed(cells: Iterable[object]) -> str | None:
    """Return the money whose sign stands in every cell that holds anything."""
    held = [str(cell) for cell in cells if not written_dates.is_blank(cell)]
    return next(
        (money for sign, money in _SIGNS.items() if held and all(sign in one for one in held)),
        None,
    )


def _semicolons(path: Path) -> bool:
    """Return whether semicolons part the cells, as where a comma stands in the numbers."""
    try:
        with path.open("rb") as file:
            first = file.read(2_000)
    except OSError:
        return False
    return first.count(b";") > first.count(b",")
