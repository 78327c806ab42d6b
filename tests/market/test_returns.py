import numpy as np
import pandas as pd
import pytest

from sentiment.market.returns import market_adjusted

DAYS = pd.DatetimeIndex(["2026-01-29", "2026-01-30", "2026-02-02", "2026-02-03"], name="session")


def bars(closes: list[float], *, dividends: list[float] | None = None) -> pd.DataFrame:
    """Return daily bars of the first sessions of DAYS."""
    paid = [0.0] * len(closes) if dividends is None else dividends
    return pd.DataFrame({"close": closes, "dividend": paid}, index=DAYS[: len(closes)], dtype=float)


def test_the_abnormal_return_is_what_the_benchmark_did_not_do() -> None:
    returns = market_adjusted(bars([100, 102, 99.96]), bars([50, 50.5, 50.5]))

    assert returns["abnormal"].to_list() == pytest.approx([np.nan, 0.01, -0.02], nan_ok=True)
    assert returns["share"].iloc[1] == pytest.approx(0.02)
    assert returns["benchmark"].iloc[1] == pytest.approx(0.01)


def test_a_dividend_counts_on_its_ex_date() -> None:
    returns = market_adjusted(bars([100, 99, 99], dividends=[0, 1, 0]), bars([50, 50, 50]))

    assert returns["abnormal"].to_list() == pytest.approx([np.nan, 0, 0], nan_ok=True)


def test_a_session_after_a_gap_has_no_return() -> None:
    share = bars([100, 101, 102, 103]).drop(DAYS[1])

    returns = market_adjusted(share, bars([50, 50, 50, 50]))

    assert returns["abnormal"].isna().to_list() == [True, True, False]


def test_the_rows_are_the_sessions_of_the_share() -> None:
    returns = market_adjusted(bars([100, 101]), bars([50, 50, 50, 50]))

    assert returns.index.equals(DAYS[:2])
