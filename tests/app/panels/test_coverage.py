"""Articles of a day are looked for when asked, chosen, and kept for what they are."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from yahoo_server import YahooServer, loopback_yahoo

import dashboard
from dashboard.data import coverage as coverage_data
from dashboard.data import library as library_data
from sentiment.intake import coverage

APP = Path(dashboard.__file__).with_name("app.py")
DAY = pd.Timestamp("2026-02-04")
HELD = ["title", "outlet", "published"]
FEED = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>
<title>{channel}</title>{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>https://n.example/{n}</link>
<pubDate>{at}</pubDate><description>{summary}</description>{source}</item>"""


class News:
    """A site with the feeds of Yahoo and of Google News, which may refuse."""

    def __init__(self) -> None:
        self.refusing: set[str] = set()
        self.at = ""  # when all was written; each at its own time if empty
        self.asked: list[tuple[str, dict[str, list[str]]]] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.host = f"127.0.0.1:{self.server.server_port}"


def _handler(news: News) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            news.asked.append((parts.path, parse_qs(parts.query)))
            refused = parts.path in news.refusing or not self.headers.get("User-Agent")
            body = (
                b"<html>Too many requests</html>"
                if refused
                else _feed(parts.path, at=news.at).encode()
            )
            self.send_response(429 if refused else 200)
            self.send_header("Content-Type", "text/html" if refused else "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def _feed(path: str, *, at: str) -> str:
    if path == "/google":
        rows = [("AMD slides on its outlook - The Wire", "Wed, 04 Feb 2026 13:00:00 GMT", ""),
                ("AMD a year ago - The Wire", "Tue, 04 Feb 2025 13:00:00 GMT", "")]  # fmt: skip
        source = '<source url="https://w.example">The Wire</source>'
    else:
        rows = [("AMD slides on its outlook", "Wed, 04 Feb 2026 13:02:00 +0000", "It fell hard."),
                ("Chip makers mixed", "Wed, 04 Feb 2026 15:00:00 +0000", "Quiet.")]  # fmt: skip
        source = ""
    items = "".join(
        ITEM.format(title=title, n=f"{path[1:]}{n}", at=at or own, summary=summary, source=source)
        for n, (title, own, summary) in enumerate(rows)
    )
    return FEED.format(channel=path[1:], items=items)


@pytest.fixture
def news(monkeypatch: pytest.MonkeyPatch, own_library: str) -> Iterator[News]:
    assert own_library
    site = News()
    threading.Thread(target=site.server.serve_forever, daemon=True).start()
    monkeypatch.setenv("DASHBOARD_NEWS", f"http://{site.host}")
    monkeypatch.setenv("DASHBOARD_ALLOW_PRIVATE", site.host)
    monkeypatch.delenv("DASHBOARD_OFFLINE", raising=False)
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def yahoo() -> Iterator[YahooServer]:
    with loopback_yahoo() as server:
        server.charts["AMD"] = [("2026-02-04 09:30", 1.0, 1.0, 1.0, 1.0, 100)]
        yield server


@pytest.mark.usefixtures("yahoo")
def test_headlines_of_a_day_come_from_every_list_each_once(news: News) -> None:
    found = coverage_data.look("AMD", DAY)

    assert found.silent == ()
    assert found.headlines["title"].to_list() == ["AMD slides on its outlook", "Chip makers mixed"]
    assert found.headlines["summary"].to_list() == ["It fell hard.", "Quiet."]
    paths = dict(news.asked)
    assert paths["/yahoo"]["s"] == ["AMD"]
    assert "after:2026-02-02" in paths["/google"]["q"][0]


@pytest.mark.usefixtures("yahoo")
def test_a_list_that_refuses_is_one_sentence_and_the_others_tell(news: News) -> None:
    news.refusing = {"/google"}
    found = coverage_data.look("AMD", DAY)

    [sentence] = found.silent
    assert sentence.startswith("Google News: ")
    assert "429" in sentence
    assert len(found.headlines) == 2


@pytest.mark.usefixtures("yahoo", "news")
def test_what_is_kept_is_marked_and_not_offered_again() -> None:
    found = coverage_data.look("AMD", DAY).headlines
    kept = coverage_data.keep("AMD", found)
    rows, total = library_data.find(library_data.Choice("Yours"), 0, about=None)

    assert (kept, total) == (2, 2)
    assert set(rows["note"]) == {coverage.NOTE}
    assert set(rows["shares"]) == {"AMD"}  # the one that names no share, too
    assert library_data.article(str(rows.index[0]))["text"] in {"It fell hard.", "Quiet."}
    assert coverage_data.look("AMD", DAY).headlines.empty


def test_offline_nothing_is_asked(news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_OFFLINE", "1")
    found = coverage_data.look("AMD", DAY)

    assert news.asked == []
    assert found.headlines.empty
    assert len(found.silent) == 3


@pytest.mark.usefixtures("yahoo")
def test_the_page_asks_nobody_until_it_is_asked_and_keeps_what_is_chosen(news: News) -> None:
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.query_params["share"] = "AMD"
    app.query_params["library_part"] = "Announcements"
    app.run()
    app.switch_page("views/library.py").run()
    app.session_state["discovery_moves"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run()

    assert not app.exception
    assert news.asked == []
    [links] = [one.value for one in app.markdown if "Look for what happened" in one.value]
    assert "https://news.google.com/search?q=" in links
    [table] = [one.value for one in app.dataframe if "standardised" in one.value]
    day = table["session"].iloc[0]
    in_hours = f"{day:%a, %d %b %Y} 16:00:00 +0000"
    news.at = in_hours
    look = next(one for one in app.button if one.key == "discovery_move_look")
    look.click().run()
    assert not app.exception
    chosen = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.session_state["discovery_move_headlines"] = chosen
    app.run()
    next(one for one in app.button if one.key == "discovery_move_keep").click().run()
    assert not app.exception
    _, total = library_data.find(library_data.Choice("Yours"), 0, about=None)
    assert total == 1
    [held] = [one.value for one in app.dataframe if list(one.value) == HELD]
    assert len(held) == 1
    assert {path for path, _ in news.asked} == {"/yahoo", "/google"}
