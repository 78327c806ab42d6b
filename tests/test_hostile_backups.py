"""Backups that are anybody's files: refused in words or their rows taken over, and never run."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from older_libraries import integrity

from sentiment.__main__ import main
from sentiment.library.backup.copies import backup, restore
from sentiment.library.database import StoreError
from sentiment.library.library import Library
from sentiment.library.search import Query

ARTICLE: dict[str, Any] = {
    "title": "A bet unravels",
    "outlet": "The Wire",
    "published": pd.Timestamp("2026-02-02 12:00", tz="America/New_York"),
    "zone": "America/New_York",
    "origin": "pasted",
    "text": "It fell.",
}
ENDLESS_TAGS = (
    "CREATE VIEW tags (article, tag) AS "
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x, x FROM c"
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A backup of a small library, for a test to spoil."""
    library = Library(str(tmp_path / "first.sqlite"))
    [key] = library.articles.save_many([ARTICLE])
    library.notes.tag([key], "to read")
    library.notes.correct(key, "It fell.", computed=-0.25, label="neutral")
    library.announcements.save(instant=ARTICLE["published"], title="A deal", symbols="NVDA")
    bars = pd.DataFrame(
        dict.fromkeys(("open", "high", "low", "close", "volume", "dividend", "split"), 1.0)
        | {"partial": False},
        index=pd.DatetimeIndex(["2026-02-02"]),
    )
    library.bars.save("NVDA", bars, fetched_at=pd.Timestamp("2026-02-03", tz="UTC"))
    place = tmp_path / "given" / "copy.sqlite"
    backup(library.store, place)
    library.close()
    return place


def spoil(copy: Path, *changes: str) -> None:
    """Change a backup as whoever made it may have."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        for change in changes:
            connection.execute(change)


def restored(copy: Path) -> Library:
    place = copy.parent.parent / "library.sqlite"
    restore(copy, str(place))
    assert integrity(place) == "ok"
    return Library(str(place))


def in_place_of(table: str, made: str) -> list[str]:
    return [f"ALTER TABLE {table} RENAME TO former_{table}", made]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(
            in_place_of("tags", ENDLESS_TAGS),
            id="a view without an end",
        ),
        pytest.param(
            in_place_of("tags", "CREATE VIEW tags AS SELECT * FROM former_tags"), id="a plain view"
        ),
        pytest.param(
            in_place_of("tags", "CREATE VIRTUAL TABLE tags USING fts5(article, tag)"),
            id="a table of a module",
        ),
        pytest.param(
            [
                "DROP TABLE tags",
                "CREATE TABLE tags (article TEXT, tag AS (hex(zeroblob(9000000)) || article))",
                "INSERT INTO tags VALUES ('one')",
            ],
            id="a computed column",
        ),
        pytest.param(["DROP TABLE tags"], id="a table that lacks"),
        pytest.param(["ALTER TABLE tags RENAME COLUMN tag TO note"], id="a column that lacks"),
        pytest.param(["DELETE FROM alembic_version"], id="no revision"),
        pytest.param(["UPDATE alembic_version SET version_num = '<b>'"], id="an odd revision"),
        pytest.param(["UPDATE alembic_version SET version_num = x'00'"], id="a revision of bytes"),
        pytest.param(
            [
                *in_place_of("tags", ENDLESS_TAGS),
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_master SET type = 'table', rootpage = 2 WHERE name = 'tags'",
            ],
            id="a view that is called a table",
        ),
        pytest.param(
            ["CREATE TABLE wide (" + ", ".join(f"c{n}" for n in range(1500)) + ")"],
            id="a table of very many columns",
        ),
    ],
)
def test_what_stands_in_a_tables_place_is_refused(copy: Path, changes: list[str]) -> None:
    spoil(copy, *changes)
    with pytest.raises(StoreError, match=r"copy.sqlite (holds no library|is damaged).*left as it"):
        restored(copy)


def test_very_many_views_are_not_all_read(copy: Path) -> None:
    spoil(
        copy,
        "PRAGMA writable_schema = ON",
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 50000) "
        "INSERT INTO sqlite_master "
        "SELECT 'view', 'v' || x, 'v' || x, 0, 'CREATE VIEW v' || x || ' AS SELECT 1' FROM c",
    )
    with pytest.raises(StoreError, match=r"copy.sqlite takes far more work to read.*left as it is"):
        restored(copy)


def test_nothing_that_a_backup_would_do_is_done(copy: Path) -> None:
    spoil(
        copy,
        ENDLESS_TAGS.replace("tags", "endless"),
        "CREATE TRIGGER first AFTER INSERT ON articles BEGIN DELETE FROM tags; END",
        "CREATE TRIGGER slow AFTER INSERT ON tags BEGIN "
        "INSERT INTO links SELECT article, tag FROM endless; END",
        "CREATE TRIGGER last BEFORE UPDATE ON counters BEGIN SELECT load_extension('x'); END",
        "CREATE INDEX heavy ON tags (length(replace(hex(zeroblob(1000000)), '0', tag)))",
        "CREATE TABLE more AS SELECT 1",
    )
    library = restored(copy)
    [key] = library.articles.all().index
    library.articles.save(**ARTICLE | {"title": "Later"})
    library.notes.tag([key], "seen")
    library.close()
    with closing(sqlite3.connect(copy.parent.parent / "library.sqlite")) as connection:
        made = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}

    assert list(library.notes.tags()[key]) == ["seen", "to read"]
    assert library.notes.links().empty
    assert library.articles.find(Query(words="bet unravels"))[1] == 1
    assert not made & {"endless", "first", "slow", "last", "heavy", "more"}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ("UPDATE articles SET text = x'8081'", "text in articles"),
        ("UPDATE articles SET text = CAST(x'80ff' AS TEXT)", "text that cannot be read"),
        ("UPDATE articles SET title = 'a' || char(0) || 'b'", "title in articles"),
        ("UPDATE articles SET published = 'yesterday'", "published in articles"),
        ("UPDATE articles SET published = '1900-01-01 00:00:00'", "published in articles"),
        ("UPDATE articles SET published = 1e300", "published in articles"),
        ("UPDATE articles SET added_at = '0001-01-01 00:00:00'", "added_at in articles"),
        ("UPDATE articles SET added_at = '2263-01-01 00:00:00'", "added_at in articles"),
        ("UPDATE articles SET added_at = '2026-01-01T00:00:00+99:00'", "added_at in articles"),
        ("UPDATE articles SET zone = '../../etc/passwd'", "zone in articles"),
        ("UPDATE articles SET edited = 9223372036854775807", "edited in articles"),
        ("UPDATE articles SET edited = 'one'", "edited in articles"),
        ("UPDATE bars SET close = 9e999", "close in bars"),
        ("UPDATE bars SET close = 'dear'", "close in bars"),
        ("UPDATE bars SET session = '2026-02-30'", "session in bars"),
        ("UPDATE bars SET session = '9999-01-01'", "session in bars"),
        ("UPDATE bars SET partial = 7", "partial in bars"),
        ("UPDATE announcements SET instant = '2999-01-01 00:00:00'", "instant in announcements"),
        ("UPDATE announcements SET symbols = '<b>'", "symbols in announcements"),
        ("UPDATE corrections SET label = 'good'", "label in corrections"),
        ("UPDATE counters SET value = 9223372036854775807", "value in counters"),
        ("INSERT INTO signatures VALUES ('a', 0, x'00')", "signature in signatures"),
        (
            "INSERT INTO tones (article, about, edited, engine, session) "
            "VALUES ('a', '', 0, 'e', '2026-02-02')",
            "n in tones",
        ),
        ("UPDATE articles SET text = zeroblob(30000000)", "holds a value of over 20 MB"),
        (
            "CREATE TABLE twice AS SELECT * FROM articles; INSERT INTO twice SELECT * FROM twice; "
            "DROP TABLE articles; ALTER TABLE twice RENAME TO articles",
            "UNIQUE constraint failed",
        ),
    ],
)
def test_a_value_that_cannot_be_is_named_and_refused(copy: Path, change: str, where: str) -> None:
    spoil(copy, *change.split("; "))
    with pytest.raises(StoreError, match=rf"copy.sqlite .*{where}.*left as it is"):
        restored(copy)


def claim_pages(head: bytearray) -> None:
    head[28:32] = (2**31).to_bytes(4, "big")


def claim_log(head: bytearray) -> None:
    head[18:20] = b"\2\2"


@pytest.mark.parametrize(
    ("change", "fault"),
    [(claim_pages, "is damaged"), (claim_log, None)],
    ids=["pages that are not there", "a log that is not there"],
)
def test_a_head_that_lies_is_refused_or_harmless(
    copy: Path, change: Callable[[bytearray], None], fault: str | None
) -> None:
    held = bytearray(copy.read_bytes())
    change(held)
    copy.write_bytes(held)
    if fault:
        with pytest.raises(StoreError, match=rf"copy.sqlite {fault}.*left as it is"):
            restored(copy)
    else:
        assert len(restored(copy).articles.all()) == 1
    assert [file.name for file in copy.parent.iterdir()] == ["copy.sqlite"]


def test_a_bent_name_of_a_table_is_refused_in_words(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes().replace(b"CREATE TABLE bars", b"CREATE \xb2ABLE bars"))
    with pytest.raises(StoreError, match=r"copy.sqlite holds text that cannot be read"):
        restored(copy)


def test_a_file_that_is_mostly_hole_costs_no_disk(copy: Path) -> None:
    os.truncate(copy, 2**30)
    library = restored(copy)

    assert len(library.articles.all()) == 1
    assert (copy.parent.parent / "library.sqlite").stat().st_size < 10**6


def test_a_hole_alone_is_no_library(copy: Path) -> None:
    copy.write_bytes(b"")
    os.truncate(copy, 2**30)
    with pytest.raises(StoreError, match=r"copy.sqlite is not a database.*left as it is"):
        restored(copy)


def test_the_command_line_refuses_in_a_sentence(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(copy, "UPDATE articles SET published = 'yesterday'")
    code = main(["library", "restore", str(copy), "--store", str(copy.with_name("l.sqlite"))])
    told = capsys.readouterr().err

    assert code
    assert "copy.sqlite holds a value that cannot be (published in articles)" in told
    assert "Traceback" not in told
