"""What a text reads as: own sentences with the reading that a finance reader gives them.

``answers/sentences.csv`` was written for these tests, by hand and without a look at what the engine
says: ``rule`` is what a sentence tries, ``about`` the company asked for, if any.
"""

import csv
import io
import itertools
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.reading import article as reading_article
from sentiment.reading import sentence

ANSWERS = Path(__file__).parents[1] / "answers" / "sentences.csv"
CASES = list(csv.DictReader(io.StringIO(ANSWERS.read_text(encoding="utf-8"), newline="")))
# What is read wrongly today, by why, the company asked for before the sentence; each entry must
# leave once it is read rightly.
WRONG = {
    "no word of the lists says it": [
        "Nvidia reaffirms it will invest in OpenAI",
        "Huang plays down the size of the OpenAI investment",
        "The group released $300 million of provisions",
        "It generated $2 billion of cash last year",
    ],
}
REASONS = {text: reason for reason, texts in WRONG.items() for text in texts}


def _named(case: dict[str, str]) -> str:
    """Return a case's text, the company asked for before it."""
    return f"{case['about']}: {case['text']}" if case["about"] else case["text"]


def _param(case: dict[str, str]) -> object:
    """Return a case as a parameter, marked if it is read wrongly today."""
    named = _named(case)
    marks = [pytest.mark.xfail(strict=True, reason=REASONS[named])] if named in REASONS else []
    name = f"{case['rule']}: {named}"
    return pytest.param(
        case["text"], case["about"] or None, case["label"] or None, id=name, marks=marks
    )


@pytest.mark.parametrize(("text", "about", "label"), [*map(_param, CASES)])
def test_a_text_reads_as_a_reader_of_finance_reads_it(
    text: str, about: str | None, label: str | None
) -> None:
    assert reading_article.score(text, about).label == label


def test_few_of_the_sentences_are_read_wrongly() -> None:
    assert len(CASES) >= 250
    assert len(REASONS) <= len(CASES) / 10
    assert REASONS.keys() <= set(map(_named, CASES))


# Sentences of one text, all different and long enough that a second copy is seen as one.
DISTINCT = st.lists(
    st.sampled_from(
        [
            "Profit rose sharply in the third quarter.",
            "The company cut its outlook for the whole year.",
            "Shares of Nvidia fell 3% on Monday morning.",
            "The annual meeting will be held in the city in May.",
            "AMD gained customers while Intel lost its largest.",
            "Operating costs fell for the fourth quarter in a row.",
            "The regulator opened a probe into the deal.",
        ]
    ),
    min_size=1,
    unique=True,
)


@given(DISTINCT)
def test_a_passage_said_again_changes_nothing(sentences: list[str]) -> None:
    once = reading_article.score(" ".join(sentences))
    again = reading_article.score("\n\n".join([" ".join(sentences)] * 3))

    assert again.n == once.n
    assert again.compound == pytest.approx(once.compound)
    assert {one.sentence.copies for one in again.sentences} == {3}


@given(DISTINCT)
def test_the_compound_is_the_weighted_mean_of_the_sentences(sentences: list[str]) -> None:
    read = reading_article.score("A headline without a stop\n\n" + "\n\n".join(sentences))

    weights = [one.weight for one in read.sentences]
    compounds = [one.reading.compound for one in read.sentences]
    mean = sum(itertools.starmap(lambda w, c: w * c, zip(weights, compounds, strict=True)))
    assert weights == [2.0, 1.5, 1.5, 1.0, 1.0, 1.0, 1.0, 1.0][: len(sentences) + 1]
    assert read.compound == pytest.approx(mean / sum(weights))
    assert -1 < read.compound < 1


@given(DISTINCT)
def test_without_moves_leaves_out_what_only_reports_a_price(sentences: list[str]) -> None:
    read = reading_article.score(" ".join(sentences))

    kept = [one for one in read.sentences if one.reading.kind != "price move"]
    if kept:
        total = sum(one.weight * one.reading.compound for one in kept)
        assert read.without_moves == pytest.approx(total / sum(one.weight for one in kept))
    else:
        assert math.isnan(read.without_moves)


def test_a_report_of_a_price_alone_leaves_nothing_without_moves() -> None:
    read = reading_article.score("Shares of Nvidia fell 3% on Monday.")

    assert read.compound < 0
    assert math.isnan(read.without_moves)


def test_of_a_company_not_named_nothing_is_said() -> None:
    read = reading_article.score("AMD raised its outlook. Shares rose 3%.", about="Fjordlines")

    assert (read.n, read.label, read.verdict, read.words) == (0, None, "silent", ())
    assert all(map(math.isnan, (read.compound, read.low, read.high, read.confidence)))
    assert all(map(math.isnan, (read.without_moves, read.plain_mean)))
    assert read.cautions == ("No sentence speaks of Fjordlines.",)
    assert {one.weight for one in read.sentences} == {0.0}


@given(DISTINCT, st.sampled_from(["Nvidia", "AMD", "Intel"]))
def test_the_parts_about_a_company_are_parts_of_the_sentence(
    sentences: list[str], about: str
) -> None:
    whole = reading_article.score(" ".join(sentences))
    about_it = reading_article.score(" ".join(sentences), about=about)

    for one, part in zip(whole.sentences, about_it.sentences, strict=True):
        if part.weight:
            assert set(part.reading.told) <= set(one.reading.told)
            total = math.fsum(piece.points for piece in part.reading.parts)
            assert part.reading.raw == pytest.approx(total)
            assert part.reading.compound == pytest.approx(sentence.compound_of(total))


@pytest.mark.parametrize(
    ("first", "second", "carried"),
    [
        ("Nvidia met suppliers.", "The company cut its outlook.", True),
        ("Nvidia met suppliers.", "It cut its outlook.", True),
        ("Nvidia met suppliers.", "The chipmaker cut its outlook.", True),
        ("Nvidia met suppliers.", "AMD cut its outlook.", False),
        ("Nvidia met suppliers.", "Sales of grain fell.", False),
    ],
)
def test_a_pronoun_goes_on_about_whom_was_named(first: str, second: str, carried: bool) -> None:
    read = reading_article.score(f"Intel met bankers.\n\n{first}\n\n{second}", about="Nvidia")

    assert (read.n == 2) is carried


def test_whom_a_pronoun_means_is_forgotten_after_two_sentences() -> None:
    text = (
        "Intel met bankers.\n\nNvidia met suppliers.\n\nIt rained.\n\nThe sun came out.\n\n"
        "The company cut its outlook."
    )

    read = reading_article.score(text, about="Nvidia")

    assert [bool(one.weight) for one in read.sentences] == [False, True, True, False, False]


def test_of_a_text_on_one_company_all_is_said_of_it() -> None:
    text = "Nvidia met suppliers.\n\nSales of grain fell.\n\nDemand is strong. Orders rose 9%."

    whole, about = reading_article.score(text), reading_article.score(text, about="Nvidia")

    assert about.n == whole.n
    assert about.compound == whole.compound
    assert whole.companies == (("Nvidia", whole.compound, whole.n),)


@pytest.mark.parametrize(
    "text",
    [
        "Sales slide 18% at Nvidia",
        "Nvidia profit down 17% at Rs 900 crore",
        "Nvidia shares closed down 4% at Nasdaq",
        "Nvidia's Blackwell Chip Suffers Delays",
        "nvidia's blackwell chip suffers delays",
        "Nvidia⏎shares plunge 9%",
        "$nvda shares plunge 9%",
        "NVIDIA SHARES PLUNGE 9%",
        "Nvidia sales fell 9%, chief executive Ann Lee said",
    ],
)
def test_a_currency_a_venue_a_product_or_a_person_is_no_rival(text: str) -> None:
    text = text.replace("⏎", "\n")

    whole, about = reading_article.score(text), reading_article.score(text, about="NVDA")

    assert about.label == "negative"
    assert about.compound == whole.compound


def test_a_name_may_be_broken_over_two_lines_or_hold_what_nobody_sees() -> None:
    for text in ("Advanced Micro\nDevices shares plunge 9%", "AMD shares plun\u00adge 9%"):
        assert reading_article.score(text, about="AMD").label == "negative"


def test_a_slip_in_the_company_asked_for_is_questioned() -> None:
    read = reading_article.score("Palantir shares soar", about="Nvida")

    assert read.label is None
    assert read.cautions == ("No sentence speaks of Nvida. Did you mean Nvidia?",)


def test_the_place_of_a_sentence_weighs_not_its_paragraph() -> None:
    sentences = ["Acme cut its outlook.", "Demand is strong.", "Orders rose 9%.", "It met banks."]

    for between in (" ", "\n\n"):
        read = reading_article.score(between.join(sentences))

        assert [one.weight for one in read.sentences] == [1.5, 1.5, 1.0, 1.0]


def test_a_text_in_another_language_is_given_no_tone() -> None:
    text = (
        "Der Gewinn des Unternehmens ist im dritten Quartal stark gefallen, und die Aktie hat"
        " sich von dem Verlust nicht erholt."
    )

    read = reading_article.score(text)

    assert read.compound == 0.0
    assert math.isnan(read.low)
    assert "German" in read.cautions[0]


def test_companies_are_told_most_named_first() -> None:
    read = reading_article.score("Nvidia rose 2%. AMD fell 4%. Nvidia raised its outlook.")

    assert [(name, compound > 0, n) for name, compound, n in read.companies] == [
        ("Nvidia", True, 2),
        ("AMD", False, 1),
    ]


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "…", "🚀", "1", "\ud800"])
def test_a_text_without_words_is_neutral(text: str) -> None:
    read = reading_article.score(text)

    assert (read.compound, read.label, read.words) == (0.0, "neutral", ())


def test_the_mean_and_its_interval_are_those_worked_by_hand() -> None:
    # Headline 2, twice a lead's 1.5 at compounds a, b, c: the effective number of sentences is
    # 5² / (4 + 2.25 + 2.25) = 2.941, Student's t at 1.941 degrees of freedom.
    read = reading_article.score(
        "Profit rose\n\nThe company will report on Thursday.\n\nNet sales decreased by 7%."
    )

    a, b, c = (one.reading.compound for one in read.sentences)
    mean = (2 * a + 1.5 * b + 1.5 * c) / 5
    spread = (2 * (a - mean) ** 2 + 1.5 * (b - mean) ** 2 + 1.5 * (c - mean) ** 2) / 5
    t = 4.4300  # of scipy.stats
    reach = t * math.sqrt(spread / (5**2 / 8.5 - 1))
    assert read.compound == pytest.approx(mean)
    assert read.low == pytest.approx(max(-1, mean - reach), abs=1e-4)
    assert read.high == pytest.approx(min(1, mean + reach), abs=1e-4)


def test_a_post_is_one_in_all_its_sentences_and_a_long_text_is_none() -> None:
    post = "$QCOM reports on Thursday. The bulls are ready."
    article = post + " The meeting was held in the town hall." * 10

    assert reading_article.score(post).label == "positive"
    assert not any(
        part.points >= 1 for part in reading_article.score(article).sentences[1].reading.parts
    )


STORY = """\
Talks about a stake of as much as $60 billion that chip maker Quellan was to take in Mirava have \
stalled, people familiar with the matter said. The deal was announced in September last year.

Some of Quellan's directors doubt that the start-up can pay for what it has ordered, the people \
said. Mirava is unsatisfied with some of its chips and has looked for other suppliers since spring.

Shares of Quellan closed lower, falling 1.1% on Monday.

Mirava makes a chat program and is based in Oakland. It did not answer a request for comment.

The partnership, once hailed as a game-changer for both companies, has hit a roadblock."""


@pytest.mark.parametrize("about", [None, "Quellan"])
def test_a_bet_that_unravels_reads_negative_in_whole_and_about_who_made_it(
    about: str | None,
) -> None:
    text = f"Quellan's plan to back Mirava stalls\n\n{STORY}\n\n{STORY}"

    read = reading_article.score(text, about, names=["Quellan", "Mirava"])

    assert (read.label, read.verdict) == ("negative", "negative")
    assert {one.sentence.copies for one in read.sentences[1:]} == {2}


def test_every_sentence_of_a_bet_that_unravels_has_the_sign_that_a_reader_gives_it() -> None:
    read = reading_article.score(f"Quellan's plan to back Mirava stalls\n\n{STORY}")

    labels = [reading_article.label_of(one.reading.compound) for one in read.sentences]
    told, quiet = "negative", "neutral"
    assert labels == [told, told, quiet, told, told, told, quiet, quiet, told]


@pytest.mark.parametrize(("company", "label"), [("Nvidia", "negative"), ("OpenAI", "neutral")])
def test_a_complaint_falls_on_whose_thing_it_is(company: str, label: str) -> None:
    text = "OpenAI is unsatisfied with some of Nvidia's chips."

    assert reading_article.score(text, company).label == label


def test_a_partnership_is_of_the_two_who_were_named_together() -> None:
    text = "Nvidia met OpenAI in May.\n\nOpenAI hired.\n\nThe partnership has hit a roadblock."

    for company in ("Nvidia", "OpenAI"):
        assert reading_article.score(text, company).label == "negative"


@pytest.mark.parametrize(
    ("text", "company", "label"),
    [
        ("Inflation cools, Nvidia gains", "Nvidia", "positive"),
        ("Jobless claims ease while Nokia slides 4%", "Nokia", "negative"),
        ("LTX wins a ferry order, Nokia loses key customer", "Nokia", "negative"),
        ("Quellan poaches clients, Vodafone slips", "Vodafone", "negative"),
    ],
)
def test_a_company_that_opens_a_later_clause_has_that_clause(
    text: str, company: str, label: str
) -> None:
    assert reading_article.score(text, about=company).label == label
