"""The same times of day on sessions without articles: how far a share moves then anyway.

Ordinary sessions are held of the share alone, so what is compared are raw moves, not those beyond
a benchmark.
"""

import numpy as np
import pandas as pd

from sentiment.study import significance
from sentiment.study.regression import Array

DRAWS = 999
FEWEST = 20  # ordinary sessions; of fewer no p can fall below 5 %


def standing(own: Array, ordinary: Array) -> "pd.DataFrame":
    """Return each article's place among the same times of ordinary sessions.

    Parameters
    ----------
    own
        The raw move after each article, NaN where it is not held.
    ordinary
        A row per article with the move after the same time of each ordinary session.

    Returns
    -------
    DataFrame
        `placebo_n` and `placebo_p` per article.
    """
    finite = [row[np.isfinite(row)] for row in ordinary]
    return pd.DataFrame(
        {
            "placebo_n": [len(row) for row in finite],
            "placebo_p": [
                significance.placebo_p(move, row)
                if np.isfinite(move) and len(row) >= FEWEST
                else np.nan
                for move, row in zip(own, finite, strict=True)
            ],
        }
    )


def mean_p(own: Array, ordinary: Array, sessions: "pd.Series[pd.Timestamp]", *, seed: int) -> float:
    """Return how often a mean over as many ordinary sessions is as far from nought.

    Every session with articles is given one ordinary session at random, the same for all of its
    articles, whose times of day are kept.
    """
    days, place = np.unique(sessions.to_numpy(), return_inverse=True)
    usable = np.isfinite(ordinary).all(axis=0)
    if not len(own) or usable.sum() < FEWEST or not np.isfinite(own).all():
        return np.nan
    drawn = np.random.default_rng(seed).integers(usable.sum(), size=(DRAWS, len(days)))
    moves = ordinary[:, usable][np.arange(len(own)), drawn[:, place]]
    weight = 1 / (np.bincount(place)[place] * len(days))  # a session's articles share its price
    return significance.placebo_p(float(own @ weight), moves @ weight)
