"""Markup to plain text: what a reader would see of a piece of HTML, in paragraphs."""

import html
import re

# a parser of the standard library takes a time that grows with the square of what is torn
from lxml import etree  # type: ignore[import-untyped]

LARGEST = 1_000_000  # characters of one piece
# How XML from outside is parsed: nothing is fetched for it or expanded in it, and it has bounds.
XML_LIMITS = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_NOT_TEXT = {"script", "style", "template", "noscript", "svg", "iframe", "object", "head", "title"}
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption"),
    *("figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol"),
    *("p", "pre", "section", "table", "td", "th", "tr", "ul"),
}


def visible_text(piece: str) -> str:
    r"""Return the text of a piece of HTML, a blank line between its paragraphs, no markup.

    Examples
    --------
    >>> visible_text("<p>Nvidia &amp; AMD <b>fell</b>.</p><script>x()</script><p>So did Intel.")
    'Nvidia & AMD fell.\n\nSo did Intel.'
    >>> visible_text("AT&T < $20")
    'AT&T < $20'
    """
    if not re.search(r"<[A-Za-z/!?]", piece):
        return _paragraphs(html.unescape(piece))
    parser = etree.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = etree.fromstring(f"<html><body><p></p>{piece[:LARGEST]}</body></html>", parser)
    except etree.XMLSyntaxError:
        return ""
    etree.strip_elements(tree, *_NOT_TEXT, with_tail=False)
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        parts.append("\n\n" if element.tag in _BLOCKS else "")
        parts.append((element.text if event == "start" else element.tail) or "")
    return _paragraphs("".join(parts))


def _paragraphs(text: str) -> str:
    """Return a text with one blank between words and a blank line between paragraphs."""
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text.replace("\0", "")))
    return "\n\n".join(part for part in parts if part)
