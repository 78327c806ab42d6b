"""How a text is laid out: which of its lines are read, and which are left out, each with why."""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from sentiment.text import (
    authors,
    boilerplate,
    cards,
    datelines,
    fragments,
    front_matter,
    inserts,
    mails,
    menus,
)
from sentiment.text.companies import mentions
from sentiment.text.lines import Line, bulleted, is_prose, lines_of, names_people, stopped
from sentiment.text.preamble import COMPANY, mark_preamble
from sentiment.text.transcripts import mark_speakers

FEWEST_NUMBERED = 2  # lines of a numbered list: one alone may open with "1/2 of sales"
MOST_LINKS = 8  # headlines of other articles below their label
MOST_BELOW = 60  # lines of one section
LONGEST_CONSENT = 16  # lines of a consent banner
_APPEAL = re.compile(r"\b(?:you|your|we'll|we’ll|us)\b", re.IGNORECASE)
_ASKED = re.compile(r"\b(?:you|your)\b.*\?", re.IGNORECASE)
_QUOTED = re.compile(r"^[\"“‘']|\b(?:said|says|told|wrote)\b")
_OFFER = re.compile(
    r"\b(?:your?|cancel|offer|access|unlimited|trial|account|subscri\w+|password|premium|billed"
    r"|per (?:month|week|year)|already a)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"About (?:the [Cc]ompany|[A-ZÀ-Þ][\w.,&'’ -]{1,60})"
    r"(?:(?<!\.)|(?<=\b(?:Inc|Ltd)\.)|(?<=\bCorp\.)|(?<=\bCo\.)):?"
)
_DATED = re.compile(r"\b\d{1,2}, \d{4}\b|\b\d{1,2} [A-Z][a-z]+ \d{4}\b|\(?file photo\)?")
_POSED = re.compile(  # what a picture shows, for those who do not see it
    r"(?:An?|Two|Three|Several|Person|People|Man|Woman|Investors?|Someone|Close-up|Traders|Workers"
    r"|Customers|Shoppers|Pedestrians|Employees|Visitors|Passengers|Signage)\s"
    r"[^\d.,!?]{5,160}\.?"
)
_PAGE = re.compile(
    r"(?:.{1,80}(?:\s{2,}|\s?[|·•]\s?))?(?:page|p\.) ?\d{1,3}(?: ?(?:of|/) ?\d{1,3})?", re.I
)
_PAGE_HEAD = "the head or foot of a page"
_WIDE = re.compile(r"\S(?: {4,}|\t)\S")  # what stands left and right on a page
_COUNTED = re.compile(r"\d ?(?:of|/) ?\d")
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[ \u202f]?[APap]\.?[Mm]\.?)?"
_DATE = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}"
# "[09:31, 11/14/2025] Ada: ", "11/14/25, 9:31 AM - Ada: "
_STAMPED = rf"(?:\[(?:{_CLOCK},? {_DATE}|{_DATE},? {_CLOCK})\] ?(?:- )?|{_DATE},? {_CLOCK} - )"
_HANDLE = (
    r"(?P<handle>@\w{2,30}) \[(?P<stamp>[^\[\]]{8,40})\]"  # "@ada [Thu Nov 13 09:31:00 2025]: "
)
CHAT = re.compile(rf"(?:{_STAMPED}(?P<who>[^:\[\]]{{1,40}})|{_HANDLE}): ")
_STAMP = re.compile(_STAMPED)  # above what the chat itself says
_RELEASE = re.compile(
    r"(?:globe ?newswire|business ?wire|pr ?newswire|access.*|newsfile.*|eqs.*)", re.I
)
_TICKER = re.compile(r"[$^]?[A-Z]{1,5}(?:[.-][A-Z]{1,2})?(?:,? \$?[A-Z]{1,5}){0,8}")
_LISTED = re.compile(r"#{2,4}\s\S+(?:\s\S+){0,5}$")
_MENU_WORDS = 3
_PRICES = "prices of the market"
_CREDIT = "a picture's caption or credit"


def laid_out(text: str) -> list[Line]:
    r"""Return the lines of a text, those that are not read with their kind of boilerplate.

    Examples
    --------
    >>> [line.kind and line.kind.reason for line in laid_out("A bet unravels\n\nAdvertisement")]
    [None, 'an advertisement']
    """
    lines = list(lines_of(text))
    menus.mark_rows(lines)
    if sum(1 for line in lines if line.mark) < FEWEST_NUMBERED:
        for line in lines:
            line.mark = 0
    _mark_chat(lines)
    if len(lines) == 1 and lines[0].kind is not None and lines[0].kind.reason == _PRICES:
        lines[0].kind = None  # a post may say no more than "Nikkei +2.1%"
    _mark_pages(lines)
    front_matter.mark_front(lines)
    _mark_quoted(lines)
    _take_along(lines, only=_BANNERS)  # a banner may hold sentences, and stand above the headline
    inserts.mark_banner(lines)
    authors.mark_authors(lines)
    mark_preamble(lines)
    mark_speakers(lines)
    _take_along(lines, only=_TAKEN.keys())
    _mark_captions(lines)
    _mark_about(lines)
    _mark_list(lines)
    mails.mark_signatures(lines)
    mails.mark_quoted(lines)
    if not _mark_cards(lines):
        inserts.mark_inserts(lines)
        _mark_tail(lines)
        fragments.mark_fragments(lines)
    return lines


def _mark_chat(lines: Sequence[Line]) -> None:
    """Set apart what stands before each message of a chat: its moment, and who wrote it."""
    stamped = [(line, match) for line in lines if (match := CHAT.match(line.text))]
    if len(stamped) >= FEWEST_NUMBERED and len(stamped) > len(lines) / 2:
        for line, match in stamped:
            line.mark = match.end()
            line.kind = boilerplate.kind_of(line.said) if line.said else None
        for line in lines:
            told = _STAMP.match(line.text) if not line.mark else None
            line.kind = boilerplate.kind_of(line.text[told.end() :]) if told else line.kind


def _mark_pages(lines: Sequence[Line]) -> None:
    """Mark the head or foot of each printed page: its number, and what stands above it or beside.

    Of a number without the count of pages a second one is needed. What stands left and right in one
    line, and again in another, is a head as well.
    """
    numbered = [place for place, line in enumerate(lines) if _is_numbered(line)]
    counted = any(_COUNTED.search(lines[place].text) for place in numbered)
    for place in numbered if counted or len(numbered) > 1 else ():
        above = lines[place - 1] if place and not lines[place].gap else lines[place]
        for line in (above, lines[place]):
            if line.kind is None and not is_prose(line) and line.text[0].isupper():
                line.is_(_PAGE_HEAD)
    wide = Counter(line.text for line in lines if _is_wide(line))
    for line in lines:
        if wide[line.text] > 1 and line.kind is None and not is_prose(line):
            line.is_(_PAGE_HEAD)


def _is_numbered(line: Line) -> bool:
    """Return whether a line is the number of a page, with what stands beside it."""
    return line.text[-1].isdigit() and bool(_PAGE.fullmatch(line.text))


def _is_wide(line: Line) -> bool:
    """Return whether a line holds what stands left and right on a page."""
    return ("\t" in line.text or " " * 4 in line.text) and bool(_WIDE.search(line.text))


def _mark_cards(lines: Sequence[Line]) -> bool:
    """Mark what stands beside and between the headlines of a page of results, if it is one."""
    shown = cards.cards_in(lines)
    kept = {line.start for card in shown for line in (card.headline, *card.below)}
    beside = {line.start for card in shown for line in card.beside}
    for line in lines if shown else ():
        if line.start in kept:
            line.kind, line.part = None, line.part if line.part == "headline" else ""
        elif line.kind is None and line.start in beside:
            line.is_(cards.BESIDE)
        elif line.kind is None and COMPANY.fullmatch(line.text):
            line.is_("the company's name")
        elif line.kind is None and line.text.count(" ") < _MENU_WORDS:
            line.is_("a menu")
    return bool(shown)


def _take_along(lines: Sequence[Line], *, only: Collection[str]) -> None:
    """Mark what belongs to a line of boilerplate above it."""
    place = 0
    while place < len(lines):
        kind = lines[place].kind
        place += 1
        if kind is None or kind.then not in only:
            continue
        below = lines[place : place + MOST_BELOW]
        taken = _TAKEN[kind.then](below)
        for line in below[:taken]:
            if line.kind is None and line.part != "headline":
                byline = kind.then == "by" and names_people(line.said)
                part = "byline" if byline else ""
                line.is_(kind.reason, part=part, told=line.said if byline else "")


def _while(below: Sequence[Line], goes_on: Callable[[int, Line], bool]) -> int:
    """Return how many lines go on as a rule says, one after the other."""
    for place, line in enumerate(below):
        if line.part in {"headline", "speaker"} or not goes_on(place, line):
            return place
    return len(below)


def _links(below: Sequence[Line]) -> int:
    """Return how many lines are headlines of other articles."""

    def linked(place: int, line: Line) -> bool:
        near = line.gap == 0 or (place == 0 and line.gap == 1)
        prose = is_prose(line) and not line.said.endswith("?")
        return near and not prose and line.kind is None and place < MOST_LINKS

    return _while(below, linked)


def _section(below: Sequence[Line]) -> int:
    """Return how many lines a section has: up to the next heading, rule or other boilerplate."""

    def within(place: int, line: Line) -> bool:
        headed = line.gap > 0 and not is_prose(line) and len(line.text) <= 80
        other = line.kind is not None and line.kind != boilerplate.DISCLAIMER
        return place == 0 or not (headed or other)

    return _while(below, within)


def _names(below: Sequence[Line]) -> int:
    """Return how many lines are names, of people, parts or places."""

    def named(_: int, line: Line) -> bool:
        short = len(line.text) <= 80 and not is_prose(line) and line.gap <= 1
        return short and (line.kind is None or line.kind.reason == "a contact")

    return _while(below, named)


def _paragraph(below: Sequence[Line]) -> int:
    """Return how many lines the next paragraph has."""
    return _while(below, lambda place, line: line.gap <= 1 if place == 0 else line.gap == 0)


def _consent(below: Sequence[Line]) -> int:
    """Return how many lines a consent banner has: up to its last button."""
    banner = "a notice on cookies and consent"
    buttons = [
        place
        for place, line in enumerate(below[:LONGEST_CONSENT], 1)
        if line.kind is not None and line.kind.reason == banner
    ]
    return buttons[-1] if buttons else 0


def _offer(below: Sequence[Line]) -> int:
    """Return how many lines are the offer behind a paywall."""

    def offered(_: int, line: Line) -> bool:
        return line.gap <= 1 and len(line.text) <= 240 and bool(_OFFER.search(line.text))

    return _while(below, offered)


def _appeal(below: Sequence[Line]) -> int:
    """Return whether the next line speaks to the reader, too."""
    return _while(
        below[:1],
        lambda _, line: (
            line.gap == 0
            and len(line.text) <= 200
            and bool(_APPEAL.search(line.text))
            and not _QUOTED.search(line.text)
        ),
    )


def _question(below: Sequence[Line]) -> int:
    """Return whether the next line asks the reader, too."""
    return _while(
        below[:1],
        lambda _, line: line.gap <= 1 and len(line.text) <= 200 and bool(_ASKED.search(line.text)),
    )


def _tickers(below: Sequence[Line]) -> int:
    """Return how many lines are tickers, or prices."""

    def quoted(_: int, line: Line) -> bool:
        price = line.kind is not None and line.kind.reason == _PRICES
        return line.gap <= 1 and (price or bool(_TICKER.fullmatch(line.text)))

    return _while(below, quoted)


def _name(below: Sequence[Line]) -> int:
    """Return whether the next line is the name that a byline announced."""
    return _while(
        below[:1], lambda _, line: line.gap <= 1 and len(line.text) <= 80 and not is_prose(line)
    )


_TAKEN: dict[str, Callable[[Sequence[Line]], int]] = {
    "links": _links,
    "section": _section,
    "names": _names,
    "paragraph": _paragraph,
    "consent": _consent,
    "offer": _offer,
    "appeal": _appeal,
    "question": _question,
    "by": _name,
    "line": _name,
    "tickers": _tickers,
}
_BANNERS = {"consent", "offer", "appeal"}


def _mark_quoted(lines: Sequence[Line]) -> None:
    """Mark a ticker alone by the price below it."""
    for line, below in itertools.pairwise(lines):
        priced = below.kind is not None and below.kind.reason == _PRICES and below.gap == 0
        if priced and line.kind is None and _TICKER.fullmatch(line.text.rstrip(",")):
            line.is_(_PRICES)


def _mark_captions(lines: Sequence[Line]) -> None:
    """Mark a caption by the picture's credit below it."""
    for line, below in itertools.pairwise(lines):
        credited = below.kind is not None and below.kind.reason == _CREDIT and below.gap == 0
        free = line.kind is None and line.part != "headline" and len(line.text) <= 260
        first = line is lines[0] or line.gap
        posed = first and _POSED.fullmatch(line.text) and not boilerplate.tells_news(line.text)
        if credited and free and (_DATED.search(line.text) or posed):
            line.is_("a picture's caption or credit")


def _mark_about(lines: Sequence[Line]) -> None:
    """Mark the heading above what a press release tells of its company."""
    headings = [line for line in lines[2:] if line.kind is None and _ABOUT.fullmatch(line.text)]
    release = headings and any(
        (line.kind is not None and line.kind.reason == "a forward-looking statement")
        or line.text.startswith("SOURCE ")
        or _wired(line)
        for line in lines
    )
    for line in headings if release else ():
        line.is_("a heading")


def _mark_list(lines: Sequence[Line]) -> None:
    """Mark the heading above a list in Markdown, which says of no company what happened to it."""
    if len(lines) < FEWEST_NUMBERED or not all(bulleted(line.text) for line in lines[1:]):
        return
    head = lines[0]
    if _LISTED.match(head.text) and not (boilerplate.tells_news(head.text) or mentions(head.text)):
        head.is_("a heading", part=head.part)


def _wired(line: Line) -> bool:
    """Return whether a line opens with the dateline of a press release."""
    dateline = datelines.dateline_of(line.text)
    return dateline is not None and bool(_RELEASE.fullmatch(dateline.agency))


def _mark_tail(lines: Sequence[Line]) -> None:
    """Mark what follows the article: lines without a stop, once its end was passed."""
    told = [at for at, line in enumerate(lines) if not line.kind and is_prose(line)]
    last = max((at for at in told if lines[at].part != "headline"), default=-1)
    if last < 0:
        return
    passed = False
    for line in lines[last + 1 :]:
        if line.kind is not None:
            passed = True
        elif passed and not (line.mark or bulleted(line.text) or stopped(line.text) or line.part):
            line.is_("what follows the article")
