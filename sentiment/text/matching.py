"""Patterns of words: what stands near what, and with nothing between that parts them.

A pattern is written as the words would be. A name in capitals is a tag whose pieces the caller has
found, or a set of words that the caller defines; anything else is a word, or several with ``|``:

    RELIEF ..4 BURDEN           a burden at most four words behind a relief
    GOOD ..9 BEING ..3 well     three parts, each near the one before
    RELIEF ..4!CAUSES BURDEN    and no word of CAUSES between the two
    ^ buy|sell ..6 broker $     begins and ends its statement
    MARGIN ..4 negative #       "#" is a figure, "#-" one below zero, "#%" a percentage

The nearest piece is taken and no other tried, so that time grows with the length of a sentence
alone, however many patterns its words begin.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol

from sentiment.text.tokens import Word, text_of

HARD_STOPS = frozenset(".;:!?—\n")
STOPS = HARD_STOPS | frozenset(",-()")
STOPPING = {"none": frozenset[str](), "end": frozenset(".?\n"), "hard": HARD_STOPS, "any": STOPS}
EDGES = ("^", "$")
_TAG = re.compile(r"[A-Z][A-Z_]*")
_GAP = re.compile(r"\.\.(\d+)((?:![\w']+)*)")


class Piece(Protocol):
    """Words that have a tag, from ``first`` to ``last``, both included."""

    @property
    def first(self) -> int:
        """The place of its first word."""

    @property
    def last(self) -> int:
        """The place of its last word."""


Tagged = Mapping[str, Sequence[Piece]]  # of each tag its pieces, in the order of the sentence
Sets = Mapping[str, frozenset[str]]
_first = attrgetter("first")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a pattern, and what may stand between it and the part before."""

    name: str
    words: frozenset[str] | None  # None of a tag
    gap: int
    barred: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Parts in their order, looked for from the one at ``anchor`` to either side."""

    parts: tuple[Part, ...]
    anchor: int
    tags: frozenset[str]  # without which nothing can match


@dataclass(frozen=True, slots=True)
class Rule:
    """Patterns of which one must be found for a piece of the tag ``each``, and none to deny it."""

    each: str
    find: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule was found: the words from ``first`` to ``last``, and the piece of each tag."""

    first: int
    last: int
    pieces: Mapping[str, tuple[int, int]]


def compile_rule(
    find: Iterable[str],
    *,
    sets: Sets,
    each: str = "",
    stops: str = "any",
    unless: Iterable[str] = (),
) -> Rule:
    """Return a rule of patterns, found for *each* or the first tag, which all of them must name."""
    texts, barred = list(find), STOPPING[stops]
    anchor = each or _first_tag(texts[0], sets)
    found = tuple(_pattern(text, sets, barred, [anchor]) for text in texts)
    names = [anchor, *(part.name for pattern in found for part in pattern.parts)]
    denied = tuple(_pattern(text, sets, barred, names) for text in unless)
    return Rule(anchor, found, denied)


def _first_tag(text: str, sets: Sets) -> str:
    """Return the first tag of a pattern."""
    for name in text.split():
        if _TAG.fullmatch(name) and name not in sets:
            return name
    raise ValueError(f"“{text}” names no tag to look from")


def _pattern(text: str, sets: Sets, barred: frozenset[str], anchors: Sequence[str]) -> Pattern:
    """Return a pattern, looked for from the first of *anchors* that it has."""
    parts: list[Part] = []
    gap, between = 0, barred
    for one in text.split():
        gapped = _GAP.fullmatch(one)
        if gapped:
            apart = (sets.get(name, {name}) for name in gapped[2].split("!") if name)
            gap, between = int(gapped[1]), barred.union(*apart)
            continue
        parts.append(Part(one, _words(one, sets), gap, between))
        gap, between = 0, barred
    names = [part.name for part in parts]
    tags = frozenset(part.name for part in parts if part.words is None)
    anchor = next((name for name in anchors if name in names and name not in EDGES), None)
    if anchor is None:
        raise ValueError(f"“{text}” has none of {', '.join(anchors)}")
    return Pattern(tuple(parts), names.index(anchor), tags)


def _words(name: str, sets: Sets) -> frozenset[str] | None:
    """Return the words that a part may be; None of a tag."""
    if name in sets:
        return sets[name]
    return None if _TAG.fullmatch(name) else frozenset(name.split("|"))


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
