"""A chart as plain values of Plotly's schema, and how they go to a page.

Plotly checks each value of a figure that it makes, colour by colour, which takes longer than all
else that draws it. The charts' tests have each drawing checked; a page need not.
"""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import plotly.io
from plotly.basedatatypes import BaseFigure

__all__ = ["Drawing", "as_figure", "encoded"]


@dataclass(frozen=True)
class Drawing:
    """What a chart is made of.

    Parameters
    ----------
    traces
        As in Plotly's JSON; numbers and times may be arrays or series.
    layout
        The same, its names never joined by an underscore.
    """

    traces: Sequence[Mapping[str, object]]
    layout: Mapping[str, object]

    def to_dict(self) -> dict[str, Any]:
        """Return a copy as Plotly's JSON: times still an array, its template shared with others."""
        template = self.layout.get("template", _template(plotly.io.templates.default))
        rest = {name: value for name, value in self.layout.items() if name != "template"}
        return {
            "data": [_plain(one) for one in self.traces],
            "layout": {**_plain(rest), "template": template},
        }


def as_figure(spec: dict[str, Any]) -> BaseFigure:
    """Return Plotly's JSON as a figure that ``st.plotly_chart`` sends as it is.

    A dictionary it would have Plotly check and copy; of a figure it asks for ``to_dict`` alone.
    """
    figure = BaseFigure.__new__(BaseFigure)
    vars(figure)["to_dict"] = lambda: spec
    return figure


def encoded(numbers: "np.ndarray[Any, Any]", dtype: str) -> dict[str, str]:
    """Return numbers as Plotly reads them from the bytes of an array."""
    return {"dtype": dtype, "bdata": base64.b64encode(numbers.astype(dtype).tobytes()).decode()}


def _plain(value: Any) -> Any:
    """Return a copy of a value without what is None in it, its numbers as bytes."""
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [_plain(one) if isinstance(one, Mapping) else one for one in value]
    if isinstance(value, pd.DataFrame | pd.Series | pd.Index | np.ndarray):
        array = np.asarray(value)
        kind = array.dtype.kind if array.size and array.ndim == 1 else "of lists"
        if kind in "iuf":
            return encoded(array, "f4" if array.dtype == np.float32 else "f8")
        return array if kind == "M" else array.tolist()
    return value


@lru_cache(maxsize=4)
def _template(name: str | None) -> dict[str, Any]:
    return plotly.io.templates[name].to_plotly_json() if name else {}
