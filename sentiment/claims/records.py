"""Records and streaks that a sentence tells: "its worst day since", "a third session"."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sentiment.claims.changes import Figure
from sentiment.claims.claim import Claim, Of
from sentiment.claims.days import Day
from sentiment.claims.moments import When
from sentiment.claims.placing import Placed, Reader
from sentiment.claims.subjects import Scene, Subject, subject_before
from sentiment.claims.vocabulary import FALL, NUMBERS, RISE, said, word_at
from sentiment.market.calendar import previous_session

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


def read_records(reader: Reader, figures: Sequence[Figure]) -> list[Claim]:
    """Return the records and streaks of a sentence whose price is known."""
    found = []
    for told in read_superlatives(reader.lowered, reader.days):
        subject = _whose(reader, told, figures)
        if subject is not None:
            found.append(_superlative(reader, told, subject=subject, figures=figures))
    return found


def _whose(reader: Reader, told: Superlative, figures: Sequence[Figure]) -> Subject | None:
    """Return whose record or streak it is: of the figure before it, or of what leads to it."""
    tokens = reader.scene.tokens
    before = [one for one in figures if tokens[one.first].start < told.start]
    if before:
        return before[-1].subject
    first = next(place for place, token in enumerate(tokens) if token.end > told.start)
    subject = _near(reader.scene, first)
    if subject is not None and not (subject.bare and told.count == 0 and told.of == "rise"):
        return subject
    return _behind(reader.scene, first) if told.count else None


def _behind(scene: Scene, first: int) -> Subject | None:
    """Return the subject behind "for a third straight session,"."""
    for at in range(first, min(first + 20, len(scene.tokens))):
        if scene.tokens[at].text in RISE or scene.tokens[at].text in FALL:
            return subject_before(scene, at)
    return None


_LEADING = said("leading")


def _near(scene: Scene, first: int) -> Subject | None:
    """Return the subject before a record, past the verbs that lead to it."""
    begin = first
    while begin > 0 and word_at(scene.tokens, begin - 1) in _LEADING and first - begin < 6:
        begin -= 1
    return subject_before(scene, begin, owned=True)


def _superlative(
    reader: Reader, told: Superlative, *, subject: Subject, figures: Sequence[Figure]
) -> Claim:
    """Return a record or streak as a claim."""
    tokens = reader.scene.tokens
    before = [one for one in figures if tokens[one.first].start < told.start]
    own = [reader.day(before, place) for place in range(len(before))]
    last = max(place for place, token in enumerate(tokens) if token.start < told.end)
    near = next((one for one in reversed(own) if one), None) or reader.behind(last)
    if near is None and not before and told.count:
        near = next((day for day in reader.days if day.kind == "session"), None)
    if near is None and reader.opening() and reader.opening()[0] != told.since:
        near = reader.opening()[0]
    if near is not None and (near == told.since or near.kind != "session"):
        near = None
    day = Placed(near, "said") if near else Placed(reader.before, "not")
    sign = told.sign or _direction(reader.lowered, before)
    moves = told.count > 0 or told.open
    of: Of = told.of if not moves else "fall" if sign < 0 else "rise"
    amount = float(told.count) if told.count else math.nan
    claim = reader.built(
        told.start,
        told.end,
        subject=subject,
        kind="streak" if told.count else "record",
        amount=(amount, amount, amount),
        when=When("session" if told.of in {"high", "low"} else "close"),
        day=day,
        of=of if sign or not moves else None,
    )
    if told.over:  # the day that ends a streak is not of it
        ended = tuple(previous_session(day) for day in claim.sessions)
        claim = replace(claim, sessions=ended)
    since = told.since
    if since is None or since.kind == "unknown":
        return claim
    return replace(claim, earliest=since.first)


def _direction(lowered: str, before: Sequence[Figure]) -> int:
    """Return which way a streak goes, by the figure before it or the sentence's only direction."""
    if before and before[-1].sign:
        return before[-1].sign
    up = re.search(r"\b(?:rose|rise|gain\w*|climb\w*|advanc\w*|rall\w*|higher|rising)\b", lowered)
    down = re.search(
        r"\b(?:fell|fall\w*|drop\w*|declin\w*|slid\w*|slip\w*|lost|los\w+|lower)\b", lowered
    )
    return 0 if bool(up) == bool(down) else 1 if up else -1
