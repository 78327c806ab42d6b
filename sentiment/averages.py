"""The events together: one table of tests, and how far the events depend on one another."""

import numpy as np
import pandas as pd

from sentiment import stats
from sentiment.fits import Array, Mask
from sentiment.stats import Outcome
from sentiment.sweeps import Measured


def summarise(events: Measured, *, apart: Mask, seed: int) -> pd.DataFrame:
    """Return one row per test of the mean cumulative abnormal return.

    Tests that take events for independent see those whose windows lie *apart*;
    Kolari and Pynnönen's sees all. Columns: `test`, `n` (events), `mean`,
    `statistic`, `p`, `low` and `high` (95 %), `source`; NaN where a test
    gives none.
    """
    alone = events.only(apart)
    car, scaled = alone.car, alone.standardised
    usual = (alone.residuals > 0).sum(axis=1) / np.isfinite(alone.residuals).sum(axis=1)
    clustered = stats.kolari_pynnonen(events.standardised, correlation=mean_correlation(events))
    rows = [
        _row("Cross-sectional t", car, stats.cross_sectional(car), "Brown & Warner (1985)"),
        _row("Patell", car, stats.patell(scaled, freedom=alone.freedom), "Patell (1976)"),
        _row(
            "Standardised cross-sectional",
            car,
            stats.standardised_cross_sectional(scaled),
            "Boehmer, Musumeci & Poulsen (1991)",
        ),
        _row("Adjusted for shared sessions", events.car, clustered, "Kolari & Pynnönen (2010)"),
        _row("Rank", car, stats.rank_test(alone.residuals, alone.abnormal), "Corrado (1989)"),
        _row(
            "Generalised sign",
            car,
            stats.generalised_sign(car, usually_positive=usual),
            "Cowan (1992)",
        ),
        _row("Bootstrap", car, stats.UNDECIDED, "Efron & Tibshirani (1993)"),
    ]
    table = pd.DataFrame(rows, columns=["test", "n", "mean", "statistic", "p", "source"])
    table.insert(5, "low", np.nan)
    table.insert(6, "high", np.nan)
    table.loc[table["test"] == "Cross-sectional t", ["low", "high"]] = stats.t_interval(car)
    table.loc[table["test"] == "Bootstrap", ["low", "high"]] = stats.mean_interval(car, seed=seed)
    return table


def mean_correlation(events: Measured) -> float:
    """Return the mean correlation of all pairs of events, NaN for fewer than two.

    One share's events are correlated by the sessions they share, of the event
    windows and of the estimation windows. A cumulative abnormal return is a
    weighted sum of the share's own daily returns, so its correlations follow
    from the weights; nothing has to be estimated.
    """
    n = len(events.weights)
    if n < 2:
        return np.nan
    unit = events.weights / np.linalg.norm(events.weights, axis=1, keepdims=True)
    # The sum over all pairs of rows is the squared length of the rows' sum.
    return float((np.square(unit.sum(axis=0)).sum() - n) / (n * (n - 1)))


def _row(
    test: str, car: Array, outcome: Outcome, source: str
) -> tuple[str, int, float, float, float, str]:
    """Return a row of the summary."""
    mean = float(car.mean()) if len(car) else np.nan
    return (test, len(car), mean, outcome.statistic, outcome.p, source)
