"""A company that no list holds is learnt from the text that introduces it, and nothing else is."""

import pytest

from sentiment.reading.article import score
from sentiment.reading.introductions import introduced


@pytest.mark.parametrize(
    ("sentences", "name"),
    [
        (["Alba Rivets plc (LSE: ALBR) lost a fifth of its value."], "Alba Rivets"),
        (["Alba Vind AB (publ) (Nasdaq First North: ALVI) warns."], "Alba Vind"),
        (["Alba Rail (Euronext: ALB) rose."], "Alba Rail"),
        (["Why Alba Sensors (NYSE: ALBS) fell.", "Alba Sensors missed."], "Alba Sensors"),
        (["Alba Sensors (ALSN) Q2 2026 Earnings Call Transcript", "Revenue rose."], "Alba Sensors"),
        (
            ["Orders recover.", "Alba Sensorik AG saw a rise.", "Alba Sensorik gained."],
            "Alba Sensorik",
        ),
        (
            ["Alba Scientific tumbles", "Alba Scientific plunged 12%; its shares fell."],
            "Alba Scientific",
        ),
        (["Alba: freight bites", "Alba reported revenue of $2 million."], "Alba"),
        (
            ["Boston Alba tumbles", "Boston Alba plunged; the company cut its outlook."],
            "Boston Alba",
        ),
    ],
)
def test_a_company_is_learnt_from_the_text(sentences: list[str], name: str) -> None:
    assert introduced(sentences) == (name,)


@pytest.mark.parametrize(
    "sentences",
    [
        ["Nvidia (NASDAQ: NVDA) fell.", "Nvidia said so."],
        ["Funds Are Dumping Alba Sensors Inc (ALSN)"],
        ["Funds Pile Into Alba Rail (NYSE: ALB)"],
        ["The chief (CEO) spoke.", "Artificial Intelligence (AI) rose."],
        ["Food and Drug Administration (FDA) acts", "The company fell."],
        ["Stocks fall", "Stocks fell on Monday; the company rose."],
        ["Trump speaks", "Trump said that the company lied."],
        ["Regulators probe bank", "Regulators said the company lied."],
        ["Ashby sells shares", "Ashby sold shares.", "Ada Ashby said the company was dear."],
        ["Retail sales fall", "Retail sales fell, and its shares with them."],
        ["London acts", "London said that the company lied."],
        ["Alba wins the cup", "Alba scored late."],
        [""],
        [],
    ],
)
def test_no_other_name_is_taken_for_a_company(sentences: list[str]) -> None:
    assert introduced(sentences) == ()


def test_what_the_reader_asks_about_is_not_learnt_by_another_name() -> None:
    text = "Alba Sensors (NYSE: ALBS) fell.\n\nAlba Sensors cut its outlook."

    assert introduced(text.split("\n\n"), known=["Alba"]) == ()
    assert score(text, "Alba").label == "negative"


def test_a_learnt_company_is_told_with_what_is_said_of_it() -> None:
    read = score("Alba Sensors AG slips\n\nAlba Sensors fell 9% on Monday. Nvidia rose 4%.")

    assert [(name, compound > 0) for name, compound, _ in read.companies] == [
        ("Alba Sensors", False),
        ("Nvidia", True),
    ]


def test_a_line_above_a_text_names_its_company_as_the_text_calls_it() -> None:
    above = ["Alba Rivets plc (LSE: ALBR)", '("Alba", the "Group")']

    assert introduced(["Alba makes rivets.", "Profit rose."], above=above) == ("Alba",)
    assert introduced(["The rivets sell.", "Profit rose."], above=above[:1]) == ()
