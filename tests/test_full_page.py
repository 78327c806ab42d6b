"""The pages when the disk is full: each thing that cannot be kept is told, and done again later."""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pandas as pd
import pytest
from first_screen import answer
from streamlit.testing.v1 import AppTest

import dashboard
from sentiment.library.library import Library

if sys.platform == "win32":
    pytest.skip("limits on files are POSIX's", allow_module_level=True)
import resource

APP = Path(dashboard.__file__).with_name("app.py")
LIMIT = 1_000_000  # bytes that no file may grow beyond; the log already has more
EVENT = "2026-02-02-shares-fall"
TEXT = "Bet unravels\n\nPublished 2026-02-02T11:42:00-05:00\n\nIt fell hard."
TABLE = b"title,text,published\nFrom a table,It rose.,2026-02-03T11:42:00-05:00\n"
pytestmark = pytest.mark.parametrize("address", ["sqlite"], indirect=True)


@pytest.fixture
def library(own_library: str) -> Iterator[Library]:
    """A library with an article, another in the bin, and a log that has outgrown the limit."""
    path = own_library.removeprefix("sqlite:///")
    opened = Library(path)
    row = {"outlet": "", "zone": "UTC", "origin": "pasted", "text": "Sales rose. Costs fell."}
    keys = [
        opened.articles.save(title=title, published=pd.Timestamp("2026-02-02", tz="UTC"), **row)
        for title in ("Held", "Thrown away", "Long")
    ]
    opened.articles.delete(keys[1])
    opened.notes.tag(keys[:1], "tagged")
    opened.notes.link(keys[:1], EVENT)
    opened.announcements.save(
        instant=pd.Timestamp("2026-02-10 17:30", tz="UTC"), title="Own", symbols="NVDA"
    )
    with closing(sqlite3.connect(path)) as reader:  # while it reads, the log only grows
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM articles").fetchone()
        opened.articles.edit(keys[2], edited=0, text="word " * 500_000)
        opened.articles.delete(keys[2])
        yield opened
    opened.close()


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file of this process grow beyond the limit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def visit(view: str, part: str | None = None, *, chosen: bool = False) -> AppTest:
    """Open a view, a part of the library, and there the first article."""
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.run()
    app.switch_page(f"views/{view}.py").run()
    if part is not None:
        app.session_state["library_part"] = part
        app.run()
    return choose(app, "library_table") if chosen else app


def choose(app: AppTest, table: str) -> AppTest:
    app.session_state[table] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    return app.run()


def article(app: AppTest) -> str:
    app.text_area(key="article_text").set_value(TEXT).run()
    app.text_input(key="article_outlet").set_value("The Paper").run()
    return "Save to the library"


def edited(app: AppTest) -> str:
    field = next(one for one in app.text_input if (one.key or "").startswith("edit_title"))
    field.set_value("Edited")
    return "Save the changes"


def tagged(app: AppTest) -> str:
    app.text_input(key="library_new_tag").set_value("new").run()
    return "Add"


def linked(app: AppTest) -> str:
    app.selectbox(key="library_new_link").set_value("2026-02-02-unsatisfied-with-chips").run()
    return "Link them"


def corrected(app: AppTest) -> str:
    table = next(one.key for one in app.dataframe if (one.key or "").startswith("corrections_"))
    choose(app, table)
    app.session_state[f"label_{table.removeprefix('corrections_')}_0"] = "neutral"
    app.run()
    return "Keep this"


def announced(app: AppTest) -> str:
    app.text_input(key="event_title_new").set_value("Another")
    moment = pd.Timestamp("2026-02-10 17:30").to_pydatetime()
    app.datetime_input(key="event_clock_new").set_value(moment).run()
    return "Save"


def unannounced(app: AppTest) -> str:
    own = next(one for one in app.selectbox if one.key == "announcement_chosen")
    own.set_value(own.options[-1] if own.value is None else own.value).run()
    return "Put into the bin"


def imported(app: AppTest) -> str:
    app.file_uploader(key="library_lines").set_value(("t.csv", TABLE, "text/csv")).run()
    return "Take them in"


# view, part of the library, whether an article is chosen, what is filled in, and what is then held
Held = Callable[[Library], object]
CHANGES: dict[str, tuple[str, str | None, bool, str | Callable[[AppTest], str], Held]] = {
    "article": ("article", None, False, article, lambda held: len(held.articles.all()) == 2),
    "edit": (
        "library",
        "Yours",
        True,
        edited,
        lambda held: "Edited" in [*held.articles.all()["title"]],
    ),
    "tag": ("library", "Yours", True, tagged, lambda held: "new" in held.notes.tags().iloc[0]),
    "untag": ("library", "Yours", True, "Remove tagged", lambda held: held.notes.tags().empty),
    "link": ("library", "Yours", True, linked, lambda held: len(held.notes.links().iloc[0]) == 2),
    "unlink": ("library", "Yours", True, "Unlink", lambda held: held.notes.links().empty),
    "bin": ("library", "Yours", True, "Put 1 article", lambda held: held.articles.all().empty),
    "back": ("library", "Bin", True, "Take 1 article", lambda held: len(held.articles.all()) == 2),
    "correction": (
        "library",
        "Yours",
        True,
        corrected,
        lambda held: len(held.notes.corrections()) == 1,
    ),
    "announcement": (
        *("library", "Announcements", False, announced),
        lambda held: len(held.announcements.all()) == 2,
    ),
    "own announcement": (
        *("library", "Announcements", False, unannounced),
        lambda held: held.announcements.all().empty,
    ),
    "import": (
        *("library", "Copies and backup", False, imported),
        lambda held: "From a table" in [*held.articles.all()["title"]],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_full_disk_refuses_is_told_and_done_once_there_is_room(
    library: Library, change: str
) -> None:
    view, part, chosen, fill, done = CHANGES[change]
    app = visit(view, part, chosen=chosen)
    label = fill(app) if callable(fill) else fill
    button = next(one for one in app.button if one.label.startswith(label))
    with full_disk():
        button.click().run()
        told = [one.value for one in app.error]
        broken, kept = list(app.exception), done(library)
    next(one for one in app.button if one.label.startswith(label)).click().run()

    assert not broken
    assert ["what was kept before is safe" in one for one in told] == [True]
    assert not kept
    assert not app.exception
    assert not app.error
    assert done(library)


def test_a_full_disk_hides_no_page_behind_what_it_cannot_note(library: Library) -> None:
    with full_disk():
        app = visit("story")  # where an article would be read, and how it reads kept
        unread = [one.value for one in app.caption if "not read yet" in one.value]
        app.button(key="tour_close").click().run()
        told = [one.value for one in app.error]

    assert not app.exception
    assert answer(app)
    assert unread == ["1 article of yours not read yet: they count nowhere here."]
    assert ["what was kept before is safe" in one for one in told] == [True]
    assert library.tours_closed() == 0
