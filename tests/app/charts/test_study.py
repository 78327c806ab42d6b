import re

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from plotly_checks import checked

from dashboard.charts import specification_curve, study_captions
from dashboard.charts import study as study_charts
from dashboard.charts.marks import COLOURS, colour_of
from dashboard.wording import study as words
from sentiment.study import abnormal, curve

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


def signs_of(marks: tuple[str, ...], unit: str) -> bool:
    """Return whether an axis counts up from − to +, with a nought that has no sign."""
    middle = len(marks) // 2
    forms = [rf"−[\d.]+{unit}"] * middle + [rf"[0.]+{unit}"] + [rf"\+[\d.]+{unit}"] * middle
    return middle > 0 and all(map(re.fullmatch, forms, marks))


@pytest.fixture
def both(market: Market) -> abnormal.EventStudy:
    return studied(market, JUMP, QUIET, EARLY)


def test_a_studys_pictures_name_no_tone_that_did_not_go_in(
    both: abnormal.EventStudy,
) -> None:
    named = (study_captions.path, study_captions.ordinary)
    drawn = [study_captions.unusual(both), *(one(both, JUMP) for one in named)]

    assert not any(one.tone for one in drawn)


def test_the_forest_draws_each_measured_event_from_below(both: abnormal.EventStudy) -> None:
    rows = words.study_rows(both)

    band, moves = checked(study_charts.forest(rows)).data

    shown = rows.set_index("session").loc[[JUMP, QUIET]]
    assert list(moves.x) == list(shown["move"])
    assert moves.error_x.array == pytest.approx(shown["move_high"] - shown["move"])
    assert moves.error_x.arrayminus == pytest.approx(shown["move"] - shown["move_low"])
    assert list(band.base) == list(shown["placebo_low"])
    assert band.x == pytest.approx(shown["placebo_high"] - shown["placebo_low"])
    assert list(moves.y) == list(band.y)
    assert "<b>" not in moves.y[0]


def test_the_forest_marks_what_stands_out_by_its_shape(both: abnormal.EventStudy) -> None:
    _, moves = checked(study_charts.forest(words.study_rows(both))).data

    assert list(moves.marker.symbol) == ["diamond", "circle"]
    assert list(moves.marker.color) == [colour_of(value) for value in moves.x]


def test_the_forest_shows_the_whole_of_every_interval(both: abnormal.EventStudy) -> None:
    rows = words.study_rows(both)

    low, high = checked(study_charts.forest(rows)).layout.xaxis.range

    assert low < rows[["move_low", "placebo_low"]].min(axis=None)
    assert high > rows[["move_high", "placebo_high"]].max(axis=None)


@pytest.mark.parametrize(
    ("measure", "title", "unit"),
    [
        ("compound", "Cumulative abnormal return", "%"),
        ("log", "Cumulative abnormal return in log points", ""),
        ("simple", "Cumulative abnormal return", "%"),
        ("volume", "Cumulative abnormal log volume", ""),
    ],
)
def test_the_forest_names_what_is_measured_and_its_unit(
    both: abnormal.EventStudy, measure: str, title: str, unit: str
) -> None:
    axis = checked(study_charts.forest(words.study_rows(both), measure=measure)).layout.xaxis

    assert axis.title.text == title
    assert signs_of(axis.ticktext, unit)


def test_an_event_without_placebos_is_drawn_without_a_band(market: Market) -> None:
    figure = checked(study_charts.forest(words.study_rows(studied(market, ALONE))))

    band, moves = figure.data
    assert len(moves.x) == 1
    assert np.isnan(band.x[0])
    assert all(map(np.isfinite, figure.layout.xaxis.range))


def test_a_forest_of_nothing_is_empty(market: Market) -> None:
    figure = checked(study_charts.forest(words.study_rows(studied(market, EARLY))))

    assert [len(trace.x) for trace in figure.data] == [0, 0]


def test_a_forest_of_nothing_has_no_range_that_is_no_number(market: Market) -> None:
    figure = checked(study_charts.forest(words.study_rows(studied(market, EARLY))))

    assert not np.isnan(figure.layout.xaxis.range or (0.0,)).any()


def test_the_path_starts_at_nought_and_ends_at_the_events_return(both: abnormal.EventStudy) -> None:
    outer, inner, path = checked(study_charts.path_among_placebos(both, JUMP)).data

    held = np.expm1(both.paths.loc[both.paths["event"] == JUMP, "car"])
    fan = np.expm1(both.fan[both.fan["event"] == JUMP].drop(columns=["event", "offset"]))
    assert list(path.x) == [-2, -1, 0, 1]
    assert list(path.y) == [0.0, *held]
    assert path.y[-1] == pytest.approx(both.table.set_index("session").loc[JUMP, "move"])
    assert list(outer.y[:4]) == [0.0, *fan["q975"]]
    assert list(outer.y[4:]) == [*fan["q025"][::-1], 0.0]
    assert list(inner.y[:4]) == [0.0, *fan["q75"]]
    assert path.line.color == COLOURS["event"]


def test_a_path_of_one_session_is_a_line_all_the_same(market: Market) -> None:
    figure = checked(study_charts.path_among_placebos(studied(market, JUMP, window=(0, 0)), JUMP))

    assert list(figure.data[2].x) == [-1, 0]
    assert len(figure.data[2].y) == 2


def test_a_path_names_its_axes_and_their_units(both: abnormal.EventStudy) -> None:
    layout = checked(study_charts.path_among_placebos(both, JUMP)).layout

    assert layout.xaxis.title.text == "Sessions from the announcement's"
    assert layout.yaxis.title.text == "Cumulative abnormal return"
    assert signs_of(layout.yaxis.ticktext, "%")


def test_a_path_without_placebos_is_drawn(market: Market) -> None:
    figure = checked(study_charts.path_among_placebos(studied(market, ALONE), ALONE))

    assert np.isfinite(figure.data[2].y).all()


def test_every_mark_of_a_legend_is_named(both: abnormal.EventStudy) -> None:
    figures = [
        checked(study_charts.forest(words.study_rows(both))),
        checked(study_charts.path_among_placebos(both, JUMP)),
    ]

    assert all(trace.name for figure in figures for trace in figure.data)


def test_no_move_is_a_line_under_the_marks(both: abnormal.EventStudy) -> None:
    (nought,) = checked(study_charts.forest(words.study_rows(both))).layout.shapes

    assert (nought.x0, nought.x1, nought.yref, nought.layer) == (0, 0, "y domain", "below")


def strip_of(study: abnormal.EventStudy, session: pd.Timestamp) -> go.Figure:
    return checked(study_captions.ordinary(study, session).figure)


def test_the_strip_shows_every_placebo_window_and_the_announcement_among_them(
    both: abnormal.EventStudy,
) -> None:
    plain, same, other, others, own = strip_of(both, QUIET).data

    row = both.table.set_index("session").loc[QUIET]
    assert len(plain.x) + len(same.x) + len(other.x) == row["placebo_n"]
    assert len(same.x) == row["same_side"]
    assert list(own.x) == [row["move"]]
    assert len(others.x) == 1
    # By hand: the counted ones on either side, and the move itself, each window worth a third.
    beyond = len(same.x) + len(other.x)
    assert (3 + beyond) / (3 + row["placebo_n"]) == pytest.approx(row["placebo_p"])


def test_dots_of_one_place_stand_on_one_another(both: abnormal.EventStudy) -> None:
    dots = strip_of(both, QUIET).data[:3]

    places = [(x, y) for trace in dots for x, y in zip(trace.x, trace.y, strict=True)]
    assert len(set(places)) == len(places)


def test_a_strip_without_placebos_is_drawn(market: Market) -> None:
    assert list(strip_of(studied(market, ALONE), ALONE).data[-1].x)


def test_the_curve_draws_every_specification_over_its_choices(market: Market) -> None:
    designs = curve.specifications("SHARE", benchmarks=["INDEX"], sector=None)
    events = pd.DataFrame({"session": [JUMP], "title": ["News"]}, index=["news"])
    found = curve.specification_curve(designs, events, market, session=JUMP)

    *marks, chosen = checked(specification_curve.curve(found.table)).data

    measured = found.table["move"].notna().sum()
    assert sum(len(trace.x) for trace in marks) == measured
    assert len(chosen.x) == 4 * measured  # window, model, benchmark and returns of each
    assert all(trace.name for trace in (*marks, chosen))
