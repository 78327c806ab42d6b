"""Rows are written as they come, and a file is whole or as it was."""

import json
import math
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from sentiment.errors import DataError
from sentiment.output import row_files

COLUMNS = {"source": str, "n": int, "low": float}
ROWS = [
    {"source": "=1+1, “x”\n", "n": 1, "low": math.nan},
    {"source": "b", "n": None, "low": -0.5},
]


def read(path: Path) -> pd.DataFrame:
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    if path.suffix == ".csv":
        return pd.read_csv(path, encoding="utf-8-sig")
    return pd.DataFrame(map(json.loads, path.read_text("utf-8").splitlines()))


@pytest.mark.parametrize("suffix", row_files.KINDS)
def test_rows_come_back_as_they_were(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"

    assert row_files.write_rows(iter(ROWS), path, columns=COLUMNS) == 2
    back = read(path)
    assert [*back] == [*COLUMNS]
    # a spreadsheet would run what begins with "="
    assert back["source"].to_list() == [("'" if suffix == ".csv" else "") + "=1+1, “x”\n", "b"]
    assert back["low"].isna().to_list() == [True, False]
    assert back["n"].isna().to_list() == [False, True]


@pytest.mark.parametrize("suffix", row_files.KINDS)
def test_no_rows_make_an_empty_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"

    assert row_files.write_rows([], path, columns=COLUMNS) == 0
    assert len(read(path)) == 0


@pytest.mark.parametrize("suffix", row_files.KINDS)
@pytest.mark.parametrize("fault", [KeyboardInterrupt, ValueError])
def test_what_was_there_stays_if_the_rows_break_off(
    tmp_path: Path, suffix: str, fault: type[BaseException]
) -> None:
    path = tmp_path / f"out{suffix}"
    path.write_text("as it was")

    def broken() -> Iterator[row_files.Row]:
        yield ROWS[0]
        raise fault

    with pytest.raises(fault):
        row_files.write_rows(broken(), path, columns=COLUMNS)

    assert path.read_text() == "as it was"
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize(
    ("name", "fault"),
    [("out.txt", "only files of these kinds"), ("absent/out.csv", "cannot be written")],
)
def test_where_nothing_can_be_written_it_is_said(tmp_path: Path, name: str, fault: str) -> None:
    with pytest.raises(DataError, match=fault):
        row_files.write_rows(ROWS, tmp_path / name, columns=COLUMNS)
