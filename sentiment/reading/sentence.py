"""A sentence to its finance reading: every point with the words and the rule it comes from."""

import math
from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

from sentiment.output.labels import NEUTRAL_BAND
from sentiment.reading import (
    backdrop,
    comparisons,
    directions,
    expectations,
    lexicon,
    marks,
    masking,
    rules,
    surroundings,
)
from sentiment.reading.marks import Hit, Mark, Terms
from sentiment.text import tokens
from sentiment.text.tokens import Word

Kind = Literal["price move", "judgement", "neutral"]
ALPHA = 15.0  # Hutto & Gilbert (2014): brings the raw sum near the largest expected to 1
NEARLY_ONE = 0.97  # faint words of the other sign contradict nothing
AFTER_LEAD = 0.75  # what a sentence tells first is its news
BEFORE_MAIN = 0.15  # what a clause before the main one tells was known
SIGNS = lexicon.word_set("signs")
CONCERNS = lexicon.word_set("concerns")
WITH_FIGURES = SIGNS | CONCERNS  # which judge nothing right before a figure
JUDGING = frozenset({"tone", "post", "bad"})
MONEY = lexicon.word_set("money")
ABOUT = lexicon.word_set("about")
# Everyday words and words of mood are faint: all of a sentence's together stay inside the neutral
# band, whose edge a raw sum of 0.194 reaches.
FAINT, FAINTEST = 0.65, 0.15


class Part(NamedTuple):
    """One piece of the explanation: the words at ``start:end`` and what they contribute."""

    start: int
    end: int
    text: str
    points: float
    rule: str
    reason: str


class Noted(NamedTuple):
    """The marks of a sentence, which are made its parts when they are asked for."""

    text: str
    masked: str  # the text as it was read
    marks: Sequence[Mark]

    def parts(self) -> tuple[Part, ...]:
        """Return the marks as the parts of an explanation, in the order of the sentence."""
        ordered = sorted(self.marks, key=marks.by_place)
        spans = tokens.spans_of(self.masked)
        parts = []
        for first, last, points, rule, reason, _ in ordered:
            start, end = spans[first][0], spans[last][1]
            parts.append(Part(start, end, self.text[start:end], points, rule, reason))
        return tuple(parts)


class SentenceReading(NamedTuple):
    """How a sentence reads; ``raw`` is the sum of its parts' points."""

    compound: float
    raw: float
    kind: Kind
    origin: Noted | tuple[Part, ...]

    @property
    def told(self) -> tuple[Part, ...]:
        """The parts before one contradicts another."""
        return self.origin.parts() if isinstance(self.origin, Noted) else self.origin

    @property
    def parts(self) -> tuple[Part, ...]:
        """The pieces of the explanation, whose points add up."""
        told = self.told
        left = _left([part.points for part in told])
        if left == 1.0:
            return told
        return tuple(
            part._replace(points=part.points * left, rule=f"{part.rule}; contradicted by the rest")
            for part in told
            if part.points * left
        )


_SILENT = SentenceReading(0.0, 0.0, "neutral", ())


def compound_of(raw: float) -> float:
    """Return a raw sum brought into (-1, 1): Hutto & Gilbert (2014).

    Examples
    --------
    >>> round(compound_of(-2.6), 3)
    -0.557
    """
    return raw / math.sqrt(raw * raw + ALPHA)


def read_sentence(
    text: str, *, post: bool = False, names: Sequence[tuple[int, int]] = ()
) -> SentenceReading:
    """Return the finance reading of one sentence, of a trader's *post* or of any text.

    The words of *names*, spans of the sentence, carry nothing.

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
    masked = masking.mask(text, names) if names else text
    words, terms = marks.read_words(masked, post=post)
    found, named = _marks(words, terms)
    told = surroundings.changed(words, terms, found, named) if found else found
    if "everyday" in terms.families:
        told = told + _everyday(words, terms)
    if not told:
        return _SILENT
    balanced = _balanced(words, told)
    raw = _sum([mark[2] for mark in balanced])
    compound = compound_of(raw)
    noted = tuple.__new__(Noted, (text, masked, balanced))
    # SentenceReading(...) takes twice as long
    return tuple.__new__(SentenceReading, (compound, raw, _kind(compound, found), noted))


def reading_of(told: tuple[Part, ...], *, kind: Kind) -> SentenceReading:
    """Return the reading that parts make together, less what they contradict each other in."""
    raw = _sum([part.points for part in told])
    return SentenceReading(compound_of(raw), raw, kind, told)


def parted(reading: SentenceReading) -> SentenceReading:
    """Return a reading whose parts are made, once for all who will ask for them."""
    return reading._replace(origin=reading.told)


def _sum(points: Sequence[float]) -> float:
    """Return the sum of points, each weakened as far as others contradict it."""
    if len(points) == 1:
        return points[0]
    left = _left(points)
    return math.fsum(points) if left == 1.0 else math.fsum([one * left for one in points])


def _left(points: Sequence[float]) -> float:
    """Return what remains of points that contradict each other: |sum| / sum of sizes.

    1 where all point one way, 0 where they cancel.
    """
    size = math.fsum(map(abs, points))
    left = abs(math.fsum(points)) / size if size else 1.0
    return 1.0 if left > NEARLY_ONE else left


def turned(reading: SentenceReading) -> SentenceReading:
    """Return a reading for the one that it is told against: "AMD gains on Nvidia" for Nvidia."""
    told = tuple(
        part._replace(
            points=surroundings.DENIED * part.points,
            rule=f"{part.rule}; told of another against it",
        )
        for part in reading.told
    )
    return reading_of(told, kind=reading.kind)


def commented(reading: SentenceReading) -> SentenceReading:
    """Return a reading for an outsider's comment on the times, held inside the neutral band."""
    size = abs(math.fsum([part.points for part in reading.told]))
    hold = min(1.0, FAINTEST / size) if size else 1.0
    told = tuple(
        part._replace(points=part.points * hold, rule=f"{part.rule}; an outsider's comment")
        for part in reading.told
    )
    return reading_of(told, kind="neutral")


def _marks(words: Sequence[Word], terms: Terms) -> tuple[list[Mark], Collection[int]]:
    """Return all that carries points in a sentence, in its order, and the words rules ask for."""
    free, kinds, families = terms[:3]
    ruled, taken, named = rules.find_rules(words, terms)
    found = [*ruled]
    if "against" in families and "expected" in families:
        expected, over = expectations.find_expectations(words, terms)
        ours = [mark for mark in expected if mark.last not in named]  # of which no rule told
        found, taken = found + ours, taken | over
    if taken:
        free = [hit for hit in free if taken.isdisjoint(range(hit.first, hit.last + 1))]
    moved: list[Mark] = []
    spoken: set[int] = set()
    if "direction" in kinds:
        moved, spoken = directions.find_directions(words, free)
        found += moved
    if "compare" in kinds:
        compared, comparing = comparisons.find_comparisons(words, free, moved=moved)
        found += compared
        spoken |= comparing
    if not JUDGING.isdisjoint(kinds):
        found += _judged(words, free, spoken=spoken)
    if "signed" in families:
        found += _signed_figures(words, terms)
    if moved and len(found) > 1:
        found = backdrop.set_back(words, found)
    if len(found) > 1:
        found.sort(key=marks.by_place)
    return found, named


def _judged(words: Sequence[Word], hits: Sequence[Hit], *, spoken: Collection[int]) -> list[Mark]:
    """Return the marks of the terms that are good or bad news by themselves."""
    return [
        Mark(first, last, term.points, "good news" if term.points > 0 else "bad news", term.reason)
        for number, (first, last, term) in enumerate(hits)
        if term.points
        and term.kind in JUDGING
        and not (term.kind == "bad" and number in spoken)
        and not (term.phrase in WITH_FIGURES and _before_figure(words, last, term.phrase))
    ]


def _before_figure(words: Sequence[Word], last: int, phrase: str) -> bool:
    """Return whether a word is the sign of a figure, or tells how many something concerns.

    "A negative 4.1%"; "the change concerns about 70 employees".
    """
    behind = words[last + 1 : last + 3]
    skipped = ABOUT if phrase in CONCERNS else MONEY
    if behind and behind[0].text in skipped:
        behind = behind[1:]
    return bool(behind) and behind[0].number is not None


def _signed_figures(words: Sequence[Word], terms: Terms) -> list[Mark]:
    """Return the marks of percentages written with a sign, "+3.2%", that no word speaks for."""
    near = [hit.last for hit in terms.hits if hit.term.kind in {"direction", "compare"}]
    return [
        Mark(at, at, words[at].signed * term.points, "signed figure", term.reason, price=True)
        for at, _, term in terms.families["signed"]
        if not (at and _no_change(words[at - 1]))
        and not _quoted_beside(words, at)
        and not any(0 <= at - last <= 5 for last in near)
    ]


def _quoted_beside(words: Sequence[Word], at: int) -> bool:
    """Return whether a figure is the quote of a name's ticker: what a page shows of any day.

    "Caterpillar (CAT -0.83%) had a strong quarter" says nothing of that quarter by its sign.
    """
    around = (*words[max(at - 2, 0) : at], *words[at + 1 : at + 2])
    return [word.text for word in around[::2]] == ["(", ")"] and around[1].number is None


def _no_change(before: Word) -> bool:
    """Return whether a word makes the figure behind it a level or a range's end: "5% -7%"."""
    return before.unit == "%" or before.text == "at"


def _everyday(words: Sequence[Word], terms: Terms) -> list[Mark]:
    """Return the small marks of everyday words that VADER knows and finance does not."""
    found = [
        Mark(place, place, term.points, "everyday word", term.reason)
        for place, _, term in terms.families["everyday"]
        if words[place].number is None
    ]
    for first, last, term in terms.hits:
        if found and (last > first or term.kind == "post"):  # others are no everyday words
            found = [mark for mark in found if not first <= mark.first <= last]
    return found


def _balanced(words: Sequence[Word], told: Sequence[Mark]) -> Sequence[Mark]:
    """Return the marks, the faint ones held, and those against the leading news weakened."""
    if len(told) == 1:
        (alone,) = told
        return told if abs(alone.points) >= FAINT else _faint_held(told, alone.points)
    points = [mark.points for mark in told]
    faint = [one for one in points if -FAINT < one < FAINT]
    if faint:
        told = _faint_held(told, math.fsum(faint))
    return _led(words, told) if min(points) <= -FAINT and max(points) >= FAINT else told


def _faint_held(told: Sequence[Mark], faint: float) -> Sequence[Mark]:
    """Return the marks, those that are *faint* together held inside the neutral band."""
    hold = min(1.0, FAINTEST / abs(faint)) if faint else 1.0
    if hold == 1.0:
        return [mark for mark in told if mark.points]
    return [
        Mark(mark.first, mark.last, mark.points * hold, mark.rule, mark.reason, mark.price)
        if abs(mark.points) < FAINT
        else mark
        for mark in told
        if mark.points
    ]


def _led(words: Sequence[Word], told: Sequence[Mark]) -> Sequence[Mark]:
    """Return the marks, those against the news that leads the sentence weakened.

    What was expected is in the price, so what differs from it leads, else what comes first in the
    main clause.
    """
    strong = [mark for mark in told if abs(mark.points) >= FAINT]
    surprises = [mark for mark in strong if mark.rule in expectations.SURPRISES]
    main = marks.main_clause(words)
    leading = surprises or [mark for mark in strong if mark.first >= main] or strong
    first = min(leading, key=marks.by_place)
    why = "against the surprise" if surprises else "after the leading news"
    return [
        mark
        if mark.points * first.points >= 0 or abs(mark.points) < FAINT
        else mark._replace(
            points=BEFORE_MAIN * mark.points, rule=f"{mark.rule}; the background of the news"
        )
        if mark.first < main <= first.first
        else mark._replace(points=AFTER_LEAD * mark.points, rule=f"{mark.rule}; {why}")
        for mark in told
    ]


def _kind(compound: float, found: Sequence[Mark]) -> Kind:
    """Return whether a sentence judges, or merely reports how a price moved."""
    if abs(compound) < NEUTRAL_BAND:
        return "neutral"
    for _, _, points, _, _, price in found:
        if not price and abs(points) >= FAINT:
            return "judgement"
    return "price move"
