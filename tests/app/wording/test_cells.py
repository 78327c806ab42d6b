"""Numbers in tables: the pages' own signs, and a workbook's formats for the same."""

import pytest

from dashboard.wording import cells


@pytest.mark.parametrize(
    ("number", "form", "sign", "said"),
    [
        (-0.0271, "percent", True, "−2.7%"),
        (0.5, "percent", False, "50.0%"),
        (-0.0004, "%+.2f", True, "0.00"),
        (-0.1234, "%.2f", True, "−0.12"),
        (3, "%+d", True, "+3"),
        (8.0, "%d in 100", True, "8 in 100"),
        (1850, "$%.2f", True, "$1,850.00"),
        (71.4, "%.2fp", True, "71.40p"),
        (0.9312, "€%.4f", True, "€0.9312"),
        (165.8e6, "compact", True, "165.8 m"),
        (float("nan"), "percent", True, "–"),
        (float("nan"), "%.2f", True, "–"),
    ],
)
def test_a_number_is_written_as_the_pages_write_it(
    number: float, form: str, sign: bool, said: str
) -> None:
    assert cells.cell(number, form, sign=sign) == said


@pytest.mark.parametrize(
    ("form", "sign", "said"),
    [
        ("percent", True, '+0.0%;"−"0.0%;0.0%'),
        ("percent", False, '0.0%;"−"0.0%;0.0%'),
        ("%+.2f", True, '+0.00;"−"0.00;0.00'),
        ("%.3f", True, "0.000"),
        ("%d in 100", True, '0" in 100"'),
        ("$%.2f", True, '"$"#,##0.00'),
        ("%.2fp", True, '0.00"p"'),
    ],
)
def test_a_workbook_writes_what_the_page_writes(form: str, sign: bool, said: str) -> None:
    assert cells.in_workbook(form, sign=sign) == said
