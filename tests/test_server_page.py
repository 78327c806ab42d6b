"""The pages when the library's server is away, hung, or asked with a wrong password."""

import re
from pathlib import Path

import pytest
from postgres_server import PostgresServer
from streamlit.testing.v1 import AppTest

import dashboard
from sentiment.library.library import Library

APP = Path(dashboard.__file__).with_name("app.py")
VIEWS = sorted(path.stem for path in APP.with_name("views").glob("*.py") if path.stem[0] != "_")

pytestmark = pytest.mark.parametrize("address", ["postgres"], indirect=True)


def visit(view: str) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.run()
    return app.switch_page(f"views/{view}.py").run()


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_says_that_the_server_is_away_and_recovers_with_it(
    own_library: str, postgres: PostgresServer, view: str
) -> None:
    assert own_library
    app = visit(view)
    assert not app.exception
    assert not app.error
    postgres.stop()
    try:
        app.run()
        told = [one.value for one in app.error]
        broken = list(app.exception)
        fresh = visit(view)
    finally:
        postgres.start()
    app.run()

    assert not broken
    assert not fresh.exception
    assert all("cannot be reached" in one or "was shut down" in one for one in told)
    assert told or view in {"article", "method"}  # which ask nothing of the library yet
    assert not app.exception
    assert not app.error


def test_an_article_is_saved_once_the_server_is_back(
    own_library: str, postgres: PostgresServer
) -> None:
    app = visit("article")
    app.text_area(key="article_text").set_value(
        "Bet unravels\n\nPublished 2026-02-02T11:42:00-05:00\n\nIt fell hard."
    ).run()
    app.text_input(key="article_outlet").set_value("The Paper").run()
    postgres.stop()
    try:
        app.button(key="article_save").click().run()
        told = [one.value for one in app.error]
    finally:
        postgres.start()
    app.run()
    kept = app.text_area(key="article_text").value
    app.button(key="article_save").click().run()
    library = Library(own_library)
    held = list(library.articles.all()["title"])
    library.close()

    assert told
    assert "It fell hard." in kept
    assert held == ["Bet unravels"]


def test_a_wrong_password_is_a_sentence_that_does_not_show_it(
    own_library: str, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert own_library
    monkeypatch.setenv("DASHBOARD_STORE", postgres.address(password="wr0ng-w0rd"))  # noqa: S106
    app = visit("library")
    said = " ".join(str(one.value) for one in app.main if hasattr(one, "value"))

    assert not app.exception
    assert "lets nobody in with that name and password" in app.error[0].value
    assert not re.search("wr0ng", said)
