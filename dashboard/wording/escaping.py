"""Text from outside, made harmless for a page, and names fit for files."""

import html
import re
import string

# Marks that turn the direction of all that stands behind them on the line, ours included: UAX #9
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MARKDOWN = re.compile("([" + re.escape(string.punctuation) + "])")
# After Markdown is parsed, a colon may still open an emoji and a bare address become a link;
# a word joiner inside keeps both as they were written, and is not seen.
_LATE_MARKUP = re.compile(
    r"(?<=:)(?=\S)|(?<=\bwww)(?=\.)|(?=@)|(?<=[-<>])(?=[-<>=])", re.IGNORECASE
)


def plain(text: str) -> str:
    """Return *text* so that Plotly and HTML show it as written, turned nowhere.

    Examples
    --------
    >>> plain("<b>R&D</b>")
    '&lt;b&gt;R&amp;D&lt;/b&gt;'
    """
    return html.escape(_TURNS.sub("", text), quote=False)


def as_written(text: str) -> str:
    r"""Return *text* so that Markdown shows it as written, on one line.

    Examples
    --------
    >>> as_written("a *bold* claim")
    'a \\*bold\\* claim'
    """
    straight = _TURNS.sub("", " ".join(text.split()))
    joined = _LATE_MARKUP.sub("\N{WORD JOINER}", straight)
    return _MARKDOWN.sub(r"\\\1", joined)


def slug(title: str) -> str:
    """Return a title as a file name.

    Examples
    --------
    >>> slug("NVDA, tone & price")
    'nvda-tone-price'
    """
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
