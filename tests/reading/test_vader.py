import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from sentiment.reading import vader, vader_lexicon

ORACLE = SentimentIntensityAnalyzer()

PIECES = st.sampled_from(
    [
        *[
            "good",
            "GREAT",
            "bad",
            "Awful",
            "love",
            "hate",
            "share",
            "gamble",
            "trust",
            "fine",
            "no",
        ],
        *[
            "not",
            "isn't",
            "isn’t",
            "never",
            "without",
            "doubt",
            "so",
            "this",
            "least",
            "at",
            "very",
        ],
        *["VERY", "kind", "of", "sort", "extremely", "barely", "but", "BUT", "nor", "or", "cannot"],
        *["bad ass", "the bomb", "yeah right", "kiss of death", "cut the mustard", "hand to mouth"],
        *[
            ":)",
            ":(",
            ":D",
            "<3",
            ":'(",
            "😀",
            "💔",
            "🚀",
            "lol",
            "!",
            "!!!",
            "?",
            "???",
            "?!",
            "...",
        ],
        *[
            "(good)",
            "“bad”",
            "good.",
            "bad,",
            "--",
            "U.S.",
            "$100",
            "İ",
            "ß",
            "\u2028",
            "\x1c",
            "\ud800",
        ],
        *["the", "plan", "Nvidia", "fell", "1.1%", ""],
    ]
)


def agreed(text: str) -> bool:
    """Return whether both say the same of a text, on every digit."""
    ours = vader.polarity(text)
    theirs = ORACLE.polarity_scores(text)
    return {"neg": ours.neg, "neu": ours.neu, "pos": ours.pos, "compound": ours.compound} == theirs


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "Plain words alone.",
        "The gamble has imploded, leaving AI enthusiasts with shares to sell.",
        "It is GOOD, but the outlook is bad!!!",
        "good but good but bad but good",  # each "but" weighs the first equal valence
        "not good, never so good, without a doubt good",
        "never this good and so good",
        "least good, at least good, very least good",
        "kind of good, sort of bad, kind good",
        "This is the bomb, yeah right, the kiss of death.",
        "ISN'T GOOD and isn’t good",
        "no good, good no, no or good, no nor bad",
        "ALL CAPS GOOD",
        "😀💔🚀 :) :( <3",
        "?? ??? ???? !!!!!",
        "\ud800 lone surrogate good",
        "good\u2028bad\x1cgood",
        "GOOD😀",  # the description that comes into it is not in capitals
        "GOOD 🔛 BAD",  # its description holds a "!"
        "𝐀 GOOD",  # a capital that has no small letter
        "“Good,” he said — ‘not bad’ at the company’s worst",
        "bad ass kiss of death to die for beating heart bus stop yeah right",
        "no good " * 40,
        "AMD AND NVDA ARE GOOD BUT NOT VERY GOOD",
    ],
)
def test_the_numbers_are_those_of_vadersentiment(text: str) -> None:
    assert agreed(text)


@given(st.lists(PIECES, max_size=14), st.sampled_from([" ", "  ", "\n", " \t"]))
def test_the_numbers_agree_on_any_mixture(pieces: list[str], blank: str) -> None:
    assert agreed(blank.join(pieces))


@given(st.text(max_size=80))
def test_the_numbers_agree_on_any_text(text: str) -> None:
    assert agreed(text)


@given(st.lists(st.sampled_from(sorted(vader_lexicon.vader_words())), max_size=8))
def test_the_numbers_agree_on_any_words_of_the_lexicon(words: list[str]) -> None:
    assert agreed(" ".join(words))
