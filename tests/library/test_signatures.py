"""Signatures are worked out once for each edit of an article."""

from collections.abc import Iterator

import pandas as pd
import pytest

from sentiment.library import signatures
from sentiment.library.library import Library
from sentiment.text import duplicates

LONG = " ".join(f"Profit fell {number}% in the {number}th quarter." for number in range(30))


@pytest.fixture
def library(address: str) -> Iterator[Library]:
    opened = Library(address)
    yield opened
    opened.close()


def kept(library: Library, title: str, text: str) -> str:
    return library.articles.save(
        title=title,
        outlet="",
        published=pd.Timestamp("2026-02-02T12:00-05:00"),
        zone="America/New_York",
        origin="pasted",
        text=text,
    )


def test_each_article_is_signed_once_and_again_when_it_was_edited(library: Library) -> None:
    key = kept(library, "Long", LONG)
    short = kept(library, "Short", "Profit fell.")

    assert [signatures.sign_some(library.store) for _ in range(2)] == [2, 0]
    held = signatures.signatures_of(library.store)
    assert (held.loc[key, "signature"] == duplicates.signature(LONG)).all()
    assert held.loc[short, "signature"] is None
    library.articles.edit(key, edited=0, text="Profit rose.")
    assert [*signatures.signatures_of(library.store).index] == [short]
    assert signatures.sign_some(library.store) == 1
    assert signatures.signatures_of(library.store).loc[key, "signature"] is None


def test_the_bin_is_left_out(library: Library) -> None:
    library.articles.delete(kept(library, "Long", LONG))

    assert signatures.sign_some(library.store) == 0
    assert signatures.signatures_of(library.store).empty
