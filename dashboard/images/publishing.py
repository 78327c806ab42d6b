"""A figure of the page dressed to be published: title, sources, size, colours of its own.

On the page Streamlit gives a figure its fonts and colours; a picture that travels carries them.
"""

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.captions import KeyLine
from dashboard.charts.drawing import Drawing
from dashboard.charts.marks import COLOURS, LETTERS, NUMBER, lettered, on_ground
from dashboard.images import key as picture_key
from dashboard.images import spacing, typeface
from dashboard.images.colours import hatch, mapped
from dashboard.wording import escaping

LOOKS = ("light", "dark", "print")
SIZES = {
    "slide": (1600, 900),
    "square": (1080, 1080),
    "column": (900, 1100),
    "banner": (1500, 500),
    "document": (1000, 620),
}
# Letters of the size that a picture is looked at: a slide from afar, a post on a telephone.
_LETTERS = {"slide": 18, "square": 19, "column": 16, "banner": 13, "document": 15}
_ON_PAGE = 12.0  # the size of letters that the figures are drawn for
_WIDE = 0.53  # mean width of a letter of the fonts below, in parts of its height
_BOLD = 0.54  # of a letter of a title
_LINE = 1.32  # height of a line of text, likewise
_WORDS = 24  # letters in a line beside a bar
_ROUNDS = 12
_ROW = 3.9  # height of a picture that a row with its name over it needs, likewise
FONTS = (
    f"'{typeface.FAMILY}', 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
)
_NUMBERS_WIDTH = 5.2  # letters beside an axis of numbers: "−100%"


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a picture; ``instead`` maps colours of the page to its own."""

    paper: str
    ink: str
    faint: str
    grid: str
    letters: Mapping[str, str]
    marks: Mapping[str, str]


_LOOKS = {
    "light": Look(
        paper="#fbfbf9",
        ink="#1d2327",
        faint="#555e66",
        grid="#e2e4de",
        letters=LETTERS["light"],
        marks={},
    ),
    "dark": Look(
        paper="#12171b",
        ink="#e6e9ea",
        faint="#a3adb5",
        grid="#2a333b",
        letters=LETTERS["dark"],
        marks={},
    ),
    "print": Look(
        paper="#ffffff",
        ink="#000000",
        faint="#333333",
        grid="#dddddd",
        letters=dict.fromkeys([*COLOURS.values(), NUMBER], "#000000"),
        marks={
            COLOURS["positive"]: "#8c8c8c",
            COLOURS["negative"]: "#262626",
            COLOURS["neutral"]: "#6b6b6b",
            COLOURS["share"]: "#000000",
            COLOURS["event"]: "#4d4d4d",
            NUMBER: "#000000",
        },
    ),
}


# Longer than most: each step works on what the one before it left.
def dressed(
    figure: Drawing,
    *,
    size: str,
    look: str,
    title: str,
    note: str = "",
    sources: Sequence[str] = (),
    key: Sequence[KeyLine] = (),
) -> dict[str, object]:
    """Return a copy of a figure as Plotly's JSON, fit to leave the page.

    Parameters
    ----------
    size, look
        Keys of ``SIZES`` and of ``LOOKS``.
    title, note
        Stand on top, as they were written, the note smaller.
    sources
        Sentences for the line at the foot.
    key
        What the numbers on the figure stand for, in columns above the sources.
    """
    spec = figure.to_dict()
    worn = _LOOKS[look]
    letters = _LETTERS[size]
    width, height = SIZES[size]
    _worn(spec, look=look)
    spec["data"] = [_enlarged_trace(trace, letters / _ON_PAGE) for trace in spec["data"]]
    spec["data"] = mapped(spec["data"], worn.marks)
    layout = _coloured(spec["layout"], worn)
    layout["annotations"] = [
        _enlarged_note(note, letters / _ON_PAGE) for note in layout["annotations"]
    ]
    for name, axis in layout.items():
        if "axis" in name:  # a margin fixed for the page is too narrow for larger letters
            axis.pop("automargin", None)
    layout.update(
        template={"layout": _template(worn, letters)},
        width=width,
        height=height,
        autosize=False,
    )
    _name_beside(layout, spec["data"], letters=letters)
    columns = picture_key.columns(key, width=width, letters=letters)
    room = picture_key.height(columns, letters=letters)
    _frame(
        layout,
        spec["data"],
        words=(title, note),
        sources=sources,
        letters=letters,
        look=worn,
        key=room,
    )
    layout["annotations"] += picture_key.notes(
        columns, layout=layout, letters=letters, ink=worn.ink, colours=worn.letters
    )
    spacing.spread(layout, spec["data"], letters=letters)
    _make_room_for_words(layout, spec["data"], letters=letters)
    return {"data": spec["data"], "layout": layout}


def reflowing(figure: Drawing, *, look: str) -> dict[str, object]:
    """Return a copy of a figure as Plotly's JSON in a look, as wide as what it stands in.

    Its words beside panels and axes stand around it as text.
    """
    spec = figure.to_dict()
    worn = _LOOKS[look]
    _worn(spec, look=look)
    layout = _coloured(spec["layout"], worn)
    layout.update(template={"layout": _template(worn, round(_ON_PAGE))}, autosize=True)
    return {"data": mapped(spec["data"], worn.marks), "layout": layout}


def _coloured(layout: dict[str, Any], look: Look) -> dict[str, Any]:
    """Return a copy of a layout, its notes too, in the colours of a look."""
    coloured: dict[str, Any] = mapped(layout, look.marks, letters=look.letters)
    coloured["annotations"] = [
        note | {"text": lettered(note["text"], look.letters)}
        for note in coloured.get("annotations", ())
    ]
    return coloured


def look_of(name: str) -> Look:
    """Return the colours of one of ``LOOKS``."""
    return _LOOKS[name]


def _worn(spec: dict[str, Any], *, look: str) -> None:
    """Give bars the patterns of print, and badges the ground of the dark."""
    if look == "print":
        hatch(spec["data"])
    on_ground(spec, theme="dark" if look == "dark" else "light")


def _template(look: Look, letters: int) -> dict[str, object]:
    """Return what Plotly takes for everything that a figure leaves open."""
    axis = {
        "automargin": True,
        "gridcolor": look.grid,
        "linecolor": look.faint,
        "zerolinecolor": look.faint,
        "zerolinewidth": 1,
        "tickfont": {"color": look.faint, "size": letters * 0.9},
        "title": {"standoff": letters * 0.7, "font": {"size": letters}},
    }
    return {
        "font": {"family": FONTS, "size": letters, "color": look.ink},
        "paper_bgcolor": look.paper,
        "plot_bgcolor": look.paper,
        "colorway": list(COLOURS.values()),
        "xaxis": axis,
        "yaxis": axis,
        "legend": {"font": {"size": letters * 0.9}, "bgcolor": "rgba(0,0,0,0)"},
        "annotationdefaults": {"font": {"color": look.ink}},
        "hoverlabel": {"font": {"family": FONTS}},
    }


# Longer than most: each height begins where the one above it ends.
def _frame(
    layout: dict[str, Any],
    data: list[dict[str, Any]],
    *,
    words: tuple[str, str],
    sources: Sequence[str],
    letters: int,
    look: Look,
    key: float,
) -> None:
    """Put title and note above the figure and the sources below it, with room for all."""
    width, edge = layout["width"], round(letters * 1.5)
    head, foot = round(letters * 1.5), round(letters * 0.78)
    heading = _wrapped(words[0], width - 2 * edge, letters=head * _BOLD)
    noted = _wrapped(words[1], width - 2 * edge, letters=letters * _WIDE)
    footing = _wrapped(" ".join(sources), width - 2 * edge, letters=foot * _WIDE)
    legend = _legend_lines(layout, data, width - 2 * edge, letters=letters * 0.9)
    titled_to = edge * 0.8 + len(heading) * head * _LINE
    noted_to = titled_to + len(noted) * letters * _LINE + (letters * 0.3 if noted else 0)
    top = noted_to + edge * 0.2 + letters * (0.9 + 1.7 * legend)
    below = _room_below(layout, letters=letters, key=key)
    bottom = edge * 0.7 + len(footing) * foot * _LINE + below
    left = edge + _label_width(data, layout, letters=letters)
    layout["margin"] = {"l": left, "r": edge + letters, "t": top, "b": bottom}
    # Plotly anchors a title of several lines by its middle.
    middle = edge * 0.8 + (len(heading) - 1) * head * _LINE / 2
    layout["title"] = {
        "text": f"<b>{'<br>'.join(map(escaping.plain, heading))}</b>",
        "font": {"size": head, "color": look.ink},
        "xanchor": "left",
        **_from_above(layout, edge=edge, depth=middle),
    }
    if legend:
        # Beside the labels of a narrow picture there is no room for it.
        layout["legend"] = {
            **layout.get("legend", {}),
            "xref": "container",
            **_from_above(layout, edge=edge, depth=noted_to + edge * 0.2 + letters * 0.4 * _LINE),
        }
    for lines, size, place in (
        (noted, letters, {"y": 1, "yshift": top - titled_to}),
        (footing, foot, {"y": 0, "yshift": -below}),
    ):
        if lines:
            font = {"size": size, "color": look.faint}
            layout["annotations"].append(_beside(lines, shift=edge - left) | {"font": font} | place)


def _room_below(layout: dict[str, Any], *, letters: int, key: float) -> float:
    """Return the pixels between the figure's lower end and its sources, for axis and key."""
    titled = any(layout.get(axis, {}).get("title") for axis in layout if axis.startswith("xaxis"))
    return letters * (3.6 if titled else 2.9) + key + (letters if key else 0)


def _from_above(layout: dict[str, Any], *, edge: float, depth: float) -> dict[str, object]:
    """Return the place at the left edge, so many pixels below the picture's upper end."""
    return {
        "x": edge / layout["width"],
        "y": 1 - depth / layout["height"],
        "yanchor": "top",
        "yref": "container",
    }


def _beside(lines: Sequence[str], *, shift: float) -> dict[str, object]:
    """Return lines of text at the left edge, *shift* pixels from where the figure begins."""
    return {
        "text": "<br>".join(map(escaping.plain, lines)),
        "align": "left",
        "showarrow": False,
        **{"x": 0, "xref": "paper", "xanchor": "left", "xshift": shift},
        **{"yref": "paper", "yanchor": "top"},
    }


def _make_room_for_words(
    layout: dict[str, Any], data: list[dict[str, Any]], *, letters: int
) -> None:
    """Write what stands on lying bars beside them, and widen the axis until it fits."""
    bars = [one for one in data if one.get("orientation") == "h" and "text" in one]
    width = layout["width"] - layout["margin"]["l"] - layout["margin"]["r"]
    for trace in bars:
        wrapped = [textwrap.wrap(text, _WORDS) for text in trace["text"]]
        trace.update(text=["<br>".join(lines) for lines in wrapped], textposition="outside")
        shares = [max(map(len, lines)) * letters * _WIDE / width + 0.02 for lines in wrapped]
        low, high = min(0.0, *trace["x"]), max(0.0, *trace["x"])
        for _ in range(_ROUNDS):  # a wider axis makes the same words a wider part of it
            reach = high - low
            ends = [
                x + math.copysign(share * reach, x)
                for x, share in zip(trace["x"], shares, strict=True)
            ]
            low, high = min(0.0, *ends), max(0.0, *ends)
        layout["xaxis"] = {**layout.get("xaxis", {}), "range": [low, high]}


def _wrapped(text: str, width: float, *, letters: float) -> list[str]:
    """Return *text* in lines that *width* holds, of letters so wide."""
    return textwrap.wrap(text, max(12, math.floor(width / letters)))


def _legend_lines(
    layout: dict[str, Any], data: list[dict[str, Any]], width: float, *, letters: float
) -> int:
    """Return how many lines a legend above the figure takes."""
    named = [trace["name"] for trace in data if trace.get("name") and _in_legend(trace)]
    if layout.get("showlegend") is False or len(named) < 2:
        return 0
    longest = max(len(name) for name in named) * letters * _WIDE + 4 * letters
    total = sum(len(name) * letters * _WIDE + 4 * letters for name in named)
    return 1 if total <= width else math.ceil(len(named) / max(1, width // longest))


def _in_legend(trace: dict[str, Any]) -> bool:
    return trace.get("showlegend") is not False


def _label_width(data: list[dict[str, Any]], layout: dict[str, Any], *, letters: int) -> float:
    """Return the room that the labels at the left need: words of categories, or numbers."""
    words = [
        label
        for trace in data
        if isinstance(trace.get("y"), list | tuple) and _labelled(trace, layout)
        for label in trace["y"]
        if isinstance(label, str)
    ]
    longest = max([_NUMBERS_WIDTH, *map(len, words)])
    titled = any(layout.get(axis, {}).get("title") for axis in layout if axis.startswith("yaxis"))
    return letters * (0.9 * _WIDE * longest + (1.9 if titled else 0))


def _name_beside(layout: dict[str, Any], data: list[dict[str, Any]], *, letters: int) -> None:
    """Name rows at their side where they stand too close for their names between them."""
    rows = {
        label
        for trace in data
        if not _labelled(trace, layout)
        for label in trace["y"]
        if isinstance(label, str)
    }
    if len(rows) * _ROW * letters > layout["height"]:
        layout["yaxis"] = {**layout["yaxis"], "showticklabels": True}
        layout["annotations"] = [note for note in layout["annotations"] if note["y"] not in rows]


def _labelled(trace: dict[str, Any], layout: dict[str, Any]) -> bool:
    """Return whether the axis that a trace's rows stand on names them."""
    axis = layout.get(trace.get("yaxis", "y").replace("y", "yaxis"), {})
    return axis.get("showticklabels") is not False


def _enlarged_note(note: dict[str, Any], factor: float) -> dict[str, Any]:
    larger = dict(note)
    if size := note.get("font", {}).get("size"):
        larger["font"] = {**note["font"], "size": size * factor}
    if "yshift" in note:
        larger["yshift"] = note["yshift"] * factor
    return larger


def _enlarged_trace(trace: dict[str, Any], factor: float) -> dict[str, Any]:
    """Return a trace with its letters, its lines and the marks around them enlarged."""
    larger = dict(trace)
    if trace.get("mode") == "markers+text":
        larger["cliponaxis"] = False
    for name, key in (("textfont", "size"), ("marker", "size"), ("line", "width")):
        size = trace.get(name, {}).get(key)
        if isinstance(size, int | float):
            larger[name] = {**trace[name], key: size * factor}
        elif isinstance(size, list | tuple):
            larger[name] = {**trace[name], key: [one * factor for one in size]}
    return larger
