"""All sessions held as a small picture, those on show marked: dragging over it chooses others."""

import math

import pandas as pd

from dashboard.charts.drawing import Drawing
from dashboard.charts.marks import COLOURS

MOST = 120  # closes that are drawn: more would not be seen at this size


def brush(closes: "pd.Series[float]", *, shown: pd.DatetimeIndex) -> Drawing:
    """Draw the closes held on a logarithmic axis, the sessions *shown* as a band.

    Parameters
    ----------
    closes
        By session, oldest first.
    """
    step = math.ceil(len(closes) / MOST)
    drawn = closes.iloc[::-step].iloc[::-1]
    line = {
        "type": "scatter",
        "x": pd.DatetimeIndex(drawn.index),
        "y": drawn,
        # Of a line alone nothing can be selected.
        "mode": "lines+markers",
        "marker": {"size": 1, "color": COLOURS["neutral"]},
        "line": {"color": COLOURS["neutral"], "width": 1.2},
        "hoverinfo": "skip",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
        "name": "Close",
    }
    first, last = closes.index[0], max(closes.index[-1], shown[-1]) + pd.Timedelta(days=2)
    return Drawing([line], {**_layout([first, last]), "shapes": _band(shown)})


def _band(shown: pd.DatetimeIndex) -> list[dict[str, object]]:
    """Return the band over the sessions on show, with its two edges."""
    first, last = shown[0], shown[-1] + pd.Timedelta(days=1)
    upright = {"type": "rect", "xref": "x", "y0": 0, "y1": 1, "yref": "paper"}
    band = {"x0": first, "x1": last, "opacity": 0.25, "line": {"width": 0}}
    edge = {"opacity": 1, "line": {"color": COLOURS["share"], "width": 3}}
    return [
        {**upright, "fillcolor": COLOURS["share"], **part}
        for part in (band, *({"x0": day, "x1": day, **edge} for day in (first, last)))
    ]


def _layout(extent: list[pd.Timestamp]) -> dict[str, object]:
    """Return a small picture without a frame, whose time is dragged over."""
    return {
        "height": 60,
        "margin": {"l": 48, "r": 8, "t": 0, "b": 22},
        "showlegend": False,
        "template": {},  # nothing of it is needed for a line and a band
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "'Source Sans', sans-serif"},
        "hovermode": False,
        "dragmode": "select",
        "selectdirection": "h",
        "xaxis": {
            "range": extent,
            "fixedrange": True,
            "showgrid": False,
            "tickformat": "%Y",
            "dtick": "M12",
            "ticklabelmode": "period",
        },
        "yaxis": {"type": "log", "visible": False, "fixedrange": True},
    }
