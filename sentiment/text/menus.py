"""The menu of a site above an article: lines as short as its known ones."""

import itertools
import re
from collections.abc import Sequence

from sentiment.text import boilerplate
from sentiment.text.companies import mentions
from sentiment.text.lines import Line, is_prose, names_outlet, names_people

_SECTION = re.compile(
    r"(?:(?:breaking |latest |top |stock |market |company |business |world )?news|markets?|stocks?"
    r"|business|technology|tech|economy|finance|investing|money|companies|earnings|opinion|analysis"
    r"|commentary|autos?|energy|retail|media|politics|world|personal finance|industries|crypto"
    r"|wall street|u\.?s\.? markets?|transportation|healthcare|equities|us|uk|asia|europe|menu"
    r"|press releases?|home|premium|exclusive|feature|video"
    r"|(?-i:[A-Z]{1,5}) (?:stock )?(?:news|headlines)"
    r"|(?:corrected |final |edited |full |raw )?transcript)",
    re.IGNORECASE,
)
_LONGEST_SECTION = 24  # characters
FEWEST_OF_MENU = 2
_FEWEST_UNKNOWN = 4  # entries of a menu of which none is known
_LONGEST_OF_MENU = 3  # words
_MENUS = {"a menu", "an invitation to sign up", "an advertisement", "a link to other articles"}
_PARTED = re.compile(r"\s{2,}|\t\s*|\s[·•|]\s")
_MOST_PARTS = 16
_FEWEST_KNOWN, _FEWEST_WIDE = 2, 5  # entries of a row, of which so many are known, or none is
_RULED = set("|:-= ")  # of which the line below the names of a Markdown table is made
_TIME = "the time of publication"
_BESIDE = _MENUS | {_TIME, "buttons to share or save", "a copyright notice"}
_BESIDE |= {"a line of a newsletter"}
_ENTRY = re.compile(r"[A-Z][\w&'’-]*(?: [A-Za-z&][\w&'’-]*){0,2}")
_ANY_NEWS = re.compile(
    r"(?:all|breaking|business|financial|latest|live|local|market|more|my|personal|stock|top|world"
    r"|your)\b",
    re.IGNORECASE,
)


def is_section(text: str) -> bool:
    """Return whether a text is the name of a paper's section, and no more.

    Examples
    --------
    >>> is_section("Breaking News"), is_section("Markets fall")
    (True, False)
    """
    return len(text) <= _LONGEST_SECTION and bool(_SECTION.fullmatch(text))


def mark_menu(lines: Sequence[Line]) -> None:
    """Say which short lines on top are a site's menu: they stand among others that are known.

    A short line that ends them, or one with an empty line behind it, may be the headline, and is
    left.
    """
    menu = list(itertools.takewhile(_may_be_menu, lines))
    while menu and not of_menu(menu[-1]) and (len(menu) == len(lines) or _ends(lines[len(menu)])):
        menu.pop()
    if sum(map(of_menu, menu)) >= FEWEST_OF_MENU:
        for line, behind in itertools.zip_longest(menu, lines[1 : len(menu) + 1]):
            alone = behind is None or behind.gap > 0
            if line.kind is None and line in lines[:FEWEST_OF_MENU] and _heads_paper(line):
                line.is_("the outlet's name", part="outlet", told=line.said)
            elif line.kind is None and not (alone and not of_menu(line)):
                line.is_("a menu")


def _heads_paper(line: Line) -> bool:
    """Return whether a line of a menu is the name of the paper, and of none of its sections."""
    return " " in line.said and names_outlet(line.said) and not _ANY_NEWS.match(line.said)


def mark_rows(lines: Sequence[Line]) -> None:
    """Say which lines are a row of buttons, of a menu's entries or of a table's names."""
    for line, below in itertools.pairwise(lines):
        if "|" in below.text and not set(below.text) - _RULED:
            line.is_("the heading of a table")
    for line in lines:
        if line.kind is not None or not _PARTED.search(line.text):
            continue
        parts = _PARTED.split(line.text, _MOST_PARTS)
        kinds = [kind.reason if (kind := boilerplate.kind_of(part)) else "" for part in parts]
        if set(kinds) <= _BESIDE:
            line.is_(min({*kinds} - {_TIME}, default=_TIME))
        elif _is_row(parts, kinds) and not mentions(line.text):
            line.is_("a menu")


def _is_row(parts: Sequence[str], kinds: Sequence[str]) -> bool:
    """Return whether all parts of a line are as short as entries, and enough of them known."""
    if len(parts) <= _FEWEST_KNOWN or not all(map(_ENTRY.fullmatch, parts)):
        return False
    known = sum(is_section(part) or kind in _MENUS for part, kind in zip(parts, kinds, strict=True))
    return known >= _FEWEST_KNOWN or len(parts) >= _FEWEST_WIDE


def mark_above(top: Sequence[Line], headline: Line) -> None:
    """Say which lines above a headline are a site's menu: all that are nothing else."""
    above = list(itertools.takewhile(lambda line: line is not headline, top))
    if not are_menu(above):
        return
    for place, line in enumerate(above):
        paper = place < FEWEST_OF_MENU and _heads_paper(line)
        if line.kind is None and not line.part and not paper:
            line.is_("a menu")


def are_menu(lines: Sequence[Line]) -> bool:
    """Return whether lines are a site's menu: some are known as one, or all are as short as one."""
    short = sum(_may_be_menu(line) for line in lines)
    return sum(map(of_menu, lines)) >= FEWEST_OF_MENU or short == len(lines) >= _FEWEST_UNKNOWN


def _may_be_menu(line: Line) -> bool:
    short = len(line.text.split()) <= _LONGEST_OF_MENU and not re.search(r"[\d.!?:]", line.text)
    return of_menu(line) or (line.kind is None and not line.part and line.gap == 0 and short)


def of_menu(line: Line) -> bool:
    """Return whether a line alone is one of a menu."""
    if line.kind is None:
        return is_section(line.text)
    return line.kind.reason in _MENUS


def _ends(line: Line) -> bool:
    """Return whether a line may follow a headline at once: all but another short or long one."""
    stamped = any(map(str.isdigit, line.text)) or names_people(line.text)
    return line.gap > 0 or line.kind is not None or is_prose(line) or stamped


def is_entry(line: Line) -> bool:
    """Return whether a line is an entry of a menu, known or as short as one."""
    short = line.kind is None and len(line.text.split()) <= _LONGEST_OF_MENU
    return of_menu(line) or (short and not names_people(line.said))
