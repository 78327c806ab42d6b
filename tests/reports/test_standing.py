"""How rare a move is, in words: always of what was measured."""

import math

import numpy as np
import pandas as pd
import pytest

from sentiment.reports import standing
from sentiment.study.abnormal import EventStudy

SESSION = pd.Timestamp("2026-02-02")


def study(*, p: float, holm: float, reason: str = "") -> EventStudy:
    """A study of one session, with ordinary days before it and one after."""
    row = {
        "session": SESSION,
        "car": -0.04,
        "placebo_p": p,
        "placebo_p_holm": holm,
        "placebo_n": 200,
        "reason": reason,
        "verdict": "cannot be told" if math.isnan(p) else "does not stand out",
    }
    moves = np.r_[np.linspace(-0.05, 0.05, 200), [9.0, 9.0]]
    events = [SESSION] * 200 + [SESSION + pd.Timedelta(days=1)] * 2
    facts = dict.fromkeys(EventStudy.__dataclass_fields__)
    facts |= {
        "table": pd.DataFrame([row]),
        "ordinary": pd.DataFrame({"event": events, "car": moves}),
    }
    return EventStudy(**facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("p", "holm", "verdict", "words"),
    [
        (0.001, 0.012, "Yes", "as large: under 1 in 100"),
        (0.019, 0.23, "Rare alone", "as large: 2 in 100"),
        (0.082, 0.9, "Not clearly", "as large: 8 in 100"),
        (0.4, 1.0, "No", "as large: 40 in 100"),
    ],
)
def test_a_move_is_as_rare_as_its_place_among_ordinary_days(
    p: float, holm: float, verdict: str, words: str
) -> None:
    stands = standing.standing_of(study(p=p, holm=holm), SESSION)

    assert (stands.verdict, stands.words, stands.n) == (verdict, words, 200)
    assert sum(stands.counts) == 200  # those of another event are no part of it
    assert stands.at == pytest.approx((0.05 - 0.04) / 0.1, abs=0.01)


@pytest.mark.parametrize(
    ("found", "session", "words"),
    [
        (study(p=math.nan, holm=math.nan, reason="no bar"), SESSION, "no bar"),
        (study(p=math.nan, holm=math.nan), SESSION, "too few ordinary days"),
        (study(p=0.1, holm=0.1), pd.Timestamp("2026-02-03"), "no announcement that day"),
    ],
    ids=["no bar", "no placebos", "another day"],
)
def test_what_cannot_be_told_says_why(found: EventStudy, session: pd.Timestamp, words: str) -> None:
    stands = standing.standing_of(found, session)

    assert (stands.verdict, stands.words) == ("Cannot tell", words)
    assert math.isnan(stands.p)
