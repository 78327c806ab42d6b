from pathlib import Path

import pandas as pd
import pytest

from sentiment.errors import DataError
from sentiment.study import weights

HEAD = "benchmark,share,date,weight,source"
RIGHT = "INDEX,SHARE,2025-12-31,0.08,fact sheet"


def written(folder: Path, *rows: str) -> Path:
    path = folder / "weights.csv"
    path.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (",SHARE,2024-12-31,0.06,fact sheet", "is missing"),
        ("INDEX,,2024-12-31,0.06,fact sheet", "is missing"),
        ("INDEX,SHARE,2024-12-31,0.06,", "is missing"),
        ("INDEX,SHARE,31.12.2024,0.06,fact sheet", "a date is not like"),
        ("INDEX,SHARE,2024-12-31,0,fact sheet", "between 0 and 1"),
        ("INDEX,SHARE,2024-12-31,1,fact sheet", "between 0 and 1"),
        ("INDEX,SHARE,2024-12-31,6,fact sheet", "between 0 and 1"),
        ("INDEX,SHARE,2024-12-31,-0.06,fact sheet", "between 0 and 1"),
        ("INDEX,SHARE,2024-12-31,,fact sheet", "between 0 and 1"),
        (RIGHT, "one day has two weights"),
    ],
)
def test_a_row_that_cannot_be_true_is_named(tmp_path: Path, row: str, fault: str) -> None:
    with pytest.raises(DataError, match=fault):
        weights.read_weights(written(tmp_path, RIGHT, row))


def test_a_share_weighs_what_it_last_did_in_each_benchmark(tmp_path: Path) -> None:
    rows = weights.read_weights(
        written(
            tmp_path,
            RIGHT,
            "INDEX,SHARE,2024-12-31,0.001,fact sheet",
            "OTHER,SHARE,2025-12-31,0.999,fact sheet",
            "INDEX,RIVAL,2025-12-31,0.5,fact sheet",
        )
    )
    found = weights.weights_of(rows, "SHARE")
    days = pd.to_datetime(["2025-12-30", "2025-12-31"])

    assert {name: one.to_list() for name, one in found.items()} == {
        "INDEX": [0.001, 0.08],
        "OTHER": [0.999],
    }
    assert weights.by_session(found["INDEX"], days).to_list() == [0.001, 0.08]
    assert weights.weights_of(rows, "NOBODY") == {}


def test_a_table_without_a_column_or_none_at_all_is_refused(tmp_path: Path) -> None:
    (tmp_path / "weights.csv").write_text("benchmark,share,date,weight\n")

    with pytest.raises(DataError, match="the columns source are missing"):
        weights.read_weights(tmp_path / "weights.csv")
    with pytest.raises(DataError, match="cannot be read as a table"):
        weights.read_weights(tmp_path / "nowhere.csv")
