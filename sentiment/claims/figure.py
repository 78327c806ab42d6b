"""A figure of a sentence that is told of a price, as a value."""

from dataclasses import dataclass
from typing import Literal

from sentiment.claims.amounts import Amount
from sentiment.claims.dates import Moment
from sentiment.claims.mentions import Subject
from sentiment.claims.scene import Scene

Kind = Literal["change", "level", "points", "record", "streak", "span"]
Trait = Literal[  # how what a pattern tells is taken
    "noun",  # told by a noun of movement, not a verb
    "close",  # a close
    "closing",  # where a session's move ended
    "inherited",  # of whom the words before spoke
    "only",  # of the only company named, where nothing else tells whose it is
    "quote",  # of the name that it begins with
    "aside",  # of an earlier move, told within another: "the $9 it gained on Friday"
    "distance",  # a distance from a record or past close, or nothing
    "reached",  # a price that was met within a stretch
    "start",  # the first of two prices
    "end",  # the second of two prices
    "either",  # told by words that do not say which way
    "listed",  # a line of a list of closing prices
    "unknown",  # told by a verb that is not known, in a sentence that speaks of prices
    "return",  # told of a return, which counts the dividends that bars leave out
    "tally",  # what moves have come to over a stretch
    "goes on",  # a line that names a share and a figure, behind a sentence of changes
]


_SIDES = {
    **dict.fromkeys(
        "above over ahead good better black green more lifted lifting boosted propelled returned"
        " returning"
        .split(), 1
    ),
    **dict.fromkeys(
        "off less worse below under beneath short shy away from red bad underwater cost"
        " dragged dragging".split(), -1
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount that is told of a price; ``first`` to ``last`` are its items in the sentence."""

    kind: Kind
    subject: Subject
    amount: Amount
    place: int  # the amount's item
    first: int
    last: int
    anchor: int
    sign: int = 0  # of a change; 0 where the words do not say which way, and for a level
    moment: Moment | None = None  # as its own words name it
    shared: bool = False  # told in one breath with the figure before it
    name: str = ""  # of its pattern
    traits: frozenset[Trait] = frozenset()  # of its pattern


AMOUNTS = frozenset({"PCT", "USD", "NUM", "BIG", "PTS"})


def sign_of(scene: Scene, place: int) -> int:
    """Return 1 or -1 for a word of movement, else 0."""
    name, word = scene.name(place), scene.word(place)
    if word in _SIDES:
        return _SIDES[word]
    return {"up": 1, "dn": -1}.get(name[:2], 0) if name[2:3] == ":" else 0
