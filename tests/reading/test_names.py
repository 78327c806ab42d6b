import pytest

from sentiment.reading import names as reading_names
from sentiment.text.companies import mentions


def named(sentence: str) -> list[str]:
    """Return all that a sentence names, in its order."""
    return [one.company for one in reading_names.all_named(sentence, mentions(sentence))]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("AMD rose while Fjord Lines fell", ["AMD", "Fjord Lines"]),
        ("Shares rose while Nvidia fell", ["Shares", "Nvidia"]),
        ("After a weak year, Nvidia rose", ["Nvidia"]),
        ("AMD and Bank of Alba rose", ["AMD", "Bank of Alba"]),
        ("AMD rose in Europe on Monday.", ["AMD"]),
        ("AMD shut its Dresden plant", ["AMD"]),
        ("AMD rose ahead of Budget 2024", ["AMD"]),
        ("the weather was fine", []),
    ],
)
def test_names_are_runs_of_capitals_but_no_days_places_or_what_is_owned(
    sentence: str, names: list[str]
) -> None:
    assert named(sentence) == names


@pytest.mark.parametrize(
    ("sentence", "sizes"),
    [
        ("AMD, Nvidia and Intel rose", [3]),
        ("AMD and rival Nvidia rose", [2]),
        ("AMD Inc., Nvidia Corp and Intel rose", [3]),
        ("AMD rose after Nvidia fell", [1, 1]),
        ("AMD rose and Nvidia fell", [1, 1]),
    ],
)
def test_the_names_of_a_list_stand_together(sentence: str, sizes: list[int]) -> None:
    found = reading_names.listed(sentence, reading_names.all_named(sentence, mentions(sentence)))

    assert [len(group) for group in found] == sizes


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("“Nokia's sales fell", ["Nokia"]),
        ("Nokia’s sales fell", ["Nokia"]),
        ("Today's sales fell", []),
        ("China's exports fell", []),
        ("Sales fell", []),
        ("The maker's sales fell", []),
    ],
)
def test_an_owner_opens_with_a_name(sentence: str, names: list[str]) -> None:
    assert [one.company for one in reading_names.owner(sentence)] == names
