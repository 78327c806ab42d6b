"""The pieces of a report's page: figures, facts and tables as HTML, text as it was written."""

import base64
import html
import math
import re
from collections.abc import Iterable, Sequence

from dashboard.charts.captions import Picture
from dashboard.wording import escaping

_STRONG = re.compile(r"\*\*(.+?)\*\*")


def document(body: str, *, title: str, style: str) -> str:
    """Return a whole page, which may load nothing from anywhere."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="'
        "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'\">\n"
        f"<title>{escaped(title)}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def figure(picture: Picture, svg: bytes) -> str:
    """Return a picture that lies in the page, with its description."""
    drawn = base64.b64encode(svg).decode()
    return (
        f'<figure><img alt="{html.escape(picture.alt)}" src="data:image/svg+xml;base64,{drawn}">'
        f"<figcaption>{escaped(picture.alt)}</figcaption></figure>"
    )


def facts(facts: Iterable[tuple[str, str, str]], *, four: bool = False) -> str:
    """Return numbers with what they are and what stands beside them."""
    items = "".join(
        f"<div><dt>{escaped(name)}</dt><dd>{escaped(value)}<small>{escaped(beside)}</small></dd></div>"
        for name, value, beside in facts
    )
    return f'<dl class="four">{items}</dl>' if four else f"<dl>{items}</dl>"


def table(rows: Sequence[Sequence[str]], heads: Sequence[str], *, caption: str = "") -> str:
    """Return a table; cells that are numbers stand to the right."""
    head = "".join(f'<th scope="col">{escaped(name)}</th>' for name in heads)
    body = "\n".join(
        f"<tr>{''.join(f'<td{_side(cell)}>{escaped(cell)}</td>' for cell in row)}</tr>"
        for row in rows
    )
    named = f"<caption>{escaped(caption)}</caption>" if caption else ""
    return (
        f'<div class="wide"><table>{named}<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def _side(cell: str) -> str:
    return ' class="number"' if re.fullmatch(r"[+−]?\d*\.?\d+( to [+−]?\d*\.?\d+)?", cell) else ""


def bullets(lines: Iterable[str]) -> str:
    """Return sentences as a list."""
    return f"<ul>{''.join(f'<li>{escaped(line)}</li>' for line in lines)}</ul>"


def escaped(text: object) -> str:
    """Return text as HTML shows it, as it was written."""
    return escaping.plain("" if isinstance(text, float) and math.isnan(text) else str(text))


def stressed(text: str) -> str:
    """Return a sentence of our own, with what it stresses."""
    return _STRONG.sub(r"<strong>\1</strong>", escaping.plain(text))
