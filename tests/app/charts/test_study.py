import numpy as np
import pandas as pd
import pytest

from dashboard.charts import study as study_charts
from dashboard.charts.marks import COLOURS, colour_of
from dashboard.wording import study as words
from sentiment.study import abnormal

JUMP, QUIET = pd.Timestamp("2026-02-02"), pd.Timestamp("2025-11-03")
EARLY = pd.Timestamp("2024-01-02")  # before the first bar
ALONE = pd.Timestamp("2025-06-02")  # no window before it to compare with
Market = dict[str, pd.DataFrame]


def studied(market: Market, *days: pd.Timestamp, **how: object) -> abnormal.EventStudy:
    events = pd.DataFrame(
        {"session": pd.DatetimeIndex(days), "title": [f"<b>{day:%B}</b>" for day in days]},
        index=pd.Index([f"news-{place}" for place in range(len(days))], name="key"),
    )
    asked = {"share": "SHARE", "benchmark": "INDEX", "estimation": (-120, -2), **how}
    return abnormal.event_study(events, market, **asked)


@pytest.fixture
def both(market: Market) -> abnormal.EventStudy:
    return studied(market, JUMP, QUIET, EARLY)


def test_the_forest_draws_each_measured_event_from_below(both: abnormal.EventStudy) -> None:
    rows = words.study_rows(both)

    band, moves = study_charts.forest(rows).data

    shown = rows.set_index("session").loc[[JUMP, QUIET]]
    assert list(moves.x) == list(shown["car"])
    assert moves.error_x.array == pytest.approx(shown["high"] - shown["car"])
    assert moves.error_x.arrayminus == pytest.approx(shown["car"] - shown["low"])
    assert list(band.base) == list(shown["placebo_low"])
    assert band.x == pytest.approx(shown["placebo_high"] - shown["placebo_low"])
    assert list(moves.y) == list(band.y)
    assert "<b>" not in moves.y[0]


def test_the_forest_marks_what_stands_out_by_its_shape(both: abnormal.EventStudy) -> None:
    _, moves = study_charts.forest(words.study_rows(both)).data

    assert list(moves.marker.symbol) == ["diamond", "circle"]
    assert list(moves.marker.color) == [colour_of(value) for value in moves.x]


def test_the_forest_shows_the_whole_of_every_interval(both: abnormal.EventStudy) -> None:
    rows = words.study_rows(both)

    low, high = study_charts.forest(rows).layout.xaxis.range

    assert low < rows[["low", "placebo_low"]].min(axis=None)
    assert high > rows[["high", "placebo_high"]].max(axis=None)


@pytest.mark.parametrize(
    ("measure", "title", "form"),
    [
        ("log", "Cumulative abnormal return", "+.0%"),
        ("simple", "Cumulative abnormal return", "+.0%"),
        ("volume", "Cumulative abnormal log volume", "+.1f"),
    ],
)
def test_the_forest_names_what_is_measured_and_its_unit(
    both: abnormal.EventStudy, measure: str, title: str, form: str
) -> None:
    axis = study_charts.forest(words.study_rows(both), measure=measure).layout.xaxis

    assert (axis.title.text, axis.tickformat) == (title, form)


def test_an_event_without_placebos_is_drawn_without_a_band(market: Market) -> None:
    figure = study_charts.forest(words.study_rows(studied(market, ALONE)))

    band, moves = figure.data
    assert len(moves.x) == 1
    assert np.isnan(band.x[0])
    assert all(map(np.isfinite, figure.layout.xaxis.range))


def test_a_forest_of_nothing_is_empty(market: Market) -> None:
    figure = study_charts.forest(words.study_rows(studied(market, EARLY)))

    assert [len(trace.x) for trace in figure.data] == [0, 0]


def test_a_forest_of_nothing_has_no_range_that_is_no_number(market: Market) -> None:
    figure = study_charts.forest(words.study_rows(studied(market, EARLY)))

    assert not np.isnan(figure.layout.xaxis.range or (0.0,)).any()


def test_the_path_starts_at_nought_and_ends_at_the_events_return(both: abnormal.EventStudy) -> None:
    outer, inner, path = study_charts.path_among_placebos(both, JUMP).data

    held = both.paths[both.paths["event"] == JUMP]
    fan = both.fan[both.fan["event"] == JUMP]
    assert list(path.x) == [-2, -1, 0, 1]
    assert list(path.y) == [0.0, *held["car"]]
    assert path.y[-1] == pytest.approx(both.table.set_index("session").loc[JUMP, "car"])
    assert list(path.error_y.array)[1:] == pytest.approx(list(held["high"] - held["car"]))
    assert list(outer.y[:4]) == [0.0, *fan["q975"]]
    assert list(outer.y[4:]) == [*fan["q025"][::-1], 0.0]
    assert list(inner.y[:4]) == [0.0, *fan["q75"]]
    assert path.line.color == COLOURS["event"]


def test_a_path_of_one_session_is_a_line_all_the_same(market: Market) -> None:
    figure = study_charts.path_among_placebos(studied(market, JUMP, window=(0, 0)), JUMP)

    assert list(figure.data[2].x) == [-1, 0]
    assert len(figure.data[2].y) == 2


def test_a_path_names_its_axes_and_their_units(both: abnormal.EventStudy) -> None:
    layout = study_charts.path_among_placebos(both, JUMP).layout

    assert layout.xaxis.title.text == "Sessions from the announcement's"
    assert layout.yaxis.title.text == "Cumulative abnormal return"
    assert layout.yaxis.tickformat == "+.0%"


def test_a_path_without_placebos_is_drawn(market: Market) -> None:
    figure = study_charts.path_among_placebos(studied(market, ALONE), ALONE)

    assert np.isfinite(figure.data[2].y).all()


def test_every_mark_of_a_legend_is_named(both: abnormal.EventStudy) -> None:
    figures = [
        study_charts.forest(words.study_rows(both)),
        study_charts.path_among_placebos(both, JUMP),
    ]

    assert all(trace.name for figure in figures for trace in figure.data)


def test_no_move_is_a_line_under_the_marks(both: abnormal.EventStudy) -> None:
    (nought,) = study_charts.forest(words.study_rows(both)).layout.shapes

    assert (nought.x0, nought.x1, nought.yref, nought.layer) == (0, 0, "y domain", "below")
