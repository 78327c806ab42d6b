"""Why a figure that no bar bears out may yet be true of something else, and so accuses nobody."""

import re
from collections.abc import Sequence

from sentiment.claims.amounts import COUNTS
from sentiment.claims.checks import OUT_OF_HOURS
from sentiment.claims.elided import NEUTRAL
from sentiment.claims.figure import AMOUNTS, Figure
from sentiment.claims.meanings import NAMED
from sentiment.claims.placements import Placement
from sentiment.claims.scene import Scene
from sentiment.claims.syntax import STRONG, insertion, is_noun
from sentiment.claims.vocabulary import said

# What is said of such a figure: the words of its meanings.
GUESSED = "the words do not say of which company"
RETURNED = "a return counts dividends, which prices leave out"
BASED = "the words count it from another price"
UNREAD = "the words name a time that is not understood"
OTHER = "the words may be of somebody else"
HOURS = "the words may be of the hours outside the session"
DOUBTS = frozenset([GUESSED, RETURNED, BASED, UNREAD, OTHER, HOURS])
_CLOSE_BEFORE = (
    r"(?:its |the |their |a )?(?:previous|prior|preceding|last|yesterday's)"
    r" (?:(?:trading )?(?:day|session)'s )?(?:close|closing|finish)"
)
# "In the last hour it regained 1%", "from its low it rose 5%": no change against a close. "Still up
# 2%" goes on with what was told before, and "the first loss of 1% since May" is of no stretch.
_BASED = re.compile(
    r"\b(?:in|over|during|within|through) (?:the |its )?(?:\w+ ){0,2}(?:half-)?(?:hours?|minutes)\b"
    rf"|\b(?:from|off|above|below|since|under) (?!{_CLOSE_BEFORE})"
    r"(?:its |the |their |an? |that )?(?:[\w'-]+ ){0,4}"
    r"(?:lows?|highs?|trough|peak|bottom|top|worst|best|record|close|level|price"
    r"|open|opening|noon|midday|lunch\w*)\b"
    r"|\bstill (?:up|down|higher|lower|ahead)\b|\bfirst \w+ of [^;]* since\b"
)
# "A late-May peak"; "by June it had gained 40% this year", "40% this year through the day before".
_UNREAD = re.compile(
    r"\b(?:early|mid|late)-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\bhad\b"
    r"|\bthrough (?:the|that) \w+ before\b"
)
_VALUE = re.compile(r"\bmarket (?:cap\w*|value)\b|\bvaluation\b")
_BASES = frozenset("from off above below since under".split())
_ONE = frozenset("single one straight consecutive successive".split())
_MARK = re.compile(r"\W+(?:correction|bear[- ]market|threshold|territory|mark\b|level\b)")
_TIMES = re.compile(
    r"(?:week|month|year|quarter|hour|minute|session|day|decade|fortnight)(?:s|ly|-long)?(?:'s)?"
    r"|wks?|mo|qtr|yr|[wmqy]/[wmqy]|ago|since|earlier|previously|formerly|once|yesterday|overnight|ytd|mtd|qtd|yoy|(?:19|20)\d\d"
)


def doubt_of(scene: Scene, placed: Sequence[Placement], at: int) -> str | None:
    """Return why one of a sentence's figures may be of another time, or of somebody else."""
    figure, before = placed[at].figure, placed[at - 1].figure if at else None
    if figure.kind in {"record", "streak"}:
        return OTHER if _VALUE.search(scene.text.lower()) else None
    if _is_tag(scene, figure):
        return UNREAD
    inside = all(one.moment not in OUT_OF_HOURS for one in placed[at].meanings)
    if inside and _is_out_of_hours(scene, figure):
        return HOURS
    clause = _clause(scene, figure, dated=_has_own_time(scene, figure))
    begin, end = max(clause.start, before.last + 1 if before else 0), clause.stop
    own = begin if before and before.kind == "change" else clause.start
    words = scene.text[scene.items[own].start : scene.items[end - 1].end].lower()
    plain = not any(one.peak for one in placed[at].meanings) and "distance" not in figure.traits
    if figure.kind in {"change", "points"} and plain and _BASED.search(words):
        return BASED
    running = any(one.running for one in placed[at].meanings)
    past = _UNREAD.search(words)
    if past is not None and (running or past[0] != "had"):
        return UNREAD
    if "tally" in figure.traits and not any(one.is_span for one in placed[at].meanings):
        return UNREAD
    unread = any(_is_unread(scene, place) for place in range(begin, end))
    if unread or _is_dated_beyond(scene, placed, at):
        return UNREAD
    other = _names_others_alone(scene, figure) or _is_of_another(scene, figure, own)
    return OTHER if other or _is_mark(scene, figure) or _is_company(scene, figure, clause) else None


def _is_mark(scene: Scene, figure: Figure) -> bool:
    """Return whether an amount names a mark that a fall may pass: "the 10% correction mark"."""
    return bool(_MARK.match(scene.text.lower(), scene.items[figure.last].end))


def _is_company(scene: Scene, figure: Figure, clause: range) -> bool:
    """Return whether a fund's figure is told of "the company", which no fund is."""
    nouns = said("companies") | {f"{one}'s" for one in said("companies")}
    unlike = figure.subject.role in {"fund", "index"}
    return unlike and not nouns.isdisjoint(map(scene.word, clause))


def _names_others_alone(scene: Scene, figure: Figure) -> bool:
    """Return whether a sentence names companies, and not the one that its figure is told of."""
    companies = {who.subject.company for _, who in scene.mentions if who.subject.role == "company"}
    own = figure.subject
    return bool(companies) and own.role == "company" and own.company not in companies


def _is_tag(scene: Scene, figure: Figure) -> bool:
    """Return whether a figure is a live one beside a name: "Nvidia (NVDA -1.25%) soared"."""
    alone = scene.name(figure.place - 2) == "(" and scene.name(figure.place + 1) == ")"
    return alone and scene.mention(figure.place - 1) is not None


def _is_out_of_hours(scene: Scene, figure: Figure) -> bool:
    """Return whether hours outside the session are told before a figure, and no day since."""
    before = [one for at, one in scene.times if at < figure.place]
    hours = [at for at, one in enumerate(before) if one.moment in OUT_OF_HOURS]
    return (
        bool(hours)
        and figure.moment in {None, "range"}
        and not any(one.kind == "day" and one.moment is None for one in before[hours[-1] + 2 :])
    )


def _has_own_time(scene: Scene, figure: Figure) -> bool:
    """Return whether a day or stretch stands in a figure's words, or right behind them."""
    behind = range(figure.first, figure.last + 3)
    return any(at in behind and (one.is_day or one.is_span) for at, one in scene.times)


def _clause(scene: Scene, figure: Figure, *, dated: bool) -> range:
    """Return the items of a figure's clause, up to the next figure; if *dated*, to a comma."""
    begin, end = figure.first, figure.last + 1
    while begin > 0 and scene.name(begin - 1) not in STRONG:
        begin -= 1
    if scene.name(end) == "and" and scene.name(end + 1) in AMOUNTS:
        end += 2  # "down 4% and 8% from their highs"
    while end < len(scene.items) and scene.name(end) not in STRONG | AMOUNTS:
        if dated and scene.name(end) == "," and scene.word(end + 1) not in _BASES:
            break
        end += 1
    return range(begin, end)


def _is_dated_beyond(scene: Scene, placed: Sequence[Placement], at: int) -> bool:
    """Return whether a figure's time stands behind another amount, of which nothing was read."""
    claimed = {one.figure.place for one in placed}
    end = placed[at].figure.last + 1
    while end < len(scene.items) and (end in claimed or scene.name(end) not in STRONG | AMOUNTS):
        end += 1
    named = any(one.why == NAMED for one in placed[at].meanings)
    timed = any(one.is_day or one.is_span for place, one in scene.times if place < end)
    return named and not timed and scene.name(end) in AMOUNTS


def _is_unread(scene: Scene, place: int) -> bool:
    """Return whether a word tells of a time, and none was read of it."""
    if scene.time(place) is not None and scene.word(place - 1) in {"before", "until", "till"}:
        return True
    if scene.word(place) in {"day", "session"}:  # "Monday's regular session", "a single session"
        before = (place - 1, place - 2)
        if any(scene.word(at) in _ONE or scene.name(at) == "DAY's" for at in before):
            return False
    if scene.word(place) in COUNTS and scene.word(place - 1) in {"over", "in", "during"}:
        return True  # "over one year it lost 5%, over five it gained 62%"
    return scene.items[place].part is None and bool(_TIMES.fullmatch(scene.word(place)))


def _is_of_another(scene: Scene, figure: Figure, begin: int) -> bool:
    """Return whether the nearest that stands before a figure is nobody who is known."""
    if any(scene.mention(at) is not None for at in range(figure.first, figure.last + 1)):
        between = {scene.name(at) for at in range(figure.first + 1, figure.place)} - NEUTRAL
        return not figure.name and any(name.isalpha() and name.islower() for name in between)
    at = figure.first - 1
    while at >= begin:
        if scene.mention(at) is not None or is_noun(scene, at):
            return False
        if scene.name(at).startswith("Cap:") or scene.word(at) in said("others"):
            return True
        inserted = insertion(scene, at, at + 1) if scene.name(at) == "," else None
        at = at - 1 if inserted is None else inserted
    return False
