"""A sentence to its finance reading: every point with the words and the rule it comes from."""

import math
from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

from sentiment.output.labels import NEUTRAL_BAND
from sentiment.reading import comparisons, directions, expectations, marks, masking, rules
from sentiment.reading.marks import Hit, Mark, Terms
from sentiment.text import tokens
from sentiment.text.tokens import Split, Word

Kind = Literal["price move", "judgement", "neutral"]
ALPHA = 15.0  # Hutto & Gilbert (2014): brings the raw sum near the largest expected to 1
DENIED = -0.6  # a denied good is bad, but less so than a bad one; VADER's own factor is -0.74
DENYING = frozenset("deny denies denied denying refuted refutes".split())
STILL_SAID = 0.05  # whoever denies that it is insolvent was asked; that is no good news
NEARLY_ONE = 0.97  # faint words of the other sign contradict nothing
CHANGING = frozenset({"contrast", "boost", "negation", "hedge", "spite"})
BESIDE = frozenset({"without", "rather than", "instead of"})  # deny what they stand before alone
REACH = {"negation": 4, "hedge": 4, "spite": 12}  # tokens that a word reaches ahead
BOOST_REACH = 2  # tokens, to either side
BEFORE_BUT, AFTER_BUT = 0.6, 1.3
IN_SPITE, ASKED, AS_CAUSE = 0.25, 0.15, 0.35
ASIDE = frozenset(",:;-–—")  # may part what is said from what is asked
ENDING = frozenset(".!")
SIGNS = frozenset({"negative", "positive"})
ASKING = frozenset(
    "who what why how when where which is are was were do does did will would can could should"
    " has have had".split()
)
CONCERNS = frozenset({"concerns", "concern about"})
WITH_FIGURES = SIGNS | CONCERNS  # which judge nothing right before a figure
JUDGING = frozenset({"tone", "post", "bad"})
ABOUT = frozenset("about some approximately around nearly over".split())
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


class SentenceReading(NamedTuple):
    """How a sentence reads; ``raw`` is the sum of its parts' points."""

    compound: float
    raw: float
    parts: tuple[Part, ...]
    kind: Kind
    told: tuple[Part, ...]  # the parts before one contradicts another


_SILENT = SentenceReading(0.0, 0.0, (), "neutral", ())


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
    split = tokens.split(masking.mask(text, names) if names else text)
    words = split.words
    terms = marks.find_terms(split, post=post)
    found = _marks(words, terms)
    told = _told(words, terms, found) + _everyday(words, terms)
    if not told:
        return _SILENT
    parts = _parts(text, split, _faint_held(told))
    raw, weighed = _weighed(parts)
    compound = compound_of(raw)
    kind = _kind(compound, found)
    # SentenceReading(...) takes twice as long
    return tuple.__new__(SentenceReading, (compound, raw, weighed, kind, parts))


def reading_of(told: tuple[Part, ...], *, kind: Kind) -> SentenceReading:
    """Return the reading that parts make together, less what they contradict each other in."""
    raw, parts = _weighed(told)
    return SentenceReading(compound_of(raw), raw, parts, kind, told)


def _weighed(told: tuple[Part, ...]) -> tuple[float, tuple[Part, ...]]:
    """Return the sum of parts, each weakened as far as others contradict it, and those parts.

    What remains of each is |sum| / sum of sizes: 1 where all point one way, 0 where they cancel.
    """
    points_of = [part.points for part in told]
    size, raw = math.fsum(map(abs, points_of)), math.fsum(points_of)
    left = abs(raw) / size if size else 1.0
    if left > NEARLY_ONE:
        return raw, told
    parts = tuple(
        Part(start, end, text, points * left, f"{rule}; contradicted by the rest", reason)
        for start, end, text, points, rule, reason in told
        if points * left
    )
    return math.fsum([part.points for part in parts]), parts


def turned(reading: SentenceReading) -> SentenceReading:
    """Return a reading for the one that it is told against: "AMD gains on Nvidia" for Nvidia."""
    told = tuple(
        part._replace(points=DENIED * part.points, rule=f"{part.rule}; told of another against it")
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


def _marks(words: Sequence[Word], terms: Terms) -> list[Mark]:
    """Return all that carries points in a sentence, in its order."""
    found, taken = rules.find_rules(words, terms.tagged)
    expected, over = expectations.find_expectations(words, terms)
    if expected:
        found, taken = [*found, *expected], taken | over
    free = terms.hits
    if taken:
        free = [hit for hit in free if taken.isdisjoint(range(hit.first, hit.last + 1))]
    moved: list[Mark] = []
    spoken: set[int] = set()
    if "direction" in terms.kinds:
        moved, spoken = directions.find_directions(words, free)
        found += moved
    if "compare" in terms.kinds:
        compared, comparing = comparisons.find_comparisons(words, free, moved=moved)
        found += compared
        spoken |= comparing
    found += _judged(words, free, spoken=spoken)
    if "signed" in terms.families:
        found += _signed_figures(words, terms)
    return sorted(found, key=marks.by_place) if len(found) > 1 else found


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
    if phrase in CONCERNS and behind and behind[0].text in ABOUT:
        behind = behind[1:]
    return bool(behind) and behind[0].number is not None


def _signed_figures(words: Sequence[Word], terms: Terms) -> list[Mark]:
    """Return the marks of percentages written with a sign, "+3.2%", that no word speaks for."""
    near = [hit.last for hit in terms.hits if hit.term.kind in {"direction", "compare"}]
    return [
        Mark(at, at, words[at].signed * term.points, "signed figure", term.reason, price=True)
        for at, _, term in terms.families["signed"]
        if not (at and _no_change(words[at - 1])) and not any(0 <= at - last <= 5 for last in near)
    ]


def _no_change(before: Word) -> bool:
    """Return whether a word makes the figure behind it a level or a range's end: "5% -7%"."""
    return before.unit == "%" or before.text == "at"


def _told(words: Sequence[Word], terms: Terms, found: list[Mark]) -> list[Mark]:
    """Return the marks after what the words around them do to their points."""
    if not found:
        return []
    hits, kinds = terms.hits, terms.kinds
    changing = []
    if not CHANGING.isdisjoint(kinds):
        changing = [hit for hit in hits if hit.term.kind in CHANGING]
    opener = _opener(hits, found) if "cause" in kinds else None
    causes = directions.find_causes(words, hits) if "direction" in kinds else []
    question = _question(words)
    if not (changing or causes) and opener is None and question == len(words):
        return found
    return [
        _changed(
            words,
            changing,
            mark,
            opener=_cause_of(words, mark, opener=opener, causes=causes),
            asked=mark.first >= question,
        )
        for mark in found
    ]


def _question(words: Sequence[Word]) -> int:
    """Return where a question begins, past the end if nothing is asked."""
    if words[-1].text != "?":
        return len(words)
    begins = 0
    for place in range(len(words) - 2, 0, -1):
        before = words[place - 1].text
        if before in ENDING or (before in ASIDE and words[place].text in ASKING):
            begins = place
            break
    # "why did it fall?" takes the fall for granted
    return len(words) if words[begins].text == "why" else begins


def _opener(hits: Sequence[Hit], found: Sequence[Mark]) -> Hit | None:
    """Return the word that opens the cause of a move told before it, if there is one."""
    ends = [mark.last for mark in found if abs(mark.points) >= 1]
    if not ends:
        return None
    told = min(ends)
    return next((hit for hit in hits if hit.term.kind == "cause" and told < hit.first), None)


def _changed(
    words: Sequence[Word],
    changing: Sequence[Hit],
    mark: Mark,
    *,
    opener: str,
    asked: bool,
) -> Mark:
    """Return a mark after what stands around it, the rule saying what does."""
    factor, rules = ASKED if asked else 1.0, [mark.rule]
    if opener:
        factor *= AS_CAUSE
        rules.append(f"told as the cause: “{opener}”")
    for hit in changing:
        change = _change(words, hit, mark)
        if change != 1.0:
            factor *= change
            rules.append(f"{_doing(change)} “{hit.words}”")
    if asked:
        rules.append("asked, not said")
    if len(rules) == 1:
        return mark
    first, last, points, _, reason, price = mark
    return Mark(first, last, points * factor, "; ".join(rules), reason, price)


def _cause_of(
    words: Sequence[Word], mark: Mark, *, opener: Hit | None, causes: Sequence[int]
) -> str:
    """Return what opens the cause that a mark tells, "" if it tells none."""
    if opener is not None and opener.last < mark.first and not _set_off(words, opener, mark):
        return opener.words
    for place in causes:
        between = words[place + 1 : mark.first]
        if 0 < mark.first - place <= directions.CAUSE_REACH and not directions.parted(between):
            return words[place].text
    return ""


def _set_off(words: Sequence[Word], opener: Hit, mark: Mark) -> bool:
    """Return whether a cause has ended before a mark: "fell after a warning, while Nokia rose"."""
    between = words[opener.last : mark.first]
    return any(word.text in directions.SETTING_OFF for word in between)


def _doing(change: float) -> str:
    """Return in a word what a modifier does."""
    if change < 0:
        return "denied by"
    return "strengthened by" if change > 1 else "weakened by"


def _change(words: Sequence[Word], hit: Hit, mark: Mark) -> float:
    """Return the factor that one term puts on a mark."""
    kind, ahead = hit.term.kind, mark.first - hit.last
    if mark.first <= hit.first <= mark.last:  # "sales did not rise", "sales without tax rose"
        denied = 1.0 if hit.words in BESIDE else DENIED
        return {"negation": denied, "hedge": hit.term.points}.get(kind, 1.0)
    if kind == "contrast":
        return AFTER_BUT if ahead > 0 else BEFORE_BUT
    if kind == "boost":
        near = 0 < ahead <= BOOST_REACH or 0 < hit.first - mark.last <= BOOST_REACH
        return hit.term.points if near else 1.0
    reached = kind in REACH and 0 < ahead <= REACH[kind]
    if not reached or marks.apart(words, hit.last, mark.first, soft=True):
        return 1.0
    if hit.words in DENYING and mark.points < 0:
        return STILL_SAID
    return {"negation": DENIED, "spite": IN_SPITE}.get(kind, hit.term.points)


def _everyday(words: Sequence[Word], terms: Terms) -> list[Mark]:
    """Return the small marks of everyday words that VADER knows and finance does not."""
    found = terms.families.get("everyday")
    if not found:
        return []
    taken = {place for hit in terms.hits for place in range(hit.first, hit.last + 1)}
    return [
        Mark(place, place, term.points, "everyday word", term.reason)
        for place, _, term in found
        if place not in taken and words[place].number is None
    ]


def _faint_held(told: Sequence[Mark]) -> Sequence[Mark]:
    """Return the marks, the faint ones held so that together they stay in the neutral band."""
    low = [mark.points for mark in told if abs(mark.points) < FAINT]
    if not low:
        return told
    faint = math.fsum(low)
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


def _parts(text: str, split: Split, told: Sequence[Mark]) -> tuple[Part, ...]:
    """Return the marks as the parts of an explanation, in the order of the sentence."""
    ordered = sorted(told, key=marks.by_place) if len(told) > 1 else told
    spans = tokens.spans_of(split, [place for mark in ordered for place in mark[:2]])
    parts = []
    for first, last, points, rule, reason, _ in ordered:
        start, end = spans[first][0], spans[last][1]
        # Part(...) takes twice as long
        parts.append(tuple.__new__(Part, (start, end, text[start:end], points, rule, reason)))
    return tuple(parts)


def _kind(compound: float, found: Sequence[Mark]) -> Kind:
    """Return whether a sentence judges, or merely reports how a price moved."""
    if abs(compound) < NEUTRAL_BAND:
        return "neutral"
    for _, _, points, _, _, price in found:
        if not price and abs(points) >= FAINT:
            return "judgement"
    return "price move"
