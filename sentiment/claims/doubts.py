"""Why a figure that no bar bears out may yet be true of something else, and so accuses nobody."""

import re
from collections.abc import Sequence

from sentiment.claims.amounts import COUNTS
from sentiment.claims.elided import NEUTRAL
from sentiment.claims.figure import AMOUNTS, Figure
from sentiment.claims.meanings import NAMED
from sentiment.claims.placed import Placed
from sentiment.claims.scene import Scene
from sentiment.claims.syntax import STRONG, is_noun
from sentiment.claims.vocabulary import said

# What is said of such a figure: the words of its meanings.
GUESSED = "the words do not say of which company"
RETURNED = "a return counts dividends, which prices leave out"
BASED = "the words count it from another price"
UNREAD = "the words name a time that is not understood"
OTHER = "the words may be of somebody else"
DOUBTS = frozenset([GUESSED, RETURNED, BASED, UNREAD, OTHER])
# "In the last hour it regained 1%", "from its low it rose 5%": no change against a close.
_BASED = re.compile(
    r"\b(?:in|over|during|within|through) (?:the |its )?(?:\w+ ){0,2}(?:half-)?(?:hours?|minutes)\b"
    r"|\b(?:from|off|above|below|since|under) (?:its |the |their |an? |that )?(?:[\w'-]+ ){0,2}"
    r"(?:lows?|highs?|trough|peak|bottom|top|worst|best|record|close|level|price"
    r"|open|opening|noon|midday|lunch\w*)\b"
)
_TIMES = re.compile(
    r"(?:week|month|year|quarter|hour|minute|session|day|decade|fortnight)(?:s|ly|-long)?(?:'s)?"
    r"|wks?|mo|qtr|yr|[wmqy]/[wmqy]|ago|since|earlier|previously|formerly|once|yesterday|overnight|ytd|mtd|qtd|yoy|(?:19|20)\d\d"
)


def doubt_of(scene: Scene, placed: Sequence[Placed], at: int) -> str | None:
    """Return why one of a sentence's figures may be of another time, or of somebody else."""
    figure, before = placed[at].figure, placed[at - 1].figure if at else None
    if figure.kind in {"record", "streak"}:
        return None
    clause = _clause(scene, figure)
    begin, end = max(clause.start, before.last + 1 if before else 0), clause.stop
    own = begin if before and before.kind == "change" else clause.start
    words = scene.text[scene.items[own].start : scene.items[end - 1].end].lower()
    plain = not any(one.peak for one in placed[at].meanings) and "distance" not in figure.traits
    if figure.kind in {"change", "points"} and plain and _BASED.search(words):
        return BASED
    unread = any(_is_unread(scene, place) for place in range(begin, end))
    if unread or _is_dated_beyond(scene, placed, at):
        return UNREAD
    unnamed = _names_others_alone(scene, figure)
    return OTHER if unnamed or _is_of_another(scene, figure, own) else None


def _names_others_alone(scene: Scene, figure: Figure) -> bool:
    """Return whether a sentence names companies, and not the one that its figure is told of."""
    companies = {who.subject.company for _, who in scene.mentions if who.subject.role == "company"}
    own = figure.subject
    return bool(companies) and own.role == "company" and own.company not in companies


def _clause(scene: Scene, figure: Figure) -> range:
    """Return the items of a figure's clause, up to the next figure."""
    begin, end = figure.first, figure.last + 1
    while begin > 0 and scene.name(begin - 1) not in STRONG:
        begin -= 1
    while end < len(scene.items) and scene.name(end) not in STRONG | AMOUNTS:
        end += 1
    return range(begin, end)


def _is_dated_beyond(scene: Scene, placed: Sequence[Placed], at: int) -> bool:
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
    if scene.word(place) in COUNTS and scene.word(place - 1) in {"over", "in", "during"}:
        return True  # "over one year it lost 5%, over five it gained 62%"
    return scene.items[place].part is None and bool(_TIMES.fullmatch(scene.word(place)))


def _is_of_another(scene: Scene, figure: Figure, begin: int) -> bool:
    """Return whether the nearest that stands before a figure is nobody who is known."""
    if any(scene.mention(at) is not None for at in range(figure.first, figure.last + 1)):
        between = {scene.name(at) for at in range(figure.first + 1, figure.place)} - NEUTRAL
        return not figure.name and any(name.isalpha() and name.islower() for name in between)
    for at in range(figure.first - 1, begin - 1, -1):
        if scene.mention(at) is not None or is_noun(scene, at):
            return False
        if scene.name(at).startswith("Cap:") or scene.word(at) in said("others"):
            return True
    return False
