"""The rows of ``words/rules``, and which of them a sentence may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from itertools import chain
from operator import or_
from typing import Any, NamedTuple

from sentiment.reading import lexicon
from sentiment.text import matching

FIGURE = "#"


@dataclass(frozen=True, slots=True)
class Rule:
    """What is looked for, and the points that it carries."""

    name: str  # a term in braces stands for its words
    pattern: matching.Rule
    points: float
    of: str  # the tag whose term's points those are multiplied by; "" for none
    reason: str
    price: bool  # whether it merely says how a price moved
    whole: bool  # whether nothing in its sentence says anything
    yes: tuple[str, ...]
    no: tuple[str, ...]


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
        row.get("whole", False),
        tuple(row["yes"]),
        tuple(row["no"]),
    )


# Words of so many sentences that it is not worth while to look for a rule by them.
COMMON = frozenset(
    "a an the to of in on at for from with by as and or but over about no not is are was were be"
    " been being has have had it its that this more than".split()
)


class Need(NamedTuple):
    """What a sentence must hold for a pattern of a rule to be found."""

    rule: int  # its number
    bits: int  # of the tags, and of the words by which it is looked for
    words: tuple[frozenset[str], ...]  # of each one of them


@lru_cache(2**14)
def needs(bits: int) -> tuple[Need, ...]:
    """Return the patterns that a sentence may hold whose terms have some bits."""
    return tuple([need for need in _needs() if need.bits & bits == need.bits])


@cache
def needed() -> int:
    """Return the bits that any pattern needs."""
    return reduce(or_, (need.bits for need in _needs()))


@cache
def _needs() -> tuple[Need, ...]:
    """Return what each pattern of each rule needs."""
    return tuple(
        Need(at, lexicon.bits_of([*pattern.tags, *map(_name, _keys(pattern))]), _words(pattern))
        for at, rule in enumerate(rules())
        for pattern in rule.pattern.find
    )


def _words(pattern: matching.Pattern) -> tuple[frozenset[str], ...]:
    """Return the words that the parts of a pattern may be, FIGURE standing for any figure."""
    return tuple(
        frozenset(FIGURE if word[0] == FIGURE else word for word in part.words)
        for part in pattern.parts
        if part.words is not None and part.name not in matching.EDGES
    )


def _keys(pattern: matching.Pattern) -> list[frozenset[str]]:
    """Return the sets of words that stand in few sentences."""
    return [words for words in _words(pattern) if words.isdisjoint(COMMON | {FIGURE})]


def _name(words: frozenset[str]) -> str:
    """Return the name by which a set of words has a bit, like no tag's."""
    return " ".join(sorted(words))


@cache
def key_bits() -> Mapping[str, int]:
    """Return the bits of the words by which rules are looked for."""
    found: dict[str, int] = {}
    patterns = [pattern for rule in rules() for pattern in rule.pattern.find]
    for words in chain.from_iterable(map(_keys, patterns)):
        for word in words:
            found[word] = found.get(word, 0) | lexicon.bits_of([_name(words)])
    return found
