import numpy as np
import pandas as pd
import pytest
from plotly_checks import checked

from dashboard.charts import lead_lag
from dashboard.charts.marks import COLOURS, colour_of
from sentiment.market import calendar
from sentiment.study import leadlag

DAYS = calendar.sessions_between(pd.Timestamp("2025-06-02"), pd.Timestamp("2025-08-29"))


def correlated(n: int) -> leadlag.LeadLag:
    """Return tone against returns of which the next session's follows it, over *n* sessions."""
    returns = pd.Series(np.random.default_rng(2).normal(0, 0.02, size=len(DAYS)), index=DAYS)
    tone = (returns.shift(-1) * -5).dropna().iloc[10 : 10 + n]
    return leadlag.lead_lag(tone, returns, lags=(-1, 0, 1), draws=99)


def test_the_lags_are_drawn_with_their_intervals() -> None:
    table = correlated(40).table

    (points,) = checked(lead_lag.lags(table)).data

    assert list(points.x) == [-1, 0, 1]
    assert list(points.y) == list(table["r"])
    assert points.error_y.array == pytest.approx(table["high"] - table["r"])
    assert points.error_y.arrayminus == pytest.approx(table["r"] - table["low"])
    assert list(points.marker.color) == [colour_of(value) for value in table["r"]]
    assert points.marker.symbol[2] == "diamond"


def test_correlations_have_an_axis_from_minus_one_to_one() -> None:
    layout = checked(lead_lag.lags(correlated(40).table)).layout

    assert layout.yaxis.title.text == "Correlation (Spearman)"
    assert list(layout.yaxis.range) == [-1.05, 1.05]
    assert layout.xaxis.title.text == "Lag in sessions (negative: the price first)"


def test_the_pairs_are_drawn_where_they_lie() -> None:
    found = correlated(40)

    figure = checked(lead_lag.pairs(found, 1, tone="Mean of the articles", returns="NVDA"))

    (points,) = figure.data
    assert list(points.x) == list(found.pairs["tone"])
    assert list(points.y) == list(found.pairs[1])
    assert figure.layout.xaxis.title.text == "Tone: mean of the articles"
    assert figure.layout.yaxis.title.text == "Return, NVDA, at lag +1"
    assert "0%" in figure.layout.yaxis.ticktext
    assert all(mark[0] in "−+0" for mark in figure.layout.yaxis.ticktext)


def test_the_three_outermost_pairs_are_named_inwards() -> None:
    found = correlated(40)

    (points,) = checked(lead_lag.pairs(found, 1, tone="Mean", returns="NVDA")).data

    held = found.pairs[["tone", 1]]
    outermost = ((held - held.mean()) / held.std()).pow(2).sum(axis=1).nlargest(3).index
    named = [session for session, text in zip(held.index, points.text, strict=True) if text]
    side = dict(zip(points.x, points.textposition, strict=True))
    assert set(named) == set(outermost)
    assert (side[min(points.x)], side[max(points.x)]) == ("top right", "top left")


@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_few_pairs_or_none_are_drawn(n: int) -> None:
    found = correlated(n)
    rolled = leadlag.rolling(found, lag=1, over=3)

    assert len(checked(lead_lag.pairs(found, 1, tone="Mean", returns="NVDA")).data[0].x) == n
    assert len(checked(lead_lag.lags(found.table)).data[0].x) == 3
    assert len(checked(lead_lag.rolling(rolled)).data[0].x) == len(rolled)


def test_the_roll_is_drawn_when_it_became_known() -> None:
    rolled = leadlag.rolling(correlated(40), lag=1, over=20)

    figure = checked(lead_lag.rolling(rolled))

    (line,) = figure.data
    assert list(line.x) == list(rolled.index)
    np.testing.assert_array_equal(line.y, rolled["r"])
    assert figure.layout.xaxis.title.text == "Session at whose close the pairs were known"


MINUTES = [-5, 0, 5]
TONES = ("negative", "neutral", "positive")


def mean_paths(**lacking: float) -> pd.DataFrame:
    """Return the mean paths of three tones, the interval of some lacking."""
    rows = [
        {
            "tone": tone,
            "minutes": minutes,
            "sessions": 4,
            "mean": sign * minutes / 1000,
            "low": lacking.get(tone, sign * minutes / 1000 - 0.01),
            "high": lacking.get(tone, sign * minutes / 1000 + 0.01),
        }
        for sign, tone in zip((-1, 0, 1), TONES, strict=True)
        for minutes in MINUTES
    ]
    return pd.DataFrame(rows)


def test_the_mean_moves_are_drawn_by_tone_and_told_apart_without_colour() -> None:
    figure = checked(lead_lag.around(mean_paths()))

    lines = [trace for trace in figure.data if trace.mode == "lines"]
    assert [trace.name.partition(" ")[0] for trace in lines] == list(TONES)
    assert [list(trace.y) for trace in lines] == [
        [0.005, 0.0, -0.005],
        [0.0, 0.0, 0.0],
        [-0.005, 0.0, 0.005],
    ]
    assert [trace.line.color for trace in lines] == [COLOURS[tone] for tone in TONES]
    assert len({trace.line.dash for trace in lines}) == 3
    assert figure.layout.yaxis.title.text == "Move beyond the benchmark"
    assert figure.layout.yaxis.ticktext[:2] == ("−1.5%", "−1.0%")
    assert "0.0%" in figure.layout.yaxis.ticktext
    assert figure.layout.xaxis.title.text == "Hours of trading from publication"


def test_intervals_are_shaded_for_the_two_tones_set_against_each_other() -> None:
    bands = [
        trace for trace in checked(lead_lag.around(mean_paths())).data if trace.fill == "toself"
    ]
    lacking = checked(lead_lag.around(mean_paths(negative=np.nan, positive=np.nan))).data

    assert len(bands) == 2
    assert list(bands[0].x) == [*MINUTES, *MINUTES[::-1]]
    assert bands[0].y == pytest.approx([0.015, 0.01, 0.005, -0.015, -0.01, -0.005])
    assert not [trace for trace in lacking if trace.fill == "toself"]


def test_no_articles_make_an_empty_picture() -> None:
    assert checked(lead_lag.around(mean_paths().iloc[:0])).data == ()


def test_one_article_is_drawn_to_the_two_closes_that_followed() -> None:
    path = pd.DataFrame({"minutes": [-120, 0, 120], "move": [0.01, 0.0, -0.02]})
    told = {"published": pd.Timestamp("2026-02-02 12:00", tz="UTC")}  # a row says more than moves
    closes = pd.Series({**told, "to_close": -0.03, "to_next_close": np.nan})

    figure = checked(lead_lag.around_one(path, closes))

    line, close, following = figure.data
    assert list(line.x) == [-120, 0, 120]
    assert list(line.y) == [0.01, 0.0, -0.02]
    assert (close.x, close.y) == ((160,), (-0.03,))
    assert following.x == (200,)
    assert np.isnan(following.y[0])
    assert close.marker.symbol != following.marker.symbol
    assert list(figure.layout.xaxis.ticktext) == [
        "−2 h",
        "−1 h",
        "0",
        "+1 h",
        "+2 h",
        "close",
        "next",
    ]
    assert list(figure.layout.xaxis.tickvals) == [-120, -60, 0, 60, 120, 160, 200]


def test_an_article_without_prices_makes_an_empty_picture() -> None:
    path = pd.DataFrame({"minutes": [-120, 120], "move": [np.nan, np.nan]})

    figure = checked(
        lead_lag.around_one(path, pd.Series({"to_close": np.nan, "to_next_close": np.nan}))
    )

    assert all(np.isnan(trace.y).all() for trace in figure.data)


def test_no_correlation_and_the_moment_of_publication_are_lines() -> None:
    (nought,) = checked(lead_lag.lags(correlated(40).table)).layout.shapes
    (published,) = checked(lead_lag.around(mean_paths())).layout.shapes

    assert (nought.y0, nought.y1, nought.xref) == (0, 0, "x domain")
    assert (published.x0, published.x1, published.yref) == (0, 0, "y domain")
