"""The rows of ``words/rules``, and which of them a sentence may hold."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, reduce
from itertools import chain
from operator import or_
from typing import Any, NamedTuple

from sentiment.reading import lexicon
from sentiment.text import patterns
from sentiment.text.tokens import Word, text_of

FIGURE = "#"
ANY = 1  # a bit that every sentence has


@dataclass(frozen=True, slots=True)
class Rule:
    """What is looked for, and the points that it carries."""

    name: str  # a term in braces stands for its words
    pattern: patterns.Rule
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


def _rule(row: Mapping[str, Any], sets: patterns.Sets) -> Rule:
    """Return the rule that a row tells."""
    asked = {key: row[key] for key in ("each", "stops", "unless") if key in row}
    pattern = patterns.compile_rule(row["find"], sets=sets, **asked)
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
    "# , a an the to of in on at for with by as and is are was were be been being has have had it"
    " its that this".split()
)


class Need(NamedTuple):
    """What a sentence must hold, beside one name, for a pattern of a rule to be found."""

    bits: int  # of the names of tags and of sets of words
    common: tuple[frozenset[str], ...]  # sets of words, of each of which it must hold one
    rule: int  # its number


def able(needs: Iterable[Need], words: Sequence[Word]) -> Sequence[Rule]:
    """Return the rules of some patterns, in their order, whose common words a sentence holds."""
    numbers = {number for _, common, number in needs if _holds(words, common)}
    return [rules()[number] for number in sorted(numbers)]


def _holds(words: Sequence[Word], common: Iterable[frozenset[str]]) -> bool:
    """Return whether some of each set is among the words of a sentence."""
    for one in common:
        if one.isdisjoint(map(text_of, words)) and not (
            FIGURE in one and any(word.number is not None for word in words)
        ):
            return False
    return True


Asked = tuple[int, tuple[Need, ...]] | tuple[()]  # patterns, and all of their bits together


def asked(names: Collection[str]) -> tuple[int, Asked]:
    """Return a bit for each of some names that patterns ask for, and the patterns looked for there.

    Each pattern is looked for by one name alone, which few sentences have.
    """
    by_name, bits = _needs()
    needs = (*chain.from_iterable(by_name.get(name, ()) for name in sorted(names)),)
    known = reduce(or_, (bits.get(name, 0) for name in names), 0)
    return known, (reduce(or_, (need.bits for need in needs)), needs) if needs else ()


@cache
def _needs() -> tuple[dict[str, list[Need]], dict[str, int]]:
    """Return the patterns by the one of their names that fewest others have, and others' bits."""
    numbered = [
        (number, _named(pattern))
        for number, rule in enumerate(rules())
        for pattern in rule.pattern.find
    ]
    shared = Counter(chain.from_iterable(named for _, named in numbered))
    found: dict[str, list[Need]] = {}
    bits: dict[str, int] = {}
    for number, named in numbered:
        often = {name for name, words in named.items() if not words.isdisjoint(COMMON)}
        key = min(sorted(named), key=lambda name: (name in often, shared[name]))
        common = tuple(named[name] for name in sorted(often - {key}))
        others = sorted(named.keys() - often - {key})
        needed = reduce(or_, (bits.setdefault(name, ANY << 1 + len(bits)) for name in others), 0)
        found.setdefault(key, []).append(Need(needed or ANY, common, number))
    return found, bits


def _named(pattern: patterns.Pattern) -> dict[str, frozenset[str]]:
    """Return the names of all that a pattern holds, and of each set of words those."""
    return {**dict.fromkeys(pattern.tags, frozenset[str]()), **_sets(pattern)}


def _sets(pattern: patterns.Pattern) -> dict[str, frozenset[str]]:
    """Return the words that the parts of a pattern may be, FIGURE for any figure, by a name.

    No tag has such a name.
    """
    held = (
        frozenset(FIGURE if word[0] == FIGURE else word for word in part.words)
        for part in pattern.parts
        if part.words is not None and part.name not in patterns.EDGES
    )
    return {" ".join(sorted(words)): words for words in held}


@cache
def word_names() -> Mapping[str, Set[str]]:
    """Return the names of the sets in which rules name a word, those of any figure under FIGURE."""
    found: dict[str, set[str]] = {}
    for rule in rules():
        for pattern in rule.pattern.find:
            for name, words in _sets(pattern).items():
                for word in words:
                    found.setdefault(word, set()).add(name)
    return found
