"""Tone and price to Plotly figures: the lags, the pairs, the hours around articles."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard import wording
from dashboard.charts import COLOURS, colour_of
from sentiment.leadlag import LeadLag

NAMED = 3  # of the pairs, those farthest from the rest have their session written beside them
DASHES = {"negative": "solid", "neutral": "dot", "positive": "dash"}
BANDS = {"negative": "rgba(212,96,42,0.13)", "positive": "rgba(43,124,201,0.13)"}
HOUR = 60  # minutes


def lags(table: pd.DataFrame) -> go.Figure:
    """Draw the correlation of tone and return at each lag, with its interval.

    Parameters
    ----------
    table
        From ``leadlag.LeadLag``: index ``lag``; ``r``, ``low``, ``high``, ``n``, ``p_adjusted``.
    """
    figure = go.Figure(
        go.Scatter(
            x=table.index,
            y=table["r"],
            mode="markers",
            marker={
                "size": 12,
                "color": [colour_of(value) for value in table["r"]],
                "symbol": ["diamond" if p <= 0.05 else "circle" for p in table["p_adjusted"]],
            },
            error_y={
                "type": "data",
                "array": table["high"] - table["r"],
                "arrayminus": table["r"] - table["low"],
                "thickness": 1.2,
                "color": COLOURS["neutral"],
            },
            customdata=table[["low", "high", "n", "p_adjusted"]],
            hovertemplate="lag %{x}: r %{y:+.2f} (95% %{customdata[0]:+.2f} to "
            "%{customdata[1]:+.2f}), n %{customdata[2]}, p %{customdata[3]:.3f}<extra></extra>",
        )
    )
    figure.add_hline(y=0, line={"color": COLOURS["neutral"], "width": 1})
    _correlation_axis(figure)
    figure.update_xaxes(title_text="Lag in sessions (negative: the price first)", dtick=1)
    return _laid_out(figure)


def pairs(found: LeadLag, lag: int, *, tone: str, returns: str) -> go.Figure:
    """Draw each session's tone against the return *lag* sessions later, the outermost named."""
    held = found.pairs[["tone", lag]].dropna()
    names = [wording.day(session) for session in held.index]
    outer = set(_outermost(held))
    figure = go.Figure(
        go.Scatter(
            x=held["tone"],
            y=held[lag],
            mode="markers+text",
            text=[
                name if session in outer else ""
                for session, name in zip(held.index, names, strict=True)
            ],
            textposition=_beside(held["tone"]),
            textfont={"size": 11},
            customdata=names,
            marker={
                "size": 10,
                "color": COLOURS["share"],
                "opacity": 0.85,
                "line": {"color": COLOURS["neutral"], "width": 1},
            },
            hovertemplate="%{customdata}: tone %{x:+.2f}, return %{y:+.1%}<extra></extra>",
        )
    )
    figure.add_hline(y=0, line={"color": COLOURS["neutral"], "width": 1})
    figure.update_xaxes(title_text=f"Tone: {tone[:1].lower()}{tone[1:]}", zeroline=True)
    figure.update_yaxes(
        tickformat="+.0%",
        title_text=wording.plain(f"Return, {returns}, at lag {wording.signed(lag)}"),
    )
    return _laid_out(figure)


def rolling(rolled: pd.DataFrame) -> go.Figure:
    """Draw the correlation over the last pairs, as it became known session by session."""
    figure = go.Figure(
        go.Scatter(
            x=rolled.index,
            y=rolled["r"],
            mode="lines+markers",
            line={"color": COLOURS["share"], "width": 2},
            customdata=rolled["n"],
            hovertemplate="%{x|%-d %b %Y}: r %{y:+.2f} over %{customdata} pairs<extra></extra>",
        )
    )
    figure.add_hline(y=0, line={"color": COLOURS["neutral"], "width": 1})
    _correlation_axis(figure)
    figure.update_xaxes(title_text="Session at whose close the pairs were known", nticks=5)
    return _laid_out(figure)


def around(mean_paths: pd.DataFrame) -> go.Figure:
    """Draw the mean move before and after negative, neutral and positive articles.

    Parameters
    ----------
    mean_paths
        From ``around.Around``: ``tone``, ``minutes``, ``mean``, ``low``, ``high``. Intervals are
        shaded for the two tones that are set against each other; a third would hide both.
    """
    figure = go.Figure()
    for tone, path in mean_paths.groupby("tone", sort=False):
        band = path.dropna(subset=["low", "high"])
        if tone in BANDS and len(band):
            figure.add_trace(_band(band, colour=BANDS[str(tone)]))
        figure.add_trace(
            go.Scatter(
                x=path["minutes"],
                y=path["mean"],
                mode="lines",
                line={"color": COLOURS[str(tone)], "width": 2, "dash": DASHES[str(tone)]},
                customdata=path[["low", "high", "sessions"]],
                hovertemplate="%{y:+.2%} (95% %{customdata[0]:+.2%} to %{customdata[1]:+.2%}, "
                "%{customdata[2]} sessions)",
                name=f"{tone} articles" + (", 95% shaded" if tone in BANDS else ""),
            )
        )
    _time_axis(figure, ends=[])
    figure.update_layout(hovermode="x unified")
    return _with_legend(_laid_out(figure, height=380))


def around_one(path: pd.DataFrame, closes: pd.Series) -> go.Figure:
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
    figure = go.Figure(
        [
            go.Scatter(
                x=path["minutes"],
                y=path["move"],
                mode="lines",
                line={"color": COLOURS["share"], "width": 2},
                hovertemplate="%{x} minutes: %{y:+.2%}<extra></extra>",
                name="every five minutes",
            ),
            *(
                go.Scatter(
                    x=[at],
                    y=[closes[column]],
                    mode="markers",
                    marker={"size": 11, "symbol": symbol, "color": COLOURS["event"]},
                    hovertemplate=f"{name}: %{{y:+.2%}}<extra></extra>",
                    name=name,
                )
                for at, column, name, symbol in (
                    (ends[0], "to_close", "the session's close", "circle"),
                    (ends[1], "to_next_close", "the next close", "diamond"),
                )
            ),
        ]
    )
    _time_axis(figure, ends=ends)
    return _with_legend(_laid_out(figure))


def _outermost(held: pd.DataFrame) -> pd.Index:
    """Return the sessions farthest from the middle, both directions on one scale."""
    apart = (held - held.mean()) / held.std()
    return np.square(apart).sum(axis=1).nlargest(NAMED).index


def _beside(x: "pd.Series[float]") -> list[str]:
    """Return where each point's name is written: inwards, so that none is cut off."""
    low, high = x.quantile([0.0, 1.0])
    left, right = low + 0.3 * (high - low), high - 0.3 * (high - low)
    sides = np.select([x <= left, x >= right], ["top right", "top left"], "top center")
    return [str(side) for side in sides]


def _band(path: pd.DataFrame, *, colour: str) -> go.Scatter:
    """Return the shaded interval of a mean path."""
    return go.Scatter(
        x=[*path["minutes"], *path["minutes"][::-1]],
        y=[*path["high"], *path["low"][::-1]],
        fill="toself",
        mode="none",
        fillcolor=colour,
        hoverinfo="skip",
        showlegend=False,
    )


def _time_axis(figure: go.Figure, *, ends: Sequence[int]) -> None:
    """Head the axes of moves around an article; *ends* are where the two closes stand."""
    hours = [-2 * HOUR, -HOUR, 0, HOUR, 2 * HOUR]
    figure.add_vline(x=0, line={"color": COLOURS["event"], "width": 1.5})
    figure.update_yaxes(tickformat="+.1%", title_text="Move beyond the benchmark")
    figure.update_xaxes(
        title_text="Hours of trading from publication",
        tickvals=[*hours, *ends],
        ticktext=["−2 h", "−1 h", "0", "+1 h", "+2 h", "close", "next"][: len(hours) + len(ends)],
        tickangle=0,
        range=[-2.2 * HOUR, max([2 * HOUR, *ends]) + HOUR / 3],
    )


def _correlation_axis(figure: go.Figure) -> None:
    figure.update_yaxes(range=[-1.05, 1.05], title_text="Correlation (Spearman)")


def _with_legend(figure: go.Figure) -> go.Figure:
    legend = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}
    return figure.update_layout(showlegend=True, legend=legend)


def _laid_out(figure: go.Figure, *, height: int = 340) -> go.Figure:
    return figure.update_layout(
        height=height, margin={"l": 8, "r": 8, "t": 8, "b": 8}, showlegend=False, dragmode=False
    )
