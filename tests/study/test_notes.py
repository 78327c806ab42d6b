import pandas as pd
import pytest

from sentiment.study import notes as study_notes


@pytest.mark.parametrize(
    ("days", "clause"),
    [
        ([], ""),
        (["2026-02-02"], "2 February 2026"),
        (["2026-02-02", "2026-02-03"], "2 February 2026 and 3 February 2026"),
        (
            ["2025-12-01", "2026-02-02", "2026-02-03"],
            "1 December 2025, 2 February 2026 and 3 February 2026",
        ),
    ],
)
def test_dates_read_as_a_clause(days: list[str], clause: str) -> None:
    assert study_notes.dates(pd.DatetimeIndex(days)) == clause


def test_the_hidden_part_of_a_move_is_weight_times_beta() -> None:
    known = {"SPY": pd.Series({pd.Timestamp("2025-12-31"): 0.08})}
    (said,) = study_notes.own_weight("NVDA", beta={"SPY": 1.75}, known=known, taken_out=False)

    assert "about 8% of SPY (31 December 2025)" in said
    assert "with a coefficient of 1.75 about 14% of a move of its own is taken" in said


def test_two_benchmarks_hide_what_their_coefficients_say_together() -> None:
    """By hand: -0.29 x 0.08 + 1.26 x 0.20 = 23 %."""
    known = {
        name: pd.Series({pd.Timestamp("2025-12-31"): weight})
        for name, weight in (("SPY", 0.08), ("SMH", 0.20))
    }
    (said,) = study_notes.own_weight(
        "NVDA", beta={"SPY": -0.29, "SMH": 1.26}, known=known, taken_out=False
    )

    assert "about 23% of a move of its own" in said


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "No event with a window of its own"),
        (1, "One event with a window of its own"),
        (4, "4 events with windows apart are few: only an average beyond ±3.0%"),
        (40, None),
    ],
)
def test_what_few_events_cannot_show_is_said(n: int, said: str | None) -> None:
    notes = study_notes.average(n, half=0.03, correlation=0.0)

    assert [note.startswith(said or "") for note in notes] == [True] * (said is not None)


def test_tests_that_know_no_volatility_carry_their_measured_size() -> None:
    assert study_notes.measured_size(1) == []
    assert "in 15% and 9% of simulated studies" in study_notes.measured_size(12)[0]


def test_events_that_share_sessions_are_said_to() -> None:
    notes = study_notes.average(40, half=0.03, correlation=0.12)

    assert "mean correlation is 0.12" in notes[0]


def test_an_events_flag_names_what_else_is_in_its_window() -> None:
    day = [pd.Timestamp("2026-02-03")]

    assert study_notes.flag([], []) == ""
    assert study_notes.flag(day, day) == (
        "window shared with 3 February 2026; results on 3 February 2026"
    )
