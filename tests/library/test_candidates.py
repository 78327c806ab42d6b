"""Candidates are accepted, left and undone, once each, and nothing comes back that was left."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pandas as pd
import pytest

from sentiment.library import candidates, results
from sentiment.library.library import Library
from sentiment.market.candidates import Candidate

SOURCE = "SEC EDGAR, form 8-K"
NOON = pd.Timestamp("2026-02-03 16:16", tz="America/New_York")


def candidate(number: int) -> Candidate:
    session = pd.Timestamp("2026-02-04")
    title = f"AMD: results were published, {number}"
    place = (SOURCE, "https://www.sec.gov/x")
    at = NOON + pd.Timedelta(days=number)
    return Candidate(f"edgar-{number}", "AMD", "results", title, *place, at, "exact", session, "")


@pytest.fixture
def library(address: str) -> Iterator[Library]:
    library = Library(address)
    yield library
    library.close()


def test_an_accepted_candidate_is_an_announcement_of_its_share(library: Library) -> None:
    (key,) = candidates.accept(library, [candidate(1)])
    row = library.announcements.all().loc[key]

    assert row["title"] == "AMD: results were published, 1"
    assert row["symbols"] == "AMD"
    assert row["instant"] == candidate(1).instant
    assert "https://www.sec.gov/x" in row["summary"]


@pytest.mark.parametrize(
    ("clock", "at", "session"),
    [
        ("2026-02-03 07:00", "before open", "2026-02-03"),
        ("2026-02-03 12:00", "in session", "2026-02-03"),
        ("2026-02-03 16:16", "after close", "2026-02-04"),
        ("2026-02-07 12:00", "after close", "2026-02-09"),  # a Saturday
    ],
)
def test_accepted_results_are_dates_that_a_study_knows(
    library: Library, clock: str, at: str, session: str
) -> None:
    instant = pd.Timestamp(clock, tz="America/New_York")
    candidates.accept(library, [replace(candidate(1), instant=instant)])
    [row] = results.kept_results(library.store, "AMD").itertuples()

    assert (row.at, row.session) == (at, pd.Timestamp(session))
    assert row.known == "found: SEC EDGAR, form 8-K"


def test_a_filing_that_is_no_results_is_no_date_of_them(library: Library) -> None:
    candidates.accept(library, [replace(candidate(1), kind="filing")])

    assert results.kept_results(library.store, "AMD").empty


def test_what_is_undone_is_no_date_of_results_but_one_taken_in_stays(library: Library) -> None:
    found = [candidate(1), candidate(2)]
    day = found[0].instant.tz_localize(None).normalize()
    row = {"symbol": "AMD", "released": day, "at": "after close", "quarter": "Q4", "known": "mine"}
    results.keep_results(library.store, pd.DataFrame([row]))
    candidates.accept(library, found)
    assert list(results.kept_results(library.store, "AMD")["known"]) == ["mine", f"found: {SOURCE}"]

    candidates.undo(library, [one.key for one in found])
    assert list(results.kept_results(library.store, "AMD")["known"]) == ["mine"]


def test_two_apps_that_accept_at_once_keep_each_once(library: Library, address: str) -> None:
    found, other = [candidate(number) for number in range(10)], Library(address)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda one: candidates.accept(one, found), (library, other)))
    other.close()

    assert len(library.announcements.all()) == len(results.kept_results(library.store, "AMD")) == 10
    assert candidates.undecided(library, found) == []


def test_what_was_accepted_or_left_does_not_come_back(library: Library) -> None:
    found = [candidate(number) for number in range(3)]
    candidates.accept(library, found[:1])
    candidates.leave(library, [found[1].key])

    assert candidates.undecided(library, found) == found[2:]


def test_accepting_twice_makes_one_announcement(library: Library) -> None:
    first = candidates.accept(library, [candidate(1)])

    assert candidates.accept(library, [candidate(1)]) == first
    assert len(library.announcements.all()) == 1


def test_both_can_be_undone(library: Library) -> None:
    found = [candidate(1), candidate(2)]
    candidates.accept(library, found[:1])
    candidates.leave(library, [found[1].key])
    candidates.undo(library, [one.key for one in found])

    assert candidates.undecided(library, found) == found
    assert library.announcements.all().empty
    assert len(library.announcements.all(binned=True)) == 1


def test_a_decision_moves_the_announcements_on(library: Library) -> None:
    before = library.announcements.version()
    candidates.leave(library, ["edgar-1"])

    assert library.announcements.version() > before
