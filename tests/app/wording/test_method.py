import re

import pandas as pd
import pytest

from dashboard.data import store
from dashboard.wording import method
from sentiment.market import announcements, returns
from sentiment.market import bars as market_bars
from sentiment.market.shares import by_form
from sentiment.reading import article
from sentiment.study import leadlag
from sentiment.study.abnormal import event_study

SESSION = pd.Timestamp("2026-02-02")
MINUS = "−"


def numbers(line: str) -> list[float]:
    """The numbers of a line, percent as they stand."""
    return [float(one.replace(MINUS, "-")) for one in re.findall(rf"[+{MINUS}]?\d+\.\d+", line)]


@pytest.fixture(scope="module")
def bars() -> dict[str, pd.DataFrame]:
    held = market_bars.read_prices(store.SEEDS / "prices.parquet")
    return {symbol: held[symbol] for symbol in ("NVDA", "SPY")}


def test_the_moves_of_a_day_add_up(bars: dict[str, pd.DataFrame]) -> None:
    move = market_bars.move_of(bars["NVDA"], SESSION)
    moved = returns.market_adjusted(bars["NVDA"], bars["SPY"]).loc[SESSION]
    on_the_day, less = map(numbers, method.day(move, moved, share=by_form("NVDA"), benchmark="SPY"))

    close, before, change = on_the_day
    assert 100 * (close / before - 1) == pytest.approx(change, abs=0.005)
    assert less[0] - less[1] == pytest.approx(less[2], abs=0.011)
    assert less[2] == pytest.approx(100 * moved["abnormal"], abs=0.005)


def test_an_abnormal_return_adds_up_to_the_studys(bars: dict[str, pd.DataFrame]) -> None:
    study = event_study(
        announcements.read_events(store.SEEDS / "events.csv"),
        bars,
        share="NVDA",
        benchmark="SPY",
        window=(0, 0),
    )
    share, benchmark = (market_bars.log_returns(one).loc[SESSION] for one in bars.values())
    expected, abnormal, placebo, *interval = method.abnormal(
        study, SESSION, share=share, benchmark=benchmark
    )

    row = study.table.set_index("session").loc[SESSION]
    alpha, beta, moved, model = numbers(expected)
    assert alpha + beta * moved == pytest.approx(model, abs=0.02)
    assert share - (row["alpha"] + row["beta"] * benchmark) == pytest.approx(row["car"])
    assert numbers(abnormal)[0] - numbers(abnormal)[1] == pytest.approx(
        numbers(abnormal)[2], abs=0.011
    )
    assert f"{row['placebo_p']:.3f}" in placebo
    assert numbers(interval[0])[:2] == pytest.approx(
        [100 * row["move_low"], 100 * row["move_high"]], abs=0.01
    )


def test_what_cannot_be_measured_is_said(bars: dict[str, pd.DataFrame]) -> None:
    short = {symbol: one.loc["2025-12-01":] for symbol, one in bars.items()}
    study = event_study(
        announcements.read_events(store.SEEDS / "events.csv"),
        short,
        share="NVDA",
        benchmark="SPY",
        window=(0, 0),
    )
    [line] = method.abnormal(study, SESSION, share=0.0, benchmark=0.0)

    assert line.startswith("**Abnormal return**: cannot tell")


def test_an_articles_tone_is_the_weighted_mean_of_its_sentences() -> None:
    reading = article.score("Nvidia beats estimates\n\nIts outlook disappoints. It is in Taipei.")
    _, line = method.article(reading)

    total, weights, mean = numbers(line)[:3]
    assert total / weights == pytest.approx(mean, abs=0.002)
    assert mean == pytest.approx(reading.compound, abs=0.0005)


def test_text_without_a_tone_has_nothing_to_work_out() -> None:
    [line] = method.article(article.score("The meeting is in Taipei."))

    assert "no sentence" in line


def test_a_correlation_is_told_with_its_interval_and_both_ps() -> None:
    days = pd.bdate_range("2026-02-02", periods=12)
    tone = pd.Series([0.1, -0.2, 0.3, -0.1, 0.2, 0.0, -0.3, 0.4, 0.1, -0.4, 0.2, 0.3], index=days)
    found = leadlag.lead_lag(tone, tone.shift(1).fillna(0.0), lags=[0, 1], draws=99)
    correlation, chance = method.together(found)

    row = found.table.loc[0]
    assert numbers(correlation)[-3:] == pytest.approx(
        [row["r"], row["low"], row["high"]], abs=0.0005
    )
    assert numbers(chance) == pytest.approx([row["p"], row["p_adjusted"]], abs=0.0005)
    assert "all 2 lags" in chance


def test_too_few_pairs_are_told() -> None:
    days = pd.bdate_range("2026-02-02", periods=3)
    tone = pd.Series([0.1, 0.2, 0.3], index=days)
    [line] = method.together(leadlag.lead_lag(tone, tone, lags=[0], draws=99))

    assert "Cannot tell" in line


def test_a_sessions_tone_is_the_mean_of_its_articles() -> None:
    *told, mean = numbers(method.session([-0.25, 0.5]))[:3]

    assert told == [-0.25, 0.5]
    assert mean == 0.125
    assert "no tone" in method.session([])
