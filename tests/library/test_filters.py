from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from sentiment.library import filters, subjects
from sentiment.library.filters import NO_OUTLET, Choices, Filter
from sentiment.library.library import Library
from sentiment.market.shares import shipped

NOON = pd.Timestamp("2026-02-02T12:00-05:00")
TOLD = {
    "AMD and Nvidia slip": "Wire",
    "Nvidia slips": "Wire",
    "Nvidia and Oracle rise": "Letter",
    "Nvidia rises": "",
    "Oracle rises": "Gazette",
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(str(tmp_path / "library.sqlite"))
    yield library
    library.close()


@pytest.fixture
def keys(library: Library) -> dict[str, str]:
    """The keys of the articles told, by title."""
    held = {
        title: library.articles.save(
            title=title, outlet=outlet, published=NOON, zone="UTC", origin="pasted", text="So."
        )
        for title, outlet in TOLD.items()
    }
    subjects.find_some(library.store, shipped())
    return held


@pytest.mark.parametrize(
    ("which", "titles"),
    [
        (Filter(), list(TOLD)),
        (Filter(("Wire",)), ["AMD and Nvidia slip", "Nvidia slips"]),
        (Filter(("Letter", NO_OUTLET)), ["Nvidia and Oracle rise", "Nvidia rises"]),
        (Filter(naming=("AMD",)), ["AMD and Nvidia slip"]),
        (Filter(naming=("AMD", "ORCL")), ["AMD and Nvidia slip", "Nvidia and Oracle rise"]),
        (Filter(("Wire",), ("ORCL",)), []),
        (Filter(("Nobody",)), []),
    ],
)
def test_those_articles_count_that_are_of_an_outlet_and_name_a_share(
    library: Library, keys: dict[str, str], which: Filter, titles: list[str]
) -> None:
    of_nvidia = [key for title, key in keys.items() if "Nvidia" in title]
    kept = filters.of_library(library.store, of_nvidia, which)

    assert {*kept} == {keys[title] for title in titles if "Nvidia" in title}


@pytest.mark.usefixtures("keys")
def test_a_shares_articles_are_told_apart_by_what_they_are_of_and_name(library: Library) -> None:
    held = filters.choices(library.store, "NVDA")

    assert held == Choices(("Wire", "Letter", NO_OUTLET), ("AMD", "ORCL"))


def test_what_ships_is_counted_with_it_and_what_lies_in_the_bin_is_not(
    library: Library, keys: dict[str, str]
) -> None:
    library.articles.delete(keys["Nvidia rises"])
    shipped_ones = [("Letter", ["NVDA", "ORCL"]), ("Letter", ["NVDA"])]
    held = filters.choices(library.store, "NVDA", shipped=shipped_ones)

    assert held == Choices(("Letter", "Wire"), ("ORCL", "AMD"))
    assert filters.choices(library.store, "NVDA", most=1).outlets == ("Wire",)
