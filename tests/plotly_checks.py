"""Drawings held against what Plotly makes of them."""

import base64
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.drawing import Drawing


def checked(drawing: Drawing) -> go.Figure:
    """Return a drawing as Plotly's figure; fail where Plotly refuses or changes any of it."""
    figure = go.Figure(list(drawing.traces), dict(drawing.layout))
    ours, theirs = drawing.to_dict(), figure.to_dict()
    assert "template" in ours["layout"]
    assert _settled(ours["data"]) == _settled(theirs["data"])
    assert _settled(ours["layout"] | {"template": {}}) == _settled(
        theirs["layout"] | {"template": {}}
    )
    return figure


def _settled(value: Any) -> Any:
    """Return Plotly's JSON without what is empty, its arrays as lists of numbers."""
    if isinstance(value, dict) and {"dtype", "bdata"} <= value.keys():
        numbers = np.frombuffer(base64.b64decode(value["bdata"]), value["dtype"]).astype("f8")
        value = numbers.reshape([int(one) for one in value.get("shape", "-1").split(",")])
    if isinstance(value, dict):
        kept = {name: _settled(one) for name, one in value.items()}
        return {name: one for name, one in kept.items() if not _is_empty(one)}
    if isinstance(value, pd.DataFrame | pd.Series | pd.Index):
        value = value.to_numpy()
    if isinstance(value, list | tuple | np.ndarray):
        return [_settled(one) for one in value] if len(value) else []
    return "not a number" if isinstance(value, float) and np.isnan(value) else value


def _is_empty(value: Any) -> bool:
    return isinstance(value, dict | list) and not value
