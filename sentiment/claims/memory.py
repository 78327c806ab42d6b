"""What the sentences before leave: whom the text speaks of."""

from dataclasses import dataclass

from sentiment.claims.mentions import Subject


@dataclass(frozen=True, slots=True)
class Memory:
    """What the sentences before leave: whom the text speaks of."""

    topic: Subject | None = None  # whom "the stock" means
    it: Subject | None = None  # whom "it" means
    pair: tuple[Subject, ...] = ()  # whom "they" means
    index: Subject | None = None
    fund: Subject | None = None
    listing: bool = False  # a heading of closing prices stands over the lines that follow
    several: bool = False  # the text has told of more than one
    moved: bool = False  # the sentence before tells a change
