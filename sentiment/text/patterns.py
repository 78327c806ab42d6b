"""How patterns of words are written: what stands near what, with nothing between that parts them.

A pattern is written as the words would be. A name in capitals is a tag whose pieces the caller has
found, or a set of words that the caller defines; anything else is a word, or several with ``|``:

    RELIEF ..4 BURDEN           a burden at most four words behind a relief
    GOOD ..9 BEING ..3 well     three parts, each near the one before
    RELIEF ..4!CAUSES BURDEN    and no word of CAUSES between the two
    ^ buy|sell ..6 broker $     begins and ends its statement
    RELIEF ..1 for|$            before "for", or ends its statement
    MARGIN ..4 negative #       "#" is a figure, "#-" one below zero, "#%" a percentage
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

HARD_STOPS = frozenset(".;:!?—\n")
STOPS = HARD_STOPS | frozenset(",-()")
STOPPING = {"none": frozenset[str](), "end": frozenset(".?\n"), "hard": HARD_STOPS, "any": STOPS}
EDGES = ("^", "$")
_TAG = re.compile(r"[A-Z][A-Z_]*")
_GAP = re.compile(r"\.\.(\d+)((?:![\w']+)*)")
Sets = Mapping[str, frozenset[str]]


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
    found = tuple(_pattern(one, sets, barred, [anchor]) for text in texts for one in _ends(text))
    names = [anchor, *(part.name for pattern in found for part in pattern.parts)]
    denied = tuple(_pattern(text, sets, barred, names) for text in unless)
    return Rule(anchor, found, denied)


def _ends(text: str) -> list[str]:
    """Return a pattern whose last part is words or the end of a statement as one of each."""
    before, _, last = text.rpartition(" ")
    words, ends = re.subn(r"\|\$|\$\|", "", last)
    return [f"{before} {words}", f"{before} $"] if ends else [text]


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
