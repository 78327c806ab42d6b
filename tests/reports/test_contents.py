import dataclasses
from pathlib import Path

import pandas as pd
import pytest

import seeds
from sentiment.errors import DataError
from sentiment.intake import bylines
from sentiment.market import announcements
from sentiment.market import bars as market_bars
from sentiment.reports.contents import (
    MARGIN,
    Brief,
    ReportInputs,
    ReportRequest,
    brief,
    examples,
    of_company,
    strongest,
)
from sentiment.study import weights

SEEDS = Path(seeds.__file__).parent
DAY = pd.Timestamp("2026-02-02")
EVENT = "2026-02-02-shares-fall"
ASKED = ReportRequest("NVDA", "SPY", first=DAY, last=DAY, event=EVENT)


@pytest.fixture(scope="module")
def inputs() -> ReportInputs:
    results = announcements.read_results(SEEDS / "results.csv")
    bars = market_bars.read_prices(SEEDS / "prices.parquet")
    return ReportInputs(
        bars={symbol: bars[symbol] for symbol in ("NVDA", "SPY")},
        intraday={
            "NVDA": market_bars.read_intraday(
                SEEDS / "intraday.parquet", "NVDA", interval="1m", session=DAY
            )
        },
        events=announcements.read_events(SEEDS / "events.csv"),
        figures=announcements.read_figures(SEEDS / "figures.csv"),
        results=results[results["symbol"] == "NVDA"],
        articles=bylines.read_articles(SEEDS / "articles").iloc[::2],
        weights=weights.read_weights(SEEDS / "weights.csv"),
    )


@pytest.fixture(scope="module")
def report(inputs: ReportInputs) -> Brief:
    return brief(ASKED, inputs)


def test_the_day_of_the_fall_is_told_by_its_bars(report: Brief) -> None:
    [move] = report.moves

    assert (move.previous_close, move.close) == (191.13, 185.61)
    assert round(move.close_to_close, 3) == -0.029
    assert len(report.bars) == 2 * MARGIN + 1
    assert report.bars.index[MARGIN] == DAY


def test_what_the_share_weighs_in_its_benchmark_is_told(report: Brief) -> None:
    assert any("NVDA is about 8% of SPY" in note for note in report.study.notes)


def test_a_late_morning_figure_is_held_against_the_path(report: Brief) -> None:
    told = report.figures.set_index("said")

    assert told.loc["down 1.1% on Monday, written late in the morning", "verdict"] == (
        "matches an intraday moment only"
    )
    assert told.loc["down 2.9% at the close", "verdict"] == "matches the close"


def test_only_articles_that_count_for_the_days_are_told(report: Brief) -> None:
    assert set(report.articles["session"]) == {DAY}
    assert set(report.sentences["key"]) == set(report.articles.index)
    assert set(report.claims["key"]) <= set(report.articles.index)
    assert len(report.tone) > 1


def test_claims_know_what_was_known_when_an_article_was_rewritten(inputs: ReportInputs) -> None:
    article = inputs.articles.iloc[:1].assign(
        title="Nvidia falls",
        text="Nvidia shares closed at $185.61 on Monday.",
        published=pd.Timestamp("2026-02-02 11:15", tz="America/New_York"),
    )

    def verdicts(**told: object) -> list[str]:
        articles = article.assign(**told)
        return list(brief(ASKED, dataclasses.replace(inputs, articles=articles)).claims["verdict"])

    assert verdicts() == ["cannot be checked"]
    assert verdicts(updated=pd.Timestamp("2026-02-02 21:31", tz="UTC")) == ["matches the close"]
    assert verdicts(timed=False) == ["matches the close"]


def test_the_study_is_of_every_announcement(report: Brief) -> None:
    row = report.study.table.set_index("session").loc[DAY]

    assert EVENT in row["keys"].split()
    assert row["placebo_n"] > 500


def test_every_table_says_which_day_or_article_a_row_is_of(report: Brief) -> None:
    assert set(report.tables) == {
        *("sessions", "articles", "sentences", "claims", "figures", "study", "tests")
    }
    assert report.tables["sessions"].index.name == "session"
    assert all("key" in report.tables[name] for name in ("articles", "sentences", "claims"))


def test_days_without_a_bar_in_between_are_reported_on(inputs: ReportInputs) -> None:
    weekend = dataclasses.replace(
        ASKED, first=pd.Timestamp("2026-01-31"), last=pd.Timestamp("2026-02-03"), event=None
    )

    report = brief(weekend, inputs)

    assert [move.session.day for move in report.moves] == [2, 3]
    assert report.figures.empty


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2026-02-03", "2026-02-02", "ends before it begins"),
        ("2026-01-31", "2026-02-01", "no session of the exchange"),
        ("2022-01-03", "2022-01-04", "no bars are held of 2022-01-03 to 2022-01-04"),
    ],
)
def test_days_without_anything_are_told_in_a_sentence(
    inputs: ReportInputs, first: str, last: str, sentence: str
) -> None:
    request = dataclasses.replace(
        ASKED, first=pd.Timestamp(first), last=pd.Timestamp(last), event=None
    )

    with pytest.raises(DataError, match=sentence):
        brief(request, inputs)


def test_without_articles_there_is_still_a_report(inputs: ReportInputs) -> None:
    report = brief(ASKED, dataclasses.replace(inputs, articles=inputs.articles.iloc[:0]))

    assert report.articles.empty
    assert report.sentences.empty
    assert report.claims.empty
    assert report.tone.empty
    assert len(report.moves) == 1


SENTENCES = pd.DataFrame(
    {
        "text": ["Good.", "Bad.", "Bad.", "Worse.", "Unsaid of it.", "Flat.", "long " * 30],
        "compound": [0.4, -0.3, -0.3, -0.6, -0.9, 0.01, -0.99],
        "plain": [0.0, 0.0, 0.0, 0.5, 0.0, 0.0, 0.0],
        "weight": [1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0],
    }
)


def test_examples_are_the_strongest_that_are_short_and_count() -> None:
    shown = examples(SENTENCES, scorer="compound")

    assert list(shown["text"]) == ["Worse.", "Bad.", "Good."]


def test_examples_follow_the_scorer_and_their_number() -> None:
    assert list(examples(SENTENCES, scorer="plain")["text"]) == ["Worse."]
    assert list(examples(SENTENCES, scorer="compound", most=1)["text"]) == ["Worse.", "Good."]


def test_the_strongest_sentences_on_the_company_alone_are_quoted(report: Brief) -> None:
    told = strongest(of_company(report.sentences, ["nvidia"]), scorer="compound")

    assert 1 <= len(told) <= 3
    assert set(told["companies"]) == {"Nvidia"}
    assert told["compound"].abs().is_monotonic_decreasing
    assert strongest(of_company(report.sentences[:0], ["nvidia"]), scorer="compound").empty
