"""Frames to Plotly figures, one function a figure; no Streamlit."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.marks import COLOURS, EVENT_LANES, closures, colour_of, lanes
from dashboard.wording import escaping, money
from dashboard.wording import numbers as numbers_wording

# From where to where each panel of the story reaches: badges, price, tone, return.
PANELS = {1: (0.922, 1.0), 2: (0.471, 0.877), 3: (0.235, 0.426), 4: (0.0, 0.19)}


def story(
    bars: pd.DataFrame,
    tone: pd.DataFrame,
    *,
    returns: pd.DataFrame,
    events: pd.DataFrame,
    share: str,
    benchmark: str,
    marks: str,
    chosen: str | None,
) -> go.Figure:
    """Draw bars, tone and abnormal returns on one axis of sessions, announcements marked.

    Parameters
    ----------
    bars
        Daily bars, one row for every session of the exchange: NaN where no bar is held.
    tone
        From ``series.by_session``.
    returns
        Columns ``share``, ``benchmark`` and ``abnormal``: simple returns per session.
    events
        Announcements with ``session``, ``title`` and ``number``.
    chosen
        The key of the opened announcement.
    """
    marked = _marked(events, axis=bars.index)
    opened = events.loc[chosen, "session"] if chosen in events.index else None
    drawn = [
        *_price(bars, share=share, marks=marks),
        _tones(tone),
        _beyond(returns, share=share, benchmark=benchmark),
        _badges(marked, opened=opened, axis=bars.index),
    ]
    titles = {
        2: f"{share}, {money.unit(share)}",
        3: "Tone of the articles per session (−1 to 1)",
        4: f"{share} less {benchmark}, per session",
    }
    reach = max(0.5, tone[["lowest", "highest"]].abs().max(axis=None) * 1.1) if len(tone) else 0.5
    # Given at once: Plotly checks all that a figure holds each time something is added to it.
    layout = {
        **_axes(bars.index, reach=reach),
        "annotations": [_heading(title, panel=panel) for panel, title in titles.items()],
        "shapes": _lines(marked.index, opened=opened),
        "height": 704,
        "margin": {"l": 48, "r": 8, "t": 32, "b": 40},  # above the badges, Plotly's own buttons
        "showlegend": False,
        "hovermode": "x unified",
        "hoversubplots": "axis",
        "dragmode": "pan",
        "bargap": 0.25,
    }
    return go.Figure(drawn, layout)


def _axes(axis: pd.DatetimeIndex, *, reach: float) -> dict[str, dict[str, object]]:
    """Return the axes of the story's panels, on one axis of sessions.

    Margins are fixed: fitting them to the labels would draw everything twice.
    """
    half_day = pd.Timedelta(hours=14)
    dates = {
        "range": [axis[0] - half_day, axis[-1] + half_day],
        "rangebreaks": closures(axis),
        "rangeslider": {"visible": False},
        "automargin": False,
    }
    numbers = {
        1: {"visible": False, "range": [-0.6, EVENT_LANES - 0.4], "fixedrange": True},
        2: {},
        3: {"range": [-reach, reach], "tickvals": [-1, -0.5, 0, 0.5, 1]},
        4: {"tickformat": ".0%"},
    }
    laid = {}
    for panel, domain in PANELS.items():
        name = "" if panel == 1 else panel
        below = {} if panel == len(PANELS) else {"matches": "x4", "showticklabels": False}
        laid[f"xaxis{name}"] = {"anchor": f"y{name}", **dates, **below}
        laid[f"yaxis{name}"] = {
            "anchor": f"x{name}",
            "domain": domain,
            "automargin": False,
            **numbers[panel],
        }
    return laid


def _price(bars: pd.DataFrame, *, share: str, marks: str) -> list[dict[str, object]]:
    """Return the bars, and a hollow mark on each one whose session was still open."""
    place = {"x": bars.index, "xaxis": "x2", "yaxis": "y2", "name": escaping.plain(share)}
    if marks == "candles":
        trace = {
            "type": "candlestick",
            **{name: bars[name] for name in ("open", "high", "low", "close")},
            "increasing": {"line": {"color": COLOURS["positive"]}, "fillcolor": "rgba(0,0,0,0)"},
            "decreasing": {
                "line": {"color": COLOURS["negative"]},
                "fillcolor": COLOURS["negative"],
            },
        }
    else:
        trace = {
            "type": "scatter",
            "y": bars["close"],
            "mode": "lines",
            "line": {"color": COLOURS["share"], "width": 2},
            "hovertemplate": "$%{y:.2f}",
        }
    partial = bars[bars["partial"].eq(True)]
    still_open = {
        **place,
        "type": "scatter",
        "x": partial.index,
        "y": partial["close"],
        "mode": "markers",
        "marker": {"symbol": "circle-open", "size": 11, "color": COLOURS["share"]},
        "hovertemplate": "session still open",
        "name": "partial",
    }
    return [place | trace, *([still_open] if len(partial) else [])]


def _tones(tone: pd.DataFrame) -> dict[str, object]:
    """Return each session's mean tone from zero, with the range of its articles."""
    return {
        "type": "bar",
        "xaxis": "x3",
        "yaxis": "y3",
        "x": tone.index,
        "y": tone["compound"],
        "marker": {"color": [colour_of(value) for value in tone["compound"]]},
        "error_y": {
            "type": "data",
            "array": tone["highest"] - tone["compound"],
            "arrayminus": tone["compound"] - tone["lowest"],
            "thickness": 1,
            "width": 2,
            "color": COLOURS["neutral"],
        },
        "customdata": [
            f"{numbers_wording.tone(row.compound)} ({row.n} article{'s' if row.n > 1 else ''}, "
            f"{numbers_wording.tone(row.lowest)} to {numbers_wording.tone(row.highest)})"
            for row in tone.itertuples()
        ],
        "hovertemplate": "%{customdata}",
        "name": "Tone",
    }


def _beyond(returns: pd.DataFrame, *, share: str, benchmark: str) -> dict[str, object]:
    """Return what the share did beyond its benchmark."""
    return {
        "type": "bar",
        "xaxis": "x4",
        "yaxis": "y4",
        "x": returns.index,
        "y": returns["abnormal"],
        "marker": {"color": [colour_of(value) for value in returns["abnormal"]]},
        "customdata": returns[["share", "benchmark"]],
        "hovertemplate": f"%{{y:+.1%}} ({escaping.plain(share)} %{{customdata[0]:+.1%}}, "
        f"{escaping.plain(benchmark)} %{{customdata[1]:+.1%}})",
        "name": escaping.plain(f"less {benchmark}"),
    }


def _marked(events: pd.DataFrame, *, axis: pd.DatetimeIndex) -> pd.DataFrame:
    """Return the sessions on *axis* that announcements count for, and which those are."""
    shown = events[events["session"].isin(axis)]
    told: dict[pd.Timestamp, list[Any]] = {}
    for event in shown[["session", "number", "title"]].itertuples(name="Event"):
        told.setdefault(event.session, []).append(event)
    # Not by groupby, which is slow with functions of our own.
    rows = [
        (
            each[0].Index,
            min(event.number for event in each),
            max(event.number for event in each),
            "<br>".join(escaping.plain(event.title) for event in each),
        )
        for _, each in sorted(told.items())
    ]
    sessions_told = pd.DatetimeIndex(sorted(told), name="session")
    return pd.DataFrame(rows, columns=["key", "first", "last", "names"], index=sessions_told)


def _badges(
    marked: pd.DataFrame, *, opened: pd.Timestamp | None, axis: pd.DatetimeIndex
) -> dict[str, object]:
    """Return the numbered badges above the panels; the opened one is full."""
    alone = marked["first"] == marked["last"]
    full = [session == opened for session in marked.index]
    return {
        "type": "scatter",
        "xaxis": "x",
        "yaxis": "y",
        "x": marked.index,
        "y": lanes(axis.get_indexer(marked.index), room=len(axis) / 16),
        "customdata": marked[["key"]].to_numpy(),
        "text": [
            f"{row.first}" if row.first == row.last else f"{row.first}–{row.last}"
            for row in marked.itertuples()
        ],
        "mode": "markers+text",
        "marker": {
            "symbol": "circle",
            "opacity": 1,
            "size": [20 if one else 28 for one in alone],
            "color": [COLOURS["event"] if one else "#ffffff" for one in full],
            "line": {"color": COLOURS["event"], "width": 1.5},
        },
        "textfont": {"size": 10, "color": ["#ffffff" if one else "#4a2f86" for one in full]},
        "hovertext": marked["names"],
        "hovertemplate": "%{hovertext}",
        "name": "Announced",
        "cliponaxis": False,
        # A click chooses by its own; the badges must not fade as after a selection.
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": None}},
    }


def _lines(marked: pd.DatetimeIndex, *, opened: pd.Timestamp | None) -> list[dict[str, object]]:
    """Return a line through every panel at each marked session, the opened one's solid.

    One path holds all lines of a panel that look alike: Plotly's time goes by the number of shapes.
    """
    colour = COLOURS["event"]
    kinds = [
        (marked[marked != opened], 0.45, {"color": colour, "width": 1, "dash": "dot"}),
        (marked[marked == opened], 0.9, {"color": colour, "width": 2, "dash": "solid"}),
    ]
    return [
        {
            "type": "path",
            "path": " ".join(f"M {day:%Y-%m-%d},0 V 1" for day in days),
            "layer": "below",
            "xref": f"x{panel}",
            "yref": f"y{panel} domain",
            "opacity": opacity,
            "line": line,
        }
        for days, opacity, line in kinds
        if len(days)
        for panel in ("", 2, 3, 4)
    ]


def _heading(title: str, *, panel: int) -> dict[str, object]:
    """Return a panel's title, above its left end."""
    return {
        "text": escaping.plain(title),
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": PANELS[panel][1],
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 13},
    }
