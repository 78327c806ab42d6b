"""Rules: what several words say together, as ``words/rules`` tells."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from operator import attrgetter
from typing import NamedTuple

from sentiment.reading import marks, rule_rows
from sentiment.reading.lexicon import Family
from sentiment.reading.marks import Hit, Mark, Terms
from sentiment.reading.rule_rows import Rule
from sentiment.text import matching
from sentiment.text.tokens import Word

Tagged = Mapping[str, Sequence[Hit]]
_first = attrgetter("first")
_PRIZES = ("PRIZE", "PARTNERSHIP")


class Found(NamedTuple):
    """The rules found in a sentence."""

    marks: Sequence[Mark]
    taken: Set[int]  # the words from the first to the last of each
    named: Set[int]  # those of them that the rules ask for


NONE = Found((), frozenset(), frozenset())


def find_rules(words: Sequence[Word], terms: Terms) -> Found:
    """Return the rules found in a sentence: their marks, and the words that they speak for."""
    able = rules_for(words, terms)
    if not able:  # as in most sentences
        return NONE
    wanted = set[str]().union(*(rule.tags for rule in able))
    tagged = _tagged(terms.hits, marks.families_for_rules(words, terms), wanted)
    found: list[Mark] = []
    used: set[int] = set()  # words of rules above
    for rule in able:
        ours = set[int]()
        for match in matching.matches(rule.pattern, words, tagged):
            each, of = match.pieces[rule.pattern.each], match.pieces.get(rule.of)
            if used.isdisjoint(_places(each)) and not (of and of != each and of[0] in used | ours):
                if rule.whole:
                    return Found([], set(range(len(words))), set())
                ours.update(*map(_places, match.pieces.values()))
                found.append(_mark(rule, match, tagged))
        used |= ours
    taken = {place for mark in found for place in range(mark.first, mark.last + 1)}
    return Found(found, taken, used)


def rules_for(words: Sequence[Word], terms: Terms) -> Sequence[Rule]:
    """Return the rules, in their order, for which a sentence lacks none of what they ask for."""
    bits = terms.bits
    likely = [
        need
        for some, needs in terms.asked
        if some & bits
        for need in needs
        if need[0] & bits == need[0]
    ]
    return rule_rows.able(likely, words) if likely else ()


def _tagged(
    hits: Sequence[Hit], families: Mapping[Family, Sequence[Hit]], wanted: Set[str]
) -> dict[str, list[Hit]]:
    """Return the terms by those of the names that rules know which are wanted."""
    tagged: dict[str, list[Hit]] = {}
    for family, found in families.items():
        for hit in hits if family == "main" else found:
            for tag in hit[2].tags:
                if tag in wanted:
                    tagged.setdefault(tag, []).append(hit)
    if not tagged.keys().isdisjoint(_PRIZES):
        _keep_free(tagged, hits)
    return tagged


def _keep_free(tagged: dict[str, list[Hit]], hits: Sequence[Hit]) -> None:
    """Leave out the prizes that are part of a longer term: "no definitive agreement"."""
    part_of = {
        place: hit[:2]
        for hit in hits
        if hit.last > hit.first
        for place in range(hit.first, hit.last + 1)
    }
    for tag in _PRIZES:
        free = [one for one in tagged.pop(tag, ()) if part_of.get(one.first, one[:2]) == one[:2]]
        if free:
            tagged[tag] = free


def _places(piece: tuple[int, int]) -> range:
    """Return the places of a piece's words."""
    return range(piece[0], piece[1] + 1)


def _mark(rule: Rule, match: matching.Match, tagged: Tagged) -> Mark:
    """Return what a rule that was found says."""
    name, points = rule.name, rule.points
    for tag, (first, _) in match.pieces.items():
        if tag == rule.of or f"{{{tag}}}" in name:
            hits = tagged[tag]
            term = hits[bisect_left(hits, first, key=_first)].term
            name = name.replace(f"{{{tag}}}", term.phrase)
            points *= term.points if tag == rule.of else 1.0
    return Mark(match.first, match.last, points, name, rule.reason, rule.price)
