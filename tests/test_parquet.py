"""A few bytes of Parquet stand for very much at no door."""

import io
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet as arrow_parquet

from sentiment import parquet
from sentiment.errors import DataError
from sentiment.market import bars


def written(table: pa.Table, **how: object) -> bytes:
    file = io.BytesIO()
    arrow_parquet.write_table(table, file, **how)
    return file.getvalue()


def many_alike(rows: int) -> bytes:
    """So many equal rows of a share's bars, each column of which is a run of one value."""
    columns = {name: np.ones(rows) for name in ("open", "high", "low", "close", "volume")}
    return written(pa.table(columns), compression="zstd")


def test_a_file_is_read_as_it_was_written() -> None:
    frame = pd.DataFrame({"symbol": ["A", "B"], "close": [1.0, 2.5]})

    read = parquet.read_frame(frame.to_parquet(), name="bars")

    assert read.to_dict("list") == frame.to_dict("list")


def test_rows_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "MOST_ROWS", 99_999)
    content = many_alike(100_000)

    assert len(content) < 20_000
    with pytest.raises(DataError, match="holds 100,000 rows, more than the 99,999"):
        parquet.read_frame(content, name="bars")


def test_a_text_that_is_told_over_and_over_is_refused() -> None:
    places = pa.array(np.zeros(1_000_000, np.int32))
    told = pa.DictionaryArray.from_arrays(places, pa.array(["x" * 1_000]))
    content = written(pa.table({"text": told}), compression="zstd")

    assert len(content) < 200_000  # for a gigabyte
    with pytest.raises(DataError, match="would unpack to more than 500 MB"):
        parquet.read_frame(content, name="bars")


def test_a_cell_of_megabytes_is_refused() -> None:
    content = written(pa.table({"text": ["x" * 3_000_000]}), compression="zstd")

    with pytest.raises(DataError, match="a cell of the column text is longer than 2,000,000"):
        parquet.read_frame(content, name="bars")


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" * 9, b"no parquet at all"])
def test_what_is_no_parquet_is_refused(content: bytes) -> None:
    with pytest.raises(DataError, match="cannot be read as Parquet"):
        parquet.read_frame(content, name="bars")


def test_bars_go_through_the_same_door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "MOST_ROWS", 99_999)
    path = tmp_path / "bomb.parquet"
    path.write_bytes(many_alike(100_000))

    with pytest.raises(DataError, match="more than the 99,999"):
        bars.read_prices(path)
