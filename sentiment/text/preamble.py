"""What stands above an article: its headline, who wrote and printed it, and when."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from sentiment.text import authors, mails, menus, posters, titles, yearless
from sentiment.text.boilerplate import Kind, tells_news
from sentiment.text.companies import mentions
from sentiment.text.datelines import dateline_of
from sentiment.text.dates import MONTH
from sentiment.text.lines import (
    FEWEST_WORDS,
    LONGEST_HEADLINE,
    Line,
    beside_moments,
    is_prose,
    labelled,
    names_outlet,
    names_people,
    stopped,
)

_FEWEST_FIELDS = 2  # one alone is a line of the text
_APART = re.compile(
    r"\s*\|\s*|(?<=[\w)])(?=By: [A-Z])"
)  # by strokes, or glued: "ACME StockBy: Ada"
_BY = re.compile(
    r"(?:(?:updated|written|story|article|analysis|reported|posted|published)\s)?\b(?:by|from)\b"
    r"\s*:?\s*(?P<names>[^|–—·•]{2,100})",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"\s*(?:(?:\[?(?i:follow(?:ing)?)\]?|\+)$|\s(?i:{MONTH})\.?\s\d"
    r"|,\s*(?=[A-Z][\w.]+ (?:Wire|News|Staff|Times|Post|Press|Journal|Writer|Reporter|Editor)"
    r"|[^A-Z\s]|(?:Associated|Staff|Senior|Business|Markets))|\s-\s|\s+in\s+[A-Z]|;|\d).*$"
)
_STAFF = re.compile(
    r"(?: (?:Staff|Senior|Contributing|Markets?|Business|News|Finance|Associate))+"
    r" (?:Writer|Reporter|Editor|Correspondent|Contributor|Analyst)$"
)
_SITE = re.compile(r"(?:[A-Z][\w-]+|www\.[\w-]+)\.[a-z]{2,6}")
_DANGLING = re.compile(
    r"\b(?:on|of|to|the|a|an|and|for|in|at|with|by|its|their|from|as|or|but|is|was|after)$"
)
COMPANY = re.compile(
    r"[A-Z][\w .,&'’-]{1,60}\((?:[A-Za-z]{2,8}\s?:\s?)?[A-Z.]{1,6}\)"
    r"(?:\s\((?:[,\s]*(?:and|or|the|together)?\s?[“\"][^”\"()]{1,40}[”\"]){1,4}\))?"
    r"|\$[A-Z]{1,5} [A-Z][\w&'’-]*(?: [A-Z&][\w&'’-]*){0,3},?\s"
    r"(?i:inc|corp|co|ltd|plc|ag|se)\.?"
)
_HEADING = re.compile(r"\d{1,2}[.)]\s+[^a-z.!?]{2,40}")
_CAPITALS = re.compile(r"[A-Z][A-Z’'& -]{2,40}:?")
_PRINTED = re.compile(r"(?:The )?[A-Z][\w&'’.-]*(?: [A-Z][\w&'’.-]*){0,3}")
FEWEST_LINES = 3  # of a text whose first is its outlet's name and no headline
_LONGEST_HEADLINE_LINES = 3
_LONGEST_TOP = 150  # lines among which the headline stands
_MOST_ABOVE = 4  # lines between a headline and the line that says who or when
_LONGEST_OFFICE = 5  # words
_SHORTEST_HEADLINE = 4  # words, of one that names no company
_BUTTONS = "buttons to share or save"
_NOTICE = "the number of a notice"
_NOTICE_FIELD = re.compile(
    r"(?:company|tidm|epic|headline|released|source|category)(?:\t\s*|\s{2,})\S.{0,120}", re.I
)
_OFFICE_BEHIND = re.compile(r"\s?[·•|–—]\s|,\s|\s-\s")
_TITLE = re.compile(r"[A-Z][\w&'’./-]*(?: (?:of|and|the|for|at|&|[A-Z][\w&'’./-]*)){0,5}")
_FIRM = re.compile(  # with the ticker that a site sets behind it
    r"(?P<name>[A-Z][\w&.,'’ -]{1,60}\s"
    r"(?i:plc|p\.l\.c\.|limited|ltd|inc|corp(?:oration)?|s\.?a|ag|n\.?v|se|asa|ab)\.?)(?:\s[-–]\s[A-Z0-9.]{2,6})?"
)
_PLACE = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?:[ /][A-ZÀ-Þ][\w.'’-]*)?,\s")
_ASKS = ("subscribe to", "discover more from", "thanks for reading", "welcome to", "shared via")
_SUBSCRIBES = {"an invitation to sign up", "an invitation to subscribe", _BUTTONS}
_NAME = re.compile(
    r"(?:The )?[A-Z][\w&'’.-]*(?: (?:(?:of|and|the|for|on|&) )?[A-Z][\w&'’.-]*){1,4}"
)
_ADDRESS = re.compile(r"(?:www\.)?[a-z0-9-]{2,40}(?:\.[a-z0-9-]{2,20}){0,2}\.[a-z]{2,8}")
_NEWSLETTER = "a line of a newsletter"


def mark_preamble(lines: Sequence[Line]) -> None:
    """Say which lines are the headline, bylines, the outlet and moments of publication."""
    mails.mark_heading(lines)
    _mark_fields(lines)
    menus.mark_menu(lines)
    for line in lines:
        _mark_moment(line)
        _mark_byline(line)
    _mark_titled(lines)
    posters.mark_posters(lines)
    body = _body(lines)
    top = lines[:body] if body is not None else lines
    headline = _headline(lines, top, wrapped=_wrapped_after(lines, body))
    if headline is not None:
        headline.kind, headline.part = None, "headline"
        headline.printed = titles.without_outlet(headline.said)[1]
        menus.mark_above(top, headline)
        authors.mark_below(lines, headline)
    _mark_names(lines, top, headline)
    _mark_headings(lines)


def _body(lines: Sequence[Line]) -> int | None:
    """Return where the text begins: its first sentence that is no headline."""
    first = True
    for at, line in enumerate(lines):
        if line.kind is not None:
            continue
        alone = len(lines) > at + 1 and (lines[at + 1].gap > 0 or lines[at + 1].kind is not None)
        ended = line.said.endswith(("?", "!")) or (alone and titles.stops_short(line.said))
        asks = first and len(lines) > at + 1 and ended
        if is_prose(line) and not asks:
            return at
        first = False
    return None


def _mark_fields(lines: Sequence[Line]) -> None:
    """Say which lines are the fields that an exchange's site sets above a notice."""
    fields = [line for line in lines[:20] if _NOTICE_FIELD.fullmatch(line.text)]
    for line in fields if len(fields) >= _FEWEST_FIELDS else ():
        dated = beside_moments(line) is not None and bool(line.moments)
        line.is_(_NOTICE, part="moment" if dated else "")


def _mark_moment(line: Line) -> None:
    """Say of a line that states when the text was published, and no more than who wrote it."""
    if line.part or line.kind not in (None, Kind("the time of publication"), Kind("a byline")):
        return
    if line.kind is None and yearless.alone(line.text):
        line.is_("the time of publication", part="moment")
        return
    beside = beside_moments(line)
    if beside is None or stopped(beside) or dateline_of(line.text):
        return
    if not beside or names_people(beside) or names_outlet(beside) or line.kind is not None:
        line.is_("the time of publication", part="moment", told=beside)
    elif _SITE.fullmatch(beside):
        line.is_("the time of publication", part="moment")
        line.printed = beside
    elif line.moments[0].start == 0 and _is_row(line.text[line.moments[0].end :]):
        line.is_("the time of publication", part="moment")
    elif _PLACE.fullmatch(line.text[: line.moments[0].start]) and not mentions(line.text):
        line.is_("the time of publication", part="moment")  # "Gothenburg, 22 September 2026"


def _is_row(behind: str) -> bool:
    """Return whether strokes part what stands behind a moment, and one part names who wrote."""
    first, *parts = (part.strip() for part in _APART.split(behind))
    signed = any(_BY.match(part) for part in parts)
    return (not first or "|" not in behind) and signed and not tells_news(behind)


def _mark_byline(line: Line) -> None:
    """Take the names out of a line that says who wrote the text."""
    told = "by" in line.text.casefold() or "from" in line.text.casefold()
    bylined = line.kind is not None and line.kind.reason == "a byline"
    if not (bylined or line.part == "moment") or not told or line.text[0] == "(":
        return
    match = next(filter(None, map(_BY.match, _APART.split(line.text))), None)
    names = _BEHIND.sub("", match["names"]).strip(" ,:-") if match else ""
    names, line.printed = _without_office(names)
    author, *beside = (part.strip() for part in names.split(","))
    if names_people(names):
        line.part, line.told = line.part or "byline", names
    elif beside and names_people(author):
        line.part, line.told = line.part or "byline", author
        line.printed = line.printed or (beside[0] if _may_print(beside[0]) else "")


def _without_office(names: str) -> tuple[str, str]:
    """Return a byline's names without the office behind them, and the outlet before that."""
    told = _STAFF.sub("", names)
    name, _, last = told.rpartition(" ")
    printed = told != names and " " in name and names_outlet(last)
    return (name, last) if printed else (told, "")


def _mark_titled(lines: Sequence[Line]) -> None:
    """Take the name out of a line that says, beside a moment, who wrote the text and as what."""
    dated = any(line.part == "moment" for line in lines)
    for place, line in enumerate(lines if dated else ()):
        name, office = (*_OFFICE_BEHIND.split(line.text, maxsplit=1), "")[:2]
        if line.kind is not None or len(line.text) > LONGEST_HEADLINE or not names_people(name):
            continue
        beside = any(one.part == "moment" for one in lines[max(0, place - 2) : place + 3])
        if beside and authors.OFFICE.search(office) and _TITLE.fullmatch(office):
            line.is_("a byline", part="byline", told=name)


def _may_print(name: str) -> bool:
    """Return whether what stands behind an author's name is an outlet, not an office or a day."""
    return bool(_PRINTED.fullmatch(name)) and not authors.OFFICE.search(name)


def _wrapped_after(lines: Sequence[Line], body: int | None) -> Line | None:
    """Return the line that opens a paragraph whose later lines were wrapped, and is no headline."""
    if not body:
        return None
    opening = body
    while opening and lines[opening].gap == 0 and lines[opening].text[0].islower():
        opening -= 1
    return lines[opening] if opening != body else None


def _dangles(line: Line, below: Sequence[Line]) -> bool:
    """Return whether a line breaks off in the midst of a sentence, not of a headline."""
    run = list(itertools.takewhile(lambda one: one.gap == 0, below))
    headed = len(run) < _LONGEST_HEADLINE_LINES and all(map(_goes_on, run))
    return bool(run) and bool(_DANGLING.search(line.said)) and not headed


def _goes_on(line: Line) -> bool:
    """Return whether a line goes on with a headline."""
    return line.text[0].islower() and not is_prose(line) and line.kind is None


def _headline(lines: Sequence[Line], top: Sequence[Line], *, wrapped: Line | None) -> Line | None:
    """Return the line that is the headline: the first that is nothing else."""
    fixed = next((line for line in top if line.part == "headline"), None)
    if fixed is not None:
        return fixed
    for firm in _noticed(top):
        firm.is_("the company's name")
    _mark_paper(lines, top)
    may_be = [
        line
        for at, line in enumerate(top)
        if _may_head(line) and line is not wrapped and not _dangles(line, lines[at + 1 : at + 4])
    ]
    said = Counter(line.text for line in top if len(line.text.split()) >= FEWEST_WORDS)
    may_be = _from_anchored(top, may_be)
    may_be = [line for line in may_be if said[line.text] > 1] or may_be  # a page's title, and again
    for at, line in enumerate(may_be):
        later = [one for one in may_be[at + 1 :] if one.part != "moment" and one.text != line.text]
        better = [one for one in later if not names_outlet(one.said) and not names_people(one.said)]
        if (names_outlet(line.said) or line.part == "moment") and better:
            continue
        return line
    return None


def _from_anchored(top: Sequence[Line], may_be: list[Line]) -> list[Line]:
    """Return the lines that may be a headline, below a menu those from the likeliest on.

    That is the first with the words of a headline above a line that says who wrote it or when. One
    short line alone above it may be the headline, and it what the headline announces.
    """
    held = {line.start for line in may_be}
    for place, line in enumerate(top[:_LONGEST_TOP]):
        below = top[place + 1 : place + 1 + _MOST_ABOVE]
        if line.start not in held or not any(map(_says_whence, below)):
            continue
        told = line.said.count(" ") + 1 >= _SHORTEST_HEADLINE or bool(mentions(line.said))
        above = [one for one in may_be if one.start < line.start]
        weak = all(map(_is_weak, above)) and (len(above) > 1 or any(map(_is_quote, above)))
        bare = menus.are_menu(top[:place]) or weak
        between = itertools.takewhile(lambda one: not _says_whence(one), below)
        if told and bare and not _is_weak(line) and not any(map(menus.is_entry, between)):
            return [one for one in may_be if one.start >= line.start]
    return may_be


def _is_weak(line: Line) -> bool:
    """Return whether a line has the looks of a button, a section or a quote, not of a headline."""
    short = len(line.said.split()) < _SHORTEST_HEADLINE or _is_quote(line)
    return short and not tells_news(line.said) and not mentions(line.said)


def _is_quote(line: Line) -> bool:
    """Return whether a line is figures for the most part."""
    words = line.said.split()
    return sum(any(map(str.isdigit, word)) for word in words) * 2 >= len(words)


def _says_whence(line: Line) -> bool:
    """Return whether a line says who wrote an article or when, or offers to share it."""
    shared = line.kind is not None and line.kind.reason in {_BUTTONS, "a byline"}
    return shared or line.part in {"moment", "byline"}


def _noticed(top: Sequence[Line]) -> list[Line]:
    """Return the lines that are the company's name alone, in a notice below its number."""
    above = list(itertools.takewhile(lambda line: line.kind is not None, top))
    below = top[len(above) : len(above) + 1]
    near = [*above, *top[len(above) + 1 : len(above) + 3]]
    notice = any(line.kind is not None and line.kind.reason == _NOTICE for line in near)
    told = _FIRM.fullmatch(below[0].said) if below and notice else None
    if told is None:
        return []
    firm = told["name"].casefold()
    named = [line for line in top if line.kind is None and line.said.casefold().startswith(firm)]
    return [one for one in named if _FIRM.fullmatch(one.said) or COMPANY.fullmatch(one.said)]


def _mark_paper(lines: Sequence[Line], top: Sequence[Line]) -> None:
    """Say which of the first lines is the paper: an address, or a name that readers are to follow.

    A name counts if a button to subscribe stands below it, or if it is named to subscribe to.
    """
    for line in lines[:12] if len(lines) > FEWEST_LINES else ():
        first, *others = (part.strip() for part in line.said.split("|"))
        short = all(len(part.split()) <= 3 and not any(map(str.isdigit, part)) for part in others)
        if line.kind is None and others and short and names_outlet(first):
            line.is_("the outlet's name", part="outlet", told=first)
    heads = [line for line in top if _may_head(line)]
    for line in heads[:1] if len(heads) > 1 else ():
        asked = {f"{words} {line.said.casefold()}" for words in _ASKS}
        below = lines[lines.index(line) + 1]
        button = below.gap == 0 and below.kind is not None and below.kind.reason in _SUBSCRIBES
        named = button and bool(_NAME.fullmatch(line.said)) and not mentions(line.said)
        asking = [one for one in lines if one.text.casefold().strip(" .!") in asked]
        if named or asking or _ADDRESS.fullmatch(line.said):
            line.is_("the outlet's name", part="outlet", told=line.said)
            for one in asking:
                one.is_("an invitation to sign up")


def _may_head(line: Line) -> bool:
    """Return whether a line may be a headline."""
    said = line.said
    if line.kind is not None and not (line.part == "moment" and line.told and not _dated(line)):
        return False
    ends = said.endswith((".", ":", ",", ";")) and not titles.stops_short(said)
    shaped = len(said) <= LONGEST_HEADLINE and not ends and any(map(str.isalpha, said))
    return shaped and not menus.is_section(said) and not _HEADING.fullmatch(line.text)


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
        if menus.is_section(line.said):
            line.is_("a menu")
        elif place < at and names_outlet(line.said):
            line.is_("the outlet's name", part="outlet", told=line.said)
        elif place > at >= 0 and names_people(line.said) and _may_sign(line, beside):
            outlet = names_outlet(line.said)  # "Example Securities" has the words of a name
            reason, part = ("the outlet's name", "outlet") if outlet else ("a byline", "byline")
            line.is_(reason, part=part, told=line.said)
        elif (place > at >= 0 or line.said[0] == "$") and COMPANY.fullmatch(line.said):
            line.is_("the company's name")
        elif place > at >= 0 and _is_office(line, before):
            line.is_("a byline")
    _mark_printed(lines, headline)
    people = {line.told for line in lines if line.part == "byline" and line.told}
    for line in lines:
        name = line.text.partition(",")[0]
        if line.kind is None and line.part != "headline" and name in people and len(line.text) < 80:
            line.is_("a byline")


def _is_office(line: Line, before: Sequence[Line]) -> bool:
    """Return whether a line below an author's name says no more than what the author is."""
    signed = any(one.part == "byline" for one in before)
    short = len(line.said.split()) <= _LONGEST_OFFICE and not stopped(line.said)
    return signed and short and bool(authors.OFFICE.search(line.said))


def _may_sign(line: Line, beside: Sequence[Line]) -> bool:
    """Return whether what stands beside a name lets it be a byline; one in capitals needs more."""
    told = [one for one in beside if one.part in {"moment", "byline"}]
    return bool(told if line.said.isupper() else beside)


def _mark_printed(lines: Sequence[Line], headline: Line | None) -> None:
    """Say which lines above the text are the name of its outlet, and no more."""
    letter = any(line.kind and line.kind.reason == _NEWSLETTER for line in lines)
    printed = headline is not None and len(lines) >= FEWEST_LINES and names_outlet(headline.said)
    if headline is not None and printed and not mentions(headline.said):
        last = headline.said.split()[-1]
        if letter or names_outlet(last):
            headline.is_("the outlet's name", part="headline", told=headline.said)


def _mark_headings(lines: Sequence[Line]) -> None:
    """Say which lines are headings in capitals, each above its paragraph: numbered, or several."""
    above = [line for line, below in itertools.pairwise(lines) if _heads(line, below)]
    plain = sum(not line.mark and line.part != "headline" for line in above)
    for line in above:
        if _HEADING.fullmatch(line.text) or (plain > 1 and line.part != "headline"):
            line.is_("a heading")


def _heads(line: Line, below: Line) -> bool:
    """Return whether a line in capitals stands above a paragraph, and says nothing of a company."""
    capitals = bool(_HEADING.fullmatch(line.text) or _CAPITALS.fullmatch(line.text))
    return line.kind is None and capitals and is_prose(below) and not mentions(line.said)
