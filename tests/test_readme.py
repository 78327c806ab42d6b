import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import sentiment

PROJECT = Path(__file__).parents[1]
README = (PROJECT / "README.md").read_text(encoding="utf-8")


def test_the_manuals_example_runs_as_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    page = (PROJECT / "docs" / "notebook.md").read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL))
    names: dict[str, object] = {}

    exec(code, names)  # noqa: S102

    study = names["study"]
    assert isinstance(study, sentiment.EventStudy)
    assert len(study.table) == 12
    assert isinstance(names["reading"], sentiment.Reading)
    assert isinstance(names["claims"], list)


def test_ci_runs_the_test_command_of_the_readme() -> None:
    command = next(line for line in README.splitlines() if "bin/pytest" in line)

    assert command.strip().startswith("python3 -m venv .venv && .venv/bin/pip install")
    assert "README.md" in (PROJECT / ".ci" / "run").read_text(encoding="utf-8")


def test_ci_prints_by_folder_how_many_lines_ran(tmp_path: Path) -> None:
    files = {
        "sentiment/claims/days.py": {"executed_lines": [1, 2, 3], "missing_lines": [5]},
        "sentiment/library/backup/rows.py": {"executed_lines": [1], "missing_lines": []},
        "sentiment/library/store.py": {"executed_lines": [], "missing_lines": [1]},
        "dashboard/app.py": {"executed_lines": [], "missing_lines": [1, 2]},
    }
    (tmp_path / "lines.json").write_text(json.dumps({"files": files}))
    command = [sys.executable, PROJECT / ".ci" / "coverage.py", tmp_path / "lines.json"]

    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert [" ".join(line.split()) for line in told.splitlines()] == [
        "dashboard 0 of 2 lines ran 0.0%",
        "sentiment/claims 3 of 4 lines ran 75.0%",
        "sentiment/library 1 of 2 lines ran 50.0%",
        "all 4 of 8 lines ran 50.0%",
    ]


def test_every_page_and_picture_that_it_names_is_there() -> None:
    named = re.findall(r"\]\(([^)#]+)\)|src(?:set)?=\"([^\"]+)\"", README)

    assert named
    assert [one for pair in named for one in pair if one and not (PROJECT / one).exists()] == []
