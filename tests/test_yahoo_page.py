"""The page while Yahoo is in trouble: it says what is wrong, and shows the bars held before."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from first_screen import answer
from streamlit.testing.v1 import AppTest
from waiting import wait_until
from yahoo_server import YahooServer

import dashboard
from dashboard.data import bars as bars_data
from dashboard.data import shares, store
from dashboard.wording import escaping, numbers
from sentiment.market import calendar

APP = Path(dashboard.__file__).with_name("app.py")
HELD = "Shown are the bars shipped with the project."
SHARES = ("NVDA", "SPY")
RECENT = 30  # sessions that Yahoo quotes of those shipped


@pytest.fixture
def source(
    served_yahoo: YahooServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[YahooServer]:
    """A Yahoo without trouble that has three sessions more than are shipped.

    The page itself asks nothing, so that the time of asking is the test's.
    """
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "library.sqlite"))
    monkeypatch.setenv("DASHBOARD_OFFLINE", "1")
    served_yahoo.trouble, served_yahoo.spared, served_yahoo.currency = "", 0, "USD"
    served_yahoo.clock = served_yahoo.traded = ""
    served_yahoo.splits.clear()
    served_yahoo.released.clear()
    served_yahoo.charts = {symbol: [*shipped(symbol), *newer(symbol)] for symbol in SHARES}
    forget()
    yield served_yahoo
    served_yahoo.released.set()
    for symbol in SHARES:
        settled(symbol)
    forget()


def forget() -> None:
    store.refresher.clear()
    store.library.clear()
    store.forget()


def shipped(symbol: str) -> list[tuple[object, ...]]:
    """Return the newest of the shipped bars as the server quotes them."""
    return quoted(store.snapshot()[symbol].iloc[-RECENT:])


def quoted(bars: pd.DataFrame, *, scale: float = 1.0) -> list[tuple[object, ...]]:
    columns = bars[["open", "high", "low", "close", "volume"]].mul([scale] * 4 + [1.0])
    return [(f"{row[0]:%Y-%m-%d} 09:30", *row[1:]) for row in columns.itertuples()]


def later(number: int) -> pd.Timestamp:
    """Return the first, second … session after those shipped."""
    return calendar.new_york().session_offset(store.snapshot()["NVDA"].index[-1], number)


def newer(symbol: str) -> list[tuple[object, ...]]:
    last = store.snapshot()[symbol].iloc[-1:]
    return [quoted(last.set_axis([later(number)]))[0] for number in (1, 2, 3)]


def asked(*symbols: str, days: int = 0, hours: float = 2) -> None:
    """Have shares brought up to date so long after the newest session's close."""
    now = calendar.close_of(later(3)) + pd.Timedelta(days=days, hours=hours)
    for symbol in symbols:
        store.refresher().ask(symbol, now=now)


def settled(symbol: str) -> None:
    """Wait until no job for a share runs."""
    wait_until(lambda: bars_data.fetching(symbol).state != "running")


def visit(*symbols: str, days: int = 0, hours: float = 2) -> AppTest:
    """Open the story of a share once Yahoo has answered about it."""
    asked(*(symbols or SHARES), days=days, hours=hours)
    for symbol in symbols or SHARES:
        settled(symbol)
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.query_params["share"] = symbols[0] if symbols else "NVDA"
    return app.run()


def said(app: AppTest) -> str:
    """What the page says of the bars."""
    return next(one.value for one in app.caption if "daily bars from" in one.value)


def stands(app: AppTest, *, close: str = "$185.61") -> bool:
    """Return whether the page shows the day that it opens on, and no fault."""
    shown = [one["value"] for one in answer(app)["tiles"] if one["name"].endswith(" close")]
    return not app.exception and not app.error and shown == [close]


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        ("429", "Yahoo takes no more questions from here for a while (too many requests)."),
        ("500", "Yahoo reports an error of its own."),
        ("500 html", "Yahoo reports an error of its own."),
        ("reset", "Yahoo's answer about NVDA broke off or cannot be read."),
        ("truncated", "Yahoo's answer about NVDA broke off or cannot be read."),
        ("odd", "Yahoo's answer about NVDA broke off or cannot be read."),
        ("empty", "Yahoo has no bars of NVDA for these days."),
        ("only NaN", "Yahoo has no bars of NVDA for these days."),
        ("EUR, cut short", "Yahoo's answer about NVDA broke off or cannot be read."),
        ("renamed", "Yahoo knows NVDA no longer; Nvidia is quoted as NVDX: choose that."),
        ("delisted", "Yahoo knows NVDA no longer, and no share called Nvidia: it was delisted,"),
        ("no network", "Yahoo cannot be reached: there is no connection to it."),
    ],
)
def test_trouble_is_a_sentence_beside_the_bars_held_before(
    source: YahooServer, monkeypatch: pytest.MonkeyPatch, trouble: str, sentence: str
) -> None:
    if trouble == "EUR, cut short":
        source.currency = "EUR"
    elif trouble in {"renamed", "delisted"}:
        source.charts["NVDX"] = source.charts.pop("NVDA")
        listed = {"symbol": "NVDX", "quoteType": "EQUITY", "longname": "NVIDIA Corporation"}
        source.quotes["nvidia"] = [listed] if trouble == "renamed" else []
    elif trouble == "only NaN":
        source.charts["NVDA"] = [(row[0], *[None] * 5) for row in source.charts["NVDA"]]
    elif trouble == "no network":
        monkeypatch.setattr(source.session, "base", "http://127.0.0.1:9")  # nobody listens there
    else:
        source.trouble, source.spared = trouble, trouble == "empty"  # the time zone is told
    app = visit("NVDA")

    assert stands(app)
    shown = said(app)
    assert escaping.as_written(sentence) in shown
    assert HELD in shown
    assert f"to **{numbers.day(later(0))}**" in said(app)


def test_while_yahoo_hangs_the_page_stands(source: YahooServer) -> None:
    source.trouble = "hang"
    asked(*SHARES)
    app = AppTest.from_file(str(APP), default_timeout=60).run()

    assert stands(app)
    assert "asking Yahoo for newer ones" in said(app)
    assert bars_data.fetching("NVDA").state == "running"


@pytest.mark.parametrize("oddity", ["none", "NaN rows", "twice and out of order"])
def test_what_can_be_mended_is_shown_up_to_its_last_day(source: YahooServer, oddity: str) -> None:
    rows = source.charts["NVDA"]
    if oddity == "NaN rows":
        nothing = [None] * 5
        rows[-1:] = [(rows[-2][0], *nothing), (rows[-1][0], *nothing)]
    elif oddity == "twice and out of order":
        source.charts["NVDA"] = [*rows[::-1], *rows[3:6]]
    app = visit()
    newest = later(2 if oddity == "NaN rows" else 3)

    assert stands(app)
    assert f"to **{numbers.day(newest)}**" in said(app)
    assert "NVDA was brought up to date from Yahoo" in said(app)


@pytest.mark.parametrize("clock", ["right", "a day ahead"])
def test_the_bar_of_an_open_session_is_called_so(source: YahooServer, clock: str) -> None:
    noon = f"{later(3):%Y-%m-%d} 12:00"
    source.clock = source.traded = noon
    days = 0 if clock == "right" else 1
    app = visit(days=days, hours=-4)

    assert stands(app)
    assert "**1 session still open when fetched**" in said(app)


@pytest.mark.parametrize("days", [-3, 400, 40_000])
@pytest.mark.usefixtures("source")
def test_a_clock_that_is_wrong_costs_no_bar(days: int) -> None:
    visit()
    store.refresher.clear()
    app = visit(days=days)

    assert stands(app)
    assert f"to **{numbers.day(later(3))}**" in said(app)
    assert "still open" not in said(app)


def test_a_share_that_was_renamed_is_had_under_its_new_ticker(source: YahooServer) -> None:
    source.charts["NVDX"] = quoted(store.snapshot()["NVDA"])
    app = visit("NVDX")

    assert stands(app, close=f"${store.snapshot()['NVDA']['close'].iloc[-1]:,.2f}")
    assert f"to **{numbers.day(later(0))}**" in said(app)


def test_a_currency_that_is_another_comes_with_all_bars_or_not_at_all(source: YahooServer) -> None:
    source.currency = "EUR"
    assert stands(visit("NVDA"))
    store.refresher.clear()
    assert stands(visit("NVDA", days=1))
    assert shares.share("NVDA").currency == "USD"  # nothing of either answer was kept
    source.charts["NVDA"] = quoted(store.snapshot()["NVDA"]) + newer("NVDA")
    store.refresher.clear()
    app = visit("NVDA", days=2)

    assert not app.exception
    assert shares.share("NVDA").currency == "EUR"
    assert escaping.as_written("Its history had been restated and was fetched anew.") in said(app)


def test_a_split_that_restates_history_is_told_and_shown_on_one_scale(source: YahooServer) -> None:
    visit()
    whole = store.snapshot()["NVDA"]
    last = whole.iloc[-1:].set_axis([later(3)])
    source.charts["NVDA"] = [*quoted(whole, scale=0.1), *quoted(last, scale=0.1)]
    source.splits["NVDA"] = [(f"{later(3):%Y-%m-%d}", 10, 1)]
    store.refresher.clear()
    app = visit(days=1)

    assert stands(app, close="$18.56")
    assert escaping.as_written("Its history had been restated and was fetched anew.") in said(app)
