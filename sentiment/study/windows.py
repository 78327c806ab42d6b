"""A model laid over every session as if each were an event, and what it finds at the real ones.

Rows are sessions; `at` and other positions count them from the panel's first.
"""

from dataclasses import dataclass

import numpy as np

from sentiment.study import regression
from sentiment.study.regression import Array, Fits, Mask, Positions

NEEDED = 100  # usable sessions of an estimation window


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """A fit and the abnormal returns of a window for every session.

    `usable` marks the sessions a fit may use, `offsets` and `estimation` count the sessions of the
    event window and of the estimation window from the event's; `abnormal` has a row per session and
    a column per offset, NaN where something is lacking.
    """

    response: Array
    design: Array
    usable: Mask
    offsets: Positions
    estimation: Positions
    fit: Fits
    abnormal: Array

    @property
    def sound(self) -> Mask:
        """Return which sessions can be measured."""
        mask: Mask = np.isfinite(self.abnormal).all(axis=1) & (self.fit.sigma > 0)
        return mask

    @property
    def departures(self) -> Array:
        """Return what each session did beyond the fit before it."""
        expected = np.einsum("ek,ek->e", self.design, self.fit.coefficients)
        return np.asarray(self.response - expected)


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """The events that could be measured, a row each, and what they were measured by."""

    at: Positions
    abnormal: Array  # a column per session of the window
    errors: Array  # the standard error of each running sum of `abnormal`
    freedom: Positions
    residuals: Array  # abnormal returns of the estimation window, NaN where left out
    weights: Array  # what each session of the panel contributes to the cumulative abnormal return

    @property
    def car(self) -> Array:
        """Return the cumulative abnormal returns."""
        total: Array = self.abnormal.sum(axis=1)
        return total

    @property
    def standardised(self) -> Array:
        """Return the cumulative abnormal returns over their standard errors."""
        return self.car / self.errors[:, -1]

    def only(self, mask: Mask) -> "Measured":
        """Return the *mask* events."""
        return Measured(*(getattr(self, name)[mask] for name in self.__slots__))


def sweep(
    response: Array,
    design: Array,
    *,
    usable: Mask,
    window: tuple[int, int],
    estimation: tuple[int, int],
) -> Sweep:
    """Return the model before each session and what departed from it around that session."""
    fit = regression.rolling_fits(response, design, window=estimation, usable=usable, needed=NEEDED)
    offsets, before = (np.arange(first, last + 1) for first, last in (window, estimation))
    every = np.arange(len(response))
    abnormal = _departures(response, design, fit, at=every, offsets=offsets)
    return Sweep(response, design, usable, offsets, before, fit, abnormal)


def measure(swept: Sweep, at: Positions) -> Measured:
    """Return the events *at* these rows, all of them sound."""
    fit = swept.fit
    inverse, sigma, freedom = fit.inverse[at], fit.sigma[at], fit.freedom[at]
    totals = regression.gather(swept.design, at, offsets=swept.offsets).cumsum(axis=1)
    errors = regression.cumulative_errors(totals, inverse, sigma=sigma)
    before = _departures(swept.response, swept.design, fit, at=at, offsets=swept.estimation)
    rows = at[:, None] + swept.estimation
    used = (rows >= 0) & swept.usable[rows]
    residuals = np.where(used, before, np.nan)
    weights = np.zeros((len(at), len(swept.response)))
    # A session of the estimation window counts through the coefficients, against the event's.
    reach = np.einsum("ek,ekm->em", totals[:, -1], inverse)
    through = -np.einsum("em,esm->es", reach, swept.design[rows])
    event, session = np.nonzero(used)
    weights[event, rows[event, session]] = through[event, session]
    weights[np.arange(len(at))[:, None], at[:, None] + swept.offsets] += 1
    return Measured(at, swept.abnormal[at], errors, freedom, residuals, weights)


def placebos(swept: Sweep, *, events: Mask, never: Mask) -> Positions:
    """Return the sound sessions whose windows touch no event's window and hold no session *never*.

    *events* and *never* mark sessions.
    """
    first, last = int(swept.offsets[0]), int(swept.offsets[-1])
    touching = spread(events, first - last, last - first)
    rows: Positions = np.flatnonzero(swept.sound & ~touching & ~spread(never, first, last))
    return rows


def spread(marked: Mask, first: int, last: int) -> Mask:
    """Return the sessions from *first* to *last* of which, counted from each, one is marked.

    Examples
    --------
    >>> spread(np.array([False, False, True, False]), -1, 0).astype(int).tolist()
    [0, 0, 1, 1]
    """
    running = np.concatenate([[0], np.cumsum(marked)])
    row = np.arange(len(marked))
    begin, end = (np.clip(row + offset, 0, len(marked)) for offset in (first, last + 1))
    return np.asarray(running[end] > running[begin])


def separate(at: Positions, length: int) -> Mask:
    """Return which of the ascending positions keep windows of *length* apart, the earlier first.

    Examples
    --------
    >>> separate(np.array([10, 12, 13, 30]), 3).tolist()
    [True, False, True, True]
    """
    mask, last = np.zeros(len(at), dtype=bool), -length
    for place, position in enumerate(at):
        if position - last >= length:
            mask[place], last = True, position
    return mask


def _departures(
    response: Array, design: Array, fit: Fits, *, at: Positions, offsets: Positions
) -> Array:
    """Return what the response did beyond the fits of rows *at*, at each of *offsets* from them."""
    expected = np.einsum(
        "elk,ek->el", regression.gather(design, at, offsets=offsets), fit.coefficients[at]
    )
    return np.asarray(regression.gather(response, at, offsets=offsets) - expected)
