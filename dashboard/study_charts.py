"""Findings to Plotly figures: the event study, the lags, the hours around articles."""

from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard import wording
from dashboard.charts import COLOURS, colour_of
from sentiment.leadlag import LeadLag
from sentiment.study import EventStudy


class _Units(NamedTuple):
    """How an abnormal return or volume is named and written."""

    name: str
    coarse: str
    fine: str


def _units(measure: str) -> _Units:
    if measure == "volume":
        return _Units("abnormal log volume", "+.1f", "+.2f")
    return _Units("abnormal return", "+.0%", "+.1%")


def forest(rows: pd.DataFrame, *, measure: str = "log") -> go.Figure:
    """Draw each event's cumulative abnormal return, its interval, and where placebos fall.

    Parameters
    ----------
    rows
        One row per event: ``label``, ``car``, ``low``, ``high``, ``placebo_low`` and
        ``placebo_high`` (the middle 95 % of its placebo windows), ``placebo_p``, ``reason``.
    measure
        What was measured, as in ``EventStudy``.
    """
    unit = _units(measure)
    shown = rows[rows["reason"] == ""].iloc[::-1]
    labels = [wording.plain(label) for label in shown["label"]]
    band = go.Bar(
        x=shown["placebo_high"] - shown["placebo_low"],
        base=shown["placebo_low"],
        y=labels,
        orientation="h",
        marker_color=COLOURS["neutral"],
        opacity=0.28,
        width=0.34,
        hoverinfo="skip",
        name="middle 95% of days without an announcement",
    )
    moves = go.Scatter(
        x=shown["car"],
        y=labels,
        mode="markers",
        marker={
            "size": 11,
            "color": [colour_of(value) for value in shown["car"]],
            "symbol": ["diamond" if p <= 0.05 else "circle" for p in shown["placebo_p"]],
        },
        error_x={
            "type": "data",
            "array": shown["high"] - shown["car"],
            "arrayminus": shown["car"] - shown["low"],
            "thickness": 1.2,
            "color": COLOURS["neutral"],
        },
        customdata=shown[["low", "high", "placebo_p"]],
        hovertemplate=f"%{{x:{unit.fine}}} (95% %{{customdata[0]:{unit.fine}}} to "
        f"%{{customdata[1]:{unit.fine}}}), placebo p %{{customdata[2]:.3f}}<extra></extra>",
        name=f"{unit.name} with its 95% interval (diamond: placebo p ≤ 5%)",
    )
    figure = go.Figure([band, moves])
    figure.add_vline(x=0, line={"color": COLOURS["neutral"], "width": 1})
    ends = shown[["low", "high", "placebo_low", "placebo_high"]]
    room = 0.05 * (ends.max(axis=None) - ends.min(axis=None))
    figure.update_xaxes(
        tickformat=unit.coarse,
        title_text=f"Cumulative {unit.name}",
        range=[ends.min(axis=None) - room, ends.max(axis=None) + room],
    )
    # The names stand over their rows: beside them they would leave a narrow screen no picture.
    figure.update_yaxes(showticklabels=False, showgrid=False)
    for label in labels:
        figure.add_annotation(
            text=label, x=0, xref="paper", xanchor="left", y=label, yshift=17, showarrow=False
        )
    figure.update_layout(
        height=120 + 46 * len(shown),
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        dragmode=False,
    )
    return figure


def path_among_placebos(study: EventStudy, session: pd.Timestamp) -> go.Figure:
    """Draw one event's cumulative abnormal return over the fan of its placebo windows."""
    path = study.paths[study.paths["event"] == session]
    fan = study.fan[study.fan["event"] == session]
    unit = _units(study.measure)
    figure = go.Figure()
    for low, high, opacity, name in (
        ("q025", "q975", 0.16, "middle 95% of placebo windows"),
        ("q25", "q75", 0.3, "middle half"),
    ):
        figure.add_trace(
            go.Scatter(
                x=[*fan["offset"], *fan["offset"][::-1]],
                y=[*fan[high], *fan[low][::-1]],
                fill="toself",
                mode="none",
                fillcolor=f"rgba(134,139,147,{opacity})",
                hoverinfo="skip",
                name=name,
            )
        )
    figure.add_trace(
        go.Scatter(
            x=path["offset"],
            y=path["car"],
            mode="lines+markers",
            line={"color": COLOURS["event"], "width": 2.5},
            error_y={
                "type": "data",
                "array": path["high"] - path["car"],
                "arrayminus": path["car"] - path["low"],
                "thickness": 1.2,
                "color": COLOURS["event"],
            },
            hovertemplate=f"%{{y:{unit.fine}}} by session %{{x}}<extra></extra>",
            name="the announcement, with its 95% interval",
        )
    )
    figure.update_yaxes(tickformat=unit.coarse, title_text=f"Cumulative {unit.name}")
    figure.update_xaxes(title_text="Sessions from the announcement's", dtick=1)
    figure.update_layout(
        height=380,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        dragmode=False,
    )
    return figure


def lags(table: pd.DataFrame) -> go.Figure:
    """Draw the correlation of tone and abnormal return at each lag, with its interval.

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
    figure.update_yaxes(range=[-1.05, 1.05], title_text="Correlation (Spearman)")
    figure.update_xaxes(title_text="Lag in sessions (negative: the price first)", dtick=1)
    figure.update_layout(
        height=360, margin={"l": 8, "r": 8, "t": 8, "b": 8}, showlegend=False, dragmode=False
    )
    return figure


def around(mean_paths: pd.DataFrame) -> go.Figure:
    """Draw the mean move before and after negative, neutral and positive articles.

    Parameters
    ----------
    mean_paths
        From ``around.Around``: ``tone``, ``minutes``, ``mean``, ``low``, ``high``.
    """
    dashes = {"negative": "solid", "neutral": "dot", "positive": "dash"}
    figure = go.Figure()
    for tone, path in mean_paths.groupby("tone", sort=False):
        figure.add_trace(
            go.Scatter(
                x=path["minutes"],
                y=path["mean"],
                mode="lines",
                line={"color": COLOURS[str(tone)], "width": 2, "dash": dashes[str(tone)]},
                customdata=path[["low", "high"]],
                hovertemplate="%{y:+.2%} (95% %{customdata[0]:+.2%} to %{customdata[1]:+.2%})",
                name=f"{tone} articles",
            )
        )
    figure.add_vline(x=0, line={"color": COLOURS["event"], "width": 1.5})
    figure.update_yaxes(tickformat="+.1%", title_text="Move beyond the benchmark")
    figure.update_xaxes(title_text="Minutes of trading before and after publication")
    figure.update_layout(
        height=380,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        hovermode="x unified",
        dragmode=False,
    )
    return figure


NAMED = 3  # of the pairs, those with the largest returns have their session written beside them


def pairs(found: LeadLag, lag: int, *, tone: str, returns: str) -> go.Figure:
    """Draw each session's tone against the return *lag* sessions later, the largest moves named."""
    held = found.pairs[["tone", lag]].dropna()
    names = [wording.day(session) for session in held.index]
    largest = set(held[lag].abs().nlargest(NAMED).index)
    figure = go.Figure(
        go.Scatter(
            x=held["tone"],
            y=held[lag],
            mode="markers+text",
            text=[
                name if session in largest else ""
                for session, name in zip(held.index, names, strict=True)
            ],
            textposition="top center",
            customdata=names,
            marker={
                "size": 10,
                "color": [colour_of(value) for value in held["tone"]],
                "line": {"color": COLOURS["neutral"], "width": 1},
            },
            hovertemplate="%{customdata}: tone %{x:+.2f}, return %{y:+.1%}<extra></extra>",
        )
    )
    figure.add_hline(y=0, line={"color": COLOURS["neutral"], "width": 1})
    figure.update_xaxes(title_text=f"Tone: {tone}", zeroline=True)
    figure.update_yaxes(tickformat="+.0%", title_text=f"Return, {returns}, at lag {lag:+d}")
    _plain_layout(figure)
    return figure


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
    figure.update_yaxes(range=[-1.05, 1.05], title_text="Correlation (Spearman)")
    figure.update_xaxes(title_text="Session at whose close the pairs were known")
    _plain_layout(figure)
    return figure


def around_one(path: pd.DataFrame, closes: pd.Series) -> go.Figure:
    """Draw the price around one article, and where it stood at the two closes that followed.

    Parameters
    ----------
    path
        ``minutes`` of trading from the article and ``move`` beyond the benchmark.
    closes
        ``to_close`` and ``to_next_close``: moves since the last price before the article.
    """
    figure = go.Figure(
        go.Scatter(
            x=path["minutes"],
            y=path["move"],
            mode="lines",
            line={"color": COLOURS["share"], "width": 2},
            hovertemplate="%{x} minutes: %{y:+.2%}<extra></extra>",
            name="every five minutes",
        )
    )
    marks = {"to_close": ("close", "circle"), "to_next_close": ("next close", "diamond")}
    for place, (column, (name, symbol)) in enumerate(marks.items()):
        figure.add_trace(
            go.Scatter(
                x=[path["minutes"].max() + 15 * (place + 1)],
                y=[closes[column]],
                mode="markers",
                marker={"size": 11, "symbol": symbol, "color": COLOURS["event"]},
                hovertemplate=f"{name}: %{{y:+.2%}}<extra></extra>",
                name=name,
            )
        )
    figure.add_vline(x=0, line={"color": COLOURS["event"], "width": 1.5})
    figure.update_yaxes(tickformat="+.1%", title_text="Move beyond the benchmark")
    figure.update_xaxes(title_text="Minutes of trading before and after publication")
    _plain_layout(figure)
    figure.update_layout(
        showlegend=True, legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}
    )
    return figure


def _plain_layout(figure: go.Figure) -> None:
    figure.update_layout(
        height=340, margin={"l": 8, "r": 8, "t": 8, "b": 8}, showlegend=False, dragmode=False
    )
