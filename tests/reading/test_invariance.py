"""What changes no meaning changes no label: 300 own sentences, each written in many ways.

``answers/invariance.csv`` holds as many negative, neutral, positive and mixed ones, with the
company that each names.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from sentiment.reading import article

SENTENCES = Path(__file__).parents[1] / "answers" / "invariance.csv"
ROWS = list(csv.DictReader(io.StringIO(SENTENCES.read_text(encoding="utf-8"), newline="")))
SMALL = frozenset("a an the and or but of on in at by to from with as for via per vs than".split())


def _titled(text: str) -> str:
    """Return a text with the capitals of a headline."""
    return " ".join(
        word if place and word.lower() in SMALL else word[:1].upper() + word[1:]
        for place, word in enumerate(text.split(" "))
    )


def _hyphenated(text: str) -> str:
    """Return a text with a soft hyphen in every long word."""
    return re.sub(r"\b([A-Za-z]{3})([a-z]{3,})\b", "\\1\u00ad\\2", text)


def _dated(text: str) -> str:
    """Return a text with a date behind it."""
    return f"{text[:-1]}, Feb. 3." if text.endswith(".") else f"{text} - Feb. 3"


def _wrapped(text: str) -> str:
    """Return a text broken in its middle, before a word in small letters."""
    words = text.split(" ")
    later = range(len(words) // 2, len(words))
    place = next((at for at in later if words[at][:1].islower()), len(words))
    return "\n".join(filter(None, (" ".join(words[:place]), " ".join(words[place:]))))


WAYS: dict[str, Callable[[str], str]] = {
    "title case": _titled,
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "double spaces": lambda text: text.replace(" ", "  "),
    "curly quotes": lambda text: text.replace("'", "’"),
    "straight quotes": lambda text: text.translate(str.maketrans("’“”", '\'""')),
    "soft hyphens": _hyphenated,
    "dashes": lambda text: text.replace(" - ", " – ").replace("—", "–"),
    "a date behind": _dated,
    "a line break": _wrapped,
}
CASES: dict[str, Callable[[str], str]] = {"capitals": str.upper, "small letters": str.lower}
# A company's name that is a word too, in a text whose case tells neither.
NAMES_AS_WORDS = {"Zoom, no longer the growth stock it was, throws off mountains of cash."}


def test_the_sentences_are_many_and_of_every_label() -> None:
    labels = Counter(row["label"] for row in ROWS)

    assert len(ROWS) >= 300
    assert labels.keys() == {"negative", "neutral", "positive", "mixed"}
    assert min(labels.values()) >= len(ROWS) / 4


@pytest.mark.parametrize("way", WAYS)
def test_a_label_stays_however_a_sentence_is_written(way: str) -> None:
    changed = [
        (text, label, other)
        for text in (row["text"] for row in ROWS)
        if (label := article.score(text).label) != (other := article.score(WAYS[way](text)).label)
    ]

    assert changed == []


@pytest.mark.parametrize("case", CASES)
def test_a_label_stays_in_any_letter_case(case: str) -> None:
    changed = {
        text
        for text in (row["text"] for row in ROWS)
        if article.score(text).label != article.score(CASES[case](text)).label
    }

    assert changed <= NAMES_AS_WORDS


@pytest.mark.parametrize("name", ["Quellan", "Rising Star Games", "Slump & Crash Holdings"])
def test_a_label_stays_whatever_the_company_is_called(name: str) -> None:
    changed = [
        (row["text"], name)
        for row in ROWS
        if article.score(row["text"]).label
        != article.score(row["text"].replace(row["company"], name), names=[name]).label
    ]

    assert changed == []
