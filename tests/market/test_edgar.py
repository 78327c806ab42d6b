"""Filings come from EDGAR in its own form over HTTP, with their instants, or with a sentence."""

from collections.abc import Iterator

import pandas as pd
import pytest
from edgar_server import EdgarServer, filing, loopback_edgar

from sentiment.market.edgar import Edgar, EdgarError, Filing

CONTACT = "A Reader reader@example.org"
SINCE = pd.Timestamp("2023-01-01")


@pytest.fixture
def server() -> Iterator[EdgarServer]:
    with loopback_edgar() as server:
        server.companies = {"AMD": 2488, "BRK-B": 1067983}
        server.filings["AMD"] = [
            filing(9, "2026-05-05 16:16:04", items="2.02,9.01"),
            filing(8, "2026-04-01 18:10:00", items="5.02"),
            filing(7, "2026-02-04 09:00:00", form="8-K/A", items="2.02"),
            filing(6, "2026-02-03 16:16:31", items="2.02,9.01"),
            filing(5, "2022-11-01 16:16:00", items="2.02"),
        ]
        yield server


def edgar(server: EdgarServer, **how: object) -> Edgar:
    given = {"pause": 0.0, "timeout": 5.0, **how}
    return Edgar(CONTACT, data=server.url, site=server.url, **given)


def found(server: EdgarServer, ticker: str = "AMD") -> list[Filing]:
    asking = edgar(server)
    return asking.filings(asking.filer(ticker), since=SINCE)


def test_filings_since_a_day_come_with_their_instants_newest_first(server: EdgarServer) -> None:
    filings = found(server)

    assert [one.accepted.isoformat() for one in filings] == [
        "2026-05-05T16:16:04-04:00",
        "2026-04-01T18:10:00-04:00",
        "2026-02-04T09:00:00-05:00",
        "2026-02-03T16:16:31-05:00",
    ]
    assert filings[0].items == ("2.02", "9.01")
    assert filings[0].url == (
        "https://www.sec.gov/Archives/edgar/data/2488/000000000026000009/d9.htm"
    )
    assert [one.amends for one in filings] == [False, False, True, False]
    # filed on the next day of business, though it was accepted on the first of April
    assert filings[1].filed == "2026-04-02"


def test_who_asks_is_named_on_every_question(server: EdgarServer) -> None:
    found(server)

    assert {headers["User-Agent"] for _, headers in server.asked} == {CONTACT}


@pytest.mark.parametrize("contact", ["", "nobody", "Mozilla/5.0", "a@b", "a b@c.d\nX: y"])
def test_a_contact_without_an_address_is_refused_before_anything_is_asked(contact: str) -> None:
    with pytest.raises(EdgarError, match="give a name and an e-mail address"):
        Edgar(contact)


def test_a_ticker_with_a_class_is_found_in_edgars_form(server: EdgarServer) -> None:
    assert edgar(server).filer("BRK.B").cik == 1067983


def test_older_pages_are_asked_for_only_if_they_reach_the_day(server: EdgarServer) -> None:
    server.page = 2
    filings = found(server)

    assert len(filings) == 4
    pages = [path for path, _ in server.asked if "-submissions-" in path]
    assert [path[-8:-5] for path in pages] == ["001"]


def test_ten_thousand_filings_are_each_there_once(server: EdgarServer) -> None:
    days = pd.date_range("2023-01-02 09:00", periods=10_000, freq="min")
    server.filings["AMD"] = [
        filing(place, f"{at:%Y-%m-%d %H:%M}", items="8.01") for place, at in enumerate(days)
    ][::-1]

    filings = found(server)

    assert len({one.accession for one in filings}) == len(filings) == 10_000


@pytest.mark.parametrize(
    ("accepted", "items", "sure"),
    [
        ("2026-02-03 16:16", "2.02", True),
        ("2026-02-03 07:30", "2.02", True),
        ("2026-02-03 11:16", "8.01", True),
        # these are told five hours early or at night, as of filers whose clock is told as UTC
        ("2026-02-03 11:16", "2.02", False),
        ("2026-02-03 03:10", "8.01", False),
    ],
)
def test_an_instant_that_cannot_be_is_not_told_as_sure(
    server: EdgarServer, accepted: str, items: str, sure: bool
) -> None:
    server.filings["AMD"] = [filing(1, accepted, items=items)]

    assert found(server)[0].sure is sure


def test_a_filings_own_header_tells_its_instant(server: EdgarServer) -> None:
    server.filings["AMD"] = [filing(1, "2026-02-03 16:16:31", items="2.02", clock_told_as_utc=True)]
    told = found(server)[0]

    assert told.accepted.isoformat() == "2026-02-03T11:16:31-05:00"
    assert not told.sure
    assert edgar(server).opening(told).accepted == pd.Timestamp("2026-02-03T16:16:31-05:00")


def test_a_headline_is_the_press_releases_own(server: EdgarServer) -> None:
    headline = "Acme Reports Third Quarter EPS of NT$14.45"
    server.filings["AMD"] = [filing(1, "2026-10-15 02:00", form="6-K", headline=headline)]

    assert edgar(server).opening(found(server)[0]).headline == headline


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        ("403", "refused the question"),
        ("429", "no more questions from here for ten minutes"),
        ("rate 403", "no more questions from here for ten minutes"),
        ("500", r"an error of its own \(500\)"),
        ("html", "has changed its form"),
        ("reset", "cannot be reached"),
        ("lengths", "not of one length"),
        ("columns", "items is missing"),
    ],
)
def test_what_goes_wrong_is_one_sentence(server: EdgarServer, trouble: str, sentence: str) -> None:
    asking = edgar(server)
    filer = asking.filer("AMD")
    server.trouble = trouble

    with pytest.raises(EdgarError, match=sentence):
        asking.filings(filer, since=SINCE)


def test_a_silent_edgar_is_told(server: EdgarServer) -> None:
    server.trouble = "hang"

    with pytest.raises(EdgarError, match="did not answer in time"):
        edgar(server, timeout=0.2).filer("AMD")


def test_who_files_nothing_is_told(server: EdgarServer) -> None:
    with pytest.raises(EdgarError, match=r"SAP\.DE files nothing with the SEC"):
        edgar(server).filer("SAP.DE")


def test_questions_wait_for_each_other(server: EdgarServer) -> None:
    waits: list[float] = []
    asking = edgar(server, pause=50.0, sleep=waits.append)
    asking.filings(asking.filer("AMD"), since=SINCE)

    assert len(server.asked) == 2
    assert len(waits) == 1
    assert 40 < waits[0] <= 50


def test_a_row_without_an_instant_is_left_out(server: EdgarServer) -> None:
    server.filings["AMD"][0]["acceptanceDateTime"] = ""

    assert len(found(server)) == 3


@pytest.mark.parametrize("odd", [None, "", "x", [], 10**12, 2.5])
def test_a_company_whose_number_is_none_is_refused_in_words(
    server: EdgarServer, odd: object
) -> None:
    server.companies = {"AMD": odd}  # type: ignore[dict-item]

    with pytest.raises(EdgarError, match="has no number"):
        edgar(server).filer("AMD")


@pytest.mark.parametrize("written", ["", "soon", "9999-12-31T00:00:00Z", "0001-01-01T00:00:00Z"])
def test_a_filing_that_cannot_be_placed_is_left_out(server: EdgarServer, written: str) -> None:
    server.filings["AMD"][0]["acceptanceDateTime"] = written

    assert [f"{one.accepted:%Y-%m-%d}" for one in found(server)] == [
        "2026-04-01",
        "2026-02-04",
        "2026-02-03",
    ]
