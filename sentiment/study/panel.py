"""A share and its benchmark as arrays, one row per session: what a model regresses on what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from sentiment.errors import DataError
from sentiment.market import bars as market_bars
from sentiment.market import sessions
from sentiment.study import weights
from sentiment.study.regression import Array, Mask, Positions

Model = Literal["market", "market-adjusted", "mean-adjusted", "two-factor"]
# Logarithms of returns, told as simple ones or as they are; simple returns; log volumes.
Measure = Literal["compound", "log", "simple", "volume"]
LOGARITHMS = ("compound", "log")


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Every session of the exchange from a share's first bar to its last.

    `measured` has a named column for the share and for each benchmark the model uses, `whole` says
    of which sessions a whole bar is; `response` and `design` are what is regressed on what
    (`sentiment.study.regression`).
    """

    days: pd.DatetimeIndex
    measured: pd.DataFrame
    whole: pd.DataFrame
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
        at, mask = self.positions(wanted), np.zeros(len(self.days), dtype=bool)
        mask[at[at >= 0]] = True
        return mask

    def gap(self, rows: Positions) -> str:
        """Return what is missing on the first of these rows that lacks anything, "" if none."""
        lacking = self.measured.isna().to_numpy()[rows]
        for row, missing in zip(rows.tolist(), lacking, strict=True):
            if missing.any():
                causes = [self._cause(symbol, row) for symbol in self.measured.columns[missing]]
                return " and ".join(dict.fromkeys(causes))
        return ""

    def _cause(self, symbol: str, row: int) -> str:
        """Return why *symbol* has no value in a row: its bar, the bar before, or the volume."""
        day, whole = self.days[row], self.whole[symbol].to_numpy()
        if not whole[row]:
            return f"no whole bar of {symbol} is held for {day:%Y-%m-%d}, inside the window"
        if row == 0 or not whole[:row].any():
            return f"the bar of {symbol} on {day:%Y-%m-%d} is its first, so it has no return"
        if not whole[row - 1]:
            before = self.days[row - 1]
            return (
                f"{symbol} has no return on {day:%Y-%m-%d}, inside the window: no whole bar is "
                f"held for the session before, {before:%Y-%m-%d}"
            )
        return f"the bar of {symbol} on {day:%Y-%m-%d} has no volume"


def panel_of(
    bars: Mapping[str, pd.DataFrame],
    share: str,
    *,
    benchmark: str,
    sector: str | None,
    model: Model,
    measure: Measure,
    known: weights.Weights | None = None,
) -> Panel:
    """Return the returns or log volumes that *model* regresses on one another.

    Market model and mean-adjusted: Brown & Warner (1985); log volume in place
    of returns: Ajinkya & Jain (1989). The market-adjusted model estimates
    nothing and its error is the spread about nought; volumes of two symbols
    differ in level, so there it keeps a constant.

    Parameters
    ----------
    known
        By benchmark and date, the share's weight, which is taken out of the benchmark's returns.

    Raises
    ------
    DataError
        If the bars of a symbol that is needed are not held, or a symbol is its own benchmark.
    """
    symbols = _symbols(share, benchmark, sector=sector, model=model)
    share_bars = _bars_of(bars, share)
    days = sessions.days_of(share_bars)
    values_of = {symbol: measured_of(_bars_of(bars, symbol), measure) for symbol in symbols}
    measured = pd.DataFrame({name: one.reindex(days) for name, one in values_of.items()}, days)
    for symbol, weight in (known or {}).items():
        if symbol in symbols and measure != "volume":
            measured[symbol] = _without(
                measured[symbol],
                measured[share],
                weight=weights.by_session(weight, days),
                measure=measure,
            )
    whole = pd.DataFrame(
        {name: _whole(bars[name]).reindex(days, fill_value=False) for name in symbols}, days
    )
    values, ones = measured.to_numpy(dtype=float), np.ones((len(days), 1))
    if model != "market-adjusted":
        return Panel(days, measured, whole, values[:, 0], np.hstack([ones, values[:, 1:]]))
    constant = ones if measure == "volume" else ones[:, :0]
    return Panel(days, measured, whole, values[:, 0] - values[:, 1], constant)


def measured_of(bars: pd.DataFrame, measure: Measure) -> "pd.Series[float]":
    """Return the total return or the log volume of each session that was over when fetched."""
    whole = bars.mask(bars["partial"]) if bars["partial"].any() else bars
    if measure == "volume":
        return whole["volume"].where(whole["volume"] > 0).transform(np.log)
    returns = market_bars.log_returns if measure in LOGARITHMS else market_bars.simple_returns
    return returns(whole)


def _symbols(share: str, benchmark: str, *, sector: str | None, model: Model) -> list[str]:
    """Return the share, and behind it what explains it; all have to be different."""
    if (model == "two-factor") != (sector is not None):
        raise ValueError("a sector goes with the two-factor model, and with no other")
    others = [] if model == "mean-adjusted" else [benchmark]
    symbols = [share, *others, *([] if sector is None else [sector])]
    if len({*symbols}) < len(symbols):
        raise DataError("Benchmark", f"{' and '.join(symbols)} have to be different symbols")
    return symbols


def _without(
    benchmark: "pd.Series[float]",
    share: "pd.Series[float]",
    *,
    weight: "pd.Series[float]",
    measure: Measure,
) -> "pd.Series[float]":
    """Return what the rest of the benchmark did: (benchmark - weight x share) / (1 - weight)."""
    log = measure in LOGARITHMS
    whole, own = (one.transform(np.expm1) if log else one for one in (benchmark, share))
    rest = (whole - weight * own) / (1 - weight)
    return rest.transform(np.log1p) if log else rest


def _whole(bars: pd.DataFrame) -> "pd.Series[bool]":
    """Return which sessions have a bar that was over when it was fetched."""
    return bars["close"].notna() & ~bars["partial"]


def _bars_of(bars: Mapping[str, pd.DataFrame], symbol: str) -> pd.DataFrame:
    if symbol not in bars or bars[symbol].empty:
        raise DataError("Prices", f"no bars of {symbol} are held")
    return bars[symbol]
