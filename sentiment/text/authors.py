"""What a page tells of an article's author below it, or a letter above: "Ada is a reporter for"."""

import itertools
import re
from collections.abc import Sequence

from sentiment.text.boilerplate import tells_news
from sentiment.text.companies import mentions
from sentiment.text.dates import MONTH, WEEKDAY
from sentiment.text.lines import Line, is_prose, names_outlet, names_people

OFFICE = re.compile(
    rf"\b(?:writer|reporter|editor|correspondent|columnist|staff|contributor|analyst|chief|senior"
    rf"|cfa|cpa|mba|phd|{WEEKDAY}|{MONTH})\b",
    re.IGNORECASE,
)
_BUTTON_BEHIND = re.compile(
    r"(?:\s+(?:follow(?:ing)?|subscribe|contributor|\d{1,2}[- ]min(?:ute)?s?(?: read)?))+$",
    re.IGNORECASE,
)
_WHEN_BEHIND = re.compile(
    rf"\s(?:[-–—|·•]\s?)?(?:(?i:posted|published|updated|on|at)\b|(?i:{WEEKDAY})\b"
    rf"|(?i:{MONTH})\.?\s\d|\d).*$"
)
_NEAR_TOP, _NEAR_FOOT = 6, 16  # lines from the text's ends among which an author is told of
_LONGEST = 700  # characters
_WRITES = (
    r"(?i:reporter|writer|editor|correspondent|columnist|journalist|contributor|blogger|producer"
    r"|anchor|bureau chief)"
)
_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?: (?:(?:de|da|van|von|der|al|la|le|di|del) )?[A-ZÀ-Þ][\w.'’-]*){1,3}"
_OUTLET = r"(?:[Tt]he )?[A-Z][\w&'’-]*(?:\.\w+)?(?: (?:(?:of|and|&) )?[A-Z][\w&'’-]*){0,3}"
# What follows of the author: where to reach them, and what they did before
_MORE = (
    r"(?: (?:Follow|He|She|They|You|Email|E-mail|Reach|Contact|Prior|Previously|Before|Read|Got"
    r"|Send|Write|Find|Connect|Subscribe|X:|Twitter:|His|Her|Their)\b.{0,500})?"
)
_IS = (
    r" (?:is|was|has been) (?:(?:currently|now) )?(?:an?|the|our|one of our) "
    rf"(?P<as>[^.!?]{{0,100}}?\b{_WRITES}s?)\b"
)
_BEHIND = rf"[^.!?]{{0,60}}?\b(?:for|at|with|on|from) (?P<outlet>{_OUTLET})"
_BIO = re.compile(
    rf"(?P<first>(?P<who>{_NAME})(?:,? [^.,!?]{{2,40}},)?"
    rf"(?:{_IS}(?:{_BEHIND})?[^.!?]{{0,200}}"
    rf"|(?: is| was) (?P<owner>{_OUTLET})['’]s? [^.!?]{{0,60}}\b{_WRITES}\b[^.!?]{{0,120}}"
    rf"| (?:covers|writes (?:about|on)|reports on) [^.!?]{{2,120}} (?:for|at) (?P<paper>{_OUTLET})"
    rf"[^.!?]{{0,80}}))[.!?]?{_MORE}"
)
_LETTER = re.compile(
    r"(?P<first>(?:[Tt]oday|[Tt]his (?:week|morning))['’]s "
    r"(?:newsletter|edition|issue|briefing|column|note)"
    rf" (?:is|was|comes) (?:(?:written|brought to you) )?(?:by|from) (?P<who>{_NAME})"
    rf"(?:,[^.!?]{{0,100}}?(?: (?:for|at|with|on|from) (?P<outlet>{_OUTLET}))?)?)[.!?]?{_MORE}"
)
_BEFORE_OFFICE = re.compile(rf"(?P<outlet>{_OUTLET}) (?:[a-z-]+ ){{0,3}}{_WRITES}")
_ON = re.compile(r"(?:[Tt]he )?(?:Twitter|X|LinkedIn|Bluesky|Threads|Instagram|Facebook)\b.*")
_REPORTERS = rf"{_NAME}(?:(?:,| and|, and) {_NAME}){{0,4}}"
_REPORTING = re.compile(
    rf"\(?(?:Reporting|REPORTING|reporting|Writing|Written) by (?P<who>{_REPORTERS})"
    r"(?: in [A-Z][^;()]{1,40})?\s?[;,.)|].{0,200}"
)
_SIGNED = re.compile(rf"[—–-]{{1,2}}\s?{_NAME}")


def author_in(told: str) -> str:
    """Return who wrote a text, without the office and the button that a page sets beside the name.

    Examples
    --------
    >>> author_in("Ada Lovelace, Markets Editor"), author_in("Ada Lovelace Follow 3 min read")
    ('Ada Lovelace', 'Ada Lovelace')
    >>> author_in("Ada Lovelace - Apr 16, 2026 8:02 pm"), author_in("Ada Lovelace posted Monday")
    ('Ada Lovelace', 'Ada Lovelace')
    """
    first, *others = (part.strip() for part in _stripped(told).split(","))
    return ", ".join([first, *(one for one in others if one and not OFFICE.search(one))])


def _stripped(told: str) -> str:
    """Return a byline's names without the moment or the button behind them."""
    return _WHEN_BEHIND.sub("", _BUTTON_BEHIND.sub("", told))


def mark_authors(lines: Sequence[Line]) -> None:
    """Say which lines tell who wrote the text, and nothing else.

    A person whom other sentences speak of is somebody whom the news is about.
    """
    _mark_reporters(lines)
    for place, line in enumerate(lines):
        ends = place < _NEAR_TOP or place >= len(lines) - _NEAR_FOOT
        if line.part == "headline" or len(line.text) > _LONGEST:
            continue
        told = (_BIO.fullmatch(line.text) or _LETTER.fullmatch(line.text)) if ends else None
        if told and not (tells_news(told["first"]) or _spoken_of(told["who"], lines, line)):
            line.is_("about the author", part="byline", told=told["who"])
            line.printed = _printed(told.groupdict())
        elif _SIGNED.fullmatch(line.text) and _signs(line, lines[place - 1 : place]):
            line.is_("a byline")


def _mark_reporters(lines: Sequence[Line]) -> None:
    """Take the names of those who reported from a wire's credits, which are boilerplate already."""
    for line in lines:
        told = _REPORTING.fullmatch(line.text) if line.kind is not None else None
        if told and not line.part:
            line.part, line.told = "byline", told["who"]


def mark_below(lines: Sequence[Line], headline: Line) -> None:
    """Say which lines below a headline are its authors' names, one a line, without a word before.

    One name alone needs a line above the headline that says when: else it may be a heading.
    """
    at = next(place for place, line in enumerate(lines) if line is headline)
    below = itertools.dropwhile(lambda line: line.kind is not None, lines[at + 1 :])
    named = list(itertools.takewhile(_is_name, below))
    dated = any(line.part == "moment" for line in lines[:at])
    if len(named) > 1 or dated:
        for line in named:
            line.is_("a byline", part="byline", told=line.text)


def _is_name(line: Line) -> bool:
    """Return whether a line is no more than a person's name."""
    free = line.kind is None and not line.part and line.gap == 0
    return free and names_people(line.text) and not (mentions(line.text) or names_outlet(line.text))


def _spoken_of(name: str, lines: Sequence[Line], bio: Line) -> bool:
    """Return whether another sentence names a person, too."""
    last = name.rsplit(maxsplit=1)[-1]
    return any(
        last in one.text for one in lines if one is not bio and is_prose(one) and not one.kind
    )


def _printed(told: dict[str, str | None]) -> str:
    """Return the outlet that a line names beside an author; "" where it names none."""
    before = _BEFORE_OFFICE.search(told.get("as") or "")
    beside = before["outlet"] if before and names_outlet(before["outlet"]) else None
    name = told.get("owner") or told.get("paper") or beside or told.get("outlet") or ""
    return "" if _ON.fullmatch(name) else name.removesuffix("'s").removesuffix("’s")


def _signs(line: Line, above: Sequence[Line]) -> bool:
    """Return whether a name behind a dash signs what stands above it."""
    return (
        line.kind is None and any(map(is_prose, above)) and names_people(line.text.lstrip("—–- "))
    )
