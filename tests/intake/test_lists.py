"""Lists of movers and of a feed's headlines are one article a row, with its ticker and outlet."""

import pandas as pd
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


def test_days_that_open_few_of_the_headlines_are_part_of_them() -> None:
    told = [
        "Maker slips as orders fall",
        "5 March Is When Alba Decides",
        "Visor holds its payout",
        "24 February Was the Day Brightmoor Fell",
        "Lumora buys a rival",
    ]

    found = find_articles("\n".join(told), today=pd.Timestamp("2026-03-10"))
    assert [(one.title, one.published) for one in found] == [(title, None) for title in told]


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        (["12/03/2026 Maker slips", "12/25/2025 Rival gains"], ["2026-12-03", "2025-12-25"]),
        (["12/03/2026 Maker slips", "25/12/2025 Rival gains"], ["2026-03-12", "2025-12-25"]),
    ],
)
def test_one_day_beyond_the_twelfth_tells_the_order_of_all(
    lines: list[str], published: list[str]
) -> None:
    found = find_articles("\n".join(lines))

    assert [f"{one.published:%Y-%m-%d}" for one in found] == published


def test_a_day_that_owns_what_follows_is_part_of_the_headline() -> None:
    told = ["2026-02-03 Rival gains", "Feb 2, 2026's losers: Maker, Alba", "2026-02-04 Visor holds"]

    titles = [one.title for one in find_articles("\n".join(told))]
    assert titles == ["Rival gains", "Feb 2, 2026's losers: Maker, Alba", "Visor holds"]


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
