"""The event study to Plotly figures: every announcement, and one of them session by session."""

from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.marks import COLOURS, across, estimates, upright
from dashboard.wording import escaping
from sentiment.study.abnormal import EventStudy

NOUGHT = {"line": {"color": COLOURS["neutral"], "width": 1}, "layer": "below"}


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
    labels = [escaping.plain(label) for label in shown["label"]]
    band = {
        "type": "bar",
        "x": shown["placebo_high"] - shown["placebo_low"],
        "base": shown["placebo_low"],
        "y": labels,
        "orientation": "h",
        "marker": {"color": COLOURS["neutral"]},
        "opacity": 0.28,
        "width": 0.34,
        "hoverinfo": "skip",
        "name": "middle 95% of days without an announcement",
    }
    moves = {
        **estimates(shown, "car", p="placebo_p", axis="x", size=11),
        "y": labels,
        "customdata": shown[["low", "high", "placebo_p"]],
        "hovertemplate": f"%{{x:{unit.fine}}} (95% %{{customdata[0]:{unit.fine}}} to "
        f"%{{customdata[1]:{unit.fine}}}), placebo p %{{customdata[2]:.3f}}<extra></extra>",
        "name": f"{unit.name} with its 95% interval (diamond: placebo p ≤ 5%)",
    }
    ends = shown[["low", "high", "placebo_low", "placebo_high"]]
    room = 0.05 * (ends.max(axis=None) - ends.min(axis=None))
    moved = {
        "tickformat": unit.coarse,
        "title": {"text": f"Cumulative {unit.name}"},
        "range": None if shown.empty else [ends.min(axis=None) - room, ends.max(axis=None) + room],
    }
    return _figure(
        [band, moves],
        shapes=[upright(0, **NOUGHT)],
        annotations=[_row_name(label) for label in labels],
        xaxis=moved,
        yaxis={"showticklabels": False, "showgrid": False},
        height=120 + 46 * len(shown),
    )


def path_among_placebos(study: EventStudy, session: pd.Timestamp) -> go.Figure:
    """Draw one event's cumulative abnormal return over the fan of its placebo windows."""
    path, fan = (
        _from_nought(frame[frame["event"] == session]) for frame in (study.paths, study.fan)
    )
    unit = _units(study.measure)
    bands = [
        {
            "type": "scatter",
            "x": [*fan["offset"], *fan["offset"][::-1]],
            "y": [*fan[high], *fan[low][::-1]],
            "fill": "toself",
            "mode": "none",
            "fillcolor": f"rgba(134,139,147,{opacity})",
            "hoverinfo": "skip",
            "name": name,
        }
        for low, high, opacity, name in (
            ("q025", "q975", 0.16, "middle 95% of placebo windows"),
            ("q25", "q75", 0.3, "middle half"),
        )
    ]
    moves = {
        "type": "scatter",
        "x": path["offset"],
        "y": path["car"],
        "mode": "lines+markers",
        "line": {"color": COLOURS["event"], "width": 2.5},
        "error_y": {
            "type": "data",
            "array": path["high"] - path["car"],
            "arrayminus": path["car"] - path["low"],
            "thickness": 1.2,
            "color": COLOURS["event"],
        },
        "hovertemplate": f"%{{y:{unit.fine}}} by session %{{x}}<extra></extra>",
        "name": "the announcement, with its 95% interval",
    }
    sessions = {
        "title": {"text": "Sessions from the announcement's"},
        "dtick": max(1, len(path) // 8),
    }
    return _figure(
        [*bands, moves],
        shapes=[across(0, **NOUGHT)],
        xaxis=sessions,
        yaxis={"tickformat": unit.coarse, "title": {"text": f"Cumulative {unit.name}"}},
        height=380,
    )


def _row_name(label: str) -> dict[str, object]:
    """Return a row's name over it: beside it, it would leave a narrow screen no picture."""
    return {
        **{"text": label, "x": 0, "xref": "paper", "xanchor": "left"},
        **{"y": label, "yshift": 17, "showarrow": False},
    }


def _figure(traces: list[dict[str, object]], **layout: object) -> go.Figure:
    """Return a figure, its layout given at once: Plotly takes several times as long in steps."""
    plain = {
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        "dragmode": False,
    }
    return go.Figure(traces, {**plain, **layout})


def _from_nought(path: pd.DataFrame) -> pd.DataFrame:
    """Return a path that starts at nought a session before its window: a lone session has none."""
    start = path.iloc[[0]].assign(offset=path["offset"].iloc[0] - 1)
    sums = [name for name in path if name not in ("event", "offset", "session")]
    return pd.concat([start.assign(**dict.fromkeys(sums, 0.0)), path], ignore_index=True)
