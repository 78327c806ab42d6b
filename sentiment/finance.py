"""A sentence to its finance reading: every point with the words and the rule it comes from."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sentiment import comparisons, directions, lexicon, marks, situations, tokens
from sentiment.marks import Hit, Mark
from sentiment.tokens import Token

Kind = Literal["price move", "judgement", "neutral"]
NEUTRAL_BAND = 0.05  # Hutto & Gilbert (2014): a compound inside ±0.05 reads as neutral
ALPHA = 15.0  # Hutto & Gilbert (2014): brings the raw sum near the largest expected to 1
DENIED = -0.6  # a denied good is bad, but less so than a bad one; VADER's own factor is -0.74
NEARLY_ONE = 0.97  # faint words of the other sign contradict nothing
REACH = {"negation": 4, "hedge": 4, "spite": 12}  # tokens that a word reaches ahead
BOOST_REACH = 2  # tokens, to either side
BEFORE_BUT, AFTER_BUT = 0.6, 1.3
IN_SPITE, ASKED, AS_CAUSE = 0.25, 0.15, 0.35
EVERYDAY = 0.08  # of VADER's valence
# Everyday words and words of mood are faint: all of a sentence's together stay inside the neutral
# band, whose edge a raw sum of 0.194 reaches.
FAINT, FAINTEST = 0.65, 0.15


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of the explanation: the words at ``start:end`` and what they contribute."""

    start: int
    end: int
    text: str
    points: float
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """How a sentence reads; ``raw`` is the sum of its parts' points."""

    compound: float
    raw: float
    parts: tuple[Part, ...]
    kind: Kind


def compound_of(raw: float) -> float:
    """Return a raw sum brought into (-1, 1): Hutto & Gilbert (2014).

    Examples
    --------
    >>> round(compound_of(-2.6), 3)
    -0.557
    """
    return raw / math.sqrt(raw * raw + ALPHA)


def read_sentence(text: str) -> SentenceReading:
    """Return the finance reading of one sentence.

    Directions take the sign of the quantity that moved, figures set against earlier ones speak as
    directions do, judgements speak for themselves; what stands around them denies, hedges,
    strengthens or outweighs them.

    Examples
    --------
    >>> read_sentence("Operating costs fell sharply.").compound > 0
    True
    >>> read_sentence("The gamble has imploded.").compound < 0
    True
    """
    words = tokens.tokenise(text)
    hits = marks.find_all_hits(words)
    found = _marks(words, hits)
    parts = [
        _part(text, words, hits, mark, explained=_explained(found, mark, hits)) for mark in found
    ]
    parts = _agreed(_faint_held(parts + _everyday(text, words, hits)))
    parts.sort(key=lambda part: part.start)
    raw = math.fsum(part.points for part in parts)
    compound = compound_of(raw)
    return SentenceReading(compound, raw, tuple(parts), _kind(compound, found))


def _marks(words: Sequence[Token], hits: Sequence[Hit]) -> list[Mark]:
    """Return all that carries points in a sentence, in its order."""
    told, taken = situations.find_situations(words, hits)
    free = [hit for hit in hits if not taken.intersection(range(hit.first, hit.last + 1))]
    moved, moving = directions.find_directions(words, free)
    compared, comparing = comparisons.find_comparisons(words, free, moved=moved)
    spoken = moving | comparing
    judged = [
        Mark(hit.first, hit.last, hit.term.points, _named(hit), hit.term.reason)
        for number, hit in enumerate(free)
        if hit.term.points
        and (hit.term.kind in {"tone", "post"} or (hit.term.kind == "bad" and number not in spoken))
    ]
    figures = _signed_figures(words, hits)
    return sorted([*told, *moved, *compared, *judged, *figures], key=lambda mark: mark.first)


def _named(hit: Hit) -> str:
    """Return the rule's name for a word that judges by itself."""
    return "good news" if hit.term.points > 0 else "bad news"


def _signed_figures(words: Sequence[Token], hits: Sequence[Hit]) -> list[Mark]:
    """Return the marks of percentages written with a sign, "+3.2%", that no word speaks for."""
    near = [hit.last for hit in hits if hit.term.kind in {"direction", "compare"}]
    return [
        Mark(place, place, 1.6 * word.signed, "signed figure", "a change with its sign", True)
        for place, word in enumerate(words)
        if word.signed and word.unit == "%" and not any(0 <= place - last <= 5 for last in near)
    ]


def _explained(found: Sequence[Mark], mark: Mark, hits: Sequence[Hit]) -> Hit | None:
    """Return the word that opens the cause of an earlier move, if a mark stands in that cause."""
    for hit in hits:
        opens = hit.term.kind == "cause" and hit.last < mark.first
        if opens and any(one.last < hit.first and abs(one.points) >= 1 for one in found):
            return hit
    return None


def _part(
    text: str, words: Sequence[Token], hits: Sequence[Hit], mark: Mark, *, explained: Hit | None
) -> Part:
    """Return a mark as a part of the explanation, after what stands around it."""
    factor, told = 1.0, []
    if explained is not None:
        factor *= AS_CAUSE
        told.append(f"told as the cause: “{explained.words}”")
    for hit in hits:
        change = _change(words, hit, mark)
        if change != 1.0:
            factor *= change
            told.append(f"{_doing(change)} “{hit.words}”")
    if words[-1].text == "?":
        factor *= ASKED
        told.append("asked, not said")
    start, end = words[mark.first].start, words[mark.last].end
    rule = "; ".join([mark.rule, *told])
    return Part(start, end, text[start:end], mark.points * factor, rule, mark.reason)


def _doing(change: float) -> str:
    """Return in a word what a modifier does."""
    if change < 0:
        return "denied by"
    return "strengthened by" if change > 1 else "weakened by"


def _change(words: Sequence[Token], hit: Hit, mark: Mark) -> float:
    """Return the factor that one term puts on a mark."""
    kind, ahead = hit.term.kind, mark.first - hit.last
    if mark.first <= hit.first <= mark.last:
        return 1.0
    if kind == "contrast":
        return AFTER_BUT if ahead > 0 else BEFORE_BUT
    if kind == "boost":
        near = 0 < ahead <= BOOST_REACH or 0 < hit.first - mark.last <= BOOST_REACH
        return hit.term.points if near else 1.0
    if kind not in REACH or not 0 < ahead <= REACH[kind]:
        return 1.0
    if marks.apart(words, hit.last, mark.first, soft=True):
        return 1.0
    return {"negation": DENIED, "spite": IN_SPITE}.get(kind, hit.term.points)


def _everyday(text: str, words: Sequence[Token], hits: Sequence[Hit]) -> list[Part]:
    """Return the small parts of everyday words that VADER knows and finance does not."""
    taken = {place for hit in hits for place in range(hit.first, hit.last + 1)}
    known = lexicon.vader_words()
    return [
        Part(
            word.start,
            word.end,
            text[word.start : word.end],
            EVERYDAY * known[word.text],
            "everyday word",
            "VADER's valence, which counts for little in finance",
        )
        for place, word in enumerate(words)
        if place not in taken and word.text in known and word.number is None
    ]


def _faint_held(parts: Sequence[Part]) -> list[Part]:
    """Return the parts, the faint ones held so that together they stay in the neutral band."""
    faint = math.fsum(part.points for part in parts if abs(part.points) < FAINT)
    hold = min(1.0, FAINTEST / abs(faint)) if faint else 1.0
    return [
        replace(part, points=part.points * hold) if abs(part.points) < FAINT else part
        for part in parts
        if part.points
    ]


def _agreed(parts: Sequence[Part]) -> list[Part]:
    """Return the parts, each weakened as far as the others contradict it.

    What remains of each is |sum| / sum of sizes: 1 where all point one way, 0 where they cancel.
    """
    size = math.fsum(abs(part.points) for part in parts)
    left = abs(math.fsum(part.points for part in parts)) / size if size else 1.0
    if left > NEARLY_ONE:
        return list(parts)
    return [
        replace(part, points=part.points * left, rule=f"{part.rule}; contradicted by the rest")
        for part in parts
        if part.points * left
    ]


def _kind(compound: float, found: Sequence[Mark]) -> Kind:
    """Return whether a sentence judges, or merely reports how a price moved."""
    if abs(compound) < NEUTRAL_BAND:
        return "neutral"
    telling = [mark for mark in found if abs(mark.points) >= FAINT]
    return "price move" if all(mark.price for mark in telling) else "judgement"
