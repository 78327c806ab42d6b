import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sentiment.study import significance

ANSWERS = json.loads((Path(__file__).parents[1] / "answers" / "stats.json").read_text())

VALUES = st.lists(st.floats(-1, 1).map(lambda v: round(v, 6)), min_size=1, max_size=40)


def test_holm_is_as_statsmodels_has_it() -> None:
    for case in ANSWERS["holm"]:
        assert significance.holm(case["p"]).tolist() == pytest.approx(case["adjusted"])


def test_holm_keeps_a_missing_p_out_of_the_count() -> None:
    assert significance.holm([0.01, np.nan, 0.04]).tolist() == pytest.approx(
        [0.02, np.nan, 0.04], nan_ok=True
    )


@pytest.mark.parametrize(
    ("car", "usual", "statistic", "p"),
    [
        # By hand: (9 - 10 * 0.5) / sqrt(10 * 0.25), and 22 of 1,024 orders are as rare.
        ([1.0] * 9 + [-1.0], 0.5, 4 / np.sqrt(2.5), 22 / 1024),
        ([1.0] * 5 + [-1.0] * 5, 0.5, 0.0, 1.0),
        ([-1.0] * 4, 0.5, -2.0, 2 / 16),
    ],
)
def test_the_sign_test_counts_against_how_often_the_share_rises_anyway(
    car: list[float], usual: float, statistic: float, p: float
) -> None:
    found = significance.generalised_sign(np.array(car), usually_positive=np.full(len(car), usual))

    assert found.statistic == pytest.approx(statistic)
    assert found.p == pytest.approx(p)


@pytest.mark.parametrize("usual", [0.02, 0.3, 0.5, 0.53, 0.97])
@pytest.mark.parametrize("n", [1, 2, 14, 61])
def test_the_sign_tests_p_is_the_binomials_as_scipy_has_it(n: int, usual: float) -> None:
    for positive in range(n + 1):
        car = np.where(np.arange(n) < positive, 1.0, -1.0)

        found = significance.generalised_sign(car, usually_positive=np.full(n, usual))

        assert found.p == pytest.approx(stats.binomtest(positive, n, usual).pvalue)


def test_patell_by_hand() -> None:
    # Two events of t = 2 with 12 degrees of freedom: 4 / sqrt(2 * 1.2).
    found = significance.patell(np.array([2.0, 2.0]), freedom=np.array([12, 12]))

    assert found.statistic == pytest.approx(4 / np.sqrt(2.4))


def test_events_that_move_as_one_count_as_one() -> None:
    scaled = np.array([1.0, 2.0, 3.0])

    apart, half, whole = (
        abs(significance.kolari_pynnonen(scaled, correlation=r).statistic) for r in (0, 0.5, 1)
    )

    assert apart == pytest.approx(significance.standardised_cross_sectional(scaled).statistic)
    assert apart > half > whole == 0


@pytest.mark.parametrize("n", [0, 1])
def test_too_few_events_decide_nothing(n: int) -> None:
    one = np.ones(n)

    undecided = [
        significance.cross_sectional(one),
        significance.standardised_cross_sectional(one),
        significance.kolari_pynnonen(one, correlation=0.1),
    ]

    assert all(np.isnan(outcome.p) for outcome in undecided)
    assert np.isnan(significance.mean_interval(one, seed=0)).all()
    assert np.isnan(significance.t_interval(one)).all()


def test_two_events_decide_with_one_degree_of_freedom() -> None:
    two = np.array([0.01, 0.03])  # mean 0.02, its error 0.01
    p = 1 - 2 / math.pi * math.atan(2)  # Student t with one degree is Cauchy's distribution
    half = 0.01 * math.tan(math.pi * 0.475)

    assert significance.cross_sectional(two).statistic == pytest.approx(2)
    assert significance.cross_sectional(two).p == pytest.approx(p)
    assert significance.t_interval(two) == pytest.approx((0.02 - half, 0.02 + half))


def test_the_bootstrap_interval_agrees_with_another_bootstrap() -> None:
    case = ANSWERS["bootstrap_t"]

    low, high = significance.mean_interval(np.array(case["values"]), seed=1, draws=20_000)

    assert low == pytest.approx(case["low"], abs=case["tolerance"])
    assert high == pytest.approx(case["high"], abs=case["tolerance"])


def test_the_bootstrap_interval_of_a_seed_is_always_the_same() -> None:
    values = np.array([0.1, -0.2, 0.3, 0.05, 0.0])

    assert significance.mean_interval(values, seed=3) == significance.mean_interval(values, seed=3)


@given(st.floats(-1, 1), VALUES)
def test_a_placebo_p_lies_between_its_lowest_and_one(value: float, placebos: list[float]) -> None:
    p = significance.placebo_p(value, np.array(placebos))

    assert 1 / (len(placebos) + 1) <= p <= 1


@given(VALUES, st.sampled_from([0.05, 0.1, 0.5]))
def test_just_beyond_the_smallest_notable_move_p_passes_the_level_and_at_it_does_not(
    placebos: list[float], level: float
) -> None:
    drawn = np.array(placebos)

    edge = significance.smallest_notable(drawn, level=level)

    if np.isnan(edge):
        assert 1 / (len(drawn) + 1) > level
    else:
        assert (
            significance.placebo_p(edge + 1e-9, drawn)
            <= level
            < significance.placebo_p(edge, drawn)
        )
