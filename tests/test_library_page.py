"""The library's page: found, opened, changed, corrected, taken out and brought back."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.data import articles
from dashboard.data import library as library_data
from dashboard.data.library import Choice
from dashboard.wording import escaping
from sentiment.library import corrections, subjects
from sentiment.library.library import Library
from sentiment.library.search import Query
from sentiment.reading import daily

APP = Path(dashboard.__file__).with_name("app.py")
NOON = pd.Timestamp("2026-02-10T12:00-05:00")
ODD = "Costs :red[up] <b>5%</b> ![x](http://a.example) $x^2$ 🚀"


@pytest.fixture
def library(own_library: str) -> Iterator[Library]:
    """A library with two articles, which the page opens on."""
    library = Library(own_library)
    for place, (title, text) in enumerate(
        [("Profit rises", "Nvidia's profit rose sharply."), (ODD, "Costs rose. Sales fell 3%.")]
    ):
        library.articles.save(
            title=title,
            outlet="The Wire",
            published=NOON + pd.Timedelta(hours=place),
            zone="America/New_York",
            origin="pasted",
            text=text,
        )
    yield library
    library.close()


def visit() -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.run()
    return app.switch_page("views/library.py").run()


def choose(app: AppTest, *rows: int, table: str = "library_table") -> AppTest:
    """Choose rows of a table."""
    app.session_state[table] = {"selection": {"rows": list(rows), "columns": [], "cells": []}}
    return app.run()


def click(app: AppTest, label: str) -> AppTest:
    (found,) = (one for one in app.button if one.label.startswith(label))
    return found.click().run()


def titles(app: AppTest) -> list[str]:
    return app.dataframe[0].value["title"].to_list()


def part(app: AppTest, name: str) -> AppTest:
    app.session_state["library_part"] = name
    return app.run()


def asked_of(whose: str, *, tone: str | None = None, **query: Any) -> Choice:
    return Choice(whose, Query(**query), tone=tone)


def test_the_page_opens_on_ones_own_articles_newest_first(library: Library) -> None:
    app = visit()

    assert titles(app) == [ODD, "Profit rises"]
    listed = app.dataframe[0].value
    read = daily.tones(library.articles.all())["compound"]
    assert listed["compound"].to_list() == read.reindex(listed.index).to_list()


def test_a_reader_without_articles_sees_the_shipped_ones(library: Library) -> None:
    for key in library.articles.all().index:
        library.articles.delete(key)
    app = part(visit(), "Shipped")

    assert len(titles(app)) == 37
    app.text_input(key="library_words").set_value("gamble imploded").run()
    assert len(titles(app)) == 1
    part(app, "Yours")
    assert "kept no article yet" in app.info[0].value or "No article fits" in app.info[0].value


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"words": "sales"}, [ODD]),
        ({"words": '"profit rose"'}, ["Profit rises"]),
        ({"company": "Nvidia"}, ["Profit rises"]),
        ({"tone": "positive"}, ["Profit rises"]),
        ({"tone": "negative"}, [ODD]),
        ({"outlet": "The Wire", "order": "title"}, [ODD, "Profit rises"]),
        ({"since": NOON + pd.Timedelta(minutes=1)}, [ODD]),
        ({"until": NOON + pd.Timedelta(minutes=1)}, ["Profit rises"]),
        ({"tag": "later"}, ["Profit rises"]),
        ({"event": "2026-02-02-shares-fall"}, [ODD]),
        ({"words": "nowhere"}, []),
    ],
    ids=str,
)
def test_what_is_asked_for_is_found(
    library: Library, asked: dict[str, object], found: list[str]
) -> None:
    first, second = library.articles.all().index
    library.notes.tag([first], "later")
    library.notes.link([second], "2026-02-02-shares-fall")

    rows, total = library_data.find(asked_of("Yours", **asked), 0, about=None)

    assert rows["title"].to_list() == found
    assert total == len(found)


def test_an_article_is_listed_on_the_session_of_a_share_it_speaks_of(library: Library) -> None:
    """At 17:40 in Frankfurt its exchange has shut, and New York's is open."""
    at = pd.Timestamp("2026-02-10 17:40+01:00")
    for title in ("SAP and Nvidia", "Nvidia alone", "SAP alone", "Of a day"):
        library.articles.save(
            title=title, outlet="Wire", published=at, zone="Europe/Berlin", origin="pasted",
            timed=title != "Of a day", text=f"{title}.",
        )  # fmt: skip
    keys = library.articles.all().reset_index().set_index("title")["key"]
    subjects.choose(library.store, [keys["SAP and Nvidia"]], ["NVDA", "SAP.DE"])
    subjects.choose(library.store, [keys["Nvidia alone"]], ["NVDA"])
    subjects.choose(library.store, [keys["SAP alone"], keys["Of a day"]], ["SAP.DE"])

    def sessions_while(share: str) -> dict[str, str]:
        rows, _ = library_data.find(Choice("Yours"), 0, about=None, share=share)
        return {one.title: f"{one.session:%d}" for one in rows.itertuples()}

    of_nvidia, of_sap = sessions_while("NVDA"), sessions_while("SAP.DE")
    assert (of_nvidia["SAP and Nvidia"], of_sap["SAP and Nvidia"]) == ("10", "11")
    assert (of_nvidia["SAP alone"], of_sap["SAP alone"]) == ("11", "11")
    assert (of_nvidia["Nvidia alone"], of_sap["Nvidia alone"]) == ("10", "10")
    assert of_nvidia["Of a day"] == "10"


@pytest.mark.parametrize(
    ("asked", "number"),
    [({}, 37), ({"words": "imploded"}, None), ({"tone": "negative"}, None), ({"tag": "seen"}, 1)],
    ids=str,
)
def test_the_same_is_asked_of_the_shipped_articles(
    library: Library, asked: dict[str, object], number: int | None
) -> None:
    library.notes.tag([articles.EXAMPLE_ARTICLE], "seen")

    rows, total = library_data.find(asked_of("Shipped", **asked), 0, about=None)

    assert total == number if number else 0 < total < 37
    assert len(rows) == total


def test_articles_go_to_the_bin_and_come_back(library: Library) -> None:
    app = click(choose(visit(), 0, 1), "Put 2 articles")

    assert library.articles.all().empty
    click(app, "Undo")
    assert len(library.articles.all()) == 2
    library.articles.delete(library.articles.all().index[0])
    click(choose(part(app, "Bin"), 0), "Take 1 article out")
    assert len(library.articles.all()) == 2


def test_articles_are_tagged_and_linked(library: Library) -> None:
    app = choose(visit(), 0)
    app.text_input(key="library_new_tag").set_value("*odd*  tag").run()
    click(app, "Add")
    app.selectbox(key="library_new_link").set_value("2026-02-02-shares-fall").run()
    click(app, "Link them")

    (key,) = library.notes.tags().index
    assert library.notes.tags()[key] == ["*odd* tag"]
    assert library.notes.links()[key] == ["2026-02-02-shares-fall"]
    untag = next(one for one in app.button if one.key == "untag_*odd* tag")
    assert untag.label == r"Remove \*odd\* tag"
    untag.click().run()
    next(one for one in app.button if (one.key or "").startswith("unlink_")).click().run()
    assert library.notes.tags().empty
    assert library.notes.links().empty


@pytest.mark.usefixtures("library")
def test_an_opened_article_is_read_and_its_markup_stays_text() -> None:
    app = choose(visit(), 0)

    assert not app.exception
    assert app.subheader[0].value == escaping.as_written(ODD)
    assert any("Finance: " in one.label for one in app.metric)


@pytest.mark.usefixtures("library")
def test_an_article_is_edited() -> None:
    app = choose(visit(), 1)
    app.text_input(key=next(k for k in _keys(app) if k.startswith("edit_title"))).set_value("New")
    moments = {one.key.split("_")[1]: one for one in app.datetime_input if one.key}
    assert moments["updated"].value is None
    later = moments["published"].value + timedelta(hours=2)
    moments["updated"].set_value(later)
    click(app, "Save the changes")

    assert "New" in titles(app)
    assert not app.error
    again = next(one for one in app.datetime_input if (one.key or "").startswith("edit_updated"))
    assert again.value == later


def test_of_two_windows_the_second_is_told_and_keeps_what_it_typed(library: Library) -> None:
    first, second = choose(visit(), 1), choose(visit(), 1)
    for app, title in ((first, "From the first"), (second, "From the second")):
        field = next(one for one in _keys(app) if one.startswith("edit_title"))
        app.text_input(key=field).set_value(title)
    click(first, "Save the changes")
    click(second, "Save the changes")

    assert "was changed elsewhere" in second.error[0].value
    assert second.text_input(key=field).value == "From the second"
    assert "From the first" in library.articles.all()["title"].to_list()
    click(second, "Take the newer one")
    field = next(one for one in _keys(second) if one.startswith("edit_title"))
    assert second.text_input(key=field).value == "From the first"


def _keys(app: AppTest) -> list[str]:
    return [one.key for one in app.text_input if one.key]


def test_a_sentence_is_corrected_and_the_correction_forgotten(library: Library) -> None:
    app = choose(visit(), 0)
    (key,) = library.articles.all().index[library.articles.all()["title"] == ODD]
    choose(app, 2, table=f"corrections_{key}")
    app.session_state[f"label_{key}_2"] = "neutral"
    app.run()
    click(app, "Keep this")

    held = library.notes.corrections()
    assert held[["text", "label"]].to_numpy().tolist() == [["Sales fell 3%.", "neutral"]]
    assert held["computed"].item() < 0
    assert "Sales fell 3%.,neutral" in library_data.labelled().decode("utf-8-sig")
    assert len(corrections.labelled(held)) == 1
    choose(app, 2, table=f"corrections_{key}")
    click(app, "Forget it")
    assert library.notes.corrections().empty


@pytest.mark.usefixtures("library")
def test_shipped_articles_are_corrected_but_not_edited() -> None:
    app = choose(part(visit(), "Shipped"), 0)

    assert not [one for one in _keys(app) if one.startswith("edit_title")]
    assert any("Read wrongly" in one.value for one in app.markdown)


def test_an_announcement_is_added_changed_and_put_into_the_bin(library: Library) -> None:
    app = part(visit(), "Announcements")
    app.text_input(key="event_title_new").set_value("A new *deal*")
    app.datetime_input(key="event_clock_new").set_value(
        pd.Timestamp("2026-02-10 17:30").to_pydatetime()
    ).run()

    assert any("Wed 11 Feb 2026" in one.value for one in app.caption)
    next(one for one in app.button if one.key == "event_save_new").click().run()
    (key,) = library.announcements.all().index
    assert library.announcements.all()["session"].item() == pd.Timestamp("2026-02-11")
    app.selectbox(key="announcement_chosen").set_value(key).run()
    app.text_input(key=f"event_title_{key}").set_value("Changed").run()
    next(one for one in app.button if one.key == f"event_save_{key}").click().run()
    assert library.announcements.all()["title"].item() == "Changed"
    next(one for one in app.button if one.key == f"event_bin_{key}").click().run()
    assert library.announcements.all().empty
    click(app, "Take out of the bin")
    assert len(library.announcements.all()) == 1


def test_what_is_taken_out_comes_in_again(library: Library, tmp_path: Path) -> None:
    library.notes.tag(library.articles.all().index, "kept")
    lines = library_data.as_lines()
    other = Library(str(tmp_path / "other.sqlite"))
    for key in library.articles.all().index:
        library.articles.delete(key)
    app = part(visit(), "Copies and backup")
    faulty = lines + b"nonsense\n"
    app.file_uploader(key="library_lines").set_value(
        ("library.jsonl", faulty, "application/jsonl")
    ).run()
    click(app, "Take them in")

    assert len(library.articles.all()) == 2
    assert app.warning[0].value.startswith("Not kept\\: 1 row")
    assert json.loads(lines.splitlines()[0])["kind"] == "article"
    assert other.articles.all().empty


@pytest.mark.usefixtures("library")
def test_a_library_on_a_server_says_what_copies_it(address: str) -> None:
    app = part(visit(), "Copies and backup")
    told = any("pg_dump" in one.value for one in app.caption)
    offered = [one.label for one in app.get("download_button")]

    assert not app.error
    assert told is address.startswith("postgresql")
    assert ("Backup of the file" in offered) is address.startswith("sqlite")


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_a_backup_comes_back(library: Library) -> None:
    copy = library_data.backup()
    for key in library.articles.all().index:
        library.articles.delete(key)
    app = part(visit(), "Copies and backup")
    app.file_uploader(key="library_backup").set_value(
        ("library-backup.sqlite", copy, "application/octet-stream")
    ).run()
    click(app, "Restore it")

    assert not app.error
    assert "The former one is kept as" in app.success[0].value
    assert len(library.articles.all()) == 2


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_what_is_no_backup_is_refused_in_words(library: Library) -> None:
    app = part(visit(), "Copies and backup")
    app.file_uploader(key="library_backup").set_value(
        ("<b>my</b> *backup*.sqlite", b"nothing of the kind", "application/octet-stream")
    ).run()
    click(app, "Restore it")
    told = app.error[0].value

    assert told.startswith("The library " + escaping.as_written("<b>my</b> *backup*.sqlite is not"))
    assert "tmp" not in told
    assert len(library.articles.all()) == 2


def test_many_articles_come_in_from_a_table_with_what_was_not_kept_and_why(
    library: Library,
) -> None:
    table = (
        "Headline,Body,Date,Timezone,Source\n"
        "Bet unravels,Shares fell hard.,2026-02-02T11:42:00-05:00,,The Wire\n"
        "Bet revived,Shares rose.,2026-02-03 11:42,America/New_York,The Wire\n"
        "No moment,Costs rose.,,,The Wire\n"
        "No zone,Costs rose.,2026-02-03 11:42,,The Wire\n"
        "No text,,2026-02-03T11:42:00Z,,The Wire\n"
    )
    app = part(visit(), "Copies and backup")
    app.file_uploader(key="library_lines").set_value(("many.csv", table.encode(), "text/csv")).run()
    click(app, "Take them in")

    assert not app.exception
    assert "3 rows held now" in app.success[0].value
    assert app.dataframe[0].value["number"].to_list() == [3, 4]
    assert {"Bet unravels", "Bet revived"} <= set(library.articles.all()["title"])
