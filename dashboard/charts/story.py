"""The story as a Plotly figure: price, tone and what the share did beyond its benchmark."""

import math
from typing import Any

import pandas as pd

from dashboard.charts.badges import LANES, badges
from dashboard.charts.drawing import Drawing
from dashboard.charts.marks import COLOURS, closures, colour_of, ticks
from dashboard.charts.tone_panel import (
    MOST_MARKS,
    NOON,
    article_marks,
    coloured,
    noons,
    short,
    tone_bars,
    tone_title,
)
from dashboard.wording import escaping
from dashboard.wording import numbers as numbers_wording
from sentiment.market import sessions
from sentiment.market.shares import Share
from sentiment.output import frames

# From where to where each panel of the story reaches: badges, price, tone, return.
PANELS = {1: (0.922, 1.0), 2: (0.508, 0.88), 3: (0.228, 0.414), 4: (0.0, 0.184)}
VOLUME = 5  # its axis lies over the foot of the price's
_FIXED = {"automargin": False, "fixedrange": True}
STEEP = 3.0  # the highest close over the lowest from which the price has a logarithmic axis


# Longer than most: what is drawn, layer upon layer.
def story(
    bars: pd.DataFrame,
    tone: pd.DataFrame,
    *,
    returns: pd.DataFrame,
    events: pd.DataFrame,
    articles: pd.DataFrame,
    results: pd.DatetimeIndex,
    share: Share,
    benchmark: str,
    marks: str,
    chosen: str | None,
    only: str = "",
) -> Drawing:
    """Draw bars, tone and abnormal returns on one axis of sessions, announcements marked.

    One line stands through all panels under the pointer, and one label tells all of its session.

    Parameters
    ----------
    bars
        Daily bars, one row for every session of the exchange: NaN where no bar is held.
    tone
        From ``daily.by_session``.
    returns
        Columns ``share``, ``benchmark`` and ``abnormal``: simple returns per session.
    events
        Announcements with ``session``, ``title`` and ``number``.
    articles
        As in ``reports.story.StoryRows``.
    results
        The sessions on the axis that the share's results count for.
    chosen
        The key of the opened announcement.
    only
        What the articles were filtered by, in words.
    """
    axis = pd.DatetimeIndex(bars.index)
    marked = _marked(events, axis=axis)
    opened = frames.row(events, chosen)["session"] if chosen in events.index else None
    steep = bars["close"].max() > STEEP * bars["close"].min()
    drawn = [
        *badges(events, opened=chosen, axis=axis),
        *_price(bars, share=share, marks=marks, marked=marked),
        *([_results(bars, results)] if len(results) else []),
        _volume(bars),
        tone_bars(tone, articles=articles),
        *(
            article_marks(articles, sessions.of_bars(bars))
            if 0 < len(articles) <= MOST_MARKS
            else []
        ),
        _beyond(returns, benchmark=benchmark),
    ]
    titles = {
        2: _price_title(share, steep=steep, results=len(results) > 0),
        3: tone_title(len(articles), only=only),
        4: f"<b>{escaping.plain(share.symbol)} less {escaping.plain(benchmark)}</b>, points a "
        f"session: {coloured('positive', '▲ ahead')} {coloured('negative', '▼ behind')}",
    }
    layout = {
        **_axes(bars, tone, articles, returns=returns, steep=steep),
        "annotations": [_heading(title, panel=panel) for panel, title in titles.items()],
        "shapes": _lines(pd.DatetimeIndex(marked.index), opened=opened),
        "height": 470,
        "margin": {"l": 48, "r": 8, "t": 8, "b": 32},
        "showlegend": False,
        "hovermode": "x unified",
        "hoversubplots": "axis",
        "dragmode": False,
        "bargap": 0.25,
    }
    return Drawing(drawn, layout)


def _price_title(share: Share, *, steep: bool, results: bool) -> str:
    symbol, unit = escaping.plain(share.symbol), escaping.plain(share.unit)
    closes = "logarithmic" if steep else "closes"
    return f"<b>{symbol}, {unit}</b>, {closes} · grey: volume{' · ◇ results' if results else ''}"


# Longer than most: an axis a panel, and what they have alike.
def _axes(
    bars: pd.DataFrame,
    tone: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    returns: pd.DataFrame,
    steep: bool,
) -> dict[str, dict[str, object]]:
    """Return the axes of the story's panels, on one axis of sessions.

    Nothing is dragged into emptiness: other sessions are another choice, to which every axis is
    fitted anew.
    Margins are fixed: fitting them to the labels would draw everything twice.
    """
    axis = pd.DatetimeIndex(bars.index)
    scales: dict[int, dict[str, object]] = {
        1: {"visible": False, "range": [-0.9, LANES - 0.4]},
        2: {"type": "log", "dtick": "D2"} if steep else {},
        3: _tone_scale(pd.concat([tone["lowest"], tone["highest"], articles["tone"]])),
        4: _return_scale(returns["abnormal"]),
        VOLUME: _volume_scale(bars),
    }
    panels: dict[str, dict[str, object]] = {
        f"yaxis{'' if panel == 1 else panel}": {
            "anchor": "x",
            "domain": PANELS.get(panel),
            **_FIXED,
            **scale,
        }
        for panel, scale in scales.items()
    }
    # The badges have an axis of their own beside it, so that a click there meets them alone; it
    # counts sessions, along which badges that stand too near are moved apart.
    panels["yaxis"]["anchor"] = "x2"
    counted = {"showticklabels": False, "showgrid": False, "zeroline": False}
    return {
        **panels,
        "xaxis": _session_axis(axis),
        "xaxis2": {"anchor": "y", "range": [0, len(axis)], **_FIXED, **counted},
    }


def _tone_scale(tones: pd.Series) -> dict[str, object]:
    """Return an axis as wide as the tones, never wider than they can be; 0.5 where none is."""
    reach = min(1.05, max(0.1, tones.astype("float64").abs().max() * 1.2))
    reach = reach if tones.notna().any() else 0.5
    return {
        "range": [-reach, reach],
        "tickvals": ticks(reach),
        "ticktext": [numbers_wording.decimal(one, digits=1) for one in ticks(reach)],
    }


def _return_scale(abnormal: "pd.Series[float]") -> dict[str, object]:
    """Return an axis as wide as the returns, in points; five points where none is known."""
    reach = max(0.005, float(abnormal.abs().max()) * 1.1) if abnormal.notna().any() else 0.05
    return {
        "range": [-reach, reach],
        "tickvals": ticks(reach),
        "ticktext": [numbers_wording.points(one).removesuffix(".0") for one in ticks(reach)],
    }


def _volume_scale(bars: pd.DataFrame) -> dict[str, object]:
    """Return an unseen axis over the price's, of which the bars fill the lowest fifth."""
    most = bars["volume"].max() if "volume" in bars else math.nan
    return {
        "visible": False,
        "overlaying": "y2",
        "range": [0, 5 * most if most > 0 else 1],
        "domain": PANELS[2],
    }


def _session_axis(axis: pd.DatetimeIndex) -> dict[str, object]:
    """Return the axis below all panels, with the line that stands through them."""
    return {
        "anchor": "y4",
        "range": [axis[0], axis[-1] + 2 * NOON],
        "rangebreaks": closures(axis),
        "rangeslider": {"visible": False},
        **_FIXED,
        "hoverformat": "%a %-d %b %Y",
        "showspikes": True,
        "spikemode": "across",
        "spikethickness": 1,
        "spikedash": "solid",
        "spikecolor": COLOURS["neutral"],
    }


def _price(
    bars: pd.DataFrame, *, share: Share, marks: str, marked: pd.DataFrame
) -> list[dict[str, object]]:
    """Return the bars, and a hollow mark on each one whose session was still open.

    The line tells each session's price and announcements, and a click on it opens those; under
    candles it is not seen.
    """
    place = {"x": noons(bars.index), "yaxis": "y2"}
    line: dict[str, object] = {
        **place,
        "type": "scatter",
        "name": escaping.plain(share.symbol),
        "y": bars["close"],
        "mode": "lines" if marks == "line" else "markers",
        "line": {"color": COLOURS["share"], "width": 2},
        "customdata": _announced(bars, marked=marked, share=share),
        "hovertemplate": "%{customdata[1]}",
    }
    if marks == "candles":
        line["marker"] = {"color": COLOURS["share"], "opacity": 0}
    partial = bars[bars["partial"].eq(True)]
    still_open: dict[str, object] = {
        **place,
        "type": "scatter",
        "x": noons(partial.index),
        "y": partial["close"],
        "mode": "markers",
        "marker": {"symbol": "circle-open", "size": 11, "color": COLOURS["share"]},
        "hovertemplate": "session still open",
        "name": "partial",
    }
    candles = [_candles(bars)] if marks == "candles" else []
    return [line, *candles, *([still_open] if len(partial) else [])]


def _announced(bars: pd.DataFrame, *, marked: pd.DataFrame, share: Share) -> list[list[object]]:
    """Return of each session the keys of its announcements, and its price and their titles."""
    price, names = share.price, marked["names"].to_dict()
    keys, changes = marked["keys"].to_dict(), bars["close"].pct_change(fill_method=None)
    return [
        [
            keys.get(session, ""),
            price(close)
            + ("" if math.isnan(change) else f" {numbers_wording.percent(change)}")
            + (f"<br>{names[session]}" if session in names else ""),
        ]
        for session, close, change in zip(bars.index, bars["close"], changes, strict=True)
    ]


def _candles(bars: pd.DataFrame) -> dict[str, object]:
    return {
        "type": "candlestick",
        "x": noons(bars.index),
        "yaxis": "y2",
        "name": "Candles",
        **{name: bars[name] for name in ("open", "high", "low", "close")},
        "increasing": {"line": {"color": COLOURS["positive"]}, "fillcolor": "rgba(0,0,0,0)"},
        "decreasing": {
            "line": {"color": COLOURS["negative"]},
            "fillcolor": COLOURS["negative"],
        },
        "hoverinfo": "skip",
    }


def _results(bars: pd.DataFrame, results: pd.DatetimeIndex) -> dict[str, object]:
    """Return a mark at the close of each session that the share's results count for."""
    return {
        "type": "scatter",
        "yaxis": "y2",
        "x": noons(results),
        "y": bars["close"].reindex(results),
        "mode": "markers",
        "marker": {"symbol": "diamond-open", "size": 10, "color": COLOURS["share"]},
        "hovertemplate": "results",
        "name": "Results",
    }


def _volume(bars: pd.DataFrame) -> dict[str, object]:
    """Return the shares traded, along the foot of the price."""
    volume = bars["volume"] if "volume" in bars else pd.Series(math.nan, index=bars.index)
    return {
        "type": "bar",
        "yaxis": f"y{VOLUME}",
        "x": noons(bars.index),
        "y": volume,
        "marker": {"color": COLOURS["neutral"]},
        "customdata": [numbers_wording.shares(one) for one in volume],
        "hovertemplate": "%{customdata}",
        "name": "Volume",
    }


def _beyond(returns: pd.DataFrame, *, benchmark: str) -> dict[str, object]:
    """Return what the share did beyond its benchmark."""
    return {
        "type": "bar",
        "yaxis": "y4",
        "x": noons(returns.index),
        "y": returns["abnormal"],
        "marker": {"color": [colour_of(value) for value in returns["abnormal"]]},
        "customdata": [
            [numbers_wording.points(row.abnormal), numbers_wording.percent(row.benchmark)]
            for row in frames.rows(returns)
        ],
        "hovertemplate": "%{customdata[0]} points "
        f"({escaping.plain(benchmark)} %{{customdata[1]}})",
        "name": escaping.plain(f"less {benchmark}"),
    }


def _marked(events: pd.DataFrame, *, axis: pd.DatetimeIndex) -> pd.DataFrame:
    """Return the sessions on *axis* that announcements count for, and which those are."""
    shown = events[events["session"].isin(axis)]
    titles: dict[pd.Timestamp, list[Any]] = {}
    for event in frames.rows(shown[["session", "number", "title"]]):
        titles.setdefault(event.session, []).append(event)
    # Not by groupby, which is slow with functions of our own.
    rows = [
        (
            " ".join(event.Index for event in each),
            "<br>".join(f"{event.number} · {short(str(event.title))}" for event in each),
        )
        for _, each in sorted(titles.items())
    ]
    sessions_told = pd.DatetimeIndex(sorted(titles), name="session")
    return pd.DataFrame(rows, columns=["keys", "names"], index=sessions_told)


def _lines(marked: pd.DatetimeIndex, *, opened: pd.Timestamp | None) -> list[dict[str, object]]:
    """Return a line through every panel at each marked session, the opened one's solid.

    One path holds all lines of a panel that look alike: Plotly's time goes by the number of shapes.
    """
    colour = COLOURS["event"]
    kinds = [
        (marked[marked != opened], 0.45, {"color": colour, "width": 1, "dash": "dot"}),
        (marked[marked == opened], 0.9, {"color": colour, "width": 2, "dash": "solid"}),
    ]
    return [
        {
            "type": "path",
            "path": " ".join(f"M {day + NOON:%Y-%m-%d_%H:%M},0 V 1" for day in days),
            "layer": "below",
            "xref": "x",
            "yref": f"y{panel} domain",
            "opacity": opacity,
            "line": line,
        }
        for days, opacity, line in kinds
        if len(days)
        for panel in ("", 2, 3, 4)
    ]


def _heading(title: str, *, panel: int) -> dict[str, object]:
    return {
        "text": title,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "align": "left",
        "y": PANELS[panel][1],
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 13},
    }
