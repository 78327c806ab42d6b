"""The rows of ``words/rules``, and which of them a sentence may hold."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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
    tags: frozenset[str]  # all that its patterns name
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
        frozenset().union(*(one.tags for one in (*pattern.find, *pattern.unless)), [pattern.each]),
        tuple(row["yes"]),
        tuple(row["no"]),
    )


# Words of so many sentences that a rule is better looked for by others of its own.
COMMON = frozenset(
    "# a an the to of in on at for from with by as and or but over about no not is are was were be"
    " been being has have had it its that this more than".split()
)


class Need(NamedTuple):
    """What a sentence must hold for a pattern of a rule to be found."""

    rule: int  # its number
    bits: int  # of the tags and of the sets of words that the pattern names


@lru_cache(2**14)
def able(bits: int) -> Sequence[Rule]:
    """Return the rules, in their order, of which a sentence with some bits may hold a pattern."""
    by_bit, keys = _by_bit()
    needs = chain.from_iterable(map(by_bit.__getitem__, _single(bits & keys)))
    numbers = {number for number, needed in needs if needed & bits == needed}
    return tuple([rules()[number] for number in sorted(numbers)])


@cache
def _by_bit() -> tuple[dict[int, list[Need]], int]:
    """Return the patterns by the one of their bits that fewest sentences have, and all those."""
    needs = [
        Need(number, lexicon.bits_of(_names(pattern)))
        for number, rule in enumerate(rules())
        for pattern in rule.pattern.find
    ]
    shared = Counter(chain.from_iterable(_single(need.bits) for need in needs))
    often = lexicon.bits_of(_name(words) for words in _sets() if not words.isdisjoint(COMMON))
    found: dict[int, list[Need]] = {}
    for need in needs:
        key = min(_single(need.bits), key=lambda one: (bool(one & often), shared[one]))
        found.setdefault(key, []).append(need)
    return found, reduce(or_, found)


def _single(bits: int) -> Iterator[int]:
    """Yield the bits of a number one by one, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest
        bits ^= lowest


def _names(pattern: matching.Pattern) -> list[str]:
    """Return the names that have a bit of all that a pattern holds."""
    return [*pattern.tags, *map(_name, _words(pattern))]


def _words(pattern: matching.Pattern) -> tuple[frozenset[str], ...]:
    """Return the words that the parts of a pattern may be, FIGURE standing for any figure."""
    return tuple(
        frozenset(FIGURE if word[0] == FIGURE else word for word in part.words)
        for part in pattern.parts
        if part.words is not None and part.name not in matching.EDGES
    )


def _name(words: frozenset[str]) -> str:
    """Return the name by which a set of words has a bit, like no tag's."""
    return " ".join(sorted(words))


def _sets() -> list[frozenset[str]]:
    """Return the sets of words of all patterns."""
    return [words for rule in rules() for pattern in rule.pattern.find for words in _words(pattern)]


@cache
def word_bits() -> Mapping[str, int]:
    """Return the bits of the words that rules name, those of any figure under FIGURE."""
    found: dict[str, int] = {}
    for words in _sets():
        for word in words:
            found[word] = found.get(word, 0) | lexicon.bits_of([_name(words)])
    return found
