"""The badges over the story: one for each announcement, moved apart where they stand too near."""

import math
from collections.abc import Sequence

import pandas as pd

from dashboard.charts.marks import COLOURS, DISC, NUMBER
from dashboard.charts.tone_panel import short

LANES = 2
_PLACE = {"type": "scatter", "xaxis": "x2", "yaxis": "y"}
ABREAST = 32  # badges that stand side by side over a picture's width, in lanes by turns


def badges(
    events: pd.DataFrame, *, opened: str | None, axis: pd.DatetimeIndex
) -> list[dict[str, object]]:
    """Return a numbered badge for each announcement, moved apart where they stand too near.

    A line leads from each to its session; the opened one is full, those of its session are bold.
    """
    shown = events[events["session"].isin(axis)].sort_values("number", kind="stable")
    anchors = [int(place) + 0.5 for place in axis.get_indexer(pd.DatetimeIndex(shown["session"]))]
    places = spread(anchors, apart=len(axis) / ABREAST, within=len(axis))
    rows = lanes(places, room=2 * len(axis) / ABREAST)
    return [
        _leaders(anchors, places, rows=rows),
        {**_badges(shown, opened=opened), "x": places, "y": rows},
    ]


def _leaders(
    anchors: Sequence[float], places: Sequence[float], *, rows: Sequence[int]
) -> dict[str, object]:
    """Return a line from each session to its badge."""
    return {
        **_PLACE,
        "x": [end for pair in zip(anchors, places, strict=True) for end in (*pair, None)],
        "y": [end for lane in rows for end in (-0.9, lane, None)],
        "mode": "lines",
        "line": {"color": COLOURS["event"], "width": 1},
        "hoverinfo": "skip",
        "name": "Leaders",
    }


def _badges(shown: pd.DataFrame, *, opened: str | None) -> dict[str, object]:
    """Return how the badges look and what they say; the opened one is full."""
    full = [key == opened for key in shown.index]
    session = shown["session"].get(opened)
    widths = [2.5 if day == session else 1.2 for day in shown["session"]]
    return {
        **_PLACE,
        "text": [str(number) for number in shown["number"]],
        "mode": "markers+text",
        "marker": {
            "symbol": "circle",
            "opacity": 1,
            "size": 20,
            "color": [COLOURS["event"] if one else DISC for one in full],
            "line": {"color": COLOURS["event"], "width": widths},
        },
        "textfont": {"size": 10, "color": ["#ffffff" if one else NUMBER for one in full]},
        "hovertext": [short(str(title)) for title in shown["title"]],
        "hovertemplate": "%{text} · %{hovertext}<extra></extra>",
        "customdata": [[key] for key in shown.index],
        "name": "Announced",
        "cliponaxis": False,
        # A click chooses by its own; the badges must not fade as after a selection.
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": None}},
    }


def spread(anchors: Sequence[float], *, apart: float, within: float) -> list[float]:
    """Return places near ordered anchors, so far *apart* and between 0 and *within* if they can.

    The places whose squared distances from the anchors are least (pool adjacent violators).

    Examples
    --------
    >>> spread([1, 5, 5, 5, 9], apart=2, within=20)
    [1.0, 3.0, 5.0, 7.0, 9.0]
    """
    step = min(apart, within / (len(anchors) + 1))
    pools: list[tuple[float, int]] = []  # mean of the anchors less their steps, and how many
    for place, anchor in enumerate(anchors):
        mean, count = anchor - place * step, 1
        while pools and pools[-1][0] >= mean:
            before, more = pools.pop()
            mean, count = (before * more + mean * count) / (more + count), more + count
        pools.append((mean, count))
    least, most = step / 2, within - step / 2 - (len(anchors) - 1) * step
    level = [min(max(mean, least), max(most, least)) for mean, count in pools for _ in range(count)]
    return [one + place * step for place, one in enumerate(level)]


def lanes(positions: Sequence[float], *, room: float, lanes: int = LANES) -> list[int]:
    """Return a lane for each mark so that marks of one lane stand *room* apart where they can."""
    last = [-math.inf] * lanes
    given = []
    for position in positions:
        free = [lane for lane in range(lanes) if position - last[lane] >= room]
        lane = free[0] if free else min(range(lanes), key=lambda lane: last[lane])
        last[lane] = position
        given.append(lane)
    return given
