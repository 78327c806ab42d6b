"""Fragments around an article: short lines that no list of buttons holds, told by where they stand.

An article's own lines are sentences, its headline, points and headings. What stands above the
headline, between it and the first sentence, or below the last one, is a page's, unless it is long,
tells news or names figures.
"""

import re
from collections.abc import Sequence

from sentiment.text import boilerplate
from sentiment.text.companies import mentions
from sentiment.text.lines import Line, bulleted, is_prose, stopped

FEWEST_SENTENCES = 3  # of an article, without which every line may be one of its own
_LONGEST = 4  # words of a fragment
_AROUND = "what stands round the article"
_FIGURES = re.compile(r"\d")


def mark_fragments(lines: Sequence[Line]) -> None:
    """Say which short lines above an article's first sentence and below its last are a page's."""
    told = [at for at, line in enumerate(lines) if line.kind is None and is_prose(line)]
    headed = [at for at, line in enumerate(lines) if line.part == "headline"]
    if len(told) < FEWEST_SENTENCES or not headed or headed[0] > told[0]:
        return
    for line in (*lines[: told[0]], *lines[told[-1] + 1 :]):
        if _is_fragment(line):
            line.is_(_AROUND)


def _is_fragment(line: Line) -> bool:
    """Return whether a line is too short for a sentence, and says nothing of a company."""
    if line.kind is not None or line.part or bulleted(line.text) or line.mark:
        return False
    short = len(line.text.split()) <= _LONGEST and not stopped(line.text)
    news = boilerplate.tells_news(line.text) or bool(_FIGURES.search(line.text))
    wrapped = line.text[0].islower() or line.text.endswith((",", "-", ":"))
    return short and not news and not wrapped and not mentions(line.text)
