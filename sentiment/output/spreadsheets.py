"""A result to CSV, workbook, JSON Lines, with its sources and settings."""

import io
import json
import math
import re
import unicodedata
from collections.abc import Hashable, Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Protocol

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# What a spreadsheet may take for the beginning of a formula: OWASP, "CSV injection".
_FORMULA = frozenset("=+-@")
_QUOTES = frozenset("'\"`\u2018\u2019\u201c\u201d\u00ab\u00bb")
# What XML 1.0 cannot hold, and so neither can a workbook.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_CELL = 32_767  # characters, Excel's limit
_LONGEST_SHEET_NAME = 31
_EXACT = 2**53  # whole numbers beyond are not exact in a cell
_FIRST_EXCEL_YEAR = 1900
_NO_MOMENT = datetime(2000, 1, 1)  # a workbook's own stamp, so that equal tables make equal files
_WIDEST_COLUMN = 60
_ABOUT = "About"


class HasTable(Protocol):
    """A result that keeps its rows in ``table``, such as an event study."""

    @property
    def table(self) -> pd.DataFrame:
        """The rows."""


def to_csv(table: pd.DataFrame | HasTable) -> str:
    """Return a table as CSV, fit for spreadsheets and for ``pandas.read_csv``.

    The file holds the table and nothing else: lines of sources before or after it would be read
    as rows. Sources and settings travel in :func:`to_workbook`. The index becomes columns, unless
    it has no name and only counts the rows. Sessions are dates, instants ISO 8601 with their
    offset, missing values empty. Text that a spreadsheet would run as a formula gets an apostrophe
    in front, and its line breaks become line feeds, because a bare carriage return ends the row
    for many readers; numbers stay numbers.

    Examples
    --------
    >>> print(to_csv(pd.DataFrame({"title": ["=1+1", "up"], "change": [-0.1, 0.2]})), end="")
    title,change
    '=1+1,-0.1
    up,0.2
    """
    rows = _rows(table)
    shown = pd.DataFrame(
        {place: [defused(_value(cell)) for cell in rows.iloc[:, place]] for place in _places(rows)},
        index=rows.index,
        dtype=object,
    )
    shown.columns = pd.Index([defused(_name(name)) for name in rows.columns], dtype=object)
    return shown.to_csv(index=False, lineterminator="\n")


def to_json_lines(table: pd.DataFrame | HasTable) -> str:
    """Return a table as JSON Lines, one object a row: missing is null, text is as it was.

    Examples
    --------
    >>> print(to_json_lines(pd.DataFrame({"n": [1], "p": [float("nan")]})), end="")
    {"n": 1, "p": null}
    """
    rows = _rows(table)
    names = [_name(name) for name in rows.columns]
    columns = [[_value(cell) for cell in rows.iloc[:, place]] for place in _places(rows)]
    lines = [
        json.dumps(dict(zip(names, cells, strict=True)), ensure_ascii=False, allow_nan=False)
        for cells in zip(*columns, strict=True)
    ]
    return "".join(f"{line}\n" for line in lines)


def to_workbook(
    sheets: Mapping[str, pd.DataFrame | HasTable],
    *,
    sources: Sequence[str] = (),
    settings: Mapping[str, str] | None = None,
    formats: Mapping[str, Mapping[str, str]] | None = None,
) -> bytes:
    """Return an Excel workbook, a sheet a table and one about where it all comes from.

    Sessions are dates, instants ISO 8601 text (Excel knows no time zones; a time without one is a
    time), missing values empty cells. Text is never a formula nor a link. Equal arguments give
    equal bytes.

    Parameters
    ----------
    sheets
        Names to tables; a name that Excel does not allow is made legal.
    sources
        Sentences for the sheet "About".
    settings
        What was chosen, by name, for the same sheet.
    formats
        Excel's number formats, by the sheet's name as given and the column's.
    """
    import xlsxwriter  # noqa: PLC0415 - most users of the engine write no workbook

    written = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(written, options) as book:
        book.set_properties({"created": _NO_MOMENT})
        bold = book.add_format({"bold": True})
        moments = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        *names, about = sheet_names([*sheets, _ABOUT])
        for name, (given, table) in zip(names, sheets.items(), strict=True):
            codes = (formats or {}).get(given, {})
            forms = {one: book.add_format({"num_format": code}) for one, code in codes.items()}
            sheet = book.add_worksheet(name)
            _write_table(sheet, _rows(table), bold, forms=forms, moments=moments)
        _write_about(book.add_worksheet(about), sources, settings or {}, bold)
    return written.getvalue()


def sheet_names(names: Sequence[str]) -> list[str]:
    """Return *names* as Excel allows them: short, no two alike, none of its own signs.

    Examples
    --------
    >>> sheet_names(["NVDA: price/tone", "nvda price tone"])
    ['NVDA price tone', 'nvda price tone 2']
    """
    given: list[str] = []
    for name in names:
        plain = " ".join(_NOT_XML.sub(" ", _NOT_IN_SHEET_NAME.sub(" ", name)).split()).strip("' ")
        # Excel keeps "History" for itself.
        legal = _short(plain or "Table") if plain.lower() != "history" else "History of"
        taken = {one.lower() for one in given}
        number = 1
        while legal.lower() in taken:
            number += 1
            legal = f"{_short(plain or 'Table', room=len(str(number)) + 1)} {number}"
        given.append(legal)
    return given


def _short(name: str, *, room: int = 0) -> str:
    """Return the beginning of a sheet's name that leaves *room*; Excel counts UTF-16 units."""
    units = name.encode("utf-16-le")[: 2 * (_LONGEST_SHEET_NAME - room)]
    return units.decode("utf-16-le", errors="ignore").strip("' ")


def _rows(table: pd.DataFrame | HasTable) -> pd.DataFrame:
    """Return the rows, the index as columns unless it only counts them."""
    rows = table if isinstance(table, pd.DataFrame) else table.table
    return rows if _counts(rows.index) else rows.reset_index(allow_duplicates=True)


def _counts(index: pd.Index) -> bool:
    """Return whether an index says nothing but where a row stands."""
    return isinstance(index, pd.RangeIndex) and index.name is None and not (index < 0).any()


def _places(rows: pd.DataFrame) -> range:
    return range(rows.shape[1])


def _name(name: Hashable) -> str:
    """Return a column's name, the levels of a deep one side by side."""
    return " ".join(map(str, name)) if isinstance(name, tuple) else str(name)


def _value(cell: object) -> str | int | float | bool | None:
    """Return a cell as text, number or None: missing is None, a moment is ISO 8601 text."""
    if cell is None or cell is pd.NA or cell is pd.NaT:
        return None
    if isinstance(cell, np.generic):
        cell = cell.item()
    if isinstance(cell, str | bool | int):
        return cell
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        return _moment(cell)
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _number(number: float) -> float | str | None:
    """Return a number; infinity, for which JSON and Excel have no number, as text."""
    if math.isnan(number):
        return None
    return str(number) if math.isinf(number) else number


def _moment(moment: datetime) -> str:
    """Return a session as its date, an instant as date, time and offset."""
    if moment.tzinfo is None and moment.time() == time():
        return moment.date().isoformat()
    return moment.isoformat()


def defused(cell: str | int | float | bool | None) -> str | int | float | bool | None:
    """Return a cell with line feeds, and an apostrophe before what a spreadsheet would run.

    Spreadsheets pass over blanks, quotes, control characters and marks without width, and some
    take full-width signs for plain ones.
    """
    if not isinstance(cell, str):
        return cell
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    if cell.startswith(("\t", "\n")):
        return f"'{cell}"
    for character in cell:
        if character in _QUOTES or unicodedata.category(character)[0] in "CZ":
            continue
        return f"'{cell}" if unicodedata.normalize("NFKC", character)[0] in _FORMULA else cell
    return cell


def _write_table(
    sheet: "Worksheet",
    rows: pd.DataFrame,
    bold: "Format",
    *,
    forms: Mapping[str, "Format"],
    moments: "Format",
) -> None:
    """Write the names and the rows; the names stay in sight and can be filtered."""
    for column in _places(rows):
        name = _name(rows.columns[column])
        sheet.write_string(0, column, _text(name), bold)
        cells = rows.iloc[:, column]
        for row, cell in enumerate(cells, start=1):
            _write_cell(sheet, row, column, cell, form=forms.get(name), moments=moments)
        widest = max([len(name), *(len(str(_value(cell) or "")) for cell in cells)])
        sheet.set_column(column, column, min(widest, _WIDEST_COLUMN) + 2)
    sheet.freeze_panes(1, 0)
    if rows.shape[1]:
        sheet.autofilter(0, 0, len(rows), rows.shape[1] - 1)


def _write_cell(
    sheet: "Worksheet",
    row: int,
    column: int,
    cell: object,
    *,
    form: "Format | None",
    moments: "Format",
) -> None:
    value = _value(cell)
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float) and abs(value) <= _EXACT:
        sheet.write_number(row, column, value, form)
    elif value is None:
        return
    elif isinstance(cell, date) and _is_excel_moment(cell):
        timed = isinstance(cell, datetime) and cell.time() != time()
        sheet.write_datetime(row, column, cell, moments if timed else None)
    else:
        sheet.write_string(row, column, _text(str(value)))


def _is_excel_moment(moment: date) -> bool:
    """Return whether Excel has a date for a day or a time, which it has for none with a zone."""
    without_zone = not isinstance(moment, datetime) or moment.tzinfo is None
    return without_zone and moment.year >= _FIRST_EXCEL_YEAR


def _text(text: str) -> str:
    """Return *text* as a cell can hold it; what is cut says so."""
    text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    # XlsxWriter passes what looks like its own rich text into the file as it is.
    text = f"\N{ZERO WIDTH SPACE}{text}" if text.startswith("<r>") else text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST_CELL:
        return text
    note = " … (cut: a cell holds no more)"
    beginning = units[: 2 * (_LONGEST_CELL - len(note))].decode("utf-16-le", errors="ignore")
    return beginning + note


def _write_about(
    sheet: "Worksheet", sources: Sequence[str], settings: Mapping[str, str], bold: "Format"
) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    lines = [("Source", source) for source in sources] + list(settings.items())
    for row, (name, text) in enumerate(lines):
        sheet.write_string(row, 0, _text(name), bold)
        sheet.write_string(row, 1, _text(str(text)))
