"""An article of these days: its claims are held against the minutes that Yahoo still has."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from waiting import wait_until
from yahoo_server import YahooServer

import dashboard
from dashboard.data import store
from sentiment.market import calendar

APP = Path(dashboard.__file__).with_name("app.py")
DAY = calendar.previous_session(
    pd.Timestamp.now(tz=calendar.NEW_YORK).tz_localize(None).normalize()
)
BEFORE = calendar.previous_session(DAY)
TABLE = ["claim", "share", "day", "verdict", "words"]


@pytest.fixture
def source(
    served_yahoo: YahooServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[YahooServer]:
    """A Yahoo that quotes 200 dollars up to the day before yesterday's close, and then a fall."""
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "library.sqlite"))
    monkeypatch.delenv("DASHBOARD_OFFLINE", raising=False)
    served_yahoo.trouble = ""
    served_yahoo.asked.clear()
    served_yahoo.charts = {symbol: daily(symbol) for symbol in ("NVDA", "SPY", "SMH")}
    levels = {"08:30": 199.0, "09:30": 198.6, "10:19": 197.8, "12:00": 196.0, "15:59": 194.2}
    served_yahoo.minutes = {
        "NVDA": [quote(f"{DAY:%Y-%m-%d} {at}", one) for at, one in levels.items()]
    }
    st.cache_resource.clear()
    st.cache_data.clear()
    yield served_yahoo
    settle()
    st.cache_resource.clear()
    st.cache_data.clear()


def daily(symbol: str) -> list[tuple[Any, ...]]:
    """Return the newest shipped bars of a share, and those of every session since."""
    shipped = store.market_bars.read_prices(store.SEEDS / "prices.parquet")[symbol].iloc[-30:]
    held = [
        (f"{day:%Y-%m-%d} 09:30", *row)
        for day, row in zip(
            shipped.index,
            shipped[["open", "high", "low", "close", "volume"]].to_numpy(),
            strict=True,
        )
    ]
    later = calendar.sessions_between(shipped.index[-1] + pd.Timedelta(days=1), BEFORE)
    fall = (f"{DAY:%Y-%m-%d} 09:30", 198.6, 199.0, 194.0, 194.2, 1e6)
    return [*held, *(quote(f"{day:%Y-%m-%d} 09:30", 200.0) for day in later), fall]


def quote(at: str, level: float) -> tuple[Any, ...]:
    return (at, level, level + 0.02, level - 0.02, level, 1000)


def settle() -> None:
    """Wait until nothing is asked for."""
    jobs = store.refresher()._jobs
    wait_until(lambda: all(job.state != "running" for job in jobs.values()))


def article(text: str) -> AppTest:
    """Paste an article of that day's late morning; what it needs has been asked for and come."""
    moment = f"Published {DAY:%b} {DAY.day}, {DAY:%Y} 11:45 AM ET"
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    app.switch_page("views/article.py").run()
    app.text_area[0].set_value(f"A bet unravels\n{moment}\n\n{text}").run()
    settle()
    came = [store.refresher().status(symbol) for symbol in ("NVDA", "SPY")]
    assert "failed" not in [one.state for one in came], came
    app.run()
    assert not app.exception
    return app


def claimed(app: AppTest) -> list[dict[str, str]]:
    tables = [one.value for one in app.dataframe if list(one.value.columns) == TABLE]
    return tables[0].to_dict("records")


def said(app: AppTest) -> str:
    return next(one.value for one in app.caption if "ars of minutes" in one.value)


def test_a_figure_of_the_morning_is_found_in_the_minutes_of_a_fresh_day(
    source: YahooServer,
) -> None:
    app = article(
        f"Nvidia shares fell 1.1% on {DAY:%A}. They had lost 0.5% in premarket trading on {DAY:%A}."
    )

    rows = {row["claim"]: row for row in claimed(app)}
    assert "passed 10:19" in rows["Nvidia shares fell 1.1%"]["words"]
    assert "pre-market price ($199.00, passed 08:30)" in rows["lost 0.5%"]["words"]
    assert "from Yahoo, fetched on" in said(app)
    asked = [query for _, query in source.asked if query.get("interval") == "1m"]
    assert {query["includePrePost"].lower() for query in asked} == {"true"}


def test_what_cannot_be_had_is_told_with_its_reason(source: YahooServer) -> None:
    source.minutes = {"NVDA": []}
    app = article(f"Nvidia shares fell 1.1% on {DAY:%A}.")

    assert claimed(app)[0]["verdict"] == "within the day's range"
    assert "are held. Yahoo's answer about NVDA broke off" in said(app).replace("\\", "")


def test_nobody_is_asked_while_the_reader_wants_none_asked(
    source: YahooServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_OFFLINE", "1")
    app = article(f"Nvidia shares fell 1.1% on {DAY:%A}.")

    assert source.asked == []
    assert "Yahoo is not asked: DASHBOARD_OFFLINE is set." in said(app)
