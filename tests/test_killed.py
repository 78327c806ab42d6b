"""A program killed at any moment of any kind of write leaves each change whole, or not there."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest
from older_libraries import first_revision, integrity, revision_of, rows_of

from sentiment.library import results
from sentiment.library.database import HEAD
from sentiment.library.json_lines import export_library
from sentiment.library.library import Library

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX's")

KINDS = (
    "article articles edit bin tags links announcement candidates correction bars "
    "intraday tones signatures import restore backup migration"
).split()
KILLS = int(os.environ.get("KILLS", "3"))  # of each kind; a hundred are done by hand
LONGEST = 0.15  # seconds that a writer lives after its first change
DAY = pd.Timestamp("2026-02-02")

# For each line it is told, a writer is forked off that makes one kind of change over and over and
# tells each that returned, until it is killed.
WRITERS = """
import json, os, random, select, shutil, signal, sys, time
from pathlib import Path
import alembic.operations, alembic.runtime.migration, alembic.script
import pandas as pd
from sentiment.library import candidates, signatures, tones
from sentiment.library.backup import copies
from sentiment.library.json_lines import import_library
from sentiment.library.library import Library
from sentiment.market.candidates import Candidate

chance = random.Random(20260202)
noon = pd.Timestamp("2026-02-02 12:00", tz="UTC")
days = pd.DatetimeIndex(["2026-02-02", "2026-02-03"], name="session")
minutes = pd.date_range(noon, periods=2, freq="min", name="start")
row = dict(outlet="", published=noon, zone="UTC", origin="pasted")
names = ("compound", "low", "high", "n", "without_moves", "plain", "whole", "negative",
         "plain_negative")

def article(name):
    return row | {"title": name, "text": f"{name} " * 500}

def found(name, number, place):
    at = noon + pd.Timedelta(2 * number + place, "D")
    return Candidate(name, "AMD", "results", name, "EDGAR", "", at, "exact", days[0], "")

def line(name):
    told = {"version": 1, "kind": "article", "key": name, "title": name, "text": "word " * 900,
            "outlet": "", "zone": "UTC", "origin": "pasted", "published": noon.isoformat(),
            "tags": [name, "imported"]}
    return json.dumps(told)

def change(library, shared, path, kind, number):
    name = f"{kind} {number}"
    several = [f"{name} {place}" for place in range(5)]
    if kind == "article":
        library.articles.save(**article(name))
    elif kind == "articles":
        library.articles.save_many([article(one) for one in several])
    elif kind == "edit":
        held = library.articles.one(shared)
        library.articles.edit(shared, edited=held["edited"], note=name, author=name)
    elif kind == "bin":
        (library.articles.restore if number % 2 else library.articles.delete)(shared)
    elif kind == "tags":
        library.notes.tag(several, "noted")
    elif kind == "links":
        library.notes.link(several, "noted")
    elif kind == "announcement":
        library.announcements.save(instant=noon, title=name, symbols="NVDA")
    elif kind == "candidates":
        told = [found(f"{name} {place}", number, place) for place in range(2)]
        candidates.accept(library, told)
    elif kind == "correction":
        library.notes.correct(shared, name, computed=0.1, label="neutral", note=name)
    elif kind in ("bars", "intraday"):
        values = {one: float(number) for one in ("open", "high", "low", "close", "volume")}
        daily = dict(dividend=0.0, split=0.0, partial=False)
        if kind == "bars":
            bars = pd.DataFrame(values | daily, index=days)
            library.bars.save("NVDA", bars, fetched_at=noon + pd.Timedelta(number, "s"))
        else:
            library.intraday.save("NVDA", pd.DataFrame(values, index=minutes), interval="1m")
    elif kind == "tones":
        read = pd.DataFrame({one: float(number) for one in names}, index=["one", "two"])
        read = read.assign(session=days[0], edited=0)
        tones.keep_tones(library.store, read, about=None, engine="any")
    elif kind == "signatures":
        library.articles.save_many([article(one) for one in several])
        signatures.sign_some(library.store, limit=5)
    elif kind == "import":
        list(import_library(library, [line(one) for one in several]))
    elif kind == "migration":
        place = path.with_name(f"older-{number}.sqlite")
        shutil.copy(path.with_name("older.sqlite"), path.with_name("half"))
        os.replace(path.with_name("half"), place)
        Library(str(place)).close()
    else:
        copy = path.with_name("copy.sqlite")
        copies.backup(library.store, copy)
        if kind == "restore":
            copies.restore(copy, str(path)).unlink()

def write(told, path, kind, start):
    library = Library(str(path))
    shared = library.articles.save(**article("shared"))
    for number in range(start, start + 100_000):
        change(library, shared, path, kind, number)
        os.write(told, f"{number}\\n".encode())

for asked in sys.stdin:
    path, kind, start = json.loads(asked)
    heard, told = os.pipe()
    writer = os.fork()
    if not writer:
        os.close(heard)
        write(told, Path(path), kind, start)
    os.close(told)
    assert select.select([heard], [], [], 60)[0], "no change was made"
    time.sleep(chance.uniform(0, float(sys.argv[1])))  # the moment is what is tried
    os.kill(writer, signal.SIGKILL)
    with os.fdopen(heard) as pipe:
        print(pipe.read().split()[-1], flush=True)
    os.waitpid(writer, 0)
"""


Killed = Callable[[Path, str, int], int]


@pytest.fixture(scope="module")
def killed() -> Iterator[Killed]:
    """What starts a writer at a number, kills it, and returns the last number that it told."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITERS, str(LONGEST)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as nursery:
        asked, told, faults = nursery.stdin, nursery.stdout, nursery.stderr
        assert asked is not None
        assert told is not None
        assert faults is not None

        def kill(path: Path, kind: str, start: int) -> int:
            print(json.dumps([str(path), kind, start]), file=asked, flush=True)
            last = told.readline()
            return int(last) if last else pytest.fail(faults.read())

        yield kill
        asked.close()


def check(library: Library, kind: str, *, last: int) -> None:
    """Refuse a change that was told and is not there, or that is there in part."""
    titles = list(library.articles.all()["title"])
    if kind == "article":
        assert f"article {last}" in titles
    elif kind in ("articles", "signatures"):
        assert titles.count("shared") == 1
        assert sum(title.startswith(kind) for title in titles) % 5 == 0
        assert f"{kind} {last} 4" in titles
    elif kind == "edit":
        [held] = [library.articles.one(key) for key in library.articles.all().index]
        assert held["note"] == held["author"]
        assert int(held["note"].split()[1]) in {last, last + 1}
    elif kind in ("tags", "links"):
        noted = list((library.notes.tags() if kind == "tags" else library.notes.links()).index)
        assert len(noted) % 5 == 0
        assert f"{kind} {last} 4" in noted
    elif kind == "announcement":
        assert f"announcement {last}" in list(library.announcements.all()["title"])
    elif kind == "candidates":
        accepted = list(library.announcements.all()["title"])
        assert f"candidates {last} 1" in accepted
        assert len(accepted) == len(set(accepted))
        # a date is kept first, so that what was cut short is offered again
        assert len(results.kept_results(library.store, "AMD")) - len(accepted) in range(
            2 * KILLS + 1
        )
    elif kind == "correction":
        assert f"correction {last}" in list(library.notes.corrections()["note"])
    elif kind in ("bars", "intraday"):
        closes = (
            library.bars.of("NVDA")
            if kind == "bars"
            else library.intraday.of("NVDA", interval="1m", session=DAY)
        )["close"]
        assert len(closes) == 2
        assert closes.nunique() == 1
        assert closes.iloc[0] in {last, last + 1}
    elif kind == "import":
        imported = [title for title in titles if title.startswith("import ")]
        tags = library.notes.tags()
        assert len(imported) % 5 == 0
        assert f"import {last} 4" in imported
        assert all(tags[title] == [title, "imported"] for title in imported)
    elif kind == "restore":
        assert titles == ["shared"]


def check_copy(copy: Path) -> None:
    """Refuse a copy that is not whole."""
    library = Library(str(copy))
    titles = list(library.articles.all()["title"])
    library.close()

    assert titles == ["shared"]
    assert integrity(copy) == "ok"


def check_older(folder: Path, *, last: int) -> None:
    """Refuse a library that was not brought up to date as was told, or in part only."""
    before = rows_of(folder / "older.sqlite")
    for place in folder.glob("older-*.sqlite"):
        number = int(place.stem.split("-")[1])
        with closing(sqlite3.connect(place)):  # brings what lies in the log into the file
            revision = revision_of(place)

        assert revision == HEAD or (number > last and revision == "0001")
        assert rows_of(place) == before
        assert integrity(place) == "ok"
        Library(str(place)).close()
        assert revision_of(place) == HEAD
        for part in folder.glob(f"{place.name}*"):
            part.unlink()


@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_writer_leaves_each_change_whole_or_not_there(
    killed: Killed, tmp_path: Path, kind: str
) -> None:
    path, last = tmp_path / "library.sqlite", -2
    first_revision(tmp_path / "older.sqlite", articles=20)
    for _ in range(KILLS):
        last = killed(path, kind, last + 2)
        library = Library(str(path))
        check(library, kind, last=last)
        if kind == "backup":
            check_copy(tmp_path / "copy.sqlite")
        check_older(tmp_path, last=last)
        with library.store.connection(writes=True) as connection:  # raises if words and rows differ
            connection.exec_driver_sql(
                "INSERT INTO article_words(article_words) VALUES('integrity-check')"
            )
            tones = list(connection.exec_driver_sql("SELECT DISTINCT compound FROM tones"))
        exported = [json.loads(line) for line in export_library(library)]
        library.close()

        assert integrity(path) == "ok"
        assert len(tones) == (kind == "tones")
        assert exported
