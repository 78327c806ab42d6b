"""Moves that stand out against the sessions before them are found, but what is known."""

import numpy as np
import pandas as pd
import pytest

from sentiment.market.shares import by_form
from sentiment.study.unexplained import unexplained_moves, unexplained_of

DAYS = pd.bdate_range("2024-01-01", periods=500, name="session")
NOTHING = DAYS[:0]


@pytest.fixture
def quiet() -> "pd.Series[float]":
    """Noise of one per cent a session, with a jump of eight planted on two sessions."""
    moves = pd.Series(np.random.default_rng(7).normal(0, 0.01, 500), DAYS)
    moves.iloc[[200, 400]] = [-0.08, 0.08]
    return moves


def test_planted_jumps_are_found_newest_first(quiet: "pd.Series[float]") -> None:
    table = unexplained_moves(quiet, covered=NOTHING)

    assert {DAYS[200], DAYS[400]} <= set(table.index)
    assert table.index.is_monotonic_decreasing
    assert table.loc[DAYS[200], "abnormal"] == pytest.approx(-0.08)


def test_what_an_announcement_covers_is_left_out(quiet: "pd.Series[float]") -> None:
    assert DAYS[400] not in unexplained_moves(quiet, covered=DAYS[[400]]).index


def test_announcements_that_name_the_share_and_its_results_explain(
    quiet: "pd.Series[float]",
) -> None:
    events = pd.DataFrame(
        {
            "instant": pd.DatetimeIndex(DAYS[[200, 400]]).tz_localize("UTC") + pd.Timedelta("12h"),
            "instant_known": "exact",
            "session": DAYS[[200, 400]],
            "symbols": ["NVDA SAP.DE", "AMD"],
        }
    )

    def unexplained(results: pd.DatetimeIndex) -> set[pd.Timestamp]:
        told = pd.DataFrame({"session": results})
        return {*unexplained_of(by_form("SAP.DE"), quiet, events=events, results=told).index} & {
            DAYS[200],
            DAYS[400],
        }

    assert unexplained(NOTHING) == {DAYS[400]}  # that one was of AMD
    assert unexplained(DAYS[[400]]) == set()


def test_a_large_move_in_a_storm_does_not_stand_out(quiet: "pd.Series[float]") -> None:
    quiet.iloc[300:360] *= 8  # a storm of eight per cent a session
    in_calm, in_storm = quiet.copy(), quiet.copy()
    in_calm.iloc[450] = in_storm.iloc[340] = 0.06

    assert DAYS[450] in unexplained_moves(in_calm, covered=NOTHING, level=0.02).index
    assert DAYS[340] not in unexplained_moves(in_storm, covered=NOTHING, level=0.02).index


def test_nothing_after_a_session_moves_its_own_standard(quiet: "pd.Series[float]") -> None:
    later = quiet.copy()
    later.iloc[401:] *= 20
    before, after = (
        unexplained_moves(moves, covered=NOTHING, level=1.0, most=1000)["standardised"].sort_index()
        for moves in (quiet, later)
    )

    pd.testing.assert_series_equal(before.loc[: DAYS[400]], after.loc[: DAYS[400]])
    assert len(before.loc[: DAYS[400]]) > 300


def test_the_standard_is_the_volatility_of_the_studies(quiet: "pd.Series[float]") -> None:
    table = unexplained_moves(quiet, covered=NOTHING)
    by_hand = (quiet.iloc[:60] ** 2).mean()
    for move in quiet.iloc[:400]:
        by_hand = 0.94 * by_hand + 0.06 * move**2

    assert table.loc[DAYS[400], "standardised"] == pytest.approx(0.08 / by_hand**0.5)


def test_a_share_that_stood_still_at_first_is_judged_by_what_came_after() -> None:
    moves = pd.Series(np.where(np.arange(300) % 2, 0.01, -0.01), DAYS[:300])
    moves.iloc[0], moves.iloc[250] = 0.0, 0.2

    assert DAYS[250] in unexplained_moves(moves, covered=NOTHING).index


def test_p_counts_the_sessions_that_moved_as_much() -> None:
    moves = pd.Series(np.where(np.arange(160) % 2, 0.01, -0.01), DAYS[:160])
    moves.iloc[120] = 0.3
    table = unexplained_moves(moves, covered=NOTHING)

    assert table.index.to_list() == [DAYS[120]]
    assert table["p"].to_list() == [pytest.approx(1 / 100)]


@pytest.mark.parametrize("count", [0, 1, 60, 61])
def test_few_sessions_or_none_are_no_fault(count: int) -> None:
    moves = pd.Series(0.01, DAYS[:count])

    assert len(unexplained_moves(moves, covered=NOTHING, level=0.001)) == 0 or count > 60


def test_sessions_without_a_return_are_passed_over(quiet: "pd.Series[float]") -> None:
    gaps = quiet.copy()
    gaps.iloc[100:110] = np.nan

    assert DAYS[200] in unexplained_moves(gaps, covered=NOTHING).index
