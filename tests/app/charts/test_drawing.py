"""A drawing is what Plotly makes of it, and goes to the page as it is."""

from unittest.mock import Mock

import numpy as np
import pandas as pd
import plotly.tools
import pytest
import streamlit as st
from plotly_checks import checked

from dashboard.charts import drawing
from dashboard.charts.drawing import Drawing

DAYS = pd.bdate_range("2026-02-02", periods=3)


@pytest.mark.parametrize(
    "values",
    [
        pd.Series([1.0, np.nan, 3.0]),
        pd.Series([1, 2, 300]),
        pd.Series([0.5, 1.5], dtype="float32"),
        pd.Series(["a", "b"]),
        pd.Series([], dtype="float64"),
        DAYS,
        np.arange(6.0).reshape(3, 2),
        pd.DataFrame({"n": [1, 2], "name": ["a", "b"]}),
        [1.0, 2.0],
        ("a", None),
    ],
    ids=lambda one: f"{type(one).__name__} of {getattr(one, 'dtype', 'several')}",
)
def test_values_of_every_kind_are_what_plotly_makes_of_them(values: object) -> None:
    checked(Drawing([{"type": "scatter", "y": [1, 2, 3], "customdata": values}], {"height": 90}))


def test_nothing_is_sent_of_what_is_left_open() -> None:
    made = Drawing([{"type": "bar", "name": None}], {"xaxis": {"range": None}}).to_dict()

    assert made["data"] == [{"type": "bar"}]
    assert made["layout"]["xaxis"] == {}


def test_a_copy_may_be_changed() -> None:
    colours = {"color": ["red"]}
    made = Drawing([{"type": "bar", "marker": colours}], {"margin": {"l": 8}})

    spec = made.to_dict()
    spec["data"][0]["marker"]["color"][0] = "blue"
    spec["layout"]["margin"]["l"] = 0

    assert checked(made).data[0].marker.color == ("red",)
    assert checked(made).layout.margin.l == 8


def test_streamlit_sends_a_figure_unchecked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spec = Drawing([{"type": "bar", "y": [1.0]}], {}).to_dict()
    looked_at = Mock(side_effect=AssertionError("Plotly was asked to check it"))
    monkeypatch.setattr("plotly.graph_objs.Figure", looked_at)

    assert plotly.tools.return_figure_from_figure_or_data(drawing.as_figure(spec), True) is spec
    st.plotly_chart(drawing.as_figure(spec))
