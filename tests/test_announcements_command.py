"""The command finds what a company told, keeps what is accepted, and names unexplained moves."""

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from edgar_server import EdgarServer, filing, loopback_edgar
from yahoo_server import YahooServer, loopback_yahoo

from sentiment.__main__ import main
from sentiment.commands import inputs
from sentiment.library.library import Library
from sentiment.market.bars import read_prices

CONTACT = "A Reader reader@example.org"


@pytest.fixture
def edgar(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[EdgarServer]:
    monkeypatch.delenv("DASHBOARD_OFFLINE", raising=False)
    monkeypatch.setenv("DASHBOARD_STORE", f"sqlite:///{tmp_path}/store.db")
    with loopback_edgar() as server:
        monkeypatch.setenv("DASHBOARD_EDGAR", server.url)
        server.companies = {"AMD": 2488}
        server.filings["AMD"] = [
            filing(3, "2026-05-05 16:16:04", items="2.02,9.01"),
            filing(2, "2026-03-02 08:00:00", items="1.01"),
            filing(1, "2026-02-03 16:16:31", items="2.02,9.01"),
        ]
        yield server


@pytest.fixture
def yahoo() -> Iterator[YahooServer]:
    with loopback_yahoo() as server:
        server.charts["AMD"] = [("2026-02-02 09:30", 1.0, 1.0, 1.0, 1.0, 100)]
        server.charts["SAP.DE"] = [("2026-02-02 09:30", 1.0, 1.0, 1.0, 1.0, 100)]
        yield server


def found(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, str]]:
    assert main(["announcements", "find", *words, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.usefixtures("edgar", "yahoo")
def test_results_are_found_on_their_sessions(capsys: pytest.CaptureFixture[str]) -> None:
    rows = found(capsys, "AMD", "--contact", CONTACT)

    assert [(row["kind"], row["session"][:10]) for row in rows] == [
        ("results", "2026-05-06"),
        ("filing", "2026-03-02"),
        ("results", "2026-02-04"),
    ]


@pytest.mark.usefixtures("edgar", "yahoo")
def test_each_comes_with_the_move_of_its_session(capsys: pytest.CaptureFixture[str]) -> None:
    rows = found(capsys, "AMD", "--contact", CONTACT)
    closes = read_prices(inputs.shipped("prices.parquet"))["AMD"]["close"]
    before = closes.shift()
    days = [pd.Timestamp(row["session"][:10]) for row in rows]

    assert [row["move"] for row in rows] == pytest.approx(
        [closes[day] / before[day] - 1 for day in days]
    )
    assert main(["announcements", "find", "AMD", "--contact", CONTACT]) == 0
    assert "counts for Wed 4 Feb 2026 (−17.3%)" in capsys.readouterr().out


@pytest.mark.usefixtures("edgar", "yahoo")
def test_what_is_accepted_is_kept_and_not_found_again(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert len(found(capsys, "AMD", "--contact", CONTACT, "--accept", "results")) == 2
    rest = found(capsys, "AMD", "--contact", CONTACT)
    library = Library(f"sqlite:///{tmp_path}/store.db")

    assert [row["kind"] for row in rest] == ["filing"]
    assert library.announcements.all()["symbols"].to_list() == ["AMD", "AMD"]
    library.close()


@pytest.mark.usefixtures("edgar")
def test_a_share_that_files_nowhere_has_yahoos_dates(
    yahoo: YahooServer, capsys: pytest.CaptureFixture[str]
) -> None:
    yahoo.results["SAP.DE"] = ["January 29, 2026 at 1 AM EST"]
    rows = found(capsys, "SAP.DE", "--contact", CONTACT)

    assert [(row["kind"], row["session"][:10]) for row in rows] == [("results", "2026-01-29")]


@pytest.mark.usefixtures("yahoo")
def test_a_source_that_fails_is_one_sentence_and_the_others_tell(
    edgar: EdgarServer, yahoo: YahooServer, capsys: pytest.CaptureFixture[str]
) -> None:
    edgar.trouble = "429"
    yahoo.results["AMD"] = ["February 3, 2026 at 4 PM EST"]

    assert main(["announcements", "find", "AMD", "--contact", CONTACT]) == 1
    told = capsys.readouterr()
    assert "for ten minutes" in told.err
    assert "Traceback" not in told.err
    assert "publishes results" in told.out


@pytest.mark.usefixtures("edgar")
def test_offline_nothing_is_asked(
    edgar: EdgarServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DASHBOARD_OFFLINE", "1")

    assert main(["announcements", "find", "AMD", "--contact", CONTACT]) == 1
    assert "DASHBOARD_OFFLINE is set" in capsys.readouterr().err
    assert edgar.asked == []


@pytest.mark.usefixtures("edgar", "yahoo")
def test_a_key_that_names_nothing_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["announcements", "find", "AMD", "--contact", CONTACT, "--leave", "no-such-key"]

    assert main(words) == 1
    assert "no-such-key: names nothing that was found" in capsys.readouterr().err


@pytest.mark.usefixtures("edgar")
def test_moves_that_nothing_explains_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["announcements", "unexplained", "NVDA", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    days = [row["session"][:10] for row in rows]

    assert days == sorted(days, reverse=True)
    assert "2025-01-27" in days  # NVDA lost 17%, and the project ships no announcement of it
    assert "2026-02-02" not in days


@pytest.mark.usefixtures("edgar", "yahoo")
def test_found_dates_that_imported_and_shipped_ones_contradict_are_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """EDGAR tells 5 May, after the close; the reader's file the day before."""
    own = tmp_path / "dates.csv"
    own.write_text("symbol,released,at\nAMD,2026-05-04,after close\n")
    assert main(["results", "import", str(own)]) == 0
    assert "by your dates and for Wed 6 May 2026 by the shipped ones" in capsys.readouterr().err
    arguments = ["announcements", "find", "AMD", "--contact", CONTACT, "--accept", "results"]
    assert main(arguments) == 0
    named = "Wed 6 May 2026 by those found and for Tue 5 May 2026 by your dates"
    assert named in capsys.readouterr().err
    assert main(["results", "show", "AMD"]) == 0
    assert named in capsys.readouterr().err
    assert main(["study", "AMD", "--all-announcements"]) == 0
    assert named in capsys.readouterr().out
