"""A page of results, of an app or of posts, pasted: a block of lines for each headline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sentiment.text import dates
from sentiment.text.dates import Moment
from sentiment.text.lines import Line, beside_moments, is_prose, runs

FEWEST = 2  # blocks without which a text is no page of them
LONGEST = 6  # lines of a block
_AGE = (
    r"(?:(?:about |over )?(?:\d{1,3}|an?|one)\s?(?:m|h|d|w|mins?|hrs?|minutes?|hours?|days?|weeks?"
    r"|months?|years?)(?: ago)?|yesterday|today|just now|last (?:week|month))[.]?"
)
_NAME = r"(?:The\s)?[A-Z0-9][\w&'’.-]*(?:\s(?:(?:of|and|the|for|on|&)\s)?[A-Z0-9&][\w&'’.-]*){0,4}"
_AGED = re.compile(
    rf"(?:(?P<outlet>{_NAME})\s*[·•|,–—-]\s*)?(?i:{_AGE})(?:\s*[·•|–—-]\s*(?P<behind>{_NAME}))?"
)
_OUTLET = re.compile(_NAME)
_HANDLE = re.compile(r"@\w{2,30}\b.{0,40}")
# As American programs write: no zero before the month, capitals behind the clock.
_AMERICAN = re.compile(
    r"(?P<month>[1-9]\d?)/(?P<day>[1-9]\d?)/(?:20)?(?P<year>\d{2}),? "
    r"(?P<clock>[1-9]\d?:\d\d(?::\d\d)?\s[AP]M)"
)
_EITHER = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?:\s?[apAP][mM])?")
_CASHTAG = re.compile(r"\$([A-Z]{1,5})\b")
_CUT = ("...", "…")  # the end of what is shown of a text


@dataclass(frozen=True, slots=True)
class Card:
    """A headline, or a post, of such a page."""

    headline: Line
    below: tuple[Line, ...]  # what is shown of its text
    outlet: str
    moment: Moment | None  # None where the page tells its age alone
    ticker: str  # of its one cashtag
    beside: tuple[Line, ...]  # the lines that say who printed it and when


def cards_in(lines: Sequence[Line]) -> list[Card]:
    """Return each headline or post with what its block says; none of other texts.

    On such a page each sentence stands in a block with an age, such as "3 hours ago", or with a
    date below its headline or below the name of who posted it.
    """
    found, prose = [], 0
    for block in runs(lines):
        card = _card(block)
        if card is not None:
            found.append(card)
        else:
            prose += any(is_prose(line) and line.kind is None for line in block)
    return found if len(found) >= FEWEST and not prose else []


def _card(block: Sequence[Line]) -> Card | None:
    """Return what a block of lines says of an article, None if it has no age or no headline."""
    if not 2 <= len(block) <= LONGEST:
        return None
    posted = bool(_HANDLE.fullmatch(block[0].text))
    aged = [line for line in block if _AGED.fullmatch(line.text)]
    dated = [] if aged else [line for line in block if _dates(line, posted=posted)]
    if len(stamps := aged or dated) == 0:
        return None
    rest = [line for line in block if line not in stamps and not _is_left_out(line)]
    outlet = _printed(stamps[0]) or next((one.text for one in rest if _is_outlet(one)), "")
    rest = rest if posted else [line for line in rest if line.text != outlet]
    headline = next((line for line in rest if not line.text.endswith(_CUT)), None)
    if headline is None or (dated and not posted and not _is_shown(block, rest, dated[0])):
        return None
    tickers = set(_CASHTAG.findall(" ".join(line.text for line in rest)))
    return Card(
        headline,
        tuple(line for line in rest if line is not headline),
        "" if posted else outlet,
        _moment(dated[0]) if dated else None,
        tickers.pop() if len(tickers) == 1 else "",
        tuple(line for line in block if line not in rest),
    )


def _is_shown(block: Sequence[Line], rest: Sequence[Line], stamp: Line) -> bool:
    """Return whether a dated block is one headline, or one with the sentences shown of its text.

    A day above is that of several headlines unless an outlet stands beside it; a day between a
    headline and its sentences is that of an article.
    """
    above, between = stamp is block[0], stamp not in (block[0], block[-1])
    if is_prose(rest[0]) or (above and not _printed(stamp)):
        return False
    return len(rest) == 1 or (not between and all(map(is_prose, rest[1:])))


def _is_left_out(line: Line) -> bool:
    """Return whether a line is a button or a name, not what the page shows of a text."""
    return bool(_HANDLE.fullmatch(line.text)) or (
        line.kind is not None and line.part != "headline" and not _is_outlet(line)
    )


def _dates(line: Line, *, posted: bool) -> bool:
    """Return whether a line says when, and no more than who printed it; of a post in any order."""
    if posted and _EITHER.fullmatch(line.text):
        return True
    return _moment(line) is not None and _names_no_more(line)


def _moment(line: Line) -> Moment | None:
    """Return the moment that a line states."""
    if told := _AMERICAN.fullmatch(line.text):
        day = f"20{told['year']}-{int(told['month']):02}-{int(told['day']):02}"
        return dates.moment_of(f"{day} {told['clock']}")
    return next(iter(dates.moments_in(line.text)), None)


def _names_no_more(line: Line) -> bool:
    """Return whether a line that tells a moment names an outlet beside it at most."""
    if _AMERICAN.fullmatch(line.text):
        return True
    beside = beside_moments(line)
    return beside is not None and (not beside or bool(_OUTLET.fullmatch(beside)))


def _printed(line: Line) -> str:
    """Return the outlet that stands beside an age or a date."""
    if aged := _AGED.fullmatch(line.text):
        return aged["outlet"] or aged["behind"] or ""
    return "" if _EITHER.fullmatch(line.text) else beside_moments(line) or ""


def _is_outlet(line: Line) -> bool:
    return len(line.text.split()) <= 4 and bool(_OUTLET.fullmatch(line.text))
