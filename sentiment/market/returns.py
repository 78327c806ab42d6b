"""A share's return beside its benchmark's: what was the company's own of a session's move."""

import pandas as pd

from sentiment.market.bars import simple_returns


def market_adjusted(share_bars: pd.DataFrame, benchmark_bars: pd.DataFrame) -> pd.DataFrame:
    """Return what a share did, what its benchmark did, and the difference, per session.

    The market-adjusted model of Brown & Warner (1985).

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
    share = simple_returns(share_bars)
    benchmark = simple_returns(benchmark_bars).reindex(share.index)
    return pd.DataFrame({"share": share, "benchmark": benchmark, "abnormal": share - benchmark})
