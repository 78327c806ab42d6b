"""The events together: one table of tests, and how far the events depend on one another."""

import numpy as np
import pandas as pd

from sentiment.study import significance
from sentiment.study.regression import Array, Mask
from sentiment.study.significance import Outcome
from sentiment.study.windows import Measured

NONE = (np.nan, np.nan)  # the interval of a test that gives none
# How often each fires at 5 % where twelve events of no effect fell in turbulent times: 400 studies
# of GARCH noise by benchmarks/study.py, so that an honest test lies within 3 and 7 %.
SIZE = {
    "Cross-sectional t": 0.07,
    "Patell": 0.15,
    "Standardised cross-sectional": 0.07,
    "Adjusted for shared sessions": 0.05,
    "Rank": 0.09,
    "Generalised sign": 0.05,
    "Bootstrap": 0.07,
}


# Longer than most: an entry a test, each with its source.
def summarise(events: Measured, *, apart: Mask, seed: int) -> pd.DataFrame:
    """Return one row per test of the mean cumulative abnormal return.

    Tests that take events for independent see those whose windows lie *apart*;
    Kolari and Pynnönen's sees all. Columns: `test`, `n` (events), `mean`,
    `statistic`, `p`, `low` and `high` (95 %), `size` (how often it was
    measured to fire at 5 % on nothing, in turbulent times), `source`; NaN
    where a test gives none.
    """
    alone = events.only(apart)
    car, scaled, every = alone.car, alone.standardised, events.standardised
    usual = (alone.residuals > 0).sum(axis=1) / np.isfinite(alone.residuals).sum(axis=1)
    rows: list[tuple[str, Array, Outcome, tuple[float, float], str]] = [
        (
            "Cross-sectional t",
            car,
            significance.cross_sectional(car),
            significance.t_interval(car),
            "Brown & Warner (1985)",
        ),
        ("Patell", car, significance.patell(scaled, freedom=alone.freedom), NONE, "Patell (1976)"),
        (
            "Standardised cross-sectional",
            car,
            significance.standardised_cross_sectional(scaled),
            NONE,
            "Boehmer, Musumeci & Poulsen (1991)",
        ),
        (
            "Adjusted for shared sessions",
            events.car,
            significance.kolari_pynnonen(every, correlation=mean_correlation(events)),
            NONE,
            "Kolari & Pynnönen (2010)",
        ),
        (
            "Rank",
            car,
            significance.rank_test(alone.residuals, alone.abnormal),
            NONE,
            "Corrado (1989)",
        ),
        (
            "Generalised sign",
            car,
            significance.generalised_sign(car, usually_positive=usual),
            NONE,
            "Cowan (1992)",
        ),
        (
            "Bootstrap",
            car,
            significance.UNDECIDED,
            significance.mean_interval(car, seed=seed),
            "Efron & Tibshirani (1993)",
        ),
    ]
    return pd.DataFrame(
        [
            (test, len(of), _mean(of), outcome.statistic, outcome.p, *interval, SIZE[test], source)
            for test, of, outcome, interval, source in rows
        ],
        columns=["test", "n", "mean", "statistic", "p", "low", "high", "size", "source"],
    )


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


def _mean(values: Array) -> float:
    """Return the mean, NaN of none."""
    return float(values.mean()) if len(values) else np.nan
