"""The largest moves of a share that no announcement explains."""

import numpy as np
import pandas as pd

from sentiment.market.announcements import naming, on_sessions_of
from sentiment.market.shares import Share
from sentiment.study import volatility

WARMING = 60  # sessions before the first that is judged


def unexplained_of(
    share: Share,
    abnormal: "pd.Series[float]",
    *,
    events: pd.DataFrame,
    results: pd.DataFrame,
    most: int = 20,
) -> pd.DataFrame:
    """Return the moves of a share that no announcement naming it, and no results of it, explain.

    Parameters
    ----------
    events
        Announcements, as ``read_events`` returns them, of whichever shares.
    results
        The share's own, as ``read_results`` returns them.
    """
    own = on_sessions_of(events[naming(events, share.symbol)], share)
    covered = pd.DatetimeIndex([*own["session"], *results["session"]])
    return unexplained_moves(abnormal, covered=covered, most=most)


def unexplained_moves(
    abnormal: "pd.Series[float]", *, covered: pd.DatetimeIndex, most: int = 20, level: float = 0.01
) -> pd.DataFrame:
    """Return the sessions whose abnormal move stands out and that nothing covers, newest first.

    A move is held against the volatility of the sessions before it alone, and against the moves
    of all other sessions measured so: nothing after a session is used to standardise it.

    Parameters
    ----------
    abnormal
        Abnormal returns by session, as decimals; NaN where one is missing.
    covered
        The sessions of announcements and results, and of what else is known.
    most
        No more than these, the largest.
    level
        A session stands out if no more than this share of all sessions moved as much.

    Returns
    -------
    DataFrame
        Index ``session``; ``abnormal``, ``standardised`` (in standard deviations of the sessions
        before) and ``p``: (1 + sessions that moved as much) / (1 + all others).

    Examples
    --------
    >>> days = pd.bdate_range("2026-01-01", periods=200)
    >>> moves = pd.Series(np.where(np.arange(200) % 2, 0.01, -0.01), days)
    >>> moves.iloc[150] = 0.2
    >>> unexplained_moves(moves, covered=days[:0]).index.to_list()
    [Timestamp('2026-07-30 00:00:00')]
    """
    moves = abnormal.dropna()
    squares = np.asarray(moves, dtype=np.float64) ** 2
    usual = np.full(len(moves), squares[:WARMING].mean() if len(moves) else np.nan)
    every = np.ones(len(moves), dtype=bool)
    deviation = np.sqrt(volatility.averaged(squares, start=usual, counted=every))
    judged: pd.Series[float] = (moves / deviation).iloc[WARMING:]
    z: pd.Series[float] = judged.replace([np.inf, -np.inf], np.nan).dropna()
    sizes = np.sort(z.abs().to_numpy())
    as_large = len(sizes) - np.searchsorted(sizes, z.abs().to_numpy(), side="left")
    p = as_large / max(len(sizes), 1)  # itself is the one more
    table = pd.DataFrame(
        {"abnormal": moves.reindex(z.index), "standardised": z, "p": p}, index=z.index
    ).rename_axis("session")
    standing_out = table[(table["p"] <= level) & ~table.index.isin(covered)]
    largest = standing_out.loc[standing_out["standardised"].abs().nlargest(most).index]
    return largest.sort_index(ascending=False)
