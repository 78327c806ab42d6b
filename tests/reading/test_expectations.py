import pytest

from sentiment.reading import expectations, marks
from sentiment.reading.marks import Mark


def found(text: str) -> list[Mark]:
    words, terms = marks.read_words(text)
    return expectations.find_expectations(words, terms)[0]


@pytest.mark.parametrize(
    ("text", "rule", "sign"),
    [
        ("Revenue topped analysts' estimates", "better than expected", 1),
        ("Revenue missed Wall Street's estimates", "worse than expected", -1),
        ("Costs were above the forecast", "worse than expected", -1),
        ("The loss was smaller than feared", "better than expected", 1),
        ("The growth in sales was slower than expected", "worse than expected", -1),
        ("The decline was smaller than expected", "better than expected", 1),
        ("A beats the estimates, B misses them", "worse than expected", -1),
    ],
)
def test_what_was_expected_is_met_or_not(text: str, rule: str, sign: int) -> None:
    told = {mark.rule: mark.points for mark in found(text)}

    assert told[rule] * sign > 0


@pytest.mark.parametrize(
    "text",
    ["Revenue came in at the estimates", "They met, and the other misses them", ""],
)
def test_what_is_set_against_no_expectation_says_nothing(text: str) -> None:
    assert found(text) == []
