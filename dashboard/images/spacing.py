"""Panels of a picture that is looked at from afar: room for badges, titles and ticks."""

from collections.abc import Mapping, Sequence
from typing import Any

_TICKS = 9  # on an axis at the most
_LANE = 1.75  # height of a lane of badges, in letters
_TITLE = 1.5  # height of a panel's title with a gap to what stands above, in its letters


def spread(layout: dict[str, Any], data: list[dict[str, Any]], *, letters: int) -> None:
    """Give panels the room that the larger letters need: whole badges, titles and ticks apart.

    A panel without an axis in sight is a strip of badges, in lanes a unit apart.
    """
    margin = layout["margin"]
    room = layout["height"] - margin["t"] - margin["b"]
    axes = {name: axis for name, axis in layout.items() if name.startswith("yaxis")}
    for name, axis in axes.items():
        if axis.get("visible") is False and "overlaying" not in axis and "range" in axis:
            used = [max(trace["y"]) for trace in data if _badges(trace, name)]
            axis["range"] = [axis["range"][0], max(used, default=0) + 0.6]
            lanes = axis["range"][1] - axis["range"][0]
            _stretch(layout, axes, strip=axis, share=lanes * _LANE * letters / room)
    _part(layout["annotations"], axes, room=room)
    for axis in axes.values():
        low, high = axis.get("domain", (0, 1))
        if high - low < 1 and "tickvals" not in axis:
            axis["nticks"] = min(_TICKS, max(3, round((high - low) * room / (1.1 * letters))))


def _badges(trace: dict[str, Any], axis: str) -> bool:
    there = trace.get("yaxis", "y").replace("y", "yaxis") == axis
    return there and trace.get("mode") == "markers+text" and len(trace["y"]) > 0


def _stretch(
    layout: dict[str, Any], axes: dict[str, Any], *, strip: dict[str, Any], share: float
) -> None:
    """Make the uppermost panel *share* of the figure high, and the others give way."""
    foot = float(strip["domain"][0])
    if 1 - foot >= share:
        return

    def moved(height: float) -> float:
        if height <= foot:
            return height * (1 - share) / foot
        return 1 - (1 - height) * share / (1 - foot)

    for axis in axes.values():
        axis["domain"] = [moved(height) for height in axis["domain"]]
    for note in layout["annotations"]:
        if note.get("yref") == "paper":
            note["y"] = moved(note["y"])
    grid = layout.get(strip.get("anchor", "x").replace("x", "xaxis"), {})
    grid["showgrid"] = False


def _part(
    notes: Sequence[dict[str, Any]], axes: Mapping[str, dict[str, Any]], *, room: float
) -> None:
    """Lower each panel whose title would reach into the panel above it."""
    domains = [(axis, *axis.get("domain", (0, 1))) for axis in axes.values()]
    for note in notes:
        if note.get("yref") != "paper" or note.get("yanchor") != "bottom":
            continue
        under = [axis for axis, _, high in domains if high == note["y"]]
        above = [low for _, low, _ in domains if low > note["y"]]
        if not under or not above:
            continue
        lack = _TITLE * note["font"]["size"] / room - (min(above) - note["y"])
        if lack > 0:
            note["y"] -= lack
            for axis in under:
                axis["domain"] = [axis["domain"][0], note["y"]]
