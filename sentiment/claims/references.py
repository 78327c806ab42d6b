"""From which record or past close a distance is told: "22% below its October 29 record close"."""

import re
from dataclasses import dataclass

import pandas as pd

from sentiment.claims.amounts import read_amounts
from sentiment.claims.claim import Of
from sentiment.claims.dates import local_day
from sentiment.claims.figure import Figure
from sentiment.claims.scene import Scene, lowered
from sentiment.claims.time_phrases import MONTHS

_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_POINT = (
    r"(?P<of>close|closing (?:price|level)|high|peak|low|record|finish|finished|closed|ended|top"
    r"|bottom|trough"
    r"|(?:previous|prior|preceding|last) (?:trading )?(?:day|session))\b"
)
_BEHIND = re.compile(
    r"^[ ,)]*(?:(?:lower|down|off|higher|up|away|or so|in total) )*(?P<prep>from|below|under"
    r"|beneath"
    r"|short of|shy of|above|off|over|since|than|beside|compared (?:to|with))\s+"
    r"(?P<body>(?:[^;:,]|,(?="
    r" \d{4}\b)){0,70}?\b"
    + _POINT + r")(?P<rest>(?:[^;:]|:(?=\d)){0,70})"
)  # fmt: skip
_MONTH = re.compile(
    rf"(?P<third>early |mid-|late )?\b(?P<month>{_NAMES})\b\.?(?! ?\d{{1,2}}\b)(?:,?"
    rf" (?P<year>20\d\d))?"
)
_EDGE = re.compile(r"\b(?P<edge>end|start|beginning) of (?:the )?$")
_RELATIVE = re.compile(r"\b(?:previous|prior|preceding|last|day's|day before|session before)\b")


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a distance is told from: a day, a stretch with its record, or a level."""

    places: frozenset[int]  # the items of its words
    day: pd.Timestamp | None
    first: pd.Timestamp | None
    last: pd.Timestamp | None
    of: Of | None
    level: float | None
    relative: bool  # the close before the day spoken of


def read_reference(scene: Scene, figure: Figure, *, known: pd.Timestamp) -> Reference | None:
    """Return from what a percentage is told to be away, None if it is a plain change."""
    if figure.kind != "change":
        return None
    low = lowered(scene.text)
    begin = max(figure.amount.end, scene.items[figure.last].end)
    for start in dict.fromkeys((figure.amount.end, begin)):
        match = _BEHIND.match(low[start : start + 200])
        if match:
            ends = start + match.start("prep"), start + match.end("of"), start + _stop(match)
            return _built(scene, low, ends, known=known)
    return None


def _stop(match: "re.Match[str]") -> int:
    """Return where the words of a reference end: before the next clause."""
    rest = match["rest"]
    stop = re.search(
        r",(?! (?:reached|set|hit|on|\d{4}))| (?:and|but|while|after|as|which|before|on"
        r" (?:mon|tues|wednes|thurs|fri)day"
        r"|(?:at|by|to|as of|until|through) (?:(?:mon|tues|wednes|thurs|fri)day|yesterday|today))\b"
        r"|\.$", rest
    )  # fmt: skip
    return match.start("rest") + (stop.start() if stop else len(rest))


def _built(
    scene: Scene, low: str, span: tuple[int, int, int], *, known: pd.Timestamp
) -> Reference | None:
    """Return the reference of words from the first to the last of a span's three places."""
    start, ref, end = span
    words = low[start:end]
    places = [
        at for at in range(len(scene.items))
        if scene.items[at].start >= start and scene.items[at].end <= end
    ]  # fmt: skip
    times = [(at, one) for at, one in scene.times if at in places]
    days = [(at, one) for at, one in times if one.kind == "day"]
    relative = any(one.kind == "relative" for _, one in times) or bool(
        re.search(r"\b(?:previous|prior|preceding|last) (?:close|finish)\b", words)
    )
    named = re.search(
        r"\b(?:close|closing (?:price|level)|finish|high|low|record|peak)s?\b(?: of| at)?",
        low[start:ref],
    )
    if named is None and not days and not relative:
        return None
    levels = [one.value for one in read_amounts(low[ref:end]) if one.unit == "dollars"]
    level = levels[0] if levels else None
    of = _of(low[start:ref])
    stretch = next((one for _, one in times if one.is_span), None)
    if days or relative:
        day = days[0][1].first if days else None
        return Reference(frozenset(places), day, None, None, of, level, relative and day is None)
    month = _MONTH.search(words)
    if month is not None:
        first, last = _window(month, local_day(known))
        return Reference(frozenset(places), None, first, last, of, level, False)
    if stretch is None:
        return Reference(frozenset(places), None, None, None, of, level, False)
    if edge := _EDGE.search(low[start : stretch.start]):
        day = stretch.last if edge["edge"] == "end" else stretch.first
        return Reference(frozenset(places), day, None, None, of, level, False)
    return Reference(frozenset(places), None, stretch.earliest, stretch.last, of, level, False)


def _of(words: str) -> Of | None:
    """Return what stands at the start of a distance."""
    if "low" in words.rsplit(maxsplit=1)[-1] or "bottom" in words or "trough" in words:
        return "low close" if "clos" in words else "low"
    if "clos" in words or "finish" in words:
        return "high close"
    return "high"


def _window(month: "re.Match[str]", today: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the days between which a month, or a third of it, lies."""
    number = MONTHS[month["month"]]
    year = int(month["year"]) if month["year"] else today.year - (number > today.month)
    begin = pd.Timestamp(year, number, 1)
    ends = {"early ": (0, 10), "mid-": (8, 21), "late ": (18, 31)}.get(
        month["third"] or "", (0, 31)
    )
    end = min(begin + pd.Timedelta(days=ends[1]), begin + pd.offsets.MonthEnd(0))
    return begin + pd.Timedelta(days=ends[0]), end
