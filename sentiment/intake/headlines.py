"""A line of a list of headlines to its headline, day, ticker and outlet."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from sentiment.intake import written_dates
from sentiment.market import exchanges
from sentiment.text import dates, titles, yearless
from sentiment.text.dates import Moment
from sentiment.text.yearless import Yearless

_TICKER = r"\$?[A-Z]{1,5}(?:[.-][A-Z]{1,3})?"
_EXCHANGE = rf"{exchanges.written()}\s?:\s?"
_BULLET = re.compile(r"(?:[-*•–·▪◦‣►→>☐✓]+|\(?\d{1,3}[.)]|#\d{1,3})\s+")
_COLUMNS = re.compile(r"\s*\|\s*|\s*\t\s*|\s{2,}|\s[·•]\s")
_TICKER_ALONE = re.compile(rf"\(?(?:{_EXCHANGE})?(?P<ticker>{_TICKER})\)?")
_TICKER_BEFORE = re.compile(
    rf"\[?\(?(?:{_EXCHANGE})?(?P<ticker>{_TICKER})\)?\]?\s*(?::|[-–—]\s)\s*"
)
_TICKER_BRACKET = re.compile(rf"[\[(](?:{_EXCHANGE})?(?P<ticker>{_TICKER})[\])]\s+")
_CASHTAG = re.compile(r"\$(?P<ticker>[A-Z]{1,5})\b[:,]?\s+")
_CASHTAG_WITHIN = re.compile(r"(?<![\w$])\$(?P<ticker>[A-Z]{1,5})\b")
_LINK_BEHIND = re.compile(r"\s+https?://\S+$")
# Names of the press that look like tickers, or stand before a colon
_PRESS = re.compile(
    r"(?:Reuters|Bloomberg|CNBC|WSJ|AP|FT|NYT|BBC|CNN|AFP|UPI|dpa|Barron's|MarketWatch|Forbes"
    r"|Fortune|Axios|Politico|Nikkei|Benzinga|TechCrunch|The Information|The Verge|Financial Times"
    r"|Wall Street Journal|New York Times|Seeking Alpha|Motley Fool|Yahoo Finance|Business Insider)"
)
_TERMINAL = r"(?:RTRS|BBG|BFW|DJN?|MTN|AFX|RTT|TASS)"  # as terminals sign their headlines
_PRESS_BEFORE = re.compile(rf"(?P<outlet>{_PRESS.pattern})\s*:\s+|(?P<wire>{_TERMINAL})\s*[-–:]\s+")
# A share's move between its ticker and the headline: "MKR +8.5%: "
_MOVER = re.compile(
    rf"\(?(?P<ticker>{_TICKER})\)?[*:]*\s*\(?[+−–▲▼-]\s?\d[\d.,]*\s?%\)?"
    r"(?:\s*[:|–—]\s*|\s+-\s+|\s+(?=[\"“]))"
)
_QUOTED = re.compile(r"\"([^\"“”]+)\"|“([^\"“”]+)”")
_RIC = re.compile(r"\s*<(?P<ticker>[A-Z0-9]{1,6})(?:\.(?P<place>[A-Z]{1,2}))?>\s*$")
_AMERICAN = {"N", "O", "OQ", "K", "A", "P"}  # how Reuters marks the exchanges of the United States
# Capitals behind a clock that name no zone which is known: a ticker as likely
_UNKNOWN_ZONE = re.compile(r"\s((?!CST|IST|MST|AST|PKT|NST)[A-Z]{2,3}T)$")
_SHORT_YEAR = re.compile(r"(\W*\d{1,2}/\d{1,2}/)(\d{2})(?=[,\s])")
_COLUMN = re.compile(r"(?P<ticker>[A-Z]{1,5}(?:\.[A-Z])?)\s+(?P<title>(?P<first>[A-Z])\S*\s.+)")
_TICKER_BEHIND = re.compile(rf"\s*[\[(](?:{_EXCHANGE})?(?P<ticker>{_TICKER})[\])]\s*$")
_WITHIN = re.compile(rf"\((?:{_EXCHANGE})(?P<ticker>{_TICKER})\)")
_OUTLET_BEHIND = re.compile(rf"\s+(?:[-–—|·]|via|by)\s+(?P<outlet>{titles.NAME}|{titles.SITE})\s*$")
_OUTLET_BRACKET = re.compile(r"\s*[\[(](?P<outlet>[A-Z][\w&'’. -]{1,40})[\])]\s*$")
OUTLET = re.compile(titles.NAME)
_JOINT = " \t,|·•:;–—-"
_CLOCK = re.compile(rf"(?P<clock>{dates.CLOCK_ALONE.pattern})\s*[|:–—-]?\s+", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})[/-](\d{1,2})[/-]\d{4}(?!\d)")
# What parts a day without its year from the words behind it, and before it
_APART = re.compile(r"\s*[:|–—\])]|\s+[·•-]\s|\t|\s{2,}")
_JOINED = re.compile(r"(?:[|·•–—(\[]|\s-|,|\t|\s{2})\s*$")
FEWEST_TITLE = 3  # words of a headline from which an outlet's name is taken


_CLOCKS = re.compile(
    r"[(\[]?(?:all )?times?(?: (?:are|given|shown))?(?: in)?:? (?P<zone>[A-Za-z][A-Za-z/_ ]{1,24}?)"
    r"(?: time)?[)\]]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Headline:
    """What a line of a list says; "" and None where it does not."""

    title: str
    moment: Moment | None
    ticker: str
    outlet: str
    leads: bool  # whether its date stands before the headline
    clock: str = ""  # a time of day before it, whose day another line tells
    yearless: Yearless | None = None  # its day, where that is written without a year


def day_first_in(lines: Iterable[str]) -> bool | None:
    """Return the order of day and month by all lines; None if none of them tells.

    Examples
    --------
    >>> day_first_in(["02/03/2026 It fell", "13/03/2026 It rose"])
    True
    """
    for line in map(_full_year, lines):
        for match in _NUMBERS.finditer(line):
            if int(match[1]) > 12 or int(match[2]) > 12:
                return int(match[1]) > 12
    return None


def zone_in(remark: str) -> str | None:
    """Return the clock that a list's heading names for all of its times.

    Examples
    --------
    >>> zone_in("(all times London)"), zone_in("Times in ET"), zone_in("Times are hard") is None
    ('Europe/London', 'America/New_York', True)
    """
    told = _CLOCKS.fullmatch(remark.strip())
    return written_dates.zone_named(told["zone"]) if told else None


def headline_of(
    line: str, *, day_first: bool | None = None, opens_with_day: bool = False
) -> Headline:
    """Return what a line of a list says.

    A day without its year counts where it stands apart, "Nov 20: It fell"; of a list whose lines
    open with such days, also before the first word.

    Examples
    --------
    >>> told = headline_of("1. Chip maker slips (ACME) - Sample Post, Mar 2, 2026")
    >>> told.title, told.ticker, told.outlet, str(told.moment.instant.date())
    ('Chip maker slips', 'ACME', 'Sample Post', '2026-03-02')
    """
    bullet = _BULLET.match(line)
    rest = _full_year(line[bullet.end() :] if bullet else line)
    moment, leads, rest = _without_moment(rest, day_first)
    day = None
    if moment is None:
        day, leads, rest = _without_day(rest, loose=opens_with_day)
    begun = _CLOCK.match(f"{rest} ") if moment is None and day is None else None
    clock, rest = (begun["clock"], rest[begun.end() :]) if begun else ("", rest)
    parts = [part.strip(_JOINT + "*`") for part in _COLUMNS.split(rest)]  # in bold, too
    parts = [part for part in parts if part]
    ticker = outlet = ""
    title = max(parts, key=_weight, default="")
    for part in parts:
        if part == title:
            continue
        alone = _TICKER_ALONE.fullmatch(part)
        if alone and not ticker and not _PRESS.fullmatch(part):
            ticker = alone["ticker"].lstrip("$")
        elif not outlet and OUTLET.fullmatch(part):
            outlet = part
    title, named, printed = _stripped(title, ticker, outlet)
    return Headline(title, moment, ticker or named, outlet or printed, leads, clock, day)


def _full_year(line: str) -> str:
    """Return a line that opens with a day of a short year, 11/20/25, with all of the year."""
    return _SHORT_YEAR.sub(r"\g<1>20\g<2>", line, count=1) if _SHORT_YEAR.match(line) else line


def ticker_columns(titles: Sequence[str]) -> list[tuple[str, str]]:
    """Return the ticker and the headline of each title, if they stand in columns in all of them.

    A ticker goes before the name it is of, with whose letter it begins; one of several may not.

    Examples
    --------
    >>> ticker_columns(["MKR Maker slips", "ALB Alba gains", "V Visa holds"])[0]
    ('MKR', 'Maker slips')
    >>> ticker_columns(["AMD Beats Estimates", "IBM Falls Again", "GM Recalls Cars"])
    []
    """
    found = [_COLUMN.fullmatch(title) for title in titles]
    columns = [match for match in found if match]
    alike = sum(match["ticker"][0] == match["first"] for match in columns)
    if len(columns) < len(titles) or len(titles) < FEWEST_TITLE or alike + 1 < len(titles):
        return []
    return [(match["ticker"], match["title"]) for match in columns]


def _weight(part: str) -> tuple[bool, int]:
    """Return how likely a column is the headline: words in small letters, then its length."""
    return bool(re.search(r"\s[a-z]", part)), len(part)


def _without_moment(line: str, day_first: bool | None) -> tuple[Moment | None, bool, str]:
    """Return a line's moment at its start or end, whether at the start, and the rest."""
    found = list(dates.moments_in(line, day_first=day_first))
    for moment in found[:1] + found[-1:]:
        before, after = line[: moment.start].strip(_JOINT + "(["), line[moment.end :]
        ahead = not before or bool(re.fullmatch(dates.WEEKDAY + r"\.?", before, re.IGNORECASE))
        unclear = ahead and moment.timed and moment.zone is None
        if unclear and (zone := _UNKNOWN_ZONE.search(line, moment.start, moment.end)):
            after = f"{zone[1]}{after}"  # "07:45 WMT Walmart raises its outlook"
        if ahead and after[:1] != "'":
            return moment, True, after.lstrip(_JOINT + ")]").rstrip(_JOINT)
        if not after.strip(_JOINT + ")]."):
            return moment, False, line[: moment.start].rstrip(_JOINT + "([")
        if _COLUMNS.search(line[: moment.start][-3:]) and _COLUMNS.match(after):
            return moment, False, f"{line[: moment.start]}\t{after}"
    return None, False, line


def _without_day(line: str, *, loose: bool) -> tuple[Yearless | None, bool, str]:
    """Return a line's day without a year at either end, whether at its start, and the rest."""
    found = list(yearless.days_in(line))
    for day in found[:1] + found[-1:]:
        before, after = line[: day.start].strip(_JOINT + "(["), line[day.end :]
        if not before and (loose or not after.strip(_JOINT + ")]") or _APART.match(after)):
            return day, True, after.lstrip(_JOINT + ")]").rstrip(_JOINT)
        behind = not after.strip(_JOINT + ")].")
        if behind and _JOINED.search(line[: day.start]):
            return day, False, line[: day.start].rstrip(_JOINT + "([")
        if _JOINED.search(line[: day.start]) and _COLUMNS.match(after):
            return day, False, f"{line[: day.start]}\t{after}"
    return None, False, line


def opens_with_day(line: str) -> bool:
    """Return whether a line opens with a day without its year, and goes on.

    Examples
    --------
    >>> opens_with_day("2 Feb Maker slips"), opens_with_day("Maker slips on 2 Feb")
    (True, False)
    """
    bullet = _BULLET.match(line)
    rest = line[bullet.end() :] if bullet else line
    found = next(yearless.days_in(rest), None)
    return found is not None and not rest[: found.start].strip(_JOINT + "([")


def _stripped(title: str, ticker: str, outlet: str) -> tuple[str, str, str]:
    """Return a headline without the ticker and outlet before and behind it, and these."""
    printed, title = "", _LINK_BEHIND.sub("", title)
    press = _PRESS_BEFORE.match(title)
    if press and not outlet:
        printed, title = press["outlet"] or press["wire"], title[press.end() :]
    if (ric := _RIC.search(title)) and not ticker:
        home = ric["place"] is None or ric["place"] in _AMERICAN
        ticker = ric["ticker"] if home else f"{ric['ticker']}.{ric['place']}"
        title = title[: ric.start()]
    for pattern in (_MOVER, _TICKER_BEFORE, _TICKER_BRACKET, _CASHTAG):
        match = pattern.match(title)
        if match and not ticker:
            ticker = match["ticker"].lstrip("$")
            # "$MKR sinks" and "MKR - cuts its outlook" need their subject
            title = (
                title if title[match.end() : match.end() + 1].islower() else title[match.end() :]
            )
    for _ in range(2):  # "… (ACME) - Sample Post" and "… - Sample Post (ACME)"
        match = _TICKER_BEHIND.search(title)
        if match and not ticker and not _PRESS.fullmatch(match["ticker"]):
            ticker, title = match["ticker"].lstrip("$"), title[: match.start()]
        if outlet or printed:
            continue
        named = _OUTLET_BEHIND.search(title) or _OUTLET_BRACKET.search(title)
        if named and title[: named.start()].count(" ") + 1 >= FEWEST_TITLE:
            printed, title = named["outlet"], title[: named.start()]
    if quoted := _QUOTED.fullmatch(title):
        title = quoted[1] or quoted[2]
    within = _WITHIN.search(title) or _CASHTAG_WITHIN.search(title)
    return title.strip(_JOINT), ticker or (within["ticker"] if within else ""), printed


def day_of(moment: Moment | None) -> pd.Timestamp | None:
    """Return the day of a moment on its own clock."""
    return None if moment is None else moment.instant.tz_localize(None).normalize()
