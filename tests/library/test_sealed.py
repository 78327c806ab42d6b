"""A library on a disk that nobody can write to, such as a snapshot, is read all the same."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sentiment.library.library import Library

SEALED = """
mount -t tmpfs none "$1"
cp "$2"* "$1"
mount -o remount,ro "$1"
shift 2
exec "$@"
"""
ARTICLE: dict[str, Any] = {
    "title": "Nvidia soars",
    "outlet": "The Wire",
    "published": pd.Timestamp("2026-02-03 15:00", tz="UTC"),
    "zone": "UTC",
    "origin": "pasted",
    "text": "Nvidia soars on demand.",
}
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """The file of a library that holds one article."""
    path = tmp_path / "held" / "library.sqlite"
    library = Library(str(path))
    library.articles.save(**ARTICLE)
    library.close()
    return path


@pytest.fixture
def run(tmp_path: Path, held: Path) -> Run:
    """Run a library command on a copy that lies on a disk for reading alone."""
    disk = tmp_path / "disk"
    disk.mkdir()

    def on_disk(*command: str) -> "subprocess.CompletedProcess[str]":
        own = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-euc", SEALED, "sh"]
        words = [*own, str(disk), str(held), *command]
        return subprocess.run(words, capture_output=True, text=True, check=False)

    if not shutil.which("unshare") or on_disk("true").returncode:
        pytest.skip("this system lets no test seal a disk")
    store = ["--store", str(disk / "library.sqlite")]
    return lambda *words: on_disk(sys.executable, "-m", "sentiment", "library", *words, *store)


def test_it_is_taken_out_and_copied(run: Run, tmp_path: Path) -> None:
    out, copy = tmp_path / "out.jsonl", tmp_path / "copy.sqlite"
    told = [run("export", str(out)), run("backup", str(copy))]
    library = Library(str(copy))

    assert [(one.returncode, one.stderr) for one in told] == [(0, ""), (0, "")]
    assert "Nvidia soars on demand." in out.read_text(encoding="utf-8")
    assert list(library.articles.all()["title"]) == ["Nvidia soars"]
    library.close()


def test_what_is_put_in_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text("title,date\nNvidia slips,2026-02-04\n")

    told = run("import", str(tmp_path / "more.csv"))

    assert told.returncode == 1
    assert "library.sqlite cannot be written to. Make it writable" in told.stderr


def test_what_lies_in_the_log_alone_is_not_passed_over(
    run: Run, held: Path, tmp_path: Path
) -> None:
    library = Library(str(held))
    library.articles.save(**ARTICLE | {"text": "Nvidia slips."})
    out = tmp_path / "out.jsonl"

    told = run("export", str(out))

    assert Path(f"{held}-wal").stat().st_size
    assert (told.returncode, told.stderr) == (0, "")
    assert "Nvidia slips." in out.read_text(encoding="utf-8")
    library.close()


@pytest.mark.parametrize(("store", "warned"), [("sqlite://", True), ("kept.sqlite", False)])
def test_a_command_says_where_nothing_stays(store: str, warned: bool, tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text("title,date\nNvidia slips,2026-02-04\n")
    words = ["library", "import", "more.csv", "--store", store]

    told = subprocess.run(
        [sys.executable, "-m", "sentiment", *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 0
    assert ("memory alone" in told.stderr) == warned
