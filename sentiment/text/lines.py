"""The lines of a text, and what each looks like by itself: prose, a name, an outlet, a moment."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sentiment.text import boilerplate, dates
from sentiment.text.boilerplate import Kind

LONGEST_HEADLINE = 200  # characters
FEWEST_WORDS = 4  # of a sentence that stands in a line of its own
_STOP = re.compile(r"[.!?…][\"'”’)\]]*$")
_BY = re.compile(r"\A\s*by\s+", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\(?\d{1,3}[.)]|\d{1,3}/(?:\d{1,3})?)(?:[ \t\u00a0]+)(?=\S)")
_BULLET = re.compile(r"(?:[-*•–·▪◦‣►→>]|\(?\d{1,3}[.)])\s")


@dataclass(slots=True)
class Line:
    """A line that holds anything, at ``start:end`` of its text, without the blanks around it."""

    start: int
    end: int
    gap: int  # blank lines before it
    text: str
    indent: int = 0  # characters before it
    mark: int = 0  # characters of it that are a list's number or a mail's field name
    kind: Kind | None = None  # of boilerplate; None if it is to be read
    part: str = ""  # "headline", "byline", "outlet", "moment" or "speaker", where it is one
    told: str = ""  # what it says as such: the name of a byline, an outlet or a speaker
    printed: str = ""  # the outlet that a byline names beside its author
    speaker: tuple[str, str] = ("", "")  # whose words these are in a call, and on which side
    moments: tuple[dates.Moment, ...] = field(default=())

    @property
    def said(self) -> str:
        """The line without its number."""
        return self.text[self.mark :]

    def is_(self, reason: str, *, then: str = "", part: str = "", told: str = "") -> None:
        """Say that the line is boilerplate of some kind."""
        self.kind, self.part, self.told = Kind(reason, then), part, told


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines of a text that hold anything, each with its kind as far as it shows alone."""
    start = gap = 0
    for written in text.split("\n"):
        held = written.strip()
        if held:
            first = start + len(written) - len(written.lstrip())
            number = _NUMBER.match(held)
            line = Line(first, first + len(held), gap, held, first - start)
            line.mark = number.end() if number else 0
            line.kind = boilerplate.kind_of(held)
            yield line
        gap = 0 if held else gap + 1
        start += len(written) + 1


def runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines between two blank ones."""
    run: list[Line] = []
    for line in lines:
        if line.gap and run:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def bulleted(text: str) -> bool:
    """Return whether a line opens with a bullet or a number of a list."""
    return bool(_BULLET.match(text))


def stopped(text: str) -> bool:
    """Return whether a line ends as a sentence does."""
    if text[-1:].isalnum():  # as most headlines end
        return False
    return bool(_STOP.search(text[-6:]))


def is_prose(line: Line) -> bool:
    """Return whether a line reads as a sentence of an article."""
    said = line.said
    return (stopped(said) and said.count(" ") + 1 >= FEWEST_WORDS) or len(said) > LONGEST_HEADLINE


_PARTICLE = r"(?:(?:de|da|van|von|der|den|bin|al|la|le|di|del|el|y)\s)?"
_WORD = r"[A-ZÀ-Þ][\w'’.-]*"
_PERSON = rf"{_WORD}(?:\s{_PARTICLE}{_WORD}){{1,3}}"
_NAMES = re.compile(
    rf"{_PERSON}(?:(?:,\s|\s(?:and|&)\s|,\sand\s){_PERSON}){{0,4}}"
    r"(?:,\s(?:CFA|CPA|MBA|Ph\.?D\.?|M\.?D\.?|Jr\.?|CFP|CAIA|FRM))*"
)
# Words of headlines in capitals, "Apple Beats Estimates", that are no part of a person's name
_NO_NAME = frozenset(
    "beats misses falls rises jumps drops gains slides surges sinks soars plunges cuts raises "
    "lifts warns sees posts reports announces names stock stocks shares profit profits earnings "
    "revenue results sales market markets outlook guidance quarter deal estimates forecast price "
    "prices target buy sell hold ceo cfo analysts analyst inc corp ltd plc llc group holdings news "
    "today live update updates chip chips tech bank oil gold fed rates call conference rating "
    "ratings changes change company companies key points executive summary morning note notes "
    "press release releases details media investor relations statement "
    "story font size rate share read watch sign live text more "
    "economic calendar data corporate sector top ideas week ahead highlights".split()
)
_OUTLET = re.compile(
    r"(?:The )?[A-Z][\w&'’.-]*(?: (?:of |and |& |for |on )?[A-Z0-9][\w&'’.-]*){0,4}", re.ASCII
)
_OUTLET_WORDS = re.compile(
    r"\b(?:research|securities|news|times|post|journal|ledger|chronicle|herald|tribune|gazette"
    r"|daily|weekly|(?:news)?wires?|newswires?|reports?|review|brief|business|markets?|finance"
    r"|media|press|observer|guardian|mail|standard|insider|magazine|monitor|digest|bulletin|tape"
    r"|(?:business|news)week|week"
    r"|telegraph|independent|globe|sentinel|examiner|agency|broadcasting|dispatch|courier|argus"
    r"|inquirer|mirror|beacon|advocate|reporter|register|newsletter|barron's|reuters|bloomberg"
    r"|transcripts|cnbc|forbes|fortune|benzinga|marketwatch|morningstar|afp|associated press)\b",
    re.IGNORECASE,
)


_OUTLETS = re.compile(  # whose names hold none of these words
    r"(?:the )?(?:seeking alpha|motley fool|insider monkey|24/7 wall st\.?|simply wall st\.?|axios"
    r"|yahoo(?: sports| uk)?|kiplinger|investopedia|thestreet|zacks|tipranks|gurufocus|trefis"
    r"|stockstory|stocktwits|moneycontrol|(?:live)?mint|quartz|politico|techcrunch|the verge"
    r"|barchart|marketbeat|investing\.com|nasdaq\.com|npr|bbc|cnn|abc|cbs|msn|wsj|nikkei asia)",
    re.IGNORECASE,
)


def without_by(told: str) -> str:
    """Return a byline's names without the word before them.

    Examples
    --------
    >>> without_by("By Ada Lovelace"), without_by("Byron Sample")
    ('Ada Lovelace', 'Byron Sample')
    """
    return _BY.sub("", told)


def names_people(text: str) -> bool:
    """Return whether a line is no more than the names of one or several people.

    Examples
    --------
    >>> names_people("Saffron Whitcombe and Idris Pemberley"), names_people("Apple Beats Estimates")
    (True, False)
    """
    if len(text) > 120 or not _NAMES.fullmatch(" ".join(text.split())):
        return False
    words = re.findall(r"[\w'’]+", text.casefold())
    return not _NO_NAME.intersection(words) and not re.search(r"\d", text)


def names_outlet(text: str) -> bool:
    """Return whether a line is no more than the name of an outlet.

    Examples
    --------
    >>> names_outlet("The Larkspur Ledger"), names_outlet("Markets fall on weak news")
    (True, False)
    """
    if _OUTLETS.fullmatch(text):
        return True
    if len(text) > 60 or not _OUTLET.fullmatch(text):
        return False
    *_, last = words = text.split()
    return bool(_OUTLET_WORDS.search(last)) or (words[0] == "The" and len(words) <= 4)


_LABELS = re.compile(
    r"\b(?:(?:first|last|originally)\s+)?(?:published|posted|filed|released|updated?|modified"
    r"|created|as of|stand|date|issued|sent)\b(?:\s+(?:on|at))?|\b(?:by|on|at)\b"
    r"|\b(?:\d+|an?|one|two|three)\s*(?:min(?:ute)?s?|hours?|hrs?|days?)\s*(?:ago|read)\b"
    r"|\b\d[\d.,]*[KM]? (?:views|reposts|likes)\b"
    r"|\b(?:issue|no|vol(?:ume)?|edition)\b\.?\s?#?\d{1,5}\b|[|·•]\s*source\s?:.{2,80}$"
    r"|[|·•]\s*(?:make|set|add) us (?:as )?(?:your )?preferred\b.{0,30}$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"[\s|,·•:;@()/–—-]+|\b{dates.WEEKDAY}\b\.?", re.IGNORECASE)


def beside_moments(line: Line) -> str | None:
    """Return what a line says besides moments and their labels; None if it states no moment."""
    if len(line.text) > LONGEST_HEADLINE or not any(map(str.isdigit, line.text)):
        return None
    line.moments = tuple(dates.moments_in(line.text))
    if not line.moments:
        return "" if dates.CLOCK_ALONE.fullmatch(line.text) else None
    rest, last = [], 0
    for moment in line.moments:
        rest.append(line.text[last : moment.start])
        last = moment.end
    rest.append(line.text[last:])
    said = _LABELS.sub(" ", " ".join(rest))
    return " ".join(part for part in _BETWEEN.sub(" ", said).strip("*_ ").split())


def labelled(text: str) -> bool:
    """Return whether a line says that something was published, updated or written by somebody."""
    return bool(_LABELS.search(text))
