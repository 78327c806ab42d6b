import pytest

from sentiment.reading import comparisons, directions, marks
from sentiment.reading.marks import Mark


def found(text: str) -> list[Mark]:
    words, terms = marks.read_words(text)
    hits = terms.hits
    moved, _ = directions.find_directions(words, hits)
    return comparisons.find_comparisons(words, hits, moved=moved)[0]


@pytest.mark.parametrize("against", ["compared with", "compared to", "versus", "vs", "against"])
@pytest.mark.parametrize(
    ("quantity", "better"),
    [("Profit", True), ("Net sales", True), ("The loss", False), ("Net debt", False)],
)
def test_a_figure_above_the_earlier_one_is_good_or_bad_as_its_quantity_is(
    quantity: str, better: bool, against: str
) -> None:
    (more,) = found(f"{quantity} came to EUR 3.1 mn {against} EUR 2.3 mn.")
    (less,) = found(f"{quantity} came to EUR 2.3 mn {against} EUR 3.1 mn.")

    assert (more.points > 0) is better
    assert (less.points > 0) is not better


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("$1.2 billion", "$900 million"),
        ("$900 million", "$900 thousand"),
        ("1,200", "1,100"),
        ("3.1m", "2.3m"),
        ("EUR 0.5", "EUR -0.2"),
        ("2100 million", "2000 million"),  # no years
    ],
)
def test_figures_are_compared_with_their_scales_and_signs(now: str, then: str) -> None:
    (up,) = found(f"Revenue was {now}, compared with {then}.")
    (down,) = found(f"Revenue was {then}, compared with {now}.")

    assert up.points > 0 > down.points


def test_a_profit_that_was_a_loss_is_good_and_the_other_way_bad() -> None:
    (better,) = found("A profit of $12 million compared with a loss of $80 million.")
    (worse,) = found("A loss of $12 million compared with a profit of $8 million.")

    assert (better.rule, better.points) == ("a loss became a profit", 2.6)
    assert (worse.rule, worse.points) == ("a profit became a loss", -2.6)


@pytest.mark.parametrize(
    "text",
    [
        "Profit was $3 million, compared with $3 million.",
        "Headcount was 300, compared with 200.",
        "Profit was $3 million, compared with that of a rival.",
        "Compared with $2 million, it was more.",
        "The temperature was 30 against 20.",
        "Profit is compared with profit.",
        "",
    ],
)
def test_equal_or_unweighed_or_missing_figures_say_nothing(text: str) -> None:
    assert found(text) == []


def test_a_year_is_no_figure() -> None:
    (mark,) = found("Profit in 2026 was $3 million, compared with $2 million in 2025.")

    assert mark.points > 0


def test_a_move_already_told_is_not_told_again() -> None:
    assert found("Profit rose to $3 million from $2 million.") == []


def test_a_price_set_against_an_earlier_one_is_a_price_report() -> None:
    (mark,) = found("The stock stood at $185 versus $180.")

    assert mark.price


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("The firm made a profit of $12 million, against a loss of $8 million.", True),
        ("Revenue came to EUR 1.3 mn, against EUR 0.3 mn loss.", True),
        ("A loss of $8 million, against $12 million profit.", False),
    ],
)
def test_the_quantity_of_the_earlier_figure_may_stand_on_either_side(
    text: str, better: bool
) -> None:
    (mark,) = found(text)

    assert (mark.points > 0) is better
    assert "became" in mark.rule


@pytest.mark.parametrize("now", ["$2.10-$2.30", "$2.10 to $2.30", "$2.10 - $2.30"])
def test_a_range_says_nothing_against_a_figure_inside_it(now: str) -> None:
    assert found(f"Acme affirms EPS of {now} vs $2.25.") == []

    (below,) = found(f"Acme affirms EPS of {now} vs $2.40.")
    (above,) = found(f"Acme affirms EPS of {now} vs $2.05.")

    assert below.points < 0 < above.points


def test_the_later_of_two_figures_may_end_the_text() -> None:
    (better,) = found("Gross margin went from 40% to 45%")
    (worse,) = found("Gross margin went from 45% to 40%")

    assert worse.points < 0 < better.points
