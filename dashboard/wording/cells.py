"""Numbers in the cells of tables: in the pages' own signs, and a workbook's formats for them."""

import math
import re

from dashboard.wording import numbers

_PRINTED = re.compile(r"%(\+?)(?:\.(\d+))?[df](.*)")


def cell(number: float, form: str, *, sign: bool = True) -> str:
    """Return a number as a column of a form writes it, with a true minus; "–" where none is."""
    if number is None or math.isnan(number):
        return "–"
    if form == "percent":
        return numbers.percent(number, sign=sign)
    if form == "dollar":
        return numbers.dollars(number)
    if form == "compact":
        return numbers.shares(number)
    signed, digits, after = _parts(form)
    return f"{numbers.decimal(number, digits=digits, sign=signed)}{after}"


def in_workbook(form: str, *, sign: bool = True) -> str:
    """Return the number format by which a workbook shows what a page shows by a form."""
    if form == "dollar":
        return '"$"#,##0.00'
    if form == "compact":
        return "#,##0"
    if form == "percent":
        return _signed("0.0%", sign=sign)
    signed, digits, after = _parts(form)
    plain = "0" + (f".{'0' * digits}" if digits else "") + (f'"{after}"' if after else "")
    return _signed(plain, sign=True) if signed else plain


def _parts(form: str) -> tuple[bool, int, str]:
    """Return whether a printed form has a sign, its digits and what stands after it."""
    told = _PRINTED.fullmatch(form)
    if told is None:
        raise ValueError(f"no form of a number: {form}")
    return bool(told[1]), int(told[2] or 0), told[3]


def _signed(plain: str, *, sign: bool) -> str:
    return f'{"+" if sign else ""}{plain};"{numbers.MINUS}"{plain};{plain}'
