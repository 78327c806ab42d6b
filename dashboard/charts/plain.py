"""What every chart but the story and the day has alike: narrow margins, its legend above it."""

from collections.abc import Mapping, Sequence

from dashboard.charts.drawing import Drawing


def figure(
    traces: Sequence[Mapping[str, object]],
    *,
    lines: Sequence[Mapping[str, object]] = (),
    **layout: object,
) -> Drawing:
    """Return a chart with what these have alike."""
    alike = {
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        "dragmode": False,
    }
    return Drawing(traces, {**alike, "shapes": list(lines), **layout})
