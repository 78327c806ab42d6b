"""A share and its benchmark as arrays, one row per session: what a model regresses on what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from sentiment.errors import DataError
from sentiment.market import bars as market_bars
from sentiment.market import calendar
from sentiment.study.regression import Array, Mask, Positions

Model = Literal["market", "market-adjusted", "mean-adjusted", "two-factor"]
Measure = Literal["log", "simple", "volume"]


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Every session of the exchange from a share's first bar to its last.

    `measured` has a named column for the share and for each benchmark the model uses; `response`
    and `design` are what is regressed on what (`sentiment.fits`).
    """

    days: pd.DatetimeIndex
    measured: pd.DataFrame
    response: Array
    design: Array

    @property
    def complete(self) -> Mask:
        """Return which sessions have all that the model needs."""
        return np.asarray(np.isfinite(self.measured.to_numpy()).all(axis=1))

    def positions(self, wanted: pd.DatetimeIndex) -> Positions:
        """Return the row of each of the *wanted* sessions, -1 off the panel."""
        return np.asarray(self.days.get_indexer(wanted.as_unit(self.days.unit)), dtype=np.int64)

    def marked(self, wanted: pd.DatetimeIndex) -> Mask:
        """Return which rows are *wanted* sessions."""
        at, found = self.positions(wanted), np.zeros(len(self.days), dtype=bool)
        found[at[at >= 0]] = True
        return found


def panel_of(
    bars: Mapping[str, pd.DataFrame],
    share: str,
    *,
    benchmark: str,
    sector: str | None,
    model: Model,
    measure: Measure,
) -> Panel:
    """Return the returns or log volumes that *model* regresses on one another.

    Market model and mean-adjusted: Brown & Warner (1985); log volume in place
    of returns: Ajinkya & Jain (1989). The market-adjusted model estimates
    nothing and its error is the spread about nought; volumes of two symbols
    differ in level, so there it keeps a constant.

    Raises
    ------
    DataError
        If the bars of a symbol that is needed are not held, or a symbol is its own benchmark.
    """
    if (model == "two-factor") != (sector is not None):
        raise ValueError("a sector goes with the two-factor model, and with no other")
    others = [] if model == "mean-adjusted" else [benchmark]
    symbols = [share, *others, *([] if sector is None else [sector])]
    if len({*symbols}) < len(symbols):
        raise DataError("Benchmark", f"{' and '.join(symbols)} have to be different symbols")
    held = _held(bars, share)
    days = calendar.sessions_between(held.index[0], held.index[-1])
    measured = pd.DataFrame(
        {symbol: measured_of(_held(bars, symbol), measure).reindex(days) for symbol in symbols},
        index=days,
    )
    values, ones = measured.to_numpy(dtype=float), np.ones((len(days), 1))
    if model != "market-adjusted":
        return Panel(days, measured, values[:, 0], np.hstack([ones, values[:, 1:]]))
    constant = ones if measure == "volume" else ones[:, :0]
    return Panel(days, measured, values[:, 0] - values[:, 1], constant)


def measured_of(bars: pd.DataFrame, measure: Measure) -> "pd.Series[float]":
    """Return the total return or the log volume of each session that was over when fetched."""
    whole = bars.mask(bars["partial"]) if bars["partial"].any() else bars
    if measure == "volume":
        return whole["volume"].where(whole["volume"] > 0).transform(np.log)
    return market_bars.log_returns(whole) if measure == "log" else market_bars.simple_returns(whole)


def _held(bars: Mapping[str, pd.DataFrame], symbol: str) -> pd.DataFrame:
    """Return the bars of *symbol*."""
    if symbol not in bars or bars[symbol].empty:
        raise DataError("Prices", f"no bars of {symbol} are held")
    return bars[symbol]
