"""What is told as kept stays kept: writers killed, disks full, files damaged, copies put back."""

import json
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sql
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from older_libraries import first_revision, integrity, revision_of, rows_of

import sentiment.library.migrations
from sentiment.library import database
from sentiment.library.backup.copies import backup, restore, set_aside
from sentiment.library.database import DamagedError, StoreError
from sentiment.library.json_lines import export_library
from sentiment.library.library import Library
from sentiment.library.search import Query

NOON = pd.Timestamp("2026-02-02 12:00", tz="America/New_York")
ARTICLE: dict[str, Any] = {
    "title": "A bet unravels",
    "outlet": "The Wire",
    "published": NOON,
    "zone": "America/New_York",
    "origin": "pasted",
    "text": "It fell.",
}
POSIX = pytest.mark.skipif(os.name == "nt", reason="kill -9 and limits on files are POSIX's")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="capabilities are Linux's")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    opened = Library(str(path))
    yield opened
    opened.close()


def told(program: str, *arguments: object) -> list[Any]:
    """Run a program of Python's own, and return the JSON values that it prints."""
    ran = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    return [json.loads(line) for line in ran.stdout.splitlines()]


def contents(path: Path) -> list[str]:
    library = Library(str(path))
    lines = list(export_library(library))
    library.close()
    return lines


# --- killed


# Each round forks a writer that saves until it is killed; a save is told once it returned.
KILLED = """
import json, os, random, select, signal, sys, time
import pandas as pd
from sentiment.library.library import Library

path, seed = sys.argv[1:]
random.seed(int(seed))
published = pd.Timestamp("2026-02-02 12:00", tz="UTC")

def write(name, told):
    library = Library(path)
    for number in range(100_000):
        key = library.articles.save(title=f"{name} {number}", outlet="", published=published,
                                 zone="UTC", origin="pasted", text=f"word{number} " * 500)
        library.notes.tag([key], "saved")
        library.articles.edit(key, edited=0, note="edited")
        os.write(told, f"{key}\\n".encode())

for number in range(20):
    heard, told = os.pipe()
    child = os.fork()
    if not child:
        os.close(heard)
        write(f"round {number}", told)
    os.close(told)
    select.select([heard], [], [], 60)  # the first is kept
    time.sleep(random.uniform(0, 0.12))
    os.kill(child, signal.SIGKILL)
    with os.fdopen(heard) as pipe:
        for line in pipe:
            print(json.dumps(line.strip()))
    os.waitpid(child, 0)
"""


@POSIX
def test_twenty_killed_writers_lose_nothing_that_was_told(path: Path) -> None:
    Library(str(path)).close()
    keys = told(KILLED, path, 20260202)
    library = Library(str(path))
    articles, tagged = library.articles.all(), library.notes.tags()
    edits = [library.articles.one(key)["edited"] for key in keys]
    with library.store.connection(writes=True) as connection:  # raises if words and rows disagree
        connection.exec_driver_sql(
            "INSERT INTO article_words(article_words) VALUES('integrity-check')"
        )
    library.close()

    assert len({key.rsplit("-", 2)[0] for key in keys}) == 20
    assert {*keys} <= {*articles.index}
    assert {*keys} <= {*tagged.index}
    assert set(edits) == {1}
    assert len(articles) <= len(keys) + 20  # at most one a round was kept but not told
    assert integrity(path) == "ok"


# --- full disks


FULL = """
import json, resource, sys
import pandas as pd
from sentiment.library.library import Library

path = sys.argv[1]
library = Library(path)
row = dict(outlet="", published=pd.Timestamp("2026-02-02 12:00", tz="UTC"), zone="UTC",
           origin="pasted")
print(json.dumps(library.articles.save(title="kept", text="short", **row)))
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, resource.RLIM_INFINITY))
for number in range(1000):
    try:
        print(json.dumps(library.articles.save(title=f"{number}", text=f"{number} " * 5000, **row)))
    except Exception as error:
        print(json.dumps([type(error).__name__, str(error)]))
        break
print(json.dumps(len(library.articles.all())))
"""


@POSIX
def test_a_disk_that_takes_no_more_is_told_and_costs_nothing(path: Path) -> None:
    *keys, (name, said), held = told(FULL, path)
    library = Library(str(path))
    articles = library.articles.all()
    library.articles.save(**ARTICLE)
    library.close()

    assert name == "StoreError"
    assert "disk" in said
    assert said.endswith("what was kept before is safe.")
    assert len(keys) > 3
    assert [*articles.index.sort_values()] == sorted(keys)
    assert held == len(keys)
    assert integrity(path) == "ok"


# --- two at once


EDITOR = """
import json, sys
from sentiment.library.library import Library
path, key, name = sys.argv[1:]
library = Library(path)
opened = int(library.articles.one(key)["edited"])
print("ready", flush=True)
sys.stdin.readline()
try:
    said = library.articles.edit(key, edited=opened, title=name)
except Exception as error:
    said = str(error)
print(json.dumps(said))
"""


def test_of_two_processes_that_edit_one_article_one_is_told_of_the_other(
    path: Path, library: Library
) -> None:
    key = library.articles.save(**ARTICLE)
    editors = [
        subprocess.Popen(
            [sys.executable, "-c", EDITOR, str(path), key, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "two")
    ]
    for editor in editors:
        assert editor.stdout is not None
        editor.stdout.readline()
    said = [json.loads(editor.communicate("go\n", timeout=60)[0]) for editor in editors]
    article = library.articles.one(key)

    assert said.count(1) == 1
    [sentence] = [one for one in said if one != 1]
    assert "was changed elsewhere" in sentence
    assert article["title"] == ("one", "two")[said.index(1)]
    assert article["edited"] == 1


# --- places that cannot be written


READ_ONLY = """
import ctypes, json, os, sys
import alembic.operations, alembic.runtime.migration, alembic.script
import pandas as pd
from sentiment.library.library import Library
path = sys.argv[1]
if os.geteuid() == 0:  # root writes anywhere while it has its capabilities
    header, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None).capset(header, none) == 0
try:
    library = Library(path)
    library.articles.save(title="t", outlet="", published=pd.Timestamp("2026-02-02", tz="UTC"),
                       zone="UTC", origin="pasted", text="x")
    said = "kept"
except Exception as error:
    said = [type(error).__name__, str(error)]
print(json.dumps(said))
"""


@LINUX
@pytest.mark.parametrize("held", [True, False])
def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path, held: bool) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    path = folder / "library.sqlite"
    if held:
        Library(str(path)).close()
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    folder.chmod(0o555)
    [[name, said]] = told(READ_ONLY, path)
    folder.chmod(0o755)

    assert name == "StoreError"
    assert "cannot be" in said
    assert "Make it writable, or let DASHBOARD_STORE name another file." in said
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


# --- older libraries


def test_a_library_of_the_first_revision_is_brought_up_without_loss(path: Path) -> None:
    first_revision(path, articles=50)
    before = rows_of(path)
    library = Library(str(path))
    found, total = library.articles.find(Query(words="nvidia 17"), limit=5)
    binned = library.articles.find(Query(binned=True))[1]
    number = library.articles.edit("2026-02-02-0017", edited=0, note="edited")
    version = library.articles.version()
    library.articles.edit("2026-02-02-0017", edited=1, note="")
    library.close()
    after = [(*row[:10], *row[11:]) for row in rows_of(path)]

    assert (list(found.index), total) == (["2026-02-02-0017"], 1)
    assert binned == 5
    assert (number, version) == (1, 8)
    assert after == [(*row[:10], *row[11:]) for row in before]  # an edit renews the digest
    assert len(before) == 50
    assert revision_of(path) == database.HEAD
    assert integrity(path) == "ok"


@pytest.fixture
def full() -> Iterator[None]:
    """A disk with hardly any room for a file that is opened."""

    def limit(connection: sqlite3.Connection, _: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 5}")

    sql.event.listen(sql.Engine, "connect", limit)
    yield
    sql.event.remove(sql.Engine, "connect", limit)


def test_a_full_disk_leaves_an_older_library_as_it_was(
    path: Path, request: pytest.FixtureRequest
) -> None:
    first_revision(path, articles=50)
    before = rows_of(path)
    request.getfixturevalue("full")
    with pytest.raises(StoreError, match=r"no room left.*kept before is safe"):
        Library(str(path))

    assert rows_of(path) == before
    assert revision_of(path) == "0001"


def test_a_library_goes_back_to_the_first_revision_and_forth(path: Path, library: Library) -> None:
    key = library.articles.save(**ARTICLE)
    library.close()
    before = rows_of(path)
    engine = sql.create_engine(f"sqlite:///{path}")
    scripts = ScriptDirectory(str(Path(sentiment.library.migrations.__file__).parent))
    with engine.begin() as connection:
        options = {"fn": lambda revision, _: scripts._downgrade_revs("0001", revision)}
        context = MigrationContext.configure(connection, opts=options)
        with Operations.context(context), context.begin_transaction():
            context.run_migrations()
    engine.dispose()
    assert revision_of(path) == "0001"
    again = Library(str(path))
    found = again.articles.find(Query(words="fell"))[0]
    again.close()

    assert rows_of(path) == before
    assert list(found.index) == [key]


# --- backups


def test_a_backup_put_back_is_the_library_it_was(path: Path, library: Library) -> None:
    key = library.articles.save(**ARTICLE)
    library.notes.tag([key], "to read")
    copy = path.parent / "folder" / "backup.sqlite"
    backup(library.store, copy)
    before, seen = list(export_library(library)), library.articles.version()
    library.articles.edit(key, edited=0, text="Spoilt.")
    library.articles.save(**ARTICLE | {"title": "Later"})
    spoilt = list(export_library(library))
    kept = restore(copy, f"sqlite:///{path}")

    assert list(export_library(library)) == before  # whoever has it open sees it
    assert library.articles.version() > seen + 2  # and knows that what was cached is stale
    assert library.articles.find(Query(words="spoilt"))[1] == 0
    assert kept is not None
    assert kept.name.startswith("library.sqlite.before-restore-20")
    assert contents(kept) == spoilt
    assert [file.name for file in copy.parent.iterdir()] == ["backup.sqlite"]
    assert integrity(path) == "ok"
    library.articles.save(**ARTICLE | {"title": "Life goes on"})


def test_a_backup_is_whole_while_others_write(path: Path, library: Library) -> None:
    library.articles.save_many(
        [ARTICLE | {"title": f"{n}", "text": "word " * 999} for n in range(300)]
    )
    other = Library(str(path))
    other.articles.save(**ARTICLE)
    copy = path.parent / "backup.sqlite"
    for number in range(5):
        backup(library.store, copy)
        other.articles.save(**ARTICLE | {"title": f"later {number}"})
    other.close()

    assert integrity(copy) == "ok"
    assert len(contents(copy)) == 305


def test_a_backup_of_an_older_program_is_brought_up_to_date(path: Path) -> None:
    old = path.parent / "old.sqlite"
    first_revision(old, articles=3)
    unchanged = old.read_bytes()

    assert restore(old, str(path)) is None  # there was none before
    assert len(contents(path)) == 3
    assert old.read_bytes() == unchanged


def test_an_empty_file_in_the_librarys_place_is_none_to_keep(path: Path, library: Library) -> None:
    library.articles.save(**ARTICLE)
    copy, fresh = path.parent / "backup.sqlite", path.parent / "fresh" / "library.sqlite"
    backup(library.store, copy)
    fresh.parent.mkdir()
    fresh.touch()

    assert restore(copy, str(fresh)) is None
    assert [file.name for file in fresh.parent.iterdir()] == ["library.sqlite"]
    assert contents(fresh) == list(export_library(library))


def test_a_damaged_library_is_not_copied_over_the_backup_that_is_whole(
    path: Path, library: Library
) -> None:
    library.articles.save(**ARTICLE | {"text": "Marked."})
    copy = path.parent / "backup.sqlite"
    backup(library.store, copy)
    whole = copy.read_bytes()
    library.close()
    path.write_bytes(path.read_bytes().replace(b"Marked.", b"\xffarked."))
    torn = Library(str(path))
    with pytest.raises(DamagedError, match=r"library\.sqlite.*Restore an older backup"):
        backup(torn.store, copy)

    torn.close()
    assert copy.read_bytes() == whole
    assert not [file for file in path.parent.iterdir() if file.name.startswith(".")]


def test_a_backup_takes_the_place_of_a_damaged_library(path: Path, library: Library) -> None:
    library.articles.save(**ARTICLE)
    copy = path.parent / "backup.sqlite"
    backup(library.store, copy)
    before = list(export_library(library))
    library.close()
    path.write_bytes(spoilt := b"\xaa" * 50_000)
    kept = restore(copy, str(path))

    assert kept is not None
    assert kept.read_bytes() == spoilt
    assert contents(path) == before


def test_a_backup_with_other_pages_fits(path: Path, library: Library) -> None:
    library.articles.save(**ARTICLE)
    before = list(export_library(library))
    copy = path.parent / "backup.sqlite"
    backup(library.store, copy)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA page_size = 8192")
        connection.execute("VACUUM")
    library.articles.delete(library.articles.all().index[0])
    restore(copy, str(path))

    assert list(export_library(library)) == before


def damaged(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xaa" * (len(whole) - 8192))


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def another(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name)")


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (damaged, r"is damaged|is not a database"),
        (newer, r"was made by a newer version.*Update the program"),
        (another, "holds no library"),
        (lambda path: path.write_bytes(b"my diary\n" * 999), "is not a database"),
        (lambda path: path.write_bytes(b""), "holds no library"),
        (lambda path: path.unlink(), "is not there"),
    ],
)
def test_what_is_no_whole_backup_is_refused_and_nothing_changes(
    path: Path, library: Library, spoil: Any, fault: str
) -> None:
    library.articles.save(**ARTICLE)
    copy = path.parent / "backup.sqlite"
    backup(library.store, copy)
    before = list(export_library(library))
    spoil(copy)
    files = {file.name for file in path.parent.iterdir()}
    with pytest.raises(StoreError, match=rf"backup.sqlite ({fault}).*left as it is"):
        restore(copy, str(path))

    assert list(export_library(library)) == before
    assert {file.name for file in path.parent.iterdir()} == files


def test_a_library_in_use_is_not_restored_over(
    path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sentiment.library.database.PATIENCE", 0.1)
    copy = path.parent / "backup.sqlite"
    backup(library.store, copy)
    key = library.articles.save(**ARTICLE)
    with closing(sqlite3.connect(path)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="is in use by another program"):
            restore(copy, str(path))

    assert list(library.articles.all().index) == [key]


def test_a_library_that_another_program_locks_is_not_taken_for_damaged(
    path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sentiment.library.database.PATIENCE", 0.1)
    copy = path.parent / "backup.sqlite"
    key = library.articles.save(**ARTICLE)
    backup(library.store, copy)
    library.close()
    with closing(sqlite3.connect(path)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        for moving in (lambda: restore(copy, str(path)), lambda: set_aside(str(path))):
            with pytest.raises(StoreError, match=r"is in use by another program.*left as it is"):
                moving()
    files = {file.name for file in path.parent.iterdir()}

    assert list(Library(str(path)).articles.all().index) == [key]
    assert not [name for name in files if "before-restore" in name or "damaged" in name]


@pytest.mark.parametrize("torn", ["title", "outlet", "text"])
def test_a_library_with_torn_text_is_set_aside_and_not_copied(
    path: Path, library: Library, torn: str
) -> None:
    library.articles.save(**ARTICLE | {torn: "Marked"})
    library.close()
    path.write_bytes(path.read_bytes().replace(b"Marked", b"\xffarked"))
    with closing(Library(str(path))) as held, pytest.raises(DamagedError, match="is damaged"):
        backup(held.store, path.parent / "backup.sqlite")

    assert set_aside(str(path)).name.startswith("library.sqlite.damaged-20")


def test_a_damaged_library_is_set_aside_whole_and_a_whole_one_is_not(
    path: Path, library: Library
) -> None:
    library.articles.save(**ARTICLE)
    with pytest.raises(StoreError, match="is not damaged"):
        set_aside(str(path))
    library.close()
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE bars", b"CREATE \xb2ABLE bars"))
    bent = set_aside(str(path))
    path.write_bytes(spoilt := b"\xaa" * 50_000)
    Path(f"{path}-wal").write_bytes(log := b"\xbb" * 5_000)
    with pytest.raises(DamagedError, match="Nothing in it was changed"):
        Library(str(path))
    kept = set_aside(str(path))

    assert bent.name.startswith("library.sqlite.damaged-20")
    assert bent != kept
    assert kept.name.startswith("library.sqlite.damaged-20")
    assert kept.read_bytes() == spoilt
    assert Path(f"{kept}-wal").read_bytes() == log
    assert contents(path) == []


def test_a_backup_that_cannot_be_written_leaves_the_older_one(path: Path, library: Library) -> None:
    in_the_way = path.parent / "file"
    in_the_way.write_text("a file, no folder")
    with pytest.raises(StoreError, match=r"cannot be written.*Name another folder"):
        backup(library.store, in_the_way / "backup.sqlite")
    with pytest.raises(StoreError, match="cannot be copied over itself"):
        backup(library.store, path)
    folder = path.parent / "a folder of that name"
    folder.mkdir()
    with pytest.raises(StoreError, match="cannot be written"):
        backup(library.store, folder)

    assert not [file for file in path.parent.iterdir() if file.name.startswith(".")]


def test_a_library_on_a_server_has_its_own_tools() -> None:
    with pytest.raises(StoreError, match="pg_restore, which comes with PostgreSQL"):
        restore("backup.sqlite", "postgresql+psycopg://someone:secret@localhost/library")


DIES = """
import os, signal, sys
from pathlib import Path
from sentiment.library.backup.copies import _written_beside
with _written_beside(Path(sys.argv[1])) as half:
    half.write_bytes(b"half")
    Path(f"{half}-journal").write_bytes(b"half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@POSIX
def test_what_a_killed_copy_left_is_cleared_by_a_later_one(path: Path, library: Library) -> None:
    copy = path.parent / "folder" / "backup.sqlite"

    def killed() -> set[Path]:
        before = set(copy.parent.glob(".*"))
        subprocess.run([sys.executable, "-c", DIES, str(copy)], check=False, timeout=100)
        return set(copy.parent.glob(".*")) - before

    stale = killed()
    others = {
        copy.with_name(name)
        for name in (
            *("backup.sqlite.abcdefgh.part", ".backup.sqlite.abcdefgh", ".backup.sqlite.part"),
            *(".another.sqlite.abcdefgh.part", ".backup.sqlite.abcdefgh.partly", ".notes"),
        )
    }
    for file in others:
        file.write_text("another's")
    for file in stale | others:
        os.utime(file, (1e9, 1e9))
    being_written = killed()
    backup(library.store, copy)

    assert len(stale) == len(being_written) == 2
    assert set(copy.parent.iterdir()) == {copy, *others, *being_written}


@pytest.mark.usefixtures("full")
def test_a_full_disk_takes_no_backup_and_is_told_by_the_librarys_name(path: Path) -> None:
    old = path.parent / "old.sqlite"
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("CREATE TABLE alembic_version (version_num)")
        connection.execute("INSERT INTO alembic_version VALUES ('0001')")
    with pytest.raises(StoreError, match=r"/library\.sqlite has no room left on its disk"):
        restore(old, str(path))

    assert [file.name for file in path.parent.iterdir()] == ["old.sqlite"]


def test_random_damage_to_a_backup_never_passes_unseen_into_the_library(
    path: Path, library: Library
) -> None:
    library.articles.save_many(
        [ARTICLE | {"title": f"{n}", "text": f"{n} " * 500} for n in range(60)]
    )
    copy = path.parent / "backup.sqlite"
    backup(library.store, copy)
    whole = copy.read_bytes()
    before = list(export_library(library))
    chance = random.Random(7)  # noqa: S311 - damage, not a secret
    refused = 0
    for _ in range(12):
        place = chance.randrange(0, len(whole) - 4096, 4096)
        copy.write_bytes(whole[:place] + chance.randbytes(4096) + whole[place + 4096 :])
        try:
            restore(copy, str(path))
        except StoreError:
            refused += 1
            assert list(export_library(library)) == before
        else:
            assert integrity(path) == "ok"
            restore_whole(whole, copy, path)

    assert refused >= 6


def restore_whole(whole: bytes, copy: Path, path: Path) -> None:
    copy.write_bytes(whole)
    restore(copy, str(path))
