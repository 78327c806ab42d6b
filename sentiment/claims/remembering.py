"""What a sentence leaves to the next of whom it speaks."""

from collections.abc import Mapping
from dataclasses import replace

from sentiment.claims.business import is_other_index
from sentiment.claims.figure import AMOUNTS
from sentiment.claims.memory import Memory
from sentiment.claims.mentions import Subject
from sentiment.claims.scene import Scene
from sentiment.claims.subjects import Reader
from sentiment.claims.vocabulary import said

_HEADING = frozenset(
    "closing closes close closed ended finished prices quotes last movers gainers losers winners"
    " change chg laggards leaders advancers decliners".split()
)


def _lists(scene: Scene, memory: Memory) -> bool:
    """Return whether lines of closing prices follow: behind their heading, or among them."""
    if not scene.items or scene.name(len(scene.items) - 1) in {".", "!", "?"}:
        return False
    if any(item.name in AMOUNTS for item in scene.items):
        return memory.listing
    closing = any(one.moment == "close" for _, one in scene.times)
    return closing or any(item.word in _HEADING for item in scene.items)


def _known(memory: Memory) -> set[Subject]:
    """Return whom a text has told of before."""
    return {one for one in (memory.topic, memory.index, memory.fund) if one is not None}


def remember(reader: Reader, figures: Mapping[int, Subject]) -> Memory:
    """Return the memory after a sentence."""
    scene, memory = reader.scene, reader.memory
    subjects = [
        one.subject for at, one in scene.mentions
        if one.subject.role != "person" and not scene.name(at + 1).startswith("PERSON")
    ]  # fmt: skip
    for subject in [*subjects, *figures.values()]:
        if subject.role == "index":
            memory = replace(memory, index=subject)
        if subject.role == "fund":
            memory = replace(memory, fund=subject)
    if any(is_other_index(scene, at) for at in range(len(scene.items))):
        memory = replace(memory, index=None)
    found, opener = reader.first_noun(0, len(scene.items)) if scene.items else (False, None)
    shares = [one for one in figures.values() if one.role == "company"]
    distinct = list(dict.fromkeys(shares))
    alone = list(dict.fromkeys(one for one in subjects if one.role == "company"))
    topic = memory.topic
    if opener is not None and opener.role in {"company", "fund"}:
        topic = opener
    elif len(distinct) == 1:
        topic = distinct[0]
    else:
        topic = alone[0] if len(alone) == 1 else topic
    business = any(
        scene.word(at) in said("other_quantities") for at in range(min(3, len(scene.items)))
    )
    it = opener if found else topic
    if opener is None and len(alone) == 1 and not business:
        it = alone[0]
    opens = len(scene.items) < 4 and bool(scene.mentions)
    several = memory.several or len({*subjects, *figures.values(), *_known(memory)}) > 1
    memory = replace(
        memory, moved=bool(figures) or opens, listing=_lists(scene, memory), several=several
    )
    if figures:
        last = list(figures.values())[-1]
        everyone = list(dict.fromkeys(figures.values()))
        it = it or last
        pair = tuple(everyone) if len(everyone) > 1 else ()
        return replace(memory, topic=topic, it=it if opener else last, pair=pair)
    return replace(memory, topic=topic, it=it)
