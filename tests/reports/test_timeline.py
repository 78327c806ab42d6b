"""Announcements with their sessions' numbers, whatever is held of them."""

import pandas as pd
import pytest

from sentiment.reports.timeline import timeline

SESSIONS = pd.DatetimeIndex(["2026-01-30", "2026-02-02", "2026-02-03"], name="session")


def test_each_announcement_has_its_sessions_numbers_and_what_is_not_known_is_missing() -> None:
    announced = pd.DataFrame(
        {
            "number": [1, 2, 3, 4],
            "session": [SESSIONS[0], SESSIONS[1], SESSIONS[1], pd.Timestamp("2030-01-02")],
            "title": ["a", "b", "c", "d"],
        },
        index=pd.Index(["k1", "k2", "k3", "k4"], name="key"),
    )
    rows = timeline(
        announced,
        closes=pd.Series([100.0, 97.0, 98.0], index=SESSIONS),
        returns=pd.DataFrame({"abnormal": [0.01, -0.034, 0.0]}, index=SESSIONS),
        tone=pd.DataFrame({"compound": [-0.2], "n": [5]}, index=SESSIONS[1:2]),
        study=pd.DataFrame({"session": [SESSIONS[1]], "placebo_p": [0.08]}),
    )

    assert rows.index.tolist() == ["k1", "k2", "k3", "k4"]
    assert rows["move"].isna().tolist() == [True, False, False, True]
    assert rows.loc["k2", "move"] == pytest.approx(-0.03)
    assert rows.loc["k3", ["beyond", "tone", "p"]].tolist() == [-0.034, -0.2, 0.08]
    assert rows["articles"].tolist() == [0, 5, 5, 0]
    assert rows["p"].isna().tolist() == [True, False, False, True]
