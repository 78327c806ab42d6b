"""How strongly a share was moving on the eve of each session, from what came before it alone.

News comes when prices move, so a window is held against others at its own volatility: what it did
over what could be expected of it.
"""

import numpy as np
import pandas as pd

from sentiment.study import regression
from sentiment.study.regression import Array, Mask
from sentiment.study.windows import Sweep

DECAY = 0.94  # of a session's weight from one to the next: RiskMetrics (1996), for daily returns
NEEDED = 60  # sessions before it is estimated how far the recent ones may be trusted
ALONE = 0.9  # of the variance of recent sessions, where the window begins among them
FLOOR = 0.2  # of the usual size; a forecast is never lower
_NORMAL = np.sqrt(np.pi / 2)  # a normal variable's deviation over its mean size


def scales(swept: Sweep, *, counted: Mask) -> Array:
    """Return the standard deviation to expect of each window's cumulative abnormal return.

    It is the forecast error of the model (Campbell, Lo & MacKinlay 1997, section 4.4) with the
    volatility on the eve of the window's announcement in place of that of the estimation.
    *counted* marks the sessions that tell of volatility. News comes after moves, so a window that
    begins before its announcement holds sessions that brought it: there recent squares count
    nearly alone (:func:`recent_deviations`), else by as much as they have told so far
    (:func:`expected_sizes`).
    """
    departed, sigma = np.abs(swept.departures), swept.fit.sigma
    if swept.offsets[0] < 0:
        deviation = recent_deviations(departed, sigma=sigma, counted=counted)
    else:
        deviation = _NORMAL * expected_sizes(departed, sigma=sigma, counted=counted)
    return forecast_errors(swept, deviation)


def forecast_errors(swept: Sweep, deviation: Array) -> Array:
    """Return the error of each window's sum, given the *deviation* of a session on its eve."""
    every = np.arange(len(swept.response))
    totals = regression.gather(swept.design, every, offsets=swept.offsets).sum(axis=1)
    shared = np.einsum("ek,ekm,em->e", totals, swept.fit.inverse, totals)
    return np.asarray(deviation * np.sqrt(len(swept.offsets) + shared))


def recent_deviations(sizes: Array, *, sigma: Array, counted: Mask) -> Array:
    """Return the deviation of the sessions before each, recent ones counting more.

    The RiskMetrics variance, of which `ALONE` counts, the rest being the estimation's own.
    """
    squares = averaged(sizes**2, start=sigma**2, counted=_counted(sizes, sigma, counted))
    return np.asarray(np.sqrt(ALONE * squares + (1 - ALONE) * sigma**2))


def expected_sizes(sizes: Array, *, sigma: Array, counted: Mask) -> Array:
    """Return the size to expect of each session's departure, given those of the sessions before.

    An average of past sizes, recent ones counting more, is drawn towards the usual size by as much
    as past sizes followed such averages: where volatility never changed, the average is noise, and
    a slope near nought says so.

    Parameters
    ----------
    sizes, sigma
        How far each session departed from the model, and the model's residual deviation.
    counted
        Which sessions are learnt from; the others leave the average as it was.
    """
    mask = _counted(sizes, sigma, counted)
    learnt = np.flatnonzero(mask)
    if not len(learnt):
        return np.full(len(sizes), np.nan)
    seen = np.searchsorted(learnt, np.arange(len(sizes)))  # how many came before each session
    recent = averaged(sizes, start=sigma / _NORMAL, counted=mask)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = recent / sigma
        usual, slope, middle = _slopes(ratio[learnt], sizes[learnt] / sigma[learnt])
        drawn = usual[seen] + slope[seen] * (ratio - middle[seen])
        shrunk = sigma * np.maximum(drawn, FLOOR * usual[seen])
    return np.where(seen >= NEEDED, shrunk, recent)


def averaged(values: Array, *, start: Array, counted: Mask) -> Array:
    """Return the mean of the counted values before each session, recent ones counting more.

    It begins with *start* as of the first of them; NaN where there is no *start*.
    """
    learnt = np.flatnonzero(counted)
    seed = start[learnt[0]] if len(learnt) else np.nan
    if np.isnan(seed):
        return np.full(len(values), np.nan)
    path = pd.Series([seed, *values[learnt]]).ewm(alpha=1 - DECAY, adjust=False).mean()
    seen = np.searchsorted(learnt, np.arange(len(values)))
    return np.where(start > 0, path.to_numpy()[seen], np.nan)


def _counted(sizes: Array, sigma: Array, counted: Mask) -> Mask:
    """Return which sessions tell of volatility."""
    mask: Mask = counted & np.isfinite(sizes) & (sigma > 0)
    return mask


def _slopes(x: Array, y: Array) -> tuple[Array, Array, Array]:
    """Return mean of y, slope of y on x within 0 and 1, and mean of x, over the first 0, 1, 2 … .

    Of none there is no mean.
    """
    n = np.arange(len(x) + 1)
    sums = (np.concatenate([[0.0], np.cumsum(v)]) / n for v in (x, y, x * x, x * y))
    mean_x, mean_y, squares, products = sums
    spread = squares - mean_x**2
    rising = np.where(spread > 1e-12, (products - mean_x * mean_y) / spread, 0.0)
    return mean_y, np.clip(rising, 0.0, 1.0), mean_x
