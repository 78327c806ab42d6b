from pathlib import Path

import pandas as pd
import pytest

from sentiment.errors import DataError
from sentiment.market import tables


def test_rows_are_read_as_they_are_written(tmp_path: Path) -> None:
    file = tmp_path / "dates.csv"
    file.write_text("symbol,released\nNA,2026-02-02\n007,\n", encoding="utf-8")

    rows = tables.text_rows(file, needed=["symbol", "released"])

    assert rows.to_numpy().tolist() == [["NA", "2026-02-02"], ["007", ""]]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "cannot be read as a table"),
        (b"", "cannot be read as a table"),
        (b"symbol,\xff\n", "cannot be read as a table"),
        (b"symbol,day\nNVDA,2026-02-02\n", "the columns released, at are missing"),
    ],
)
def test_what_is_no_such_table_is_refused(
    tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    file = tmp_path / "dates.csv"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(DataError, match=sentence):
        tables.text_rows(file, needed=["symbol", "released", "at"])


def test_the_first_fault_is_told_with_its_first_row(tmp_path: Path) -> None:
    rows = pd.DataFrame({"weight": [0.1, 7.0, 9.0]})
    faults = {
        "a weight is missing": rows["weight"].isna(),
        "a weight is above 1": rows["weight"] > 1,
        "a weight is above 8": rows["weight"] > 8,
    }

    with pytest.raises(DataError, match=r"a weight is above 1.*7\.0"):
        tables.refuse(tmp_path, rows, faults=faults)


def test_rows_without_a_fault_pass(tmp_path: Path) -> None:
    rows = pd.DataFrame({"weight": [0.1]})

    tables.refuse(tmp_path, rows, faults={"a weight is above 1": rows["weight"] > 1})
