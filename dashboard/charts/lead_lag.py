"""Tone and price to Plotly figures: the lags, the pairs, the hours around articles."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from dashboard.charts import plain
from dashboard.charts.drawing import Drawing
from dashboard.charts.marks import COLOURS, across, estimates, scale, upright
from dashboard.wording import escaping, numbers
from sentiment.study.leadlag import LeadLag

NAMED = 3  # of the pairs, those farthest from the rest have their session written beside them
DASHES = {"negative": "solid", "neutral": "dot", "positive": "dash"}
BANDS = {"negative": "rgba(212,96,42,0.13)", "positive": "rgba(43,124,201,0.13)"}
HOUR = 60  # minutes
ARTICLE = upright(0, line={"color": COLOURS["event"], "width": 1.5})
NOUGHT = across(0, line={"color": COLOURS["neutral"], "width": 1})
CORRELATION = {"range": [-1.05, 1.05], "title": {"text": "Correlation (Spearman)"}}


def lags(table: pd.DataFrame) -> Drawing:
    """Draw the correlation of tone and return at each lag, with its interval.

    Parameters
    ----------
    table
        From ``leadlag.LeadLag``: index ``lag``; ``r``, ``low``, ``high``, ``n``, ``p_adjusted``.
    """
    trace = {
        **estimates(table, "r", p="p_adjusted", axis="y", size=12),
        "x": table.index,
        "customdata": table[["low", "high", "n", "p_adjusted"]],
        "hovertemplate": "lag %{x}: r %{y:+.2f} (95% %{customdata[0]:+.2f} to "
        "%{customdata[1]:+.2f}), n %{customdata[2]}, p %{customdata[3]:.3f}<extra></extra>",
    }
    lag = {"title": {"text": "Lag in sessions (negative: the price first)"}, "dtick": 1}
    return _figure([trace], lines=[NOUGHT], xaxis=lag, yaxis=CORRELATION)


def pairs(result: LeadLag, lag: int, *, tone: str, returns: str) -> Drawing:
    """Draw each session's tone against the return *lag* sessions later, the outermost named."""
    rows = result.pairs[["tone", lag]].dropna()
    names = [numbers.day(session) for session in rows.index]
    outer = set(_outermost(rows))
    sessions = {
        "type": "scatter",
        "x": rows["tone"],
        "y": rows[lag],
        "mode": "markers+text",
        "text": [
            name if session in outer else ""
            for session, name in zip(rows.index, names, strict=True)
        ],
        "textposition": _beside(rows["tone"]),
        "textfont": {"size": 11},
        "customdata": names,
        "marker": {
            "size": 10,
            "color": COLOURS["share"],
            "opacity": 0.85,
            "line": {"color": COLOURS["neutral"], "width": 1},
        },
        "hovertemplate": "%{customdata}: tone %{x:+.2f}, return %{y:+.1%}<extra></extra>",
    }
    return_title = escaping.plain(f"Return, {returns}, at lag {numbers.signed(lag)}")
    return _figure(
        [sessions],
        lines=[NOUGHT],
        xaxis={"title": {"text": f"Tone: {tone[:1].lower()}{tone[1:]}"}, "zeroline": True},
        yaxis={**scale(rows[lag]), "title": {"text": return_title}},
    )


def rolling(rolled: pd.DataFrame) -> Drawing:
    """Draw the correlation over the last pairs, as it became known session by session."""
    known = {
        "type": "scatter",
        "x": rolled.index,
        "y": rolled["r"],
        "mode": "lines+markers",
        "line": {"color": COLOURS["share"], "width": 2},
        "customdata": rolled["n"],
        "hovertemplate": "%{x|%-d %b %Y}: r %{y:+.2f} over %{customdata} pairs<extra></extra>",
    }
    session = {"title": {"text": "Session at whose close the pairs were known"}, "nticks": 5}
    return _figure([known], lines=[NOUGHT], xaxis=session, yaxis=CORRELATION)


def around(mean_paths: pd.DataFrame) -> Drawing:
    """Draw the mean move before and after negative, neutral and positive articles.

    Parameters
    ----------
    mean_paths
        From ``around.Around``: ``tone``, ``minutes``, ``mean``, ``low``, ``high``. Intervals are
        shaded for the two tones that are set against each other; a third would hide both.
    """
    reached = mean_paths[["mean", "low", "high"]].to_numpy().ravel()
    traces = []
    for tone, path in mean_paths.groupby("tone", sort=False):
        band = path.dropna(subset=["low", "high"])
        if tone in BANDS and len(band):
            traces.append(_band(band, colour=BANDS[str(tone)]))
        traces.append(_mean_path(path, tone=str(tone)))
    return _figure(
        traces,
        lines=[ARTICLE],
        legend=True,
        hovermode="x unified",
        height=380,
        **_times(reached, ends=[]),
    )


def around_one(path: pd.DataFrame, closes: pd.Series) -> Drawing:
    """Draw the price around one article, and where it stood at the two closes that followed.

    Parameters
    ----------
    path
        ``minutes`` of trading from the article and ``move`` beyond the benchmark.
    closes
        ``to_close`` and ``to_next_close``: moves since the last price before the article.
    """
    last = int(path["minutes"].max())
    ends = [last + 2 * HOUR // 3, last + 4 * HOUR // 3]
    price = {
        "type": "scatter",
        "x": path["minutes"],
        "y": path["move"],
        "mode": "lines",
        "line": {"color": COLOURS["share"], "width": 2},
        "hovertemplate": "%{x} minutes: %{y:+.2%}<extra></extra>",
        "name": "every five minutes",
    }
    stood = [
        {
            "type": "scatter",
            "x": [at],
            "y": [closes[column]],
            "mode": "markers",
            "marker": {"size": 11, "symbol": symbol, "color": COLOURS["event"]},
            "hovertemplate": f"{name}: %{{y:+.2%}}<extra></extra>",
            "name": name,
        }
        for at, column, name, symbol in (
            (ends[0], "to_close", "the session's close", "circle"),
            (ends[1], "to_next_close", "the next close", "diamond"),
        )
    ]
    reached = [*path["move"], closes["to_close"], closes["to_next_close"]]
    axes = _times(reached, ends=ends)
    return _figure([price, *stood], lines=[ARTICLE], **axes, legend=True)


def _outermost(rows: pd.DataFrame) -> "pd.Index[Any]":
    """Return the sessions farthest from the middle, both directions on one scale."""
    apart = (rows - rows.mean()) / rows.std()
    return apart.pow(2).sum(axis=1).nlargest(NAMED).index


def _beside(x: "pd.Series[float]") -> list[str]:
    """Return where each point's name is written: inwards, so that none is cut off."""
    low, high = x.quantile([0.0, 1.0])
    left, right = low + 0.3 * (high - low), high - 0.3 * (high - low)
    sides = np.select([x <= left, x >= right], ["top right", "top left"], "top center")
    return [str(side) for side in sides]


def _band(path: pd.DataFrame, *, colour: str) -> dict[str, object]:
    """Return the shaded interval of a mean path."""
    return {
        "type": "scatter",
        "x": [*path["minutes"], *path["minutes"][::-1]],
        "y": [*path["high"], *path["low"][::-1]],
        "fill": "toself",
        "mode": "none",
        "fillcolor": colour,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _mean_path(path: pd.DataFrame, *, tone: str) -> dict[str, object]:
    return {
        "type": "scatter",
        "x": path["minutes"],
        "y": path["mean"],
        "mode": "lines",
        "line": {"color": COLOURS[tone], "width": 2, "dash": DASHES[tone]},
        "customdata": path[["low", "high", "sessions"]],
        "hovertemplate": "%{y:+.2%} (95% %{customdata[0]:+.2%} to %{customdata[1]:+.2%}, "
        "%{customdata[2]} sessions)",
        "name": f"{tone} articles" + (", 95% shaded" if tone in BANDS else ""),
    }


def _times(moves: Iterable[float], *, ends: Sequence[int]) -> dict[str, object]:
    """Return the axes of *moves* around an article; *ends* are where the two closes stand."""
    hours = [-2 * HOUR, -HOUR, 0, HOUR, 2 * HOUR]
    names = ["−2 h", "−1 h", "0", "+1 h", "+2 h", "close", "next"]
    return {
        "yaxis": {**scale(moves), "title": {"text": "Move beyond the benchmark"}},
        "xaxis": {
            "title": {"text": "Hours of trading from publication"},
            "tickvals": [*hours, *ends],
            "ticktext": names[: len(hours) + len(ends)],
            "tickangle": 0,
            "range": [-2.2 * HOUR, max([2 * HOUR, *ends]) + HOUR / 3],
        },
    }


def _figure(
    traces: Sequence[Mapping[str, object]], *, legend: bool = False, **layout: Any
) -> Drawing:
    return plain.figure(traces, **{"height": 340, "showlegend": legend, **layout})
