"""Events and prices to abnormal returns: what a share did beyond what its benchmark explains."""

import pandas as pd

from sentiment import sessions


def market_adjusted(share_bars: pd.DataFrame, benchmark_bars: pd.DataFrame) -> "pd.Series[float]":
    """Return the share's simple return less the benchmark's, one per session of the share.

    The market-adjusted model of Brown & Warner (1985), dividends counted on
    their ex-date; NaN where either has no return.

    Examples
    --------
    >>> days = pd.DatetimeIndex(["2026-01-30", "2026-02-02"], name="session")
    >>> share = pd.DataFrame({"close": [100.0, 97.0], "dividend": 0.0}, index=days)
    >>> benchmark = pd.DataFrame({"close": [50.0, 50.5], "dividend": 0.0}, index=days)
    >>> market_adjusted(share, benchmark).round(4).to_list()
    [nan, -0.04]
    """
    beyond = _simple_returns(share_bars) - _simple_returns(benchmark_bars)
    return beyond.reindex(share_bars.index).rename("abnormal")


def _simple_returns(bars: pd.DataFrame) -> "pd.Series[float]":
    """Return the total return of each session, NaN where the session before it has no bar."""
    held = sessions.sessions_between(bars.index[0], bars.index[-1])
    close, dividend = (bars[name].reindex(held) for name in ("close", "dividend"))
    return (close + dividend) / close.shift() - 1
