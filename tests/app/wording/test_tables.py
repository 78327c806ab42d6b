import json
import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.wording import tables

DAY = pd.Timestamp("2026-02-02")


def told(*rows: Sequence[object]) -> dict[str, Any]:
    columns = ["number", "session", "title", "move", "beyond", "tone", "articles", "p"]
    frame = pd.DataFrame(rows, columns=columns, index=[f"key-{row[0]}" for row in rows])
    return tables.timeline(frame, benchmark="SPY", only="of Wire")


def test_an_announcement_is_told_in_the_pages_own_signs() -> None:
    row = told((7, DAY, "Shares fall", -0.029, 0.034, -0.2, 5, 0.021))["rows"][0]

    assert row["key"] == "key-7"
    assert row["cells"] == [
        *("7", "Mon 2 Feb 2026", "Shares fall", "−2.9%", "+3.4%", "−0.20", "5", "2 in 100")
    ]
    assert row["signs"] == [None, None, None, "negative", "positive", "negative", None, None]


def test_what_is_not_known_is_a_dash_sorts_last_and_goes_over_the_wire_as_json() -> None:
    unknown = told((1, DAY, "Shares", math.nan, math.nan, math.nan, 0, math.nan))
    row = unknown["rows"][0]

    assert row["cells"][3:] == ["–", "–", "–", "0", "–"]
    assert row["order"][3:] == [None, None, None, 0, None]
    assert row["signs"] == [None] * 8
    assert "NaN" not in json.dumps(unknown)


def test_that_only_some_articles_were_counted_is_said_once() -> None:
    assert str(told()["note"]).count("only articles of Wire") == 1
    assert "only" not in tables.timeline_note("SPY")
