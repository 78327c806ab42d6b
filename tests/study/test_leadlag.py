import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentiment.market import calendar
from sentiment.reading import daily
from sentiment.study import leadlag

DAYS = calendar.sessions_between(pd.Timestamp("2025-06-02"), pd.Timestamp("2026-03-31"))
ANSWERS = json.loads((Path(__file__).parents[1] / "answers" / "leadlag.json").read_text())


def noise(seed: int) -> pd.Series:
    values = np.random.default_rng(seed).normal(size=len(DAYS))
    return pd.Series(values, index=DAYS)


def sparse(series: pd.Series, *, keep: int, seed: int) -> pd.Series:
    picked = np.random.default_rng(seed).choice(len(series), keep, replace=False)
    return series.iloc[np.sort(picked)]


@pytest.mark.parametrize("planted", [-3, 0, 2])
def test_a_planted_lag_is_found(planted: int) -> None:
    returns = noise(1)
    tone = sparse(returns.shift(-planted) + 0.5 * noise(2), keep=60, seed=3).dropna()

    found = leadlag.lead_lag(tone, returns, draws=499)

    assert found.table["r"].abs().idxmax() == planted
    assert found.table.loc[planted, "p_adjusted"] <= 0.01
    assert found.table.loc[planted, "low"] > 0
    assert found.verdict.startswith("Tone went together with the return")


def test_nothing_is_found_where_nothing_was_planted() -> None:
    found = leadlag.lead_lag(sparse(noise(4), keep=80, seed=5), noise(6), draws=499)

    assert (found.table["p_adjusted"] > 0.05).all()
    assert found.verdict.startswith("No lag stands out")


@pytest.mark.parametrize("lag", [-5, 0, 1])
def test_the_correlation_is_spearmans_as_scipy_has_it(lag: int) -> None:
    case = ANSWERS["spearman"]
    days = pd.DatetimeIndex(case["sessions"])
    tone = pd.Series(case["tone"], index=days, dtype=float)
    returns = pd.Series(case["returns"], index=days, dtype=float)

    found = leadlag.lead_lag(tone, returns, draws=99)

    assert found.table.loc[lag, "r"] == pytest.approx(case["r"][str(lag)], abs=1e-12)
    assert found.table.loc[lag, "n"] == case["n"][str(lag)]


def test_days_without_articles_are_left_out_not_counted_as_neutral() -> None:
    returns = noise(7)
    tone = sparse(returns, keep=40, seed=8)

    with_gaps = leadlag.lead_lag(tone.reindex(DAYS), returns, lags=[0], draws=99)

    assert with_gaps.n == 40
    assert with_gaps.table.loc[0, "r"] == pytest.approx(1)


def test_a_return_after_the_last_bar_makes_no_pair() -> None:
    found = leadlag.lead_lag(noise(1), noise(2), draws=99)

    assert found.table["n"].to_list() == [len(DAYS) - abs(lag) for lag in range(-5, 6)]


def test_few_sessions_cannot_tell() -> None:
    found = leadlag.lead_lag(sparse(noise(1), keep=12, seed=1), noise(9), draws=499)

    assert found.verdict.startswith("Cannot tell: with 12 sessions")
    assert found.detectable > 0.5


def test_fewer_than_eight_sessions_have_no_correlation() -> None:
    found = leadlag.lead_lag(noise(1).iloc[:7], noise(2))

    assert found.table["r"].isna().all()
    assert found.table.loc[0, "n"] == 7
    assert "at least 8 are needed" in found.verdict


@pytest.mark.parametrize("returns", [noise(1), noise(1)[:0]])
def test_no_tone_at_all_cannot_tell(returns: pd.Series) -> None:
    nothing = noise(1)[:0]

    found = leadlag.lead_lag(nothing, returns)

    assert found.n == 0
    assert found.table["n"].eq(0).all()
    assert found.verdict.startswith("Cannot tell: 0 sessions have a tone")
    assert daily.surprise(nothing).empty
    assert leadlag.rolling(found, lag=0).empty


def test_sessions_may_come_in_any_unit_of_time() -> None:
    coarse = noise(1).set_axis(DAYS.as_unit("s"))

    assert leadlag.lead_lag(coarse, noise(1), lags=[0], draws=99).n == len(DAYS)


def test_a_tone_that_never_changes_cannot_tell() -> None:
    found = leadlag.lead_lag(noise(1) * 0, noise(2), draws=99)

    assert found.verdict == "Cannot tell: the tone or the return never changes."


def test_the_same_seed_gives_the_same_answer() -> None:
    tone, returns = noise(1), noise(2)

    first, again = (leadlag.lead_lag(tone, returns, draws=99, seed=5).table for _ in range(2))

    pd.testing.assert_frame_equal(first, again)


def test_no_verdict_speaks_of_a_cause() -> None:
    cases = [(noise(1), noise(1)), (noise(1), noise(2)), (noise(1).iloc[:12], noise(2))]

    said = " ".join(leadlag.lead_lag(*case, draws=199).verdict.lower() for case in cases)

    for word in ("cause", "because", "due to", "drove", "predict", "leads", "effect"):
        assert word not in said


@settings(max_examples=25)
@given(st.integers(30, len(DAYS) - 6), st.integers(0, 10**6))
def test_what_comes_later_changes_no_surprise_before(today: int, seed: int) -> None:
    tone = noise(11)
    changed = tone.copy()
    changed.iloc[today + 1 :] = np.random.default_rng(seed).permutation(changed.iloc[today + 1 :])

    before, after = (daily.surprise(one).iloc[: today + 1] for one in (tone, changed))

    pd.testing.assert_series_equal(before, after)


def test_the_rolling_view_ends_on_the_whole_when_it_spans_it() -> None:
    whole = leadlag.lead_lag(noise(1), noise(2), lags=[1], draws=99)

    rolled = leadlag.rolling(whole, lag=1, over=len(DAYS))

    assert rolled["r"].iloc[-1] == pytest.approx(whole.table.loc[1, "r"])
    assert rolled["n"].iloc[-1] == whole.table.loc[1, "n"]


def test_a_lag_without_pairs_is_empty_and_the_others_are_not() -> None:
    found = leadlag.lead_lag(noise(1)[-10:], noise(2), lags=[0, 9, 30], draws=99)

    assert found.table["n"].to_list() == [10, 1, 0]
    assert found.table["r"].isna().to_list() == [False, True, True]
    assert found.table["p_adjusted"].isna().to_list() == [False, True, True]


def test_a_tone_that_hardly_changes_is_answered() -> None:
    tone = noise(1)[:20] * 0
    tone.iloc[8] = 0.4

    found = leadlag.lead_lag(tone, noise(2), draws=99)

    assert found.table["r"].notna().all()
    assert found.verdict.startswith(("Cannot tell", "No lag"))


def test_a_rolling_correlation_is_that_of_the_pairs_it_had() -> None:
    tone = sparse(noise(4), keep=40, seed=5)
    found = leadlag.lead_lag(tone, noise(6), lags=[2], draws=99)
    rolled = leadlag.rolling(found, lag=2, over=15)
    last = found.pairs[["tone", 2]].dropna().tail(15)

    assert rolled["n"].max() == 15
    assert rolled["r"].iloc[:7].isna().all()
    assert rolled["r"].iloc[-1] == pytest.approx(last["tone"].corr(last[2], method="spearman"))


@pytest.mark.parametrize("lag", [-2, 0, 3])
def test_a_pair_is_known_when_its_later_half_is(lag: int) -> None:
    tone = sparse(noise(4), keep=20, seed=5)
    found = leadlag.lead_lag(tone, noise(6), lags=[lag], draws=99)
    rolled = leadlag.rolling(found, lag=lag)
    first = DAYS.get_loc(found.pairs.index[0])

    assert rolled.index[0] == DAYS[first + max(lag, 0)]


@given(st.integers(0, 10**6), st.sampled_from([-2, 0, 3]))
@settings(max_examples=15)
def test_what_comes_later_changes_no_rolling_correlation(seed: int, lag: int) -> None:
    tone, returns = sparse(noise(4), keep=40, seed=5), noise(6)
    cut = DAYS[120]
    shuffled = returns.copy()
    later = shuffled.index > cut
    shuffled[later] = np.random.default_rng(seed).permutation(shuffled[later].to_numpy())
    other = tone.where(tone.index <= cut, -tone)
    before, after = (
        leadlag.rolling(leadlag.lead_lag(mood, moves, lags=[lag], draws=99), lag=lag)
        for mood, moves in ((tone, returns), (other, shuffled))
    )

    pd.testing.assert_frame_equal(before[before.index <= cut], after[after.index <= cut])
