"""The event study to Plotly figures: every announcement, and one of them session by session."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard.charts import plain
from dashboard.charts.drawing import Drawing
from dashboard.charts.marks import COLOURS, across, estimates, scale, upright
from dashboard.wording import escaping
from dashboard.wording import study as words
from sentiment.study.abnormal import EventStudy
from sentiment.study.design import Design

NOUGHT = {"line": {"color": COLOURS["neutral"], "width": 1}, "layer": "below"}


class _Units(NamedTuple):
    """How an abnormal return or volume is named and written, and what it is multiplied by."""

    name: str
    percent: bool
    fine: str
    times: float = 1


def _units(measure: str) -> _Units:
    if measure == "volume":
        return _Units("abnormal log volume", False, "+.2f")
    if measure == "log":
        return _Units("abnormal return in log points", False, "+.1f", times=100)
    return _Units("abnormal return", True, "+.1%")


def forest(rows: pd.DataFrame, *, measure: str = "compound") -> Drawing:
    """Draw each event's cumulative abnormal return, its interval, and where placebos fall.

    Parameters
    ----------
    rows
        One row per event: ``label``, ``move``, ``move_low``, ``move_high``, ``placebo_low`` and
        ``placebo_high`` (the middle 95 % of its placebo windows), ``placebo_p``, ``reason``.
    measure
        What was measured, as in ``Design``.
    """
    unit = _units(measure)
    shown = rows[rows["reason"] == ""].iloc[::-1]
    moved = ["move", "move_low", "move_high", "placebo_low", "placebo_high"]
    ends = shown[moved] * unit.times
    shown = shown.assign(low=ends["move_low"], high=ends["move_high"], move=ends["move"])
    labels = [escaping.plain(label) for label in shown["label"]]
    least, most = float(ends.min().min()), float(ends.max().max())
    room = 0.05 * (most - least)
    axis = {
        **scale(ends.to_numpy().ravel(), percent=unit.percent),
        "title": {"text": f"Cumulative {unit.name}"},
        "range": None if shown.empty else [least - room, most + room],
    }
    return plain.figure(
        [{**trace, "y": labels} for trace in (_placebo_bands(ends), _moves(shown, unit=unit))],
        lines=[upright(0, **NOUGHT)],
        annotations=[_row_name(label) for label in labels],
        xaxis=axis,
        yaxis={"showticklabels": False, "showgrid": False},
        height=120 + 46 * len(shown),
    )


def _placebo_bands(ends: pd.DataFrame) -> dict[str, object]:
    """Return for each event's row where most of its placebo windows fall."""
    return {
        "type": "bar",
        "x": ends["placebo_high"] - ends["placebo_low"],
        "base": ends["placebo_low"],
        "orientation": "h",
        "marker": {"color": COLOURS["neutral"]},
        "opacity": 0.28,
        "width": 0.34,
        "hoverinfo": "skip",
        "name": "middle 95% of placebo windows, at its volatility",
    }


def _moves(shown: pd.DataFrame, *, unit: _Units) -> dict[str, object]:
    """Return for each event's row its move with its interval, which may be missing."""
    return {
        **estimates(shown, "move", p="placebo_p", axis="x", size=11),
        "customdata": [
            f" (95% {low:{unit.fine}} to {high:{unit.fine}})" if low == low else ""  # noqa: PLR0124
            for low, high in zip(shown["low"], shown["high"], strict=True)
        ],
        "text": shown["placebo_p"].map("{:.3f}".format),
        "hovertemplate": f"%{{x:{unit.fine}}}%{{customdata}}, placebo p %{{text}}<extra></extra>",
        "name": f"{unit.name} with the effects not rejected (diamond: placebo p ≤ 5%)",
    }


def strip(
    ordinary: pd.Series, others: pd.DataFrame, *, move: float, label: str, measure: str
) -> Drawing:
    """Draw each placebo window as a dot, and the announcement among them.

    Parameters
    ----------
    ordinary
        Moves of the placebo windows at the announcement's volatility.
    others
        The other announcements at that volatility: ``move`` and ``label``.
    move, label
        The announcement's own.
    """
    unit = _units(measure)
    drawn, own = (ordinary * unit.times).to_numpy(), move * unit.times
    widest = float(np.quantile(np.abs(drawn), 0.995)) if len(drawn) else 0.0
    reach = 1.08 * max(1.2 * abs(own), widest)
    place, height = _stacked(np.clip(drawn, -reach, reach), width=reach / 55)
    dots = [
        {
            "type": "scatter",
            "mode": "markers",
            "x": place[mask],
            "y": height[mask],
            "customdata": drawn[mask],
            "marker": {"color": COLOURS[colour], "symbol": symbol, "size": 6},
            "hovertemplate": f"%{{customdata:{unit.fine}}}<extra></extra>",
            "name": f"{name} ({mask.sum()})",
        }
        for mask, colour, symbol, name in _sides(drawn, own)
    ]
    top = max(height, default=1) + 1
    events = _events(others, own, label=label, unit=unit, top=top)
    return plain.figure(
        [*dots, *events],
        lines=[upright(0, **NOUGHT), upright(own, line={"color": COLOURS["event"], "width": 2})],
        xaxis={
            **scale([reach], percent=unit.percent),
            "title": {"text": f"Cumulative {unit.name}, at this announcement's volatility"},
            "range": [-1.03 * reach, 1.03 * reach],
        },
        yaxis={"visible": False, "range": [-0.24 * top, 1.08 * top]},
        height=340,
    )


def _sides(moves: np.ndarray, own: float) -> list[tuple[np.ndarray, str, str, str]]:
    """Return which *moves* went as far as the announcement's *own*, with colour, mark and words."""
    same, other = (moves * np.sign(own) >= abs(own)), (moves * np.sign(own) <= -abs(own))
    way, mark, verb = ("negative", "down", "fell") if own < 0 else ("positive", "up", "rose")
    return [
        (~(same | other), "neutral", "circle", "a placebo window"),
        (same, way, f"triangle-{mark}", f"{verb} as far or further"),
        (other, "neutral", "circle-open", "as far the other way"),
    ]


def _events(
    others: pd.DataFrame, own: float, *, label: str, unit: _Units, top: float
) -> list[dict[str, object]]:
    """Return the marks of the announcement and of the others below the axis of the dots."""
    shared = {"type": "scatter", "mode": "markers", "hovertemplate": "%{text}<extra></extra>"}
    violet = COLOURS["event"]
    return [
        {
            **shared,
            "x": others["move"] * unit.times,
            "y": [-0.14 * top] * len(others),
            "text": [escaping.plain(one) for one in others["label"]],
            "marker": {
                "symbol": "diamond-open",
                "size": 10,
                "color": violet,
                "line": {"color": violet, "width": 1.5},
            },
            "name": "the other announcements",
        },
        {
            **shared,
            "x": [own],
            "y": [-0.14 * top],
            "text": [escaping.plain(label)],
            "marker": {"symbol": "diamond", "size": 14, "color": violet},
            "name": "this announcement",
        },
    ]


def _stacked(values: Sequence[float], *, width: float) -> tuple[np.ndarray, np.ndarray]:
    """Return values as columns of dots of a *width*: the place of each and its height."""
    column = np.round(np.asarray(values) / width) if width else np.zeros(len(values))
    order = np.argsort(column, kind="stable")
    height = np.empty(len(column))
    _, first, counts = np.unique(column[order], return_index=True, return_counts=True)
    height[order] = np.arange(len(column)) - np.repeat(first, counts)
    return column * width, height


def path_among_placebos(study: EventStudy, session: pd.Timestamp) -> Drawing:
    """Draw one event's cumulative abnormal return over the fan of its placebo windows."""
    path, fan = (
        _from_nought(frame[frame["event"] == session]) for frame in (study.paths, study.fan)
    )
    unit = _units(study.design.measure)
    path, fan = (_as_percent(frame, study.design, times=unit.times) for frame in (path, fan))
    reached = pd.concat([path["car"], fan["q025"], fan["q975"]])
    moves = {
        "type": "scatter",
        "x": path["offset"],
        "y": path["car"],
        "mode": "lines+markers",
        "line": {"color": COLOURS["event"], "width": 2.5},
        "hovertemplate": f"%{{y:{unit.fine}}} by session %{{x}}<extra></extra>",
        "name": "the announcement",
    }
    sessions = {
        "title": {"text": "Sessions from the announcement's"},
        "dtick": max(1, len(path) // 8),
    }
    return plain.figure(
        [*_bands(fan), moves],
        lines=[across(0, **NOUGHT)],
        xaxis=sessions,
        yaxis=scale(reached, percent=unit.percent) | {"title": {"text": f"Cumulative {unit.name}"}},
        height=380,
    )


def _bands(fan: pd.DataFrame) -> list[dict[str, object]]:
    """Return how far most placebo windows reach by each session, and the middle half of them."""
    return [
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
            ("q025", "q975", 0.16, "middle 95% of placebo windows, at its volatility"),
            ("q25", "q75", 0.3, "middle half"),
        )
    ]


def _as_percent(path: pd.DataFrame, design: Design, *, times: float) -> pd.DataFrame:
    """Return running sums as they are told."""
    sums = path.columns.difference(["event", "offset", "session"])
    return path.assign(**{name: words.shown_moves(design, path[name]) * times for name in sums})


def _row_name(label: str) -> dict[str, object]:
    """Return a row's name over it: beside it, it would leave a narrow screen no picture."""
    return {
        **{"text": label, "x": 0, "xref": "paper", "xanchor": "left"},
        **{"y": label, "yshift": 17, "showarrow": False},
    }


def _from_nought(path: pd.DataFrame) -> pd.DataFrame:
    """Return a path that starts at nought a session before its window: a lone session has none."""
    start = path.iloc[[0]].assign(offset=path["offset"].iloc[0] - 1)
    start[path.columns.difference(["event", "offset", "session"])] = 0.0
    return pd.concat([start, path], ignore_index=True)
