"""The tiles under the answer's sentence."""

import math

import pandas as pd
import pytest

from dashboard.wording import answer
from sentiment.market.bars import Move
from sentiment.market.shares import by_form
from sentiment.reports.headline import Day
from sentiment.reports.standing import Standing

SESSION = pd.Timestamp("2026-02-02")


@pytest.mark.parametrize(
    ("close", "before", "notes"),
    [
        (97.1, 100.0, ["low 97.10", "before 100.00"]),
        (106_815.89, 105_659.4, ["low 106,816", "before 105,659"]),
        (106_815.89, math.nan, ["low 106,816"]),
    ],
)
def test_a_tile_has_room_for_large_prices(close: float, before: float, notes: list[str]) -> None:
    day = Day(
        share=by_form("BTC-USD"),
        benchmark="SPY",
        session=SESSION,
        move=Move(SESSION, before, close, close, close, close, 1.0),
        benchmark_move=0.0,
        beyond=0.01,
        tone=None,
    )
    stands = Standing("Cannot tell", math.nan, 0, "no announcement that day", (), math.nan)
    [tile, *_] = answer.tiles(day, stands)

    assert tile["notes"] == notes
    assert tile["value"] == f"${close:,.2f}"
