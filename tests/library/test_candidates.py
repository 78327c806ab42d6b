"""Candidates are accepted, left and undone, once each, and nothing comes back that was left."""

from collections.abc import Iterator

import pandas as pd
import pytest

from sentiment.library import candidates
from sentiment.library.library import Library
from sentiment.market.candidates import Candidate

NOON = pd.Timestamp("2026-02-03 16:16", tz="America/New_York")


def candidate(number: int) -> Candidate:
    session = pd.Timestamp("2026-02-04")
    title = f"AMD: results were published, {number}"
    place = ("SEC EDGAR, form 8-K", "https://www.sec.gov/x")
    at = NOON + pd.Timedelta(days=number)
    return Candidate(f"edgar-{number}", "AMD", "results", title, *place, at, "exact", session, "")


@pytest.fixture
def library(address: str) -> Iterator[Library]:
    library = Library(address)
    yield library
    library.close()


def test_an_accepted_candidate_is_an_announcement_of_its_share(library: Library) -> None:
    (key,) = candidates.accept(library, [candidate(1)])
    row = library.announcements().loc[key]

    assert row["title"] == "AMD: results were published, 1"
    assert row["symbols"] == "AMD"
    assert row["instant"] == candidate(1).instant
    assert "https://www.sec.gov/x" in row["summary"]


def test_what_was_accepted_or_left_does_not_come_back(library: Library) -> None:
    found = [candidate(number) for number in range(3)]
    candidates.accept(library, found[:1])
    candidates.leave(library, [found[1].key])

    assert candidates.undecided(library, found) == found[2:]


def test_accepting_twice_makes_one_announcement(library: Library) -> None:
    first = candidates.accept(library, [candidate(1)])

    assert candidates.accept(library, [candidate(1)]) == first
    assert len(library.announcements()) == 1


def test_both_can_be_undone(library: Library) -> None:
    found = [candidate(1), candidate(2)]
    candidates.accept(library, found[:1])
    candidates.leave(library, [found[1].key])
    candidates.undo(library, [one.key for one in found])

    assert candidates.undecided(library, found) == found
    assert library.announcements().empty
    assert len(library.announcements(binned=True)) == 1


def test_a_decision_moves_the_announcements_on(library: Library) -> None:
    before = library.announcements_version()
    candidates.leave(library, ["edgar-1"])

    assert library.announcements_version() > before
