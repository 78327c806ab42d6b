"""The head of a note between two rules tells its headline, author and day, and is no text."""

import pandas as pd
import pytest

from sentiment.intake.details import find_details
from sentiment.text.sentences import split_passages

BODY = "# Maker slips on weak orders\n\nShares of the maker fell 4% on Tuesday. Orders were weak."


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        (
            "---",
            'title: "Maker slips on weak orders"\ndate: 2026-02-03\nauthor: Ada Lovelace\n'
            "source: Sample Post\ntags:\n- chips\n- MKR\ndraft: false",
        ),
        (
            "+++",
            "title = 'Maker slips on weak orders'\npublished = 2026-02-03\nby = Ada Lovelace\n"
            "outlet = Sample Post",
        ),
    ],
)
def test_the_fields_of_a_note_say_what_they_say(rule: str, fields: str) -> None:
    text = f"{rule}\n{fields}\n{rule}\n{BODY}"
    found = find_details(text)
    assert (found.title, found.author) == ("Maker slips on weak orders", "Ada Lovelace")
    assert (found.outlet, found.published) == ("Sample Post", pd.Timestamp("2026-02-03"))
    read = [sentence.text for sentence in split_passages(text).sentences]
    assert read[0] == "Maker slips on weak orders"
    assert read[-2:] == ["Shares of the maker fell 4% on Tuesday.", "Orders were weak."]
    assert not any("draft" in one or "chips" in one for one in read)


def test_sentences_between_rules_are_no_fields() -> None:
    text = "---\nMaker slips: orders were weak.\nIts rival fell 3% on the day.\n---\nOther news."
    read = " ".join(sentence.text for sentence in split_passages(text).sentences)
    assert "Its rival fell 3% on the day." in read
