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
    band = {
        "type": "rect",
        **{"x0": shown[0], "x1": shown[-1] + pd.Timedelta(days=1), "xref": "x"},
        **{"y0": 0, "y1": 1, "yref": "paper"},
        "fillcolor": COLOURS["share"],
        "opacity": 0.25,
        "line": {"width": 0},
    }
    edges = [
        {
            **band,
            "x0": day,
            "x1": day,
            "opacity": 1,
            "line": {"color": COLOURS["share"], "width": 3},
        }
        for day in (band["x0"], band["x1"])
    ]
    first, last = closes.index[0], max(closes.index[-1], shown[-1]) + pd.Timedelta(days=2)
    return Drawing(
        [line],
        {
            "shapes": [band, *edges],
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
                "range": [first, last],
                "fixedrange": True,
                "showgrid": False,
                "tickformat": "%Y",
                "dtick": "M12",
                "ticklabelmode": "period",
            },
            "yaxis": {"type": "log", "visible": False, "fixedrange": True},
        },
    )
