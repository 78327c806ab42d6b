import pytest

from sentiment.reading import deals, marks
from sentiment.reading.marks import Mark
from sentiment.text import tokens


def dealt(text: str) -> list[Mark]:
    """Return what a text says was won, lost or closed."""
    words = tokens.split(text).words
    terms = marks.find_terms(words)
    families = terms.families
    prizes = deals.free_prizes(families.get("prize", ()), terms.hits)
    won = deals.find_won(words, prizes, families.get("get", ()))
    lost = deals.find_lost(words, prizes, terms.hits)
    return [*won, *lost, *deals.find_closed(words, families.get("site", ()))]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("The yard won an order", 1),
        ("The order was won by the yard", 1),
        ("The two agreed on a partnership", 1),
        ("The yard lost an order", -1),
        ("The yard loses a big contract", -1),
        ("The chain shuts four of its stores", -1),
        ("The northern plant will be closed", -1),
    ],
)
def test_what_is_won_is_good_and_what_is_lost_or_closed_bad(text: str, sign: int) -> None:
    (mark,) = dealt(text)

    assert mark.points * sign > 0


@pytest.mark.parametrize(
    "text",
    [
        "The order book",
        "The yard signed a loan agreement",
        "The yard lost its way. An order is due",
        "The plant is close to the coast",
        "The deal was closed in June",
        "",
    ],
)
def test_what_is_neither_won_nor_lost_nor_closed_says_nothing(text: str) -> None:
    assert dealt(text) == []
