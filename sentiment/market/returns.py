"""A share's return beside its benchmark's: what was the company's own of a session's move."""

from collections.abc import Mapping
from functools import reduce

import pandas as pd

from sentiment.market.bars import simple_returns
from sentiment.market.sessions import EVERY_DAY


def market_adjusted(share_bars: pd.DataFrame, benchmark_bars: pd.DataFrame) -> pd.DataFrame:
    """Return what a share did, what its benchmark did, and the difference, per session.

    The market-adjusted model of Brown & Warner (1985). Of two exchanges the benchmark's return and
    the difference are from one session that both had to the next: see :func:`on_shared_sessions`.

    Returns
    -------
    DataFrame
        Indexed by the share's sessions: ``share`` and ``benchmark``, simple returns with dividends
        on their ex-date, and ``abnormal``, the one less the other; NaN where a bar is missing.

    Examples
    --------
    >>> days = pd.DatetimeIndex(["2026-01-30", "2026-02-02"], name="session")
    >>> share = pd.DataFrame({"close": [100.0, 97.0], "dividend": 0.0}, index=days)
    >>> benchmark = pd.DataFrame({"close": [50.0, 50.5], "dividend": 0.0}, index=days)
    >>> market_adjusted(share, benchmark)["abnormal"].round(4).to_list()
    [nan, -0.04]
    """
    share, compared, market = (
        simple_returns(bars).reindex(share_bars.index)
        for bars in (
            share_bars,
            *on_shared_sessions({"share": share_bars, "market": benchmark_bars}).values(),
        )
    )
    table = pd.DataFrame({"share": share, "benchmark": market, "abnormal": compared - market})
    table.attrs = dict(share_bars.attrs)
    return table


def on_shared_sessions(frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return bars of several exchanges on the sessions that all of them had; others as they are.

    A return then spans the same stretch for each. A dividend of a session left out counts on the
    next that is shared.
    """
    if len({frame.attrs.get("calendar", "XNYS") for frame in frames.values()}) < 2:
        return dict(frames)
    indices = [pd.DatetimeIndex(frame.index[frame["close"].notna()]) for frame in frames.values()]
    shared = reduce(lambda one, other: one.intersection(other), indices)
    return {name: _restricted(frame, shared) for name, frame in frames.items()}


def lost_sessions(frames: Mapping[str, pd.DataFrame], share: str) -> int:
    """Return how many of a share's sessions fall out where others' exchanges were shut.

    Counted where all of them have bars.
    """
    aligned = on_shared_sessions(frames)[share]
    if aligned.empty or aligned is frames[share]:
        return 0
    return len(frames[share].loc[aligned.index[0] : aligned.index[-1]]) - len(aligned)


def lost_note(share: str, benchmark: str, lost: int) -> list[str]:
    """Return the sentence on two exchanges' sessions that are not shared; none where all are.

    Examples
    --------
    >>> lost_note("RY.TO", "SPY", 1)
    ['RY.TO and SPY are compared on the sessions that both exchanges had: 1 of RY.TO falls out.']
    """
    if not lost:
        return []
    fall = "falls" if lost == 1 else "fall"
    return [
        f"{share} and {benchmark} are compared on the sessions that both exchanges had: {lost} of "
        f"{share} {fall} out."
    ]


def _restricted(frame: pd.DataFrame, shared: pd.DatetimeIndex) -> pd.DataFrame:
    """Return the bars of some sessions, with the dividends since the one before."""
    places = shared.searchsorted(pd.DatetimeIndex(frame.index))
    inside = places < len(shared)
    cash = frame.loc[inside, "dividend"].groupby(shared[places[inside]]).sum()
    bars = frame.loc[shared].assign(dividend=cash.reindex(shared, fill_value=0.0))
    # days and hours alone: what lies between two shared sessions is no gap
    bars.attrs = {"calendar": EVERY_DAY, "zone": frame.attrs.get("zone", "")}
    return bars
