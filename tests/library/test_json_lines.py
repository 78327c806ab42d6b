import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sentiment.library import subjects
from sentiment.library.json_lines import LONGEST_LINE, Imported, export_library, import_library
from sentiment.library.library import Library

NOON = pd.Timestamp("2026-02-02 12:00", tz="America/New_York")
ADDED = pd.Timestamp("2026-02-03 19:00", tz="UTC")
ARTICLE: dict[str, Any] = {
    "title": "A bet unravels",
    "outlet": "The Wire",
    "published": NOON,
    "zone": "America/New_York",
    "origin": "pasted",
    "text": "It fell.",
}


@pytest.fixture
def library(address: str) -> Iterator[Library]:
    opened = Library(address)
    yield opened
    opened.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Library]:
    opened = Library(str(tmp_path / "other.sqlite"))
    yield opened
    opened.close()


def filled(library: Library) -> str:
    """Put one of everything into a library, and return the article's key."""
    key = library.articles.save(**ARTICLE)
    library.articles.delete(library.articles.save(**ARTICLE | {"title": "In the bin"}))
    library.articles.edit(key, edited=0, note="read twice")
    library.notes.tag([key, "shipped"], "to read")
    library.notes.link([key, "shipped"], "an-event")
    library.notes.correct(key, "It fell.", computed=-0.25, label="neutral", note="reports")
    announced = library.announcements.save(instant=NOON, title="A deal", symbols="NVDA AMD")
    library.announcements.delete(announced)
    return key


def brought(library: Library, lines: list[str]) -> list[Imported]:
    return list(import_library(library, lines))


def test_a_library_comes_out_as_it_went_in(library: Library, other: Library) -> None:
    key = filled(library)
    lines = list(export_library(library))
    results = brought(other, lines)

    assert [result.kind for result in results] == [
        *("article", "article", "announcement", "tag", "link", "correction")
    ]
    assert all(result.ok and result.new for result in results)
    assert list(export_library(other)) == lines
    pd.testing.assert_series_equal(other.articles.one(key), library.articles.one(key))
    pd.testing.assert_frame_equal(other.notes.corrections(), library.notes.corrections())


def test_importing_twice_changes_nothing(library: Library, other: Library) -> None:
    filled(library)
    lines = list(export_library(library))
    brought(other, lines)
    before = other.articles.version(), other.announcements.version(), other.notes.version()
    results = brought(other, lines)

    assert {(result.ok, result.new) for result in results} == {(True, False)}
    assert list(export_library(other)) == lines
    after = other.articles.version(), other.announcements.version(), other.notes.version()
    assert after == before


def test_some_articles_take_only_their_own_notes_along(library: Library) -> None:
    key = filled(library)
    lines = [json.loads(line) for line in export_library(library, [key])]
    shipped = [json.loads(line) for line in export_library(library, ["shipped"])]

    assert [line["kind"] for line in lines] == ["article", "correction"]
    assert [line["kind"] for line in shipped] == ["tag", "link"]


words = st.text(max_size=40) | st.sampled_from(
    ["\x85line\u2028sep\u2029", "\ud83d half", "nul \0", "\ufeffbom", "👩‍👩‍👧 é é", "\r\n\t\x1c"]
)
filled_words = words.map(lambda text: f"x{text}")
moments = st.datetimes(pd.Timestamp("1970-01-01"), pd.Timestamp("2040-01-01"))
zones = st.sampled_from(["UTC", "America/New_York", "Asia/Kolkata"])
articles = st.fixed_dictionaries(
    {
        "title": words,
        "outlet": words,
        "author": words,
        "url": words,
        "note": words,
        "origin": words,
        "text": words,
        "published": moments.map(lambda moment: pd.Timestamp(moment, tz="UTC")),
        "zone": zones,
    }
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=st.lists(
        st.tuples(articles, st.booleans(), st.lists(filled_words, max_size=2)), max_size=4
    ),
    announced=st.lists(st.tuples(filled_words, words), max_size=2),
    sentences=st.lists(st.tuples(filled_words, st.floats(-1, 1), words), max_size=3),
)
def test_any_library_comes_out_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[dict[str, Any], bool, list[str]]],
    announced: list[tuple[str, str]],
    sentences: list[tuple[str, float, str]],
) -> None:
    folder = tmp_path_factory.mktemp("any")
    one, two = Library(str(folder / "one.sqlite")), Library(str(folder / "two.sqlite"))
    for row, binned, tags in rows:
        [key] = one.articles.save_many([row])
        for tag in tags:
            one.notes.tag([key, "shipped"], tag)
        if binned:
            one.articles.delete(key)
    for title, summary in announced:
        one.announcements.save(instant=NOON, title=title, summary=summary, symbols="NVDA")
    for sentence, computed, note in sentences:
        one.notes.correct("shipped", sentence, computed=computed, label="neutral", note=note)
    written = "".join(export_library(one)).encode()
    results = brought(two, written.decode().splitlines())
    again = "".join(export_library(two)).encode()
    one.close()
    two.close()

    assert [result for result in results if not result.ok] == []
    assert again == written


LINE = {
    "version": 1,
    "kind": "article",
    "key": "a",
    **ARTICLE,
    "published": "2026-02-02T12:00:00-05:00",
}
CORRECTION = {
    "version": 1,
    "kind": "correction",
    "article": "a",
    "text": "It fell.",
    "computed": 0.1,
    "label": "neutral",
}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ('{"version": 1, "n": ' + "9" * 5000 + "}", "is not JSON"),
        ("[]", "not a JSON object"),
        ("null", "not a JSON object"),
        ('{"kind": "article"}', "has no version"),
        ('{"version": true, "kind": "article"}', "has no version"),
        ('{"version": 2, "kind": "article"}', "newer program"),
        ('{"version": 1, "kind": "poem"}', "none of article, announcement"),
        ('{"version": 1, "kind": []}', "none of article, announcement"),
        ('"' + "x" * LONGEST_LINE + '"', "longer than 10,000,000 characters"),
        ({"title": None}, "title that is not text"),
        ({"text": ...}, "lacks text"),
        ({"colour": "red"}, "unknown colour"),
        ({"key": ""}, "no usable key"),
        ({"key": "x" * 161}, "longer than 160"),
        ({"published": "yesterday"}, "not ISO 8601"),
        ({"published": None}, "not ISO 8601"),
        ({"published": "2026-02-02T12:00:00"}, "without a time zone"),
        ({"published": "0001-01-01T00:00:00+00:00"}, "years of the calendar"),
        ({"published": "9999-12-31T23:59:59-12:00"}, "years of the calendar"),
        ({"zone": "Mars"}, "IANA"),
        ({"edited": -1}, "not a count"),
        ({"edited": 1.5}, "not a count"),
        ({"tags": "one"}, "not a list"),
        ({"tags": [1]}, "not text"),
        ({"tags": [""]}, "is empty"),
        ({"links": [None]}, "no usable link"),
        (CORRECTION | {"computed": "much"}, "not a number"),
        (CORRECTION | {"label": "bad"}, "none of negative"),
        (CORRECTION | {"text": 1}, "not text"),
        ({"version": 1, "kind": "tag", "article": "a", "tag": 1}, "not text"),
        ({"version": 1, "kind": "link", "article": "a"}, "lacks event"),
        (
            {"version": 1, "kind": "announcement", "key": "a", "title": "t", "symbols": "?"}
            | {"instant": "2026-02-02T12:00:00Z"},
            "no ticker",
        ),
    ],
)
def test_a_faulty_line_says_why_and_stops_no_other(
    library: Library, line: str | dict[str, Any], reason: str
) -> None:
    if isinstance(line, dict):
        whole = line if "kind" in line else LINE | line
        line = json.dumps({name: value for name, value in whole.items() if value is not ...})
    good = json.dumps(LINE | {"key": "good"})
    faulty, kept = brought(library, [line, "\n", good])

    assert not faulty.ok
    assert reason in faulty.reason
    assert faulty.reason.endswith(".")
    assert (kept.number, kept.ok, kept.key) == (3, True, "good")
    assert list(library.articles.all().index) == ["good"]


def test_what_is_held_is_never_overwritten(library: Library) -> None:
    key = filled(library)
    lines = list(export_library(library))
    library.articles.edit(key, edited=1, text="Edited since.")
    library.notes.correct(key, "It fell.", computed=-0.25, label="negative")
    before = list(export_library(library))
    results = brought(library, lines)

    assert [result.reason for result in results if not result.ok] == [
        "The article: has the key of one held with another title or text.",
        "The correction: is older than the one held of that sentence.",
    ]
    assert list(export_library(library)) == before


def test_notes_follow_an_article_that_has_another_key_here(
    library: Library, other: Library
) -> None:
    key = filled(library)
    held = other.articles.save(**ARTICLE | {"published": NOON + pd.Timedelta("2D")})
    brought(other, list(export_library(library, [key])))

    assert held != key
    assert list(other.articles.all().index) == [held]
    assert list(other.notes.corrections()["key"]) == [held]
    assert other.notes.tags()[held] == ["to read"]


def test_the_shares_that_a_reader_chose_go_with_the_article(
    library: Library, other: Library
) -> None:
    key = filled(library)
    subjects.choose(library.store, [key], ["AMD", "MU"])
    brought(other, list(export_library(library)))

    assert subjects.chosen_subjects(other.store) == {key: ["AMD", "MU"]}
    assert list(export_library(other)) == list(export_library(library))


def test_an_article_from_outside_the_bin_leaves_it(library: Library) -> None:
    key = filled(library)
    lines = list(export_library(library, [key]))
    library.articles.delete(key)
    brought(library, lines)

    assert list(library.articles.all().index) == [key]


def test_a_later_label_takes_the_place_of_an_earlier(library: Library) -> None:
    early, late = (
        json.dumps(CORRECTION | {"made_at": f"2026-02-0{day}T00:00:00Z", "label": label})
        for day, label in ((1, "negative"), (2, "positive"))
    )
    brought(library, [early, late])

    assert list(library.notes.corrections()["label"]) == ["positive"]


def test_lines_of_many_are_kept_in_turns(library: Library) -> None:
    lines = [json.dumps(LINE | {"key": f"key {n}", "title": f"{n}"}) for n in range(450)]
    taken = import_library(library, iter(lines))
    first = next(taken)

    assert first.ok
    assert (
        len(library.articles.all()) == 200
    )  # what is told is kept, though the rest is not read yet
    assert sum(result.ok for result in taken) == 449


@pytest.mark.parametrize(
    ("told", "timed"), [({}, True), ({"timed": True}, True), ({"timed": False}, False)]
)
def test_an_article_s_moment_has_a_time_of_day_unless_its_line_says_otherwise(
    other: Library, told: dict[str, Any], *, timed: bool
) -> None:
    line = ARTICLE | told | {
        "version": 1, "kind": "article", "key": "one", "published": NOON.isoformat(),
    }  # fmt: skip
    [imported] = brought(other, [json.dumps(line)])

    assert imported.ok, imported.reason
    assert bool(other.articles.one("one")["timed"]) is timed
