"""The pages when the library's file is held by another program, or damaged."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import data
from sentiment import database
from sentiment.backup import backup, restore
from sentiment.library import Library

APP = Path(data.__file__).with_name("app.py")

pytestmark = pytest.mark.parametrize("address", ["sqlite"], indirect=True)


@pytest.fixture
def path(own_library: str) -> Path:
    """The file of the library that the pages open."""
    return Path(own_library.removeprefix("sqlite:///"))


def visit(view: str) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.run()
    return app.switch_page(f"views/{view}.py").run()


def filled(path: Path, articles: int = 40) -> None:
    library = Library(str(path))
    for number in range(articles):
        library.save_article(
            title=f"Article {number}",
            outlet="The Wire",
            published=pd.Timestamp("2026-02-02 12:00", tz="UTC"),
            zone="UTC",
            origin="pasted",
            text=f"{number} " * 3000,
        )
    library.close()


@pytest.mark.parametrize("lock", ["BEGIN EXCLUSIVE", "BEGIN IMMEDIATE"])
def test_an_article_that_cannot_be_saved_is_told_and_kept_in_its_box(
    path: Path, monkeypatch: pytest.MonkeyPatch, lock: str
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.2)
    app = visit("article")
    app.text_area(key="article_text").set_value(
        "Bet unravels\n\nPublished 2026-02-02T11:42:00-05:00\n\nIt fell hard."
    ).run()
    app.text_input(key="article_outlet").set_value("The Paper").run()
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute(lock)
        app.button(key="article_save").click().run()
        told = [one.value for one in app.error]
        read_on = visit("library")
        holder.execute("ROLLBACK")
    app.run()
    kept = app.text_area(key="article_text").value
    app.button(key="article_save").click().run()
    library = Library(str(path))
    held = list(library.articles()["title"])
    library.close()

    assert ["is in use by another program" in one for one in told] == [True]
    assert not read_on.exception
    assert not read_on.error
    assert "It fell hard." in kept
    assert held == ["Bet unravels"]


def test_what_another_program_saves_is_seen_at_the_next_look(path: Path) -> None:
    filled(path, articles=3)
    app = visit("library")
    before = len(app.dataframe[0].value)
    filled(path, articles=5)
    app.run()

    assert not app.error
    assert (before, len(app.dataframe[0].value)) == (3, 5)


def test_a_damaged_library_is_told_kept_and_put_back(path: Path) -> None:
    filled(path)
    library = Library(str(path))
    copy = path.with_name("backup.sqlite")
    backup(library, copy)
    library.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xaa" * (len(whole) - 4096))
    spoilt = path.read_bytes()
    app = visit("library")
    told = " ".join(one.value for one in app.error).replace("\\", "")
    untouched = path.read_bytes() == spoilt
    st.cache_resource.clear()
    kept = restore(copy, str(path))
    again = visit("library")

    assert not app.exception
    assert "is damaged" in told or "is not a database" in told
    assert "DASHBOARD_STORE" in told
    assert "library restore" in told
    assert untouched
    assert kept is not None
    assert kept.read_bytes() == spoilt
    assert not again.error
    assert len(again.dataframe[0].value) == 40
