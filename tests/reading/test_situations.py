import pytest

from sentiment.reading import marks, situations
from sentiment.reading.marks import Mark
from sentiment.text import tokens


def found(text: str) -> list[Mark]:
    words = tokens.split(text).words
    return situations.find_situations(words, marks.find_terms(words))[0]


@pytest.mark.parametrize(
    ("text", "rule", "sign"),
    [
        ("Fears of a recession fade", "a burden eased", 1),
        ("The company settles the lawsuit", "a burden eased", 1),
        ("A judge dismissed the class action", "a burden eased", 1),
        ("The index erased its gains", "a rise undone", -1),
        ("The rally faded", "a rise undone", -1),
        ("The stock erased its slump", "a fall undone", 1),
        ("Revenue topped analysts' estimates", "better than expected", 1),
        ("Revenue missed Wall Street's estimates", "worse than expected", -1),
        ("Costs were above the forecast", "worse than expected", -1),
        ("The loss was smaller than feared", "better than expected", 1),
        ("The shortage hits carmakers", "a bad thing struck", -1),
        ("Tariffs hurt its margins", "“margins” hurt", -1),
        ("Demand remained good", "“demand” stands well", 1),
        ("The market situation was difficult", "“market situation” stands badly", -1),
        ("Operating profit was EUR -5.9 mn", "below zero", -1),
        ("Operating margin was a negative 5.9%", "below zero", -1),
        ("The group swung to a net profit", "turned to a profit", 1),
        ("The group swung to a net loss", "turned to a loss", -1),
        ("The shipyard won a large order", "gets “order”", 1),
        ("The order was won by the shipyard", "gets “order”", 1),
        ("The drugmaker received approval", "gets “approval”", 1),
        ("The carrier lost its London licence", "loses “licence”", -1),
        ("The growth in sales was slower than expected", "worse than expected", -1),
        ("The decline was smaller than expected", "better than expected", 1),
        ("A beats the estimates, B misses them", "worse than expected", -1),
        ("The brewer will close two plants", "a place of work closed", -1),
        ("The mill was shut in June", "a place of work closed", -1),
    ],
)
def test_a_situation_is_told_by_several_words(text: str, rule: str, sign: int) -> None:
    told = {mark.rule: mark.points for mark in found(text)}

    assert told[rule] * sign > 0


@pytest.mark.parametrize(
    "text",
    [
        "Fears of a recession grow",
        "The lawsuit is before a court. The case of the watch is settled",
        "The rally goes on",
        "Revenue came in at the estimates",
        "A hit in carmakers' showrooms",
        "Operating profit was EUR 5.9 mn",
        "The group returned to the market",
        "The shipyard builds to order",
        "Demand was discussed",
        "The store is close to the station",
        "The plant lies close to a mill",
        "No definitive agreement was signed",
        "They met, and the other misses them",
        "It lost its way",
        "",
    ],
)
def test_words_that_do_not_stand_together_tell_nothing(text: str) -> None:
    assert found(text) == []


def test_a_signed_agreement_is_worth_less_than_an_order() -> None:
    (agreement,) = found("The company signed an agreement")
    (order,) = found("The company won an order")

    assert 0 < agreement.points < order.points


def test_what_a_situation_speaks_for_is_its_words() -> None:
    words = tokens.split("On Monday the rally faded").words

    told, taken = situations.find_situations(words, marks.find_terms(words))

    assert [words[place].text for place in sorted(taken)] == ["rally", "faded"]
    assert [(mark.first, mark.last) for mark in told] == [(3, 4)]
