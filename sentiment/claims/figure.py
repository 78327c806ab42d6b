"""A figure of a sentence that is told of a price, as a value."""

from dataclasses import dataclass
from typing import Literal

from sentiment.claims.amounts import Amount
from sentiment.claims.mentions import Subject
from sentiment.claims.scene import Scene
from sentiment.claims.when import Moment

Kind = Literal["change", "level", "points", "record", "streak", "span", "value"]
Trait = Literal[  # how what a pattern tells is taken
    "noun",  # told by a noun of movement, not a verb
    "close",  # a close
    "closing",  # where a session's move ended
    "inherited",  # of whom the words before spoke
    "only",  # of the only company named, where nothing else tells whose it is
    "quote",  # of the name that it begins with
    "pared",  # the way of the figure before it
    "distance",  # a distance from a record or past close, or nothing
    "reached",  # a price that was met within a stretch
    "start",  # the first of two prices
    "end",  # the second of two prices
]


_SIDES = {"above": 1, "over": 1, "off": -1, "less": -1, "below": -1, "cost": -1, "damage": -1,
          "under": -1, "beneath": -1, "short": -1, "shy": -1, "away": -1, "from": -1,
          "good": 1, "black": 1, "green": 1, "red": -1, "bad": -1, "more": 1}  # fmt: skip


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
    sign: int = 0  # of a change; 0 for a level
    moment: Moment | None = None  # as its own words name it
    shared: bool = False  # told in one breath with the figure before it
    undone: bool = False  # a move that was taken back within the session
    name: str = ""  # of its pattern
    traits: frozenset[Trait] = frozenset()  # of its pattern

    @property
    def distance(self) -> bool:
        """Whether it is a distance from a record or past close, or nothing."""
        return "distance" in self.traits


AMOUNTS = frozenset({"PCT", "USD", "NUM", "BIG", "PTS"})


def sign_of(scene: Scene, place: int) -> int:
    """Return 1 or -1 for a word of movement, else 0."""
    name, word = scene.name(place), scene.word(place)
    if word in _SIDES:
        return _SIDES[word]
    return {"up": 1, "dn": -1}.get(name[:2], 0) if name[2:3] == ":" else 0
