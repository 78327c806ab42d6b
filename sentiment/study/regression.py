"""Least squares before every session at once, and how sure its predictions are.

A design is a matrix with one row per session and one column per coefficient (ones for a constant);
a response has one value per session. Windows count sessions from the one at hand, ends included.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Positions = NDArray[np.int64]

# A determinant this near to nought (columns scaled to length 1) cannot tell the columns apart.
_SINGULAR = 1e-13
# A residual sum of squares this small next to the response's is rounding: all is explained.
_EXACT = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Fits:
    """One least-squares fit per session, NaN where the window did not allow one.

    `coefficients` has a row per session, `inverse` a matrix per session (of the cross products of
    the design), `sigma` the residual standard deviation and `freedom` its degrees of freedom.
    """

    n: Positions
    coefficients: Array
    inverse: Array
    sigma: Array
    r2: Array

    @property
    def freedom(self) -> Positions:
        """Return the rows of each fit less its coefficients."""
        left: Positions = self.n - self.coefficients.shape[1]
        return left


def rolling_fits(
    response: Array, design: Array, *, window: tuple[int, int], usable: Mask, needed: int
) -> Fits:
    """Return the fit over the *usable* rows of the *window* before each session.

    A window that starts before the data is cut short; a fit needs *needed*
    rows. Ordinary least squares by the normal equations, scaled to a unit
    diagonal: Golub & Van Loan (2013), section 5.3.

    Raises
    ------
    ValueError
        If the window does not end before the session itself.
    """
    if not window[0] <= window[1] < 0:
        raise ValueError(f"a window of estimation ends before its session, got {window}")
    k = design.shape[1]
    rows = np.column_stack([usable, response, design])
    rows = np.where(usable[:, None], rows, 0.0)
    moments = _rolling_sums(rows[:, :, None] * rows[:, None, :], window=window)
    n = moments[:, 0, 0].round().astype(np.int64)
    squares, crossed, gram = moments[:, 1, 1], moments[:, 1, 2:], moments[:, 2:, 2:]
    inverse = _inverse(gram, solvable=n >= max(needed, k + 1))
    coefficients = np.einsum("tij,tj->ti", inverse, crossed)
    left = np.maximum(squares - np.einsum("ti,ti->t", coefficients, crossed), 0.0)
    left = np.where(left <= _EXACT * squares, 0.0, left)
    left[~_fitted(inverse, n=n, needed=needed)] = np.nan
    with np.errstate(divide="ignore", invalid="ignore"):
        around_mean = squares - moments[:, 0, 1] ** 2 / n
        return Fits(n, coefficients, inverse, np.sqrt(left / (n - k)), 1 - left / around_mean)


def gather(values: Array, at: Positions, *, offsets: Positions) -> Array:
    """Return *values* at each of *offsets* from each row *at*, NaN off either end."""
    rows = at[:, None] + offsets
    inside = (rows >= 0) & (rows < len(values))
    rows_at: Array = values[np.where(inside, rows, 0)]
    rows_at[~inside] = np.nan
    return rows_at


def cumulative_errors(totals: Array, inverse: Array, *, sigma: Array) -> Array:
    """Return the standard error of each running sum of prediction errors.

    *totals* holds, per event, the running sums of the design's rows over the
    event's window. The noise of the window's sessions plus the error of the
    coefficients, which those sessions share: Campbell, Lo & MacKinlay (1997),
    section 4.4.
    """
    length = np.arange(1, totals.shape[1] + 1)
    shared = np.einsum("elk,ekm,elm->el", totals, inverse, totals)
    return np.asarray(sigma[:, None] * np.sqrt(length + shared))


def _rolling_sums(values: Array, *, window: tuple[int, int]) -> Array:
    """Return the sum of *values* over the *window* before each row, zeros taken before the first.

    Sums of windows, not differences of one running sum: a window's sum then cannot carry the
    rounding of what lies outside it.
    """
    size, length = len(values), window[1] - window[0] + 1
    ending = values[: max(size + window[1], 0)]
    padded = np.zeros((*values.shape[1:], size + length - 1))
    padded[..., -window[0] :] = np.moveaxis(ending, 0, -1)
    sums = np.lib.stride_tricks.sliding_window_view(padded, length, axis=-1).sum(-1)
    return np.moveaxis(sums, -1, 0)


def _inverse(gram: Array, *, solvable: Mask) -> Array:
    """Return the inverse of each matrix, NaN where it has none worth the name."""
    size = gram.shape[1]
    scale = np.sqrt(np.einsum("tii->ti", gram))
    solvable = solvable & (scale > 0).all(axis=1)
    safe = np.where(solvable[:, None], scale, 1.0)
    outer = safe[:, :, None] * safe[:, None, :]
    unit = np.where(solvable[:, None, None], gram / outer, np.eye(size))
    solvable &= np.linalg.det(unit) > _SINGULAR
    unit[~solvable] = np.eye(size)
    return np.where(solvable[:, None, None], np.linalg.inv(unit) / outer, np.nan)


def _fitted(inverse: Array, *, n: Positions, needed: int) -> Mask:
    """Return which sessions have a fit; one without coefficients needs rows alone."""
    mask: Mask = (n >= needed) & np.isfinite(inverse).all(axis=(1, 2))
    return mask
