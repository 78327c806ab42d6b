"""The dateline that a wire sets before a report: place, day and agency, no part of its sentence."""

import re
from dataclasses import dataclass

from sentiment.text import dates

_KNOWN = (
    r"(?:Thomson )?Reuters|AP|AFP|UPI|PTI|ANI|IANS|KUNA|TASS|Interfax|Xinhua|Kyodo(?: News)?"
    r"|dpa(?:-AFX)?|ANSA|EFE|Bloomberg|Dow Jones(?: Newswires)?|MT Newswires|RTTNews|Benzinga"
    r"|GLOBE ?NEWSWIRE|BUSINESS ?WIRE|PR ?Newswire|ACCESS ?(?:WIRE|Newswire)|Newsfile(?: Corp\.?)?"
    r"|EQS(?: Group| News)?|CNW(?: Group)?|NEWS PROVIDED BY .{2,40}|The Associated Press"
)
_AGENCY_WORDS = r"[^()/]{0,30}\b(?:Agency|News|Newswires?|Wires?|Press|Service)\b[^()/]{0,20}"
# A place in capitals, with a state or country behind it: "SAN FRANCISCO, Calif."
_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{1,30}(?:,? [A-Z][A-Za-z.]{1,14}(?: [A-Z][a-z]+)?\.?){0,2}"
_ANY_PLACE = r"[A-ZÀ-Þ][\w.'’-]*(?:[ /,]{1,2}[A-ZÀ-Þ][\w.'’-]*){0,4}"
_DAY = (
    rf"(?i:{dates.MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{dates.MONTH}(?:,?\s\d{{4}})?|\d{{1,2}}/\d{{1,2}}/\d{{4}})"
)
_FULL_DAY = rf"(?i:{dates.MONTH}\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}\s{dates.MONTH},?\s\d{{4}})"
# An agency that no list holds, behind a place in capitals or a day: small letters tell it from a
# ticker
_ANY_AGENCY = (
    r"(?=[^()]{0,29}[a-z])(?=[^()]{0,29}[A-Z])[A-Za-z][\w.&'’-]{2,20}(?: [A-Z][\w.&'’-]{1,14}){0,2}"
)
_AGENCY = rf"[(/]\s*(?P<agency>{_KNOWN}|{_AGENCY_WORDS})(?:\s*[-–]\s*{_DAY})?\s*[)/]"
_CLOCK = rf"(?i:{dates.CLOCK}(?:\s\(?{dates.ZONE}\)?)?,?\s)"
_DASH = r"\s{0,2}(?:--|—|–|-(?=\s))\s{0,3}"
_PATTERN = re.compile(
    rf"(?:(?:{_PLACE}(?: and {_PLACE})?|{_ANY_PLACE})[,:]?\s{{0,2}}(?:--|[–—])?\s{{0,2}})?"
    rf"(?:{_CLOCK})?(?:{_DAY}[,:]?\s{{0,2}}){{0,2}}"
    rf"{_AGENCY}(?:\s?--\s?{_DAY}\s?--|\s?{_DAY}\s?/\s{{0,2}}(?:{_DASH})?|{_DASH})"
)
_UNLISTED = re.compile(
    rf"(?:[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{{2,30}}(?:,\s{_DAY})?|{_DAY}) \((?P<agency>{_ANY_AGENCY})\)"
    rf"\s?{_DASH}"
)
_PLAIN = re.compile(
    rf"{_PLACE},?\s{_FULL_DAY}{_DASH}|{_ANY_PLACE}(?:,\s|{_DASH}){_FULL_DAY}{_DASH}|{_FULL_DAY}\s{{1,3}}(?=[A-Z])"
)
LONGEST = 160  # characters


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; its end is where the report begins."""

    end: int
    agency: str  # as printed, "" where none is named
    words: str  # the whole of it


def dateline_of(paragraph: str) -> Dateline | None:
    """Return the dateline that a paragraph opens with, None if it has none.

    Examples
    --------
    >>> dateline_of("DALLAS, Feb. 10, 2026 /PRNewswire/ -- It fell.").agency
    'PRNewswire'
    >>> dateline_of("Apple (AAPL) - a share to hold") is None
    True
    """
    opening = paragraph[:LONGEST].replace("\n", " ")
    bracketed = "(" in opening or "/" in opening  # as an agency is
    match = (_PATTERN.match(opening) or _UNLISTED.match(opening)) if bracketed else None
    match = match or _PLAIN.match(opening)
    if match is None:
        return None
    agency = match.groupdict().get("agency") or ""
    if match.end() >= len(paragraph) and not agency:
        return None
    return Dateline(match.end(), " ".join(agency.split()), opening[: match.end()])
