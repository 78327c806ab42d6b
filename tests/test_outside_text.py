"""Text from outside, whatever marks it bears, is on every view no more than the words it has."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from sentiment.library.library import Library

APP = "../dashboard/app.py"
ZONE = "America/New_York"
DAY = pd.Timestamp("2026-02-10 12:00", tz=ZONE)
MARKS = [
    *("<script>zq</script>", "<style>zq{}</style>", "<img src=x onerror=zq>", "<a href='#'>zq</a>"),
    *("[zq](javascript:zq)", "![zq](http://zq.example/a.png)", "$\\zq$", ":red[zq]", "**zq**"),
    *(":material/zq:", ":smile:", "`zq`", "~~zq~~", "&lt;zq&gt;", "\u202ezq", "\u2067zq", "# zq"),
    *("https://zq.example", "www.zq.example", "zq@zq.example", "=zq()", "%{y} {zq}", "--> <-"),
]
HOSTILE = " ".join(MARKS)
# Fields that no Markdown is read in: what is typed, and the choices of a list that drops down.
TYPED = {
    "Selectbox.options",
    "MultiSelect.options",
    "Selectbox.default",
    "TextInput.default",
    "TextArea.default",
}
TYPED |= {"TextInput.value", "TextArea.value", "Selectbox.raw_value", "ButtonGroup.raw_values"}
TYPED |= {"BidiComponent.json"}  # for the scripts that keep a draft, and draw nothing
# What a Markdown reader of Streamlit's takes for more than letters, if no backslash stands before.
BARE = re.compile(
    r"(?<!\\)(?:[<>`$~&\[\]]|\*\*zq|:red|:material/zq|:smile)|[\u202a-\u202e\u2066-\u2069]"
)
OURS = re.compile(r"^> |:(?:blue|orange|gray)-background\[|:small\[|\](?=[\s\u00a0]|$)")


@pytest.fixture
def address(tmp_path: Path) -> str:
    """One kind of library is enough here."""
    return f"sqlite:///{tmp_path}/store.db"


@pytest.fixture
def hostile(own_library: str) -> str:
    """A library in which every piece of text is hostile; return its announcement's key."""
    library = Library(own_library)
    told = dict.fromkeys(("outlet", "author", "note", "origin", "url"), HOSTILE)
    title, text = f"Nvidia fell {HOSTILE}", f"Nvidia profit plunged sharply {HOSTILE}."
    [key] = library.articles.save_many(
        [{"title": title, "text": text, "published": DAY, "zone": ZONE, **told}]
    )
    library.notes.tag([key], "zq :red[zq] <b>zq</b> **zq**")
    kept, binned = (
        library.announcements.save(
            instant=DAY, title=f"{name} {HOSTILE}", summary=HOSTILE, symbols="NVDA"
        )
        for name in ("kept", "binned")
    )
    library.announcements.delete(binned)
    library.notes.link([key], kept)
    library.notes.correct(key, text, computed=0.1, label="negative", note=HOSTILE)
    library.close()
    return kept


def strings(message: Message, name: str) -> Iterator[tuple[str, str]]:
    """Yield each text of an element, under the name of its field."""
    for field, value in message.ListFields():
        held = value if field.is_repeated else [value]
        if field.type == field.TYPE_STRING:
            yield from ((f"{name}.{field.name}", one) for one in held)
        elif field.type == field.TYPE_MESSAGE and not field.message_type.GetOptions().map_entry:
            for one in held:
                yield from strings(one, f"{name}.{field.name}")


def shown(app: AppTest) -> Iterator[tuple[str, str]]:
    """Yield each text of the page that holds any from outside."""
    assert not app.exception
    for node in app._tree:
        proto = getattr(node, "proto", None)
        if isinstance(proto, Message):
            found = strings(proto, type(proto).__name__)
            yield from ((name, text) for name, text in found if "zq" in text)


def check(app: AppTest) -> int:
    """Check every text of a page, and return how many there were."""
    count = 0
    for name, text in shown(app):
        if name == "PlotlyChart.spec":
            count += _check_figure(json.loads(text))
        elif name not in TYPED:
            count += 1
            if not name.endswith((".id", ".spec", ".alt", ".element_id", ".form_id")):
                assert not BARE.search(OURS.sub("", text)), (name, text)
    return count


def _check_figure(figure: object) -> int:
    """Check each text of a figure: Plotly reads the tags of HTML, and nothing else."""
    if isinstance(figure, dict):
        return sum(_check_figure(part) for name, part in figure.items() if name != "bdata")
    if isinstance(figure, list):
        return sum(map(_check_figure, figure))
    if isinstance(figure, str) and "zq" in figure:
        assert not re.search(r"[<>]", re.sub("<br>", "", figure)), figure
        return 1
    return 0


def visited(view: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=120).run()
    return app.switch_page(f"views/{view}.py").run()


def test_an_announcement_is_shown_as_it_was_written(hostile: str) -> None:
    app = AppTest.from_file(APP, default_timeout=120).run()
    app.session_state["event"] = hostile

    assert check(app.run()) >= 4  # in the list, as a heading, in short, and in the picture


@pytest.mark.usefixtures("hostile")
def test_a_pasted_text_is_shown_as_it_was_written() -> None:
    app = visited("article")
    text = (
        f"Nvidia fell {HOSTILE}\n\nNvidia profit plunged sharply {HOSTILE}. It fell 1.1% {HOSTILE}."
    )

    assert check(app.text_area[0].set_value(text).run()) >= 2


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("part", ["Articles", "Announcements"])
def test_what_the_library_holds_is_shown_as_it_was_written(part: str) -> None:
    app = visited("library")
    if part == "Announcements":
        app.session_state["library_part"] = part
    else:
        app.session_state["library_table"] = {
            "selection": {"rows": [0], "columns": [], "cells": []}
        }

    assert check(app.run()) >= 1


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("view", ["study", "leadlag", "method"])
def test_what_is_studied_is_shown_as_it_was_written(view: str) -> None:
    app = visited(view)
    if view == "leadlag":  # which shows titles to choose from, and whose articles count
        app.session_state["outlet"] = [HOSTILE]
        app.run()

    assert check(app) >= (0 if view == "method" else 1)


@pytest.mark.usefixtures("hostile")
def test_an_error_repeats_what_was_asked_as_it_was_written() -> None:
    app = visited("article")
    app.session_state["way"] = "address"
    app.run()
    app.text_input(key="article_address").set_value(f"zq {HOSTILE}")
    [button] = [one for one in app.button if one.label == "Read it"]
    app = button.click().run()

    assert any("zq" in one.value for one in app.error)
    check(app)
