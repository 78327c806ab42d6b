"""A program killed before each write, sync and rename of a change leaves it whole, or not there."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from older_libraries import integrity

from sentiment.library.json_lines import export_library
from sentiment.library.library import Library

pytestmark = pytest.mark.skipif(
    (sys.platform, platform.machine()) != ("linux", "x86_64"),
    reason="a program is stopped before each of its calls by a number that Linux gives it there",
)

# Forks, time and again, what makes one change, and kills it before its first, second, ... call of
# the system that a disk could remember, until one has made them all; prints the call, and whether
# all were made.
KILLER = """
import ctypes, json, os, shutil, signal, sys
from pathlib import Path
import pandas as pd
from sentiment.library.backup import copies
from sentiment.library.json_lines import import_library
from sentiment.library.library import Library

CALLS = {1: "write", 18: "write", 20: "write", 296: "write", 74: "sync", 75: "sync", 26: "sync",
         277: "sync", 76: "shorten", 77: "shorten", 82: "rename", 264: "rename", 316: "rename",
         86: "link", 265: "link", 87: "unlink", 263: "unlink"}
TRACED, PEEK, CALL, CALL_NUMBER = 0, 3, 24, 8 * 15  # of <sys/ptrace.h>, <sys/reg.h>
system = ctypes.CDLL(None, use_errno=True)
system.ptrace.restype = ctypes.c_long
system.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]

kind, folder, step = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
noon = pd.Timestamp("2026-02-02 12:00", tz="UTC")
row = dict(outlet="", published=noon, zone="UTC", origin="pasted")

def line(name):
    told = {"version": 1, "kind": "article", "key": name, "title": name, "text": "word " * 900,
            "outlet": "", "zone": "UTC", "origin": "pasted", "published": noon.isoformat(),
            "tags": ["new"]}
    return json.dumps(told)

def change(library, path, key):
    if kind == "article":
        library.articles.save(title="new", text="It fell. " * 900, **row)
    elif kind == "edit":
        library.articles.edit(key, edited=0, note="new", author="new")
    elif kind == "import":
        list(import_library(library, [line("new 1"), line("new 2")]))
    elif kind == "backup":
        copies.backup(library.store, path.with_name("copy.sqlite"))
    else:
        library.close()
        copies.restore(folder / "backup.sqlite", str(path))

def killed_at(place, path):
    child = os.fork()
    if not child:
        library = Library(str(path))
        key = next(iter(library.articles.all().index))
        system.ptrace(TRACED, 0, None, None)
        os.kill(os.getpid(), signal.SIGSTOP)
        change(library, path, key)
        os._exit(0)
    status, names, entering = os.waitpid(child, 0)[1], [], True
    while os.WIFSTOPPED(status):
        sent = os.WSTOPSIG(status)
        if sent == signal.SIGTRAP:
            number = system.ptrace(PEEK, child, CALL_NUMBER, None)
            if entering and number in CALLS:
                names.append(CALLS[number])
                if len(names) > place:
                    os.kill(child, signal.SIGKILL)
                    os.waitpid(child, 0)
                    return names[-1], False
            entering = not entering
        again = 0 if sent in (signal.SIGTRAP, signal.SIGSTOP) else sent
        system.ptrace(CALL, child, None, again)
        status = os.waitpid(child, 0)[1]
    assert os.WIFEXITED(status) and not os.WEXITSTATUS(status), status
    return "", True

for place in range(0, 10_000, step):
    path = folder / f"{place}" / "library.sqlite"
    path.parent.mkdir()
    shutil.copy(folder / "library.sqlite", path)
    name, done = killed_at(place, path)
    print(json.dumps([name, done, str(path)]), flush=True)
    if done:
        break
"""
NOON = pd.Timestamp("2026-02-02 12:00", tz="UTC")
# Whole copies make a hundred calls: with KILLS set, each of them is tried, too.
STEPS = {} if "KILLS" in os.environ else {"backup": 7, "restore": 7}
BEFORE, AFTER = "as it was", "changed"


def seen(path: Path, kind: str) -> str:
    """Return whether a change is in a library, all of it; refuse one that is there in part."""
    library = Library(str(path))
    titles = sorted(library.articles.all()["title"])
    keys = [str(key) for key, title in library.articles.all()["title"].items() if title == "old"]
    held = [library.articles.one(key) for key in keys]
    notes = {(one["note"], one["author"]) for one in held}
    tags = library.notes.tags()
    exported = list(export_library(library))
    with library.store.connection(writes=True) as connection:  # raises if words and rows differ
        connection.exec_driver_sql(
            "INSERT INTO article_words(article_words) VALUES('integrity-check')"
        )
    library.close()
    assert integrity(path) == "ok"
    assert exported
    assert notes <= {("", ""), ("new", "new")}
    if kind == "import":
        assert titles in (["old"], ["new 1", "new 2", "old"])
        assert [key for key in tags.index if tags[key] == ["new"]] == titles[:-1]
        return BEFORE if titles == ["old"] else AFTER
    if kind == "restore":
        assert titles in (["old"], ["backed up"])
        return BEFORE if titles == ["old"] else AFTER
    if kind == "article":
        assert titles in (["old"], ["new", "old"])
    else:
        assert titles == ["old"]
    return AFTER if "new" in titles or ("new", "new") in notes else BEFORE


@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", ["article", "edit", "import", "backup", "restore"])
def test_killed_before_each_of_its_calls_a_change_is_whole_or_not_there(
    tmp_path: Path, kind: str
) -> None:
    for name, title in [("library.sqlite", "old"), ("backup.sqlite", "backed up")]:
        library = Library(str(tmp_path / name))
        library.articles.save(
            title=title, text="It rose.", outlet="", origin="pasted", zone="UTC",
            published=NOON,
        )  # fmt: skip
        library.close()
    ran = subprocess.run(
        [sys.executable, "-c", KILLER, kind, str(tmp_path), str(STEPS.get(kind, 1))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    kills = [json.loads(line) for line in ran.stdout.splitlines()]
    states = [seen(Path(path), kind) for _, _, path in kills]

    assert len(kills) > 5
    assert {"write", "sync"} <= {name for name, _, _ in kills}
    assert [done for _, done, _ in kills] == [False] * (len(kills) - 1) + [True]
    assert states == sorted(states)  # once it is there, a later kill does not take it away
    assert states[0] == BEFORE
    if kind == "backup":
        for _, done, path in kills:
            copy = Path(path).with_name("copy.sqlite")
            assert copy.exists() or not done
            assert not copy.exists() or integrity(copy) == "ok"
    else:
        assert states[-1] == AFTER
