"""Arrays in, numbers out: is an abnormal return unusual, alone among placebos or on average.

Across events, `car` is one cumulative abnormal return per event and `standardised` the same over
its own standard error, prediction error included.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import gammaln, ndtr, stdtr, stdtrit

Array = NDArray[np.float64]

# Fewer values than this leave so few different resamples that their quantiles are an accident.
FEWEST_TO_RESAMPLE = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """A test statistic and its two-sided p, both NaN when the test cannot be made."""

    statistic: float
    p: float


UNDECIDED = Outcome(np.nan, np.nan)


def student(statistic: float, *, freedom: float) -> Outcome:
    """Return a t statistic with its two-sided p."""
    return Outcome(float(statistic), float(2 * stdtr(freedom, -abs(statistic))))


def normal(statistic: float) -> Outcome:
    """Return a statistic that is standard normal under no effect with its two-sided p."""
    return Outcome(float(statistic), float(2 * ndtr(-abs(statistic))))


def cross_sectional(car: Array) -> Outcome:
    """Return the ordinary cross-sectional test, as Boehmer, Musumeci & Poulsen (1991) name it.

    The t test of the mean: the spread among the events is its only measure of error.

    Examples
    --------
    >>> round(cross_sectional(np.array([0.01, 0.02, 0.03, 0.06])).statistic, 3)
    2.777
    """
    n = len(car)
    if n < 2 or np.ptp(car) == 0:
        return UNDECIDED
    return student(car.mean() / (car.std(ddof=1) / np.sqrt(n)), freedom=n - 1)


def t_interval(values: Array) -> tuple[float, float]:
    """Return the 95 % interval of the mean by Student's t, NaN for fewer than two values."""
    n = len(values)
    if n < 2:
        return (np.nan, np.nan)
    half = stdtrit(n - 1, 0.975) * values.std(ddof=1) / np.sqrt(n)
    return (float(values.mean() - half), float(values.mean() + half))


def patell(standardised: Array, *, freedom: NDArray[np.int64]) -> Outcome:
    """Return the test of Patell (1976): each event weighs by its own precision.

    A standardised value is Student t with *freedom*, whose variance is
    freedom / (freedom - 2); their sum is near normal.
    """
    if not len(standardised):
        return UNDECIDED
    return normal(standardised.sum() / np.sqrt((freedom / (freedom - 2)).sum()))


def standardised_cross_sectional(standardised: Array) -> Outcome:
    """Return the test of Boehmer, Musumeci & Poulsen (1991).

    The spread among events is measured, not assumed: news that makes returns
    more variable does not by itself reject. Student t with one less than the
    number of events, which for few events is the safer side of their normal.
    """
    return cross_sectional(standardised)


def kolari_pynnonen(standardised: Array, *, correlation: float) -> Outcome:
    """Return the same test for events that are correlated: Kolari & Pynnönen (2010).

    *correlation* is the mean over all pairs of events.
    """
    n, alone = len(standardised), standardised_cross_sectional(standardised)
    if np.isnan(alone.statistic):
        return UNDECIDED
    shrunk = alone.statistic * np.sqrt((1 - correlation) / (1 + (n - 1) * correlation))
    return student(shrunk, freedom=n - 1)


def rank_test(before: Array, during: Array) -> Outcome:
    """Return the rank test: Corrado (1989) with the missing values of Corrado & Zivney (1992).

    Parameters
    ----------
    before, during
        Abnormal returns with a row per event and a column per session of the
        estimation and of the event window, NaN where left out. The ranks of a
        window are summed as by Campbell & Wasley (1993); that they are drawn
        without replacement makes the sum vary less: Cochran (1977), theorem 2.2.
    """
    if not len(before):
        return UNDECIDED
    both = np.concatenate([before, during], axis=1)
    counts = np.isfinite(both).sum(axis=1, keepdims=True)
    scaled = pd.DataFrame(both).rank(axis=1).to_numpy() / (counts + 1) - 0.5
    present = np.isfinite(scaled).sum(axis=0)
    daily = np.nansum(scaled, axis=0)[present > 0] / np.sqrt(present[present > 0])
    length, size = during.shape[1], len(daily)
    spread = np.sqrt((daily**2).mean() * length * (size - length) / (size - 1))
    return normal(daily[-length:].sum() / spread)


def generalised_sign(car: Array, *, usually_positive: Array) -> Outcome:
    """Return the generalised sign test of Cowan (1992).

    *usually_positive* is each event's share of positive abnormal returns in
    its estimation window. The statistic is Cowan's; its p is the binomial's
    own, since his normal one is coarse for few events.
    """
    n = len(car)
    if not n:
        return UNDECIDED
    positive, usual = int((car > 0).sum()), float(usually_positive.mean())
    if not 0 < usual < 1:
        return UNDECIDED
    statistic = (positive - n * usual) / np.sqrt(n * usual * (1 - usual))
    return Outcome(float(statistic), _binomial(positive, n, usual))


def _binomial(positive: int, n: int, usual: float) -> float:
    """Return the two-sided p of a count: the chance of all counts that are no likelier than it."""
    counts = np.arange(n + 1)
    ways = gammaln(n + 1) - gammaln(counts + 1) - gammaln(n - counts + 1)
    logs = ways + counts * np.log(usual) + (n - counts) * np.log1p(-usual)
    no_likelier = logs <= logs[positive] + 1e-7  # a mirrored count is as likely but for rounding
    return float(min(1.0, np.exp(logs[no_likelier]).sum()))


def mean_interval(values: Array, *, seed: int, draws: int = 4999) -> tuple[float, float]:
    """Return the 95 % bootstrap-t interval of the mean: Efron & Tibshirani (1993), section 12.5.

    Studentised, because the percentile interval of few values is too short.
    NaN for fewer than `FEWEST_TO_RESAMPLE`.
    """
    n = len(values)
    if n < FEWEST_TO_RESAMPLE or np.ptp(values) == 0:
        return (np.nan, np.nan)
    picked = values[np.random.default_rng(seed).integers(n, size=(draws, n))]
    spread = picked.std(axis=1, ddof=1)
    varied = spread > 0
    pivots = (picked.mean(axis=1) - values.mean())[varied] / spread[varied]
    low, high = np.quantile(pivots, [0.025, 0.975]) * values.std(ddof=1)
    return (float(values.mean() - high), float(values.mean() - low))


def holm(p: Sequence[float] | Array) -> Array:
    """Return each p adjusted for the number of them, NaN kept: Holm (1979).

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03]).tolist()
    [0.03, 0.06, 0.06]
    """
    given = np.asarray(p, dtype=float)
    order = np.argsort(given)[: np.isfinite(given).sum()]
    steps = given[order] * np.arange(len(order), 0, -1)
    adjusted = np.full(len(given), np.nan)
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return adjusted


def placebo_p(value: float, placebos: Array, *, length: int = 1) -> float:
    """Return the two-sided p of *value* among *placebos*, itself counted as one of them.

    The sample-quantile test of Gelbach, Helland & Klick (2013) on the size of
    the move; counting the value itself keeps p from ever being nought:
    Davison & Hinkley (1997), section 4.2. Windows of *length* sessions that
    overlap one another repeat what is in them: each counts for 1 / length.

    Examples
    --------
    >>> placebo_p(-0.05, np.array([0.01, -0.02, 0.06, 0.03]))
    0.4
    >>> placebo_p(-0.05, np.array([0.01, -0.02, 0.06, 0.03]), length=2)
    0.5
    """
    return float((length + (np.abs(placebos) >= abs(value)).sum()) / (len(placebos) + length))


def lowest_p(count: int, *, length: int = 1) -> float:
    """Return the lowest p that *count* placebos allow.

    Examples
    --------
    >>> lowest_p(19), round(lowest_p(355, length=21), 3)
    (0.05, 0.056)
    """
    return length / (count + length)


def placebo_rank(value: float, placebos: Array) -> float:
    """Return the share of *placebos* below *value*, ties counted half; NaN without any."""
    if not len(placebos):
        return np.nan
    return float(((placebos < value).sum() + (placebos <= value).sum()) / (2 * len(placebos)))


def smallest_notable(placebos: Array, *, length: int = 1, level: float = 0.05) -> float:
    """Return the size beyond which a move has a placebo p of at most *level*, NaN if none can.

    Examples
    --------
    >>> float(smallest_notable(np.arange(1, 40) / 100))
    0.38
    """
    whole = level * (len(placebos) + length) * (1 + 1e-12)
    allowed = int(np.floor(whole - length))
    if whole < length:
        return np.nan
    # p counts the placebos at least as large: the move has to pass the next one down.
    return float(np.sort(np.abs(placebos))[::-1][allowed])
