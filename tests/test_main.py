import io
import json
from pathlib import Path

import pytest

from sentiment.__main__ import main


def test_a_piped_text_is_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Operating costs fell sharply."))

    assert main(["read", "-"]) == 0
    told = capsys.readouterr().out
    assert "positive, 1 sentences" in told
    assert "less of a bad thing" in told


def test_a_reading_comes_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "article.txt"
    article.write_text("AMD soars while Nvidia slips.")

    assert main(["read", str(article), "--about", "Nvidia", "--json"]) == 0
    reading = json.loads(capsys.readouterr().out)
    assert reading["label"] == "negative"
    assert reading["low"] is None


def test_both_scorers_are_evaluated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labelled = tmp_path / "labelled.csv"
    labelled.write_text("text,label\nThe bet imploded,negative\n")

    assert main(["evaluate", str(labelled), "--json"]) == 0
    plain, finance = json.loads(capsys.readouterr().out)
    assert (plain["n"], finance["accuracy"]) == (1, 1.0)


def test_wrong_input_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "absent.txt"]) == 1
    assert capsys.readouterr().err == "absent.txt: cannot be opened (No such file or directory).\n"


def test_a_command_that_does_not_exist_is_misuse() -> None:
    with pytest.raises(SystemExit) as left:
        main(["shout"])

    assert left.value.code == 2
