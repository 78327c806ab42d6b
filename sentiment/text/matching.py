"""Where patterns of words are found: the nearest piece is taken and no other tried.

So time grows with the length of a sentence alone, however many patterns its words begin.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol

from sentiment.text.patterns import HARD_STOPS, Part, Pattern, Rule
from sentiment.text.tokens import Word, text_of


class Piece(Protocol):
    """Words that have a tag, from ``first`` to ``last``, both included."""

    @property
    def first(self) -> int:
        """The place of its first word."""

    @property
    def last(self) -> int:
        """The place of its last word."""


Tagged = Mapping[str, Sequence[Piece]]  # of each tag its pieces, in the order of the sentence
_first = attrgetter("first")


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule was found: the words from ``first`` to ``last``, and the piece of each tag."""

    first: int
    last: int
    pieces: Mapping[str, tuple[int, int]]


def matches(rule: Rule, words: Sequence[Word], tagged: Tagged) -> Iterator[Match]:
    """Yield where a rule is found: once at most for each piece of its tag."""
    able = [pattern for pattern in rule.find if pattern.tags <= tagged.keys()]
    for piece in tagged.get(rule.each, ()) if able else ():
        anchor = piece.first, piece.last
        for pattern in able:
            match = _match(pattern, words, tagged, anchor)
            if match is not None:
                if not any(_also(other, words, tagged, match) for other in rule.unless):
                    yield match
                break


Span = tuple[int, int]


def _also(pattern: Pattern, words: Sequence[Word], tagged: Tagged, match: Match) -> bool:
    """Return whether a pattern is found about a part of a match."""
    anchor = match.pieces.get(pattern.parts[pattern.anchor].name)
    if anchor is None or not pattern.tags <= tagged.keys():
        return False
    return _match(pattern, words, tagged, anchor) is not None


def _match(pattern: Pattern, words: Sequence[Word], tagged: Tagged, anchor: Span) -> Match | None:
    """Return where a pattern is found about a piece."""
    parts, start = pattern.parts, pattern.anchor
    pieces = {parts[start].name: anchor}
    first, last = anchor
    for at in range(start, 0, -1):
        before = _before(parts[at - 1], parts[at], words, tagged, first)
        if before is None:
            return None
        first = before[0]
        pieces.setdefault(parts[at - 1].name, before)
    for part in parts[start + 1 :]:
        behind = _behind(part, words, tagged, last)
        if behind is None:
            return None
        last = behind[1]
        pieces.setdefault(part.name, behind)
    return Match(first, last, pieces)


def _before(
    part: Part, follower: Part, words: Sequence[Word], tagged: Tagged, at: int
) -> Span | None:
    """Return the nearest place of a part before a word, as near as its *follower* asks."""
    if part.name == "^":
        near = range(at, max(at - follower.gap, 0) - 1, -1)
        begins = any(place == 0 or words[place - 1].text in HARD_STOPS for place in near)
        return (at, at) if begins else None
    if part.words is None:
        return _piece_before(tagged.get(part.name, ()), follower, words, at)
    for place in range(at - 1, max(at - follower.gap - 2, -1), -1):
        if _is(words[place], part):
            return place, place
        if words[place].text in follower.barred:
            break
    return None


def _piece_before(
    pieces: Sequence[Piece], follower: Part, words: Sequence[Word], at: int
) -> Span | None:
    """Return the nearest piece that ends before a word."""
    number = bisect_left(pieces, at, key=_first) - 1
    while number >= 0 and pieces[number].last >= at:  # one that overlaps
        number -= 1
    if number < 0 or at - pieces[number].last - 1 > follower.gap:
        return None
    first, last = pieces[number].first, pieces[number].last
    return (first, last) if _clear(words, last + 1, at, follower.barred) else None


def _behind(part: Part, words: Sequence[Word], tagged: Tagged, at: int) -> Span | None:
    """Return the nearest place of a part behind a word."""
    if part.name == "$":
        ends = at + 1 == len(words) or words[at + 1].text in HARD_STOPS
        return (at, at) if ends else None
    if part.words is None:
        return _piece_behind(tagged.get(part.name, ()), part, words, at)
    for place in range(at + 1, min(at + part.gap + 2, len(words))):
        if _is(words[place], part):
            return place, place
        if words[place].text in part.barred:
            break
    return None


def _piece_behind(
    pieces: Sequence[Piece], part: Part, words: Sequence[Word], at: int
) -> Span | None:
    """Return the nearest piece that begins behind a word."""
    number = bisect_left(pieces, at + 1, key=_first)
    if number == len(pieces) or pieces[number].first - at - 1 > part.gap:
        return None
    first, last = pieces[number].first, pieces[number].last
    return (first, last) if _clear(words, at + 1, first, part.barred) else None


def _clear(words: Sequence[Word], first: int, last: int, barred: frozenset[str]) -> bool:
    """Return whether none of some words stands between two places."""
    return barred.isdisjoint(map(text_of, words[first:last]))


def _is(word: Word, part: Part) -> bool:
    """Return whether a word is what a part of words or figures asks for."""
    if word.number is None:
        return part.words is not None and word.text in part.words
    if part.name == "#%":
        return word.unit == "%"
    return part.name == "#" or (part.name == "#-" and word.signed < 0)
