import numpy as np
import pandas as pd
import pytest

from sentiment import sessions, study


def bars_of(closes: list[float], *, dividends: list[float] | None = None) -> pd.DataFrame:
    index = sessions.sessions_between(pd.Timestamp("2026-01-26"), pd.Timestamp("2026-12-31"))
    columns = {"close": closes, "dividend": dividends or [0.0] * len(closes)}
    return pd.DataFrame(columns, index=index[: len(closes)].rename("session"))


def test_the_market_adjusted_return_is_what_the_benchmark_did_not_do() -> None:
    beyond = study.market_adjusted(bars_of([100, 102, 99.96]), bars_of([50, 50.5, 50.5]))

    assert beyond.to_list() == pytest.approx([np.nan, 0.01, -0.02], nan_ok=True)


def test_a_dividend_counts_on_its_ex_date() -> None:
    share = bars_of([100, 99, 99], dividends=[0, 1, 0])

    beyond = study.market_adjusted(share, bars_of([50, 50, 50]))

    assert beyond.to_list() == pytest.approx([np.nan, 0, 0], nan_ok=True)


def test_a_session_after_a_gap_has_no_return() -> None:
    share = bars_of([100, 101, 102, 103])

    beyond = study.market_adjusted(share.drop(share.index[1]), bars_of([50, 50, 50, 50]))

    assert beyond.isna().to_list() == [True, True, False]
