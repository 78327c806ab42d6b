"""A figure of a sentence to what it says of a price: which change or level, whose, if any."""

from collections.abc import Sequence

from sentiment.claims.amounts import Amount
from sentiment.claims.changes import BY_MARKET, Figure, read_change, read_points
from sentiment.claims.levels import read_level, read_market_value
from sentiment.claims.subjects import Scene
from sentiment.claims.vocabulary import BESIDE, GAINS, LOSSES, OTHER_QUANTITIES, said, word_at

_NO_PRICE_BEHIND = said("no_price_behind")


def read_figure(scene: Scene, amount: Amount, *, prior: Sequence[Figure]) -> Figure | None:
    """Return what *amount* says of a price, None if that is not sure.

    *prior* are the sentence's figures so far, which "Oracle 3.4%" takes its direction from.
    """
    if amount.unit == "large sum":
        return read_market_value(scene, amount)
    if _foreign_tail(scene, amount):
        return None
    if amount.unit == "percent":
        return read_change(scene, amount, prior=prior)
    return read_points(scene, amount, prior=prior) or (
        read_level(scene, amount, prior=prior) if amount.unit == "dollars" else None
    )


def _foreign_tail(scene: Scene, amount: Amount) -> bool:
    """Return whether what follows makes a figure one of something else than a price."""
    words = [word_at(scene.tokens, amount.last + step) for step in range(1, 7)]
    if amount.unit == "percent" and words[0] == "of":
        return not (BY_MARKET & set(words[1:4]))
    if amount.unit == "percent" and words[0] in _NO_PRICE_BEHIND | OTHER_QUANTITIES:
        return True
    beside = words[1:] if words[0] in BESIDE | GAINS | LOSSES else words
    if amount.unit == "percent" and beside[0] == "than" and beside[1] in {"its", "the", "peers"}:
        return True
    if beside[0] in {"in", "of", "for", "on"}:
        phrase = beside[1:5]
        for stop in (",", ".", ";", "and", "after"):
            phrase = phrase[: phrase.index(stop)] if stop in phrase else phrase
        return bool(OTHER_QUANTITIES & set(phrase)) and not {"shares", "stock"} & set(phrase)
    extremes = {"high", "peak", "top", "low", "bottom", "record", "highs", "lows", "peaks"}
    if beside[0] in {"from", "off"} and extremes & set(beside[1:6]):
        return True
    return {"year-on-year", "year-over-year", "yoy", "y/y", "sequentially"} & set(
        words[:3]
    ) != set()
