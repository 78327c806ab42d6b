"""Records and streaks that a sentence tells: "its worst day since April", "for a ninth session"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from sentiment.claims.amounts import COUNTS, Amount
from sentiment.claims.claim import Of
from sentiment.claims.figure import Figure, Kind
from sentiment.claims.mentions import Mention, Subject
from sentiment.claims.scene import Scene, lowered
from sentiment.claims.subjects import Reader
from sentiment.claims.time_phrases import WEEKDAYS
from sentiment.claims.unreal import is_unreal
from sentiment.claims.vocabulary import said

_ORDINALS = {
    "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12, "twentieth": 20,
} | {f"{word}th": value for word, value in COUNTS.items() if value > 3}  # fmt: skip
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(sorted(COUNTS, key=len, reverse=True))})"
_ORDINAL = (
    rf"(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
)
_UP = r"gains?|rises?|advances?|rally|rallies|wins?|winners?|climbs?|increases?|up days?"
_DOWN = r"loss(?:es)?|falls?|drops?|declines?|slides?|slump|losers?|skid|rout|down days?|sell-off"
_TELLING = r"(?:winning|losing|positive|negative|up|down|red|green|trading|daily|straight)"
_UNIT = rf"(?:(?:{_TELLING}) )*(?:sessions?|days?|trading days?|{_UP}|{_DOWN})"
_STREAK = re.compile(
    rf"\b(?:for )?(?:(?:a|an|its|the|their) )?{_ORDINAL}[- ](?:straight|consecutive"
    rf"|successive) {_UNIT}\b"
    rf"|\b(?:the |its |their |a |an )?{_ORDINAL.replace('<nth>', '<nth2>')}(?: {_UNIT})?"
    r" (?:in a row|on the trot|running|in succession|in \w+ (?:days|sessions))\b"
    rf"|\b{_COUNT.replace('<count>', '<count2>')} (?:straight|consecutive|successive) {_UNIT}\b"
    rf"|\b{_COUNT.replace('<count>', '<count3>')} {_UNIT}"
    r" (?:in a row|on the trot|running|in succession)\b"
    rf"|\b{_COUNT.replace('<count>', '<count6>')} (?:losing|winning|down|up) (?:trading )?"
    r"(?:sessions|days)\b(?! (?:of|in|out)\b)"
    rf"|\b{_COUNT.replace('<count>', '<count4>')}[- ](?:day|session)[- ](?:{_TELLING} )?"
    rf"(?:streak|run|rally|slide|skid|slump|advance|rout)\b(?! of)"
    rf"|\b(?:{_TELLING} )(?:streak|run) to {_COUNT.replace('<count>', '<count5>')}"
    rf" (?:sessions|days)\b"
)
_BIGGEST = "biggest largest steepest sharpest best worst highest lowest strongest heaviest weakest"
_BIGGEST += " deepest greatest"
_HIGHEST = frozenset("biggest largest best strongest greatest".split())
_PRICES = frozenset(["close", "closing level", "level", "finish", "price"])
_NOUNS = (
    rf"day|session|close|closing level|level|showing|performance|trading day|percentage"
    rf"|finish|setback"
    rf"|price|{_UP}|{_DOWN}|rout|plunge|tumble|jump|leap|surge|retreat|rebound|bounce|move"
)
_RECORD = re.compile(
    rf"\b(?:(?:its|their|the|a) )?(?P<most>{'|'.join(_BIGGEST.split())})"
    r"(?: (?:one-day|single-day|one-session|daily|percentage|day's|intraday|single-session"
    r"|closing)){0,3}"
    rf" (?P<what>{_NOUNS})\b(?: (?:loss|gain|drop|rise|decline|fall|advance|day))?"
    r"(?: (?:for|of|in) (?:the )?(?!\d|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|year|month|more|nearly|almost|over|well|a |at |two|three"
    r"|four|five)\w+)?"
    r"(?P<tail> (?:since|of|in|so far|this|ever|on record)\b)?"
    rf"|\b(?P<mostof>the most since|(?:{'|'.join(_BIGGEST.split())}) since|highest ever"
    r"|lowest ever)\b"
    r"|\b(?:(?:a|an|its|another|the) )?(?:fresh |new )?(?P<record>(?:record|all-time)"
    r"(?:[ -](?:intraday )?(?:closing highs?|closing low|closing|close|highs?|low|finish))?+)\b"
    # not "record revenue", "a record high of NT$9", "a record $9bn"
    r"(?! (?:(?:of|at) )?(?:(?!us)[a-z]{1,2}\$|[€£¥]|\$[\d.,]+ ?[bmt]))"
    r"(?=\W*$|[^\w\s-]| [^\w\s]| (?:\d|o[nf]|in|at|by|for|and|as|after|with|while|when|to|this|last"
    rf"|but|before|amid|since|that|set|reached|ever|today|yesterday|{'|'.join(WEEKDAYS)})\b)"
)
_FALLS = re.compile(
    rf"\b(?:{_DOWN}|worst|plunge|tumble|retreat|weakest|setback|losing|negative|red)\b"
)
_RISES = re.compile(
    rf"\b(?:{_UP}|best|jump|leap|surge|strongest|rebound|bounce|winning|positive|green)\b"
)
_ENDED = re.compile(
    r"\b(?:snap\w*|end(?:s|ed|ing)?|halt\w*|broke\w*|break\w*|stopp?\w*)\s(?:\w+[\s-]){0,4}$"
)
_MEASURE = re.compile(
    r"\b(?:from|below|under|beneath|since|of|(?<!coming )off|flirt\w* with|beat|above|beyond"
    r"|reach|its may)\s+(?:\w+ ){0,2}(?:\w+[ .]+\d+ )?$"
)
_UP_TO_SINCE = re.compile(
    r"[ ]?(?:(?:for|of|in) (?:the )?\w+ ?)?(?:in )?(?:the (?:[\w'-]+ ){1,4}(?:of|in) )?"
    r"(?:well |just )?(?:over |nearly |almost |more than |about )?"
)
_LATER_PLACE = re.compile(r"\b(?:second|third|fourth|fifth)[- ]$")
# "The best gain in a week since May" is one of weeks, and no day's.
_OF_WEEKS = re.compile(
    r" (?:(?:in|for|over) )?(?:a|one|any) (?:single )?(?:week|month|quarter|year) since\b"
)
_ENDS = re.compile(
    r"^\s*(?:had |was |has )?(?:ended|snapped|broken|came to an end|is over)\b"
    r"|^,? (?:and |but )?then\b"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a record or streak is of, and since when it counts."""

    of: Of | None
    since: tuple[pd.Timestamp, pd.Timestamp] | None
    ended: bool  # the streak ended with the day that is told
    exact: bool  # counted from the last session as extreme: "since April", not "of the year"


def read_records(reader: Reader, figures: Sequence[Figure]) -> list[tuple[Figure, Told]]:
    """Return the records and streaks of a sentence that are told of a price."""
    scene = reader.scene
    low = lowered(scene.text)
    found: list[tuple[Figure, Told]] = []
    for match in _STREAK.finditer(low):
        one = _streak(reader, match, low, figures)
        found += [one] if one else []
    for match in _RECORD.finditer(low):
        one = _record(reader, match, low, figures)
        if one and not any(_overlap(one[0], other[0]) for other in found):
            found.append(one)
    return found


def _overlap(one: Figure, other: Figure) -> bool:
    return one.amount.start < other.amount.end and other.amount.start < one.amount.end


def _items(scene: Scene, start: int, end: int) -> list[int]:
    """Return the items of a stretch of a sentence."""
    return [at for at, one in enumerate(scene.items) if one.start < end and one.end > start]


def _figure(
    reader: Reader, kind: Kind, span: tuple[int, int], value: float, sign: int
) -> Figure | None:
    """Return a record or streak as a figure, if it is surely one of a price."""
    scene = reader.scene
    places = _items(scene, *span)
    if not places:
        return None
    first, last = places[0], places[-1]
    carried = scene.mention(first - 2) if scene.word(first - 1) == "to" else None
    carried = carried or _dragged(scene, first)
    subject = carried.subject if carried else _owner_behind(reader, last)
    subject = subject or reader.whose(first, noun=True)
    if subject is None or is_unreal(scene, first, first) or is_unreal(scene, first, last):
        return None
    amount = Amount(span[0], span[1], span[0], "bare", value, value, value, 1.0, "", 0)
    return Figure(kind, subject, amount, first, first, last, first, sign)


def _dragged(scene: Scene, first: int) -> Mention | None:
    """Return whom another took along: "dragging the S&P and the Nasdaq down for six days"."""
    at = first - 1
    while scene.word(at) in {"for", "down", "up", "lower", "higher"}:
        at -= 1
    while scene.name(at - 1) in {"and", ","} and scene.name(at - 2) == "WHO":
        at -= 2
    return scene.mention(at) if scene.word(at - 1) in said("carrying") else None


def _owner_behind(reader: Reader, last: int) -> Subject | None:
    """Return whose record it is by what follows: "the worst day for the index"."""
    scene = reader.scene
    for at in range(max(0, last - 4), min(last + 6, len(scene.items))):
        if scene.word(at) not in {"for", "of", "in"}:
            if at > last and scene.name(at) in {",", ".", "and", ";"}:
                return None
            continue
        mention = scene.mention(at + 1) or (
            scene.mention(at + 2) if scene.word(at + 1) == "the" else None
        )
        if mention is not None and mention.subject.role != "person":
            return mention.subject
        if scene.word(at + 1) in {"the", "its"} and scene.word(at + 2) in (
            said("shares") | said("indices") | said("companies") | said("funds")
        ):
            return reader.named(at + 2)
    return None


def _way(words: str) -> int:
    """Return 1 or -1 for words that tell of rising or falling alone, else 0."""
    up, down = bool(_RISES.search(words)), bool(_FALLS.search(words))
    return 0 if up == down else 1 if up else -1


def _streak(
    reader: Reader, match: "re.Match[str]", low: str, figures: Sequence[Figure]
) -> tuple[Figure, Told] | None:
    """Return a streak of sessions."""
    count = _count(match)
    if re.search(r"\b(?:week|month|quarter|year)", match[0]) or count < 2:
        return None
    sign = _way(match[0]) or _way_before(reader.scene, match.start(), figures)
    figure = _figure(reader, "streak", match.span(), float(count), sign)
    if figure is None:
        return None
    over = bool(_ENDS.match(low[match.end() :]))
    ended = over or bool(_ENDED.search(low[: match.start()]))
    return figure, Told(_of_way(sign), None, ended, over)


def _of_way(sign: int) -> Of | None:
    """Return what is told of a movement, None where the words do not say which way it went."""
    return "rise" if sign > 0 else "fall" if sign < 0 else None


def _count(match: "re.Match[str]") -> int:
    """Return how many sessions a streak is told to have."""
    nth = match["nth"] or match["nth2"]
    if nth:
        return _ORDINALS.get(nth) or int(re.sub(r"\D", "", nth))
    word = next(
        match[name] for name in ("count2", "count3", "count4", "count5", "count6") if match[name]
    )
    return COUNTS[word] if word in COUNTS else int(word)


def _way_before(scene: Scene, start: int, figures: Sequence[Figure]) -> int:
    """Return which way a streak goes, by the last movement before it, else by any."""
    signs = {"up:": 1, "dn:": -1, "gre": 1, "red": -1}  # "red for nine days"
    movers = [
        (item.start, signs[item.name[:3]])
        for item in scene.items
        if item.name[:3] in {"up:", "dn:"} or item.name in {"green", "red"}
    ]
    before = [sign for at, sign in movers if at < start]
    told = [one.sign for one in figures if one.sign and one.amount.start < start]
    held = (
        before or told or [sign for _, sign in movers] or [one.sign for one in figures if one.sign]
    )
    return held[-1] if held else 0


def _record(
    reader: Reader, match: "re.Match[str]", low: str, figures: Sequence[Figure]
) -> tuple[Figure, Told] | None:
    """Return a record of changes or of prices."""
    before = low[: match.start()]
    if (
        _LATER_PLACE.search(before)
        or _MEASURE.search(before)
        or (match["mostof"] and not _is_of_a_move(match, reader.scene))
    ):
        return None  # a record that something is measured by, not one that is set
    behind = low[match.end() :]
    if _OF_WEEKS.match(behind):
        return None
    if match["record"]:
        if re.match(r"\s*(?:-\s)?\w+ing\b", behind):
            return None
        of: Of | None = _record_of(match["record"], before, behind)
    else:
        of = _most_of(match, reader.scene, figures)
    since, end = _since(reader.scene, match, low)
    ever = bool(match["record"]) or bool(
        re.search(r"\bever\b|on record", low[match.start() : end + 12])
    )
    if since is None and not ever:
        return None
    span = (match.start(), max(end, match.end() if match["record"] else end))
    sign = {"rise": 1, "fall": -1}.get(of or "", 0)
    figure = _figure(reader, "record", span, float("nan"), sign)
    if figure is None:
        return None
    words = low[match.start() : end]
    return figure, Told(of, since, False, "since" in words)


def _is_of_a_move(match: "re.Match[str]", scene: Scene) -> bool:
    """Return whether "the biggest since" is of a move named before: "the drop was its biggest"."""
    if match["mostof"].startswith(("the most", "highest", "lowest")):
        return True
    before = [item for item in scene.items if item.start < match.start()]
    others = {item.word for item in before} & said("other_quantities")
    return not others and any(item.name[:3] in {"up:", "dn:"} for item in before)


def _record_of(words: str, before: str, behind: str) -> Of:
    """Return what a record is of: closes, if the words tell of one."""
    close = (
        "clos" in words or "finish" in words or re.search(r"\bclos\w+|\bend\w+|\bfinish\w+", before)
    )
    if "low" in words or re.match(r"\s*low\b", behind):
        return "low close" if close else "low"
    intraday = "high" in words or "touch" in before or "hit" in before
    return "high" if intraday and not close else "high close"


def _most_of(match: "re.Match[str]", scene: Scene, figures: Sequence[Figure]) -> Of | None:
    """Return what the most of something is of."""
    if match["mostof"]:
        if match["mostof"].startswith(("highest", "lowest")):
            return "high close" if match["mostof"].startswith("high") else "low close"
        return _of_way(_way(match[0]) or _way_before(scene, match.start(), figures))
    if match["most"] in {"highest", "lowest"}:
        intraday = "intraday" in match[0] or match["what"] == "price"
        high = match["most"] == "highest"
        return ("high" if high else "low") if intraday else "high close" if high else "low close"
    if match["what"] in _PRICES:  # "its best close" is of where it closed, not of how it moved
        return "high close" if match["most"] in _HIGHEST else "low close"
    return _of_way(_way(match[0]) or _way_before(scene, match.start(), figures))


def _since(
    scene: Scene, match: "re.Match[str]", low: str
) -> tuple[tuple[pd.Timestamp, pd.Timestamp] | None, int]:
    """Return the closes from which a record counts, and where its words end."""
    for at, time in scene.times:
        item = scene.items[at]
        if not time.is_span or time.first is None or item.start > match.end() + 32:
            continue
        if item.end < match.end():
            continue
        if item.start >= match.start():
            between = low[match.end() : max(match.end(), item.start)]
            if _UP_TO_SINCE.fullmatch(between):
                return (time.earliest or time.first, time.first), max(item.end, match.end())
    return None, match.end()
