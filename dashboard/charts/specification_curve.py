"""One announcement under every way of measuring it, as a Plotly figure."""

from collections.abc import Sequence

import pandas as pd

from dashboard.charts import plain
from dashboard.charts.drawing import Drawing
from dashboard.charts.marks import COLOURS, across, scale
from dashboard.wording import escaping
from dashboard.wording import study as words

_CHOICES = ("window", "model", "benchmark", "measure")
_SYMBOLS = {
    "stands out": "diamond",
    "does not stand out": "circle",
    "cannot be told": "circle-open",
}


def curve(table: pd.DataFrame) -> Drawing:
    """Draw the move under each specification, by size, over the choices that made it.

    Parameters
    ----------
    table
        As :class:`sentiment.study.curve.Curve` has it.
    """
    rows = table.dropna(subset=["move"]).reset_index(drop=True)
    named = rows.assign(
        window=rows["window"].map(words.span),
        model=rows["model"].map(words.MODELS),
        measure=rows["measure"].map(words.OF),
        benchmark=rows["benchmark"].map(escaping.plain),
    )
    choices = [(name, value) for name in _CHOICES for value in dict.fromkeys(named[name])]
    return plain.figure(
        [*_moves(named), _choices_made(named, choices)],
        lines=[across(0, line={"color": COLOURS["neutral"], "width": 1}, layer="below")],
        xaxis={"showticklabels": False, "title": {"text": "Ways of measuring, by the move"}},
        yaxis={
            "domain": [0.52, 1],
            **scale(rows["move"]),
            "title": {"text": "Cumulative abnormal return"},
        },
        yaxis2=_choice_axis(choices),
        height=640,
    )


def _moves(named: pd.DataFrame) -> list[dict[str, object]]:
    """Return a mark a specification, those of one verdict together."""
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": one.index,
            "y": one["move"],
            "customdata": one[[*_CHOICES, "placebo_p"]],
            "marker": {"symbol": symbol, "size": 8, "color": COLOURS["event"]},
            "hovertemplate": "%{y:+.1%}, placebo p %{customdata[4]:.3f}<br>sessions "
            "%{customdata[0]}, %{customdata[1]}, %{customdata[2]}, %{customdata[3]}<extra></extra>",
            "name": f"{verdict} ({len(one)})",
        }
        for verdict, symbol in _SYMBOLS.items()
        for one in [named[named["verdict"] == verdict]]
    ]


def _choices_made(named: pd.DataFrame, choices: Sequence[tuple[str, str]]) -> dict[str, object]:
    """Return a square below each specification for each of its choices, by their place."""
    places = [
        (row, level)
        for level, (name, value) in enumerate(choices)
        for row in named.index[named[name] == value]
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row for row, _ in places],
        "y": [level for _, level in places],
        "yaxis": "y2",
        "marker": {"symbol": "square", "size": 5, "color": COLOURS["neutral"]},
        "hoverinfo": "skip",
        "name": "the choice that was made",
    }


def _choice_axis(choices: Sequence[tuple[str, str]]) -> dict[str, object]:
    return {
        "domain": [0, 0.48],
        "tickvals": list(range(len(choices))),
        "ticktext": [value for _, value in choices],
        "autorange": "reversed",
        "showgrid": False,
        "zeroline": False,
    }
