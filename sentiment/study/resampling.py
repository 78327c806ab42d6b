"""Rank correlation over many resamples at once: blocks drawn, blocks shuffled, ranks in each.

A resample is a row of positions into the data; a mask of the same shape says which of them count.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Positions = NDArray[np.int64]


def block_length(n: int) -> int:
    """Return how many neighbours stay together: Hall, Horowitz & Jing (1995), order n^(1/3).

    Examples
    --------
    >>> [block_length(n) for n in (8, 30, 125)]
    [2, 4, 5]
    """
    return max(1, int(np.ceil(n ** (1 / 3) - 1e-9)))


def drawn_blocks(n: int, *, draws: int, random: np.random.Generator) -> Positions:
    """Return rows of *n* positions in blocks drawn with replacement, the end joined to the start.

    The circular block bootstrap of Politis & Romano (1992): a block keeps
    what neighbours have in common.
    """
    length = block_length(n)
    starts = random.integers(n, size=(draws, -(-n // length)))
    rows = (starts[:, :, None] + np.arange(length)).reshape(draws, -1)[:, :n] % n
    return np.asarray(rows, dtype=np.int64)


def shuffled_blocks(n: int, *, draws: int, random: np.random.Generator) -> Positions:
    """Return rows that hold each of *n* positions once, blocks of neighbours in random order.

    Where the first block starts is random too, the end joined to the start.
    """
    length = block_length(n)
    count = -(-n // length)
    order = np.argsort(random.random((draws, count)), axis=1)
    rows = (order[:, :, None] * length + np.arange(length)).reshape(draws, -1)
    rows = rows[rows < n].reshape(draws, n)  # the last block may be short, in every row alike
    return np.asarray((rows + random.integers(n, size=(draws, 1))) % n, dtype=np.int64)


def row_ranks(values: Array, rows: Positions, *, counted: Mask) -> Array:
    """Return the rank of each of the *rows*' values among those *counted* in its row.

    Ties share their mean rank; what is not counted has no meaning. By
    counting, since sorting every row anew takes several times as long.

    Examples
    --------
    >>> values, rows = np.array([0.3, 0.1, 0.3]), np.array([[0, 1, 2]])
    >>> row_ranks(values, rows, counted=np.array([[True, True, True]])).tolist()
    [[2.5, 1.0, 2.5]]
    """
    distinct, code = np.unique(values, return_inverse=True)
    size = len(distinct) + 1  # one more, above all others, for what is not counted
    coded = np.where(counted, code[rows], size - 1)
    flat = (np.arange(len(rows))[:, None] * size + coded).ravel()
    counts = np.bincount(flat, minlength=len(rows) * size).reshape(len(rows), size)
    middle = counts.cumsum(axis=1) - (counts - 1) / 2
    return np.asarray(np.take_along_axis(middle, coded, axis=1))


def standard_ranks(values: Array) -> Array:
    """Return the ranks of each column, centred and of length 1, NaN where a column is constant.

    The inner product of two such columns is Spearman's correlation.
    """
    ranks = pd.DataFrame(values).rank().to_numpy()
    centred = ranks - ranks.mean(axis=0)
    length = np.sqrt((centred**2).sum(axis=0))
    return np.asarray(centred / np.where(length > 0, length, np.nan))


def row_correlations(x: Array, y: Array, *, counted: Mask) -> Array:
    """Return Pearson's correlation over what is *counted* of each row, NaN if one is constant."""
    n = np.maximum(counted.sum(axis=1, keepdims=True), 1)
    x, y = (
        np.where(counted, v - np.where(counted, v, 0).sum(axis=1, keepdims=True) / n, 0)
        for v in (x, y)
    )
    squares = (x * x).sum(axis=1) * (y * y).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        correlations = (x * y).sum(axis=1) / np.sqrt(squares)
    return np.where(squares > 1e-12, correlations, np.nan)


def spearman_rows(x: Array, y: Array, *, at_x: Positions, at_y: Positions) -> Array:
    """Return Spearman's correlation of `x[at_x]` with `y[at_y]` row by row, leaving out NaN."""
    counted = np.isfinite(x[at_x]) & np.isfinite(y[at_y])
    ranks = (row_ranks(v, rows, counted=counted) for v, rows in ((x, at_x), (y, at_y)))
    return row_correlations(*ranks, counted=counted)
