"""What a reader pasted: one article, several, or a list of headlines; and each of them."""

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from sentiment.intake import details, headlines, lists
from sentiment.intake.headlines import Headline
from sentiment.market import calendar
from sentiment.text import boilerplate, cards, dates, inserts, layout, titles, yearless
from sentiment.text.cards import Card
from sentiment.text.dates import Moment
from sentiment.text.invisible import Visible
from sentiment.text.lines import Line, bulleted, is_prose

MOST_ABOVE = 4  # lines between a headline and the line that says when
LONGEST_OUTLET = 4  # words
# "CHICAGO -- A maker", "SAN FRANCISCO (AP) — A maker"
_FROM = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,30}(?:, [A-Z][\w.]{1,12})?(?: \([\w ]{2,20}\))?\s?(?:--|—|–) "
)
_RULE, _WHEN = "a rule", "the time of publication"


@dataclass(frozen=True, slots=True)
class Article:
    """An article, or a headline, of a pasted text, which holds it at ``start:end``."""

    title: str
    text: str
    published: pd.Timestamp | None  # as :class:`sentiment.intake.details.Found` has it
    updated: pd.Timestamp | None
    zone: str | None
    timed: bool
    ticker: str
    outlet: str
    author: str
    start: int
    end: int
    guessed: bool = False  # whether the year of its day is not written: the likeliest was taken

    @property
    def session(self) -> pd.Timestamp | None:
        """The session it counts for, None where it does not say when it was published."""
        return details.session_for(self.published, timed=self.timed)


def find_articles(text: str, *, today: pd.Timestamp | None = None) -> tuple[Article, ...]:
    r"""Return the articles of a pasted text: one, several, or each headline of a list.

    Several are parted by rules, or each opens with a headline above a line that says when. In a
    list each line is a headline, with its day, ticker and outlet before or behind it; a day in
    the first of several rows counts for those below it. A day without a year is taken for the one
    nearest to the dates that the text writes whole, or for the last before *today*; without
    either it stays open.

    Examples
    --------
    >>> told = find_articles("Feb 2, 2026 MKR: Maker slips\nFeb 3, 2026 XYZ: Rival gains")
    >>> [(one.title, one.ticker, str(one.published.date())) for one in told]
    [('Maker slips', 'MKR', '2026-02-02'), ('Rival gains', 'XYZ', '2026-02-03')]
    """
    seen = Visible(text)
    lines = layout.laid_out(seen.text)
    if not lines:
        return ()
    return tuple(
        replace(one, start=seen.place(one.start), end=seen.place(one.end, end=True))
        for one in _found(seen.text, lines, today)
    )


def _found(text: str, lines: Sequence[Line], today: pd.Timestamp | None) -> Sequence[Article]:
    """Return the articles of a text that is laid out."""
    if shown := cards.cards_in(lines):
        return [_of_card(card) for card in shown]
    if items := lists.items_of(lines):
        return _listed(items, today, _aged(lines))
    return [_article(text, *part, today=today) for part in _parted(lines)]


def _of_card(card: Card) -> Article:
    """Return a headline of a page of results; how old it is tells no day."""
    line = card.headline
    moment = card.moment if card.moment and _counts(card.moment) else None
    one = _headline(line, Headline(line.text, moment, card.ticker, "", False), moment, card.outlet)
    text = "\n\n".join([line.text, *(below.text for below in card.below)])
    return replace(
        one, text=text, author=card.author, end=max(below.end for below in (line, *card.below))
    )


def _article(text: str, start: int, end: int, *, today: pd.Timestamp | None) -> Article:
    """Return the article that stands between two places of a text."""
    held = text[start:end]
    found = details.find_details(held, today=today)
    return Article(
        found.title,
        held,
        found.published,
        found.updated,
        found.zone,
        found.timed,
        "",
        found.outlet,
        found.author,
        start,
        end,
        found.guessed,
    )


def _parted(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return where each article of a text starts and ends."""
    starts, ends = [lines[0].start], []
    titled = _titled(lines) | _placed(lines)
    told = False
    for place, line in enumerate(lines):
        told = told or (line.kind is None and is_prose(line))
        ruled = place > 0 and _is_rule(lines[place - 1])
        opens = place in titled or _opens(lines, place)
        if place and told and (opens or (ruled and _told_after(lines, place))):
            starts.append(line.start)
            ends.append(lines[place - (2 if ruled else 1)].end)
            told = False
    return list(zip(starts, [*ends, lines[-1].end], strict=True))


def _titled(lines: Sequence[Line]) -> set[int]:
    """Return the places of titles of pages, which all end with the name of one outlet."""
    _, outlet = titles.without_outlet(lines[0].text)
    if not outlet:
        return set()
    return {
        at
        for at, line in enumerate(lines)
        if line.gap > 1
        and line.text.endswith(f" {outlet}")
        and line.text.removesuffix(outlet).rstrip()[-1:] in {"-", "–", "—", "|", "·"}
    }


def _placed(lines: Sequence[Line]) -> set[int]:
    """Return the places of headlines, each above a report that opens with where it is from."""
    places = {
        at
        for at, (line, below) in enumerate(itertools.pairwise(lines))
        if line.kind is None
        and not is_prose(line)
        and not bulleted(line.text)
        and below.kind is None
        and is_prose(below)
        and _FROM.match(below.text)
    }
    return places if len(places) > 1 else set()


def _is_rule(line: Line) -> bool:
    return line.kind is not None and line.kind.reason == _RULE


def _told_after(lines: Sequence[Line], place: int) -> bool:
    """Return whether what follows a rule is an article: a headline, and a sentence below it."""
    below = lines[place : place + 12]
    until = next((at for at, line in enumerate(below) if _is_rule(line)), len(below))
    told = [line for line in below[:until] if line.kind is None]
    return len(told) > 1 and not is_prose(told[0]) and any(is_prose(line) for line in told[1:])


def _opens(lines: Sequence[Line], place: int) -> bool:
    """Return whether a line is the headline of an article: one that says when stands below it."""
    line = lines[place]
    if line.text.startswith("# ") and lines[0].text.startswith("# "):
        return True
    if line.kind is not None or not line.gap or is_prose(line) or bulleted(line.text):
        return False
    for at in range(place + 1, min(place + 1 + MOST_ABOVE, len(lines))):
        below = lines[at]
        if inserts.FILM_LENGTH.fullmatch(below.text):
            return False
        if below.part == "moment" and not yearless.alone(below.text):  # as in a chronicle
            after = lines[at + 1 : at + 1 + MOST_ABOVE]
            return any(one.kind is None and is_prose(one) for one in after)
        if below.kind is None and is_prose(below):
            return False
    return False


def _aged(lines: Sequence[Line]) -> set[int]:
    """Return where lines begin of which the next tells the age alone: "Yesterday, 4:15 PM"."""
    return {
        above.start
        for above, below in itertools.pairwise(lines)
        if below.kind is not None and below.kind.reason == _WHEN and below.part != "moment"
    }


def _listed(
    items: Sequence[Line], today: pd.Timestamp | None, aged: Collection[int]
) -> tuple[Article, ...]:
    """Return each headline of a list; those with an age of their own take no other's day."""
    rows = list(_rows(items, today))
    trail = _days_trail(rows)
    printed = _printed_below(items)
    found: list[Article] = []
    carried: Moment | None = None
    own: Moment | None = None  # a moment that stands alone, of the one row below
    zone: str | None = None
    for place, line, told, moment in reversed(rows) if trail else rows:
        if told.leads or (told.title == "" and moment):
            carried = moment
        if clocks := headlines.zone_in(told.title):
            zone = clocks
            continue
        if place == 0 and (day := _day_of_list(items, moment)):
            carried = day
            continue
        if _is_day(rows[place]) or (told.clock and not told.title):
            own = moment or _at_clock(carried, told.clock, zone)
        if (kind := boilerplate.kind_of(told.title)) and not kind.tells:
            continue
        if place in printed or not any(map(str.isalpha, told.title)):
            continue
        if place == 0 and _names_list(rows, aged):
            continue
        dated = moment or own
        if dated is None and line.start not in aged:
            dated = _at_clock(carried, told.clock, zone)
        own = None
        outlet = told.outlet or (items[place + 1].text.strip("()") if place + 1 in printed else "")
        one = _headline(line, told, dated, outlet)
        found.append(_message(one, line) if layout.CHAT.match(line.text) else one)
    found = found[::-1] if trail else found
    columns = headlines.ticker_columns([one.title for one in found if not one.ticker])
    if len(columns) < len(found):
        return tuple(found)
    return tuple(
        replace(one, ticker=ticker, title=title, text=title)
        for one, (ticker, title) in zip(found, columns, strict=True)
    )


_Row = tuple[int, Line, Headline, Moment | None]  # its place, and when it says that it was


def _rows(items: Sequence[Line], today: pd.Timestamp | None) -> Iterator[_Row]:
    """Yield each line of a list with what it says; days without a year as near as others tell."""
    day_first = headlines.day_first_in(line.text for line in items)
    opening = sum(headlines.opens_with_day(line.text) for line in items)
    loose = opening > 1 and opening > len(items) / 2
    told = [
        headlines.headline_of(_stamped(line), day_first=day_first, opens_with_day=loose)
        for line in items
    ]
    whole = [headlines.day_of(one.moment) for one in told if one.moment and _counts(one.moment)]
    anchor = max((day for day in whole if day is not None), default=today)
    for place, (line, one) in enumerate(zip(items, told, strict=True)):
        moment = one.moment if one.moment is None or _counts(one.moment) else None
        if one.yearless and anchor is not None:
            moment = one.yearless.near(anchor, today=today)
        yield place, line, one, moment


def _stamped(line: Line) -> str:
    """Return a line of a list with what says when before all else."""
    post = layout.CHAT.match(line.text)
    if post is None or not post["stamp"]:
        return line.text
    return f"{dates.year_before_clock(post['stamp'])} {line.text[post.end() :]}"


def _is_day(row: _Row) -> bool:
    """Return whether a line of a list is a day, and no headline."""
    return row[2].title == "" and _tells_day(row)


def _tells_day(row: _Row) -> bool:
    """Return whether a line of a list holds a day, with its year or without."""
    return bool(row[2].moment or row[2].yearless)


def _days_trail(rows: Sequence[_Row]) -> bool:
    """Return whether the days of a list stand below its headlines."""
    return len(rows) > 1 and _is_day(rows[-1]) and not any(map(_is_day, rows[:1]))


def _names_list(rows: Sequence[_Row], aged: Collection[int]) -> bool:
    """Return whether a list's first line is its name: it alone is undated, or nobody's message."""
    (_, line, _, _), *others = rows
    if _tells_day(rows[0]) or len(rows) <= lists.FEWEST_ITEMS or is_prose(line):
        return False
    if not lists.leads(line) and all(bulleted(one.text) for _, one, _, _ in others):
        return True
    if layout.CHAT.match(others[0][1].text):
        return not layout.CHAT.match(line.text)
    if _is_day(others[0]) and not _days_trail(rows):
        return True
    short = len(line.text.split()) <= LONGEST_OUTLET and not boilerplate.tells_news(line.text)
    dated = (
        row[1].start in aged or _tells_day(row) or (below is not None and _is_day(below))
        for row, below in itertools.zip_longest(others, others[1:])
    )
    return short and line.start not in aged and bool(aged) and all(dated)


def _day_of_list(items: Sequence[Line], moment: Moment | None) -> Moment | None:
    """Return the day that the heading of a list tells for all: it is no row as the others are."""
    head, below = items[0], items[1:]
    if head.mark or bulleted(head.text) or len(below) < lists.FEWEST_ITEMS:
        return None
    if not all(line.mark or bulleted(line.text) for line in below):
        return None
    return moment or next(filter(_counts, dates.moments_in(head.text)), None)


def _message(one: Article, line: Line) -> Article:
    """Return a message of a chat without its author before it."""
    who = layout.CHAT.match(line.text)
    return replace(
        one,
        title=line.said,
        text=line.said,
        author=(who["who"] or who["handle"]).strip() if who else "",
    )


def _headline(line: Line, told: Headline, moment: Moment | None, outlet: str) -> Article:
    """Return a line of a list as an article that is no more than its headline."""
    return Article(
        told.title,
        told.title,
        moment.instant if moment else None,
        None,
        moment.zone if moment else None,
        bool(moment and moment.timed),
        told.ticker,
        outlet,
        "",
        line.start,
        line.end,
        bool(moment and moment.guessed),
    )


def _at_clock(day: Moment | None, clock: str, zone: str | None) -> Moment | None:
    """Return the time of day of a row whose day another row told."""
    if day is None or not clock:
        return day if day is None or not day.timed else _day_alone(day)
    told = dates.moment_of(f"{day.instant:%Y-%m-%d} {clock}", zone=zone)
    return replace(told, guessed=day.guessed) if told else _day_alone(day)


def _day_alone(moment: Moment) -> Moment:
    """Return the day of a moment."""
    day = moment.instant.tz_localize(None).normalize()
    return replace(moment, instant=day, zone=None, timed=False)


def _printed_below(items: Sequence[Line]) -> set[int]:
    """Return the places of lines that name the outlet of the headline above, if several do."""
    places = {
        place
        for place in range(1, len(items))
        if not items[place].gap
        and _is_outlet(items[place])
        and (items[place - 1].gap + (place == 1) or items[place].text[0] == "(")
    }
    return places if len(places) >= lists.FEWEST_ITEMS else set()


def _is_outlet(line: Line) -> bool:
    """Return whether a line is no more than the name of an outlet."""
    name = line.text[1:-1] if line.text[0] == "(" and line.text[-1] == ")" else line.text
    return len(name.split()) <= LONGEST_OUTLET and bool(headlines.OUTLET.fullmatch(name))


def _counts(moment: Moment) -> bool:
    """Return whether the exchange's calendar reaches a moment."""
    day = headlines.day_of(moment)
    first, last = (pd.Timestamp(end) for end in (calendar.FIRST_NEWS, calendar.LAST_NEWS))
    return day is not None and first <= day <= last
