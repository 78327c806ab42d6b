import numpy as np
import pytest

from sentiment.study import windows


def test_the_error_of_a_sum_includes_that_of_the_coefficients() -> None:
    # A constant alone, from 100 sessions: three predictions err by sigma² (3 + 3² / 100).
    random = np.random.default_rng(1)
    response, ones = random.normal(size=110), np.ones((110, 1))
    swept = windows.sweep(
        response, ones, usable=np.full(110, True), window=(0, 2), estimation=(-100, -1)
    )

    found = windows.measure(swept, np.array([105]))

    sigma = response[5:105].std(ddof=1)
    assert found.errors[0] == pytest.approx(
        sigma * np.sqrt([1 + 1 / 100, 2 + 4 / 100, 3 + 9 / 100])
    )


@pytest.mark.parametrize(
    ("at", "apart"),
    [
        ([], []),
        ([5, 8, 11], [True, True, True]),
        ([5, 6, 8, 20], [True, False, True, True]),
        ([5, 7, 9, 11], [True, False, True, False]),
    ],
)
def test_of_windows_that_share_sessions_the_earlier_is_kept(
    at: list[int], apart: list[bool]
) -> None:
    assert windows.separate(np.array(at, dtype=int), 3).tolist() == apart


def test_a_placebo_window_touches_no_event_and_holds_no_forbidden_session() -> None:
    response = np.random.default_rng(2).normal(size=140)
    swept = windows.sweep(
        response,
        np.ones((140, 1)),
        usable=np.full(140, True),
        window=(-1, 2),
        estimation=(-101, -2),
    )
    events, never = np.arange(140) == 120, np.arange(140) == 130

    found = windows.placebos(swept, events=events, never=never)

    # The first with 100 sessions before it is 101; 137 is the last whose window is complete.
    touching, holding = range(117, 124), range(128, 132)
    assert found.tolist() == [t for t in range(101, 138) if t not in {*touching, *holding}]
