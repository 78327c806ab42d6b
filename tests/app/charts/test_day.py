"""A session's path holds its bars, and the reported figures that it met."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from plotly_checks import checked

from dashboard.charts import day
from dashboard.wording import numbers
from sentiment.market import bars
from sentiment.market.shares import by_form

MOVE = bars.Move(pd.Timestamp("2026-02-02"), 191.13, 187.2, 190.3, 184.88, 185.61, 181.3e6)
PATH = pd.DataFrame(
    {"close": [188.0, 189.03, 185.61]},
    index=pd.DatetimeIndex(
        ["2026-02-02 09:30", "2026-02-02 11:05", "2026-02-02 15:55"]
    ).tz_localize("America/New_York"),
)
FIGURES = pd.DataFrame(
    {
        "said": ["−1.1%", "−9%"],
        "level": [189.03, 173.9],
        "verdict": ["intraday", "never"],
        "spans": [[(PATH.index[1], PATH.index[1])], []],
    }
)


def test_a_session_is_drawn_on_the_clock_of_new_york() -> None:
    figure = checked(day.intraday(PATH, FIGURES, move=MOVE, share=by_form("NVDA")))

    path, met = figure.data
    assert list(path.y) == [188.0, 189.03, 185.61]
    assert list(path.x) == list(PATH.index.tz_localize(None))
    assert path.customdata == pytest.approx(PATH["close"] / 191.13 - 1)
    assert list(met.y) == [189.03, 189.03]
    assert figure.layout.yaxis.title.text == "US$ per share"
    assert figure.layout.xaxis.title.text == "New York time"


def test_only_figures_that_were_met_are_drawn_and_named() -> None:
    figure = checked(day.intraday(PATH, FIGURES, move=MOVE, share=by_form("NVDA")))

    assert [note.text for note in figure.layout.annotations] == [
        "close before $191.13",
        "close $185.61",
        "reported −1.1%, $189.03",
    ]


@pytest.mark.parametrize("rows", [0, 1])
def test_a_session_without_reported_figures_is_drawn(rows: int) -> None:
    figure = checked(
        day.intraday(PATH.iloc[: rows + 1], FIGURES.iloc[:0], move=MOVE, share=by_form("NVDA"))
    )

    assert len(figure.data) == 1
    assert (
        figure.layout.yaxis.range[0] < MOVE.low < MOVE.previous_close < figure.layout.yaxis.range[1]
    )


def test_a_session_after_one_without_a_bar_is_drawn() -> None:
    alone = replace(MOVE, previous_close=np.nan)

    figure = checked(day.intraday(PATH, FIGURES, move=alone, share=by_form("NVDA")))

    assert figure.layout.yaxis.range[0] < MOVE.low < MOVE.high < figure.layout.yaxis.range[1]


def test_names_of_levels_that_lie_close_stand_one_above_the_other() -> None:
    near = FIGURES.assign(level=MOVE.close + 0.05)

    figure = checked(day.intraday(PATH, near, move=MOVE, share=by_form("NVDA")))

    _, close, reported = figure.layout.annotations
    low, high = figure.layout.yaxis.range
    assert close.y == MOVE.close
    assert 0.05 <= (reported.y - close.y) / (high - low) <= 0.1


def test_without_a_close_before_no_level_is_named_after_it() -> None:
    alone = replace(MOVE, previous_close=np.nan)

    figure = checked(day.intraday(PATH, FIGURES, move=alone, share=by_form("NVDA")))

    assert not [note.text for note in figure.layout.annotations if numbers.NOT_HELD in note.text]


def test_no_line_is_drawn_while_the_exchange_rests() -> None:
    """Tokyo trades until 11:30 and again from 12:30."""
    start = pd.date_range("2026-02-02 09:00", "2026-02-02 15:25", freq="5min", tz="Asia/Tokyo")
    clock = start.hour * 60 + start.minute
    bars = pd.DataFrame({"close": 3000.0}, index=start[(clock < 690) | (clock >= 750)])
    figure = checked(day.intraday(bars, FIGURES.iloc[:0], move=MOVE, share=by_form("7203.T")))
    path = figure.data[0]
    gaps = [at for at, close in zip(path.x, path.y, strict=True) if np.isnan(close)]

    assert [f"{pd.Timestamp(at):%H:%M}" for at in gaps] == ["11:30"]
    assert figure.layout.xaxis.title.text == "Tokyo time"
    assert len(path.x) == len(bars) + 1
