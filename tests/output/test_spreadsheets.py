import io
import json
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sentiment.output import spreadsheets

SESSION = pd.Timestamp("2026-02-02")
INSTANT = pd.Timestamp("2026-01-30 17:05", tz="America/New_York")
HOSTILE = [
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u00a0=1",
    "\u200b=1",
    "\ufeff=1",
    "\x00=1",
    '"=1',
    "'=1",
    "\u201c=1",
    "\uff1d1",
    "\uff0b1",
    "\uff0d1",
    "\uff201",
    "\ufe631",
]


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "session": [SESSION, pd.NaT],
            "instant": [INSTANT, pd.NaT],
            "car": [-0.0289, np.nan],
            "n": [3, 4],
            "partial": [True, False],
            "title": ['The "gamble", imploded', None],
        }
    )


def sheet_of(book: bytes, name: str) -> list[tuple[object, ...]]:
    opened = openpyxl.load_workbook(io.BytesIO(book))
    return [tuple(cell.value for cell in row) for row in opened[name].iter_rows()]


def test_a_workbook_has_number_formats_and_times_without_a_zone() -> None:
    local = INSTANT.tz_localize(None)
    frame = pd.DataFrame({"Less SPY": [-0.0289, float("nan")], "Told": [local, pd.NaT]})
    formats = {"By day/session": {"Less SPY": "+0.0%"}}
    book = spreadsheets.to_workbook({"By day/session": frame}, formats=formats)
    rows = openpyxl.load_workbook(io.BytesIO(book))["By day session"]

    assert [rows["A2"].value, rows["A2"].number_format] == [-0.0289, "+0.0%"]
    assert [rows["B2"].value, rows["B2"].number_format] == [local, "yyyy-mm-dd hh:mm"]
    assert rows["A3"].value is rows["B3"].value is None


def test_csv_keeps_numbers_dates_offsets_and_gaps(table: pd.DataFrame) -> None:
    assert spreadsheets.to_csv(table) == (
        "session,instant,car,n,partial,title\n"
        '2026-02-02,2026-01-30T17:05:00-05:00,-0.0289,3,True,"The ""gamble"", imploded"\n'
        ",,,4,False,\n"
    )


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_csv_defuses_what_a_spreadsheet_would_run(text: str) -> None:
    written = spreadsheets.to_csv(pd.DataFrame({text: [text]}))
    rows = pd.read_csv(io.StringIO(written), lineterminator="\n")

    assert rows.columns[0].startswith("'")
    assert rows.iloc[0, 0].startswith("'")


@pytest.mark.parametrize("text", ["up", "2026-02-02", "−2.9%", "(=1)", "", "   ", "don't"])
def test_csv_leaves_harmless_text_alone(text: str) -> None:
    assert spreadsheets.to_csv(pd.DataFrame({"a": [text], "b": ["x"]})) == f"a,b\n{text or ''},x\n"


@given(st.lists(st.text(), min_size=1, max_size=5))
@example(["\r"])
@example(["up\r\ndown\rup"])
def test_csv_of_any_text_comes_back_and_never_opens_with_a_formula(texts: list[str]) -> None:
    written = spreadsheets.to_csv(pd.DataFrame({"text": texts, "n": range(len(texts))}))
    rows = pd.read_csv(
        io.StringIO(written, newline=""), keep_default_na=False, dtype=str, engine="python"
    )
    lines_fed = [text.replace("\r\n", "\n").replace("\r", "\n") for text in texts]

    assert [
        text.removeprefix("'") if text != was else text
        for text, was in zip(rows["text"], lines_fed, strict=True)
    ] == lines_fed
    assert not any(text.startswith(("=", "+", "-", "@", "\t", "\r")) for text in rows["text"])


def test_a_named_index_becomes_columns() -> None:
    named = pd.DataFrame({"r": [0.5]}, index=pd.Index([-1], name="lag"))
    deep = pd.DataFrame({"r": [0.5]}, index=pd.MultiIndex.from_tuples([("a", 1)], names=["x", "y"]))

    assert spreadsheets.to_csv(named) == "lag,r\n-1,0.5\n"
    assert spreadsheets.to_csv(deep) == "x,y,r\na,1,0.5\n"


@pytest.mark.parametrize(
    ("index", "written"),
    [
        (pd.DatetimeIndex(["2026-02-02", "2026-02-03"]), ["2026-02-02", "2026-02-03"]),
        (pd.Index(["NVDA", "AMD"]), ["NVDA", "AMD"]),
        (pd.Index([7, 3]), ["7", "3"]),
        (pd.RangeIndex(-1, 1), ["-1", "0"]),
        (pd.timedelta_range("1h", periods=2, freq="h"), ["0 days 01:00:00", "0 days 02:00:00"]),
    ],
)
def test_an_index_that_says_something_is_kept_without_a_name(
    index: pd.Index, written: list[str]
) -> None:
    table = pd.DataFrame({"r": [0.5, 0.25]}, index=index)
    first, second = written

    assert spreadsheets.to_csv(table) == f"index,r\n{first},0.5\n{second},0.25\n"
    assert [json.loads(line)["r"] for line in spreadsheets.to_json_lines(table).splitlines()] == [
        0.5,
        0.25,
    ]
    assert openpyxl.load_workbook(io.BytesIO(spreadsheets.to_workbook({"T": table})))["T"][
        "B2"
    ].value


def test_positions_are_left_out() -> None:
    counted = pd.DataFrame({"r": [0.5, 0.25]})

    assert spreadsheets.to_csv(counted) == "r\n0.5\n0.25\n"
    assert spreadsheets.to_csv(counted.iloc[1:]) == "r\n0.25\n"
    assert spreadsheets.to_csv(counted.iloc[:0]) == "r\n"


def test_levels_without_a_name_are_kept_beside_columns_of_any_name() -> None:
    half = pd.MultiIndex.from_tuples([("a", 1)], names=["x", None])
    bare = pd.MultiIndex.from_tuples([("a", 1)])
    taken = pd.DataFrame({"index": [0.5]}, index=["a"])

    assert spreadsheets.to_csv(pd.DataFrame({"r": [0.5]}, index=half)) == "x,level_1,r\na,1,0.5\n"
    assert (
        spreadsheets.to_csv(pd.DataFrame({"r": [0.5]}, index=bare))
        == "level_0,level_1,r\na,1,0.5\n"
    )
    assert spreadsheets.to_csv(taken) == "level_0,index\na,0.5\n"


def test_a_result_is_exported_by_its_table() -> None:
    @dataclass(frozen=True, eq=False)
    class Study:
        table: pd.DataFrame

    assert spreadsheets.to_csv(Study(pd.DataFrame({"p": [0.04]}))) == "p\n0.04\n"


def test_json_lines_hold_text_as_it_was_and_null_for_missing(table: pd.DataFrame) -> None:
    first, second = map(json.loads, spreadsheets.to_json_lines(table).splitlines())

    assert first == {
        "session": "2026-02-02",
        "instant": "2026-01-30T17:05:00-05:00",
        "car": -0.0289,
        "n": 3,
        "partial": True,
        "title": 'The "gamble", imploded',
    }
    assert second["session"] is second["car"] is second["title"] is None


def test_workbook_keeps_kinds(table: pd.DataFrame) -> None:
    rows = sheet_of(spreadsheets.to_workbook({"Study": table}), "Study")

    assert rows[0] == tuple(table.columns)
    assert rows[1] == (
        SESSION.to_pydatetime(),
        "2026-01-30T17:05:00-05:00",
        -0.0289,
        3,
        True,
        'The "gamble", imploded',
    )
    assert rows[2] == (None, None, None, 4, False, None)


@pytest.mark.parametrize("text", [*HOSTILE, "https://example.org", "1e5", "{=1}", "<r>b</r>"])
def test_workbook_writes_text_as_text(text: str) -> None:
    book = spreadsheets.to_workbook({"Rows": pd.DataFrame({"text": [text]})})
    cell = openpyxl.load_workbook(io.BytesIO(book))["Rows"]["A2"]

    assert cell.data_type in {"s", "inlineStr"}
    assert cell.hyperlink is None


@given(st.text())
def test_workbook_of_any_text_opens(text: str) -> None:
    rows = sheet_of(
        spreadsheets.to_workbook({text: pd.DataFrame({text: [text]})}, sources=[text]), "About"
    )

    assert len(rows) == 1


def test_workbook_says_where_it_comes_from() -> None:
    book = spreadsheets.to_workbook(
        {"Rows": pd.DataFrame({"a": [1]})}, sources=["Bars: Yahoo."], settings={"Share": "NVDA"}
    )

    assert sheet_of(book, "About") == [("Source", "Bars: Yahoo."), ("Share", "NVDA")]


def test_equal_tables_make_equal_workbooks(table: pd.DataFrame) -> None:
    assert spreadsheets.to_workbook({"A": table}) == spreadsheets.to_workbook({"A": table.copy()})


def test_workbook_cuts_what_no_cell_can_hold_and_says_so() -> None:
    book = spreadsheets.to_workbook({"Rows": pd.DataFrame({"text": ["é" * 40_000]})})
    cell = sheet_of(book, "Rows")[1][0]

    assert len(cell) == 32_767
    assert cell.endswith("(cut: a cell holds no more)")


@pytest.mark.parametrize(
    ("names", "legal"),
    [
        (["About", "About"], ["About", "About 2"]),
        (["a/b:c"], ["a b c"]),
        ([""], ["Table"]),
        (["History"], ["History of"]),
        (["'quoted'"], ["quoted"]),
        (["x" * 40, "X" * 40], ["x" * 31, "X" * 29 + " 2"]),
        (["📈" * 20], ["📈" * 15]),
    ],
)
def test_sheet_names_are_made_legal(names: list[str], legal: list[str]) -> None:
    assert spreadsheets.sheet_names(names) == legal


def test_an_empty_table_keeps_its_columns() -> None:
    empty = pd.DataFrame({"a": [], "b": []})

    assert spreadsheets.to_csv(empty) == "a,b\n"
    assert spreadsheets.to_json_lines(empty) == ""
    assert sheet_of(spreadsheets.to_workbook({"E": empty}), "E") == [("a", "b")]


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (pd.Timestamp("2026-02-03"), "2026-02-03"),
        (pd.Timestamp("2026-02-03 09:30"), "2026-02-03T09:30:00"),
        (pd.Timestamp("2026-02-03", tz="UTC"), "2026-02-03T00:00:00+00:00"),
    ],
)
def test_a_session_is_a_date_and_midnight_with_a_zone_is_a_moment(
    moment: pd.Timestamp, written: str
) -> None:
    text = spreadsheets.to_csv(pd.DataFrame({"at": [moment]}))

    assert text.split() == ["at", written]


def test_a_workbook_has_dates_from_the_first_year_that_excel_knows() -> None:
    days = pd.DataFrame({"at": [date(1899, 12, 31), date(1900, 3, 1)]})
    sheet = openpyxl.load_workbook(io.BytesIO(spreadsheets.to_workbook({"T": days})))["T"]

    assert sheet["A2"].value == "1899-12-31"
    assert sheet["A3"].value == datetime(1900, 3, 1)


def test_a_workbook_filters_the_columns_that_there_are_each_wide_enough_to_be_read() -> None:
    rows = pd.DataFrame({"share": ["A" * 20, "B"], "words": ["w" * 500, ""]})
    sheet = openpyxl.load_workbook(io.BytesIO(spreadsheets.to_workbook({"T": rows})))["T"]

    assert sheet.auto_filter.ref == "A1:B3"
    assert 20 < sheet.column_dimensions["A"].width < 30
    assert 60 < sheet.column_dimensions["B"].width < 70
