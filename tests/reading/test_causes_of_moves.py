"""A move that has its subject takes no second one from the cause that follows it."""

from itertools import product

import pytest

from sentiment import score
from sentiment.output.labels import NEUTRAL_BAND

SUBJECTS = ["Acme shares", "Stocks", "Nvidia", "Shares of Acme", "Bank shares"]
DOWN = ["plunge", "tumble", "drop", "slip", "sink", "slide", "fell", "dropped", "eased"]
UP = ["rise", "surge", "jump", "climb", "rose", "rallied", "advanced 2%"]
PREPOSITIONS = ["over", "on", "amid", "after", "following", "due to", "because of"]
BAD = [
    "fraud fears", "trade worries", "delay concerns", "recession fears", "debt fears",
    "security concerns", "rising costs", "weak demand", "a profit warning",
]  # fmt: skip
GOOD = ["easing inflation", "falling costs", "strong demand", "record sales", "fading fears"]


@pytest.mark.parametrize("preposition", PREPOSITIONS)
@pytest.mark.parametrize(("moves", "causes", "sign"), [(DOWN, BAD, -1), (UP, GOOD, 1)])
def test_a_cause_leaves_the_sign_of_the_move(
    preposition: str, moves: list[str], causes: list[str], sign: int
) -> None:
    told = [
        " ".join((who, *rest)) for who, *rest in product(SUBJECTS, moves, [preposition], causes)
    ]

    assert [text for text in told if sign * score(text).compound <= NEUTRAL_BAND] == []


@pytest.mark.parametrize("preposition", PREPOSITIONS)
@pytest.mark.parametrize(("moves", "causes", "sign"), [(DOWN, GOOD, -1), (UP, BAD, 1)])
def test_a_cause_of_the_other_sign_does_not_turn_the_move(
    preposition: str, moves: list[str], causes: list[str], sign: int
) -> None:
    told = [
        " ".join((who, *rest)) for who, *rest in product(SUBJECTS, moves, [preposition], causes)
    ]

    assert [text for text in told if sign * score(text).compound < 0] == []


@pytest.mark.parametrize("text", ["Worries eased.", "Costs fell.", "Nvidia cut its costs."])
def test_a_burden_that_is_the_subject_or_the_object_still_moves(text: str) -> None:
    assert score(text).compound > NEUTRAL_BAND


@pytest.mark.parametrize(
    "text", ["Net profit drops 12% on higher staffing", "ICE profit drops 27% on weak growth"]
)
def test_a_quantity_that_moved_does_not_move_again_in_the_cause(text: str) -> None:
    assert score(text).compound < -NEUTRAL_BAND


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("AMD gained 4% on Monday while Oracle dropped 2.7%.", 0),
        ("Net sales fell on Monday's count, and the outlook is weak.", -1),
    ],
)
def test_a_day_is_no_cause(text: str, sign: int) -> None:
    read = score(text)

    assert not any("as the cause" in part.rule for part in read.sentences[0].reading.parts)
    assert read.compound * sign >= 0
