"""A page of search results or of a feed reader, pasted: a block of lines for each headline."""

import re
from collections.abc import Sequence

from sentiment.intake import headlines
from sentiment.text.lines import Line, is_prose, runs

FEWEST = 2  # blocks without which a text is no page of them
LONGEST = 6  # lines of a block
_AGE = re.compile(
    r"(?:(?:about |over )?(?:\d{1,3}|an?|one)\s?(?:m|h|d|w|mins?|hrs?|minutes?|hours?|days?|weeks?"
    r"|months?|years?)(?: ago)?|yesterday|today|just now|last (?:week|month))[.]?",
    re.IGNORECASE,
)
_CUT = ("...", "…")  # the end of what is shown of a text


def cards_in(lines: Sequence[Line]) -> list[tuple[Line, list[Line], str]]:
    """Return each headline with the lines shown of its text, and its outlet; none of other texts.

    On such a page each sentence stands in a block with an age, such as "3 hours ago", which a
    headline opens.
    """
    found, prose = [], 0
    for block in runs(lines):
        card = _card(block)
        if card is not None:
            found.append(card)
        else:
            prose += any(is_prose(line) and line.kind is None for line in block)
    return found if len(found) >= FEWEST and not prose else []


def _card(block: Sequence[Line]) -> tuple[Line, list[Line], str] | None:
    """Return what a block of lines says of an article, None if it has no age or no headline."""
    told = [line for line in block if not _AGE.fullmatch(line.text)]
    if not 2 <= len(told) + 1 <= LONGEST or len(told) == len(block):
        return None
    outlet = next((line.text for line in told if _is_outlet(line)), "")
    rest = [line for line in told if line.text != outlet]
    headline = next((line for line in rest if not line.text.endswith(_CUT)), None)
    if headline is None:
        return None
    return headline, [line for line in rest if line is not headline], outlet


def _is_outlet(line: Line) -> bool:
    return len(line.text.split()) <= 4 and bool(headlines.OUTLET.fullmatch(line.text))
