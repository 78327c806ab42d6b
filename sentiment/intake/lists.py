"""Whether the lines of a paste are a list of headlines: a row each, no sentences of an article."""

import re
from collections.abc import Sequence

from sentiment.intake import headlines
from sentiment.text import datelines, dates
from sentiment.text.lines import Line, bulleted, is_prose

FEWEST_ITEMS = 2  # lines of a list of headlines
MOST_STOPPED = 0.3  # of a list's lines that may end as a sentence does
LONGEST_ITEM = 300  # characters
_SECOND = re.compile(r"[a-z\d%)”\"][.!?][”\"]? [A-Z“\"]\w*.*[.!?][”\"]?$")
# What stands above rows and is none of them: "Today's top stories", "Stocks to watch:"
_HEADING = re.compile(
    r"(?:[\w’'&-]+ ){0,6}(?:stories|headlines|news|movers|briefs|round-?up|digest|watch ?list"
    r"|stocks (?:to watch|in (?:the )?(?:news|focus)))(?: today| (?:of|for|on|from) [^.!?]{4,30})?"
    r"(?: \(?page \d{1,3}\)?)?\W*",
    re.IGNORECASE,
)
_THREAD = re.compile(r"\d{1,3}/(?:\d{1,3})?\s")


def items_of(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a list of headlines; none if the text is no list."""
    told = [line for line in lines if _may_list(line)]
    head: list[Line] = []
    if told and _HEADING.fullmatch(told[0].text) and all(bulleted(one.text) for one in told[1:]):
        dated = any(dates.moments_in(told[0].text))
        head, told = (told[:1] if dated else []), told[1:]
    rows = [line for line in told if line.part != "moment" or line.told]
    if len(rows) < FEWEST_ITEMS or any(_THREAD.match(line.text) for line in rows[:2]):
        return []
    if any(map(_is_signed, lines)) or _is_report(rows) or _is_live(lines):
        return []
    led = sum(leads(line) for line in rows)
    stops = sum(is_prose(line) and not line.said.endswith("?") for line in rows)
    listed = len(rows) > FEWEST_ITEMS or led == len(rows)
    if not listed or max(len(line.text) for line in rows) > LONGEST_ITEM:
        return []
    points = not leads(rows[0]) and all(bulleted(line.text) for line in rows[1:])
    if points and not all(map(_tells_more, rows[1:])):
        return []  # an article of a headline and its points
    few = stops <= MOST_STOPPED * len(rows) or led == len(rows) > 2
    if led < len(rows) and any(map(_is_paragraph, rows[1:])):
        return []
    below = [line for line in rows[1:] if line.text[0].islower() and not line.text[1:2].isupper()]
    return [*head, *told] if few and len(below) <= MOST_STOPPED * len(rows) else []


def _is_report(rows: Sequence[Line]) -> bool:
    """Return whether lines are a report: one alone opens with a wire's dateline, below a headline.

    What follows it are its sentences, or the points of a brief.
    """
    wired = [at for at, line in enumerate(rows) if datelines.dateline_of(line.said)]
    below = rows[wired[0] + 1 :] if len(wired) == 1 else []
    return bool(below) and (any(map(is_prose, below)) or all(bulleted(line.text) for line in below))


def _is_live(lines: Sequence[Line]) -> bool:
    """Return whether lines are a report that goes on by the hour: each time above its sentences."""
    timed = [at for at, line in enumerate(lines) if dates.CLOCK_ALONE.fullmatch(line.text)]
    ends = [*timed, len(lines)][1:] if timed else []
    told = [any(map(is_prose, lines[at:end])) for at, end in zip(timed, ends, strict=True)]
    return len(told) > 1 and all(told)


def _is_signed(line: Line) -> bool:
    """Return whether a line names who wrote an article, or who speaks in a call."""
    byline = line.part == "moment" and line.text.startswith("By ")
    return byline or (line.kind is not None and line.part in {"byline", "speaker"})


def _is_paragraph(line: Line) -> bool:
    """Return whether a line holds more than one sentence, as no headline does."""
    return is_prose(line) and bool(_SECOND.search(line.said))


def _may_list(line: Line) -> bool:
    """Return whether a line may be of a list: read, or a day that stands above others."""
    return line.kind is None or line.part == "moment"


def leads(line: Line) -> bool:
    """Return whether a line has what rows have: a day, a ticker, a bullet, a number, an outlet."""
    return bool(bulleted(line.text) or line.mark) or _tells_more(line)


def _tells_more(line: Line) -> bool:
    """Return whether a line has what a headline alone has not: a day, a ticker, an outlet."""
    told = headlines.headline_of(line.text, day_first=False)
    named = told.ticker or told.clock or told.outlet
    return bool(named or told.moment or headlines.opens_with_day(line.text) or told.yearless)
