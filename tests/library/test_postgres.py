"""A library on a PostgreSQL server: shared by several programs, and told of when away."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sql
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from postgres_server import PASSWORD, PostgresServer

import sentiment.library.migrations
from sentiment.library import database
from sentiment.library.articles import EditedElsewhereError
from sentiment.library.backup.copies import backup, restore
from sentiment.library.database import StoreError
from sentiment.library.json_lines import export_library, import_library
from sentiment.library.library import Library
from sentiment.library.schema import articles
from sentiment.library.search import Query

NOON = pd.Timestamp("2026-02-02 12:00", tz="America/New_York")
ARTICLE: dict[str, Any] = {
    "title": "The gamble’s end",
    "outlet": "The Wire",
    "published": NOON,
    "zone": "America/New_York",
    "origin": "pasted",
    "text": "The gamble has imploded.",
}
SECRET = re.compile("s3cret|%40-word|@-word")


@pytest.fixture
def url(postgres: PostgresServer) -> Iterator[str]:
    with postgres.fresh() as fresh:
        yield fresh


@pytest.fixture
def library(url: str) -> Iterator[Library]:
    opened = Library(url)
    yield opened
    opened.close()


@pytest.fixture
def other(url: str) -> Iterator[Library]:
    opened = Library(url)
    yield opened
    opened.close()


# --- several programs


def test_what_one_server_of_the_app_keeps_the_other_sees(library: Library, other: Library) -> None:
    seen = other.articles.version()
    key = library.articles.save(**ARTICLE)

    assert other.articles.version() > seen
    assert other.articles.find(Query(words="implod"))[1] == 1
    assert list(other.articles.all().index) == [key]


def test_of_two_edits_of_one_article_the_later_is_told(library: Library, other: Library) -> None:
    key = library.articles.save(**ARTICLE)
    library.articles.edit(key, edited=0, note="first")
    with pytest.raises(EditedElsewhereError, match="changed elsewhere"):
        other.articles.edit(key, edited=0, note="second")

    assert library.articles.one(key)["note"] == "first"


WRITER = """
import json, sys
import pandas as pd
from sentiment.library.articles import EditedElsewhereError
from sentiment.library.library import Library
url, name = sys.argv[1:]
library = Library(url)
noon = pd.Timestamp("2026-02-02 12:00", tz="UTC")
shared = {"outlet": "", "published": noon, "zone": "UTC", "origin": "pasted"}
days = pd.DatetimeIndex(["2026-02-02", "2026-02-03"], name="session")
days = days if name == "one" else days[::-1]
edits = told = 0
print("ready", flush=True)
sys.stdin.readline()
for number in range(25):
    library.articles.save(title=f"{name} {number}", text="Own.", **shared)
    library.articles.save(title=f"both {number}", text="The same.", **shared)
    library.announcements.save(instant=noon, title=f"deal {number}", symbols="NVDA")
    library.notes.tag([f"key {number}", "shared"], name)
    bars = pd.DataFrame({one: float(number) for one in ("open", "high", "low", "close", "volume",
                        "dividend", "split")} | {"partial": False}, index=days)
    library.bars.save("NVDA", bars, fetched_at=noon + pd.Timedelta(number, "s"))
    while True:
        try:
            held = library.articles.one(sys.argv[1] and library.notes.links().index[0])
            library.articles.edit(held.name, edited=held["edited"], note=held["note"] + name[0])
            edits += 1
            break
        except EditedElsewhereError:
            told += 1
print(json.dumps({"edits": edits, "told": told}))
"""


def run(program: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_several_programs_that_write_at_once_lose_and_double_nothing(
    url: str, library: Library
) -> None:
    key = library.articles.save(**ARTICLE)
    library.notes.link([key], "an-event")
    before = library.articles.version()
    running = [run(WRITER, url, name) for name in ("one", "two", "three")]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    said = []
    for process in running:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in running:
        told, complaint = process.communicate(timeout=90)
        assert (process.returncode, complaint) == (0, "")
        said.append(json.loads(told))

    assert len(library.articles.all()) == 1 + 3 * 25 + 25
    assert len(library.announcements.all()) == 25
    assert sorted(library.articles.one(key)["note"]) == sorted("o" * 25 + "t" * 50)  # no edit lost
    assert library.articles.one(key)["edited"] == sum(one["edits"] for one in said) == 75
    assert library.articles.version() == before + 3 * 25 * 3
    assert library.notes.tags()["shared"] == ["one", "three", "two"]


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX's")
def test_a_program_killed_in_the_middle_of_a_change_holds_nobody_up(
    url: str, library: Library
) -> None:
    program = (
        "import sys, time; from sentiment.library.library import Library\n"
        "from sentiment.library import schema\n"
        "with Library(sys.argv[1]).store.connection(writes=True) as connection:\n"
        "    schema.count(connection, 'articles'); print('in', flush=True); time.sleep(600)"
    )
    process = run(program, url)
    assert process.stdout is not None
    assert process.stdout.readline() == "in\n"
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)
    library.articles.save(**ARTICLE)

    assert library.articles.version() == 1


def test_two_imports_at_once_keep_each_article_once(library: Library, other: Library) -> None:
    library.articles.save_many([ARTICLE | {"title": f"{number}"} for number in range(150)])
    lines = list(export_library(library))
    with library.store.connection(writes=True) as connection:
        connection.execute(articles.delete())
    kept: list[list[bool]] = []

    def bring(library: Library) -> None:
        kept.append([one.ok for one in import_library(library, lines)])

    threads = [threading.Thread(target=bring, args=[one]) for one in (library, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert kept == [[True] * 150] * 2
    assert list(export_library(library)) == lines


def test_a_reader_sees_one_moment_while_others_write(library: Library, other: Library) -> None:
    counted = sql.select(sql.func.count()).select_from(articles)
    with library.store.connection() as connection:
        before = connection.scalar(counted)
        other.articles.save(**ARTICLE)
        after = connection.scalar(counted)

    assert (before, after) == (0, 0)
    assert len(library.articles.all()) == 1


def test_a_library_that_another_holds_is_told_as_in_use(
    url: str, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.2)
    hurried = Library(url)
    with library.store.connection(writes=True):
        with pytest.raises(StoreError, match="is in use by another program"):
            hurried.articles.save(**ARTICLE)
        assert hurried.articles.all().empty  # reading goes on
    hurried.articles.save(**ARTICLE)
    hurried.close()

    assert len(library.articles.all()) == 1


# --- values that PostgreSQL is strict about


def test_text_that_no_database_keeps_is_mended_wherever_it_goes(library: Library) -> None:
    bad = "a\0b\ud83d"
    key = library.articles.save(**ARTICLE | {"title": bad, "text": bad, "note": bad})
    library.fetches.record("NVDA", interval="1d", at=NOON, ok=False, said=bad)
    library.notes.tag([key], bad)
    library.notes.correct(key, bad, computed=0.1, label="neutral", note=bad)
    library.announcements.save(instant=NOON, title=bad, symbols="NVDA")
    fetch = library.fetches.last("NVDA")

    assert library.articles.one(key)["note"] == "ab?"
    assert fetch is not None
    assert fetch.said == "ab?"
    assert library.articles.find(Query(words=bad, tag=bad))[1] == 1
    assert library.articles.find(Query(outlet=bad, event=bad))[1] == 0
    assert library.bars.of(bad) is None


def test_instants_are_the_same_whatever_zone_the_server_keeps(
    postgres: PostgresServer, url: str
) -> None:
    name = url.rpartition("/")[2]
    postgres.tell(f"ALTER DATABASE {name} SET timezone = 'Asia/Tokyo'")
    library = Library(url)
    key = library.articles.save(**ARTICLE)
    added = library.articles.find()[0]["added_at"].iloc[0]
    held = library.articles.one(key)["published"]
    library.close()

    assert held == NOON
    assert abs(added - pd.Timestamp.now(tz="UTC")) < pd.Timedelta("1h")


# --- older libraries


@pytest.mark.parametrize("revision", ["0001", "0002", "0003"])
def test_a_library_of_any_older_revision_is_brought_up_without_loss(
    url: str, revision: str
) -> None:
    library = Library(url)
    key = library.articles.save(**ARTICLE)
    before = library.articles.one(key)
    library.close()
    engine = sql.create_engine(url)
    scripts = ScriptDirectory(str(Path(sentiment.library.migrations.__file__).parent))
    with engine.begin() as connection:
        options: dict[str, Any] = {
            "fn": lambda held, _: scripts._downgrade_revs(revision, held),
        }
        context = MigrationContext.configure(connection, opts=options)
        with Operations.context(context), context.begin_transaction():
            context.run_migrations()
        assert database._revision(connection) == revision
    engine.dispose()
    again = Library(url)
    found, after = again.articles.find(Query(words="implod"))[0], again.articles.one(key)
    again.close()

    assert list(found.index) == [key]
    pd.testing.assert_series_equal(after, before)


# --- copies


def test_a_copy_by_the_servers_own_tools_is_the_library_it_was(
    postgres: PostgresServer, url: str, library: Library, tmp_path: Path
) -> None:
    library.notes.tag([library.articles.save(**ARTICLE)], "to read")
    before = list(export_library(library))
    with pytest.raises(StoreError, match="pg_dump, which comes with PostgreSQL"):
        backup(library.store, tmp_path / "copy.sqlite")
    with pytest.raises(StoreError, match="pg_restore, which comes with PostgreSQL"):
        restore(tmp_path / "copy.sqlite", url)
    plain = url.replace("+psycopg", "")
    dumped = postgres.tool("pg_dump", "--dbname", plain)
    with postgres.fresh() as target:
        asked = ("--quiet", "--set=ON_ERROR_STOP=1", "--dbname", target.replace("+psycopg", ""))
        postgres.tool("psql", *asked, said=dumped)
        again = Library(target)
        after, found = list(export_library(again)), again.articles.find(Query(words="implod"))[1]
        again.articles.save(**ARTICLE | {"title": "Life goes on"})
        again.close()

    assert after == before
    assert found == 1


def test_a_library_moves_between_a_file_and_a_server(library: Library, tmp_path: Path) -> None:
    library.notes.tag([library.articles.save(**ARTICLE)], "to read")
    lines = list(export_library(library))
    in_file = Library(str(tmp_path / "library.sqlite"))
    results = list(import_library(in_file, lines))
    after = list(export_library(in_file))
    in_file.close()

    assert all(one.ok for one in results)
    assert after == lines


# --- a server that is away


@contextmanager
def away(server: PostgresServer) -> Iterator[None]:
    server.stop()
    try:
        yield
    finally:
        server.start()


def told(act: Callable[[], object]) -> str:
    with pytest.raises(StoreError) as caught:
        act()
    said = str(caught.value)
    assert not SECRET.search(said)
    assert said.count("\n") == 0
    return said


def test_a_server_that_goes_away_is_told_and_used_again_once_back(
    postgres: PostgresServer, url: str, library: Library
) -> None:
    key = library.articles.save(**ARTICLE)
    with away(postgres):
        reading = told(library.articles.all)
        writing = told(lambda: library.articles.save(**ARTICLE | {"title": "Lost?"}))
        opening = told(lambda: Library(url))

    assert re.search(r"cannot be reached|was shut down", reading)
    assert re.search(r"cannot be reached|was shut down", writing)
    assert "cannot be reached. Check that the server runs" in opening
    assert list(library.articles.all().index) == [key]  # at the first try


def test_a_server_that_ends_within_a_change_leaves_nothing_of_it(
    postgres: PostgresServer, library: Library
) -> None:
    library.articles.save(**ARTICLE)

    def change() -> None:
        with library.store.connection(writes=True) as connection:
            connection.execute(articles.delete())
            postgres.stop()
            connection.execute(articles.delete())

    try:
        said = told(change)
    finally:
        postgres.start()

    assert "The library postgresql+psycopg://librarian:***@" in said
    assert len(library.articles.all()) == 1


def test_a_server_that_hangs_is_given_up(
    postgres: PostgresServer, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 4.0)
    postgres.freeze()
    try:
        said = told(lambda: Library(url))
    finally:
        postgres.thaw()

    assert "cannot be reached" in said


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("postgresql://librarian:wr0ng@127.0.0.1:{port}/postgres", "name and password"),
        ("postgresql://nobody:wr0ng@127.0.0.1:{port}/postgres", "name and password"),
        ("postgres://librarian:{word}@127.0.0.1:{port}/absent", "not on that server"),
        ("postgresql://librarian:{word}@127.0.0.1:{shut}/x", "cannot be reached"),
        ("postgresql://librarian:{word}@127.0.0.1:port/x", "cannot be read"),
        ("postgresql://librarian:{word}@127.0.0.1:{port}/postgres?nonsense=1", "gave an error"),
        ("postgresql+nothing://librarian:{word}@127.0.0.1/x", "cannot be"),
        ("mysql://librarian:{word}@127.0.0.1/x", "mysql is not a kind that is known"),
    ],
)
def test_an_address_that_opens_nothing_is_a_sentence_without_the_password(
    postgres: PostgresServer, address: str, fault: str
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound but not listening: refused
        shut = taken.getsockname()[1]
        said = told(lambda: Library(address.format(port=postgres.port, shut=shut, word=PASSWORD)))

    assert fault in said
    assert "wr0ng" not in said


def test_a_database_that_cannot_hold_every_language_is_refused(postgres: PostgresServer) -> None:
    postgres.tell("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    said = told(lambda: Library(postgres.address("latin")))
    postgres.tell("DROP DATABASE latin WITH (FORCE)")

    assert "holds the letters of LATIN1 alone" in said


def test_a_user_who_may_make_no_tables_is_told(postgres: PostgresServer, url: str) -> None:
    name = url.rpartition("/")[2]
    postgres.tell("CREATE ROLE guest LOGIN PASSWORD 's3cret'")
    said = told(lambda: Library(f"postgresql://guest:s3cret@127.0.0.1:{postgres.port}/{name}"))
    postgres.tell("DROP ROLE guest")

    assert "Ask whoever runs the server" in said
