"""Every value that a command offers for a choice, run once on the shipped data."""

import argparse
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from dashboard import __main__, selection
from dashboard.data import store as store_data
from dashboard.wording import leadlag as lag_words
from dashboard.wording import study as study_words
from dashboard.wording import texts
from sentiment.__main__ import COMMANDS, main
from sentiment.reading import daily
from sentiment.study import design, panel

CHART_OF = {"--model": "unusual", "--of": "unusual", "--tone": "lags"}  # else the story's
WITH = {"study": ["NVDA", "--window", "0", "0"], "leadlag": ["NVDA"]}


def offered(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """Yield each option that has choices with each of them, those of subcommands too."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from offered(inner)
        elif action.choices:
            yield from (
                (action.option_strings[-1] if action.option_strings else action.dest, str(choice))
                for choice in action.choices
            )


def of_every_command(package: str, names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the commands with their options and choices."""
    for name in names:
        parser = argparse.ArgumentParser()
        import_module(f"{package}.commands.{name}").add_arguments(parser)
        yield from ((name, option, choice) for option, choice in offered(parser))


@pytest.mark.parametrize(
    ("name", "option", "choice"), list(of_every_command("sentiment", COMMANDS))
)
def test_every_choice_that_a_command_offers_is_understood(
    name: str, option: str, choice: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", str(tmp_path / "library.db")]

    assert main([name, *WITH[name], option, choice, *store]) == 0
    assert capsys.readouterr().out


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a library of the test's own, which no cache outlives."""
    store_data.library.clear()
    monkeypatch.setenv("DASHBOARD_STORE", f"sqlite:///{tmp_path}/store.db")
    yield tmp_path
    store_data.library.clear()


@pytest.mark.parametrize(
    ("name", "option", "choice"),
    [one for one in of_every_command("dashboard", __main__.COMMANDS) if one[1].startswith("-")],
)
def test_every_choice_of_a_picture_or_report_is_understood(
    name: str,
    option: str,
    choice: str,
    own_store: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    chart = [CHART_OF.get(option, "story")]
    words = chart if name == "chart" else ["--event", "2026-02-02-shares-fall"]
    made = own_store / "made.html"

    code = __main__.main([name, *words, option, choice, "--out", str(made)])
    assert (code, capsys.readouterr().err) == (0, "")
    assert made.stat().st_size > 0


@pytest.mark.parametrize(
    ("labels", "choice"),
    [
        (study_words.MODELS, panel.Model),
        (study_words.OF, panel.Measure),
        (study_words.LEFT_OUT, design.LeftOut),
        (study_words.PLACEBOS, design.Compared),
        (lag_words.DEFINITIONS, daily.Definition),
        (texts.SCORERS, daily.Scorer),
        (texts.SPANS, selection.Span),
        (texts.MARKS, selection.Marks),
    ],
)
def test_page_and_link_offer_what_the_engine_takes(labels: dict[str, str], choice: object) -> None:
    assert set(labels) == set(get_args(choice))
    assert len(set(labels.values())) == len(labels)
