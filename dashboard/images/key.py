"""The key under a picture: what the numbers on it stand for, in columns."""

import math
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.charts.captions import KeyLine
from dashboard.charts.marks import COLOURS, lettered
from dashboard.wording import escaping, numbers
from sentiment.output.labels import SIGNS, Label

_LETTERS = 0.85  # of the picture's
_WIDE = 0.53  # mean width of a letter, in parts of its height
_LINE = 1.32  # height of a line, likewise
_BESIDE = 20  # letters of a line that are not its title's: number, day, change
_SHORTEST = 12  # letters that a title keeps
_COLUMNS = ((1400, 3), (1000, 2), (0, 1))  # by the picture's width
_BELOW = 2.9  # from the axis down to the key, in letters


def columns(key: Sequence[KeyLine], *, width: int, letters: int) -> list[list[str]]:
    """Return the lines of a key in columns; titles that are too long are cut at a word."""
    across = next(count for least, count in _COLUMNS if width >= least)
    room = math.floor(width / across / (letters * _LETTERS * _WIDE)) - _BESIDE
    down = max(1, math.ceil(len(key) / across))
    lines = [_line(one, room=max(_SHORTEST, room)) for one in key]
    return [lines[first : first + down] for first in range(0, len(lines), down)]


def height(columns: Sequence[Sequence[str]], *, letters: int) -> float:
    """Return the room that a key needs, with a gap to what stands below it."""
    longest = max(map(len, columns), default=0)
    return letters * (longest * _LETTERS * _LINE + 1) if longest else 0.0


def notes(
    columns: Sequence[Sequence[str]],
    *,
    layout: Mapping[str, Any],
    letters: int,
    ink: str,
    colours: Mapping[str, str],
) -> list[dict[str, object]]:
    """Return the annotations that write a key below the axis of a figure."""
    left, width = layout["margin"]["l"], layout["width"]
    edge = round(letters * 1.5)
    return [
        {
            "text": lettered("<br>".join(lines), colours),
            "font": {"size": letters * _LETTERS, "color": ink},
            "align": "left",
            "showarrow": False,
            **{"x": 0, "xref": "paper", "xanchor": "left"},
            "xshift": edge - left + place * (width - 2 * edge) / len(columns),
            **{"y": 0, "yref": "paper", "yanchor": "top", "yshift": -letters * _BELOW},
        }
        for place, lines in enumerate(columns)
    ]


def _line(one: KeyLine, *, room: int) -> str:
    title = one.title
    if len(title) > room:
        title = textwrap.shorten(title, room, placeholder=" …")
    line = f"{one.number} · {one.day} · {escaping.plain(title)}{_change(one.change)}"
    return f"<b>{line}</b>" if one.chosen else line


def change_of(change: float) -> tuple[str, str]:
    """Return a change's colour on the page and its words; both "" where it is not known."""
    if math.isnan(change):
        return "", ""
    side: Label = "positive" if change > 0 else "negative" if change < 0 else "neutral"
    return COLOURS[side], f"{SIGNS[side]} {numbers.percent(change)}"


def _change(change: float) -> str:
    colour, words = change_of(change)
    return f' <span style="color:{colour}">{words}</span>' if words else ""
