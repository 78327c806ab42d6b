"""Numbers in the cells of tables: in the pages' own signs, and a workbook's formats for them."""

import math
import re

from dashboard.wording import numbers

_PRINTED = re.compile(r"([^%]*)%(\+?)(?:\.(\d+))?[df](.*)")  # "%+.2f", "$%.2f", "%.2fp"


def cell(number: float, form: str, *, sign: bool = True) -> str:
    """Return a number as a column of a form writes it, with a true minus; "–" where none is."""
    if number is None or math.isnan(number):
        return "–"
    if form == "percent":
        return numbers.percent(number, sign=sign)
    if form == "compact":
        return numbers.shares(number)
    before, signed, digits, after = _parts(form)
    if not signed and number >= 1:
        return f"{before}{number:,.{digits}f}{after}"
    return f"{before}{numbers.decimal(number, digits=digits, sign=signed)}{after}"


def in_workbook(form: str, *, sign: bool = True) -> str:
    """Return the number format by which a workbook shows what a page shows by a form."""
    if form == "compact":
        return "#,##0"
    if form == "percent":
        return _signed("0.0%", sign=sign)
    before, signed, digits, after = _parts(form)
    whole = f'"{before}"#,##0' if before else "0"
    plain = whole + (f".{'0' * digits}" if digits else "") + (f'"{after}"' if after else "")
    return _signed(plain, sign=True) if signed else plain


def _parts(form: str) -> tuple[str, bool, int, str]:
    """Return what stands before a number, whether it has a sign, its digits and what is after."""
    form_match = _PRINTED.fullmatch(form)
    if form_match is None:
        raise ValueError(f"no form of a number: {form}")
    return form_match[1], bool(form_match[2]), int(form_match[3] or 0), form_match[4]


def _signed(plain: str, *, sign: bool) -> str:
    return f'{"+" if sign else ""}{plain};"{numbers.MINUS}"{plain};{plain}'
