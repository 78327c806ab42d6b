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


PUBLISHED = "2026-02-02T18:00-05:00"


def test_what_a_text_claims_of_prices_is_held_against_the_shipped_bars(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Nvidia shares fell 1.1% on Monday.")

    assert main(["claims", str(article), "--published", PUBLISHED]) == 0
    told = capsys.readouterr().out
    assert "“Nvidia shares fell 1.1%”: Nvidia (NVDA)" in told
    assert "passed 10:19–11:56 and 14:43" in told
    assert "close to close -2.89%" in told


def test_claims_come_as_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("The stock closed at $185.61 on Monday."))

    assert main(["claims", "-", "--published", "2026-02-02", "--about", "NVDA", "--json"]) == 0
    [claim] = json.loads(capsys.readouterr().out)
    assert claim["verdict"] == "matches the close"
    assert (claim["symbol"], claim["amount"]) == ("NVDA", 185.61)


def test_a_text_tells_itself_when_it_was_published(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "A bet unravels\nPublished Mon, Feb 2 2026 11:42 AM EST\n\nNvidia fell 2.9% on Monday."
    monkeypatch.setattr("sys.stdin", io.StringIO(text))

    assert main(["claims", "-"]) == 0
    assert "the range by 11:42 was" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([], "does not say when it was published; give --published"),
        (["--published", "some day"], "--published: is no instant: some day."),
    ],
)
def test_claims_need_the_instant_of_publication(
    asked: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Nvidia fell 2%."))

    assert main(["claims", "-", *asked]) == 1
    assert said in capsys.readouterr().err


def test_a_text_without_claims_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Nvidia's revenue rose 62%."))

    assert main(["claims", "-", "--published", PUBLISHED]) == 0
    assert capsys.readouterr().out == "No claim about a price was found.\n"
