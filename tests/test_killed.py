"""A program killed at any moment of any kind of write leaves each change whole, or not there."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from sentiment.exchange import export_library
from sentiment.library import Library

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX's")

KINDS = "article articles edit bin notes announcement correction bars tones import restore".split()
KILLS = int(os.environ.get("KILLS", "22"))  # over all kinds; a hundred were once done by hand

# Writes one kind of change over and over, and tells each that returned.
WRITER = """
import json, os, sys
from pathlib import Path
import pandas as pd
from sentiment import backup, tone_shelf
from sentiment.exchange import export_library, import_library
from sentiment.library import Library

path, kind, start = sys.argv[1], sys.argv[2], int(sys.argv[3])
noon = pd.Timestamp("2026-02-02 12:00", tz="UTC")
library = Library(path)
days = pd.DatetimeIndex(["2026-02-02", "2026-02-03"], name="session")
row = dict(outlet="", published=noon, zone="UTC", origin="pasted")
names = ("compound", "low", "high", "n", "without_moves", "plain", "whole", "negative",
         "plain_negative")

def article(name):
    return row | {"title": name, "text": f"{name} " * 500}

def line(name):
    told = {"version": 1, "kind": "article", "key": name, "title": name, "text": "word " * 900,
            "outlet": "", "zone": "UTC", "origin": "pasted", "published": noon.isoformat(),
            "tags": [name, "imported"]}
    return json.dumps(told)

shared = library.save_article(**article("shared"))
for number in range(start, start + 100_000):
    name = f"{kind} {number}"
    if kind == "article":
        library.save_article(**article(name))
    elif kind == "articles":
        library.save_articles([article(f"{name} {place}") for place in range(5)])
    elif kind == "edit":
        held = library.article(shared)
        library.edit_article(shared, edited=held["edited"], note=name, author=name)
    elif kind == "bin":
        (library.restore_article if number % 2 else library.delete_article)(shared)
    elif kind == "notes":
        library.tag([f"{name} {place}" for place in range(5)], "noted")
    elif kind == "announcement":
        library.save_announcement(instant=noon, title=name, symbols="NVDA")
    elif kind == "correction":
        library.correct(shared, name, computed=0.1, label="neutral", note=name)
    elif kind == "bars":
        bars = pd.DataFrame({one: float(number) for one in ("open", "high", "low", "close",
                            "volume", "dividend", "split")} | {"partial": False}, index=days)
        library.save_bars("NVDA", bars, fetched_at=noon + pd.Timedelta(number, "s"))
    elif kind == "tones":
        read = pd.DataFrame({one: float(number) for one in names}, index=["one", "two"])
        read = read.assign(session=days[0], edited=0)
        tone_shelf.keep_tones(library, read, about=None, engine="any")
    elif kind == "import":
        list(import_library(library, [line(f"{name} {place}") for place in range(5)]))
    else:
        copy = Path(path).with_name("copy.sqlite")
        backup.backup(library, copy)
        kept = backup.restore(copy, path)
        kept.unlink()
    os.write(1, f"{number}\\n".encode())
"""


def killed(path: Path, kind: str, *, start: int, after: float) -> int:
    """Kill a writer some time after its first change; return the last change that it told."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), kind, str(start)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        assert first, process.stderr.read()
        time.sleep(after)  # the moment is what is tried
        process.send_signal(signal.SIGKILL)
        told = [first, *process.stdout.read().split("\n")[:-1]]
    return int(told[-1])


def check(library: Library, kind: str, *, last: int) -> None:
    """Refuse a change that was told and is not there, or that is there in part."""
    titles = list(library.articles()["title"])
    if kind == "article":
        assert f"article {last}" in titles
    elif kind == "articles":
        assert titles.count("shared") == 1
        assert sum(title.startswith("articles ") for title in titles) % 5 == 0
        assert f"articles {last} 4" in titles
    elif kind == "edit":
        [held] = [library.article(key) for key in library.articles().index]
        assert held["note"] == held["author"]
        assert int(held["note"].split()[1]) in {last, last + 1}
    elif kind == "notes":
        noted = list(library.tags().index)
        assert len(noted) % 5 == 0
        assert f"notes {last} 4" in noted
    elif kind == "announcement":
        assert f"announcement {last}" in list(library.announcements()["title"])
    elif kind == "correction":
        assert f"correction {last}" in list(library.corrections()["note"])
    elif kind == "bars":
        closes = library.bars("NVDA")["close"]
        assert closes.nunique() == 1
        assert closes.iloc[0] in {last, last + 1}
    elif kind == "import":
        imported = [title for title in titles if title.startswith("import ")]
        tags = library.tags()
        assert len(imported) % 5 == 0
        assert f"import {last} 4" in imported
        assert all(tags[title] == [title, "imported"] for title in imported)
    elif kind == "restore":
        assert titles == ["shared"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_writer_leaves_each_change_whole_or_not_there(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "library.sqlite"
    chance = random.Random(f"{kind} 20260202")  # noqa: S311 - a moment, not a secret
    start = 0
    for _ in range(max(KILLS // len(KINDS), 1)):
        last = killed(path, kind, start=start, after=chance.uniform(0, 0.15))
        library = Library(str(path))
        check(library, kind, last=last)
        with library.connection(writes=True) as connection:  # raises if words and rows disagree
            connection.exec_driver_sql(
                "INSERT INTO article_words(article_words) VALUES('integrity-check')"
            )
            tones = list(connection.exec_driver_sql("SELECT DISTINCT compound FROM tones"))
        exported = [json.loads(line) for line in export_library(library)]
        library.close()
        with closing(sqlite3.connect(path)) as connection:
            [found] = connection.execute("PRAGMA integrity_check").fetchone()
        start = last + 2

        assert found == "ok"
        assert len(tones) == (kind == "tones")
        assert exported
