"""One session's path as a Plotly figure, with what was reported of it; no Streamlit."""

import math

import pandas as pd

from dashboard.charts.drawing import Drawing
from dashboard.charts.marks import COLOURS, across
from dashboard.wording import escaping, money, numbers
from sentiment.market.bars import Move
from sentiment.market.shares import Share
from sentiment.output import frames

REST = pd.Timedelta(minutes=30)  # the shortest pause of an exchange is longer


def intraday(bars: pd.DataFrame, figures: pd.DataFrame, *, move: Move, share: Share) -> Drawing:
    """Draw one session's path with the reported figures on it.

    Parameters
    ----------
    bars
        Intraday bars of one session, ``start`` by the clock of the share's exchange.
    figures
        Columns ``said``, ``level``, ``verdict`` and ``spans`` (pairs of instants between which
        the level was met).
    """
    before, after = share.signs
    closes = _with_rests(bars["close"])
    path = {
        "type": "scatter",
        "x": pd.DatetimeIndex(closes.index).tz_localize(None),
        "y": closes,
        "customdata": (closes / move.previous_close - 1).astype("float32"),  # half of what it sends
        "mode": "lines",
        "line": {"color": COLOURS["share"], "width": 2},
        "hovertemplate": (
            f"%{{x|%H:%M}}  {before}%{{y:.2f}}{after}  (%{{customdata:+.1%}})<extra></extra>"
        ),
        "name": escaping.plain(share.symbol),
    }
    shown = figures[figures["spans"].map(len) > 0]
    levels = [*_closes(move, share=share), *_reported(shown, move=move, share=share)]
    met = [_met(*span, level=row.level) for row in frames.rows(shown) for span in row.spans]
    return Drawing([path, *met], _layout(bars, levels, move=move, share=share))


# Longer than most: a part of the layout after the other.
def _layout(
    bars: pd.DataFrame, levels: list[tuple[float, str, str]], *, move: Move, share: Share
) -> dict[str, object]:
    """Return where the path lies, with a line and a name for each of the *levels*."""
    before, after = share.signs
    reached = [move.low, move.high, move.previous_close]
    room = (max(reached) - min(reached)) * 0.08
    opened, closed = bars.index[0].tz_localize(None), bars.index[-1].tz_localize(None)
    return {
        "shapes": [
            across(level, line={"color": COLOURS[meaning], "width": 1, "dash": "dot"})
            for level, _, meaning in levels
        ],
        "annotations": _level_names(levels, apart=room),
        "yaxis": {
            "range": [min(reached) - room, max(reached) + room],
            "tickprefix": before,
            "ticksuffix": after,
            "title": {"text": share.unit},
        },
        "xaxis": {
            "tickformat": "%H:%M",
            "title": {"text": money.clock(share)},
            # The levels are named to the right of the path, where nothing else is drawn.
            "range": [opened, opened + 1.3 * (closed - opened)],
            "tickvals": pd.date_range(opened.ceil("h"), closed.ceil("h"), freq="h"),
        },
        "height": 230,
        "margin": {"l": 8, "r": 8, "t": 24, "b": 8},
        "showlegend": False,
        "hovermode": "x",
        "dragmode": False,
    }


def _with_rests(closes: "pd.Series[float]") -> "pd.Series[float]":
    """Return a path with a gap where the exchange rested, as Tokyo does at noon: no line there."""
    start = pd.DatetimeIndex(closes.index)
    steps = start[1:] - start[:-1]
    if not len(steps):
        return closes
    rests = start[:-1][(steps > REST) & (steps > 3 * steps.to_series().median())]
    gaps = pd.Series(math.nan, rests + steps.min())
    return pd.concat([closes, gaps]).sort_index() if len(gaps) else closes


def _closes(move: Move, *, share: Share) -> list[tuple[float, str, str]]:
    """Return the closes that a session lies between: level, label and meaning of each."""
    before = f"close before {money.price(move.previous_close, share=share)}"
    levels = [] if math.isnan(move.previous_close) else [(move.previous_close, before, "neutral")]
    return [*levels, (move.close, f"close {money.price(move.close, share=share)}", "share")]


def _reported(figures: pd.DataFrame, *, move: Move, share: Share) -> list[tuple[float, str, str]]:
    """Return the figures reported of a session: level, label and meaning of each."""
    levels = []
    for level in figures["level"]:
        change = level / move.previous_close - 1
        beside = "" if math.isnan(change) else f" {numbers.percent(change)},"
        levels.append((level, f"reported{beside} {money.price(level, share=share)}", "event"))
    return levels


def _level_names(levels: list[tuple[float, str, str]], *, apart: float) -> list[dict[str, object]]:
    """Return the names of price levels, each above its line's right end, none over another."""
    places: dict[str, float] = {}
    free = -math.inf
    for level, label, _ in sorted(levels):
        places[label] = max(level, free)
        free = places[label] + apart
    return [
        {
            **{"x": 1, "xref": "x domain", "xanchor": "right"},
            **{"y": places[label], "yref": "y", "yanchor": "bottom"},
            "text": escaping.plain(label),
            "font": {"size": 11},
            "showarrow": False,
        }
        for _, label, _ in levels
    ]


def _met(first: pd.Timestamp, last: pd.Timestamp, *, level: float) -> dict[str, object]:
    """Return the mark from when to when the bars held a level."""
    return {
        "type": "scatter",
        "x": [first.tz_localize(None), last.tz_localize(None)],
        "y": [level, level],
        "mode": "lines+markers",
        "line": {"color": COLOURS["event"], "width": 4},
        "marker": {"symbol": "line-ns-open", "size": 12, "line": {"width": 2}},
        "hovertemplate": "%{x|%H:%M} at the reported level<extra></extra>",
    }
