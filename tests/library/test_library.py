import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sql

from sentiment.errors import DataError
from sentiment.library import search, tones
from sentiment.library.articles import EditedElsewhereError
from sentiment.library.corrections import labelled
from sentiment.library.library import Library
from sentiment.library.schema import articles
from sentiment.library.search import Query
from sentiment.market import announcements
from sentiment.reading import daily, evaluation

NOON = pd.Timestamp("2026-02-02 12:00", tz="America/New_York")
ADDED = pd.Timestamp("2026-02-03 19:00", tz="UTC")
ARTICLE: dict[str, Any] = {
    "title": "The gamble’s end",
    "outlet": "The Wire",
    "author": "A. Reporter",
    "published": NOON,
    "zone": "America/New_York",
    "origin": "pasted",
    "text": "Nvidia fell sharply. The café was calm, and 株価が下落した. 😱",
}


@pytest.fixture
def library(address: str) -> Iterator[Library]:
    opened = Library(address)
    yield opened
    opened.close()


@pytest.fixture
def key(library: Library) -> str:
    return library.articles.save(**ARTICLE)


def of(title: str, **values: Any) -> dict[str, Any]:
    return ARTICLE | {"title": title} | values


# --- many at once


def test_many_articles_are_kept_at_once_each_once(library: Library, key: str) -> None:
    again = of("Second")
    keys = library.articles.save_many([ARTICLE, again, again, of("Third")], added_at=ADDED)

    assert keys[0] == key
    assert keys[1] == keys[2]
    assert list(library.articles.all().index.sort_values()) == sorted({*keys})
    assert library.articles.version() == 2


def test_of_many_articles_with_a_faulty_one_none_is_kept(library: Library) -> None:
    with pytest.raises(DataError, match="zone"):
        library.articles.save_many([of("Good"), of("Bad", zone="Mars/Olympus")])

    assert library.articles.all().empty


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"published": pd.Timestamp("2026-02-02")}, "without a time zone"),
        ({"published": pd.Timestamp("1815-06-18", tz="UTC")}, "years of the calendar"),
        ({"zone": "Europe"}, "IANA"),
        ({"zone": "../etc"}, "IANA"),
        ({"text": 7}, "text that is not text"),
    ],
)
def test_an_article_that_cannot_be_is_refused(
    library: Library, values: dict[str, Any], fault: str
) -> None:
    with pytest.raises(DataError, match=fault):
        library.articles.save_many([ARTICLE | values])


# --- edits


def test_an_edit_changes_what_is_given_and_keeps_the_key(library: Library, key: str) -> None:
    later = NOON + pd.Timedelta("1h")
    number = library.articles.edit(key, edited=0, title="New", published=later, note="mended")
    article = library.articles.one(key)

    assert number == article["edited"] == 1
    assert article.name == key
    assert (article["title"], article["note"], article["published"]) == ("New", "mended", later)
    assert (article["text"], article["outlet"]) == (ARTICLE["text"], "The Wire")
    assert library.articles.version() == 2


def test_the_number_of_edits_may_come_from_a_row(library: Library, key: str) -> None:
    for _ in range(2):
        library.articles.edit(key, edited=library.articles.one(key)["edited"], note="again")

    assert library.articles.one(key)["edited"] == 2


def test_an_edit_that_began_before_another_is_told_and_changes_nothing(
    library: Library, key: str
) -> None:
    library.articles.edit(key, edited=0, title="First")
    with pytest.raises(EditedElsewhereError, match=r"“First” was changed elsewhere.*Open the"):
        library.articles.edit(key, edited=0, title="Second")

    assert library.articles.one(key)["title"] == "First"
    assert library.articles.one(key)["edited"] == 1


def test_of_edits_at_once_exactly_one_is_kept(library: Library, key: str) -> None:
    said: list[object] = []
    gate = threading.Barrier(8)

    def edit(name: str) -> None:
        gate.wait()
        try:
            said.append(library.articles.edit(key, edited=0, title=name))
        except EditedElsewhereError as error:
            said.append(error.held)

    threads = [threading.Thread(target=edit, args=(f"title {number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert said == [1] * 8
    assert library.articles.one(key)["edited"] == 1


def test_an_article_edited_away_leaves_room_for_what_it_was(library: Library, key: str) -> None:
    library.articles.edit(key, edited=0, text="Another text.")
    again = library.articles.save(**ARTICLE)

    assert again == f"{key}-2"
    assert library.articles.one(again)["text"] == ARTICLE["text"]
    assert library.articles.save(**ARTICLE | {"text": "Another text."}) == key


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"text": " \n"}, "needs a text"),
        ({"title": ""}, "needs a title"),
        ({"zone": "Nowhere"}, "IANA"),
        ({"title": "Other"}, "title and text of another"),
    ],
)
def test_an_edit_to_what_cannot_be_changes_nothing(
    library: Library, key: str, changes: dict[str, str], fault: str
) -> None:
    library.articles.save(**of("Other"))
    with pytest.raises(DataError, match=fault):
        library.articles.edit(key, edited=0, **changes)

    assert library.articles.one(key)["edited"] == 0


def test_an_edit_of_what_no_article_has_is_a_slip(library: Library, key: str) -> None:
    with pytest.raises(TypeError, match="no digest"):
        library.articles.edit(key, edited=0, digest="x")


def test_an_article_that_is_not_held_is_named(library: Library) -> None:
    with pytest.raises(DataError, match="holds no article of the key"):
        library.articles.one("nowhere")
    with pytest.raises(DataError, match="holds no article of the key"):
        library.articles.edit("nowhere", edited=0, title="x")


# --- searching


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", True),
        ("nvidia", True),
        ("NVID fell", True),
        ("wire reporter", True),
        ("gamble", True),
        ('"fell sharply"', True),
        ('"sharply fell"', False),
        ('"fell sharp"', False),
        ("cafe", True),
        ("CAFÉ was", True),
        ("caf\N{LATIN SMALL LETTER E}\N{COMBINING ACUTE ACCENT}", True),
        ("cafés", False),
        ("calm,and", True),
        ('"calm and"', True),
        ('"was calm\N{EM DASH}and"', True),
        ('"reporter nvidia"', False),  # two columns
        ("sharply.the", True),
        ("2,000.5", False),
        ("下落", True),
        ("😱", True),
        ("😱 nvidia", True),
        ("😱 intel", False),
        ("fell OR intel", False),
        ("text:intel", False),
        ("*", False),
        ("%", False),
        ("_", False),
        ("'; DROP TABLE articles; --", False),
        ('"', True),  # no word at all
        ("NEAR(", False),
        ("word " * 3000, False),
    ],
)
def test_words_find_articles(library: Library, key: str, words: str, found: bool) -> None:
    page, total = library.articles.find(Query(words=words))

    assert (list(page.index), total) == (([key], 1) if found else ([], 0))


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("words", "found"),
    [("", True), ("NVID fell", True), ('"sharply fell"', False), ("下落", True), ("%", False)],
)
def test_words_find_articles_where_there_is_no_index(
    library: Library, key: str, words: str, found: bool
) -> None:
    without_full_text(library)
    page, total = library.articles.find(Query(words=words))

    assert (list(page.index), total) == (([key], 1) if found else ([], 0))


def without_full_text(library: Library) -> None:
    """Make the library one of an SQLite that was built without FTS5."""
    with library.store.connection(writes=True) as connection:
        for name in ("in", "out", "again"):
            connection.exec_driver_sql(f"DROP TRIGGER article_words_{name}")
        connection.exec_driver_sql("DROP TABLE article_words")


def test_an_edited_article_is_found_by_its_new_words_alone(library: Library, key: str) -> None:
    library.articles.edit(key, edited=0, text="AMD soared.")

    assert library.articles.find(Query(words="soared"))[1] == 1
    assert library.articles.find(Query(words="sharply"))[1] == 0
    with library.store.connection(writes=True) as connection:
        if connection.dialect.name == "sqlite":  # raises if index and rows disagree
            connection.exec_driver_sql(
                "INSERT INTO article_words(article_words) VALUES('integrity-check')"
            )


def test_pages_are_whole_ordered_and_counted(library: Library) -> None:
    days = [NOON + pd.Timedelta(number, "D") for number in range(7)]
    library.articles.save_many(
        [of(f"{6 - place} title", published=day) for place, day in enumerate(days)]
    )
    pages = [library.articles.find(limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    by_title, _ = library.articles.find(Query(order="title", descending=False))

    assert [len(page) for page, _ in pages] == [3, 3, 1, 0]
    assert {total for _, total in pages} == {7}
    published = pd.concat([page for page, _ in pages])["published"]
    assert published.is_monotonic_decreasing
    assert published.nunique() == 7
    assert list(by_title["title"]) == [f"{number} title" for number in range(7)]
    assert "text" not in by_title.columns
    assert pages[3][0].dtypes.equals(pages[0][0].dtypes)


def test_filters_narrow_what_is_found(library: Library, key: str) -> None:
    later = library.articles.save(
        **of("Later", outlet="Other", published=NOON + pd.Timedelta("1D"))
    )
    binned = library.articles.save(**of("Binned"))
    library.articles.delete(binned)
    library.notes.tag([key, later], "to read")
    library.notes.untag([later], "to read")
    library.notes.link([later], "an-event")
    asked: list[tuple[dict[str, Any], list[str]]] = [
        ({}, [later, key]),
        ({"outlet": "The Wire"}, [key]),
        ({"outlet": "the wire"}, []),
        ({"since": NOON + pd.Timedelta("1us")}, [later]),
        ({"since": NOON, "until": NOON + pd.Timedelta("1D")}, [key]),
        ({"tag": "to read"}, [key]),
        ({"event": "an-event"}, [later]),
        ({"event": "an-event", "tag": "to read"}, []),
        ({"binned": True}, [binned]),
        ({"words": "nvidia", "outlet": "Other"}, [later]),
    ]

    for filters, expected in asked:
        assert list(library.articles.find(Query(**filters))[0].index) == expected
    assert library.articles.outlets() == ["Other", "The Wire"]


def test_articles_among_two_instants_are_those(library: Library, key: str) -> None:
    library.articles.save(**of("Later", published=NOON + pd.Timedelta("1D")))

    assert list(library.articles.among(NOON, NOON + pd.Timedelta("1h")).index) == [key]
    assert library.articles.among(NOON, NOON).loc[key, "edited"] == 0


@pytest.mark.parametrize(
    "filters",
    [{}, {"order": "title"}, {"order": "outlet"}, {"order": "added"}, {"outlet": "The Wire"}],
)
def test_a_page_is_read_off_an_index(library: Library, filters: dict[str, Any]) -> None:
    asked = Query(**filters)
    conditions, by = search.wanted(asked), search.ordered(asked)
    query = sql.select(articles.c.number).where(*conditions).order_by(*by).limit(50)
    plan = plan_of(library, query)

    assert not any("Sort" in step or "Seq Scan" in step for step in plan)
    assert "articles_removed" in plan[-1]
    assert len([step for step in plan if "Limit" not in step]) == 1  # nothing is sorted first


def test_words_are_looked_up_in_an_index(library: Library) -> None:
    with library.store.connection() as connection:
        conditions = search.with_words(connection, Query("caf nvidia"))
    plan = plan_of(library, sql.select(articles.c.number).where(*conditions))

    assert any("article_words" in step and "Seq Scan" not in step for step in plan)


def plan_of(library: Library, query: sql.Select[Any]) -> list[str]:
    """Return the steps by which the database answers, as if it held many articles."""
    with library.store.connection() as connection:
        name = connection.dialect.name
        if name == "postgresql":  # which looks through a table of few rows without an index
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            connection.exec_driver_sql("SET LOCAL enable_bitmapscan = on")
        explained = "EXPLAIN QUERY PLAN" if name == "sqlite" else "EXPLAIN"
        whole = query.compile(connection, compile_kwargs={"literal_binds": True})
        rows = list(connection.execute(sql.text(f"{explained} {whole}".replace(":", r"\:"))))
    steps = [str(row[3 if name == "sqlite" else 0]) for row in rows]
    return [step for step in steps if name == "sqlite" or "Scan" in step or "cost" in step]


# --- tags and links


def test_tags_and_links_are_of_any_key_and_kept_once(library: Library, key: str) -> None:
    for _ in range(2):
        library.notes.tag([key, "shipped"], "  to   read ")
    library.notes.tag([key], "Übernahme")
    library.notes.link(["shipped"], "an-event")
    library.notes.unlink(["shipped"], "another")

    assert library.notes.tags().to_dict() == {key: ["to read", "Übernahme"], "shipped": ["to read"]}
    assert library.notes.links().to_dict() == {"shipped": ["an-event"]}
    assert library.articles.version() == 1  # nothing that is read has changed


def test_many_articles_are_tagged_and_untagged_at_once(library: Library) -> None:
    keys = [f"key {number}" for number in range(2500)]
    library.notes.tag(keys, "many")
    library.notes.untag(keys[:-1], "many")

    assert list(library.notes.tags().index) == [keys[-1]]


@pytest.mark.parametrize("tag", ["", " \n ", "x" * 61])
def test_a_tag_that_is_empty_or_long_is_refused(library: Library, tag: str) -> None:
    with pytest.raises(DataError, match="The tag"):
        library.notes.tag(["x"], tag)


# --- announcements


ANNOUNCED: dict[str, Any] = {"instant": NOON, "title": "A deal", "symbols": "nvda, AMD NVDA"}


def test_an_announcement_joins_the_shipped_ones(library: Library, tmp_path: Path) -> None:
    key = library.announcements.save(**ANNOUNCED)
    written = tmp_path / "events.csv"
    head = "key,instant,instant_known,title,summary,symbols\n"
    row = f"{key},2026-02-02T12:00:00-05:00,exact,A deal,Told at noon.,NVDA AMD\n"
    written.write_text(head + row)
    library.announcements.edit(key, summary="Told at noon.")

    pd.testing.assert_frame_equal(library.announcements.all(), announcements.read_events(written))


def test_no_announcements_have_the_shape_of_some(library: Library) -> None:
    empty = library.announcements.all()
    library.announcements.save(**ANNOUNCED)

    assert empty.dtypes.equals(library.announcements.all().dtypes)


def test_a_moved_announcement_counts_for_another_session(library: Library) -> None:
    key = library.announcements.save(**ANNOUNCED)
    library.announcements.edit(key, instant=NOON + pd.Timedelta("5h"))

    assert library.announcements.all().loc[key, "session"] == pd.Timestamp("2026-02-03")
    assert library.announcements.save(**ANNOUNCED) == f"{key}-2"


def test_an_announcement_goes_into_the_bin_and_back(library: Library) -> None:
    key = library.announcements.save(**ANNOUNCED)
    library.announcements.delete(key)
    assert (
        len(library.announcements.all()),
        list(library.announcements.all(binned=True).index),
    ) == (
        0,
        [key],
    )
    library.announcements.restore(key)
    assert list(library.announcements.all().index) == [key]
    library.announcements.delete(key)
    assert library.announcements.save(**ANNOUNCED) == key
    assert list(library.announcements.all().index) == [key]


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"title": "  "}, "no title"),
        ({"symbols": " , "}, "names no share"),
        ({"symbols": "NVDA <b>"}, "no ticker"),
        ({"instant_known": "maybe"}, "none of exact, about, day"),
        ({"instant": pd.Timestamp("2026-02-02")}, "without a time zone"),
        ({"instant": pd.Timestamp("2099-02-02", tz="UTC")}, "years of the calendar"),
    ],
)
def test_an_announcement_that_cannot_be_is_refused(
    library: Library, values: dict[str, Any], fault: str
) -> None:
    with pytest.raises(DataError, match=fault):
        library.announcements.save(**ANNOUNCED | values)
    key = library.announcements.save(**ANNOUNCED)
    with pytest.raises(DataError, match=fault):
        library.announcements.edit(key, **values)

    assert list(library.announcements.all()["title"]) == ["A deal"]


def test_an_announcement_that_is_not_held_is_named(library: Library) -> None:
    with pytest.raises(DataError, match="holds no announcement of the key"):
        library.announcements.delete("nowhere")


# --- corrections


def test_corrections_are_labelled_texts(library: Library, key: str, tmp_path: Path) -> None:
    library.notes.correct(key, "Shares fell.", computed=-0.4, label="negative")
    library.notes.correct(key, " Shares fell. ", computed=-0.4, label="neutral", note="it reports")
    library.notes.correct("shipped", "It won, and “won” big", computed=0.2, label="positive")
    library.notes.correct("shipped", "gone", computed=0, label="positive")
    library.notes.uncorrect("shipped", "gone")
    table = library.notes.corrections()
    rows = labelled(table)
    written = tmp_path / "labelled.csv"
    rows.to_csv(written, index=False)

    assert list(table["key"]) == [key, "shipped"]
    assert list(table["note"]) == ["it reports", ""]
    assert list(table["computed"]) == [-0.4, 0.2]
    assert list(rows["label"]) == ["neutral", "positive"]
    assert evaluation.read_labelled(written).equals(rows.astype("str"))
    assert evaluation.evaluate(rows)[0].n == 2


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"sentence": " "}, "empty sentence"),
        ({"label": "Positive"}, "none of negative, neutral, positive"),
        ({"computed": float("nan")}, "between -1 and 1"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    library: Library, values: dict[str, Any], fault: str
) -> None:
    given: dict[str, Any] = {"sentence": "It fell.", "computed": 0.1, "label": "negative"}
    with pytest.raises(DataError, match=fault):
        library.notes.correct("x", **given | values)


# --- counters


def test_each_counter_moves_with_its_own(library: Library) -> None:
    def seen() -> tuple[int, int, int]:
        return library.articles.version(), library.announcements.version(), library.notes.version()

    changes = [seen()]
    library.articles.save(**ARTICLE)
    changes.append(seen())
    library.announcements.save(**ANNOUNCED)
    changes.append(seen())
    library.notes.tag(["x"], "y")
    changes.append(seen())

    assert changes == [(0, 0, 0), (1, 0, 0), (1, 1, 0), (1, 1, 1)]


def test_one_look_asks_for_each_counter_once(library: Library) -> None:
    asked: list[str] = []
    sql.event.listen(
        library.store._engine, "before_cursor_execute", lambda *told: asked.append(told[2])
    )

    with library.store.one_look():
        for _ in range(3):
            with library.store.one_look():
                library.articles.version()
            library.notes.version()

    assert sum("counters" in one for one in asked) == 2


def test_one_look_sees_its_own_changes_at_once_and_others_afterwards(
    library: Library, address: str
) -> None:
    other = Library(address)
    with library.store.one_look():
        seen = [library.articles.version()]
        other.articles.save(**of("From elsewhere"))
        seen.append(library.articles.version())
        library.articles.save(**ARTICLE)
        seen.append(library.articles.version())
        other.articles.save(**of("From elsewhere, too"))
        seen.append(library.articles.version())
    seen.append(library.articles.version())
    other.close()

    assert seen == [0, 0, 2, 2, 3]


# --- tones kept


@pytest.mark.parametrize("about", [None, "Nvidia"])
def test_tones_kept_are_those_read(library: Library, about: str | None) -> None:
    library.articles.save_many(
        [ARTICLE, of("Nothing here", text="No company is named."), of("AMD rises")]
    )
    read = daily.tones(unread := tones.unread(library.store, about, engine="1"), about=about)
    tones.keep_tones(library.store, read.join(unread["edited"]), about=about, engine="1")
    kept = tones.kept_tones(library.store, about, engine="1")

    assert len(unread) == 3
    pd.testing.assert_frame_equal(kept.sort_index(), read.sort_index())
    assert tones.unread(library.store, about, engine="1").empty
    assert list(tones.unread(library.store, "AMD", engine="1").index.sort_values()) == sorted(
        kept.index
    )


def test_tones_of_shipped_articles_count_once_all_are_kept(library: Library) -> None:
    texts = {"title": ["Acme falls", "Acme rises"], "text": ["Profit fell.", "Sales soared."]}
    published = pd.DatetimeIndex([NOON, NOON - pd.Timedelta(days=1)]).as_unit("ns")
    shipped = pd.DataFrame({**texts, "published": published}, ["a", "b"])
    read = daily.tones(shipped)
    kept = read.assign(edited=tones.SHIPPED)

    tones.keep_tones(library.store, kept.iloc[:1], about=None, engine="1")
    part = tones.shipped_tones(library.store, shipped, engine="1")
    tones.keep_tones(library.store, kept, about=None, engine="1")
    whole = tones.shipped_tones(library.store, shipped, engine="1")

    assert part is None
    assert whole is not None
    pd.testing.assert_frame_equal(whole, read)
    assert tones.shipped_tones(library.store, shipped, engine="2") is None


def test_the_tone_of_a_shipped_article_is_not_that_of_ones_own_with_its_key(
    library: Library, key: str
) -> None:
    own = tones.unread(library.store, None, engine="1")
    other = daily.tones(own.assign(text="Sales soared.")).assign(edited=tones.SHIPPED)
    tones.keep_tones(library.store, other, about=None, engine="1")

    assert tones.kept_tones(library.store, None, engine="1").empty
    assert list(tones.unread(library.store, None, engine="1").index) == [key]


def test_tones_of_an_older_edit_or_engine_do_not_count(library: Library, key: str) -> None:
    unread = tones.unread(library.store, None, engine="1")
    read = daily.tones(unread).join(unread["edited"])
    tones.keep_tones(library.store, read, about=None, engine="1")
    library.articles.edit(key, edited=0, text="AMD soared.")
    tones.keep_tones(library.store, read, about=None, engine="1")  # read before, kept too late

    assert tones.kept_tones(library.store, None, engine="1").empty
    assert list(tones.unread(library.store, None, engine="1")["edited"]) == [1]
    assert tones.kept_tones(library.store, None, engine="2").empty
