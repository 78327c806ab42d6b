"""Names carry no tone: those of invented companies are drawn from pairs of words that have one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.reading import article, masking
from sentiment.reading.lexicon import finance_terms
from sentiment.text import companies
from sentiment.text.companies import mentions


def named(sentence: str) -> list[str]:
    return [sentence[a:b] for a, b in masking.names_in(sentence, mentions(sentence))]


def _telling() -> list[str]:
    """Return words that are terms of tone or direction by themselves."""
    telling = {"tone", "direction"}
    return sorted(
        word.capitalize()
        for word, (alone, _) in finance_terms().items()
        if word.isascii()
        and word.isalpha()
        and len(word) > 3
        and alone is not None
        and any(length == 1 and term.kind in telling for _, length, term in alone.entries[0])
    )


WORDS = st.sampled_from(_telling())
NAMES = st.builds("{} {}".format, WORDS, WORDS).filter(lambda name: companies.resolve(name) == name)
PLAIN = "Quellan Rivertree"
SENTENCES = st.sampled_from(
    [
        "Shares of {} fell 14.5% on Wednesday.",
        "On Monday {} stock rose 3.2%.",
        "On Tuesday {} appointed a new chief financial officer.",
        "The lawyers of {} Inc. met in Geneva.",
        "Profit at {} rose by a tenth.",
        "Shares of {} Fall 14%",
        "Analysts met {} (NASDAQ: QLRV) in Boston.",
    ]
)


@given(NAMES, SENTENCES)
def test_a_company_of_any_name_reads_as_any_other(name: str, sentence: str) -> None:
    read = article.score(sentence.format(name))
    plain = article.score(sentence.format(PLAIN))

    assert read.compound == pytest.approx(plain.compound)


@given(NAMES, SENTENCES)
def test_a_name_handed_in_reads_as_any_other_in_any_case(name: str, sentence: str) -> None:
    for case in (str, str.upper, str.lower):
        read = article.score(case(sentence.format(name)), names=[name])
        plain = article.score(case(sentence.format(PLAIN)), names=[PLAIN])

        assert read.compound == pytest.approx(plain.compound)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Shares of Surge Energy fell, and Leap rose.", ["Surge Energy", "Leap"]),
        ("Rocket Lab Shares Plunge 11%", ["Rocket Lab"]),
        ("Rally Robotics Shares Plunge 11%", ["Rally Robotics"]),
        ("Slide Insurance Falls After Storm", ["Slide Insurance"]),
        ("Rally Point (RLPT) Falls After Storm", ["Rally Point"]),
        ("Weak Quellan sales hit shares", ["Quellan"]),
        ("Weak Nvidia sales hit shares", ["Nvidia"]),
        ("Weak Outlook Sinks Shares", []),
        ("Strong Demand Lifts Quellan Inc. Shares", ["Quellan"]),
        ("Analysts repeat their Strong Buy on the stock", []),
        ("Adjusted Net Profit rose", []),
        ("Growth slowed and Demand fell", []),
        ("It filed for Chapter 11 protection", []),
        ("$RLPT Breakout today", []),
        ("Crash Champions appoints a new chief", ["Crash Champions"]),
        ("Boom’s restaurants drew diners", ["Boom"]),
    ],
)
def test_names_are_told_from_words_by_where_they_stand(sentence: str, names: list[str]) -> None:
    assert named(sentence) == names


def test_what_the_prose_shows_to_be_a_name_is_one_in_the_headline() -> None:
    text = "Rally Quest Drops 9%\n\nShares of Rally Quest fell 9% on Monday, its worst day in May."

    assert all(one.reading.compound < 0 for one in article.score(text).sentences)


@given(st.text(max_size=60))
def test_a_masked_sentence_is_as_long_as_it_was(sentence: str) -> None:
    spans = masking.names_in(sentence, mentions(sentence))

    assert len(masking.mask(sentence, spans)) == len(sentence)
    assert all(0 <= start < end <= len(sentence) for start, end in spans)


def test_a_name_of_advice_that_owns_a_figure_is_a_name() -> None:
    read = article.score("Profit at Underperform Underperform rose by a tenth.")
    plain = article.score(f"Profit at {PLAIN} rose by a tenth.")

    assert read.compound == pytest.approx(plain.compound)
    assert article.score("Nvidia is kept at Underperform.").label == "negative"


@pytest.mark.parametrize(
    ("sentence", "sign"),
    [
        ("Acme is banned from China.", -1),
        ("Why I'd avoid Acme.", -1),
        ("Shares of Acme rose after Berkshire built a stake in it.", 1),
    ],
)
def test_who_decides_or_is_followed_keeps_a_name_for_the_rules(sentence: str, sign: int) -> None:
    assert article.score(sentence).compound * sign > 0.05
