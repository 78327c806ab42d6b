"""The messages of a chat, each below a line of who wrote it and when."""

import re
from collections.abc import Sequence

from sentiment.text import boilerplate, dates
from sentiment.text.lines import Line, stopped

FEWEST = 2  # messages, without which a text is no chat
_MOST_ABOVE = 2  # lines above the first message: the name of the channel, a day
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_DAY = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}"
_WHO = r"(?P<who>[^\W\d_][^\[\]:\d]{0,38}?)"
_HEADS = tuple(
    re.compile(head)
    for head in (
        rf"(?P<who>[^\[\]:]{{1,40}}?),? \[{_DAY},? {_CLOCK}\]:?",  # "Ada, [14.11.2025 09:31]"
        rf"\[{_CLOCK}\] {_WHO}",  # "[09:31] Ada Lovelace"
        rf"{_WHO}(?: APP)?\s{{1,4}}{_CLOCK}",  # "Ada  9:31 AM"
        # "Ada — Today at 9:31"
        rf"{_WHO} ?[—–-] ?(?:(?:[Tt]oday|[Yy]esterday) at |{_DAY},? ){_CLOCK}",
    )
)
_LONGEST_NAME = 4  # words
_DAY_NAMED = re.compile(rf"(?:today|yesterday|{dates.WEEKDAY})\b,?", re.IGNORECASE)


def heads_in(lines: Sequence[Line]) -> dict[int, str]:
    """Return who wrote, by the place of the line above each message; none of another text."""
    for head in _HEADS:
        matches = {at: head.fullmatch(line.text) for at, line in enumerate(lines)}
        found = {at: match["who"] for at, match in matches.items() if match}
        named = {at: who for at, who in found.items() if _is_name(who)}
        if len(named) >= FEWEST and min(named) <= _MOST_ABOVE:
            return named
    return {}


def _is_name(who: str) -> bool:
    """Return whether what stands beside a time may be the name of who wrote."""
    told = boilerplate.tells_news(who) or stopped(who) or _DAY_NAMED.fullmatch(who)
    return not told and len(who.split()) <= _LONGEST_NAME
