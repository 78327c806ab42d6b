"""A table of a page: its cells in the page's own signs, and as a file with the page's headings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.wording import cells
from sentiment.market import calendar
from sentiment.output import spreadsheets

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

UNSIGNED = frozenset({"placebo_rank", "size"})  # shares of a whole: no change, so without a sign
MOST = 2_000  # rows that are written in the page's own signs; more would keep the page waiting


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table as it stands on a page; ``columns`` says how each column is headed and written."""

    title: str
    frame: pd.DataFrame
    columns: Mapping[str, Any]
    index: bool = True  # whether the index is shown


def written(table: Table) -> tuple["pd.DataFrame | Styler", dict[str, Any]]:
    """Return a table's rows with numbers as the page writes them, and what is left of its columns.

    The numbers stay numbers, by which the table is sorted.
    """
    forms = {
        name: form
        for name, form in _forms(table).items()
        if name in table.frame and pd.api.types.is_numeric_dtype(table.frame[name])
    }
    if not forms or len(table.frame) > MOST or not table.frame.index.is_unique:
        return table.frame, dict(table.columns)
    written_by = {name: _written_by(name, form) for name, form in forms.items()}
    left = {
        name: column | {"type_config": {**column["type_config"], "format": None}}
        if name in forms
        else column
        for name, column in table.columns.items()
    }
    return table.frame.style.format(written_by), left


def _written_by(name: str, form: str) -> Any:
    return lambda number: cells.cell(number, form, sign=name not in UNSIGNED)


def _forms(table: Table) -> dict[str, str]:
    """Return by which form the numbers of each column are written, where one is named."""
    kinds = {name: _config(column) for name, column in table.columns.items()}
    return {
        name: str(kind["format"])
        for name, kind in kinds.items()
        if kind.get("type") == "number" and kind.get("format")
    }


def _config(column: object) -> Mapping[str, Any]:
    return column.get("type_config") or {} if isinstance(column, Mapping) else {}


def file_of(tables: Sequence[Table], *, kind: str, sources: Sequence[str] = ()) -> bytes:
    """Return a table as CSV for programs, or tables as a workbook headed as the page is."""
    if kind == "csv":
        return spreadsheets.to_csv(tables[0].frame).encode("utf-8-sig")
    shown = {one.title: _headed(one) for one in tables}
    return spreadsheets.to_workbook(
        {title: frame for title, (frame, _) in shown.items()},
        sources=sources,
        formats={title: forms for title, (_, forms) in shown.items()},
    )


def _headed(table: Table) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the columns that the page shows under its headings, and their number formats.

    Moments are on the clock of New York, as they are on the page.
    """
    named = table.index and table.frame.index.names != [None]
    frame = table.frame.reset_index() if named else table.frame.reset_index(drop=True)
    shown = [str(name) for name in frame if table.columns.get(str(name), "") is not None]
    heads = _heads(table, shown)
    forms = {
        heads[name]: cells.in_workbook(form, sign=name not in UNSIGNED)
        for name, form in _forms(table).items()
        if name in heads
    }
    moments = [name for name in shown if isinstance(frame[name].dtype, pd.DatetimeTZDtype)]
    local = {
        name: frame[name].dt.tz_convert(calendar.NEW_YORK).dt.tz_localize(None) for name in moments
    }
    return frame[shown].assign(**local).rename(columns=heads), forms


def _heads(table: Table, shown: Sequence[str]) -> dict[str, str]:
    """Return the heading of each column, no two alike: "95% from" is followed by "95% to"."""
    heads: dict[str, str] = {}
    for name in shown:
        column = table.columns.get(name, name)
        head = str(column.get("label") or name) if isinstance(column, Mapping) else str(column)
        before = next(reversed(heads.values()), "")
        taken = head in heads.values() or head == "to"
        heads[name] = f"{before.removesuffix(' from')} {head}".strip() if taken else head
    return heads
