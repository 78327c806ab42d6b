"""What companies told becomes candidates in plain words, on the sessions of their own exchange."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest
from edgar_server import EdgarServer, filing, loopback_edgar

from sentiment.market import candidates, shares
from sentiment.market.candidates import Candidate
from sentiment.market.edgar import Edgar

AMD, SAP = shares.by_form("AMD"), shares.by_form("SAP.DE")
SINCE = pd.Timestamp("2023-01-01")


@pytest.fixture
def server() -> Iterator[EdgarServer]:
    with loopback_edgar() as server:
        server.companies = {"AMD": 2488}
        yield server


def among(server: EdgarServer, *rows: dict[str, object]) -> list[Candidate]:
    """The candidates among filings, newest first."""
    server.filings["AMD"] = list(rows)
    edgar = Edgar("A Reader a@example.org", data=server.url, site=server.url, pause=0.0)
    return candidates.from_edgar(edgar, AMD, since=SINCE)


@pytest.mark.parametrize(
    ("items", "form", "headline", "kind", "title"),
    [
        ("2.02,9.01", "8-K", "", "results", "results were published, or a warning of them"),
        ("1.01,9.01", "8-K", "", "filing", "an important contract was signed"),
        ("1.01,2.03", "8-K", "", "filing", "an important contract was signed; a new debt"),
        ("6.04", "8-K", "", "filing", "item 6.04"),
        ("", "6-K", "Acme Reports Second Quarter Results", "results", "Acme Reports Second"),
        ("", "6-K", "Acme opens a plant", "filing", "Acme opens a plant"),
        ("", "6-K", "Acme Announces Monthly Revenue Report", "filing", "Acme Announces Monthly"),
    ],
)
def test_a_filing_is_told_in_plain_words(
    server: EdgarServer, items: str, form: str, *, headline: str, kind: str, title: str
) -> None:
    row = filing(1, "2026-02-03 16:16", form=form, items=items, headline=headline)
    (candidate,) = among(server, row)

    assert candidate.kind == kind
    assert candidate.title.startswith(f"{AMD.company}: {title}")


@pytest.mark.parametrize(
    ("items", "form"),
    [("9.01", "8-K"), ("5.07", "8-K"), ("2.02", "8-K/A"), ("", "10-Q"), ("", "4")],
)
def test_what_is_no_news_is_no_candidate(server: EdgarServer, items: str, form: str) -> None:
    row = filing(1, "2026-02-03 16:16", form=form, items=items)

    assert [one.title for one in among(server, row)] == []


@pytest.mark.parametrize(
    ("accepted", "session"),
    [
        ("2026-02-03 16:16", "2026-02-04"),
        ("2026-02-03 07:00", "2026-02-03"),
        ("2026-02-06 16:30", "2026-02-09"),
    ],
)
def test_a_candidate_counts_for_the_first_session_that_can_show_it(
    server: EdgarServer, accepted: str, session: str
) -> None:
    (candidate,) = among(server, filing(1, accepted, items="2.02"))

    assert candidate.session == pd.Timestamp(session)


def test_an_instant_that_cannot_be_is_taken_from_the_filing_itself(server: EdgarServer) -> None:
    row = filing(1, "2026-02-03 16:16:31", items="2.02", clock_told_as_utc=True)
    (candidate,) = among(server, row)

    assert candidate.instant == pd.Timestamp("2026-02-03 16:16:31", tz="America/New_York")
    assert candidate.session == pd.Timestamp("2026-02-04")
    assert (candidate.known, candidate.note) == ("exact", "")


def test_results_from_yahoo_are_sure_to_the_hour_alone_and_estimates_are_none() -> None:
    hours = pd.DatetimeIndex(
        ["2026-10-22 07:00", "2026-07-22 07:00"], tz="Europe/Berlin", name="Earnings Date"
    )
    dates = pd.DataFrame({"Reported EPS": [float("nan"), 1.5]}, index=hours)
    now = pd.Timestamp("2026-09-01", tz="UTC")
    (candidate,) = candidates.from_results_dates(dates, SAP, now=now)

    assert candidate.known == "about"
    assert candidate.session == pd.Timestamp("2026-07-22")


@pytest.mark.parametrize(
    ("symbol", "session"),
    [("SAP.DE", "2026-07-22"), ("WALMEX.MX", "2026-07-22"), ("BHP.AX", "2026-07-22")],
)
def test_results_without_an_hour_count_for_the_day_that_is_told(symbol: str, session: str) -> None:
    """Midnight in New York is the day before in Mexico, and the afternoon in Sydney."""
    days = pd.DatetimeIndex(["2026-07-22 00:00"], tz="America/New_York")
    dates = pd.DataFrame({"Reported EPS": [1.5]}, index=days)
    now = pd.Timestamp("2026-09-01", tz="UTC")
    (candidate,) = candidates.from_results_dates(dates, shares.by_form(symbol), now=now)

    assert candidate.session == pd.Timestamp(session)
    assert candidate.known == "day"
    assert "day alone" in candidate.note


def test_splits_and_dividends_are_told_by_their_day() -> None:
    days = pd.DatetimeIndex(["2024-06-10", "2024-09-12"], tz="America/New_York")
    actions = pd.DataFrame({"Dividends": [0.0, 0.01], "Stock Splits": [10.0, 0.0]}, index=days)
    told = candidates.from_actions(actions, AMD)

    assert [one.kind for one in told] == ["dividend", "split"]
    assert told[0].title.endswith("pays a dividend of $0.0100")
    assert told[1].title.endswith("splits its shares 10 for 1")
    assert {one.known for one in told} == {"day"}


@pytest.mark.parametrize(
    ("paid", "close", "title"),
    [
        (0.0193, 72.0, "Vodafone pays a dividend of 1.93p"),  # told in pounds
        (1.93, 72.0, "Vodafone pays a dividend of 1.93p"),  # told in pence
        (1.93, None, "Vodafone pays a dividend"),  # without a price nobody can tell
    ],
)
def test_a_dividend_of_pence_or_pounds_is_told_by_the_price(
    paid: float, close: float | None, title: str
) -> None:
    days = pd.DatetimeIndex(["2026-06-04"], tz="Europe/London")
    actions = pd.DataFrame({"Dividends": [paid], "Stock Splits": [0.0]}, index=days)
    bars = None if close is None else pd.DataFrame({"close": [close]}, [pd.Timestamp("2026-06-03")])
    share = replace(shares.by_form("VOD.L"), name="Vodafone")

    (candidate,) = candidates.from_actions(actions, share, bars=bars)

    assert candidate.title == title


def test_the_same_search_gives_the_same_keys(server: EdgarServer) -> None:
    row = filing(1, "2026-02-03 16:16", items="2.02")

    assert [one.key for one in among(server, row)] == ["edgar-0000000000-26-000001"]
