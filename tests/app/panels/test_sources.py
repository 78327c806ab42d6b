"""Articles come from files, addresses and feeds, with what is known of them, or with a sentence."""

import threading
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
import seeds
from dashboard.data import fetched
from sentiment.errors import DataError
from sentiment.intake import bylines
from sentiment.intake.web import FetchError
from sentiment.library.library import Library
from sentiment.market import bars as market_bars

APP = Path(dashboard.__file__).with_name("app.py")
PAGE = """<!doctype html><html><head><title>Bet unravels</title>
<meta property="og:site_name" content="The Wire"><meta name="author" content="A. Writer">
<meta property="article:published_time" content="2026-02-02T11:42:00-05:00"></head>
<body><article><h1>Bet unravels</h1><p>Shares of the chip maker fell after the plan was put on ice,
people close to the talks said on Monday.</p><p>Neither company would say what comes next for the
largest deal that either has ever announced.</p></article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Wire</title>
<item><title>Bet unravels</title><link>{link}</link>
<pubDate>Mon, 02 Feb 2026 11:42:00 -0500</pubDate><description>Shares fell.</description></item>
<item><title>Undated</title><description>Costs rose.</description></item></channel></rss>"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site on the loopback address, which this test alone may ask."""
    folder = tmp_path / "site"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    host = f"127.0.0.1:{server.server_port}"
    (folder / "bet.html").write_text(PAGE)
    (folder / "feed.xml").write_text(FEED.format(link=f"http://{host}/bet.html"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.delenv("DASHBOARD_OFFLINE", raising=False)
    monkeypatch.setenv("DASHBOARD_ALLOW_PRIVATE", host)
    yield f"http://{host}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def app(own_library: str) -> AppTest:
    """The page for reading an article, on a library of its own, without a network."""
    assert own_library
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.run()
    return app.switch_page("views/article.py").run()


def test_an_article_is_read_from_its_address(site: str) -> None:
    text, origin = fetched.article_at(f" {site}/bet.html ")

    found = bylines.find_details(text)
    assert (found.title, str(found.published)) == ("Bet unravels", "2026-02-02 11:42:00-05:00")
    assert "put on ice" in text
    assert (origin.outlet, origin.author) == ("The Wire", "A. Writer")


def test_the_entries_of_a_feed_open_with_what_it_tells_of_them(site: str) -> None:
    entries = fetched.entries_at(f"{site}/feed.xml")

    first, second = (fetched.text_of_entry(row) for _, row in entries.iterrows())
    assert first == "Bet unravels\n\nPublished 2026-02-02T16:42:00+00:00\n\nShares fell."
    assert second == "Undated\n\nCosts rose."
    assert fetched.article_at(entries["link"].iloc[0])[0].startswith("Bet unravels")


def test_an_address_of_this_machine_is_not_asked(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DASHBOARD_ALLOW_PRIVATE")

    with pytest.raises(FetchError):
        fetched.article_at(f"{site}/bet.html")


def test_offline_no_address_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_OFFLINE", "1")

    with pytest.raises(DataError, match="DASHBOARD_OFFLINE is set"):
        fetched.article_at("example.org/bet.html")


@pytest.mark.parametrize("way", ["address", "feed"])
def test_what_cannot_be_had_is_said_on_the_page(app: AppTest, way: str) -> None:
    app.session_state["way"] = way
    app.run()
    app.text_input(key=f"article_{way}").set_value("example.org")
    next(one for one in app.button if one.label in {"Read it", "Look"}).click().run()

    assert not app.exception
    assert "DASHBOARD\\_OFFLINE is set" in app.error[0].value


def test_a_dropped_file_comes_into_the_box(app: AppTest) -> None:
    app.run()
    app.file_uploader(key="article_file").set_value(("bet.html", PAGE.encode(), "text/html")).run()

    assert not app.exception
    assert app.text_area(key="article_text").value.startswith(
        "Bet unravels\n\nPublished 2026-02-02"
    )
    fields = [app.text_input(key=f"article_{one}").value for one in ("title", "outlet", "author")]
    assert fields == ["Bet unravels", "The Wire", "A. Writer"]


@pytest.mark.parametrize(
    "address", ["http://[", "http://[::1", "//[", "http://a]b/", "http://℀.com", "", "://x", "a b"]
)
def test_what_is_no_address_is_refused_in_words(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DASHBOARD_OFFLINE", raising=False)
    with pytest.raises(FetchError, match="is not an address of the web"):
        fetched.article_at(address)
    with pytest.raises(FetchError, match="is not an address of the web"):
        fetched.entries_at(address)


def history(symbol: str | None, *, factor: float = 1.0) -> str:
    """Return a file of prices as sites give them: a held share's own, or others."""
    bars = market_bars.read_prices(Path(seeds.__file__).parent / "prices.parquet")[symbol or "AMD"]
    rows = [
        f"{day:%m/%d/%Y},${row['close'] * factor:.2f},{row['volume']:.0f},"
        f"${row['open'] * factor:.2f},${row['high'] * factor:.2f},${row['low'] * factor:.2f}"
        for day, row in bars.tail(40).iloc[::-1].iterrows()
    ]
    return "\n".join(["Date,Close/Last,Volume,Open,High,Low", *rows])


def drop(app: AppTest, name: str, content: str) -> AppTest:
    return (
        app.file_uploader(key="article_file").set_value((name, content.encode(), "text/csv")).run()
    )


def test_a_dropped_file_of_prices_lands_as_its_shares_bars(app: AppTest, own_library: str) -> None:
    drop(app, "CAT.csv", history("AMD"))

    assert not app.exception
    assert app.session_state["share"] == "CAT"
    with closing(Library(own_library)) as library:
        assert len(library.bars.of("CAT")) == 40


def test_prices_of_another_scale_than_those_held_are_refused(
    app: AppTest, own_library: str
) -> None:
    drop(app, "AMD.csv", history("AMD", factor=10))

    assert "AMD" in app.error[0].value
    with closing(Library(own_library)) as library:
        assert library.bars.of("AMD") is None


def test_whose_prices_they_are_is_asked_where_nothing_tells(app: AppTest, own_library: str) -> None:
    drop(app, "HistoricalData_1780000000003.csv", history("AMD"))
    app.text_input(key="own_bars_symbol").set_value("cat")
    next(one for one in app.button if one.label == "Keep them").click().run()

    assert app.session_state["share"] == "CAT"
    with closing(Library(own_library)) as library:
        assert len(library.bars.of("CAT")) == 40


def test_the_box_that_was_emptied_can_be_brought_back(app: AppTest) -> None:
    text = "Bet unravels\n\nPublished 2026-02-02 11:42 ET\n\nShares fell on Monday. Costs rose."
    app.text_area(key="article_text").set_value(text).run()
    assert app.subheader[0].value.startswith("Negative: ")
    app.button(key="article_save").click().run()
    app.button(key="article_next").click().run()
    assert app.text_area(key="article_text").value == ""
    app.button(key="article_undo").click().run()

    assert app.text_area(key="article_text").value == text
    assert app.text_input(key="article_title").value == "Bet unravels"
    assert "Your browser kept it" not in " ".join(one.value for one in app.caption)
