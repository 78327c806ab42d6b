"""Doors to the shares that articles speak of, found in their texts or chosen by the reader."""

from collections.abc import Collection
from contextlib import suppress

import pandas as pd
import streamlit as st

from dashboard.data import shares
from dashboard.data.articles import shipped_articles
from dashboard.data.store import library
from sentiment.library import subjects
from sentiment.library.database import StoreError
from sentiment.market.mentions import symbols_in

FIND_AT_ONCE = 200  # articles, some tenths of a second of looking


def found_in(text: str) -> tuple[str, ...]:
    """Return the shares that a text speaks of, the first named first."""
    return symbols_in(text, shares.known())


def of_articles(keys: Collection[str]) -> dict[str, list[str]]:
    """Return the shares of articles, shipped ones and the reader's own, by key.

    Some of those not looked at yet are looked at now.
    """
    with suppress(StoreError):  # a library that cannot be written to is still listed
        find_some()
    shipped = of_shipped()
    own = subjects.subjects_of(library().store, [key for key in keys if key not in shipped])
    return {key: shipped.get(key) or own.get(key, []) for key in keys}


def of_shipped() -> dict[str, list[str]]:
    """Return the shares that each shipped article speaks of, the reader's choice over them."""
    keys = shipped_articles().index
    chosen = subjects.chosen_subjects(library().store)
    return _in_shipped() | {key: symbols for key, symbols in chosen.items() if key in keys}


def choose(keys: Collection[str], symbols: Collection[str]) -> None:
    """Let articles speak of these shares and no others, in whose stories alone they count."""
    subjects.choose(library().store, keys, symbols)


def settled(key: str) -> list[str]:
    """Return the shares of an article just kept."""
    return of_articles([key])[key]


def look_again() -> None:
    """Have every article that the reader chose no shares for looked at with the names now known."""
    subjects.forget(library().store)


def find_some() -> int:
    """Look at some articles not looked at yet, and return how many."""
    return subjects.find_some(library().store, shares.known(), limit=FIND_AT_ONCE)


def unsought() -> int:
    """Return how many articles have not been looked at."""
    return subjects.count_unsought(library().store)


def without() -> int:
    """Return how many of the reader's articles speak of no share, and so count in no story."""
    return subjects.count_without(library().store)


def counts() -> "pd.Series[int]":
    """Return how many of the reader's articles speak of each share, most first."""
    return subjects.counts(library().store)


@st.cache_data(max_entries=1)
def _in_shipped() -> dict[str, list[str]]:
    articles = shipped_articles()
    texts = articles["title"] + "\n\n" + articles["text"]
    return {str(key): sorted(found_in(text)) for key, text in texts.items()}
