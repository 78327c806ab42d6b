"""What is built from the project holds everything that it needs, outside the project's folder."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dashboard import first_run

PACKAGES = ("sentiment", "dashboard", "seeds")
NEVER_SHIPPED = {"__pycache__", "secrets.toml"}
FIRST_PAGE = """
import dashboard, sentiment, sys
from streamlit.testing.v1 import AppTest
assert all(one.__file__.startswith(sys.argv[1]) for one in (dashboard, sentiment)), sys.path
page = AppTest.from_file(dashboard.__path__[0] + "/app.py", default_timeout=60).run()
assert not page.exception, page.exception
print([one.value for one in page.metric] or [one.value for one in page.subheader])
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, built from a copy: building leaves files behind."""
    tree = tmp_path_factory.mktemp("tree")
    for name in PACKAGES:
        left_out = shutil.ignore_patterns(*NEVER_SHIPPED)
        shutil.copytree(first_run.ROOT / name, tree / name, ignore=left_out)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(first_run.ROOT / name, tree)
    _run(
        "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", "built", ".", at=tree
    )
    (built,) = (tree / "built").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """A folder with the wheel in it, and nothing else of the project."""
    folder = wheel.parent.parent.parent / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def _run(*words: str, at: Path, **settings: str) -> str:
    done = subprocess.run(
        [sys.executable, *words],
        cwd=at,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_every_file_of_the_packages_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        shipped = set(archive.namelist())
    held = {
        path.relative_to(first_run.ROOT).as_posix()
        for name in PACKAGES
        for path in (first_run.ROOT / name).rglob("*")
        if path.is_file() and not NEVER_SHIPPED & {path.name, path.parent.name}
    }

    assert held - shipped == set()


def test_its_first_page_opens_where_the_project_is_not(installed: Path, tmp_path: Path) -> None:
    kept = f"sqlite:///{tmp_path}/library.db"
    _run(
        "-c",
        FIRST_PAGE,
        str(installed),
        at=tmp_path,
        PYTHONPATH=str(installed),
        HOME=str(tmp_path),
        DASHBOARD_STORE=kept,
    )


def test_its_commands_answer_where_the_project_is_not(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("Nvidia shares fell 1.1% on Monday.", encoding="utf-8")

    told = _run("-m", "sentiment", "read", "text.txt", at=tmp_path, PYTHONPATH=str(installed))

    assert "negative" in told
