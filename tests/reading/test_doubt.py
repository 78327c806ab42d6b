"""A reading says when it does not know."""

import math
from itertools import pairwise

import pytest

from sentiment.reading import article, doubt

MIXED = "Acme shares rose 3% on Monday.\n\nAcme cut its outlook.\n\nOrders rose 9%. Sales fell 4%."


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Profit rose sharply.", "positive"),
        ("Profit fell sharply.", "negative"),
        ("The board met on Tuesday.", "silent"),
        ("", "silent"),
        ("The revenue decreased while the profit increased.", "mixed"),
        ("Acme cut its dividend and raised its outlook.", "mixed"),
        (MIXED, "mixed"),
        ("Sales fell 4%. Profit fell 9%. Margins shrank. Orders rose 2%.", "mixed"),
        ("Sales fell 4%. Profit fell 9%. Margins shrank. Orders sank 2%.", "negative"),
    ],
)
def test_a_verdict_tells_doubt_from_calm(text: str, verdict: str) -> None:
    assert article.score(text).verdict == verdict


def test_an_everyday_word_alone_is_faint() -> None:
    read = article.score("What a lovely day for a walk by the sea.")

    assert read.label == "neutral"
    assert read.verdict == "faint"


def test_a_text_in_another_language_is_silent() -> None:
    read = article.score(
        "Der Gewinn des Unternehmens ist im dritten Quartal stark gefallen, und die Aktie hat"
        " sich von dem Verlust nicht erholt."
    )

    assert (read.verdict, read.n) == ("silent", 0)
    assert math.isnan(read.confidence)


def test_a_mixed_article_keeps_its_label_by_the_mean() -> None:
    read = article.score(MIXED)

    assert read.low <= 0 <= read.high
    assert read.label == article.label_of(read.compound)


def test_the_stronger_a_tone_that_leaves_the_band_the_surer_its_label() -> None:
    assert len(doubt.SHARES_RIGHT) <= 8
    begins = [begin for begin, _ in doubt.SHARES_RIGHT]
    outside = [share for begin, share in doubt.SHARES_RIGHT if begin >= article.NEUTRAL_BAND]

    assert begins == sorted(begins)
    assert all(one <= other for one, other in pairwise(outside))


@pytest.mark.parametrize(
    ("text", "words"),
    [("Shares plunged after a profit warning.", "nearly sure"), ("The firm met.", "nearly sure")],
)
def test_a_confidence_is_told_in_words_and_as_a_number(text: str, words: str) -> None:
    read = article.score(text)

    assert 0.8 <= read.confidence <= 1
    assert read.confidence_in_words == words


def test_a_reading_shown_in_a_notebook_or_told_is_never_positive_where_it_is_mixed() -> None:
    assert "mixed" in article.score(MIXED)._repr_html_()
