"""What of a figure goes to the browser: as few bytes as say the same."""

import base64
import json
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio
import pytest

from dashboard.charts import wire

DAYS = pd.to_datetime(["2026-01-30", "2026-02-02", "2026-02-03", "2026-02-04"])
CLOSES = [191.13, 185.61, 180.34, 174.19]


def sent(x: object, **trace: object) -> dict[str, Any]:
    spec = go.Figure([{"type": "scatter", "x": x, "y": np.array(CLOSES), **trace}]).to_dict()
    wire.shorten(spec)
    return spec


def read(array: dict[str, str]) -> "np.ndarray[Any, Any]":
    return np.frombuffer(base64.b64decode(array["bdata"]), dtype=array["dtype"])


@pytest.mark.parametrize("hidden", [{"hovertemplate": "%{customdata}"}, {"hoverinfo": "skip"}])
def test_heights_that_no_read_out_tells_take_half_the_bytes(hidden: dict[str, str]) -> None:
    heights = sent(DAYS, **hidden)["data"][0]["y"]

    assert heights["dtype"] == "f4"
    assert read(heights) == pytest.approx(CLOSES, rel=1e-7)


@pytest.mark.parametrize("told", [{"hovertemplate": "%{y:.2f}"}, {}])
def test_heights_that_a_read_out_tells_stay_whole(told: dict[str, str]) -> None:
    assert read(sent(DAYS, **told)["data"][0]["y"]).tolist() == CLOSES


def test_times_at_even_steps_are_a_first_and_a_step() -> None:
    minutes = pd.date_range("2026-02-02 09:30", periods=4, freq="5min")

    spec = sent(minutes)

    (trace,) = spec["data"]
    assert "x" not in trace
    assert pd.Timestamp(trace["x0"], unit="ms") == minutes[0]
    assert pd.Timedelta(trace["dx"], unit="ms") == pd.Timedelta(minutes=5)
    assert spec["layout"]["xaxis"]["type"] == "date"


def test_times_over_a_weekend_stand_each_by_itself() -> None:
    times = read(sent(DAYS)["data"][0]["x"])

    assert pd.to_datetime(times, unit="ms").tolist() == DAYS.tolist()


def test_one_time_alone_has_no_step() -> None:
    spec = sent(DAYS[:1])

    assert pd.to_datetime(read(spec["data"][0]["x"]), unit="ms").tolist() == [DAYS[0]]


def test_a_template_goes_along_with_what_is_drawn_alone() -> None:
    figure = go.Figure([{"type": "scatter", "y": CLOSES}], {"template": pio.templates["plotly"]})
    spec = figure.to_dict()
    whole = spec["layout"]["template"]

    wire.shorten(spec)

    template = spec["layout"]["template"]
    assert set(template["data"]) == {"scatter"}
    assert template["layout"]["colorway"] == whole["layout"]["colorway"]
    assert len(json.dumps(template)) < len(json.dumps(whole)) / 2
