"""A figure with its meanings, and what a sentence leaves to the next of when."""

from dataclasses import dataclass

import pandas as pd

from sentiment.claims.claim import Meaning
from sentiment.claims.figure import Figure
from sentiment.claims.when import Moment, Time


@dataclass(frozen=True, slots=True)
class Carried:
    """What the sentences before leave: the day and stretch they spoke of, and the hours."""

    day: pd.Timestamp | None = None
    span: Time | None = None
    outside: Moment | None = None
    last: pd.Timestamp | None = None  # the day named last, which "that day" means
    stretched: bool = False  # the text has told of a stretch, of which more may be told


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with the meanings that its words allow."""

    figure: Figure
    meanings: tuple[Meaning, ...]
    dated: bool  # the sentence itself says which day or stretch
    day: pd.Timestamp | None  # the one session that is meant, if it is one
    span: Time | None
    back: bool  # told of an earlier move: "after sliding 17% the day before"
