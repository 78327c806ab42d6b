"""Reports as papers and wires print them: places, credits, captions and headings among the text."""

import pytest

from sentiment.intake.details import find_details
from sentiment.intake.pastes import find_articles
from sentiment.text.sentences import split_passages

HEADLINE = "Pump maker slips after it cut its outlook"
LEAD = "Shares of the pump maker fell 4% on Tuesday after a weak outlook."
MORE = "Its orders in Europe were below those of a year ago."
LAST = "The board will meet again in May."


def sentences(text: str) -> list[str]:
    return [one.text for one in split_passages(text).sentences]


@pytest.mark.parametrize(
    "text",
    [
        "Traders work the floor of a hall.\nA. Writer | AFP | Getty Images\n"
        f"{HEADLINE}\n\n{LEAD}\n{MORE}\n{LAST}",
        f"{HEADLINE}\n- Share via\n{LEAD}\n{MORE}\n{LAST}",
        f"{HEADLINE}\n\n{LEAD}\n{MORE}\n\nWHAT THE DESK HEARD TODAY\n\n{LAST}",
        f"Publish date:\n\n{HEADLINE}\n\n{LEAD}\n\nFigure 1: Orders by month.\n\n{MORE}\n{LAST}",
        f"{HEADLINE}\n\n{LEAD}\n{MORE}\n{LAST}\n\nVisit sample.com for more on this news.",
        f"{HEADLINE}\n\n{LEAD} Also Read | Five small makers to watch\n{MORE}\n{LAST}",
        f"{HEADLINE}\n\n{LEAD}\n\nA yard of the maker A yard of the maker\n\n{MORE}\n{LAST}",
    ],
    ids=["caption", "button", "heading", "figure", "pointer", "glued pointer", "said twice"],
)  # fmt: skip
def test_what_a_page_sets_round_a_report_is_left_out(text: str) -> None:
    assert sentences(text) == [HEADLINE, LEAD, MORE, LAST]


def test_a_line_in_capitals_that_tells_news_is_read() -> None:
    text = f"{HEADLINE}\n\n{LEAD}\n{MORE}\n\nMAKER CUTS A TENTH OF STAFF\n\n{LAST}"

    assert "MAKER CUTS A TENTH OF STAFF" in sentences(text)


def test_who_reported_for_a_wire_is_the_author_of_a_text_that_names_no_other() -> None:
    signed = "(Reporting by Ada Writer and Bo Reader in Leeds; Editing by Cy Checker)"

    assert find_details(f"{HEADLINE}\n\n{LEAD}\n{signed}").author == "Ada Writer and Bo Reader"
    assert (
        find_details(f"{HEADLINE}\nBy Dee Columnist\n\n{LEAD}\n{signed}").author == "Dee Columnist"
    )


@pytest.mark.parametrize(
    ("dateline", "day", "outlet"),
    [
        (
            "LEEDS and YORK, Maine, Nov 12, 2025, Nov. 12, 2025 (GLOBE NEWSWIRE) — ",
            "2025-11-12",
            "GLOBE NEWSWIRE",
        ),
        ("NORTHTON, Ill.–(BUSINESS WIRE)–\n", None, "BUSINESS WIRE"),
    ],
)  # fmt: skip
def test_a_dateline_may_say_its_day_twice_or_stand_alone(
    dateline: str, day: str | None, outlet: str
) -> None:
    found = find_details(f"{HEADLINE}\n\n{dateline}{LEAD} {MORE}\n\n{LAST}")

    assert found.outlet == outlet
    assert (None if found.published is None else f"{found.published:%Y-%m-%d}") == day


def test_a_dated_heading_of_a_list_with_its_page_gives_the_day_of_all() -> None:
    rows = ["Pump maker declares a dividend", "Bank announces its results", "Miner raises its bid"]
    found = find_articles("Company news of 2025-11-04 (page 1)\n\n  • " + "\n  • ".join(rows))

    assert [(one.title, f"{one.published:%Y-%m-%d}") for one in found] == [
        (row, "2025-11-04") for row in rows
    ]


def test_reports_that_each_open_with_their_place_come_apart() -> None:
    other = "Bank gains on its results"
    text = (
        f"{HEADLINE}\nLEEDS -- {LEAD}\n{MORE}\n{other}\nSAN PEDRO, Ohio -- It rose 3% on Monday.\n"
    )

    assert [one.title for one in find_articles(text)] == [HEADLINE, other]


def test_a_sentence_glued_to_a_pointer_is_read_with_it() -> None:
    glued = "Also Read: Miner wins its case in court Pump maker shares rose 4% on Tuesday after it "
    glued += "told of a higher profit in all three of its markets."

    assert glued in sentences(f"{HEADLINE}\n\n{LEAD}\n{glued}\n{MORE}")


def test_a_headline_may_trail_off() -> None:
    found = find_details(f"MEANWHILE: Pumps In Ohio...\n\nPublished 2025-09-21\n\n{LEAD}\n{MORE}")

    assert found.title == "MEANWHILE: Pumps In Ohio..."


def test_a_line_whose_parts_were_glued_in_copying_tells_when_and_who() -> None:
    line = "Feb. 03, 2026 4:42 PM ETPump Maker Inc. (PMPX) StockACME, BOLTBy: Ada Writer, SN Editor"
    text = f"{HEADLINE}\n{line}\nPlay(2min)\n{LEAD}\n{MORE}\n{LAST}"
    found = find_details(text)

    assert (found.author, str(found.published)) == ("Ada Writer", "2026-02-03 16:42:00-05:00")
    assert sentences(text) == [HEADLINE, LEAD, MORE, LAST]


def test_a_headline_that_a_page_says_twice_is_no_other_line_above_it() -> None:
    text = f"pagetracker\n{HEADLINE}\n\n{HEADLINE}\n\n{LEAD} (Photo: Sample Wire)\n{MORE}\n{LAST}"
    text += "\n\nAttachments\n\nReport of the maker 2025.pdf"

    assert find_details(text).title == HEADLINE
    assert sentences(text)[-3:] == [LEAD, MORE, LAST]
