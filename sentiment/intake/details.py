"""What a pasted text says of itself: its headline, who wrote and printed it, and when."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from sentiment.market import calendar
from sentiment.text import authors, datelines, dates, layout, titles, yearless
from sentiment.text.invisible import Visible
from sentiment.text.lines import Line, beside_moments, is_prose, names_outlet, names_people, stopped

_TOP, _FOOT = 20_000, 5_000  # characters that are looked at
_WORDS_BESIDE = 60  # characters a line may hold beside its moment: a name, an outlet, a label
_PUBLISHED = re.compile(r"\b(?:first )?(?:published|posted|filed|released)\b", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:last )?(?:updated?|modified)\b", re.IGNORECASE)
_SOURCE = re.compile(r"source\s*:\s*(?!company)(?P<outlet>[A-Z][^.:;|]{1,60})", re.IGNORECASE)
_LAST_OF_DAY = pd.Timedelta(hours=23, minutes=59)
_FOOT_LINES = 12
_FIRM = r"(?:,?\s(?:Ltd|Limited|LLP|LLC|Inc|Corp|plc|PLC|AG|GmbH|S\.?A|N\.?V|Co|Group)\.?)"
_NAME = r"(?P<outlet>(?:The )?[A-Z][\w&'’.-]*(?: (?:(?:of|and|&) )?[A-Z][\w&'’.-]*){0,4}?)"
_OWNER = re.compile(
    rf"(?:(?i:copyright)\s*)?(?:©|\([cC]\))\s*(?:\d{{4}}(?:\s?[-–]\s?\d{{4}})?,?\s)?{_NAME}{_FIRM}?"
    r"(?:,?\s\d{4})?(?:\.|,)?(?:\s(?i:all rights reserved)\b.{0,80})?"
)
_SIGNED = re.compile(rf"{_NAME}{_FIRM}(?:[,|·].{{0,80}})?")  # the firm below a mail
# What a page of a newsletter offers, or an exchange's notice is numbered by
_PAPER = re.compile(
    r"(?i:discover more from|check out this (?:article|story|post) from) "
    r"(?P<outlet>[A-Z][^.!?:]{1,50}):?"
    r"|(?P<service>RNS|REACH) (?i:number)\s?:?\s?\d{3,6}[A-Z]"
    r"|(?i:choose|add|set) (?P<preferred>[A-Z][^.!?:]{1,40}) (?i:as your preferred)\b.*"
    r"|(?i:this is|welcome to) (?P<blog>[A-Z][^.!?:]{1,40})['’]s (?i:live blog|live coverage)\b.*"
)
# Names that several clocks share, and what a text says that speaks of the country of one
_SHARED_ZONES = {
    "IST": (
        "Asia/Kolkata",
        re.compile(
            r"₹|\bRs\.? ?\d|\b(?:crore|lakh|Sensex|Nifty|NSE|BSE|Mumbai|Bengaluru|New Delhi)\b"
        ),
    ),
    "CST": (
        "Asia/Shanghai",
        re.compile(r"\b(?:yuan|RMB|CSI 300|Beijing|Shanghai|Shenzhen)\b", re.IGNORECASE),
    ),
}
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_MAIL, _CALL = "the heading of a mail", "a heading of the call"
_PARTS = {"the time of publication", "a byline", _MAIL, ""}


@dataclass(frozen=True, slots=True)
class Found:
    """What a text says of itself; what it does not say is empty. Only a year may be guessed."""

    title: str  # the headline, "" where the text opens without one
    published: pd.Timestamp | None  # with a zone if one was found; midnight if only a day was
    zone: str | None  # IANA name of the clock, None where the text names none or an unclear one
    timed: bool  # whether a time of day was found
    words: str  # the words that say when, "" where none do
    updated: pd.Timestamp | None = None  # when it was last changed, as ``published``
    author: str = ""
    outlet: str = ""
    guessed: bool = False  # whether the year of its day is not written: the likeliest was taken

    @property
    def session(self) -> pd.Timestamp | None:
        """The session the text counts for; a day without a time is counted for itself."""
        return session_for(self.published, timed=self.timed)


def session_for(published: pd.Timestamp | None, *, timed: bool) -> pd.Timestamp | None:
    """Return the session that a text counts for, None where it does not say when it came."""
    if published is None or (timed and published.tzinfo is None):
        return None
    return calendar.session_of(published) if timed else session_of_day(published)


def instant_of_day(day: pd.Timestamp) -> pd.Timestamp:
    """Return the instant that stands for a day whose time is unknown: its first in New York.

    Examples
    --------
    >>> str(instant_of_day(pd.Timestamp("2026-02-03")))
    '2026-02-03 00:00:00-05:00'
    """
    return day.normalize().tz_localize(calendar.NEW_YORK.key)


def known_until(
    published: pd.Timestamp, *, timed: bool = True, updated: pd.Timestamp | None = None
) -> pd.Timestamp:
    """Return the instant up to which a text may know prices.

    It is the later of when it was published and rewritten; of a day without a time its end.

    Examples
    --------
    >>> str(known_until(pd.Timestamp("2026-02-03", tz="America/New_York"), timed=False))
    '2026-02-03 23:59:00-05:00'
    """
    known = published if timed else published + _LAST_OF_DAY
    return known if updated is None or pd.isna(updated) else max(known, updated)


def session_of_day(day: pd.Timestamp) -> pd.Timestamp:
    """Return the session that news of a day counts for whose time is unknown.

    Examples
    --------
    >>> str(session_of_day(pd.Timestamp("2026-01-31")).date())
    '2026-02-02'
    """
    return day if calendar.is_session(day) else calendar.next_session(day)


def find_details(text: str, *, today: pd.Timestamp | None = None) -> Found:
    r"""Return the headline of a pasted text, its author and outlet, and when it was published.

    A moment counts if it stands in a line of its own, in one that says "Published", in a wire's
    dateline or a mail's head, near the top or bottom; the words of a sentence or a caption do
    not. What says "Published" goes before what says "Updated". A date whose month is unclear,
    such as 03/02/2026, is passed over. A day without a year, in a line of its own or a dateline,
    is taken for the nearest of the year that the text names most often, or of *today*'s past.

    Examples
    --------
    >>> found = find_details("A bet unravels\nPublished Mon, Feb 2 2026 11:42 AM EST")
    >>> found.title, str(found.published), found.zone
    ('A bet unravels', '2026-02-02 11:42:00-05:00', 'America/New_York')
    >>> find_details("DALLAS, Feb. 10, 2026 /PRNewswire/ -- It fell.").outlet
    'PRNewswire'
    """
    lines = layout.laid_out(_edges(Visible(text).text))
    title = _title(lines)
    moments = [moment for line in lines for moment in _moments_of(line)]
    moments = [moment for moment in moments if _counts(moment.instant)] or list(
        _yearless(lines, today)
    )
    author, outlet = _author(lines), _outlet(lines)
    title = title.strip("#*_ ")
    if quoted := _QUOTED.fullmatch(title):  # as an app hands a headline on
        title = quoted[1]
    if not moments:
        return Found(title, None, None, False, "", None, author, outlet)
    likeliest = min(moments, key=lambda moment: moment.order)
    best = _at_home(likeliest, text)
    updates = [one.instant for one in moments if one.rank == _UPDATE]
    updated = max(updates, key=_comparable) if updates else None
    return Found(
        title,
        best.instant,
        best.zone,
        best.timed,
        best.words,
        updated,
        author,
        outlet,
        best.guessed,
    )


def _title(lines: Sequence[Line]) -> str:
    """Return the headline, with the lines that it goes on in; "" where there is none."""
    at = next((place for place, line in enumerate(lines) if line.part == "headline"), None)
    if at is None:
        return ""
    first = lines[at].told or titles.without_outlet(lines[at].said)[0]
    rest = itertools.takewhile(_goes_on, lines[at + 1 :])
    return " ".join([first, *(line.said for line in rest)])


def _goes_on(line: Line) -> bool:
    """Return whether a line goes on with the headline above it."""
    wrapped = line.gap == 0 and line.text[0].islower() and not line.text[1:2].isupper()
    return wrapped and line.kind is None and not is_prose(line)


_FIRST, _BARE, _LOOSE, _UPDATE = range(4)


@dataclass(frozen=True, slots=True)
class _Moment:
    """A moment that a line states, and how likely it is the publication: the least is."""

    rank: int
    instant: pd.Timestamp
    zone: str | None
    timed: bool
    words: str
    guessed: bool = False  # whether its year does not stand there

    @property
    def order(self) -> tuple[int, bool, bool]:
        return self.rank, not self.timed, self.zone is None


def _edges(text: str) -> str:
    """Return the top and the foot of a text."""
    if len(text) <= _TOP + _FOOT:
        return text
    return f"{text[:_TOP]}\n\n{text[-_FOOT:]}"


def _moments_of(line: Line) -> Iterator[_Moment]:
    """Yield each moment that a line states as a fact about the text."""
    dateline = datelines.dateline_of(line.said)
    if dateline is not None:
        for moment in dates.moments_in(dateline.words):
            words = dateline.words[moment.start : moment.end]
            yield _Moment(_BARE, moment.instant, moment.zone, moment.timed, words.strip())
        return
    rank = _BARE
    if line.part != "moment":
        reason = line.kind.reason if line.kind is not None else ""
        beside = beside_moments(line) if reason in _PARTS else None
        if reason == _CALL:
            beside_moments(line)
        elif beside is None or len(beside) > _WORDS_BESIDE or _is_sentence(line, beside):
            return
        rank = _LOOSE
    last = 0
    for moment in line.moments:
        label = line.text[last : moment.start]
        last = moment.end
        told = _UPDATE if _UPDATED.search(label) else rank
        told = _FIRST if _PUBLISHED.search(label) else told
        words = line.text[moment.start : moment.end].strip()
        yield _Moment(told, moment.instant, moment.zone, moment.timed, words)


def _is_sentence(line: Line, beside: str) -> bool:
    """Return whether a line that holds a moment is a sentence."""
    behind = line.text[line.moments[-1].end :].strip() if line.moments else ""
    return stopped(behind) and (len(behind) > 1 or beside.count(" ") >= 2)


def _counts(clock: pd.Timestamp) -> bool:
    """Return whether the exchange's calendar reaches a clock time, in whatever zone it is."""
    day = clock.tz_localize(None).normalize()
    return pd.Timestamp(calendar.FIRST_NEWS) <= day <= pd.Timestamp(calendar.LAST_NEWS)


def _yearless(lines: Sequence[Line], today: pd.Timestamp | None) -> Iterator[_Moment]:
    """Yield the days without a year of lines of their own and of datelines, as near as is told."""
    years = Counter(year for line in lines for year in re.findall(r"\b(?:19|20)\d\d\b", line.text))
    named = years.most_common(1)
    # no day of a year is further from its middle than one of another
    anchor = pd.Timestamp(int(named[0][0]), 7, 1) if named else today
    if anchor is None:
        return
    for line in lines:
        dateline = datelines.dateline_of(line.said)
        alone = yearless.alone(line.text) if line.part == "moment" else None
        words = dateline.words if dateline else line.text
        days = yearless.days_in(words) if dateline else filter(None, [alone])
        for day in days:
            moment = day.near(anchor, today=today)
            if moment is not None and _counts(moment.instant):
                told = words[day.start : day.end].strip()
                yield _Moment(_LOOSE, moment.instant, moment.zone, moment.timed, told, True)


def _at_home(moment: _Moment, text: str) -> _Moment:
    """Return a moment on the clock of a country that its text speaks of, of several of one name."""
    for name, (zone, signs) in _SHARED_ZONES.items():
        unclear = moment.timed and moment.zone is None and moment.words.endswith(name)
        if unclear and signs.search(text[:_TOP]):
            return replace(moment, instant=moment.instant.tz_localize(zone), zone=zone)
    return moment


def _comparable(instant: pd.Timestamp) -> pd.Timestamp:
    """Return an instant that can be held against one of another clock."""
    return instant.tz_localize("UTC") if instant.tzinfo is None else instant.tz_convert("UTC")


def _author(lines: Sequence[Line]) -> str:
    """Return who wrote the text, as its byline says."""
    named = [line for line in lines if line.part == "byline" and line.told]
    # who sends a mail on wrote it only if nobody else did
    named.sort(key=lambda line: line.kind is not None and line.kind.reason == _MAIL)
    told = [line.told for line in named[:1]]
    if not named:
        beside = (line.told for line in lines if line.part == "moment")
        told = list(itertools.islice(filter(_is_people, beside), 1))
    if named and named[0].told == named[0].text:
        at = next(place for place, line in enumerate(lines) if line is named[0])
        told += [line.told for line in itertools.takewhile(_is_next_name, lines[at + 1 :])]
    *others, last = [authors.author_in(name) for name in told or [""]]
    name = f"{', '.join(others)} and {last}" if others else last
    return name.title() if name.isupper() else name


def _is_next_name(line: Line) -> bool:
    """Return whether a line is the name of one more author, right below another's."""
    return line.part == "byline" and line.gap == 0 and line.told == line.text


def _is_people(told: str) -> bool:
    """Return whether what stands beside a moment is a name of a person, not of an outlet."""
    return names_people(told) and not names_outlet(told)


def _outlet(lines: Sequence[Line]) -> str:
    """Return who printed the text: the outlet named above it, or the wire of its dateline."""
    for line in lines:
        if line.part == "outlet" or (line.part == "headline" and line.told):
            return line.told.removesuffix(" Transcripts")
    for line in lines:
        if line.printed or (line.part == "moment" and names_outlet(line.told)):
            return line.printed or line.told
    for line in lines:
        dateline = datelines.dateline_of(line.said)
        if dateline is not None and dateline.agency:
            return dateline.agency
    for line in lines:
        if told := _PAPER.fullmatch(line.text):
            return str(next(filter(None, told.groups())))
    mailed = any(line.kind and line.kind.reason == _MAIL for line in lines)
    for line in lines[-_FOOT_LINES:]:
        owner = _OWNER.fullmatch(line.text) or (_SIGNED.fullmatch(line.text) if mailed else None)
        if owner:
            return owner["outlet"].strip(" .")
    sources = (match for line in lines[-_FOOT_LINES:] if (match := _SOURCE.fullmatch(line.text)))
    return next((match["outlet"].strip() for match in sources), "")
