"""A share of another exchange, chosen for the first time: its page, and what it costs to have."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from first_screen import answer
from plotly_checks import checked
from streamlit.testing.v1 import AppTest
from waiting import wait_until
from yahoo_server import YahooServer

import dashboard
from dashboard.charts import captions
from dashboard.data import announcements, store, story, subjects
from dashboard.data import bars as bars_data
from dashboard.data import shares as shares_data
from dashboard.panels import columns
from dashboard.wording import escaping, numbers
from sentiment.market.tickers import UnknownShareError

APP = Path(dashboard.__file__).with_name("app.py")
NOW = pd.Timestamp("2026-10-01 21:00", tz="UTC")
pytestmark = pytest.mark.usefixtures("own_library")


@pytest.fixture
def source(served_yahoo: YahooServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[YahooServer]:
    """A Yahoo that the page itself does not ask, so that the time of asking is the test's."""
    monkeypatch.setenv("DASHBOARD_OFFLINE", "1")
    served_yahoo.trouble, served_yahoo.spared = "", 0
    store.refresher.clear()
    abroad(served_yahoo)
    yield served_yahoo
    served_yahoo.trouble = ""
    store.refresher.clear()


def visit(*symbols: str) -> AppTest:
    """Open the story of the first of some symbols once Yahoo has answered about all of them."""
    for symbol in symbols:
        store.refresher().ask(symbol, now=NOW)
    wait_until(lambda: all(bars_data.fetching(one).state != "running" for one in symbols))
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.query_params["share"] = symbols[0]
    return app.run()


def abroad(source: YahooServer) -> None:
    """Have Yahoo hold a year of SAP and of its market, in euros."""
    days = pd.bdate_range("2025-10-01", "2026-10-01")
    days = days[~days.isin(pd.to_datetime(["2025-12-25", "2025-12-26", "2026-01-01"]))]
    days = days[~days.isin(pd.to_datetime(["2026-04-03", "2026-04-06", "2026-05-01"]))]
    for symbol, level, kind in (
        ("SAP.DE", 200.0, "EQUITY"),
        ("^GDAXI", 20_000.0, "INDEX"),
    ):
        closes = [level + place % 7 for place in range(len(days))]
        source.charts[symbol] = [
            (f"{day:%Y-%m-%d} 09:00", close, close + 1, close - 1, close, 1000)
            for day, close in zip(days, closes, strict=True)
        ]
        source.told[symbol] = {
            "currency": "EUR", "exchangeName": "GER", "instrumentType": kind,
            "exchangeTimezoneName": "Europe/Berlin",
            "longName": "SAP SE" if kind == "EQUITY" else "DAX PERFORMANCE-INDEX",
        }  # fmt: skip


def test_a_new_share_costs_few_questions_and_has_a_page_of_its_own(source: YahooServer) -> None:
    abroad(source)
    source.asked.clear()
    app = visit("SAP.DE", "^GDAXI")

    assert len(source.asked) <= 6
    assert not app.exception
    last = source.charts["SAP.DE"][-1][4]
    told = answer(app)
    assert told["sentence"].startswith("SAP ")
    [tile] = [one for one in told["tiles"] if one["name"] == "SAP.DE close"]
    assert tile["value"] == f"€{last:,.2f}"
    assert [one["name"] for one in told["tiles"]][1:3] == ["Against ^GDAXI", "SAP.DE tone"]


def test_where_no_announcement_is_held_the_page_leads_to_what_the_share_told(
    source: YahooServer,
) -> None:
    abroad(source)
    app = visit("SAP.DE", "^GDAXI")
    last, name = pd.Timestamp(source.charts["SAP.DE"][-1][0]), escaping.as_written("SAP.DE")

    assert [one.value for one in app.subheader] == [f"No announcement of {name} is held"]
    assert any(f"that count for {numbers.day(last)}" in one.value for one in app.markdown)
    app.button(key="story_announced").click().run()

    assert f"What {name} told" in [one.value for one in app.subheader]


def test_its_page_tells_its_own_articles_and_announcements_on_its_own_sessions(
    source: YahooServer,
) -> None:
    library = store.library()
    library.articles.save(
        title="SAP cuts its outlook", outlet="Wire", zone="Europe/Berlin", origin="pasted",
        published=pd.Timestamp("2026-09-30 18:00+02:00"), text="SAP shares fell hard.",
    )  # fmt: skip
    subjects.find_some()  # no share is called SAP yet
    at = pd.Timestamp("2026-09-30 17:31+02:00")  # New York is open, Frankfurt has closed
    library.announcements.save(
        instant=at, title="SAP warns", symbols="SAP.DE", summary="A warning."
    )
    app = visit("SAP.DE", "^GDAXI")

    told = answer(app)
    closes = {row[0][:10]: row[4] for row in source.charts["SAP.DE"]}
    change = closes["2026-10-01"] / closes["2026-09-30"] - 1
    assert told["sentence"].startswith(f"SAP {'rose' if change > 0 else 'fell'} {abs(change):.1%}")
    assert "on 1 October 2026" in told["sentence"]
    assert "one article reads negative" in told["sentence"]
    [tile] = [one for one in told["tiles"] if one["name"] == "SAP.DE tone"]
    assert tile["meaning"] == "negative"
    assert [one.value for one in app.subheader][:1] == ["SAP warns"]
    assert "Nvidia" not in "".join(one.value for one in app.markdown)


@pytest.mark.parametrize("spared", range(4))
def test_too_many_questions_at_any_of_them_is_one_sentence(
    source: YahooServer, spared: int
) -> None:
    abroad(source)
    source.trouble, source.spared = "429", spared
    app = visit("SAP.DE", "^GDAXI")
    lines = [line for one in app.caption for line in one.value.split("\n")]
    refused = [line for line in lines if "too many requests" in line]

    assert not app.exception
    assert len(refused) in {1, 2}  # of each of the two that was refused
    assert all(line.count("too many requests") == 1 for line in refused)


def test_a_name_that_nothing_here_is_called_is_looked_for_at_yahoo(
    source: YahooServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    source.quotes["henkel"] = [
        {"symbol": "HEN3.DE", "quoteType": "EQUITY", "longname": "Henkel AG & Co. KGaA"}
    ]
    source.quotes["gucci"] = [
        {"symbol": "KER.PA", "quoteType": "EQUITY", "longname": "Kering SA"},
    ]
    source.quotes["tsco"] = [
        {"symbol": "TSCO", "quoteType": "EQUITY", "longname": "Tractor Supply Company"},
    ]
    with pytest.raises(UnknownShareError, match="known here, and no ticker"):
        shares_data.share_of("Henkel")
    assert shares_data.share_of("Gucci").symbol == "GUCCI"
    monkeypatch.delenv("DASHBOARD_OFFLINE")

    with pytest.raises(UnknownShareError, match=r"Is Henkel \(HEN3.DE\) meant"):
        shares_data.share_of("Henkel")
    with pytest.raises(UnknownShareError, match=r"Is Kering \(KER.PA\) meant"):
        shares_data.share_of("Gucci")
    assert shares_data.share_of("tsco").company == "Tractor Supply"
    source.trouble = "429"
    with pytest.raises(UnknownShareError, match="known here, and no ticker"):
        shares_data.share_of("Quetzal Mining")


def test_a_short_name_opens_its_company_and_says_what_else_the_letters_could_be(
    source: YahooServer,
) -> None:
    del source
    app = visit("Ford", "SPY")

    assert not app.exception
    assert app.selectbox(key="share").value == "F"
    doubt = "“Ford” was taken for the company Ford (F); the ticker FORD is written $FORD."
    assert escaping.as_written(doubt) in [one.value for one in app.caption]


def test_a_share_has_the_money_that_yahoo_tells_of_it_whatever_its_symbol_looks_like(
    source: YahooServer,
) -> None:
    """A London listing quoted in dollars: the form of its symbol would make them pence."""
    days = pd.bdate_range("2026-06-01", "2026-10-01")
    source.charts["GKP.L"] = source.charts["^FTSE"] = [
        (f"{day:%Y-%m-%d} 08:00", 90.0, 91.0, 89.0, 90.0 + place % 3, 1000)
        for place, day in enumerate(days[days != "2026-08-31"])
    ]
    source.told["GKP.L"] = {
        "currency": "USD", "exchangeName": "LSE", "instrumentType": "EQUITY",
        "exchangeTimezoneName": "Europe/London", "longName": "Quetzal Mining PLC",
    }  # fmt: skip
    source.told["^FTSE"] = {**source.told["GKP.L"], "currency": "GBP", "instrumentType": "INDEX"}
    last = source.charts["GKP.L"][-1][4]
    app = visit("GKP.L", "^FTSE")
    chosen = replace(story.OPENING, share="GKP.L", benchmark="^FTSE", span="1 month")
    version = bars_data.version("GKP.L", "^FTSE")
    share = shares_data.share("GKP.L")
    picture = captions.story(
        story.Story(chosen, version).rows,
        chosen,
        share=share,
        announced=announcements.shown(chosen),
        event=None,
    )

    assert not app.exception
    [tile] = [one for one in answer(app)["tiles"] if one["name"] == "GKP.L close"]
    assert tile["value"] == f"${last:,.2f}"
    assert f"${last:,.2f}" in picture.alt
    assert f"${last:,.2f}" in str(checked(picture.figure).data)
    assert "US$ per share" in str(picture.figure.layout)
    assert "p on" not in picture.alt
    assert columns.story(share)["close"]["type_config"]["format"] == "$%.2f"


def test_a_share_from_a_file_has_a_page_whose_figures_are_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_OFFLINE", "1")
    market = store.snapshot()["SPY"]["close"].iloc[-260:]
    closes = pd.Series([250.0 + 3 * (place % 11) for place in range(len(market))], market.index)
    closes.iloc[-1] = 201.0
    rows = pd.DataFrame(
        {
            "Date": closes.index.strftime("%Y-%m-%d"),
            "Open": closes.shift(fill_value=250.0),
            "High": closes + 90,
            "Low": closes - 90,
            "Close": closes,
            "Adj Close": closes,
            "Volume": 1_000_000,
        }
    )
    rows.to_csv(file := tmp_path / "TSLA.csv", index=False)
    subprocess.run([sys.executable, "-m", "sentiment", "prices", "import", str(file)], check=True)
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.query_params["share"] = "TSLA"
    told = answer(app.run())

    assert not app.exception
    change = closes.iloc[-1] / closes.iloc[-2] - 1
    behind = change - (market.iloc[-1] / market.iloc[-2] - 1)
    assert told["sentence"].startswith(f"Tesla fell {-change:.1%} on ")
    assert f"{-behind * 100:.1f} points behind the market" in told["sentence"]
    tiles = {one["name"]: one for one in told["tiles"]}
    assert tiles["TSLA close"]["value"] == "$201.00"
    assert f"{abs(behind) * 100:.1f}" in tiles["Against SPY"]["value"]
    assert "Nvidia" not in told["sentence"]
