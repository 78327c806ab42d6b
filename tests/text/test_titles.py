"""A headline is known by its capitals though it ends with a stop, and loses its page's outlet."""

import pytest

from sentiment.intake.details import find_details

BELOW = "\n\nShares of the maker fell on Monday.\n\nIts orders halved."


@pytest.mark.parametrize(
    "title",
    [
        "Maker Just Slipped Below Its Rival. These Are the Reasons Behind It.",
        "Maker Explores a Listing of Sample Holdings Pvt. Ltd.",
        "Shoppers flee stores across the U.S.",
    ],
)
def test_a_headline_may_end_with_a_stop(title: str) -> None:
    assert find_details(title + BELOW).title == title


def test_a_sentence_is_no_headline() -> None:
    assert find_details(f"Shares of the maker slipped below those of its rival.{BELOW}").title == ""


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Maker slips as its orders fall - MarketWatch", "MarketWatch"),
        ("Maker slips as its orders fall | The Sample Post", "The Sample Post"),
        ("Maker slips as its orders fall – sample.com", "sample.com"),
    ],
)
def test_what_a_pages_title_ends_with_is_its_outlet(title: str, outlet: str) -> None:
    found = find_details(title + BELOW)

    assert (found.title, found.outlet) == ("Maker slips as its orders fall", outlet)


@pytest.mark.parametrize("title", ["Maker slips as its orders fall - analysts", "Maker - Reuters"])
def test_other_words_behind_a_dash_are_part_of_the_headline(title: str) -> None:
    assert find_details(title + BELOW).title == title
