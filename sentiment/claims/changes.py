"""A figure of a sentence as a change of a price: "fell 1.1%", "2.9% lower", "a gain of 5%"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sentiment.claims.amounts import Amount
from sentiment.claims.subjects import Scene, Subject, is_aside, subject_before
from sentiment.claims.vocabulary import (
    BESIDE,
    CLOSING,
    FALL,
    GAINS,
    LOSSES,
    OTHER_QUANTITIES,
    PRICE_NOUNS,
    RISE,
    TRADING,
    said,
    word_at,
)

Tie = Literal["", "behind", "before"]
Kind = Literal["change", "level", "points", "record", "streak", "span", "value"]
_LEADS = frozenset("by another further a an as its sharply about to".split())
# Verbs whose object a movement is: "suffered a 2.9% drop".
_SUFFERING = said("suffering")
_UNDONE = frozenset("erased erasing pared trimmed reversed into turned became".split())
_DETERMINERS = frozenset("a an its the their this that".split())
_FORESEEN = frozenset("each every any another possible potential implied expected further".split())
_VERB_OF_BUSINESS = said("verb_of_business")
_GIVING = frozenset("give gives gave giving given".split())  # "gave back 2%", "gave up 2%"
FAR = 8  # tokens between a movement and its figure
BY_MARKET = frozenset("value worth capitalisation capitalization".split())


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that is said of a price; ``first`` to ``last`` are its tokens in the sentence."""

    kind: Kind
    subject: Subject
    amount: Amount
    sign: int  # of a change; 0 for a level
    first: int
    last: int
    tied: Tie = ""  # told in one breath with the figure before: as an aside, or as its outcome
    undone: bool = False  # a movement that was taken back within the session


def read_change(scene: Scene, amount: Amount, *, prior: Sequence[Figure]) -> Figure | None:
    """Return a percentage as a change of a price."""
    found = (
        _after_verb(scene, amount, kind="change")
        or _beside(scene, amount)
        or _noun_behind(scene, amount)
        or _noun_of(scene, amount)
        or _signed(scene, amount)
        or _elided(scene, amount, prior=prior)
        or _alternative(scene, amount, prior=prior)
    )
    return found if found and _fits(scene, found) else None


def _after_verb(scene: Scene, amount: Amount, *, kind: Kind) -> Figure | None:
    """Return "fell 1.1%", "down about 2%", "slipped on Monday by 3 percent"."""
    at = amount.first - 1
    while at > amount.first - FAR and at >= 0:
        word = word_at(scene.tokens, at)
        if word in RISE or word in FALL:
            break
        if word == "back" and word_at(scene.tokens, at - 1) in _GIVING:
            break
        if word == "to" or not (word in _LEADS or is_aside(scene, at)) or at in scene.ended:
            return None
        at -= 1
    word = word_at(scene.tokens, at)
    if at < 0 or (word not in RISE and word not in FALL and word != "back"):
        return None
    given = word_at(scene.tokens, at - 1) in _GIVING and word in {"back", "up"}
    at -= given
    subject = subject_before(scene, at)
    if subject is None or (subject.bare and (word in _VERB_OF_BUSINESS or not subject.symbol)):
        return None
    sign = 1 if word in RISE and not given else -1
    aside = word in BESIDE and _comma_before(scene, at)
    return Figure(kind, subject, amount, sign, at, amount.last, "behind" if aside else "")


def _beside(scene: Scene, amount: Amount) -> Figure | None:
    """Return "2.9% lower"."""
    at = amount.last + 1
    word = word_at(scene.tokens, at)
    if word not in BESIDE:
        return None
    subject = subject_before(scene, amount.first)
    if subject is None:
        return None
    tied: Tie = "behind" if _comma_before(scene, amount.first) else ""
    return Figure("change", subject, amount, 1 if word in RISE else -1, amount.first, at, tied)


def _comma_before(scene: Scene, place: int) -> bool:
    """Return whether only an adverb stands between a comma and a token."""
    before = word_at(scene.tokens, place - 1)
    return before == "," or (
        before in {"already", "still"} and word_at(scene.tokens, place - 2) == ","
    )


def _noun_behind(scene: Scene, amount: Amount) -> Figure | None:
    """Return "a 2.9% drop", "Nvidia's 5% gain", "a 3% fall in the shares"."""
    at = amount.last + 1
    while word_at(scene.tokens, at) in {"one-day", "daily", "intraday", "early", "single-day"}:
        at += 1
    word = word_at(scene.tokens, at)
    if word not in GAINS and word not in LOSSES:
        return None
    return _noun(scene, amount, first=amount.first, noun=at, last=at)


def _noun_of(scene: Scene, amount: Amount) -> Figure | None:
    """Return "a gain of 2.9%", "losses of about 1.5%"."""
    noun = amount.first - 2
    word = word_at(scene.tokens, noun)
    linked = word_at(scene.tokens, amount.first - 1) == "of"
    if not linked or (word not in GAINS and word not in LOSSES):
        return None
    return _noun(scene, amount, first=noun, noun=noun, last=amount.last)


def _noun(scene: Scene, amount: Amount, *, first: int, noun: int, last: int) -> Figure | None:
    """Return a movement told by a noun, whose owner stands before or behind it."""
    sign = 1 if word_at(scene.tokens, noun) in GAINS else -1
    if word_at(scene.tokens, first - 1) in _FORESEEN:
        return None
    if word_at(scene.tokens, last + 1) in {"in", "for", "of"}:
        behind = _owner_behind(scene, last + 2)
        if behind is not None:
            return Figure("change", behind[0], amount, sign, first, behind[1])
        if not is_aside(scene, last + 1):
            return None
    begin, undone = first, False
    while begin > 0 and (
        word_at(scene.tokens, begin - 1) in _DETERMINERS | _SUFFERING or begin - 1 in scene.dated
    ):
        begin -= 1
        if word_at(scene.tokens, begin) in _FORESEEN:
            return None
        undone = undone or word_at(scene.tokens, begin) in _UNDONE
    subject = subject_before(scene, begin, owned=True)
    if subject is None:
        return None
    tied: Tie = "behind" if word_at(scene.tokens, begin - 1) == "," else ""
    return Figure("change", subject, amount, sign, begin, last, tied, undone)


def _owner_behind(scene: Scene, at: int) -> tuple[Subject, int] | None:
    """Return what follows "a 3% fall in", and its last token: "Nvidia's shares", "the stock"."""
    for last in range(at, min(at + 7, len(scene.tokens))):
        if word_at(scene.tokens, last) in PRICE_NOUNS:
            beyond = word_at(scene.tokens, last + 1)
            if beyond in {"price", "of", "in"}:
                continue
            subject = subject_before(scene, last + 1, owned=True)
            return (subject, last) if subject else None
        named = scene.named.get(last)
        if named and (named.proxy or word_at(scene.tokens, last - 2) in {"shares", "stock"}):
            return Subject(named.company, named.symbol, named.proxy, last), last
    return None


def _signed(scene: Scene, amount: Amount) -> Figure | None:
    """Return "NVDA -2.9%" and "Nvidia (+3.9%)"."""
    at = amount.first - 1
    while word_at(scene.tokens, at) in {"(", ":", ",", ")"} and at > amount.first - 3:
        at -= 1
    named = scene.named.get(at)
    if not amount.signed or named is None or named.possessive:
        return None
    if named.first > 0 and word_at(scene.tokens, named.first - 1) in {"of", "at", "from", "in"}:
        return None
    subject = Subject(named.company, named.symbol, named.proxy, named.first)
    return Figure("change", subject, amount, amount.signed, named.first, amount.last)


def _elided(scene: Scene, amount: Amount, *, prior: Sequence[Figure]) -> Figure | None:
    """Return "Oracle 3.4%" behind "Microsoft lost 2.9%"."""
    changes = [one for one in prior if one.kind == "change"]
    named = scene.named.get(amount.first - 1)
    if not changes or named is None or named.possessive or amount.signed:
        return None
    before = named.first - 1
    while word_at(scene.tokens, before) in {"and", "while", "but"}:
        before -= 1
    if word_at(scene.tokens, before) == ",":
        before -= 1
    follows = before == changes[-1].last or is_aside(scene, before)
    if not follows or word_at(scene.tokens, amount.last + 1) in {"of", "in", "for", "to"}:
        return None
    subject = Subject(named.company, named.symbol, named.proxy, named.first)
    return Figure("change", subject, amount, changes[-1].sign, named.first, amount.last, "behind")


def read_points(scene: Scene, amount: Amount, *, prior: Sequence[Figure]) -> Figure | None:
    """Return "fell $5.52", "lost 8 dollars", "gained 60 cents", "dropped 350 points"."""
    found = (
        _after_verb(scene, amount, kind="points")
        or _dollars_of(scene, amount)
        or _alternative(scene, amount, prior=prior)
    )
    index = found is not None and found.subject.proxy
    if found is None or (amount.unit == "points") != index:
        return None
    return found if _fits(scene, found) else None


def _dollars_of(scene: Scene, amount: Amount) -> Figure | None:
    """Return "a decline of $5.52"; a company's loss of $1.20 a share is its business."""
    found = _noun_of(scene, amount)
    if found is None or found.subject.bare:
        return None
    per_share = word_at(scene.tokens, amount.last + 1) in {"a", "per"}
    return None if per_share else replace(found, kind="points")


def _alternative(scene: Scene, amount: Amount, *, prior: Sequence[Figure]) -> Figure | None:
    """Return the second figure of "$5.52, or 2.9%,", which says the same as the first."""
    link = amount.first - 1
    if word_at(scene.tokens, link) not in {"or", "("} or not prior or not prior[-1].sign:
        return None
    if prior[-1].last not in {link - 1, link - 2}:
        return None
    kind: Kind = "change" if amount.unit == "percent" else "points"
    return replace(
        prior[-1], kind=kind, amount=amount, first=amount.first, last=amount.last, tied="behind"
    )


def _fits(scene: Scene, found: Figure) -> bool:
    """Return whether a change is the price's own, as far as what follows the figure tells."""
    words = [word_at(scene.tokens, found.last + step) for step in range(1, 5)]
    if words[0] == "from" and "year" in words[1:4] and found.subject.bare:
        return False  # a company "up 62% from a year earlier" may be told of its revenue
    if not found.subject.bare:
        return True
    if words[0] == "to":
        return words[1] in CLOSING | TRADING or words[1][:1] == "$" or words[1] in {
            "about", "around", "a", "nearly", "just", "almost", "approximately", "roughly"
        }  # fmt: skip
    if words[0] in {"in", "of", "for", "on"}:
        known = is_aside(scene, found.last + 1) or words[1] in {
            "reaction", "response", "sympathy", "the", "its", "shares", "value", "news", "concerns",
            "worries", "fears", "doubts", "reports", "hopes", "optimism", "what",
        }  # fmt: skip
        return known and not (words[1] in {"the", "its"} and OTHER_QUANTITIES & set(words[2:]))
    return words[0] not in {"year", "quarter", "annually", "faster", "cheaper"}
