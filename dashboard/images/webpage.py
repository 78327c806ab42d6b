"""A picture as a web page: its words are text around the figure, and all of it fits its window."""

import html
from collections.abc import Sequence

import plotly.io

from dashboard.charts.captions import KeyLine
from dashboard.charts.drawing import Drawing
from dashboard.images import key as picture_key
from dashboard.images import publishing, typeface

_STYLE = """
*, ::before, ::after {{ box-sizing: border-box; }}
body {{ margin: 0; background: {paper}; color: {ink}; font: 16px/1.45 {fonts}; }}
main {{ max-width: {width}px; margin: 0 auto; padding: 16px; }}
h1 {{ margin: 0 0 4px; font-size: clamp(20px, 2.2vw + 8px, 32px); line-height: 1.25; }}
p {{ margin: 0 0 8px; color: {faint}; }}
figure {{ margin: 0; overflow: hidden; }}
ol {{ columns: 3 300px; column-gap: 24px; margin: 8px 0; padding: 0; list-style: none; }}
li {{ display: flex; gap: 8px; padding: 2px 0; break-inside: avoid; font-size: 14px; }}
li span:nth-child(3) {{ flex: 1; }}
li.chosen {{ font-weight: 700; }}
.number {{ min-width: 20px; text-align: right; }}
.day {{ min-width: 50px; }}
.day, .change {{ white-space: nowrap; }}
footer {{ margin-top: 12px; color: {faint}; font-size: 13px; }}
"""


# Longer than most: the page from top to bottom.
def page(
    figure: Drawing,
    *,
    size: str,
    look: str,
    title: str,
    note: str = "",
    alt: str = "",
    sources: Sequence[str] = (),
    key: Sequence[KeyLine] = (),
    script: str | bool = True,
) -> bytes:
    """Return a page that is at most as wide as a *size*, with the figure and what tells it.

    Parameters
    ----------
    script
        Whether what draws the figure lies in the page, or the name of the file that holds it.
    """
    worn = publishing.look_of(look)
    width, _ = publishing.SIZES[size]
    colours = {"paper": worn.paper, "ink": worn.ink, "faint": worn.faint}
    style = typeface.faces() + _STYLE.format(width=width, fonts=publishing.FONTS, **colours)
    drawn = plotly.io.to_html(
        publishing.reflowing(figure, look=look),
        full_html=False,
        include_plotlyjs=script,
        validate=False,
        default_width="100%",
        config={
            "responsive": True,
            "displaylogo": False,
            "toImageButtonOptions": {"format": "svg"},
        },
    )
    parts = [
        f"<h1>{html.escape(title)}</h1>",
        *([f"<p>{html.escape(note)}</p>"] if note else []),
        f'<figure><div role="img" aria-label="{html.escape(alt or title)}">{drawn}</div></figure>',
        *([_key(key, worn=worn)] if key else []),
        *([f"<footer>{html.escape(' '.join(sources))}</footer>"] if sources else []),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(parts)
        + "\n</main>\n</body>\n</html>\n"
    ).encode()


def _key(key: Sequence[KeyLine], *, worn: publishing.Look) -> str:
    """Return what the numbers on the figure stand for, as a list."""
    return f"<ol>{''.join(_line(one, worn=worn) for one in key)}</ol>"


def _line(one: KeyLine, *, worn: publishing.Look) -> str:
    parts = [("number", str(one.number)), ("day", one.day), ("title", one.title)]
    spans = "".join(f'<span class="{name}">{html.escape(text)}</span>' for name, text in parts)
    chosen = ' class="chosen"' if one.chosen else ""
    colour, words = picture_key.change_of(one.change)
    if words:
        spans += f'<span class="change" style="color:{worn.letters[colour]}">{words}</span>'
    return f"<li{chosen}>{spans}</li>"
