"""Moves around articles put together: by tone and hours, neighbours as one, and in words."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from sentiment.market import calendar
from sentiment.output import numbers
from sentiment.output.labels import LABELS, NEUTRAL_BAND
from sentiment.study import significance
from sentiment.study.design import LEVEL
from sentiment.study.regression import Array, Positions

HOURS = ("in hours", "out of hours")
FEWEST = 3  # sessions; the interval of two means is too wide to say anything
# Of one session alone, so that neighbouring sessions share nothing of them.
APART = ("to_open", "to_close")
COLUMNS = ["articles", "sessions", "clusters", "mean", "low", "high", "p"]


def averages(moves: pd.DataFrame, *, by: str, order: list[object]) -> pd.DataFrame:
    """Return one row per tone, hours and *by*: the mean move of the sessions, with its interval.

    Parameters
    ----------
    moves
        `compound`, `in_hours`, `session`, `move` and what *by* names.

    Returns
    -------
    DataFrame
        `tone`, `hours`, *by*, `articles`, `sessions` (articles of one share its price),
        `clusters` (runs of sessions that follow one another, whose moves overlap), `mean`,
        `low`, `high` (95 %) and `p`.
    """
    measured = moves.dropna(subset=["move", "compound"])
    measured = measured.assign(place=_places(measured["session"]))
    tones = tone_of(measured["compound"])
    hours = np.where(measured["in_hours"].to_numpy(dtype=bool), *HOURS)
    grouped = dict(list(measured.groupby([tones, hours, by])))
    rows = [
        (tone, when, value, *_mean(grouped.get((tone, when, value), measured[:0]), str(value)))
        for tone in LABELS
        for when in HOURS
        for value in order
    ]
    return pd.DataFrame(rows, columns=["tone", "hours", by, *COLUMNS])


def tone_of(compound: "pd.Series[float]") -> NDArray[np.str_]:
    """Return the tone that each compound reads as, by the neutral band."""
    sides = [compound <= -NEUTRAL_BAND, compound >= NEUTRAL_BAND]
    return np.select(sides, ["negative", "positive"], "neutral")


def _mean(group: pd.DataFrame, measure: str) -> tuple[object, ...]:
    """Return how many articles, sessions and clusters there are, and the mean with its interval."""
    if group.empty:
        return 0, 0, 0, *[np.nan] * 4
    places, of = np.unique(group["place"].to_numpy(), return_inverse=True)
    means = np.bincount(of, group["move"].to_numpy(dtype=float)) / np.bincount(of)
    cluster = np.arange(len(places)) if measure in APART else runs(places)
    return len(group), len(places), int(cluster[-1]) + 1, *clustered(means, cluster)


def _places(days: "pd.Series[pd.Timestamp]") -> Positions:
    """Return the number of each session, counted by the exchange from the first of them."""
    sessions = (
        calendar.sessions_between(days.min(), days.max()) if len(days) else pd.DatetimeIndex([])
    )
    return np.asarray(sessions.get_indexer(pd.DatetimeIndex(days)), dtype=np.int64)


def runs(places: Positions) -> Positions:
    """Return a number for each of the ascending sessions, the same for those in a row.

    Examples
    --------
    >>> runs(np.array([3, 4, 5, 8])).tolist()
    [0, 0, 0, 1]
    """
    return np.concatenate([[0], np.cumsum(np.diff(places) > 1)]).astype(np.int64)


def clustered(values: Array, cluster: Positions) -> tuple[float, float, float, float]:
    """Return the mean, its 95 % interval and p, where values of one cluster depend on one another.

    The sandwich of Liang & Zeger (1986) with G / (G - 1), and Student's t of G - 1 degrees of
    freedom, G the number of clusters; where each is one value it is the ordinary t test.

    Examples
    --------
    >>> [round(one, 4) for one in clustered(np.array([0.01, 0.02, 0.03, 0.06]), np.arange(4))]
    [0.03, -0.0044, 0.0644, 0.0691]
    """
    n, groups = len(values), len(np.unique(cluster))
    mean = float(values.mean()) if n else np.nan
    if groups < 2:
        return mean, np.nan, np.nan, np.nan
    sums = np.bincount(cluster, values - mean)
    error = float(np.sqrt(groups / (groups - 1) * np.square(sums).sum()) / n)
    half = float(stdtrit(groups - 1, 0.975)) * error
    p = float(2 * stdtr(groups - 1, -abs(mean) / error)) if error else np.nan
    return mean, mean - half, mean + half, p


def corrected(table: pd.DataFrame) -> pd.DataFrame:
    """Return the averages with each p corrected for all of them: `p_holm`."""
    return table.assign(p_holm=significance.holm(table["p"].to_numpy(dtype=float)))


def notes(table: pd.DataFrame, *, reach: str) -> tuple[str, ...]:
    """Return what can be said of each tone and hours, in sentences."""
    family = int(table["p"].notna().sum())
    sentences = [
        _note(rows, str(tone), str(hours), reach=reach)
        for (tone, hours), rows in table.groupby(["tone", "hours"], sort=False)
    ]
    if not family:
        return tuple(sentences)
    return (
        *sentences,
        f"{family} means are looked at together: each p is corrected for so many (Holm), and "
        "sessions in a row count as one, since their moves overlap.",
    )


def _note(rows: pd.DataFrame, tone: str, hours: str, *, reach: str) -> str:
    before, after, opened = (
        rows[rows["measure"] == name].iloc[0] for name in ("before", "after", "to_open")
    )
    fewest = int(min(before["sessions"], after["sessions"]))
    if fewest < FEWEST:
        return (
            f"Cannot tell what the price did around {tone} articles {hours}: sessions with such "
            f"articles and prices around them: {fewest}, at least {FEWEST} are needed."
        )
    length = f"{pd.Timedelta(reach) / pd.Timedelta('1h'):g} hours"
    gap = ""
    if hours == HOURS[1]:
        gap = f", of which {numbers.percent(opened['mean'])} by the next open"
    clear = [when for row, when in ((before, "before"), (after, "after")) if row["p_holm"] <= LEVEL]
    verdict = f"the move {' and '.join(clear)} them is" if clear else "neither is"
    return (
        f"Around {tone} articles {hours} ({before['articles']:.0f} on {before['sessions']:.0f} "
        f"sessions) the price moved {_mean_words(before)} in the {length} before and "
        f"{_mean_words(after)} in the {length} after{gap}, beyond the benchmark; {verdict} larger "
        "than chance would have it."
        f"{_among_placebos(after)}"
    )


def _mean_words(row: "pd.Series[float]") -> str:
    if np.isnan(row["low"]):
        return numbers.percent(row["mean"])
    low, high = numbers.percent(row["low"]), numbers.percent(row["high"])
    return f"{numbers.percent(row['mean'])} ({low} to {high})"


def _among_placebos(row: "pd.Series[float]") -> str:
    """Return how often ordinary sessions at the same times moved as far, raw moves compared."""
    if np.isnan(row["placebo_p"]):
        return ""
    return (
        " At the same times of ordinary sessions the share alone, market and all, moved as far on "
        f"average in {row['placebo_p']:.0%} of draws."
    )
