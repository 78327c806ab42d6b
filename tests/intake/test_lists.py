"""Lists of movers and of a feed's headlines are one article a row, with its ticker and outlet."""

import pytest

from sentiment.intake.pastes import find_articles
from sentiment.text.sentences import split_passages

MOVERS = """## Pre-Market Movers

- **MKR** +8.5%: "Maker Lifts Its Outlook After Orders Surge"
- **ALB** -30.5%: "'Alba Says Its Market Is Weak' - Sample Post"
- **VIS** +2%: "Visor Maintains Its Dividend\""""


@pytest.mark.parametrize("heading", ["## Pre-Market Movers\n\n", "Pre-Market Movers\n", ""])
def test_a_list_of_movers_is_an_article_a_row(heading: str) -> None:
    found = find_articles(heading + MOVERS.partition("\n\n")[2])

    assert [(one.ticker, one.title) for one in found] == [
        ("MKR", "Maker Lifts Its Outlook After Orders Surge"),
        ("ALB", "'Alba Says Its Market Is Weak' - Sample Post"),
        ("VIS", "Visor Maintains Its Dividend"),
    ]


def test_the_heading_of_a_list_in_markdown_is_not_read() -> None:
    read = split_passages(MOVERS)

    assert len(read.sentences) == 3
    assert read.omissions[0].reason == "a heading"


def test_a_headline_above_its_points_is_an_article() -> None:
    told = "## Maker slips as orders fall\n- Orders halved in May.\n- Costs rose to $3 million."

    assert len(find_articles(told)) == 1
    assert split_passages(told).sentences[0].text == "## Maker slips as orders fall"


@pytest.mark.parametrize("outlet", ["Sample Post", "sample.st", "Visor's Business Daily"])
def test_an_outlet_behind_a_question_is_no_sentence(outlet: str) -> None:
    rows = [f"2026-08-1{day}  Is Maker Worth Its Price? - {outlet}" for day in (1, 2)]
    text = "\n".join([*rows, f"2026-08-13  Maker Slips As Orders Fall - {outlet}"])

    assert [one.outlet for one in find_articles(text)] == [outlet] * 3
    assert len(split_passages(rows[0]).sentences) == 1


def test_a_dash_behind_a_question_opens_an_answer_that_ends_with_a_stop() -> None:
    assert len(split_passages("Will it recover soon? - No, the chief says.").sentences) == 2


@pytest.mark.parametrize("heading", ["Today's top stories", "Stocks to watch:", "Morning news"])
def test_what_stands_above_a_list_is_none_of_its_rows(heading: str) -> None:
    rows = [
        "Maker lifts its outlook",
        "Alba to cut prices on bikes, skis",
        "Visor names a new chief",
    ]

    found = find_articles("\n".join([heading, *(f"• {row}" for row in rows)]))

    assert [one.title for one in found] == rows
