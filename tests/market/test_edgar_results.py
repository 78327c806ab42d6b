"""Four years of five companies' results, laid down as EDGAR lists them, are found as they were.

The days are those on which the companies published; which session could show them first is told
by the shipped bars, of which the exchange's calendar knows nothing.
"""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from edgar_server import EdgarServer, filing, loopback_edgar

from sentiment.market import bars, candidates, shares
from sentiment.market.candidates import Candidate
from sentiment.market.edgar import Edgar

SEEDS = Path(__file__).parents[2] / "seeds"
# symbol: the clock at which it files, and the days of its results, all after the close
PUBLISHED = {
    "AMD": (
        "16:16:31",
        "2023-01-31 2023-05-02 2023-08-01 2023-10-31 2024-01-30 2024-04-30 2024-07-30 2024-10-29 "
        "2025-02-04 2025-05-06 2025-08-05 2025-11-04 2026-02-03 2026-05-05 2026-08-04",
    ),
    "AVGO": (
        "17:48:02",  # so late that EDGAR dates the filing on the next day of business
        "2023-03-02 2023-06-01 2023-08-31 2023-12-07 2024-03-07 2024-06-12 2024-09-05 2024-12-12 "
        "2025-03-06 2025-06-05 2025-09-04 2025-12-11 2026-03-04 2026-06-03 2026-09-02",
    ),
    "MSFT": (
        "16:05:40",
        "2023-01-24 2023-04-25 2023-07-25 2023-10-24 2024-01-30 2024-04-25 2024-07-30 2024-10-30 "
        "2025-01-29 2025-04-30 2025-07-30 2025-10-29 2026-01-28 2026-04-29 2026-07-29",
    ),
    "NVDA": (
        "16:21:07",
        "2023-02-22 2023-05-24 2023-08-23 2023-11-21 2024-02-21 2024-05-22 2024-08-28 2024-11-20 "
        "2025-02-26 2025-05-28 2025-08-27 2025-11-19 2026-02-25 2026-05-20 2026-08-26",
    ),
    "ORCL": (
        "16:13:46",  # its list tells New York's clock for that of Greenwich
        "2023-03-09 2023-06-12 2023-09-11 2023-12-11 2024-03-11 2024-06-11 2024-09-09 2024-12-09 "
        "2025-03-10 2025-06-11 2025-09-09 2025-12-10 2026-03-10 2026-06-10 2026-09-10",
    ),
}
TSM = (
    "2023-01-12 2023-04-20 2023-07-20 2023-10-19 2024-01-18 2024-04-18 2024-07-18 2024-10-17 "
    "2025-01-16 2025-04-17 2025-07-17 2025-10-16 2026-01-15 2026-04-16 2026-07-16"
)
ORDINALS = ("Fourth", "First", "Second", "Third")  # quarters, by when they are published
SINCE = pd.Timestamp("2023-01-01")


@pytest.fixture
def server() -> Iterator[EdgarServer]:
    with loopback_edgar() as server:
        server.companies = {symbol: 1000 + at for at, symbol in enumerate((*PUBLISHED, "TSM"))}
        server.page = 40  # as of a company that files much: the older ones stand on further pages
        yield server


def found(server: EdgarServer, symbol: str) -> list[Candidate]:
    """The results among a company's filings, oldest first."""
    edgar = Edgar("A Reader a@example.org", data=server.url, site=server.url, pause=0.0)
    every = candidates.from_edgar(edgar, shares.by_form(symbol), since=SINCE)
    return [one for one in reversed(every) if one.kind == "results"]


def listed(symbol: str) -> list[dict[str, object]]:
    """A company's filings, newest first: its results, what amends them, and what is beside them."""
    clock, days = PUBLISHED[symbol]
    odd = {"clock_told_as_utc": symbol == "ORCL"}
    rows = []
    for number, day in enumerate(days.split()):
        later = pd.Timestamp(day) + pd.offsets.BDay(6)
        rows += [
            filing(4 * number, f"{day} 09:40", form="4"),
            filing(4 * number + 1, f"{day} {clock}", items="2.02,9.01", **odd),
            filing(4 * number + 2, f"{later:%Y-%m-%d} 08:00", form="8-K/A", items="2.02,9.01"),
            filing(4 * number + 3, f"{later:%Y-%m-%d} 16:30", items="5.07,9.01"),
        ]
    return rows[::-1]


@pytest.mark.parametrize("symbol", PUBLISHED)
def test_each_results_are_found_once_on_the_session_that_can_show_them_first(
    server: EdgarServer, symbol: str
) -> None:
    server.filings[symbol] = listed(symbol)
    told = found(server, symbol)
    clock, days = PUBLISHED[symbol]
    held = bars.read_prices(SEEDS / "prices.parquet")[symbol].index

    assert [f"{one.instant:%Y-%m-%d %H:%M:%S}" for one in told] == [
        f"{day} {clock}" for day in days.split()
    ]
    after = [held[held.searchsorted(pd.Timestamp(day), side="right")] for day in days.split()]
    assert [one.session for one in told] == after
    assert {one.known for one in told} == {"exact"}


def test_results_of_a_morning_count_for_its_own_session(server: EdgarServer) -> None:
    server.filings["AMD"] = [filing(1, "2026-02-03 07:00", items="2.02,9.01")]
    [morning] = found(server, "AMD")

    assert morning.session == pd.Timestamp("2026-02-03")


def test_a_foreign_companys_results_are_known_by_the_headline_of_the_report(
    server: EdgarServer,
) -> None:
    rows = []
    for number, day in enumerate(TSM.split()):
        quarter = ORDINALS[number % 4]
        headline = f"TSMC Reports {quarter} Quarter EPS of NT${number + 7}.56"
        month = pd.Timestamp(day) - pd.offsets.BDay(5)
        revenue = f"TSMC {month:%B %Y} Revenue Report"
        rows += [
            filing(2 * number, f"{month:%Y-%m-%d} 06:01", form="6-K", headline=revenue),
            filing(2 * number + 1, f"{day} 06:05", form="6-K", headline=headline),
        ]
    server.filings["TSM"] = rows[::-1]
    told = found(server, "TSM")

    assert [one.session for one in told] == [pd.Timestamp(day) for day in TSM.split()]
    assert all("Quarter EPS of NT$" in one.title for one in told)
