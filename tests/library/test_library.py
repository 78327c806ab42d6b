import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sql

from sentiment.errors import DataError
from sentiment.library import search, tones
from sentiment.library.corrections import labelled
from sentiment.library.library import EditedElsewhereError, Library
from sentiment.library.schema import articles
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
def store(address: str) -> Iterator[Library]:
    opened = Library(address)
    yield opened
    opened.close()


@pytest.fixture
def key(store: Library) -> str:
    return store.save_article(**ARTICLE)


def of(title: str, **values: Any) -> dict[str, Any]:
    return ARTICLE | {"title": title} | values


# --- many at once


def test_many_articles_are_kept_at_once_each_once(store: Library, key: str) -> None:
    again = of("Second")
    keys = store.save_articles([ARTICLE, again, again, of("Third")], added_at=ADDED)

    assert keys[0] == key
    assert keys[1] == keys[2]
    assert list(store.articles().index.sort_values()) == sorted({*keys})
    assert store.articles_version() == 2


def test_of_many_articles_with_a_faulty_one_none_is_kept(store: Library) -> None:
    with pytest.raises(DataError, match="zone"):
        store.save_articles([of("Good"), of("Bad", zone="Mars/Olympus")])

    assert store.articles().empty


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
    store: Library, values: dict[str, Any], fault: str
) -> None:
    with pytest.raises(DataError, match=fault):
        store.save_articles([ARTICLE | values])


# --- edits


def test_an_edit_changes_what_is_given_and_keeps_the_key(store: Library, key: str) -> None:
    later = NOON + pd.Timedelta("1h")
    number = store.edit_article(key, edited=0, title="New", published=later, note="mended")
    article = store.article(key)

    assert number == article["edited"] == 1
    assert article.name == key
    assert (article["title"], article["note"], article["published"]) == ("New", "mended", later)
    assert (article["text"], article["outlet"]) == (ARTICLE["text"], "The Wire")
    assert store.articles_version() == 2


def test_the_number_of_edits_may_come_from_a_row(store: Library, key: str) -> None:
    for _ in range(2):
        store.edit_article(key, edited=store.article(key)["edited"], note="again")

    assert store.article(key)["edited"] == 2


def test_an_edit_that_began_before_another_is_told_and_changes_nothing(
    store: Library, key: str
) -> None:
    store.edit_article(key, edited=0, title="First")
    with pytest.raises(EditedElsewhereError, match=r"“First” was changed elsewhere.*Open the"):
        store.edit_article(key, edited=0, title="Second")

    assert store.article(key)["title"] == "First"
    assert store.article(key)["edited"] == 1


def test_of_edits_at_once_exactly_one_is_kept(store: Library, key: str) -> None:
    said: list[object] = []
    gate = threading.Barrier(8)

    def edit(name: str) -> None:
        gate.wait()
        try:
            said.append(store.edit_article(key, edited=0, title=name))
        except EditedElsewhereError as error:
            said.append(error.held)

    threads = [threading.Thread(target=edit, args=(f"title {number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert said == [1] * 8
    assert store.article(key)["edited"] == 1


def test_an_article_edited_away_leaves_room_for_what_it_was(store: Library, key: str) -> None:
    store.edit_article(key, edited=0, text="Another text.")
    again = store.save_article(**ARTICLE)

    assert again == f"{key}-2"
    assert store.article(again)["text"] == ARTICLE["text"]
    assert store.save_article(**ARTICLE | {"text": "Another text."}) == key


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
    store: Library, key: str, changes: dict[str, str], fault: str
) -> None:
    store.save_article(**of("Other"))
    with pytest.raises(DataError, match=fault):
        store.edit_article(key, edited=0, **changes)

    assert store.article(key)["edited"] == 0


def test_an_edit_of_what_no_article_has_is_a_slip(store: Library, key: str) -> None:
    with pytest.raises(TypeError, match="no digest"):
        store.edit_article(key, edited=0, digest="x")


def test_an_article_that_is_not_held_is_named(store: Library) -> None:
    with pytest.raises(DataError, match="holds no article of the key"):
        store.article("nowhere")
    with pytest.raises(DataError, match="holds no article of the key"):
        store.edit_article("nowhere", edited=0, title="x")


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
def test_words_find_articles(store: Library, key: str, words: str, found: bool) -> None:
    page, total = store.find_articles(words=words)

    assert (list(page.index), total) == (([key], 1) if found else ([], 0))


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("words", "found"),
    [("", True), ("NVID fell", True), ('"sharply fell"', False), ("下落", True), ("%", False)],
)
def test_words_find_articles_where_there_is_no_index(
    store: Library, key: str, words: str, found: bool
) -> None:
    without_full_text(store)
    page, total = store.find_articles(words=words)

    assert (list(page.index), total) == (([key], 1) if found else ([], 0))


def without_full_text(store: Library) -> None:
    """Make the library one of an SQLite that was built without FTS5."""
    with store.connection(writes=True) as connection:
        for name in ("in", "out", "again"):
            connection.exec_driver_sql(f"DROP TRIGGER article_words_{name}")
        connection.exec_driver_sql("DROP TABLE article_words")


def test_an_edited_article_is_found_by_its_new_words_alone(store: Library, key: str) -> None:
    store.edit_article(key, edited=0, text="AMD soared.")

    assert store.find_articles(words="soared")[1] == 1
    assert store.find_articles(words="sharply")[1] == 0
    with store.connection(writes=True) as connection:
        if connection.dialect.name == "sqlite":  # raises if index and rows disagree
            connection.exec_driver_sql(
                "INSERT INTO article_words(article_words) VALUES('integrity-check')"
            )


def test_pages_are_whole_ordered_and_counted(store: Library) -> None:
    days = [NOON + pd.Timedelta(number, "D") for number in range(7)]
    store.save_articles([of(f"{6 - place} title", published=day) for place, day in enumerate(days)])
    pages = [store.find_articles(limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    by_title, _ = store.find_articles(order="title", descending=False)

    assert [len(page) for page, _ in pages] == [3, 3, 1, 0]
    assert {total for _, total in pages} == {7}
    published = pd.concat([page for page, _ in pages])["published"]
    assert published.is_monotonic_decreasing
    assert published.nunique() == 7
    assert list(by_title["title"]) == [f"{number} title" for number in range(7)]
    assert "text" not in by_title.columns
    assert pages[3][0].dtypes.equals(pages[0][0].dtypes)


def test_filters_narrow_what_is_found(store: Library, key: str) -> None:
    later = store.save_article(**of("Later", outlet="Other", published=NOON + pd.Timedelta("1D")))
    binned = store.save_article(**of("Binned"))
    store.delete_article(binned)
    store.tag([key, later], "to read")
    store.untag([later], "to read")
    store.link([later], "an-event")
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
        assert list(store.find_articles(**filters)[0].index) == expected
    assert store.outlets() == ["Other", "The Wire"]


def test_articles_among_two_instants_are_those(store: Library, key: str) -> None:
    store.save_article(**of("Later", published=NOON + pd.Timedelta("1D")))

    assert list(store.articles_among(NOON, NOON + pd.Timedelta("1h")).index) == [key]
    assert store.articles_among(NOON, NOON).loc[key, "edited"] == 0


@pytest.mark.parametrize(
    "filters",
    [{}, {"order": "title"}, {"order": "outlet"}, {"order": "added"}, {"outlet": "The Wire"}],
)
def test_a_page_is_read_off_an_index(store: Library, filters: dict[str, Any]) -> None:
    rest = {name: value for name, value in filters.items() if name != "order"}
    nothing: dict[str, Any] = dict.fromkeys(("since", "until", "outlet", "tag", "event"))
    conditions = search.wanted(**nothing | rest, binned=False)
    by = search.ordered(filters.get("order", "published"), descending=True)
    query = sql.select(articles.c.number).where(*conditions).order_by(*by).limit(50)
    plan = plan_of(store, query)

    assert not any("Sort" in step or "Seq Scan" in step for step in plan)
    assert "articles_removed" in plan[-1]
    assert len([step for step in plan if "Limit" not in step]) == 1  # nothing is sorted first


def test_words_are_looked_up_in_an_index(store: Library) -> None:
    with store.connection() as connection:
        conditions = search.with_words(connection, "caf nvidia")
    plan = plan_of(store, sql.select(articles.c.number).where(*conditions))

    assert any("article_words" in step and "Seq Scan" not in step for step in plan)


def plan_of(store: Library, query: sql.Select[Any]) -> list[str]:
    """Return the steps by which the database answers, as if it held many articles."""
    with store.connection() as connection:
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


def test_tags_and_links_are_of_any_key_and_kept_once(store: Library, key: str) -> None:
    for _ in range(2):
        store.tag([key, "shipped"], "  to   read ")
    store.tag([key], "Übernahme")
    store.link(["shipped"], "an-event")
    store.unlink(["shipped"], "another")

    assert store.tags().to_dict() == {key: ["to read", "Übernahme"], "shipped": ["to read"]}
    assert store.links().to_dict() == {"shipped": ["an-event"]}
    assert store.articles_version() == 1  # nothing that is read has changed


def test_many_articles_are_tagged_and_untagged_at_once(store: Library) -> None:
    keys = [f"key {number}" for number in range(2500)]
    store.tag(keys, "many")
    store.untag(keys[:-1], "many")

    assert list(store.tags().index) == [keys[-1]]


@pytest.mark.parametrize("tag", ["", " \n ", "x" * 61])
def test_a_tag_that_is_empty_or_long_is_refused(store: Library, tag: str) -> None:
    with pytest.raises(DataError, match="The tag"):
        store.tag(["x"], tag)


# --- announcements


ANNOUNCED: dict[str, Any] = {"instant": NOON, "title": "A deal", "symbols": "nvda, AMD NVDA"}


def test_an_announcement_joins_the_shipped_ones(store: Library, tmp_path: Path) -> None:
    key = store.save_announcement(**ANNOUNCED)
    written = tmp_path / "events.csv"
    head = "key,instant,instant_known,title,summary,symbols\n"
    row = f"{key},2026-02-02T12:00:00-05:00,exact,A deal,Told at noon.,NVDA AMD\n"
    written.write_text(head + row)
    store.edit_announcement(key, summary="Told at noon.")

    pd.testing.assert_frame_equal(store.announcements(), announcements.read_events(written))


def test_no_announcements_have_the_shape_of_some(store: Library) -> None:
    empty = store.announcements()
    store.save_announcement(**ANNOUNCED)

    assert empty.dtypes.equals(store.announcements().dtypes)


def test_a_moved_announcement_counts_for_another_session(store: Library) -> None:
    key = store.save_announcement(**ANNOUNCED)
    store.edit_announcement(key, instant=NOON + pd.Timedelta("5h"))

    assert store.announcements().loc[key, "session"] == pd.Timestamp("2026-02-03")
    assert store.save_announcement(**ANNOUNCED) == f"{key}-2"


def test_an_announcement_goes_into_the_bin_and_back(store: Library) -> None:
    key = store.save_announcement(**ANNOUNCED)
    store.delete_announcement(key)
    assert (len(store.announcements()), list(store.announcements(binned=True).index)) == (0, [key])
    store.restore_announcement(key)
    assert list(store.announcements().index) == [key]
    store.delete_announcement(key)
    assert store.save_announcement(**ANNOUNCED) == key
    assert list(store.announcements().index) == [key]


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
    store: Library, values: dict[str, Any], fault: str
) -> None:
    with pytest.raises(DataError, match=fault):
        store.save_announcement(**ANNOUNCED | values)
    key = store.save_announcement(**ANNOUNCED)
    with pytest.raises(DataError, match=fault):
        store.edit_announcement(key, **values)

    assert list(store.announcements()["title"]) == ["A deal"]


def test_an_announcement_that_is_not_held_is_named(store: Library) -> None:
    with pytest.raises(DataError, match="holds no announcement of the key"):
        store.delete_announcement("nowhere")


# --- corrections


def test_corrections_are_labelled_texts(store: Library, key: str, tmp_path: Path) -> None:
    store.correct(key, "Shares fell.", computed=-0.4, label="negative")
    store.correct(key, " Shares fell. ", computed=-0.4, label="neutral", note="it reports")
    store.correct("shipped", "It won, and “won” big", computed=0.2, label="positive")
    store.correct("shipped", "gone", computed=0, label="positive")
    store.uncorrect("shipped", "gone")
    table = store.corrections()
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
    store: Library, values: dict[str, Any], fault: str
) -> None:
    given: dict[str, Any] = {"sentence": "It fell.", "computed": 0.1, "label": "negative"}
    with pytest.raises(DataError, match=fault):
        store.correct("x", **given | values)


# --- counters


def test_each_counter_moves_with_its_own(store: Library) -> None:
    def seen() -> tuple[int, int, int]:
        return store.articles_version(), store.announcements_version(), store.notes_version()

    changes = [seen()]
    store.save_article(**ARTICLE)
    changes.append(seen())
    store.save_announcement(**ANNOUNCED)
    changes.append(seen())
    store.tag(["x"], "y")
    changes.append(seen())

    assert changes == [(0, 0, 0), (1, 0, 0), (1, 1, 0), (1, 1, 1)]


# --- tones kept


@pytest.mark.parametrize("about", [None, "Nvidia"])
def test_tones_kept_are_those_read(store: Library, about: str | None) -> None:
    store.save_articles([ARTICLE, of("Nothing here", text="No company is named."), of("AMD rises")])
    read = daily.tones(unread := tones.unread(store, about, engine="1"), about=about)
    tones.keep_tones(store, read.join(unread["edited"]), about=about, engine="1")
    kept = tones.kept_tones(store, about, engine="1")

    assert len(unread) == 3
    pd.testing.assert_frame_equal(kept.sort_index(), read.sort_index())
    assert tones.unread(store, about, engine="1").empty
    assert list(tones.unread(store, "AMD", engine="1").index.sort_values()) == sorted(kept.index)


def test_tones_of_an_older_edit_or_engine_do_not_count(store: Library, key: str) -> None:
    unread = tones.unread(store, None, engine="1")
    read = daily.tones(unread).join(unread["edited"])
    tones.keep_tones(store, read, about=None, engine="1")
    store.edit_article(key, edited=0, text="AMD soared.")
    tones.keep_tones(store, read, about=None, engine="1")  # read before, kept too late

    assert tones.kept_tones(store, None, engine="1").empty
    assert list(tones.unread(store, None, engine="1")["edited"]) == [1]
    assert tones.kept_tones(store, None, engine="2").empty
