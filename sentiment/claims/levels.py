"""A figure of a sentence as a price or market value: "closed at $185.61", "a high of $196"."""

from collections.abc import Sequence
from dataclasses import replace

from sentiment.claims.amounts import Amount
from sentiment.claims.changes import BY_MARKET, FAR, Figure, Tie
from sentiment.claims.subjects import Scene, Subject, is_aside, subject_before
from sentiment.claims.vocabulary import (
    BESIDE,
    CLOSING,
    FALL,
    OPENING,
    RISE,
    TOUCHING,
    TRADING,
    said,
    word_at,
)

_LEVEL_NOUNS = frozenset("high low close open price peak level highs lows".split())
_LEVEL_WORDS = said("level_words")
_SHARE_UNITS = frozenset("share adr ad stock".split())


def read_level(scene: Scene, amount: Amount, *, prior: Sequence[Figure]) -> Figure | None:
    """Return a price in dollars that a share is said to have had."""
    return (
        _at_or_to(scene, amount)
        or _touched(scene, amount)
        or _noun_level(scene, amount, prior=prior)
        or _relative_level(scene, amount)
        or _bounds(scene, amount, prior=prior)
    )


def _at_or_to(scene: Scene, amount: Amount) -> Figure | None:
    """Return "closed at $185.61", "fell 1.1% to $189.03", "lower at $188.61"."""
    link = amount.first - 1
    word = word_at(scene.tokens, link)
    if word not in {"at", "to"}:
        return None
    at = link - 1
    while at > link - FAR and at >= 0 and at not in scene.ended:
        verb = word_at(scene.tokens, at)
        if verb in CLOSING or verb in OPENING or verb in TRADING or verb in RISE or verb in FALL:
            break
        origin = scene.tokens[at].number is not None and word_at(scene.tokens, at - 1) == "from"
        if verb == "," and at - 1 in scene.ended:
            at -= 1
            break
        if verb == "," or not (origin or is_aside(scene, at)):
            return None
        at -= 1 + origin
    if at in scene.ended:
        return _as_level(scene, amount, scene.ended[at], first=link, tied="before")
    verb = word_at(scene.tokens, at)
    moves = verb in RISE or verb in FALL
    stands = verb in CLOSING or verb in OPENING or verb in TRADING or verb in BESIDE
    if not (moves if word == "to" else stands):
        return None
    begin = at - 1 if word_at(scene.tokens, at - 1) == "to" and verb in CLOSING else at
    subject = subject_before(scene, begin)
    tied: Tie = "before" if _day_between(scene, begin) else ""
    return _as_level(scene, amount, subject, first=at, tied=tied) if subject else None


def _day_between(scene: Scene, begin: int) -> bool:
    """Return whether only words of time stand between a figure and "to close at"."""
    if word_at(scene.tokens, begin) != "to":
        return False
    at = begin - 1
    while at >= 0 and at not in scene.ended and is_aside(scene, at):
        at -= 1
    return at in scene.ended


def _as_level(
    scene: Scene,
    amount: Amount,
    subject: Subject,
    *,
    first: int,
    tied: Tie = "",
) -> Figure | None:
    """Return a level, unless its figure is per something that is no share."""
    behind = [word_at(scene.tokens, amount.last + step) for step in (1, 2)]
    if behind[0] == "per" and behind[1] not in _SHARE_UNITS:
        return None
    return Figure("level", subject, amount, 0, first, amount.last, tied)


def _touched(scene: Scene, amount: Amount) -> Figure | None:
    """Return "touched $190.30", "as high as $190.30"."""
    at = amount.first - 1
    words = [word_at(scene.tokens, at - step) for step in (2, 1, 0)]
    if words[0] == "as" and words[1] in {"high", "low"} and words[2] == "as":
        begin = at - 2
        verb = word_at(scene.tokens, begin - 1)
        begin -= verb in RISE or verb in FALL or verb in TRADING
    elif words[2] in TOUCHING:
        begin = at
    else:
        return None
    subject = subject_before(scene, begin)
    return _as_level(scene, amount, subject, first=begin) if subject else None


def _noun_level(scene: Scene, amount: Amount, *, prior: Sequence[Figure]) -> Figure | None:
    """Return "Wednesday's close of $195.56", "hit a record high of $184.55"."""
    noun = amount.first - 2
    if word_at(scene.tokens, amount.first - 1) != "of":
        return None
    if word_at(scene.tokens, noun) not in _LEVEL_NOUNS:
        return None
    begin = noun
    while begin > 0 and (
        word_at(scene.tokens, begin - 1) in _LEVEL_WORDS or begin - 1 in scene.dated
    ):
        begin -= 1
    verb = word_at(scene.tokens, begin - 1)
    at = begin - (verb in TOUCHING or verb in CLOSING or verb in RISE or verb in FALL)
    subject = subject_before(scene, at, owned=True)
    if subject is None and prior:
        subject = prior[-1].subject
    if subject is None and (scene.dated & set(range(begin, noun)) or begin == 0):
        subject = scene.carried
    if subject is None or word_at(scene.tokens, begin - 1) in {"target", "option", "strike"}:
        return None
    return _as_level(scene, amount, subject, first=begin)


def _relative_level(scene: Scene, amount: Amount) -> Figure | None:
    """Return "the $191.13 at which it ended last week"."""
    if word_at(scene.tokens, amount.last + 2) not in {"which"}:
        return None
    for at in range(amount.last + 3, min(amount.last + 8, len(scene.tokens))):
        word = word_at(scene.tokens, at)
        if word in CLOSING or word in OPENING or word in TRADING:
            subject = subject_before(scene, at)
            return Figure("level", subject, amount, 0, amount.first, at) if subject else None
    return None


def _bounds(scene: Scene, amount: Amount, *, prior: Sequence[Figure]) -> Figure | None:
    """Return the ends of "moved between $186.93 and $188.99"."""
    link = amount.first - 1
    word = word_at(scene.tokens, link)
    if word == "and" and prior and prior[-1].last == link - 1:
        lower = prior[-1]
        between = word_at(scene.tokens, lower.amount.first - 1) == "between"
        return (
            replace(lower, amount=amount, first=amount.first, last=amount.last, tied="behind")
            if between
            else None
        )
    if word != "between" or word_at(scene.tokens, amount.last + 1) != "and":
        return None
    verb = word_at(scene.tokens, link - 1)
    if verb not in {"move", "moved", "trade", "traded", "ranged", "swung", "fluctuated"}:
        return None
    subject = subject_before(scene, link - 1)
    return Figure("level", subject, amount, 0, link - 1, amount.last) if subject else None


def read_market_value(scene: Scene, amount: Amount) -> Figure | None:
    """Return "a market value of $4.46 trillion", "wiped $279 billion off its market value"."""
    near = [*range(amount.first - 6, amount.first), *range(amount.last + 1, amount.last + 7)]
    caps = [at for at in near if word_at(scene.tokens, at) == "market"]
    words = BY_MARKET | {"cap"}
    if not any(word_at(scene.tokens, at + 1) in words for at in caps):
        return None
    before = [last for last in scene.named if last < amount.first]
    behind = [last for last in scene.named if last > amount.last]
    subject = scene.carried
    if before or behind:
        one = scene.named[max(before) if before else min(behind)]
        subject = Subject(one.company, one.symbol, one.proxy, min(one.first, amount.first))
    if subject is None or subject.symbol is None or subject.proxy:
        return None
    return Figure("value", subject, amount, 0, amount.first, amount.last)
