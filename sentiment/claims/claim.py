"""A price claim as a value."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from sentiment.claims.amounts import Hedge
from sentiment.claims.changes import Kind
from sentiment.claims.moments import Moment

Of = Literal["rise", "fall", "high close", "low close", "high", "low"]
# The day stands with the figure, or elsewhere in the sentence, or is told by an event
# ("the day after its results"), or is not told.
Told = Literal["said", "nearby", "by an event", "not"]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one phrase of a text says of a price; ``text[start:end]`` is the phrase."""

    text: str
    start: int
    end: int
    sentence: str
    company: str
    symbol: str | None  # whose bars can answer; None if no share is known
    proxy: bool  # the symbol is a fund that follows the index of which the text speaks
    kind: Kind
    amount: float  # a change as a decimal, else dollars or a number of sessions; NaN for a record
    low: float  # what the amount's own rounding allows
    high: float
    hedge: Hedge
    moment: Moment
    minutes: tuple[int, int] | None  # of the day in New York, where the moment is a time of day
    sessions: tuple[pd.Timestamp, ...]  # those it can mean; of a span the first and last close
    earliest: pd.Timestamp | None  # of a span that is meant loosely, the earliest close it can mean
    told: Told  # how the text tells the day
    of: Of | None  # what a record is of
    published: pd.Timestamp

    @property
    def dated(self) -> bool:
        """Whether the sentence itself says which session is meant."""
        return self.told == "said"
