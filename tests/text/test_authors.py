"""Who wrote a text is found in what the page tells of its author, and that is not read."""

import pytest

from sentiment.intake.details import find_details
from sentiment.text.sentences import split_passages

NEWS = (
    "Maker slips as orders fall\n\nShares of the maker fell on Monday.\n\n"
    "Its orders halved, it told analysts."
)


def sentences(text: str) -> list[str]:
    return [one.text for one in split_passages(text).sentences]


@pytest.mark.parametrize(
    ("told", "author", "outlet"),
    [
        (
            "Ada Lovelace is a Leeds-based reporter for SampleWatch. Follow her on X @ada.",
            "Ada Lovelace",
            "SampleWatch",
        ),
        ("Ada Lovelace is a senior editor at The Sample Post.", "Ada Lovelace", "The Sample Post"),
        ("Ada Lovelace is a Sample News reporter based in Ohio", "Ada Lovelace", "Sample News"),
        ("Ada Lovelace is Sample Opinion's columnist.", "Ada Lovelace", "Sample Opinion"),
        ("Ada Lovelace covers chips for Sample Wire.", "Ada Lovelace", "Sample Wire"),
        ("Ada Lovelace is a freelance writer.", "Ada Lovelace", ""),
        (
            "Today's newsletter is by Ada Lovelace, a reporter on Sample Money. Follow her on X.",
            "Ada Lovelace",
            "Sample Money",
        ),
    ],
)
def test_a_line_on_the_author_names_author_and_outlet(told: str, author: str, outlet: str) -> None:
    text = f"{NEWS}\n\n{told}"

    found = find_details(text)
    assert (found.author, found.outlet) == (author, outlet)
    assert sentences(text) == sentences(NEWS)


@pytest.mark.parametrize(
    "told",
    [
        "Ada Lovelace is the chief of the maker.",
        "Ada Lovelace is a reporter who said that the maker lied.",
        "Ada Lovelace is a reporter. Shares of her employer fell.",
        "Today's newsletter market is small.",
    ],
)
def test_a_sentence_that_only_looks_like_it_is_read(told: str) -> None:
    assert told.split(". ", maxsplit=1)[0].rstrip(".") in " ".join(sentences(f"{NEWS}\n\n{told}"))


def test_a_reporter_whom_the_news_is_about_wrote_nothing() -> None:
    text = f"{NEWS}\n\nPolice held Ada Lovelace.\n\nAda Lovelace is a reporter for Sample Wire."

    assert "Ada Lovelace is a reporter for Sample Wire." in sentences(text)
    assert find_details(text).author == ""


def test_a_name_behind_a_dash_signs_a_post() -> None:
    assert sentences(f"{NEWS}\n— Ada Lovelace") == sentences(NEWS)


def test_names_below_the_headline_are_its_authors() -> None:
    text = NEWS.replace("\n\n", "\nAda Lovelace\nCharles Babbage\n", 1)

    assert find_details(text).author == "Ada Lovelace and Charles Babbage"
    assert sentences(text) == sentences(NEWS)


def test_one_name_below_the_headline_may_be_a_heading() -> None:
    dated = "Updated Tue, Jan 6 20263:16 AM EST\nMaker slips as orders fall\nAda Lovelace\nIt fell."

    assert find_details(dated).author == "Ada Lovelace"
    assert find_details(dated.partition("\n")[2]).author == ""
