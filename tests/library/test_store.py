import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sql
from alembic.script import ScriptDirectory

import sentiment.library.migrations
from sentiment.library import database
from sentiment.library.database import DamagedError, StoreError
from sentiment.library.library import Library
from sentiment.library.store import default_url

FETCHED = pd.Timestamp("2026-02-03 18:00", tz="America/New_York")
ADDED = pd.Timestamp("2026-02-03 19:00", tz="UTC")
ARTICLE: dict[str, Any] = {
    "title": "The gamble’s end",
    "outlet": "The Wire",
    "published": pd.Timestamp("2026-02-02 23:30", tz="America/New_York"),
    "zone": "America/New_York",
    "origin": "pasted",
    "text": "The gamble has imploded. 😱\n\nShares fell.",
    "added_at": ADDED,
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder of its own" / "library.sqlite"


@pytest.fixture
def library(address: str) -> Iterator[Library]:
    opened = Library(address)
    yield opened
    opened.close()


@pytest.fixture
def in_file(path: Path) -> Iterator[Library]:
    """A library in a file at the path."""
    opened = Library(f"sqlite:///{path}")
    yield opened
    opened.close()


def bars(closes: dict[str, float], *, partial: str = "") -> pd.DataFrame:
    days = pd.DatetimeIndex(list(closes), name="session").as_unit("ns")
    prices = {name: list(closes.values()) for name in ("open", "high", "low", "close")}
    rest = {"volume": float("nan"), "dividend": 0.0, "split": 0.0}
    return pd.DataFrame({**prices, **rest, "partial": days == partial}, index=days)


def test_bars_come_back_as_they_were_saved(library: Library) -> None:
    saved = bars({"2026-02-02": 185.61, "2026-02-03": 180.34}, partial="2026-02-03")
    library.bars.save("NVDA", saved, fetched_at=FETCHED)

    pd.testing.assert_frame_equal(library.bars.of("NVDA"), saved)
    assert library.bars.of("AMD") is None


def test_later_bars_take_the_place_of_those_of_the_same_session(library: Library) -> None:
    library.bars.save("NVDA", bars({"2026-02-02": 1.0, "2026-02-03": 2.0}), fetched_at=FETCHED)
    library.bars.save("NVDA", bars({"2026-02-03": 3.0, "2026-02-04": 4.0}), fetched_at=FETCHED)

    assert list(library.bars.of("NVDA")["close"]) == [1, 3, 4]


def test_an_older_fetch_that_comes_late_overwrites_nothing(library: Library) -> None:
    library.bars.save("NVDA", bars({"2026-02-03": 3.0}), fetched_at=FETCHED)
    earlier = FETCHED - pd.Timedelta(hours=3)
    library.bars.save("NVDA", bars({"2026-02-03": 2.0}), fetched_at=earlier)

    assert list(library.bars.of("NVDA")["close"]) == [3]


def test_bars_kept_by_a_clock_that_was_ahead_give_way(library: Library) -> None:
    ahead = FETCHED + pd.Timedelta(days=1)
    library.bars.save("NVDA", bars({"2026-02-03": 3.0}), fetched_at=ahead)
    library.bars.save("NVDA", bars({"2026-02-03": 2.0}), fetched_at=FETCHED)

    assert list(library.bars.of("NVDA")["close"]) == [2]


def test_a_whole_history_takes_the_place_of_all(library: Library) -> None:
    library.bars.save("NVDA", bars({"2026-02-02": 1.0, "2026-02-03": 2.0}), fetched_at=FETCHED)
    library.bars.save("AMD", bars({"2026-02-02": 9.0}), fetched_at=FETCHED)
    library.bars.save("NVDA", bars({"2026-02-03": 0.2}), fetched_at=FETCHED, replace=True)

    assert list(library.bars.of("NVDA")["close"]) == [0.2]
    assert list(library.bars.of("AMD")["close"]) == [9]


def test_intraday_bars_are_found_by_session(library: Library) -> None:
    starts = ["2026-02-02 09:30", "2026-02-02 15:59", "2026-02-03 09:30"]
    index = pd.DatetimeIndex(starts, tz="America/New_York", name="start").as_unit("ns")
    values = {name: [1.0, 2.0, 3.0] for name in ("open", "high", "low", "close", "volume")}
    saved = pd.DataFrame(values, index=index)
    for _ in range(2):
        library.intraday.save("NVDA", saved, interval="1m")
    session = pd.Timestamp("2026-02-02")

    found = library.intraday.of("NVDA", interval="1m", session=session)
    pd.testing.assert_frame_equal(found, saved.iloc[:2])
    none = library.intraday.of("NVDA", interval="5m", session=session)
    assert none.empty
    assert none.dtypes.equals(saved.dtypes)
    assert none.index.dtype == saved.index.dtype


def test_an_article_comes_back_as_it_was_saved(library: Library) -> None:
    key = library.articles.save(**ARTICLE)
    article = library.articles.all().loc[key]

    assert key.startswith("2026-02-02-the-gambles-end-")
    assert article["text"] == ARTICLE["text"]
    assert article["published"] == ARTICLE["published"]
    assert (article["author"], article["url"], article["note"]) == ("", "", "")


def test_articles_come_oldest_first(library: Library) -> None:
    for day in (3, 1, 2):
        published = pd.Timestamp(f"2026-02-0{day} 12:00", tz="UTC")
        library.articles.save(**ARTICLE | {"title": f"{day}", "published": published})

    assert list(library.articles.all()["title"]) == ["1", "2", "3"]


def test_the_same_article_is_kept_once(library: Library) -> None:
    keys = {
        library.articles.save(**ARTICLE),
        library.articles.save(**ARTICLE | {"outlet": "Other"}),
    }

    assert len(keys) == 1
    assert list(library.articles.all()["outlet"]) == ["The Wire"]


def test_two_articles_of_one_day_and_title_have_two_keys(library: Library) -> None:
    keys = {library.articles.save(**ARTICLE), library.articles.save(**ARTICLE | {"text": "Other."})}

    assert len(keys) == len(library.articles.all()) == 2


@pytest.mark.parametrize("title", ["", "株価が下落", "…", "x" * 5000, "'; DROP TABLE articles; --"])
def test_any_title_makes_a_key(library: Library, title: str) -> None:
    key = library.articles.save(**ARTICLE | {"title": title})

    assert len(key) < 90
    assert library.articles.all().loc[key, "title"] == title


def test_text_that_no_database_keeps_is_mended(library: Library) -> None:
    key = library.articles.save(**ARTICLE | {"text": "half \ud83d and nul \0."})

    assert library.articles.all().loc[key, "text"] == "half ? and nul ."


def test_an_article_taken_out_can_be_put_back(library: Library) -> None:
    key = library.articles.save(**ARTICLE)
    library.articles.delete(key)
    assert (list(library.articles.all().index), list(library.articles.binned().index)) == (
        [],
        [key],
    )
    library.articles.restore(key)
    assert (list(library.articles.all().index), list(library.articles.binned().index)) == (
        [key],
        [],
    )


def test_saving_an_article_again_takes_it_out_of_the_bin(library: Library) -> None:
    key = library.articles.save(**ARTICLE)
    library.articles.delete(key)

    assert library.articles.save(**ARTICLE) == key
    assert list(library.articles.all().index) == [key]


def test_an_empty_library_joins_shipped_articles_without_a_warning(library: Library) -> None:
    key = library.articles.save(**ARTICLE)
    full = library.articles.all()
    library.articles.delete(key)
    empty = library.articles.all()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        joined = pd.concat([full, empty])

    assert joined.dtypes.equals(full.dtypes)
    assert empty.dtypes.equals(full.dtypes)
    assert empty.index.dtype == full.index.dtype
    assert str(full["published"].dtype) == "datetime64[ns, UTC]"


def test_the_last_fetch_says_how_it_went(library: Library) -> None:
    assert library.fetches.last("NVDA") is None
    for said in ("first", "last"):
        library.fetches.record("NVDA", interval="1d", at=FETCHED, ok=said == "last", said=said)
    fetch = library.fetches.last("NVDA")

    assert fetch is not None
    assert (fetch.at, fetch.ok, fetch.said) == (FETCHED, True, "last")


def test_versions_change_with_what_they_stand_for_in_any_process(
    address: str, library: Library
) -> None:
    other = Library(address)
    seen = [(other.articles.version(), other.bars.version("NVDA"), other.bars.version("AMD"))]
    for change in (
        lambda: library.bars.save("NVDA", bars({"2026-02-02": 1.0}), fetched_at=FETCHED),
        lambda: library.articles.save(**ARTICLE),
        lambda: library.articles.delete(library.articles.all().index[0]),
        lambda: library.articles.restore(library.articles.binned().index[0]),
    ):
        change()
        seen.append(
            (other.articles.version(), other.bars.version("NVDA"), other.bars.version("AMD"))
        )
    other.close()

    assert seen == [(0, 0, 0), (0, 1, 0), (1, 1, 0), (2, 1, 0), (3, 1, 0)]


def test_a_bare_path_is_a_file(tmp_path: Path) -> None:
    Library(str(tmp_path / "a b%20c?.sqlite")).close()

    assert (tmp_path / "a b%20c?.sqlite").exists()


def test_the_default_is_a_file_in_the_users_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_data_dir", lambda name, **_: str(tmp_path / name))
    Library(default_url()).close()

    assert (tmp_path / "investor-sentiment-dashboard" / "library.sqlite").exists()


# --- opening and migrating


def test_the_newest_revision_is_the_one_that_opening_compares_with() -> None:
    scripts = ScriptDirectory(str(Path(sentiment.library.migrations.__file__).parent))

    assert scripts.get_current_head() == database.HEAD


def test_opening_a_library_that_is_up_to_date_loads_no_alembic(
    address: str, library: Library
) -> None:
    assert library.articles.all().empty
    program = (
        "import sys; from sentiment.library.library import Library; "
        f"Library({address!r}).articles.all(); print('alembic' in sys.modules)"
    )
    said, complaint = run(program).communicate(timeout=60)

    assert (said.strip(), complaint) == ("False", "")


def test_a_fresh_library_opened_by_many_at_once_is_made_once(address: str) -> None:
    program = (
        "from sentiment.library.library import Library; "
        f"print(len(Library({address!r}).articles.all()))"
    )
    running = [run(program) for _ in range(4)]
    ran = [(*process.communicate(timeout=60), process.returncode) for process in running]

    assert ran == [("0\n", "", 0)] * 4


def run(program: str, *arguments: str) -> subprocess.Popen[str]:
    """Start a process of Python's own, told what to do."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


# --- nothing lost


WRITER = """
import sys
import pandas as pd
from sentiment.library.library import Library
path, name = sys.argv[1:]
library = Library(path)
published = pd.Timestamp("2026-02-02 12:00", tz="UTC")
days = pd.DatetimeIndex(["2026-02-02", "2026-02-03"], name="session")
for number in range(100_000):
    title = f"{name} {number}"
    library.articles.save(title=title, outlet="", published=published, zone="UTC", origin="pasted",
                       text="word " * 2000)
    print(title, flush=True)
    bars = pd.DataFrame({name: float(number) for name in ("open", "high", "low", "close", "volume",
                        "dividend", "split")} | {"partial": False}, index=days)
    library.bars.save("NVDA", bars, fetched_at=published + pd.Timedelta(number, "s"))
"""


def written_until_killed(address: str, name: str, *, rows: int) -> list[str]:
    """Return the titles that a writer had kept before it was killed."""
    with run(WRITER, address, name) as process:
        assert process.stdout is not None
        titles = [process.stdout.readline().rstrip("\n") for _ in range(rows)]
        os.kill(process.pid, signal.SIGKILL)
        titles += process.stdout.read().split("\n")[:-1]  # without a last line cut short
    return titles


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX's")
def test_killed_writers_lose_no_row_that_was_kept(address: str, library: Library) -> None:
    kept: list[str] = []
    for round_number in range(4):
        kept += written_until_killed(address, f"round {round_number}", rows=5 + 3 * round_number)
    held = set(library.articles.all()["title"])
    closes = library.bars.of("NVDA")["close"]

    assert set(kept) <= held
    assert len(held) <= len(kept) + 4  # at most one a round was kept but not told
    assert closes.nunique() == 1  # both bars of a save, or none
    if address.startswith("sqlite"):
        assert integrity_of(address) == "ok"


def integrity_of(address: str) -> str:
    engine = sql.create_engine(address)
    with engine.connect() as connection:
        found = str(connection.exec_driver_sql("PRAGMA integrity_check").scalar())
    engine.dispose()
    return found


def test_two_processes_and_a_thread_write_at_once_without_loss(
    address: str, library: Library
) -> None:
    program = WRITER.replace("100_000", "30")
    running = [run(program, address, name) for name in ("one", "two")]
    saved: list[str] = []

    def write() -> None:
        for number in range(30):
            saved.append(library.articles.save(**ARTICLE | {"text": f"three {number}"}))

    thread = threading.Thread(target=write)
    thread.start()
    for process in running:
        _, complaint = process.communicate(timeout=90)
        assert (process.returncode, complaint) == (0, "")
    thread.join()

    assert len(set(saved)) == 30
    assert len(library.articles.all()) == 90
    assert library.articles.version() == 90


def test_sqlite_writes_ahead_and_waits_for_the_disk(path: Path) -> None:
    engine = database.open_engine(str(path))
    with database.transaction(engine) as connection:
        settings = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout")
        ]
    engine.dispose()

    assert settings == ["wal", 2, 10_000]


# --- errors


def test_a_file_that_is_no_database_is_refused_and_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"my diary, not a database\n" * 500)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"is not a database.*move the file away.*DASHBOARD_STORE"):
        Library(str(path))

    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_damaged_file_is_refused_and_kept(path: Path, in_file: Library) -> None:
    for number in range(40):
        in_file.articles.save(**ARTICLE | {"text": f"{number} " * 3000})
    in_file.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xaa" * (len(whole) - 8192))
    with pytest.raises(StoreError, match=r"is damaged|is not a database"):
        Library(str(path)).articles.all()

    assert path.read_bytes()[8192:] == b"\xaa" * (len(whole) - 8192)


def test_a_bent_name_of_a_table_is_told_as_damage(path: Path, in_file: Library) -> None:
    in_file.close()
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE bars", b"CREATE \xb2ABLE bars"))
    with pytest.raises(database.DamagedError, match="is damaged"):
        Library(str(path))


@pytest.mark.parametrize("torn", ["title", "outlet", "text"])
def test_torn_text_is_told_as_damage(path: Path, in_file: Library, torn: str) -> None:
    in_file.articles.save(**ARTICLE | {"title": "a", "outlet": "b", "text": "c"} | {torn: "Marked"})
    in_file.close()
    path.write_bytes(path.read_bytes().replace(b"Marked", b"\xffarked"))
    with pytest.raises(database.DamagedError, match="is damaged"):
        Library(str(path)).articles.all()


@pytest.mark.parametrize(
    "cause",
    [
        sqlite3.OperationalError("of a kind that bears no code"),
        sqlite3.InterfaceError("bad parameter or other API misuse"),
        sqlite3.ProgrammingError("Cannot operate on a closed database."),
    ],
)
def test_no_fault_of_a_file_is_told_as_one_of_a_server(cause: sqlite3.Error) -> None:
    told = str(database.worded("library.sqlite", cause))

    assert str(cause).rstrip(".") in told
    assert "server" not in told


def test_a_library_of_a_newer_program_is_refused(path: Path, in_file: Library) -> None:
    in_file.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match=r"made by a newer version.*Update the program"):
        Library(str(path))


def test_a_library_in_use_is_told_as_such(
    path: Path, in_file: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    busy = Library(str(path))
    holder = sqlite3.connect(path)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="is in use by another program"):
        busy.articles.save(**ARTICLE)
    assert busy.articles.all().empty  # reading goes on
    holder.close()
    busy.articles.save(**ARTICLE)
    busy.close()

    assert len(in_file.articles.all()) == 1


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match=r"folder .*file.* cannot be made.*DASHBOARD_STORE"):
        Library(str(tmp_path / "file" / "library.sqlite"))


def test_a_place_where_no_file_can_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot be opened.*DASHBOARD_STORE"):
        Library(str(tmp_path))


def test_a_read_only_library_can_be_read_and_says_that_it_cannot_be_written(
    path: Path, in_file: Library
) -> None:
    in_file.articles.save(**ARTICLE)
    in_file.close()
    read_only = Library(f"sqlite:///file:{path}?mode=ro&uri=true")

    assert len(read_only.articles.all()) == 1
    with pytest.raises(StoreError, match=r"cannot be written to.*Make it writable"):
        read_only.articles.delete("x")
    read_only.close()


@pytest.fixture
def small_disk() -> Iterator[None]:
    """Let no database grow beyond some 80 pages, which is what SQLite sees of a full disk."""

    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 80")

    sql.event.listen(sql.Engine, "connect", limit)
    yield
    sql.event.remove(sql.Engine, "connect", limit)


@pytest.mark.usefixtures("small_disk")
def test_a_full_disk_is_told_and_costs_nothing(in_file: Library) -> None:
    in_file.articles.save(**ARTICLE)
    with pytest.raises(StoreError, match=r"no room left.*kept before is safe"):
        in_file.articles.save(**ARTICLE | {"text": "long " * 100_000})

    assert len(in_file.articles.all()) == 1
    assert in_file.articles.version() == 1


@pytest.mark.parametrize("url", ["nonsense://x", "sqlite+nothing:///x", "http://x/y"])
def test_an_address_of_no_database_is_refused_in_a_sentence(url: str) -> None:
    with pytest.raises(StoreError, match="Give an address such as"):
        Library(url)


def test_an_error_tells_nothing_of_what_was_to_be_kept(library: Library, address: str) -> None:
    engine = database.open_engine(address)
    with database.transaction(engine, writes=True) as connection:
        connection.exec_driver_sql("ALTER TABLE articles RENAME COLUMN note TO remark")
    engine.dispose()
    with pytest.raises(StoreError) as caught:
        library.articles.save(**ARTICLE)
    told = "".join(traceback.format_exception(caught.value))

    assert "INSERT INTO articles" in told
    assert "imploded" not in told
    assert "gamble" not in told


def test_another_programs_database_is_named_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    with contextlib.closing(sqlite3.connect(path)) as theirs:
        theirs.execute("CREATE TABLE articles (a)")
        theirs.commit()
    before = path.read_bytes()

    with pytest.raises(StoreError, match="is another program's database"):
        Library(f"sqlite:///{path}")
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["theirs.db"]


def test_a_library_that_lost_a_table_offers_a_repair(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    Library(f"sqlite:///{path}").close()
    with contextlib.closing(sqlite3.connect(path)) as torn:
        torn.execute("DROP TABLE articles")
        torn.commit()
    library = Library(f"sqlite:///{path}")

    with pytest.raises(DamagedError, match="lacks a part that every library has"):
        library.articles.all()
    library.close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(StoreError, match="is no file"):
        Library(f"sqlite:///{tmp_path}/pipe")
