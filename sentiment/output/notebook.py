"""Results as HTML for notebooks: light, escaped, readable on light and dark paper."""

import html
import math
from collections.abc import Iterable, Sequence

import pandas as pd

from sentiment.output import numbers
from sentiment.output.labels import SIGNS, Label

# Half-transparent, so that the notebook's own paper and ink stay in charge.
_TINTS = {"positive": "rgba(43, 124, 201, 0.22)", "negative": "rgba(212, 96, 42, 0.22)"}


def sentences(
    heading: str, rows: Iterable[tuple[str, float, Label]], *, notes: Sequence[str] = ()
) -> str:
    """Return sentences with their tones under a heading.

    Parameters
    ----------
    rows
        Text, compound and label ("positive", "neutral", "negative") of each.
    notes
        What a reader has to mind.

    Examples
    --------
    >>> print(sentences("Tone", [("Profit < loss.", -0.4, "negative")]))
    <p><b>Tone</b></p>
    <p style="background: rgba(212, 96, 42, 0.22)">▼ −0.40&ensp;Profit &lt; loss.</p>
    """
    lines = [f"<p><b>{html.escape(heading)}</b></p>"]
    for text, compound, label in rows:
        tint = f' style="background: {_TINTS[label]}"' if label in _TINTS else ""
        number = signed(compound)
        shown = html.escape(" ".join(text.split()))
        lines.append(f"<p{tint}>{SIGNS[label]} {number}&ensp;{shown}</p>")
    return "\n".join([*lines, *_notes(notes)])


def table(heading: str, frame: pd.DataFrame, *, notes: Sequence[str] = ()) -> str:
    """Return a frame's columns under a heading; what is missing is a dash.

    Examples
    --------
    >>> print(table("r by lag", pd.DataFrame({"lag": [0, 1], "r": [0.25, float("nan")]})))
    <p><b>r by lag</b></p>
    <table><tr><th>lag</th><th>r</th></tr>
    <tr><td>0</td><td>0.250</td></tr>
    <tr><td>1</td><td>–</td></tr></table>
    """
    head = "".join(f"<th>{html.escape(str(name))}</th>" for name in frame.columns)
    body = "\n".join(
        f"<tr>{''.join(f'<td>{html.escape(_cell(cell))}</td>' for cell in row)}</tr>"
        for row in frame.itertuples(index=False)
    )
    markup = f"<p><b>{html.escape(heading)}</b></p>\n<table><tr>{head}</tr>\n{body}</table>"
    return "\n".join([markup, *_notes(notes)])


def signed(number: float) -> str:
    """Return a tone with its sign; "–" for one that is missing.

    Examples
    --------
    >>> signed(-0.0912), signed(float("nan"))
    ('−0.09', '–')
    """
    return "–" if math.isnan(number) else numbers.decimal(number)


def _cell(cell: object) -> str:
    if isinstance(cell, float):
        return "–" if math.isnan(cell) else numbers.decimal(cell, digits=3, sign=False)
    return f"{cell:%Y-%m-%d}" if isinstance(cell, pd.Timestamp) else str(cell)


def _notes(notes: Sequence[str]) -> list[str]:
    items = "".join(f"<li>{html.escape(note)}</li>" for note in notes)
    return [f"<ul>{items}</ul>"] if items else []
