"""Records and streaks that a sentence tells: "its worst day since", "a third session"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sentiment.claim_days import Day
from sentiment.claim_words import NUMBERS

Of = Literal["rise", "fall", "high close", "low close", "high", "low"]

_SIZE = r"(?:biggest|largest|steepest|sharpest|deepest|heaviest|strongest|worst|best|greatest)"
_RECORD = re.compile(
    rf"(?P<sized>\b{_SIZE} (?:(?:one-day|single-day|daily|percentage|single-session|1-day) )*"
    r"(?:(?P<down>drop|fall|decline|loss|slide|slump|plunge|tumble)"
    r"|(?P<up>gain|rise|jump|advance|rally|increase)|(?P<day>day|session|daily performance)))\b"
    r"|(?P<edge>\b(?P<most>highest|lowest)"
    r" (?P<mark>closing price|close|closing level|level|price|(?=since|in)))"
    r"|(?P<open>\bthe most(?= since| in))"
    r"|(?P<ever>\b(?:record|all-time|52-week) (?P<end>closing high|closing low|close|high|low)\b"
    r"(?! (?:demand|revenue|sales|profit|margin)))"
)
_SINCE = re.compile(r"^(?: (?:close|level))?,? ?(?:since|in|of)\b")
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 2
    )
}
_COUNT = "|".join(word for word in NUMBERS if word not in {"zero", "one"}) + r"|\d{1,2}"
_RUNNING = r"(?:straight|consecutive|successive)"
_DAY = r"(?:trading day|trading session|day|session)"
_WAY = r"gains|losses|declines"
_STREAK = re.compile(
    rf"\b(?:(?P<nth>{'|'.join(_ORDINALS)}|\d{{1,2}}(?:nd|rd|th))[- ]{_RUNNING}"
    rf" (?:(?P<way2>losing|winning|down|up) )?{_DAY}\b(?:'s)?(?: of (?P<way3>{_WAY}))?"
    rf"|(?P<count>{_COUNT})[- ](?:day|session)s?[- ](?P<way>losing|winning) (?:streak|run)"
    rf"|(?P<count3>{_COUNT}) {_RUNNING} {_DAY}s(?: of (?P<way4>{_WAY}))?"
    rf"|(?P<count4>{_COUNT}) {_DAY}s in a row)"
)
_BROKEN = re.compile(
    r"\b(?:snap|snaps|snapped|snapping|end|ends|ended|ending|break|breaks|broke|breaking|halt|halted)"
    r" (?:a |an |its |their |the )?$"
)
_LOSING = frozenset({"losing", "down", "losses", "declines"})


@dataclass(frozen=True, slots=True)
class Superlative:
    """A record or streak at ``start:end`` of a sentence."""

    start: int
    end: int
    of: Of
    since: Day | None = None  # from when, if the words tell
    count: int = 0  # sessions of a streak; 0 for a record
    sign: int = 0  # of a streak, 0 where its own words do not tell
    over: bool = False  # a streak that the day brought to an end
    open: bool = False  # "the most since": the figure before it tells of what


def read_superlatives(sentence: str, days: list[Day]) -> Iterator[Superlative]:
    """Yield the records and streaks of a sentence in lower case.

    Examples
    --------
    >>> [one.of for one in read_superlatives("its biggest one-day drop since 2024", [])]
    ['fall']
    >>> [one.count for one in read_superlatives("fell for a third straight session", [])]
    [3]
    """
    for match in _RECORD.finditer(sentence):
        found = _record(match, sentence, days)
        if found is not None:
            yield found
    for match in _STREAK.finditer(sentence):
        yield _streak(
            match, over=bool(_BROKEN.search(sentence[max(0, match.start() - 20) : match.start()]))
        )


def _record(match: re.Match[str], sentence: str, days: list[Day]) -> Superlative | None:
    """Return one record, None if its words do not say since when and need to."""
    behind = sentence[match.end() : match.end() + 40]
    since = next((day for day in days if match.end() <= day.start <= match.end() + 12), None)
    end = since.end if since is not None else match.end()
    if match["ever"]:
        return Superlative(match.start(), match.end(), _ever(match["end"]), None)
    if _SINCE.match(behind.lstrip("s").replace("  ", " ")) is None and since is None:
        return None
    if match["open"]:
        return Superlative(match.start(), end, "rise", since, open=True)
    if match["edge"]:
        return Superlative(match.start(), end, _edge(match), since)
    return Superlative(match.start(), end, "fall" if _downward(match) else "rise", since)


def _downward(match: re.Match[str]) -> bool:
    """Return whether the largest movement is one downward."""
    return bool(match["down"]) or (not match["up"] and match["sized"].startswith("worst"))


def _edge(match: re.Match[str]) -> Of:
    """Return what "highest close" or "lowest" is of; prices as such are taken by their close."""
    return "high close" if match["most"] == "highest" else "low close"


def _ever(end: str) -> Of:
    """Return what a record without a date is of."""
    if end in {"close", "closing high"}:
        return "high close"
    if end == "closing low":
        return "low close"
    return "high" if end == "high" else "low"


def _streak(match: re.Match[str], *, over: bool) -> Superlative:
    """Return one streak."""
    way = match["way"] or match["way2"] or match["way3"] or match["way4"]
    sign = 0 if way is None else -1 if way in _LOSING else 1
    told = match["nth"] or match["count"] or match["count3"] or match["count4"]
    number = _ORDINALS.get(told) or int(NUMBERS.get(told, 0)) or int(re.sub(r"\D", "", told))
    of: Of = "fall" if sign < 0 else "rise"
    return Superlative(match.start(), match.end(), of, None, number, sign, over)
