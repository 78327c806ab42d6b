"""What a company told is found on the page, accepted, left, and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from edgar_server import EdgarServer, filing, loopback_edgar
from streamlit.testing.v1 import AppTest
from yahoo_server import loopback_yahoo

import dashboard
from sentiment.library import candidates
from sentiment.library.library import Library

APP = Path(dashboard.__file__).with_name("app.py")
CONTACT = "A Reader reader@example.org"


@pytest.fixture
def edgar(own_library: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[EdgarServer]:
    assert own_library
    monkeypatch.delenv("DASHBOARD_OFFLINE")
    with loopback_edgar() as server, loopback_yahoo() as yahoo:
        yahoo.charts["AMD"] = [("2026-02-02 09:30", 1.0, 1.0, 1.0, 1.0, 100)]
        monkeypatch.setenv("DASHBOARD_EDGAR", server.url)
        server.companies = {"AMD": 2488}
        server.filings["AMD"] = [
            filing(2, "2026-05-05 16:16:04", items="2.02,9.01"),
            filing(1, "2026-03-02 08:00:00", items="1.01"),
        ]
        yield server


@pytest.fixture
def page(edgar: EdgarServer) -> AppTest:
    assert edgar
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.query_params["share"] = "AMD"
    app.query_params["library_part"] = "Announcements"
    app.run()
    return app.switch_page("views/library.py").run()


def click(app: AppTest, key: str) -> AppTest:
    return next(one for one in app.button if one.key == key).click().run()


def named(app: AppTest) -> AppTest:
    """The page after a contact was given and announcements were looked for."""
    next(one for one in app.text_input if one.key == "discovery_contact").set_value(CONTACT).run()
    click(app, "discovery_keep")
    return click(app, "discovery_look")


def titles(app: AppTest) -> list[str]:
    tables = [one.value for one in app.dataframe if "What was told" in str(one.proto)]
    return tables[0]["title"].to_list() if tables else []


def test_a_contact_without_an_address_is_refused_in_words(page: AppTest) -> None:
    field = next(one for one in page.text_input if one.key == "discovery_contact")
    field.set_value("nobody").run()
    click(page, "discovery_keep")

    assert "who is calling" in page.error[0].value


def test_what_is_found_is_listed_newest_first(page: AppTest) -> None:
    app = named(page)

    assert not app.exception
    assert not app.error
    assert titles(app) == [
        "AMD: results were published, or a warning of them",
        "AMD: an important contract was signed",
    ]


def test_a_source_that_fails_is_one_sentence(page: AppTest, edgar: EdgarServer) -> None:
    edgar.trouble = "rate 403"
    app = named(page)

    assert any("for ten minutes" in one.value for one in app.warning)
    assert not app.exception


def test_a_contact_is_kept_and_asked_for_once(page: AppTest, own_library: str) -> None:
    app = named(page)
    library = Library(own_library)

    assert candidates.contact(library) == CONTACT
    assert any("EDGAR is asked as A Reader" in one.label for one in app.expander)
    library.close()
