"""Files of many texts are read one text at a time, and what cannot be read is said where it is."""

import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from sentiment.errors import DataError
from sentiment.intake import tables

ROWS = [{"title": "Bet unravels", "text": "It fell."}, {"title": "", "text": "Profit, too, rose."}]
TOLD = ["Bet unravels\n\nIt fell.", "Profit, too, rose."]


def written(folder: Path, suffix: str) -> Path:
    path = folder / f"news{suffix}"
    if suffix == ".parquet":
        pd.DataFrame(ROWS).to_parquet(path)
    elif suffix in {".csv", ".tsv"}:
        apart = "," if suffix == ".csv" else "\t"
        pd.DataFrame(ROWS).to_csv(path, sep=apart, index=False, encoding="utf-8-sig")
    elif suffix == ".xlsx":
        pd.DataFrame(ROWS).to_excel(path, index=False)
    elif suffix == ".json":
        path.write_text(json.dumps({"articles": ROWS, "found": 2}))
    else:
        path.write_text("\n\n".join(map(json.dumps, ROWS)))
    return path


@pytest.mark.parametrize("suffix", tables.TABLES)
def test_every_row_of_a_table_is_a_text_with_its_headline_first(
    tmp_path: Path, suffix: str
) -> None:
    path = written(tmp_path, suffix)

    assert [*tables.texts_of(path)] == [
        (str(path), number, text) for number, text in enumerate(TOLD, 1)
    ]


def test_a_folder_holds_its_articles_and_those_of_its_folders(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    (tmp_path / "b.txt").write_text("Costs fell.")
    (tmp_path / "deeper" / "a.md").write_text("Profit fell.")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")

    assert [(Path(one.source).name, one.row, one.text) for one in tables.texts_of(tmp_path)] == [
        ("b.txt", None, "Costs fell."),
        ("a.md", None, "Profit fell."),
    ]


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        (
            "a.csv",
            b"price\n12\n",
            r"no column of headlines or texts \(it has: price\)",
        ),
        ("a.csv", b"", "holds no row"),
        ("a.csv", b"text\n\x00\x01\xff\n", "is no text; save the table as CSV"),
        ("a.csv", b"text\n" + b"x" * 3_000_000, "line 2 is longer than 2,000,000 characters"),
        ("a.xlsx", b"PK\x03\x04 torn", "cannot be read as an Excel workbook"),
        ("a.xls", b"\xd0\xcf\x11\xe0", r"is a \.xls file, which cannot be read; save it as"),
        ("a.json", b'{"title": "up"', "is no JSON"),
        ("a.json", b'{"title": 3}', "holds no list of records"),
        ("a.jsonl", b'{"text": "up"}\n{"text": ', "line 2 is no JSON"),
        ("a.jsonl", b"[1]\n", "line 1 is no JSON object"),
        ("a.jsonl", b'{"amount": "1"}\n', r"no column of headlines or texts \(it has: amount\)"),
        ("a.parquet", b"PAR1", "cannot be read as Parquet"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(
    tmp_path: Path, name: str, content: bytes, fault: str
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(DataError, match=fault):
        [*tables.texts_of(tmp_path / name)]


def test_a_file_that_is_absent_is_said_to_be() -> None:
    with pytest.raises(DataError, match="cannot be opened"):
        [*tables.texts_of("absent.csv")]


def test_rows_before_a_fault_have_come(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Profit rose."}\nnonsense\n')
    read = tables.texts_of(path)

    assert next(read).text == "Profit rose."
    with pytest.raises(DataError, match="line 2"):
        next(read)


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string()], ids=str)
@pytest.mark.parametrize("alike", [True, False])
def test_a_text_that_a_kilobyte_says_over_and_over_is_refused(
    tmp_path: Path, kind: pa.DataType, alike: bool
) -> None:
    places = pa.array([0] * 5_000, pa.int32())
    said = pa.DictionaryArray.from_arrays(places, pa.array(["x" * 3_000_000], kind))
    held = said if alike else pa.array(["x" * 3_000_000] * 20, kind)
    path = tmp_path / "bomb.parquet"
    parquet.write_table(pa.table({"text": held}), path, compression="zstd")

    assert path.stat().st_size < 10_000
    with pytest.raises(DataError, match="a cell of the column text is longer than 2,000,000"):
        next(tables.texts_of(path))


def test_what_says_that_it_unpacks_to_very_much_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.parquet"
    held = pa.array(["x" * 1_900_000] * 120)
    parquet.write_table(
        pa.table({"text": held}), path, compression="zstd", use_dictionary=False, row_group_size=120
    )

    assert path.stat().st_size < 100_000
    with pytest.raises(DataError, match="the column text would unpack to 228 MB"):
        next(tables.texts_of(path))


def test_lists_within_cells_are_no_texts(tmp_path: Path) -> None:
    path = tmp_path / "deep.parquet"
    parquet.write_table(pa.table({"text": [[["It fell."] * 9] * 9]}), path)

    with pytest.raises(DataError, match="the column text holds lists or structures"):
        next(tables.texts_of(path))


def test_bytes_that_are_no_letters_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "torn.parquet"
    torn = pa.array([b"It fell \xf4x."], pa.binary()).view(pa.string())
    parquet.write_table(pa.table({"text": torn}), path)

    with pytest.raises(DataError, match="cannot be read as Parquet"):
        next(tables.texts_of(path))


def test_a_line_without_end_is_not_held(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    path.write_text('{"text": "It fell."}\n{"text": "' + "x" * 10_000_000 + '"}\n')
    told = tables.texts_of(path)

    assert next(told).text == "It fell."
    with pytest.raises(DataError, match="line 2 is longer than 10,000,000 characters"):
        next(told)
