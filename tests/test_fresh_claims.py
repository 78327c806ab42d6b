"""The command holds the claims of a fresh article against minutes that Yahoo still has."""

import json
from pathlib import Path

import pandas as pd
import pytest
from yahoo_server import YahooServer

from sentiment.__main__ import main
from sentiment.commands import inputs
from sentiment.market import bars, calendar

DAY = calendar.previous_session(
    pd.Timestamp.now(tz=calendar.NEW_YORK).tz_localize(None).normalize()
)
BEFORE = calendar.previous_session(DAY)


@pytest.fixture
def asked(
    served_yahoo: YahooServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> YahooServer:
    """A Yahoo that quotes 200 dollars up to the day before yesterday's close, and then a fall."""
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "library.sqlite"))
    monkeypatch.delenv("DASHBOARD_OFFLINE", raising=False)
    served_yahoo.trouble = ""
    served_yahoo.asked.clear()
    shipped = bars.read_prices(inputs.shipped("prices.parquet"))["NVDA"].iloc[-30:]
    columns = ["open", "high", "low", "close", "volume"]
    known = [(f"{day:%Y-%m-%d} 09:30", *shipped.loc[day, columns]) for day in shipped.index]
    later = calendar.sessions_between(shipped.index[-1] + pd.Timedelta(days=1), BEFORE)
    flat = [(f"{day:%Y-%m-%d} 09:30", 200.0, 200.02, 199.98, 200.0, 1000) for day in later]
    fall = (f"{DAY:%Y-%m-%d} 09:30", 198.6, 199.0, 194.0, 194.2, 1e6)
    served_yahoo.charts = {"NVDA": [*known, *flat, fall]}
    levels = {"09:30": 198.6, "10:19": 197.8, "12:00": 196.0, "15:59": 194.2}
    served_yahoo.minutes = {
        "NVDA": [
            (f"{DAY:%Y-%m-%d} {at}", one, one + 0.02, one - 0.02, one, 1000)
            for at, one in levels.items()
        ]
    }
    return served_yahoo


def claim(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """What the command says of a figure that was true at noon."""
    article = tmp_path / "article.txt"
    article.write_text(f"Nvidia shares were down 2% at noon on {DAY:%A}.")
    told = ["claims", str(article), "--published", f"{DAY:%Y-%m-%d}T18:00", "--json"]

    assert main(told) == 0
    [found] = json.loads(capsys.readouterr().out)["claims"]
    return dict(found)


def test_minutes_of_a_fresh_day_are_fetched_and_kept(
    asked: YahooServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert claim(tmp_path, capsys)["verdict"] == "matches an intraday moment only"
    assert any(query.get("interval") == "1m" for _, query in asked.asked)

    asked.trouble = "500"
    assert claim(tmp_path, capsys)["verdict"] == "matches an intraday moment only"


def test_nobody_is_asked_where_nobody_may_be(
    asked: YahooServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DASHBOARD_OFFLINE", "1")

    assert claim(tmp_path, capsys)["verdict"] == "cannot be checked"
    assert not asked.asked


def test_a_text_without_its_day_is_offered_likely_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "article.txt"
    article.write_text("AMD shares fell 17.3% on Wednesday and closed at $200.19.")

    assert main(["claims", str(article), "--json"]) == 1
    told = capsys.readouterr()
    answer = json.loads(told.out)
    assert "give --published" in told.err
    assert [one["day"] for one in answer["likely"]] == ["2026-02-04"]
    assert "AMD closed at $200.19" in answer["likely"][0]["reasons"][0]
    assert {one["verdict"] for one in answer["claims"]} == {"say when it was published"}

    assert main(["claims", str(article)]) == 1
    assert "It may be of 2026-02-04: " in capsys.readouterr().out
