"""Tests for words by their capitals."""

import pytest

from sentiment.reading import capitals


@pytest.mark.parametrize(
    ("sentence", "prose"),
    [
        ("Quellan sank after its results", True),
        ("Quellan Sank After Its Results", False),
        ("QUELLAN SANK AFTER ITS RESULTS", False),
        ("quellan sank after its results", False),  # no capital tells anything
        ("Quellan Shares Sank as Costs Rose and Sales fell", False),
        ("QUELLAN shares sank", True),
        ("株価 shares sank", False),
        ("", False),
    ],
)
def test_capitals_tell_names_where_most_words_have_none(sentence: str, prose: bool) -> None:
    assert capitals.is_prose(sentence) is prose


def test_a_word_has_its_place_and_neither_case_nor_genitive() -> None:
    text = "In May Quellan’s Q3 fell"
    told = capitals.tokens_of(text)
    assert [token.low for token in told] == ["in", "may", "quellan", "q3", "fell"]
    assert [token.text for token in told if token.capital] == ["Quellan’s"]
    assert [text[start:end] for start, end in capitals.spans_of(text)] == [one.text for one in told]
