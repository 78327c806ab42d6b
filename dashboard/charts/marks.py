"""What charts share: colours with their meanings, estimates with intervals, lanes of badges."""

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import pandas as pd

from dashboard.charts import wire
from dashboard.charts.drawing import Drawing
from dashboard.wording import numbers

# One colour a meaning, each at least 3:1 against both themes' backgrounds, apart for every common
# kind of colour blindness; direction, sign or shape always says the same.
COLOURS = {
    "positive": "#2b7cc9",
    "negative": "#d4602a",
    "neutral": "#868b93",
    "share": "#18856e",
    "event": "#765edb",
}
# The same meanings as letters, 4.5:1 on each theme's grounds, and the ink of what is not stressed.
LETTERS = {
    "light": {
        COLOURS["positive"]: "#1a61aa",
        COLOURS["negative"]: "#a9430f",
        COLOURS["neutral"]: "#59626a",
        COLOURS["share"]: "#095c53",
        COLOURS["event"]: "#5b43c4",
    },
    "dark": {
        COLOURS["positive"]: "#6fb3f2",
        COLOURS["negative"]: "#f19a68",
        COLOURS["neutral"]: "#a5afb6",
        COLOURS["share"]: "#5cc9bb",
        COLOURS["event"]: "#b3a2ff",
    },
}
# A badge's disc and the number on it, and both in the dark.
DISC, NUMBER = "#ffffff", "#4a2f86"
_BADGES: dict[str, dict[str, str]] = {
    "light": {},
    "dark": {DISC: "#12171b", NUMBER: LETTERS["dark"][COLOURS["event"]]},
}
Scale = dict[str, list[float] | list[str]]


def colour_of(number: float) -> str:
    """Return the colour of a number's sign."""
    if math.isnan(number) or number == 0:
        return COLOURS["neutral"]
    return COLOURS["positive" if number > 0 else "negative"]


def estimates(
    rows: pd.DataFrame, value: str, *, p: str, axis: Literal["x", "y"], size: int
) -> dict[str, object]:
    """Return marks with their intervals along an axis; diamonds are those of a p of at most 5 %.

    Parameters
    ----------
    rows
        ``low`` and ``high``, and the columns that *value* and *p* name.
    """
    values = rows[value]
    return {
        "type": "scatter",
        axis: values,
        "mode": "markers",
        "marker": {
            "size": size,
            "color": [colour_of(value) for value in values],
            "symbol": ["diamond" if one <= 0.05 else "circle" for one in rows[p]],
        },
        f"error_{axis}": {
            "type": "data",
            "array": rows["high"] - values,
            "arrayminus": values - rows["low"],
            "thickness": 1.2,
            "color": COLOURS["neutral"],
        },
    }


def across(level: float, **drawn: object) -> dict[str, object]:
    """Return a line across a chart of one panel, at a level of its y axis."""
    ends = {"x0": 0, "x1": 1, "xref": "x domain", "y0": level, "y1": level, "yref": "y"}
    return {"type": "line", **ends, **drawn}


def upright(place: float, **drawn: object) -> dict[str, object]:
    """Return a line from foot to top of a chart of one panel, at a place of its x axis."""
    ends = {"x0": place, "x1": place, "xref": "x", "y0": 0, "y1": 1, "yref": "y domain"}
    return {"type": "line", **ends, **drawn}


def lettered(text: str, letters: Mapping[str, str]) -> str:
    """Return a title whose coloured words have the colours of letters."""
    for mark, letter in letters.items():
        text = text.replace(f"color:{mark}", f"color:{letter}")
    return text


def legible(figure: Drawing, *, theme: Literal["light", "dark"]) -> dict[str, Any]:
    """Return a figure as Plotly's JSON whose axes and titles are legible on a theme's ground."""
    spec: dict[str, Any] = figure.to_dict()
    wire.shorten(spec)
    on_ground(spec, theme=theme)
    letters, layout = LETTERS[theme], spec["layout"]
    quiet = {"color": letters[COLOURS["neutral"]]}
    for name in [name for name in layout if re.fullmatch(r"[xy]axis\d*", name)]:
        axis = layout[name]
        axis["tickfont"] = quiet | axis.get("tickfont", {})
        if "title" in axis:
            axis["title"] = axis["title"] | {"font": quiet | axis["title"].get("font", {})}
    layout["annotations"] = [
        note
        | {
            "text": lettered(note.get("text", ""), letters),
            "font": quiet | note.get("font", {}),
        }
        for note in layout.get("annotations", ())
    ]
    return spec


def ticks(reach: float, *, most: int = 2) -> list[float]:
    """Return round values from −*reach* to *reach*, at most so many on either side of nought.

    Examples
    --------
    >>> ticks(0.42), ticks(0.07)
    ([-0.4, -0.2, 0.0, 0.2, 0.4], [-0.05, 0.0, 0.05])
    """
    power = 10.0 ** math.floor(math.log10(reach))
    steps = [power * part for part in (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)]
    step = next(one for one in steps if reach / one < most + 1)
    count = math.floor(reach / step)
    return [round(step * place, 6) for place in range(-count, count + 1)]


def on_ground(spec: dict[str, Any], *, theme: Literal["light", "dark"]) -> None:
    """Give discs the colour of a theme's ground and their numbers that of its letters."""
    colours = _BADGES[theme]
    for trace in spec["data"]:
        for part, old in (("marker", DISC), ("textfont", NUMBER)):
            held = trace.get(part, {}).get("color")
            if old in colours and isinstance(held, list | tuple) and old in held:
                new = [colours[old] if one == old else one for one in held]
                trace[part] = {**trace[part], "color": new}


def scale(values: Iterable[float], *, percent: bool = True, most: int = 4) -> Scale:
    """Return the marks of an axis of changes in the page's signs; Plotly's own write "+0%".

    Examples
    --------
    >>> scale([-0.011])["ticktext"]
    ['−1.0%', '−0.5%', '0.0%', '+0.5%', '+1.0%']
    >>> scale([0.4, -0.3], percent=False, most=2)["ticktext"]
    ['−0.4', '−0.2', '0.0', '+0.2', '+0.4']
    """
    known = [abs(value) for value in values if math.isfinite(value)]
    times, unit = (100, "%") if percent else (1, "")
    places = ticks(max([1e-6, *known]), most=most)
    written = [place * times for place in places]
    digits = next(
        many for many in range(9) if all(abs(one - round(one, many)) < 1e-9 for one in written)
    )
    texts = [numbers.decimal(one, digits=digits) + unit for one in written]
    return {"tickvals": places, "ticktext": texts}


def closures(sessions: pd.DatetimeIndex) -> list[dict[str, object]]:
    """Return the days between sessions that are none, as Plotly leaves them out of an axis."""
    shut = pd.date_range(sessions[0], sessions[-1]).difference(sessions)
    weekends: list[dict[str, object]] = []
    if not (sessions.day_of_week >= 5).any():  # coins are traded on Sundays, too
        weekends, shut = [{"bounds": ["sat", "mon"]}], shut[shut.day_of_week < 5]
    return weekends + ([{"values": [f"{day:%Y-%m-%d}" for day in shut]}] if len(shut) else [])
