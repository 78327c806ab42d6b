"""What the words of a sentence add to its number, as a figure."""

import math
import textwrap
from collections.abc import Sequence

from dashboard.charts import plain
from dashboard.charts.drawing import Drawing
from dashboard.charts.marks import colour_of
from dashboard.wording import escaping
from dashboard.wording import numbers as numbers_wording
from sentiment.reading.sentence import Part

WIDEST = 22  # characters of a line beside a bar: a phone cuts longer ones off
LINE, BETWEEN = 15, 19  # px of each line of words, and between two bars
ROOM = 0.7  # of the bars' reach: what a label takes on a phone


def contributions(parts: Sequence[Part]) -> Drawing:
    """Draw the points of a sentence's words and rules, in the order of the sentence."""
    ordered = sorted(parts, key=lambda part: part.start)
    labels = [f"{number}. {escaping.plain(part.text)}" for number, part in enumerate(ordered, 1)]
    points = [part.points for part in ordered]
    told = [
        textwrap.wrap(f"{numbers_wording.tone(part.points)}  {part.rule}", WIDEST)
        for part in ordered
    ]
    room = ROOM * (max([0.0, *points]) - min([0.0, *points]))
    bars = {
        "type": "bar",
        "x": points,
        "y": labels,
        "orientation": "h",
        "marker": {"color": [colour_of(value) for value in points]},
        "text": ["<br>".join(map(escaping.plain, lines)) for lines in told],
        "textposition": ["inside" if abs(value) >= room else "outside" for value in points],
        "customdata": [escaping.plain(part.reason) for part in ordered],
        "hovertemplate": "%{y}: %{x:+.2f}<br>%{customdata}<extra></extra>",
    }
    title = {"text": "Points"}
    return plain.figure(
        [bars],
        yaxis={"autorange": "reversed"},
        xaxis={"title": title, "zeroline": True, "range": _reach(points, room=room)},
        height=90 + (BETWEEN + LINE * max(map(len, told), default=1)) * len(ordered),
        showlegend=False,
    )


def _reach(points: Sequence[float], *, room: float) -> list[float] | None:
    """Return what an axis of points must show: the bars, and what stands beside the short ones."""
    beside = [value + math.copysign(room, value) for value in points if abs(value) < room]
    ends = [0.0, *points, *beside]
    return [min(ends), max(ends)] if points else None
