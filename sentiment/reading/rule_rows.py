"""The rows of ``words/rules.toml``, and which of them a sentence may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from sentiment.reading import lexicon
from sentiment.text import matching


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


@lru_cache(2**14)
def able_rules(bits: int) -> tuple[Rule, ...]:
    """Return the rules for which terms with some bits may suffice."""
    # One flat pass: the words of a new sentence often have bits that no other's had together.
    able = {at for at, need in _needs() if need & bits == need}
    return tuple([rules()[at] for at in sorted(able)]) if able else ()


@cache
def _needs() -> tuple[tuple[int, int], ...]:
    """Return each rule's number with the bits without which a pattern of its is not found."""
    return tuple(
        (at, _need(pattern)) for at, rule in enumerate(rules()) for pattern in rule.pattern.find
    )


def _need(pattern: matching.Pattern) -> int:
    """Return the bits of a pattern's tags and words."""
    words = [" ".join(sorted(part.words)) for part in pattern.parts if part.words is not None]
    return lexicon.bits_of([*pattern.tags, *(one for one in words if one not in matching.EDGES)])


@cache
def word_bits() -> Mapping[str, int]:
    """Return the bits of the words that rules look for, "#" standing for any figure."""
    found: dict[str, int] = {}
    patterns = [pattern for rule in rules() for pattern in rule.pattern.find]
    for part in chain.from_iterable(pattern.parts for pattern in patterns):
        for word in part.words or ():
            bits = lexicon.bits_of([" ".join(sorted(part.words or ()))])
            key = "#" if word.startswith("#") else word
            found[key] = found.get(key, 0) | bits
    return found
