"""Copies of one story are one story; two stories of one event are two."""

import random
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import seeds
from sentiment.intake import bylines
from sentiment.text import duplicates
from sentiment.text import sentences as text_sentences

DAY = pd.Timestamp("2026-02-02T12:00", tz="UTC")
SHIPPED = bylines.read_articles(Path(seeds.__file__).parent / "articles")


def copied(text: str, *, seed: int = 0, kept: float = 0.8) -> str:
    """A text as another outlet prints it: a byline, some words changed, the end cut."""
    draw = random.Random(seed)  # noqa: S311
    sentences = [one.text for one in text_sentences.split_passages(text).sentences]
    printed = []
    for sentence in sentences[: max(3, round(kept * len(sentences)))]:
        words = sentence.split()
        if draw.random() < 0.2 and len(words) > 8:
            words[4:6] = ["in", "other", "words"]
        printed.append(" ".join(words))
    return "By the staff\n\n" + " ".join(printed) + "\n\nSign up for our newsletter."


def grouped(texts: dict[str, str], *, hours: dict[str, float] | None = None) -> dict[str, str]:
    published = pd.Series(
        {
            key: DAY + pd.Timedelta(hours=(hours or {}).get(key, place))
            for place, key in enumerate(texts)
        }
    )
    signatures = pd.Series({key: duplicates.signature(text) for key, text in texts.items()})
    return duplicates.groups(published, signatures).to_dict()


@pytest.mark.parametrize("key", SHIPPED.index)
def test_a_copy_belongs_to_the_story_that_came_first(key: str) -> None:
    text = SHIPPED.loc[key, "text"]

    assert grouped({"copy": copied(text), "first": text}, hours={"copy": 2, "first": 1}) == {
        "first": "first",
        "copy": "first",
    }


def test_the_shipped_articles_are_each_a_story_of_their_own() -> None:
    # all on one day, so that none is kept apart by its date
    found = grouped(SHIPPED["text"].to_dict(), hours=dict.fromkeys(SHIPPED.index, 1.0))

    assert found == {key: key for key in SHIPPED.index}


def test_a_copy_of_a_copy_is_of_the_same_story() -> None:
    text = SHIPPED["text"].iloc[0]
    texts = {"a": text, "b": copied(text, seed=1), "c": copied(copied(text, seed=1), seed=2)}

    assert set(grouped(texts).values()) == {"a"}


def test_what_is_printed_again_days_later_counts_again() -> None:
    text = SHIPPED["text"].iloc[0]

    assert grouped({"a": text, "b": text}, hours={"a": 0, "b": 80}) == {"a": "a", "b": "b"}


def test_short_texts_and_missing_signatures_are_stories_of_their_own() -> None:
    assert grouped({"a": "Shares fell.", "b": "Shares fell."}) == {"a": "a", "b": "b"}
    lone = duplicates.groups(pd.Series({"a": DAY}), pd.Series({"b": np.arange(3)}))
    assert lone.to_dict() == {"a": "a"}


def test_a_signature_is_the_same_whatever_the_layout_and_the_case() -> None:
    text = SHIPPED["text"].iloc[3]
    wrapped = text.replace("\n\n", "\n\n\n").upper()

    first, second = (duplicates.signature(one) for one in (text, wrapped))
    assert first is not None
    assert second is not None
    assert (first == second).mean() > 0.8


def test_a_story_is_counted_once_with_its_copies() -> None:
    read = pd.DataFrame({"compound": [0.1, 0.2, 0.3]}, index=["a", "b", "new"])

    once = duplicates.counted_once(read, pd.Series({"a": "a", "b": "a"}))

    assert once["compound"].to_dict() == {"a": 0.1, "new": 0.3}
    assert once["copies"].to_dict() == {"a": 2, "new": 1}
