"""What moved beside a company: of "Crude jumps, Alba falls" crude is the backdrop."""

from collections.abc import Sequence

from sentiment.reading import lexicon
from sentiment.reading.marks import Mark
from sentiment.reading.masking import MASKED
from sentiment.text.tokens import Word, text_of

ASSETS = lexicon.word_set("assets")
SHARES = lexicon.word_set("shares")
CAUSING = lexicon.word_set("causing")
BACKDROP = 0.15  # so little that it leads no sentence: see sentence.FAINT
REACH = 2  # words before a move in which stands what moved: "gold prices fell"


def set_back(words: Sequence[Word], found: list[Mark]) -> list[Mark]:
    """Return the marks, the moves of raw materials and currencies weakened where a company moved.

    Whether dear oil is good for a company depends on its trade; the company's own move tells.
    """
    backdrops = {number for number, mark in enumerate(found) if _is_backdrop(words, mark)}
    if not backdrops:  # as in most sentences
        return found
    first = found[min(backdrops)].first
    own = [
        mark.points
        for number, mark in enumerate(found)
        if number not in backdrops
        and (_is_named(words, mark) or _is_of_shares(words, mark))
        and CAUSING.isdisjoint(map(text_of, words[first : mark.first]))  # "as China buys less"
    ]
    return [
        mark._replace(
            points=BACKDROP * mark.points, rule=f"{mark.rule}; the backdrop of a company's move"
        )
        if number in backdrops and any(mark.points * points < 0 for points in own)
        else mark
        for number, mark in enumerate(found)
    ]


def _is_backdrop(words: Sequence[Word], mark: Mark) -> bool:
    """Return whether a mark tells how a raw material or a currency moved."""
    if not (mark.price or mark.rule == "direction") or _is_named(words, mark):
        return False
    return _holds(words, mark, ASSETS) and not _is_of_shares(words, mark)


def _is_of_shares(words: Sequence[Word], mark: Mark) -> bool:
    """Return whether a mark tells how a company's own shares moved, or those of its trade."""
    return mark.price and _holds(words, mark, SHARES)


def _is_named(words: Sequence[Word], mark: Mark) -> bool:
    """Return whether what a mark tells is told of the name right before it."""
    return mark.first > 0 and words[mark.first - 1].text.startswith(MASKED)


def _holds(words: Sequence[Word], mark: Mark, some: frozenset[str]) -> bool:
    """Return whether one of some words stands in a mark or right before it."""
    return not some.isdisjoint(map(text_of, words[max(0, mark.first - REACH) : mark.last + 1]))
