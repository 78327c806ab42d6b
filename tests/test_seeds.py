"""What ships is complete, agrees with itself, and says of the day what the bars say."""

from pathlib import Path

import pandas as pd
import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from sentiment.intake import bylines
from sentiment.market import announcements as market_announcements
from sentiment.market import bars as market_bars
from sentiment.market import calendar

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="module")
def bars() -> dict[str, pd.DataFrame]:
    return market_bars.read_prices(SEEDS / "prices.parquet")


@pytest.fixture(scope="module")
def announcements() -> pd.DataFrame:
    return market_announcements.read_events(SEEDS / "events.csv")


@pytest.fixture(scope="module")
def figures() -> pd.DataFrame:
    return market_announcements.read_figures(SEEDS / "figures.csv")


@pytest.fixture(scope="module")
def articles() -> pd.DataFrame:
    return bylines.read_articles(SEEDS / "articles")


def test_ten_symbols_have_every_session(bars: dict[str, pd.DataFrame]) -> None:
    qualities = [market_bars.quality_of(held) for held in bars.values()]

    assert sorted(bars) == [
        "AMD",
        "AVGO",
        "MSFT",
        "NVDA",
        "ORCL",
        "QQQ",
        "SMH",
        "SOXX",
        "SPY",
        "TSM",
    ]
    assert {(quality.n, len(quality.missing), len(quality.partial)) for quality in qualities} == {
        (941, 0, 0)
    }


def test_splits_and_dividends_are_held(bars: dict[str, pd.DataFrame]) -> None:
    nvda = bars["NVDA"]

    assert nvda["split"][nvda["split"] > 0].to_dict() == {pd.Timestamp("2024-06-10"): 10.0}
    assert nvda.loc["2024-06-07", "close"] == 120.888
    assert sum((held["dividend"] > 0).sum() for held in bars.values()) == 123


@pytest.mark.parametrize("interval", ["1m", "5m"])
def test_the_key_day_is_held_minute_by_minute(bars: dict[str, pd.DataFrame], interval: str) -> None:
    day = pd.Timestamp("2026-02-02")
    intraday = market_bars.read_intraday(
        SEEDS / "intraday.parquet", "NVDA", interval=interval, session=day
    )
    move = market_bars.move_of(bars["NVDA"], day)

    assert len(intraday) == 390 / int(interval[0])
    assert (intraday["low"].min(), intraday["high"].max()) == (move.low, move.high)


def test_the_announcements_are_on_the_sessions_of_the_record(announcements: pd.DataFrame) -> None:
    placed = [f"{day:%Y-%m-%d}" for day in announcements["session"]]

    assert placed == [
        "2025-09-22",
        "2025-10-06",
        "2025-10-13",
        "2025-11-20",
        "2025-12-02",
        "2025-12-26",
        "2026-01-15",
        "2026-02-02",
        "2026-02-02",
        "2026-02-02",
        "2026-02-03",
        "2026-02-20",
        "2026-02-26",
        "2026-02-27",
    ]


def test_every_announcement_has_bars_of_its_shares(
    announcements: pd.DataFrame, bars: dict[str, pd.DataFrame]
) -> None:
    for row in announcements.itertuples():
        for symbol in row.symbols.split():
            assert row.session in bars[symbol].index


def test_every_figure_belongs_to_an_announcement(
    announcements: pd.DataFrame, figures: pd.DataFrame
) -> None:
    assert set(figures["event"]) <= set(announcements.index)


def test_the_bars_bear_out_every_close_but_the_wrong_ones(
    announcements: pd.DataFrame, figures: pd.DataFrame, bars: dict[str, pd.DataFrame]
) -> None:
    closes = figures[(figures["moment"] == "close") & figures["symbol"].isin(list(bars))]

    off = set()
    for row in closes.itertuples():
        move = market_bars.move_of(bars[row.symbol], announcements.loc[row.event, "session"])
        near_level = abs(move.close - row.level) < 0.01
        near_change = abs(move.close_to_close - row.change) < 0.005
        if not (near_level or near_change):
            off.add(row.said)

    assert off == {
        "closed at about $187.88",
        "closed at $177.62",
        "down 4.31% at the close",
    }
    assert set(figures.loc[figures["source_note"].str.contains("wrong"), "said"]) == off


def test_results_lie_on_sessions_with_bars(bars: dict[str, pd.DataFrame]) -> None:
    results = market_announcements.read_results(SEEDS / "results.csv")

    assert results["symbol"].value_counts().to_dict() == dict.fromkeys(
        ("AMD", "AVGO", "MSFT", "NVDA", "ORCL", "TSM"), 15
    )
    assert results["session"].isin(bars["NVDA"].index).all()


def test_the_articles_span_the_story_in_several_voices(articles: pd.DataFrame) -> None:
    published = articles["published"]

    assert len(articles) >= 22
    assert (published.min().strftime("%Y-%m"), published.max().strftime("%Y-%m")) == (
        "2025-09",
        "2026-03",
    )
    assert set(articles["outlet"]) == {
        "Sample wire",
        "Sample analysis",
        "Sample opinion",
        "Sample statement",
    }
    assert articles["note"].str.startswith("Written for this project from public facts.").all()
    assert articles["origin"].eq("seed").all()


def test_an_article_is_neither_a_line_nor_a_book(articles: pd.DataFrame) -> None:
    assert articles["text"].str.split().str.len().between(150, 500).all()


def test_no_two_articles_share_a_paragraph(articles: pd.DataFrame) -> None:
    paragraphs = articles["text"].str.split("\n\n").map(set).explode()

    assert paragraphs.is_unique


def test_two_articles_repeat_a_passage(articles: pd.DataFrame) -> None:
    paragraphs = articles["text"].str.split("\n\n")
    repeating = articles.index[paragraphs.map(len) > paragraphs.map(set).map(len)]

    assert list(repeating) == ["2026-02-02-gamble-imploded", "2026-02-20-thirty-billion"]
    assert articles.loc[repeating, "note"].str.contains("stands twice").all()


def test_every_announcement_has_an_article_on_its_session(
    announcements: pd.DataFrame, articles: pd.DataFrame
) -> None:
    assert set(announcements["session"]) <= set(articles["published"].map(calendar.session_of))


def test_a_price_in_an_article_is_a_price_of_the_bars(
    articles: pd.DataFrame, bars: dict[str, pd.DataFrame]
) -> None:
    told = pd.concat([held.loc["2025-09-19":"2026-03-31"] for held in bars.values()])
    known = set(told[["open", "high", "low", "close"]].round(2).to_numpy().ravel())

    quoted = articles["text"].str.findall(r"\$(\d{2,3}\.\d\d)\b").explode().dropna().astype(float)
    strange = quoted[~quoted.isin(known)]

    assert strange.to_dict() == {
        "2026-02-02-afternoon": 187.30,  # of the afternoon
        "2026-02-03-wrong-close": 177.62,
    }
    assert "wrong" in articles.loc["2026-02-03-wrong-close", "note"]


def test_plain_vader_takes_the_story_of_a_collapse_for_good_news(articles: pd.DataFrame) -> None:
    story = articles.loc["2026-02-02-gamble-imploded", "text"]

    assert "gamble has imploded" in story
    assert "shares fell 1.1% on Monday" in story
    assert SentimentIntensityAnalyzer().polarity_scores(story)["compound"] > 0.9
