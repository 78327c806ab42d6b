"""Short lines round an article are a page's; those with figures, news or a company are not."""

import pytest

from sentiment.text.layout import laid_out

TOLD = (
    "The chain warned that flour costs had halved its margin.",
    "Its shares fell 9% in early trading.",
    "Rivals may follow before the year is out.",
)
HEADLINE = "Bakery chain warns on profit as flour costs climb"


def read(*lines: str) -> list[str]:
    return [line.said for line in laid_out("\n".join(lines)) if line.kind is None]


@pytest.mark.parametrize("around", ["E-paper", "Hot on Web", "Lifestyle", "My Lists", "Fair Value"])
def test_a_fragment_above_or_below_is_left_out(around: str) -> None:
    above = read(around, "Puzzles", "", HEADLINE, "By Ada Lovelace", "May 4, 2026", "", *TOLD)
    assert above == [HEADLINE, *TOLD]
    assert read(HEADLINE, "May 4, 2026", around, "", *TOLD) == [HEADLINE, *TOLD]
    assert read(HEADLINE, "May 4, 2026", "", *TOLD, "", around) == [HEADLINE, *TOLD]


@pytest.mark.parametrize(
    "own", ["Margin falls to 4.1%", "Guidance cuts loom", "Nvidia in retreat", "- Two chiefs gone"]
)
def test_a_short_line_that_tells_something_is_read(own: str) -> None:
    assert own in read(HEADLINE, "May 4, 2026", own, "", *TOLD)
    assert own in read(HEADLINE, "May 4, 2026", "", *TOLD, own)


def test_a_short_line_above_what_it_announces_is_the_headline() -> None:
    lines = laid_out("\n".join(["Bitter bread", HEADLINE, "By Ada Lovelace", "May 4, 2026", *TOLD]))
    assert [line.said for line in lines if line.part == "headline"] == ["Bitter bread"]
    assert HEADLINE in [line.said for line in lines if line.kind is None]


def test_a_heading_between_sentences_is_read() -> None:
    assert read(HEADLINE, "", TOLD[0], "", "Bitter bread", "", *TOLD[1:])[2] == "Bitter bread"


def test_of_a_short_text_each_line_is_its_own() -> None:
    assert read("Weak outlook", "Bakery in trouble", TOLD[0])[1] == "Bakery in trouble"


def test_the_headline_is_found_below_a_strip_of_prices_and_buttons() -> None:
    strip = ["NIKKEI 38,214.50 ▲ 212.30", "Hello, Login", "E-paper", "Trading Ideas"]
    lines = laid_out("\n".join([*strip, HEADLINE, "By Ada Lovelace", "May 4, 2026", *TOLD]))
    assert [line.said for line in lines if line.part == "headline"] == [HEADLINE]
    assert [line.said for line in lines if line.kind is None] == [HEADLINE, *TOLD]
