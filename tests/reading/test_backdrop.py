"""What moved beside a company leaves the company's own move to tell."""

import pytest

from sentiment.reading.article import score

BESIDE = [
    ("Crude jumps 6%, Alba Air falls", -1),
    ("Alba Air drops as crude rallies to a three-month high", -1),
    ("Alba Air jumps while oil sinks below $60", 1),
    ("Bullion aside, gold rallies, yet Alba Mines retreats", -1),
    ("Alba Motors rises as the yen weakens past 150 per dollar", 1),
    ("Bitcoin surges past $100,000; Alba Motors loses 3%", -1),
    ("Shares of Alba Air fell as diesel jumped 4%", -1),
]


@pytest.mark.parametrize(("text", "sign"), BESIDE)
def test_a_company_s_own_move_tells_and_not_that_of_oil_or_a_currency(text: str, sign: int) -> None:
    for about in (None, " ".join(text[text.index("Alba") :].split()[:2])):
        read = score(text, about=about)

        assert read.label == ("positive" if sign > 0 else "negative")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Oil rises as supplies shrink", "positive"),
        ("Gold falls as the dollar rises", "negative"),
        ("Copper slides 3%", "negative"),
    ],
)
def test_an_asset_s_move_counts_where_no_company_moved(text: str, label: str) -> None:
    assert score(text).label == label


def test_what_moved_beside_a_company_says_so_in_its_rule() -> None:
    read = score("Crude jumps 6%, Alba Air falls")

    assert any("backdrop" in part.rule for part in read.sentences[0].reading.parts)
