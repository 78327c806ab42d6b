import runpy
from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.py"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_runs_and_says_what_it_found(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left = runpy.run_path(str(path))
    said = capsys.readouterr().out

    assert f"{left['reading'].compound:+.2f}, {left['reading'].label}" in said
    assert "Matches an intraday moment only ($189.03" in said
    assert left["found"].verdict in said
