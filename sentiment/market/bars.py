"""Bars: checked at the door, then returns, a session's move, and how complete they are.

A daily frame has one row per session (index ``session``, naive midnight, ascending): ``open``,
``high``, ``low`` and ``close`` in the share's own currency and unit, adjusted for splits and not
for dividends, ``volume`` in shares, ``dividend`` in cash per share on the ex-date, ``split`` in new
shares per old one on its first session, and ``partial``, true where the session was still open
when fetched.
An intraday frame has one row per bar (index ``start``, New York time) without the last three.
Whose sessions they are of is marked on a frame by ``sessions.marked``; else they are New York's.
"""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from sentiment import parquet
from sentiment.errors import CoverageError, DataError
from sentiment.market import calendar, sessions, shares, tables

BAR = ["open", "high", "low", "close", "volume"]
ABSENT = {"dividend": 0.0, "split": 0.0, "partial": False}  # what a daily file may leave out
DAILY = [*BAR, *ABSENT]
TICKER = r"[A-Za-z0-9^][A-Za-z0-9.^=-]{0,14}"
SHUT = "the exchange was shut that day"


@dataclass(frozen=True, slots=True)
class Move:
    """What a price did in one session; changes are simple returns without dividends."""

    session: pd.Timestamp
    previous_close: float  # NaN where the session before has no bar
    open: float
    high: float
    low: float
    close: float
    volume: float

    @property
    def close_to_close(self) -> float:
        """The close against the previous close, as newspapers report a day."""
        return self.close / self.previous_close - 1

    @property
    def open_to_close(self) -> float:
        """The close against the open of the same session."""
        return self.close / self.open - 1

    @property
    def overnight(self) -> float:
        """The open against the previous close."""
        return self.open / self.previous_close - 1

    @property
    def low_change(self) -> float:
        """The session's low against the previous close."""
        return self.low / self.previous_close - 1

    @property
    def high_change(self) -> float:
        """The session's high against the previous close."""
        return self.high / self.previous_close - 1


@dataclass(frozen=True, slots=True, eq=False)
class Quality:
    """How complete daily bars are."""

    first: pd.Timestamp
    last: pd.Timestamp
    n: int  # bars held
    missing: pd.DatetimeIndex  # sessions of the exchange without a bar
    partial: pd.DatetimeIndex  # sessions that were still open when fetched
    certain: bool = True  # whether the exchange's holidays are known: else no gap can be told


def read_prices(path: Path | str) -> dict[str, pd.DataFrame]:
    """Return daily bars by symbol from a CSV or Parquet file.

    Parameters
    ----------
    path
        A table with the columns ``symbol``, ``session``, ``open``, ``high``, ``low``, ``close``
        and ``volume``, sessions in ISO 8601, oldest first within a symbol; ``dividend``,
        ``split`` and ``partial`` may be left out where there are none. Only ``close`` may not be
        empty.

    Raises
    ------
    DataError
        If a column is missing or a row cannot be true.
    """
    path = Path(path)
    return bars_in(path, _read_table(path, needed=["symbol", "session", *BAR]))


def bars_in(path: Path, rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return rows as daily bars by symbol, if they can be true: see :func:`read_prices`.

    Raises
    ------
    DataError
        If a row cannot be true; *path* is named with it.
    """
    rows = rows.assign(**{name: ABSENT[name] for name in ABSENT.keys() - set(rows.columns)})
    days = _days(rows["session"])
    checked = _numbers(path, rows, columns=[*BAR, "dividend", "split"])
    beyond = days.notna() & ~days.between(calendar.FIRST_DAY, calendar.LAST_DAY)
    tables.refuse(path, rows, faults={SHUT: beyond})  # some is beyond what can be counted, too
    checked["session"] = days.dt.as_unit("ns")
    tables.refuse(
        path,
        checked,
        faults={
            "a symbol is missing": checked["symbol"].isna(),
            "a symbol is no ticker": ~checked["symbol"].astype("str").str.fullmatch(TICKER),
            "a session is not a date in ISO 8601": checked["session"].isna(),
            **_bar_faults(checked),
            "a dividend is missing or negative": ~(checked["dividend"] >= 0),
            "a split is missing or negative": ~(checked["split"] >= 0),
            "partial is neither true nor false": ~checked["partial"].isin([True, False]),
            "a symbol has two bars on one day": checked.duplicated(["symbol", "session"]),
            "a symbol's sessions are not in order": _out_of_order(checked, time="session"),
            SHUT: _is_shut(checked),
        },
    )
    bars = checked.astype({"partial": bool}).set_index("session")
    grouped = bars.groupby("symbol", observed=True, sort=False)[DAILY]
    return {str(symbol): frame for symbol, frame in grouped}


def read_intraday(
    path: Path | str, symbol: str, *, interval: str, session: pd.Timestamp | None = None
) -> pd.DataFrame:
    """Return the intraday bars of one symbol from a Parquet file; empty where none are held.

    Parameters
    ----------
    path
        A table with the columns ``symbol``, ``interval`` (``"5m"``), ``start`` (the instant at
        which the bar begins), ``open``, ``high``, ``low``, ``close`` and ``volume``.
    symbol, interval
        Whose bars, and how long each is.
    session
        Read this session only.

    Raises
    ------
    DataError
        If a column is missing or a bar cannot be true.
    """
    path = Path(path)
    conditions: list[tuple[str, str, object]] = [
        ("symbol", "==", symbol),
        ("interval", "==", interval),
    ]
    if session is not None:
        day = session.tz_localize(calendar.NEW_YORK).tz_convert("UTC")
        conditions += [("start", ">=", day), ("start", "<", day + pd.Timedelta(days=1))]
    columns = ["symbol", "start", *BAR]
    rows = _read_table(path, needed=columns, filters=conditions)
    if not isinstance(rows["start"].dtype, pd.DatetimeTZDtype):
        raise DataError(path, "the bars' start has no time zone")
    checked = _numbers(path, rows, columns=BAR)
    tables.refuse(
        path,
        checked,
        faults={
            "a bar has no start": checked["start"].isna(),
            **_bar_faults(checked),
            "two bars start at one instant": checked.duplicated("start"),
            "the bars are not in order": _out_of_order(checked, time="start"),
        },
    )
    starts = checked["start"].dt.tz_convert(calendar.NEW_YORK).dt.as_unit("ns")
    return checked.assign(start=starts).set_index("start")[BAR]


def simple_returns(bars: pd.DataFrame, *, dividends: bool = True) -> "pd.Series[float]":
    """Return each session's return; NaN for the first and after a session without a bar.

    A dividend counts on its ex-date, as part of what that session brought:
    (close + dividend) / previous close - 1.

    Examples
    --------
    >>> days = pd.DatetimeIndex(["2026-01-29", "2026-01-30", "2026-02-02"], name="session")
    >>> bars = pd.DataFrame({"close": [100.0, 99.0, 101.97], "dividend": [0, 1.0, 0]}, index=days)
    >>> simple_returns(bars).round(4).to_list()
    [nan, 0.0, 0.03]
    >>> simple_returns(bars, dividends=False).round(4).to_list()
    [nan, -0.01, 0.03]
    """
    return _growth(bars, dividends=dividends) - 1


def log_returns(bars: pd.DataFrame, *, dividends: bool = True) -> "pd.Series[float]":
    """Return the logarithm of each session's growth; NaN as in :func:`simple_returns`.

    Examples
    --------
    >>> days = pd.DatetimeIndex(["2026-01-29", "2026-02-02"], name="session")
    >>> bars = pd.DataFrame({"close": [100.0, 110.0], "dividend": 0.0}, index=days)
    >>> log_returns(bars).to_list()  # 30 January has no bar
    [nan, nan]
    """
    return _growth(bars, dividends=dividends).transform(np.log)


def move_of(bars: pd.DataFrame, session: pd.Timestamp, *, symbol: str = "Share") -> Move:
    """Return what the price did in *session*.

    Raises
    ------
    CoverageError
        If no bar of that session is held; it names *symbol*.
    """
    closes = bars["close"].dropna()
    if session not in closes.index:
        first, last = closes.index.min(), closes.index.max()
        raise CoverageError(symbol, session, first=first, last=last)
    days = sessions.days_of(bars)
    place = int(days.searchsorted(session))
    before = closes.get(days[place - 1], math.nan) if place else math.nan
    return Move(session, float(before), *(float(bars[name][session]) for name in BAR))


def quality_of(bars: pd.DataFrame, *, until: pd.Timestamp | None = None) -> Quality:
    """Return how complete *bars* are from their first session to their last, or to *until*."""
    days = pd.DatetimeIndex(bars.index[bars["close"].notna()])
    partial = pd.DatetimeIndex(bars.index[bars["partial"].eq(True)])
    first, last = days.min(), days.max()
    if days.empty:
        return Quality(first, last, 0, days, partial)
    exchange, end = sessions.of_bars(bars), last if until is None else until
    certain = exchange.are_known(first, end)
    expected = exchange.between(first, end) if certain else days
    return Quality(first, last, len(days), expected.difference(days), partial, certain)


def crossings(
    intraday: pd.DataFrame, level: float, *, within: str = "30min"
) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """Return when the price was at *level*: the first and last bar of each spell, by their start.

    A bar is at the level if it lies between the bar's low and high, both included. Bars that
    start no more than *within* apart belong to one spell, in which the price hovered there.

    Examples
    --------
    >>> starts = pd.date_range("2026-02-02 10:00", periods=4, freq="20min", tz="America/New_York")
    >>> bars = pd.DataFrame({"low": [9, 9, 7, 8.5], "high": [11, 11, 8, 9.5]}, index=starts)
    >>> [f"{first:%H:%M} to {last:%H:%M}" for first, last in crossings(bars, 9.2)]
    ['10:00 to 10:20', '11:00 to 11:00']
    """
    at_level = intraday.index[(intraday["low"] <= level) & (intraday["high"] >= level)]
    if at_level.empty:
        return []
    apart = np.flatnonzero(np.diff(at_level) > pd.Timedelta(within))
    firsts, lasts = at_level[np.r_[0, apart + 1]], at_level[np.r_[apart, len(at_level) - 1]]
    return list(zip(firsts, lasts, strict=True))


def _growth(bars: pd.DataFrame, *, dividends: bool) -> "pd.Series[float]":
    """Return what each session made of one dollar of the session before."""
    if bars.empty:
        return pd.Series(index=bars.index, dtype=float, name="return")
    days = sessions.days_of(bars)
    close = bars["close"].reindex(days)
    cash = bars["dividend"].reindex(days) if dividends else 0.0
    return ((close + cash) / close.shift()).reindex(bars.index).rename("return")


def _read_table(
    path: Path, *, needed: list[str], filters: list[tuple[str, str, object]] | None = None
) -> pd.DataFrame:
    try:
        if path.suffix == ".parquet":
            rows = parquet.read_frame(path, name=path, filters=filters)
        else:  # NA is a ticker, not a gap
            rows = pd.read_csv(path, dtype={"symbol": "str"}, keep_default_na=False, na_values=[""])
    except (NotImplementedError, OSError, ValueError) as error:
        raise tables.unreadable(path, error) from error
    if path.suffix != ".parquet" and not isinstance(rows.index, pd.RangeIndex):
        raise DataError(path, "a row has more fields than its header has names")
    tables.require(path, rows, needed)
    return rows


def _days(days: "pd.Series[pd.Timestamp] | pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    """Return days as naive midnights, NaT where one is not told in ISO 8601."""
    known = pd.api.types.is_datetime64_any_dtype(days)
    written = days if known else days.astype("str")
    return pd.to_datetime(written, errors="coerce", utc=True, format="ISO8601").dt.tz_localize(None)


def _numbers(path: Path, rows: pd.DataFrame, *, columns: list[str]) -> pd.DataFrame:
    read = {name: pd.to_numeric(rows[name], errors="coerce").astype(float) for name in columns}
    for name, values in read.items():
        unread = (values.isna() & rows[name].notna()) | np.isinf(values)
        tables.refuse(path, rows, faults={f"{name} is not a number": unread})
    return rows.assign(**read)


def _bar_faults(rows: pd.DataFrame) -> "dict[str, pd.Series[bool]]":
    """Return what no bar can be, with the rows that are; an empty price is no fault."""
    prices = rows[["open", "high", "low", "close"]]
    return {
        "a close is missing or not positive": ~(rows["close"] > 0),
        "a price is not positive": (prices <= 0).any(axis=1),
        "a price lies below its bar's low": prices.lt(rows["low"], axis=0).any(axis=1),
        "a price lies above its bar's high": prices.gt(rows["high"], axis=0).any(axis=1),
        "a volume is negative": rows["volume"] < 0,
    }


def _out_of_order(rows: pd.DataFrame, *, time: str) -> "pd.Series[bool]":
    """Return which rows are earlier than the row before of the same symbol."""
    return rows.groupby("symbol", observed=True)[time].diff() < pd.Timedelta(0)


def _is_shut(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Return which bars are of days on which their exchange is known to have been shut."""
    shut = pd.Series(False, index=rows.index)
    placed = rows[rows["session"].between(calendar.FIRST_DAY, calendar.LAST_DAY)]
    for symbol, days in placed.groupby("symbol", observed=True)["session"]:
        exchange = sessions.of_share(shares.by_form(str(symbol)))
        if exchange.are_known(days.min().normalize(), days.max().normalize()):
            shut[days.index] = ~days.isin(exchange.between(days.min(), days.max()))
    return shut
