"""Rules: what several words say together, as rows of ``words/rules.toml``."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from sentiment.reading import lexicon
from sentiment.reading.marks import Hit, Mark
from sentiment.text import matching
from sentiment.text.tokens import Word


@dataclass(frozen=True, slots=True)
class Rule:
    """What is looked for, and the points that it carries."""

    name: str  # a term in braces stands for its words
    pattern: matching.Rule
    points: float
    of: str  # the tag whose term's points those are multiplied by; "" for none
    reason: str
    price: bool  # whether it merely says how a price moved
    yes: tuple[str, ...]
    no: tuple[str, ...]


Tagged = Mapping[str, Sequence[Hit]]
_first = attrgetter("first")


def find_rules(words: Sequence[Word], tagged: Tagged) -> tuple[list[Mark], set[int]]:
    """Return the marks of the rules found in a sentence, and the words that they speak for."""
    present = tagged.keys()
    numbers = {
        number for tag in tagged for tags, number in _needs().get(tag, ()) if tags <= present
    }
    if not numbers:
        return [], set()
    marks: list[Mark] = []
    used: set[int] = set()  # words of rules above
    for number in sorted(numbers):
        rule, ours = rules()[number], set[int]()
        for match in matching.matches(rule.pattern, words, tagged):
            each, of = match.pieces[rule.pattern.each], match.pieces.get(rule.of)
            if used.isdisjoint(_places(each)) and not (of and of != each and of[0] in used | ours):
                ours.update(*map(_places, match.pieces.values()))
                marks.append(_mark(rule, match, tagged))
        used |= ours
    return marks, {place for mark in marks for place in range(mark.first, mark.last + 1)}


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


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in their order, of which an earlier one goes before a later."""
    listed = lexicon.word_list("rules")
    sets = {name: frozenset(words) for name, words in listed["set"].items()}
    return tuple(_rule(row, sets) for row in listed["rule"])


def _rule(row: Mapping[str, Any], sets: matching.Sets) -> Rule:
    """Return the rule that a row tells."""
    asked = {key: row[key] for key in ("each", "stops", "unless") if key in row}
    pattern = matching.compile_rule(row["find"], sets=sets, **asked)
    return Rule(
        row["name"],
        pattern,
        row["points"],
        row.get("of", ""),
        row["reason"],
        row.get("price", False),
        tuple(row["yes"]),
        tuple(row["no"]),
    )


@cache
def _needs() -> Mapping[str, tuple[tuple[frozenset[str], int], ...]]:
    """Return by the tag that a rule is found for what each of its patterns needs."""
    found: dict[str, tuple[tuple[frozenset[str], int], ...]] = {}
    for number, rule in enumerate(rules()):
        each = rule.pattern.each
        needs = [(pattern.tags, number) for pattern in rule.pattern.find]
        found[each] = (*found.get(each, ()), *needs)
    return found
