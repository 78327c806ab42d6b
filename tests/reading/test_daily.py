from typing import get_args

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentiment.market import calendar
from sentiment.reading import daily

DAYS = calendar.sessions_between(pd.Timestamp("2025-10-01"), pd.Timestamp("2026-02-27"))
DEFINITIONS = get_args(daily.Definition)
MONDAY, TUESDAY = pd.Timestamp("2026-02-02"), pd.Timestamp("2026-02-03")


def read() -> pd.DataFrame:
    """Three articles of one session and one of the next, the last without a judgement."""
    return pd.DataFrame(
        {
            "session": [MONDAY, MONDAY, MONDAY, TUESDAY],
            "compound": [-0.6, -0.05, 0.2, -0.1],
            "plain": [0.9, 0.8, 0.7, 0.6],
            "without_moves": [-0.8, 0.0, 0.2, np.nan],
            "n": [10, 6, 4, 8],
            "negative": [7, 2, 1, 2],
            "plain_negative": [2, 0, 0, 1],
        }
    )


@pytest.mark.parametrize(
    ("definition", "monday", "tuesday"),
    [
        ("mean", -0.15, -0.1),
        ("by sentences", (-0.6 * 10 - 0.05 * 6 + 0.2 * 4) / 20, -0.1),
        ("negative share", 2 / 3, 1.0),
        ("negative sentences", 0.5, 0.25),
        ("without price reports", -0.2, None),
        ("sum", -0.45, -0.1),
    ],
)
def test_a_definition_of_tone_says_what_its_name_says(
    definition: daily.Definition, monday: float, tuesday: float | None
) -> None:
    tone = daily.tone_series(read(), definition)

    assert tone[MONDAY] == pytest.approx(monday)
    assert (TUESDAY in tone.index) == (tuesday is not None)
    if tuesday is not None:
        assert tone[TUESDAY] == pytest.approx(tuesday)


def test_another_scorer_has_its_own_numbers() -> None:
    mean, share = (
        daily.tone_series(read(), one, scorer="plain") for one in ("mean", "negative sentences")
    )

    assert mean[MONDAY] == pytest.approx(0.8)
    assert share[MONDAY] == pytest.approx(0.1)


def test_an_article_without_a_number_is_left_out() -> None:
    tones = read().assign(compound=[np.nan, -0.05, 0.2, np.nan])
    tone = daily.tone_series(tones)

    assert tone.index.tolist() == [MONDAY]
    assert tone[MONDAY] == pytest.approx(0.075)


def test_a_session_tells_how_many_articles_and_how_far_apart() -> None:
    row = daily.by_session(read()).loc[MONDAY]

    assert row["n"] == 3
    assert (row["lowest"], row["highest"]) == (-0.6, 0.2)
    assert row["spread"] == pytest.approx(np.std([-0.6, -0.05, 0.2], ddof=1))


def test_articles_count_for_the_session_that_can_reflect_them() -> None:
    articles = pd.DataFrame(
        {
            "title": ["Nvidia beats estimates", "Nvidia slips"],
            "text": ["Profit rose sharply.", "Shares fell."],
            "published": [
                pd.Timestamp("2026-01-30 17:05", tz="America/New_York"),
                pd.Timestamp("2026-01-30 10:00", tz="America/New_York"),
            ],
        }
    )
    tones = daily.tones(articles)

    assert tones["title"].tolist() == ["Nvidia slips", "Nvidia beats estimates"]
    assert tones["session"].tolist() == [pd.Timestamp("2026-01-30"), MONDAY]
    assert tones["n"].tolist() == [2, 2]
    assert tones["negative"].tolist() == [2, 0]
    assert daily.daily(articles)["compound"].tolist() == tones["compound"].tolist()


@given(st.sampled_from(DEFINITIONS), st.integers(min_value=0, max_value=2**32 - 1))
@settings(max_examples=40)
def test_no_definition_looks_ahead(definition: daily.Definition, seed: int) -> None:
    random = np.random.default_rng(7)
    tones = pd.DataFrame(
        {
            "session": np.repeat(DAYS, 2),
            "compound": random.uniform(-1, 1, 2 * len(DAYS)),
            "without_moves": random.uniform(-1, 1, 2 * len(DAYS)),
            "n": random.integers(5, 30, 2 * len(DAYS)),
            "negative": random.integers(0, 5, 2 * len(DAYS)),
        }
    )
    cut = DAYS[50]
    changed = tones.copy()
    later = changed["session"] > cut
    order = np.random.default_rng(seed).permutation(int(later.sum()))
    columns = ["compound", "without_moves", "n", "negative"]
    changed.loc[later, columns] = changed.loc[later, columns].to_numpy()[order]
    before, after = (daily.tone_series(one, definition) for one in (tones, changed))

    pd.testing.assert_series_equal(before[before.index <= cut], after[after.index <= cut])
