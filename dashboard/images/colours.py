"""The colours of a figure changed for those of a look, and patterns where greys are alike."""

import re
from collections.abc import Mapping
from typing import Any

from dashboard.charts.marks import COLOURS

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_SHADE = re.compile(r"rgba\((?P<channels>\d+,\d+,\d+),(?P<opacity>[\d.]+)\)")
# In print a hatched bar is positive and a full one negative, whatever the printer makes of greys.
_HATCHED = {COLOURS["positive"]: "/", COLOURS["neutral"]: "."}


def hatch(data: list[dict[str, Any]]) -> None:
    """Give bars a pattern by the meaning of their colour."""
    for trace in data:
        colours = trace.get("marker", {}).get("color")
        if trace["type"] == "bar" and isinstance(colours, list | tuple):
            trace["marker"] = {
                **trace["marker"],
                "pattern": {
                    "shape": [_HATCHED.get(colour, "") for colour in colours],
                    "fillmode": "overlay",
                    "fgcolor": "#000000",
                    "size": 6,
                    "solidity": 0.25,
                },
                "line": {"color": "#000000", "width": 0.6},
            }


def mapped(part: Any, marks: Mapping[str, str], *, letters: Mapping[str, str] | None = None) -> Any:
    """Return a part of a figure with its colours changed, those of its fonts by *letters*."""
    if isinstance(part, dict):
        return {
            name: mapped(value, letters if name == "font" and letters else marks, letters=letters)
            for name, value in part.items()
        }
    if isinstance(part, list | tuple):
        return [mapped(value, marks, letters=letters) for value in part]
    if isinstance(part, str) and _COLOUR.fullmatch(part):
        return marks.get(part, part)
    if isinstance(part, str) and (shade := _SHADE.fullmatch(part)):
        full = f"#{bytes(map(int, shade['channels'].split(','))).hex()}"
        channels = bytes.fromhex(marks.get(full, full)[1:])
        return f"rgba({','.join(map(str, channels))},{shade['opacity']})"
    return part
