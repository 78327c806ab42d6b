"""The manual names every public name, command, option and setting, and builds without a warning."""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

import dashboard.__main__ as app
import sentiment
import sentiment.__main__ as engine

PROJECT = Path(__file__).parents[1]
DOCS = PROJECT / "docs"


def page(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def options(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Every long option of a command and of its actions."""
    for action in parser._actions:
        yield from (one for one in action.option_strings if one.startswith("--"))
        if isinstance(action, argparse._SubParsersAction):
            for deeper in action.choices.values():
                yield from options(deeper)


@pytest.mark.parametrize("name", sentiment.__all__)
def test_every_public_name_is_explained(name: str) -> None:
    first = (getattr(sentiment, name).__doc__ or "").strip().splitlines()[0]

    assert f"### {name}\n" in page("reference")
    assert first in page("reference")


@pytest.mark.parametrize("name", engine.COMMANDS)
def test_every_command_and_option_of_the_engine_is_there(name: str) -> None:
    told = page("commands")

    assert f"### python -m sentiment {name}" in told
    assert [one for one in options(engine.parser([name])) if one not in told] == []


@pytest.mark.parametrize("name", app.COMMANDS)
def test_every_command_and_option_of_the_app_is_there(name: str) -> None:
    told = page("commands")

    assert f"### python -m dashboard {name}" in told
    assert [one for one in options(app.command_parser(name)) if one not in told] == []
    assert [one for one in options(app.options()) if one not in told] == []


def test_every_setting_is_explained() -> None:
    files = [path for room in ("sentiment", "dashboard") for path in (PROJECT / room).rglob("*.py")]
    used = {
        name
        for path in files
        for name in re.findall(r'"(DASHBOARD_[A-Z_]+)"', path.read_text(encoding="utf-8"))
    }

    assert used
    assert {name for name in used if f"`{name}`" not in page("settings")} == set()


def test_the_licence_of_every_package_that_is_installed_is_told() -> None:
    pins = re.findall(r"^([\w.-]+)==(\S+)", (PROJECT / "hashes.txt").read_text(), re.MULTILINE)
    rows = [line.split("|") for line in page("licences").splitlines() if line.startswith("| ")][1:]
    told = {(canonicalize_name(row[1].strip()), row[2].strip()) for row in rows}

    assert told == {(canonicalize_name(name), version) for name, version in pins}
    assert all(row[3].strip() for row in rows)


def test_the_manual_builds_without_a_warning(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stderr
    assert (tmp_path / "index.html").is_file()
