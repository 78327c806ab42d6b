"""A page of results, of an app or of posts, pasted: a block of lines for each headline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sentiment.text import chats, dates, menus, posters, titles
from sentiment.text.dates import Moment
from sentiment.text.lines import Line, beside_moments, is_prose, runs

FEWEST = 2  # blocks without which a text is no page of them
BESIDE = "the outlet's name or the time of a headline"
FEWEST_UNPARTED = 3  # ages without which lines that no blank one parts are no page of results
MOST_SHOWN = 3  # lines of a post below its age
SHORTEST_HEAD = 4  # words
LONGEST = 6  # lines of a block
_AGE = rf"(?:{posters.AGE}\.?|{dates.MONTH}\.? \d{{1,2}}|\d{{1,2}} {dates.MONTH}\.?)"
_AGED = re.compile(
    rf"(?:(?P<outlet>{titles.NAME}|{titles.SITE})\s*[·•|,–—-]\s*)?(?i:{_AGE})(?:\s*[·•|–—-]\s*(?P<behind>{titles.NAME}|{titles.SITE}))?"
    r"(?:\s*[·•|]\s*\d{1,2} min(?:ute)?s?(?: read)?)?"
)
_OUTLET = re.compile(titles.NAME)
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
    author: str = ""  # who wrote a message


def cards_in(lines: Sequence[Line]) -> list[Card]:
    """Return each headline or post with what its block says; none of other texts.

    On such a page each sentence stands in a block with an age, such as "3 hours ago", or with a
    date below its headline or below the name of who posted it. The messages of a chat stand each
    below a line of their author and moment.
    """
    if len(lines) < FEWEST:
        return []
    if said := _messages(lines):
        return said
    blocks = list(runs(lines))
    cards = [_card(block) for block in blocks]
    shown = [place for place, card in enumerate(cards) if card is not None]
    undated = [block for block, card in zip(blocks, cards, strict=True) if card is None]
    prose = any(is_prose(line) and line.kind is None for block in undated for line in block)
    if len(shown) < FEWEST or prose:
        return _unparted(lines)
    among = range(shown[0], shown[-1] + 1)
    filled = [
        card or (_ageless(blocks[at]) if at in among else None) for at, card in enumerate(cards)
    ]
    return [card for card in filled if card is not None]


def _ageless(block: Sequence[Line]) -> Card | None:
    """Return the headline of a block among others that shows no age, if it holds one alone."""
    heads = [line for line in block if _is_head(line)]
    beside = [line for line in block if line not in heads]
    named = [line.text for line in beside if _names_outlet(line)]
    if len(heads) != 1 or any(line.kind is None and not _names_outlet(line) for line in beside):
        return None
    return Card(heads[0], (), named[0] if named else "", None, "", tuple(beside))


def _unparted(lines: Sequence[Line]) -> list[Card]:
    """Return the headlines of a page of results without blank lines, each above an age."""
    ages = [place for place, line in enumerate(lines) if _AGED.fullmatch(line.text)]
    if ages and not any(map(_is_head, lines[: ages[0]])):
        return _below_ages(lines, ages)
    found: list[Card] = []
    ages = ages or _dates_below(lines)
    last = 0
    for at in ages if len(ages) >= FEWEST_UNPARTED else ():
        heads = [place for place in range(last, at) if _is_head(lines[place])]
        for place in heads if found else heads[-1:]:
            above = [line for line in lines[last:place] if _names_outlet(line)]
            printed = _printed(lines[at]) or (above[-1].text if above else "")
            when = None if _AGED.fullmatch(lines[at].text) else _moment(lines[at])
            found.append(Card(lines[place], (), printed, when, "", (*lines[last:place], lines[at])))
            last = place + 1
        last = at + 1
    shown = {card.headline.start for card in found}
    prose = sum(is_prose(line) and not line.kind and line.start not in shown for line in lines)
    return found if len(found) >= FEWEST_UNPARTED and not prose else []


def _dates_below(lines: Sequence[Line]) -> list[int]:
    """Return the dates of a page on which each headline stands above its own."""
    dated = [
        at for at, line in enumerate(lines) if at and _stamps(line) and _is_head(lines[at - 1])
    ]
    heads = sum(map(_is_head, lines))
    return dated if heads == len(dated) else []


def _stamps(line: Line) -> bool:
    """Return whether a line is a date and no more."""
    return line.part == "moment" and line.kind is not None and beside_moments(line) == ""


def _below_ages(lines: Sequence[Line], ages: Sequence[int]) -> list[Card]:
    """Return the headlines or posts of a page on which each stands below its age."""
    found: list[Card] = []
    last = 0
    for at, end in zip(ages, [*ages[1:], len(lines)], strict=True):
        said = [one for one in lines[at + 1 : end] if not one.kind or one.part == "headline"]
        named = [one for one in lines[max(last, at - 3) : at] if _names_outlet(one)]
        printed = _printed(lines[at]) or (named[-1].text if named else "")
        if not 1 <= len(said) <= MOST_SHOWN:
            return []
        beside = (*lines[max(last, at - 3) : at + 1],)
        found.append(Card(said[0], tuple(said[1:]), printed, None, "", beside))
        last = lines.index(said[-1]) + 1
    posted = all(lines[at - 1].kind for at in ages if at)
    return found if len(found) >= (FEWEST if posted else FEWEST_UNPARTED) else []


def _names_outlet(line: Line) -> bool:
    """Return whether a line names an outlet, marked as one or not."""
    named = line.kind is None or line.kind.reason in {BESIDE, "a byline", "the outlet's name"}
    leans = line.text.casefold() in {"bullish", "bearish"}  # as a post does
    return named and _is_outlet(line) and not line.text.startswith("By ") and not leans


def _is_head(line: Line) -> bool:
    """Return whether a line has the words of a headline and no stop."""
    long = len(line.text.split()) >= SHORTEST_HEAD
    return long and not is_prose(line) and (line.kind is None or line.part == "headline")


def _messages(lines: Sequence[Line]) -> list[Card]:
    """Return the messages of a chat, each below the line that says who wrote it and when."""
    heads = chats.heads_in(lines)
    found = []
    if not heads:
        return []
    for place, end in zip(heads, [*[*heads][1:], len(lines)], strict=True):
        block = lines[place + 1 : end]
        said = [line for line in block if line.kind is None or line.part == "headline"]
        when = next(iter(dates.moments_in(lines[place].text)), None)
        beside = [line for line in lines[place:end] if line not in said]
        if said:
            who, below = heads[place], tuple(said[1:])
            found.append(Card(said[0], below, "", when, "", tuple(beside), who))
    return found if len(found) >= FEWEST else []


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
    return bool(_HANDLE.fullmatch(line.text) or menus.is_section(line.text)) or (
        line.kind is not None and line.part != "headline" and not _names_outlet(line)
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
