"""What stands above an article: its headline, who wrote and printed it, and when."""

import itertools
import re
from collections.abc import Sequence

from sentiment.text.boilerplate import Kind
from sentiment.text.companies import mentions
from sentiment.text.datelines import dateline_of
from sentiment.text.dates import MONTH, WEEKDAY
from sentiment.text.lines import (
    LONGEST_HEADLINE,
    Line,
    beside_moments,
    is_prose,
    labelled,
    names_outlet,
    names_people,
    stopped,
)

_FIELD = re.compile(r"(from|to|cc|bcc|date|sent|subject|reply-to)\s*:\s*(?=\S)", re.IGNORECASE)
_FEWEST_FIELDS = 2  # one line that opens with "Date:" is no mail
_SECTION = re.compile(
    r"(?:(?:breaking |latest |top |stock |market |company |business |world )?news|markets?|stocks?"
    r"|business|technology|tech|economy|finance|investing|money|companies|earnings|opinion|analysis"
    r"|commentary|autos?|energy|retail|media|politics|world|personal finance|industries|crypto"
    r"|wall street|u\.?s\.? markets?|transportation|healthcare|equities|us|uk|asia|europe|menu"
    r"|press releases?|home|premium|exclusive|feature|video"
    r"|(?:corrected |final |edited |full |raw )?transcript)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:updated|written|story|article|analysis|reported|posted|published)\s)?\b(?:by|from)\b"
    r"\s*:?\s*(?P<names>[^|–—·•]{2,100})",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*(?:(?:\[?(?i:follow(?:ing)?)\]?|\+)$|,\s*(?=[A-Z][\w.]+ (?:Wire|News|Staff|Times|Post|Press|Journal|Writer|Reporter|Editor)"
    r"|[^A-Z\s]|(?:Associated|Staff|Senior|Business|Markets))|\s-\s|\s+in\s+[A-Z]|;|\d).*$"
)
_DANGLING = re.compile(
    r"\b(?:on|of|to|the|a|an|and|for|in|at|with|by|its|their|from|as|or|but|is|was|after)$"
)
_COMPANY = re.compile(r"[A-Z][\w .,&'’-]{1,60}\((?:[A-Za-z]{2,8}\s?:\s?)?[A-Z.]{1,6}\)")
_HEADING = re.compile(r"\d{1,2}[.)]\s+[^a-z.!?]{2,40}")
_PRINTED = re.compile(r"(?:The )?[A-Z][\w&'’.-]*(?: [A-Z][\w&'’.-]*){0,3}")
_OFFICE = re.compile(
    rf"\b(?:writer|reporter|editor|correspondent|columnist|staff|contributor|analyst|chief|senior"
    rf"|cfa|cpa|mba|phd|{WEEKDAY}|{MONTH})\b",
    re.IGNORECASE,
)
_MAIL_NAME = re.compile(r"[\"“']?(?P<name>[^\"”'<@]{2,60}?)[\"”']?\s*<[^<>]{3,100}>")
FEWEST_LINES = 3  # of a text whose first is its outlet's name and no headline
_FEWEST_OF_MENU = 2
_MOST_ABOVE = 4  # lines between a headline and the line that says who or when
_SHORTEST_HEADLINE = 4  # words, of one that names no company
_BUTTONS = "buttons to share or save"
_ANY_NEWS = re.compile(
    r"(?:all|breaking|business|financial|latest|live|local|market|more|my|personal|stock|top|world"
    r"|your)\b",
    re.IGNORECASE,
)
_LONGEST_OF_MENU = 3  # words
_MENUS = {"a menu", "an invitation to sign up", "an advertisement", "a link to other articles"}
_NOTICE = "the number of a notice"
_FIRM = re.compile(
    r"[A-Z][\w&.,'’ -]{1,60}\s(?i:plc|p\.l\.c\.|limited|ltd|inc|corp(?:oration)?|s\.?a|ag|n\.?v|se"
    r"|asa|ab)\.?"
)
_FORWARDED = re.compile(r"(?:fwd?|wg|tr)\s*:", re.IGNORECASE)
_NEWSLETTER = "a line of a newsletter"


def mark_preamble(lines: Sequence[Line]) -> None:
    """Say which lines are the headline, bylines, the outlet and moments of publication."""
    _mark_mail(lines)
    _mark_menu(lines)
    for line in lines:
        _mark_moment(line)
        _mark_byline(line)
    body = _body(lines)
    top = lines[:body] if body is not None else lines
    headline = _headline(lines, top, wrapped=_wrapped_after(lines, body))
    if headline is not None:
        headline.kind, headline.part = None, "headline"
        _mark_above(top, headline)
    _mark_names(lines, top, headline)
    _mark_headings(lines)


def _body(lines: Sequence[Line]) -> int | None:
    """Return where the text begins: its first sentence that is no headline."""
    first = True
    for at, line in enumerate(lines):
        if line.kind is not None:
            continue
        asks = first and len(lines) > at + 1 and line.said.endswith(("?", "!"))
        if is_prose(line) and not asks:
            return at
        first = False
    return None


def _mark_mail(lines: Sequence[Line]) -> None:
    """Say which lines head a mail: its subject is the headline, its sender the author."""
    fields = [(line, match) for line in lines[:12] if (match := _FIELD.match(line.text))]
    if len(fields) < _FEWEST_FIELDS:
        for line in lines:
            if line.kind is not None and line.kind.reason == "the heading of a mail":
                line.kind = None
        return
    for line, match in fields:
        name, told = match[1].casefold(), line.text[match.end() :]
        if name == "subject" and not (_FORWARDED.match(told) and _headed(lines, fields[-1][0])):
            line.kind, line.part, line.mark = None, "headline", match.end()
            continue
        beside_moments(line)
        sender = _MAIL_NAME.fullmatch(told) if name == "from" else None
        part = "byline" if sender else "moment" if name in {"date", "sent"} else ""
        line.is_("the heading of a mail", part=part, told=sender["name"] if sender else "")


def _headed(lines: Sequence[Line], last: Line) -> bool:
    """Return whether what stands below a mail's heading has a headline and a byline of its own."""
    below = [line for line in lines if line.start > last.start][:4]
    bylined = any(line.kind and line.kind.reason == "a byline" for line in below[1:])
    return bylined and below[0].kind is None and not is_prose(below[0])


def _mark_menu(lines: Sequence[Line]) -> None:
    """Say which short lines on top are a site's menu: they stand among others that are known.

    A short line that ends them, or one with an empty line behind it, may be the headline, and is
    left.
    """
    menu = list(itertools.takewhile(_may_be_menu, lines))
    while menu and not _of_menu(menu[-1]) and (len(menu) == len(lines) or _ends(lines[len(menu)])):
        menu.pop()
    if sum(map(_of_menu, menu)) >= _FEWEST_OF_MENU:
        for line, behind in itertools.zip_longest(menu, lines[1 : len(menu) + 1]):
            alone = behind is None or behind.gap > 0
            if line.kind is None and line in lines[:_FEWEST_OF_MENU] and _heads_paper(line):
                line.is_("the outlet's name", part="outlet", told=line.said)
            elif line.kind is None and not (alone and not _of_menu(line)):
                line.is_("a menu")


def _heads_paper(line: Line) -> bool:
    """Return whether a line of a menu is the name of the paper, and of none of its sections."""
    return " " in line.said and names_outlet(line.said) and not _ANY_NEWS.match(line.said)


def _mark_above(top: Sequence[Line], headline: Line) -> None:
    """Say which lines above a headline are a site's menu: all that are nothing else."""
    above = list(itertools.takewhile(lambda line: line is not headline, top))
    if sum(map(_of_menu, above)) < _FEWEST_OF_MENU:
        return
    for place, line in enumerate(above):
        paper = place < _FEWEST_OF_MENU and _heads_paper(line)
        if line.kind is None and not line.part and not paper:
            line.is_("a menu")


def _may_be_menu(line: Line) -> bool:
    short = len(line.text.split()) <= _LONGEST_OF_MENU and not re.search(r"[\d.!?:]", line.text)
    return _of_menu(line) or (line.kind is None and not line.part and line.gap == 0 and short)


def _of_menu(line: Line) -> bool:
    """Return whether a line alone is one of a menu."""
    if line.kind is None:
        return bool(_SECTION.fullmatch(line.text))
    return line.kind.reason in _MENUS


def _ends(line: Line) -> bool:
    """Return whether a line may follow a headline at once: all but another short or long one."""
    stamped = any(map(str.isdigit, line.text)) or names_people(line.text)
    return line.gap > 0 or line.kind is not None or is_prose(line) or stamped


def _mark_moment(line: Line) -> None:
    """Say of a line that states when the text was published, and no more than who wrote it."""
    if line.part or line.kind not in (None, Kind("the time of publication"), Kind("a byline")):
        return
    beside = beside_moments(line)
    if beside is None or stopped(beside) or dateline_of(line.text):
        return
    if not beside or names_people(beside) or names_outlet(beside) or line.kind is not None:
        line.is_("the time of publication", part="moment", told=beside)


def _mark_byline(line: Line) -> None:
    """Take the names out of a line that says who wrote the text."""
    told = "by" in line.text.casefold() or "from" in line.text.casefold()
    bylined = line.kind is not None and line.kind.reason == "a byline"
    if not (bylined or line.part == "moment") or not told or line.text[0] == "(":
        return
    match = _BY.match(line.text)
    names = _BEHIND.sub("", match["names"]).strip(" ,:-") if match else ""
    author, *beside = (part.strip() for part in names.split(","))
    if names_people(names):
        line.part, line.told = line.part or "byline", names
    elif beside and names_people(author):
        line.part, line.told = line.part or "byline", author
        line.printed = beside[0] if _may_print(beside[0]) else ""


def _may_print(name: str) -> bool:
    """Return whether what stands behind an author's name is an outlet, not an office or a day."""
    return bool(_PRINTED.fullmatch(name)) and not _OFFICE.search(name)


def _wrapped_after(lines: Sequence[Line], body: int | None) -> Line | None:
    """Return the line that opens a paragraph whose later lines were wrapped, and is no headline."""
    if not body:
        return None
    opening = body
    while opening and lines[opening].gap == 0 and lines[opening].text[0].islower():
        opening -= 1
    return lines[opening] if opening != body else None


def _dangles(line: Line, below: Sequence[Line]) -> bool:
    """Return whether a line breaks off in the midst of a sentence."""
    return any(one.gap == 0 for one in below) and bool(_DANGLING.search(line.said))


def _headline(lines: Sequence[Line], top: Sequence[Line], *, wrapped: Line | None) -> Line | None:
    """Return the line that is the headline: the first that is nothing else."""
    fixed = next((line for line in top if line.part == "headline"), None)
    if fixed is not None:
        return fixed
    for firm in _noticed(top):
        firm.is_("the company's name")
    may_be = [
        line
        for at, line in enumerate(top)
        if _may_head(line) and line is not wrapped and not _dangles(line, lines[at + 1 : at + 2])
    ]
    may_be = _from_anchored(top, may_be)
    for at, line in enumerate(may_be):
        later = [one for one in may_be[at + 1 :] if one.part != "moment" and one.text != line.text]
        better = [one for one in later if not names_outlet(one.said) and not names_people(one.said)]
        if (names_outlet(line.said) or line.part == "moment") and better:
            continue
        return line
    return None


def _from_anchored(top: Sequence[Line], may_be: list[Line]) -> list[Line]:
    """Return the lines that may be a headline, below a menu those from the likeliest on.

    That is the first with the words of a headline above a line that says who wrote it or when.
    """
    held = {line.start for line in may_be}
    menus = 0
    for place, line in enumerate(top):
        menus += _of_menu(line)
        told = line.said.count(" ") + 1 >= _SHORTEST_HEADLINE or bool(mentions(line.said))
        if menus < _FEWEST_OF_MENU or line.start not in held or not told:
            continue
        if any(map(_says_whence, top[place + 1 : place + 1 + _MOST_ABOVE])):
            return [one for one in may_be if one.start >= line.start]
    return may_be


def _says_whence(line: Line) -> bool:
    """Return whether a line says who wrote an article or when, or offers to share it."""
    shared = line.kind is not None and line.kind.reason in {_BUTTONS, "a byline"}
    return shared or line.part in {"moment", "byline"}


def _noticed(top: Sequence[Line]) -> list[Line]:
    """Return the lines that are the company's name alone, in a notice below its number."""
    above = list(itertools.takewhile(lambda line: line.kind is not None, top))
    below = top[len(above) : len(above) + 1]
    notice = any(line.kind is not None and line.kind.reason == _NOTICE for line in above)
    if not below or not notice or not _FIRM.fullmatch(below[0].said):
        return []
    return [line for line in top if line.said == below[0].said]


def _may_head(line: Line) -> bool:
    """Return whether a line may be a headline."""
    said = line.said
    if line.kind is not None and not (line.part == "moment" and line.told and not _dated(line)):
        return False
    ends = said.endswith((".", ":", ",", ";")) and not said.endswith("...")
    shaped = len(said) <= LONGEST_HEADLINE and not ends and any(map(str.isalpha, said))
    return shaped and not _SECTION.fullmatch(said) and not _HEADING.fullmatch(line.text)


def _dated(line: Line) -> bool:
    """Return whether a line with a moment says that something was published or written."""
    return labelled(line.text)


def _mark_names(lines: Sequence[Line], top: Sequence[Line], headline: Line | None) -> None:
    """Say which lines above the text are sections, outlets, people and the company's name."""
    at = next((place for place, line in enumerate(top) if line is headline), -1)
    for place, line in enumerate(top):
        if line.kind is not None or line.part:
            continue
        before, after = top[max(0, place - 1) : place], top[place + 1 : place + 2]
        beside = [one for one in (*before, *after) if one.kind is not None]
        if _SECTION.fullmatch(line.said):
            line.is_("a menu")
        elif place < at and names_outlet(line.said):
            line.is_("the outlet's name", part="outlet", told=line.said)
        elif place > at >= 0 and beside and names_people(line.said):
            line.is_("a byline", part="byline", told=line.said)
        elif place > at >= 0 and _COMPANY.fullmatch(line.said):
            line.is_("the company's name")
    _mark_printed(lines, headline)
    people = {line.told for line in lines if line.part == "byline" and line.told}
    for line in lines:
        name = line.text.partition(",")[0]
        if line.kind is None and line.part != "headline" and name in people and len(line.text) < 80:
            line.is_("a byline")


def _mark_printed(lines: Sequence[Line], headline: Line | None) -> None:
    """Say which lines above the text are the name of its outlet, and no more."""
    letter = any(line.kind and line.kind.reason == _NEWSLETTER for line in lines)
    printed = headline is not None and len(lines) >= FEWEST_LINES and names_outlet(headline.said)
    if headline is not None and printed and not mentions(headline.said):
        last = headline.said.split()[-1]
        if letter or names_outlet(last):
            headline.is_("the outlet's name", part="headline", told=headline.said)
    for line in lines[:12]:
        first, *others = (part.strip() for part in line.said.split("|"))
        short = all(len(part.split()) <= 3 and not any(map(str.isdigit, part)) for part in others)
        if line.kind is None and others and short and names_outlet(first):
            line.is_("the outlet's name", part="outlet", told=first)


def _mark_headings(lines: Sequence[Line]) -> None:
    """Say which lines are numbered headings in capitals, each above its paragraph."""
    for line, below in itertools.pairwise(lines):
        if line.kind is None and _HEADING.fullmatch(line.text) and is_prose(below):
            line.is_("a heading")
