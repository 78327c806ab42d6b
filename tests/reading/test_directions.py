import pytest

from sentiment.reading import directions, marks
from sentiment.reading.marks import Mark


def found(text: str) -> list[Mark]:
    words, terms = marks.read_words(text)
    return directions.find_directions(words, terms.hits)[0]


def points(text: str) -> float:
    """Return the points of the only mark in a text."""
    (mark,) = found(text)
    return mark.points


QUANTITIES = {
    "good": ["profit", "sales", "operating margin", "dividend", "market share", "demand"],
    "price": ["shares", "the stock", "the nasdaq", "oil", "bitcoin"],
    "bad": ["losses", "operating costs", "net debt", "inflation", "churn", "bad loans"],
    "neither": ["headcount", "interest rates", "infections", "the rig count"],
}


@pytest.mark.parametrize("up", ["rose", "surged", "climbed 7%", "went up"])
@pytest.mark.parametrize("down", ["fell", "plunged", "dropped 7%", "went down"])
@pytest.mark.parametrize(
    ("kind", "quantity"), [(kind, one) for kind, names in QUANTITIES.items() for one in names]
)
def test_a_move_takes_its_sign_from_what_moved(
    kind: str, quantity: str, up: str, down: str
) -> None:
    if kind == "neither":
        assert found(f"{quantity} {up}") == found(f"{quantity} {down}") == []
        return
    sign = -1 if kind == "bad" else 1

    assert sign * points(f"{quantity} {up}") > 0
    assert sign * points(f"{quantity} {down}") < 0
    assert all(mark.price is (kind == "price") for mark in found(f"{quantity} {up}"))


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("a fall in profit", -1),
        ("a fall in costs", 1),
        ("a sharp rise in debt", -1),
        ("cut its costs", 1),
        ("cut its dividend", -1),
        ("cut 400 jobs", -1),
        ("a tariff cut", 1),
        ("reduced its net debt", 1),
        ("costs improve", 1),
        ("operating profit for the whole of the year rose", 1),
    ],
)
def test_the_quantity_is_found_on_either_side(text: str, sign: int) -> None:
    assert points(text) * sign > 0


@pytest.mark.parametrize(
    ("small", "large"),
    [("fell 1%", "fell 8%"), ("fell", "plunged"), ("fell 1 per cent", "fell 8 per cent")],
)
def test_a_larger_move_weighs_more(small: str, large: str) -> None:
    assert points(f"profit {large}") < points(f"profit {small}") < 0


def test_what_a_percentage_weighs_has_an_end() -> None:
    assert points("profit fell 17%") == points("profit fell 90%") == pytest.approx(-1.6 * 1.6)


@pytest.mark.parametrize(
    "text", ["slips from a record high", "down from an early high", "higher education"]
)
def test_where_a_move_began_is_no_move(text: str) -> None:
    assert not [mark for mark in found(text) if mark.points > 0]


@pytest.mark.parametrize("word", ["up", "down", "higher", "lower", "growth", "highest"])
def test_a_loose_word_says_nothing_alone(word: str) -> None:
    assert found(word) == []
    assert found(f"output {word} 3%")


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("growth slowed", -1),
        ("growth accelerated", 1),
        ("the decline eased", 1),
        ("the slide accelerated", -1),
        ("the drop narrowed", 1),
    ],
)
def test_the_pace_of_a_movement_has_the_sign_of_the_movement(text: str, sign: int) -> None:
    assert all(mark.points * sign > 0 for mark in found(text) if "pace" in mark.rule)
    assert any("pace" in mark.rule for mark in found(text))


def test_a_stop_parts_a_move_from_a_quantity() -> None:
    marks_found = found("Costs were a theme. Shares fell.")

    assert [(mark.rule, mark.points < 0) for mark in marks_found] == [("“shares” moved", True)]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("the nasdaq added 1.2%", 1),
        ("the index added 149.90 points", 1),
        ("output contracted 3.8%", -1),
        ("net profit was 36% more than in 2004", 1),
        ("costs were less than a year ago", 1),
        ("after a change of stakes, up 4%", 1),
    ],
)
def test_a_figure_or_an_earlier_time_tells_a_move(text: str, sign: int) -> None:
    assert sign * points(text) > 0


@pytest.mark.parametrize(
    "text",
    [
        "the board added two members",
        "the index added a bank",
        "the firm has contracts with two ports",
        "the drop hurts exporters",
        "price rises weigh on retailers",
        "the stake rose 4%",
    ],
)
def test_what_only_looks_like_a_move_says_nothing(text: str) -> None:
    assert found(text) == []


def test_a_pronoun_moves_as_what_it_stands_for() -> None:
    first, second = found("costs rose a little, but they rose")

    assert first.points < 0
    assert second.points < 0


def test_a_degree_behind_on_belongs_to_what_follows() -> None:
    assert found("Acme tells of revenue on lower spending.") == []
    assert points("Acme tells of a lower revenue.") < 0


def test_a_suit_of_one_who_lost_money_loses_nothing_itself() -> None:
    assert all(mark.points < 0 for mark in found("A fund filed a lawsuit over what it lost."))
