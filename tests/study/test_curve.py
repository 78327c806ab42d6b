import numpy as np
import pandas as pd
import pytest

from sentiment.study import abnormal, curve
from sentiment.study.design import Design

DAY = pd.Timestamp("2026-02-20")
Bars = dict[str, pd.DataFrame]


def events_on(*days: pd.Timestamp) -> pd.DataFrame:
    return pd.DataFrame(
        {"session": pd.DatetimeIndex(days), "title": "News"}, index=range(len(days))
    )


def test_every_window_model_benchmark_and_return_is_measured_once() -> None:
    designs = curve.specifications("NVDA", benchmarks=["SPY", "SMH"], sector="SMH")

    # By hand: own mean 1, market 2, market-adjusted 2, two factors 1; 5 windows; 2 returns.
    assert len(designs) == len(set(designs)) == 6 * 5 * 2


def test_each_specification_is_what_its_own_study_says(market: Bars) -> None:
    designs = curve.specifications("SHARE", benchmarks=["INDEX"], sector=None)
    events = events_on(DAY, pd.Timestamp("2026-01-12"))

    found = curve.specification_curve(designs, events, market, session=DAY).table

    for design in designs:
        study = abnormal.study_of(design, events, market)
        expected = study.table.set_index("session").loc[DAY]
        (row,) = found[
            (found["window"] == design.window)
            & (found["model"] == design.model)
            & (found["measure"] == design.measure)
        ].to_dict("records")
        for name in ("move", "placebo_p", "smallest_p", "verdict"):
            assert row[name] == expected[name] or np.isnan(row[name])


def test_all_of_one_specification_is_its_own_p(market: Bars) -> None:
    design = Design("SHARE", "INDEX", window=(0, 1))

    found = curve.specification_curve([design], events_on(DAY), market, session=DAY)

    assert found.together == 1
    assert found.p == pytest.approx(found.table["placebo_p"].iloc[0])
    assert found.smallest_p == pytest.approx(found.table["smallest_p"].iloc[0])


def test_a_planted_jump_stands_out_in_all_and_quiet_days_seldom_do(
    market: Bars, jump_session: pd.Timestamp
) -> None:
    designs = [Design("SHARE", "INDEX", window=window) for window in ((0, 0), (0, 1), (-1, 1))]
    days = market["SHARE"].index[200:300:4]
    quiet = days[np.abs((days - jump_session).days) > 7]

    jump = curve.specification_curve(designs, events_on(jump_session), market, session=jump_session)
    ps = [
        curve.specification_curve(designs, events_on(day), market, session=day).p for day in quiet
    ]

    assert jump.p == jump.smallest_p <= 0.05
    assert np.mean(np.array(ps) <= 0.05) <= 0.15


@pytest.mark.parametrize(
    "session",
    [
        pytest.param("2025-02-03", id="too few sessions before it"),
        pytest.param("2026-04-10", id="after the last bar"),
    ],
)
def test_an_announcement_that_cannot_be_measured_stands_nowhere(market: Bars, session: str) -> None:
    day = pd.Timestamp(session)
    designs = curve.specifications("SHARE", benchmarks=["INDEX"], sector=None)

    found = curve.specification_curve(designs, events_on(DAY, day), market, session=day)

    assert len(found.table) == len(designs)
    assert found.table[["move", "placebo_p", "smallest_p"]].isna().all(axis=None)
    assert np.isnan([found.p, found.smallest_p]).all()
    assert found.together == 0


def test_how_far_it_is_is_told(market: Bars) -> None:
    told: list[int] = []
    designs = curve.specifications("SHARE", benchmarks=["INDEX"], sector=None)[:3]

    curve.specification_curve(designs, events_on(DAY), market, session=DAY, tell=told.append)

    assert told == [1, 2, 3]
