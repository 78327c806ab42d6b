"""The words by which price claims are told, from ``words.toml``."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from sentiment.text.tokens import Token


@cache
def _groups() -> Mapping[str, str]:
    """Return the groups of words that claims are found by."""
    file = resources.files("sentiment.claims").joinpath("words.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def said(group: str) -> frozenset[str]:
    """Return one group of words."""
    return frozenset(_groups()[group].split())


RISE = said("rise")
FALL = said("fall")
BESIDE = frozenset("up down higher lower".split())  # may follow their figure: "2.9% lower"
GAINS = said("gains")
LOSSES = said("losses")
# "Nvidia grew 20%" is said of a business, "halved" of a price or of anything.
FACTORS = {"halved": -0.5, "doubled": 1.0, "tripled": 2.0, "trebled": 2.0, "quadrupled": 3.0}
CLOSING = said("closing")
OPENING = frozenset("open opens opened opening".split())
TRADING = said("trading")
TOUCHING = said("touching")
PRICE_NOUNS = frozenset("shares stock stocks adrs ads price receipts securities".split())
# What else a percentage is often of; right behind a figure, or before "rose 20%", it is no price.
OTHER_QUANTITIES = said("other_quantities")
NUMBERS = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"thirteen": 13.0, "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0}


def word_at(tokens: Sequence[Token], place: int) -> str:
    """Return the word at *place* of a sentence, "" beyond its ends."""
    return tokens[place].text if 0 <= place < len(tokens) else ""
