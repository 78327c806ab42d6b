"""The pages when the library's file is held by another program, or damaged."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest
from first_screen import answer
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.data import articles as articles_data
from dashboard.data import store
from sentiment.library import database
from sentiment.library.backup.copies import backup
from sentiment.library.library import Library

APP = Path(dashboard.__file__).with_name("app.py")

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
        library.articles.save(
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
    held = list(library.articles.all()["title"])
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


def spoilt(path: Path) -> bytes:
    """Damage the library's file but for its first page; return what it then holds."""
    filled(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xaa" * (len(whole) - 4096))
    return path.read_bytes()


def click(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def test_a_damaged_library_is_told_and_kept_while_an_empty_one_takes_its_place(path: Path) -> None:
    held = spoilt(path)
    app = visit("library")
    told = " ".join(one.value for one in app.error).replace("\\", "")
    untouched = path.read_bytes() == held
    click(app, "mend_fresh")
    [kept] = path.parent.glob("*.damaged-*")
    done = " ".join(one.value for one in app.success).replace("\\", "")

    assert not app.exception
    assert "is damaged" in told or "is not a database" in told
    assert "DASHBOARD_STORE" in told
    assert "library restore" in told
    assert untouched
    assert kept.name in done
    assert kept.read_bytes() == held
    assert not app.error
    assert not [one for one in app.button if one.key == "mend_fresh"]
    assert len(app.dataframe[0].value) == len(articles_data.shipped_articles())


def test_a_backup_is_put_in_the_place_of_a_damaged_library_on_the_page(path: Path) -> None:
    filled(path)
    library = Library(str(path))
    copy = path.with_name("backup.sqlite")
    backup(library.store, copy)
    library.close()
    held = spoilt(path)
    app = visit("story")
    app.file_uploader(key="mend_backup").set_value(("b.sqlite", b"none", "")).run()
    click(app, "mend_restore")
    refused = " ".join(one.value for one in app.error)
    app.file_uploader(key="mend_backup").set_value(("b.sqlite", copy.read_bytes(), "")).run()
    click(app, "mend_restore")
    [kept] = path.parent.glob("*.before-restore-*")
    again = visit("library")

    assert "is not a database" in refused
    assert "left as it is" in refused
    assert kept.read_bytes() == held
    assert not again.exception
    assert not again.error
    assert len(again.dataframe[0].value) == 40


def test_damage_met_while_the_page_is_open_is_told_with_the_ways_out(path: Path) -> None:
    filled(path)
    app = visit("library")
    assert not app.error
    store.library().close()  # what it holds in memory hides the damage
    whole = path.read_bytes()
    path.write_bytes(b"\xaa" * len(whole))
    app.run()
    click(app, "mend_fresh")

    assert not app.exception
    assert not app.error
    assert "You have kept no article yet" in app.info[0].value


@pytest.mark.usefixtures("path")
def test_damage_that_a_part_of_the_page_meets_first_has_the_whole_page_run() -> None:
    def page() -> None:
        import streamlit as st  # noqa: PLC0415 - the page is its source alone

        from dashboard.panels import errors  # noqa: PLC0415
        from sentiment.library.database import DamagedError  # noqa: PLC0415

        st.session_state["runs"] = st.session_state.get("runs", 0) + 1
        with errors.apart():
            raise DamagedError("here", "is damaged", "Mend it")

    app = AppTest.from_function(page).run()

    assert app.session_state["runs"] == 2
    [told] = app.error
    assert told.value.replace("\\", "") == "The library here is damaged. Mend it."


def test_the_lines_about_bars_are_explained_where_they_run_by_themselves(path: Path) -> None:
    filled(path, articles=1)
    path.write_bytes(b"\xaa" * 9000)

    def page() -> None:
        from dashboard.panels import freshness  # noqa: PLC0415 - the page is its source alone

        freshness._freshness(("NVDA",), 0)

    app = AppTest.from_function(page).run()

    assert not app.exception
    assert "is damaged" in app.error[0].value


def test_while_the_library_cannot_be_written_the_story_stands(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.2)
    filled(path, articles=3)
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        app = visit("story")
        told = [one.value for one in app.caption if "not read yet" in one.value]
        click(app, "read_them")
        why = [one.value for one in app.error]
        holder.execute("ROLLBACK")
    click(app, "read_them")

    assert not app.exception
    assert answer(app)
    assert told == ["3 articles of yours not read yet: they count nowhere here."]
    assert "is in use by another program" in why[0]
    assert not app.error
    assert not [one for one in app.caption if "not read yet" in one.value]


def test_while_the_library_cannot_be_opened_the_shipped_story_stands(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.2)
    filled(path, articles=1)
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        app = visit("story")
        told = [one.value for one in app.error]
        drawn = app.get("plotly_chart")
        elsewhere = visit("library").get("plotly_chart")
    freed = visit("story")

    assert not app.exception
    assert ["is in use by another program" in one for one in told] == [True]
    assert len(drawn) == 1
    assert "NVDA closed at" in drawn[0].proto.alt
    assert "Shown is what the project ships with." in app.caption[0].value
    assert not elsewhere
    assert not freed.error
    assert answer(freed)
