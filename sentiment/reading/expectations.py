"""What was better or worse than expected: "missed profit estimates"."""

from collections.abc import Sequence

from sentiment.reading import lexicon
from sentiment.reading.marks import Hit, Mark, Terms, apart
from sentiment.text.patterns import STOPS
from sentiment.text.tokens import DETERMINERS, Word, is_year, text_of

NEAR = 4  # words between a movement and what its size is set against
SURPRISES = ("worse than expected", "better than expected")
FAR = 10  # words between a figure and what was expected of it


def find_expectations(tokens: Sequence[Word], terms: Terms) -> tuple[list[Mark], set[int]]:
    """Return the marks of what was expected, and the words that they speak for."""
    told = _expected(tokens, terms)
    return told, {place for mark in told for place in range(mark.first, mark.last + 1)}


def _expected(tokens: Sequence[Word], terms: Terms) -> list[Mark]:
    """Return what was better or worse than expected: "missed profit estimates"."""
    hits, found = terms.hits, list[Mark]()
    expected = terms.families.get("expected", ())
    for against in terms.families.get("against", ()):
        last = _expectation(tokens, against, expected)
        if last is None:
            continue
        quantity, movement = _measured(tokens, hits, against), _movement(tokens, hits, against)
        worse = quantity is not None and quantity.term.kind == "bad"
        if movement is not None and movement.term.points < 0:
            worse = not worse
        if quantity is None and "feared" in map(text_of, tokens[last : last + 2]):
            worse = against.words not in VALUING  # "the effect was less than feared"
        points = -against.term.points if worse else against.term.points
        rule = SURPRISES[points > 0]
        first = against.first if movement is None else movement.first
        if quantity is not None and quantity.term.points and first - quantity.last <= NEAR:
            first = quantity.first  # "the loss was smaller than feared"
        found.append(Mark(first, last, points, rule, against.term.reason))
    return found


def _expectation(tokens: Sequence[Word], against: Hit, expected: Sequence[Hit]) -> int | None:
    """Return where what was expected ends: named behind, or before and meant by a pronoun."""
    following = tokens[against.last + 1 : against.last + 2]
    before = any(one.last < against.first for one in expected)
    if following and following[0].text in {"them", "those"}:
        return against.last + 1 if before else None
    if before and against.words in ALONE and (not following or following[0].text in STOPS):
        return against.last
    for one in expected:
        if against.last < one.first <= against.last + FAR and not _describes(tokens, one):
            return None if apart(tokens, against.last, one.first) else one.last
    return None


VALUING = lexicon.word_set("valuing")
PACES = lexicon.word_set("paces")
ALONE = lexicon.word_set("alone")
EARLIER = lexicon.word_set("earlier")


def _describes(tokens: Sequence[Word], expected: Hit) -> bool:
    """Return whether a word names no figure that was expected, or known from before.

    "Ahead of an expected meeting", "above the level of the sea"; but "below the 2008 level".
    """
    before, behind = tokens[: expected.first], tokens[expected.last + 1 : expected.last + 2]
    if expected.words in {"level", "levels"}:
        return not any(is_year(token) or token.text in EARLIER for token in before[-3:])
    return (
        expected.words.endswith(("ed", "hoped", "thought"))
        and bool(before and behind)
        and before[-1].text in DETERMINERS
        and behind[0].text.isalpha()
    )


def _measured(tokens: Sequence[Word], hits: Sequence[Hit], against: Hit) -> Hit | None:
    """Return the quantity that was set against what was expected of it."""
    before = [
        hit
        for hit in hits
        if hit.term.kind in {"good", "bad"}
        and 0 < against.first - hit.last <= FAR
        and not apart(tokens, hit.last, against.first)
    ]
    return before[-1] if before else None


SAYING = lexicon.word_set("saying")


def _movement(tokens: Sequence[Word], hits: Sequence[Hit], against: Hit) -> Hit | None:
    """Return the movement whose size was set against what was expected: "growth was weaker"."""
    movements = lexicon.direction_words("movements")
    for hit in hits:
        between = tokens[hit.last + 1 : against.first]
        right_before = hit.term.kind == "direction" and hit.last + 1 == against.first
        if right_before and against.words in PACES:
            return hit  # "fell less than expected"
        if hit.words in movements and 0 < len(between) <= NEAR:
            is_said = any(token.text in SAYING for token in between)
            if is_said and not apart(tokens, hit.last, against.first, soft=True):
                return hit
    return None
