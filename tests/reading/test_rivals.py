"""What passes between companies: each row by its own examples, and by which company is asked."""

import pytest

from sentiment.reading import rivals
from sentiment.text.companies import Mention

YES = [(row.name, row.points, text) for row in rivals.rows() for text in row.yes]
NO = [(row.name, row.points, text) for row in rivals.rows() for text in row.no]


def _fate(text: str) -> list[tuple[str, float]]:
    """Return what happens to the company that an example calls NAME."""
    company = "Alcan"
    named = text.replace("NAME", company)
    start = named.find(company)
    here = [] if start < 0 else [Mention(company, start, start + len(company))]
    return [(part.rule, part.points) for part in rivals.fates(named, here).get(company, ())]


@pytest.mark.parametrize(("name", "points", "text"), YES)
def test_what_passes_between_companies_is_told_of_each(name: str, points: float, text: str) -> None:
    assert _fate(text) == [(name, points)]


@pytest.mark.parametrize(("name", "points", "text"), NO)
def test_nothing_passes_between_companies(name: str, points: float, text: str) -> None:
    assert (name, points) not in _fate(text)
