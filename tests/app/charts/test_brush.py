import base64

import numpy as np
import pandas as pd
import pytest
from plotly_checks import checked

from dashboard.charts import brush, marks

CLOSES = pd.Series(
    np.linspace(10.0, 200.0, 941), index=pd.bdate_range("2023-01-03", periods=941), name="close"
)


def test_the_brush_reaches_over_all_that_is_held_and_marks_what_is_shown() -> None:
    shown = CLOSES.index[100:200]

    figure = checked(brush.brush(CLOSES, shown=shown))

    (line,) = figure.data
    assert brush.MOST / 2 < len(line.x) <= brush.MOST
    assert line.x[-1] == CLOSES.index[-1]
    assert figure.layout.xaxis.range[0] == CLOSES.index[0]
    band = figure.layout.shapes[0]
    assert (band.x0, band.x1) == (shown[0], shown[-1] + pd.Timedelta(days=1))
    assert figure.layout.yaxis.type == "log"
    assert figure.layout.dragmode == "select"


def test_the_brush_of_one_session_is_drawn() -> None:
    figure = checked(brush.brush(CLOSES.iloc[:1], shown=CLOSES.index[:1]))

    assert len(figure.data[0].x) == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_times_leave_as_numbers_on_an_axis_of_dates(theme: str) -> None:
    spec = marks.legible(brush.brush(CLOSES, shown=CLOSES.index[:9]), theme=theme)

    times = spec["data"][0]["x"]
    sent = np.frombuffer(base64.b64decode(times["bdata"]), dtype=times["dtype"])
    assert pd.Timestamp(sent[-1], unit="ms") == CLOSES.index[-1]
    assert spec["layout"]["xaxis"]["type"] == "date"
