import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.text import tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Shares didn’t fall 1.1%.", ["shares", "didn't", "fall", "1.1%", "."]),
        ("Nvidia's, Nvidia’s", ["nvidia", ",", "nvidia"]),
        ("better-than-expected results", ["better-than-expected", "results"]),
        ("$NVDA #chips @someone", ["$nvda", "#chips", "@someone"]),
        ("the U.S. tax probe", ["the", "u.s", "tax", "probe"]),
        ("Apple Inc. fell.", ["apple", "inc", "fell", "."]),
        ("R&D costs (net)", ["r&d", "costs", "(", "net", ")"]),
        ("2.3m vs. 3.1m", ["2.3m", "vs", "3.1m"]),
        ("up 2 %", ["up", "2%"]),
        ("a — b", ["a", "—", "b"]),
        ("in 2 days- why", ["in", "2", "days", "-", "why"]),
        ("----x a--", ["x", "a", "--"]),
        ("", []),
    ],
)
def test_a_sentence_is_taken_apart_where_a_reader_does(text: str, words: list[str]) -> None:
    assert [word.text for word in tokens.split(text)] == words


@pytest.mark.parametrize(
    ("figure", "number", "unit", "signed"),
    [
        ("1,234.5", 1234.5, "", 0),
        ("1,234,567", 1234567.0, "", 0),
        ("2,5", 2.5, "", 0),
        ("+3.2%", 3.2, "%", 1),
        ("-2%", 2.0, "%", -1),
        ("−2%", 2.0, "%", -1),
        ("$185.61", 185.61, "$", 0),
        ("€5", 5.0, "$", 0),
        ("EUR3.2mn", 3.2, "$", 0),
        ("40bn", 40.0, "", 0),
        ("2026", 2026.0, "", 0),
    ],
)
def test_a_figure_is_read_with_its_unit_and_sign(
    figure: str, number: float, unit: str, signed: int
) -> None:
    (word,) = tokens.split(figure)

    assert (word.number, word.unit, word.signed) == (number, unit, signed)


@pytest.mark.parametrize("word", ["covid19", "q3", "aı2", "euro7", "vs2", "b2b"])
def test_a_word_that_ends_in_a_figure_is_a_word(word: str) -> None:
    assert tokens.words_in(word) == (tokens.Word(word, None, "", 0),)


@pytest.mark.parametrize(
    ("figure", "year"),
    [("2026", True), ("1980", True), ("1979", False), ("2026%", False), ("$2026", False)],
)
def test_a_bare_integer_of_our_times_may_be_a_year(figure: str, year: bool) -> None:
    (word,) = tokens.split(figure)

    assert tokens.is_year(word) is year


@given(st.text(max_size=120))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    found = tokens.tokenise(text)

    ends = [0, *(token.end for token in found)]
    assert all(end <= token.start < token.end for end, token in zip(ends, found, strict=False))
    assert ends[-1] <= len(text)


@given(st.text(max_size=120) | st.lists(st.sampled_from("Up 2 % İstanbul don’t 3.1m ß".split())))
def test_the_words_with_and_without_spans_agree(text: str | list[str]) -> None:
    sentence = text if isinstance(text, str) else " ".join(text)

    words = [(one.text, one.number, one.unit, one.signed) for one in tokens.tokenise(sentence)]

    assert tokens.split(sentence) == words


@pytest.mark.parametrize("blank", [" ", "  ", "\t", "\n", "\u00a0", "\u2003 "])
def test_any_blank_parts_words_and_shifts_no_span(blank: str) -> None:
    sentence = f"{blank}Profit{blank}rose{blank}2{blank}%."

    found = [(token.text, sentence[token.start]) for token in tokens.tokenise(sentence)]

    assert found == [("profit", "P"), ("rose", "r"), ("2%", "2"), (".", ".")]
