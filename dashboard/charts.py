"""Frames to Plotly figures, one function a figure; no Streamlit."""

import math
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard import wording
from sentiment import sessions
from sentiment.finance import Part
from sentiment.prices import Move

# One colour a meaning, each at least 3:1 against both themes' backgrounds, apart for every common
# kind of colour blindness; direction, sign or shape always says the same.
COLOURS = {
    "positive": "#2b7cc9",
    "negative": "#d4602a",
    "neutral": "#868b93",
    "share": "#18856e",
    "event": "#765edb",
}
EVENT_LANES = 3


def colour_of(number: float) -> str:
    """Return the colour of a number's sign."""
    if math.isnan(number) or number == 0:
        return COLOURS["neutral"]
    return COLOURS["positive" if number > 0 else "negative"]


def story(
    bars: pd.DataFrame,
    tone: pd.DataFrame,
    *,
    returns: pd.DataFrame,
    events: pd.DataFrame,
    share: str,
    benchmark: str,
    marks: str,
    chosen: str | None,
) -> go.Figure:
    """Draw bars, tone and abnormal returns on one axis of sessions, announcements marked.

    Parameters
    ----------
    bars
        Daily bars, one row for every session of the exchange: NaN where no bar is held.
    tone
        From ``series.by_session``.
    returns
        Columns ``share``, ``benchmark`` and ``abnormal``: simple returns per session.
    events
        Announcements with ``session``, ``title`` and ``number``.
    chosen
        The key of the opened announcement.
    """
    figure = make_subplots(
        rows=4, shared_xaxes=True, row_heights=[0.09, 0.47, 0.22, 0.22], vertical_spacing=0.045
    )
    _add_bars(figure, bars, share=share, marks=marks)
    _add_tone(figure, tone)
    _add_returns(figure, returns, share=share, benchmark=benchmark)
    _add_events(figure, events, chosen=chosen, axis=bars.index)
    titles = {
        2: f"{share}, US$ per share",
        3: "Tone of the articles per session (−1 to 1)",
        4: f"{share} less {benchmark}, per session",
    }
    for row, title in titles.items():
        _head(figure, title, row=row)
    figure.update_yaxes(visible=False, range=[-0.6, EVENT_LANES - 0.4], fixedrange=True, row=1)
    reach = max(0.5, tone[["lowest", "highest"]].abs().max(axis=None) * 1.1) if len(tone) else 0.5
    figure.update_yaxes(range=[-reach, reach], tickvals=[-1, -0.5, 0, 0.5, 1], row=3)
    figure.update_yaxes(tickformat=".0%", row=4)
    figure.update_xaxes(rangebreaks=closures(bars.index[0], bars.index[-1]))
    half_day = pd.Timedelta(hours=14)
    figure.update_xaxes(range=[bars.index[0] - half_day, bars.index[-1] + half_day])
    figure.update_layout(
        height=680,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        showlegend=False,
        hovermode="x unified",
        hoversubplots="axis",
        dragmode="pan",
        bargap=0.25,
    )
    return figure


def intraday(bars: pd.DataFrame, figures: pd.DataFrame, *, move: Move, share: str) -> go.Figure:
    """Draw one session's path with the reported figures on it.

    Parameters
    ----------
    bars
        Intraday bars of one session, ``start`` in New York time.
    figures
        Columns ``said``, ``level``, ``verdict`` and ``spans`` (pairs of instants between which
        the level was met).
    """
    figure = go.Figure(
        go.Scatter(
            x=bars.index.tz_localize(None),
            y=bars["close"],
            customdata=bars["close"] / move.previous_close - 1,
            mode="lines",
            line={"color": COLOURS["share"], "width": 2},
            hovertemplate="%{x|%H:%M}  $%{y:.2f}  (%{customdata:+.1%})<extra></extra>",
            name=share,
        )
    )
    if not math.isnan(move.previous_close):
        before = f"close before {wording.dollars(move.previous_close)}"
        _level(figure, move.previous_close, before, meaning="neutral")
    _level(figure, move.close, f"close {wording.dollars(move.close)}", meaning="share")
    for row in figures[figures["spans"].map(len) > 0].itertuples():
        change = row.level / move.previous_close - 1
        beside = "" if math.isnan(change) else f" {wording.percent(change)},"
        said = f"reported{beside} {wording.dollars(row.level)}"
        _level(figure, row.level, said, meaning="event")
        for first, last in row.spans:
            _met(figure, first, last, level=row.level)
    reached = [move.low, move.high, move.previous_close]
    room = (max(reached) - min(reached)) * 0.08
    figure.update_yaxes(
        range=[min(reached) - room, max(reached) + room],
        tickprefix="$",
        title_text="US$ per share",
    )
    opened, closed = bars.index[0].tz_localize(None), bars.index[-1].tz_localize(None)
    figure.update_xaxes(
        tickformat="%H:%M",
        title_text="New York time",
        # The levels are named to the right of the path, where nothing else is drawn.
        range=[opened, opened + 1.3 * (closed - opened)],
        tickvals=pd.date_range(opened.ceil("h"), closed.ceil("h"), freq="h"),
    )
    figure.update_layout(
        height=380,
        margin={"l": 8, "r": 8, "t": 24, "b": 8},
        showlegend=False,
        hovermode="x",
        dragmode=False,
    )
    return figure


def contributions(parts: Sequence[Part]) -> go.Figure:
    """Draw the points of a sentence's words and rules, in the order of the sentence."""
    ordered = sorted(parts, key=lambda part: part.start)
    labels = [f"{number}. {wording.plain(part.text)}" for number, part in enumerate(ordered, 1)]
    points = [part.points for part in ordered]
    figure = go.Figure(
        go.Bar(
            x=points,
            y=labels,
            orientation="h",
            marker_color=[colour_of(value) for value in points],
            text=[f"{wording.tone(part.points)}  {wording.plain(part.rule)}" for part in ordered],
            textposition="auto",
            customdata=[wording.plain(part.reason) for part in ordered],
            hovertemplate="%{y}: %{x:+.2f}<br>%{customdata}<extra></extra>",
        )
    )
    figure.update_yaxes(autorange="reversed")
    figure.update_xaxes(title_text="Points", zeroline=True)
    figure.update_layout(
        height=90 + 34 * len(ordered),
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        showlegend=False,
        dragmode=False,
    )
    return figure


def closures(first: pd.Timestamp, last: pd.Timestamp) -> list[dict[str, object]]:
    """Return the days on which the exchange is shut, as Plotly leaves them out of an axis."""
    weekdays = pd.bdate_range(first, last)
    holidays = weekdays.difference(sessions.sessions_between(first, last))
    weekends: list[dict[str, object]] = [{"bounds": ["sat", "mon"]}]
    return weekends + (
        [{"values": [f"{day:%Y-%m-%d}" for day in holidays]}] if len(holidays) else []
    )


def lanes(positions: Sequence[int], *, room: float, lanes: int = EVENT_LANES) -> list[int]:
    """Return a lane for each mark so that marks of one lane stand *room* apart where they can."""
    last = [-math.inf] * lanes
    given = []
    for position in positions:
        free = [lane for lane in range(lanes) if position - last[lane] >= room]
        lane = free[0] if free else min(range(lanes), key=lambda lane: last[lane])
        last[lane] = position
        given.append(lane)
    return given


def _add_bars(figure: go.Figure, bars: pd.DataFrame, *, share: str, marks: str) -> None:
    """Draw the bars, and a hollow mark on each one whose session was still open."""
    if marks == "candles":
        trace = go.Candlestick(
            x=bars.index,
            open=bars["open"],
            high=bars["high"],
            low=bars["low"],
            close=bars["close"],
            increasing={"line": {"color": COLOURS["positive"]}, "fillcolor": "rgba(0,0,0,0)"},
            decreasing={"line": {"color": COLOURS["negative"]}, "fillcolor": COLOURS["negative"]},
            name=share,
        )
    else:
        trace = go.Scatter(
            x=bars.index,
            y=bars["close"],
            mode="lines",
            line={"color": COLOURS["share"], "width": 2},
            hovertemplate="$%{y:.2f}",
            name=share,
        )
    figure.add_trace(trace, row=2, col=1)
    figure.update_xaxes(rangeslider_visible=False, row=2, col=1)
    partial = bars[bars["partial"].eq(True)]
    if len(partial):
        hollow = {"symbol": "circle-open", "size": 11, "color": COLOURS["share"]}
        figure.add_trace(
            go.Scatter(
                x=partial.index,
                y=partial["close"],
                mode="markers",
                marker=hollow,
                hovertemplate="session still open",
                name="partial",
            ),
            row=2,
            col=1,
        )


def _add_tone(figure: go.Figure, tone: pd.DataFrame) -> None:
    """Draw each session's mean tone from zero, with the range of its articles."""
    figure.add_trace(
        go.Bar(
            x=tone.index,
            y=tone["compound"],
            marker_color=[colour_of(value) for value in tone["compound"]],
            error_y={
                "type": "data",
                "array": tone["highest"] - tone["compound"],
                "arrayminus": tone["compound"] - tone["lowest"],
                "thickness": 1,
                "width": 2,
                "color": COLOURS["neutral"],
            },
            customdata=[
                f"{wording.tone(row.compound)} ({row.n} article{'s' if row.n > 1 else ''}, "
                f"{wording.tone(row.lowest)} to {wording.tone(row.highest)})"
                for row in tone.itertuples()
            ],
            hovertemplate="%{customdata}",
            name="Tone",
        ),
        row=3,
        col=1,
    )


def _add_returns(figure: go.Figure, returns: pd.DataFrame, *, share: str, benchmark: str) -> None:
    """Draw what the share did beyond its benchmark."""
    hover = [
        f"{wording.percent(row.abnormal)} ({share} {wording.percent(row.share)}, "
        f"{benchmark} {wording.percent(row.benchmark)})"
        for row in returns.itertuples()
    ]
    figure.add_trace(
        go.Bar(
            x=returns.index,
            y=returns["abnormal"],
            marker_color=[colour_of(value) for value in returns["abnormal"]],
            customdata=hover,
            hovertemplate="%{customdata}",
            name=f"less {benchmark}",
        ),
        row=4,
        col=1,
    )


def _add_events(
    figure: go.Figure, events: pd.DataFrame, *, chosen: str | None, axis: pd.DatetimeIndex
) -> None:
    """Mark the announcements: a numbered badge above, a line through every panel."""
    shown = events[events["session"].isin(axis)]
    badges = shown.groupby("session").agg(
        key=("number", lambda numbers: numbers.index[0]),
        first=("number", "min"),
        last=("number", "max"),
        names=("title", lambda titles: "<br>".join(wording.plain(title) for title in titles)),
    )
    opened = events.loc[chosen, "session"] if chosen in events.index else None
    _add_lines(figure, badges.index, opened=opened)
    positions = [axis.get_loc(session) for session in badges.index]
    same = badges["first"] == badges["last"]
    figure.add_trace(
        go.Scatter(
            x=badges.index,
            y=lanes(positions, room=len(axis) / 30),
            customdata=badges[["key"]].to_numpy(),
            text=[
                f"{row.first}" if row.first == row.last else f"{row.first}–{row.last}"
                for row in badges.itertuples()
            ],
            mode="markers+text",
            marker={
                "symbol": "circle",
                "opacity": 1,
                "size": [20 if alone else 28 for alone in same],
                "color": [
                    COLOURS["event"] if session == opened else "#ffffff" for session in badges.index
                ],
                "line": {"color": COLOURS["event"], "width": 1.5},
            },
            textfont={
                "size": 10,
                "color": [
                    "#ffffff" if session == opened else "#4a2f86" for session in badges.index
                ],
            },
            hovertext=badges["names"],
            hovertemplate="%{hovertext}",
            name="Announced",
            cliponaxis=False,
            # A click chooses by its own; the badges must not fade as after a selection.
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}, "textfont": {"color": None}},
        ),
        row=1,
        col=1,
    )


def _add_lines(
    figure: go.Figure, marked: pd.DatetimeIndex, *, opened: pd.Timestamp | None
) -> None:
    """Draw a line through every panel at each marked session, the opened one's solid.

    All in one assignment: Plotly checks every shape a figure has each time one is added.
    """
    colour = COLOURS["event"]
    faint = {"opacity": 0.45, "line": {"color": colour, "width": 1, "dash": "dot"}}
    strong = {"opacity": 0.9, "line": {"color": colour, "width": 2, "dash": "solid"}}
    figure.layout.shapes = [
        {
            **{"type": "line", "layer": "below", "x0": session, "x1": session, "y0": 0, "y1": 1},
            **{"xref": f"x{panel}", "yref": f"y{panel} domain"},
            **(strong if session == opened else faint),
        }
        for session in marked
        for panel in ("", 2, 3, 4)
    ]


def _head(figure: go.Figure, title: str, *, row: int) -> None:
    """Write a panel's title above its left end."""
    domain = figure.layout["yaxis" if row == 1 else f"yaxis{row}"].domain
    figure.add_annotation(
        text=wording.plain(title),
        x=0,
        xref="paper",
        xanchor="left",
        y=domain[1],
        yref="paper",
        yanchor="bottom",
        showarrow=False,
        font={"size": 13},
    )


def _level(figure: go.Figure, level: float, label: str, *, meaning: str) -> None:
    """Draw a named price level across the session."""
    figure.add_hline(
        y=level,
        line={"color": COLOURS[meaning], "width": 1, "dash": "dot"},
        annotation={"text": wording.plain(label), "font": {"size": 11}},
        annotation_position="top right",
    )


def _met(figure: go.Figure, first: pd.Timestamp, last: pd.Timestamp, *, level: float) -> None:
    """Mark from when to when the bars held a level."""
    figure.add_trace(
        go.Scatter(
            x=[first.tz_localize(None), last.tz_localize(None)],
            y=[level, level],
            mode="lines+markers",
            line={"color": COLOURS["event"], "width": 4},
            marker={"symbol": "line-ns-open", "size": 12, "line": {"width": 2}},
            hovertemplate="%{x|%H:%M} at the reported level<extra></extra>",
        )
    )
