"""What a page sets among an article's paragraphs is left out by its shape, and no sentence is."""

import pytest

from sentiment.text import layout

ABOVE = (
    "Maker slips as orders fall\n\nMaker shares fell 4% on Monday. Orders fell by a tenth.\n\n"
    "The firm blamed weak demand.\n\nRival shares rose 2%."
)
BELOW = "Analysts had expected more."


def read(text: str) -> list[str]:
    return [line.text for line in layout.laid_out(text) if line.kind is None]


def among(block: str) -> list[str]:
    """Return which lines of a block are read that stands among an article's paragraphs."""
    said = read(f"{ABOVE}\n\n{block}\n\n{BELOW}")
    assert said[0] == "Maker slips as orders fall"
    assert said[-1] == BELOW
    return [line for line in block.split("\n") if line in said]


def below(block: str) -> list[str]:
    """Return which lines of a block are read that stands below an article."""
    said = read(f"{ABOVE}\n{block}\n© 2026 Sample Post.")
    return [line for line in block.split("\n") if line in said]


CARDS = (
    "A Jet That Only One Singer Flies. Can You Guess Who?\nsample.example\n|\nSponsored\n"
    "Bond sale opens next week. Key things to know\nSample Mint\nDo This With Old Yearbooks\n"
    "Classmates Now\n|\nSponsored\nby Example"
)


@pytest.mark.parametrize(
    "block",
    [
        CARDS,
        "Let us bring the day's news to you with our newsletters!",
        "If you'd like this column right in your inbox, please subscribe at this link.",
        "Catch all the business news here. Download The Sample App to get daily updates.",
        "Like getting this newsletter?",
        "Got a confidential news tip? We want to hear from you.",
        "Get unlimited access to trusted reporting.",
    ],
)
def test_cards_and_appeals_are_no_sentences(block: str) -> None:
    assert among(block) == []


@pytest.mark.parametrize(
    "line",
    [
        "The newsletter lost a third of its readers, the publisher said.",
        "“Your inbox is worth less every year,” he said.",
        "Example Corp. raised the price of unlimited access to your files.",
        "Sales of the app fell by half.",
        "Should you subscribe to the offer?",
        "Layoffs loom.",
        "Shares fell 3%",
        "Profit halved",
    ],
)
def test_sentences_that_look_like_them_are_read(line: str) -> None:
    assert among(line) == [line]


def test_the_names_of_sections_are_no_sentences() -> None:
    sections = {"Currencies": "The euro fell by 1%.", "Energy prices": "Crude rose by 2%."}
    said = read("\n\n".join([ABOVE, *(f"{name}\n{told}" for name, told in sections.items())]))

    assert sections.keys().isdisjoint(said)
    assert said[-1] == "Crude rose by 2%."


def test_a_short_line_alone_may_be_a_sentence_cut_short() -> None:
    assert among("Bored apes") == ["Bored apes"]


def test_headlines_of_others_end_an_article() -> None:
    others = "Behind the faces of a movement online\nCan her hunch drive her to the end?"

    assert below(f"{others}\nA singer's life as those closest tell it") == []


@pytest.mark.parametrize(
    "last",
    [
        "Shares jumped 4% in late trade, after rising early,",
        "Margins to stay below those of Maker next year",
        "Three more points from the call\nMaker keeps its outlook for all of the year",
        "- Costs to fall by the end of the year\n- New plants to open in the north",
    ],
)
def test_an_articles_own_last_lines_are_read(last: str) -> None:
    assert set(last.split("\n")) & set(below(last))


def test_a_promotion_alone_takes_nothing_along() -> None:
    assert among("Sponsored\nCosts fell in the north too.") == ["Costs fell in the north too."]


NOTICES = {
    "German": "Wir achten Ihre Privatsphäre\nWir und unsere Partner speichern Daten.\nZustimmen",
    "French": "Nous utilisons des cookies pour mesurer votre visite.\nTout accepter\nRefuser",
    "Spanish": "Este sitio utiliza cookies propias y de terceros.\nRechazar\nConfigurar",
}


@pytest.mark.parametrize("notice", NOTICES.values(), ids=NOTICES.keys())
def test_a_notice_in_another_language_opens_no_article(notice: str) -> None:
    said = read(f"{notice}\n\n{ABOVE}")

    assert said[0] == "Maker slips as orders fall"


def test_an_article_in_another_language_keeps_its_first_lines() -> None:
    told = "Der Konzern verlor die Daten von Kunden.\n\nDie Aktie fiel um 4 Prozent."

    assert read(f"Datenschutz wird für den Konzern zum Problem\n\n{told}")[0].startswith("Daten")


def test_a_box_of_a_share_is_no_sentence() -> None:
    assert among("MKR\nMaker & Company\n451.20\n-12.40 (-2.68%)\n1D 5D 1M 6M YTD 1Y 5Y") == []


@pytest.mark.parametrize(
    "block",
    ["[Chart: Maker's sales in its stores, 2021–2025]", "Watch: What the rise means\n02:14"],
)
def test_titles_of_charts_and_films_are_captions(block: str) -> None:
    assert among(block) == []


def test_readers_comments_end_an_article() -> None:
    said = (
        "Comments (42)\nSort by: Newest\nsam_d 2 hours ago\nI sold mine last week, terrible firm."
    )

    assert below(said) == []


@pytest.mark.parametrize("count", ["12 Comments", "Comments fell flat\nSort by: Newest"])
def test_a_number_of_comments_alone_ends_nothing(count: str) -> None:
    assert among(f"{count}\nCosts fell in the north too.")[-1] == "Costs fell in the north too."
