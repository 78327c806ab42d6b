"""Figures without a verb of their own: "Oracle 3.4%", "AMD +3.8%", "on Friday 3%"."""

from collections.abc import Sequence

from sentiment.claims.amounts import Amount
from sentiment.claims.figure import AMOUNTS, Figure, sign_of
from sentiment.claims.mentions import Subject
from sentiment.claims.scene import Scene
from sentiment.claims.subjects import Reader
from sentiment.claims.vocabulary import said

NEUTRAL = frozenset(
    "managed made do lagged did saw followed by with only just fl:just fl:only".split()
)
_PARTING = frozenset("of by with than and to its their while but".split())


def read_elided(reader: Reader, place: int, found: Sequence[Figure]) -> Figure | None:
    """Return what an amount without a verb tells: "Oracle 3.4%", "AMD +3.8%", "on Friday 3%"."""
    scene, amount = reader.scene, reader.scene.amount(place)
    if scene.name(place) not in {"PCT", "USD"}:
        return None
    before = place - 1
    while before >= 0 and (
        scene.name(before) in {"DAY", "SPAN", "MOM", ":", "("} or scene.word(before) in NEUTRAL
        or scene.name(before).startswith("fl:")
        or (scene.word(before) == "at" and scene.name(place) == "USD")
        or (scene.name(before) == "," and scene.name(before - 1) in {"DAY", "SPAN"})
    ):  # fmt: skip
        before -= 1
    name = scene.name(before)
    prior = _prior(found, amount)
    if amount.factor:
        return _multiplied(reader, place)
    if amount.signed and scene.name(place) == "PCT":
        return _signed(reader, place, before)
    if prior is None:
        return _for_whom(reader, place)
    nouns = said("shares") | said("companies") | said("funds")
    named = name.startswith("WHO") or scene.word(before) in nouns
    if named and not _passed_verb(scene, before, place):
        subject = reader.named(before) if not name.startswith("WHO") else bare_name(scene, before)
        if subject is None:
            return None
        whole = place, before, place, before, prior.sign, prior.moment, True
        return Figure(prior.kind, subject, amount, *whole)
    links = (
        scene.word(place - 1) in {"and", "or", ",", "including", "then"}
        or scene.name(place - 1) in {"DAY's", "SPAN's", "DAY", "SPAN"}
        or scene.word(place - 1) in {"another", "its", "their", "after"}
        or (scene.word(place - 1) == "of" and scene.word(place - 2) == "top")
    )
    timed = scene.time(place + 1) is not None or scene.time(place - 1) is not None
    of_that = scene.word(place + 1) == "of" and scene.word(place + 2) in {"that", "it", "which"}
    if (links and timed) or of_that:
        subject = prior.subject
        if scene.name(place - 1) == "DAY's" or scene.word(place - 1) in {"its", "their"}:
            subject = reader.inherited(place - 1) or prior.subject
        return Figure(
            prior.kind, subject, amount, place, place, place, place, prior.sign, prior.moment, True
        )
    return _for_whom(reader, place)


def _multiplied(reader: Reader, place: int) -> Figure | None:
    """Return "has more than doubled", if it is the share that has."""
    scene = reader.scene
    if scene.word(place + 1) in {"its", "the", "their", "a", "an", "down", "sales", "revenue"}:
        return None
    subject = reader.whose(place)
    if subject is None:
        return None
    return Figure("change", subject, scene.amount(place), place, place, place, place, 1)


def _prior(found: Sequence[Figure], amount: Amount) -> Figure | None:
    """Return the last figure of the same unit, whose direction an elided one takes."""
    kinds = {"percent": {"change"}, "dollars": {"points", "level"}}.get(amount.unit, set())
    same = [one for one in found if one.kind in kinds]
    return same[-1] if same else None


def _passed_verb(scene: Scene, before: int, place: int) -> bool:
    """Return whether a verb of another kind stands between a name and its amount."""
    return any(scene.name(at)[:3] in {"ax:", "cl:"} for at in range(before + 1, place))


def bare_name(scene: Scene, place: int) -> Subject | None:
    """Return the subject of a name that stands bare, in a list."""
    mention = scene.mention(place)
    before = scene.word(place - 1)
    shares = before in {"of", "in"} and scene.word(place - 2) in said("shares")
    if mention is None or (
        before in {"of", "to", "against", "with", "by", "than", "at"} and not shares
    ):
        return None
    return mention.subject


def _signed(reader: Reader, place: int, before: int) -> Figure | None:
    """Return "NVDA -2.9%", "Nvidia (+3.9%)", "the day before (+0.6%)"."""
    scene, amount = reader.scene, reader.scene.amount(place)
    if any(scene.word(at) in said("other_quantities") for at in range(max(0, before - 2), place)):
        return None
    name = scene.name(before)
    labelled = scene.name(before + 1) == ":" and scene.time(before) is None and before >= 0
    if labelled and not name.startswith("WHO") and scene.word(before) not in said("shares"):
        return None  # "Crude: -1.3%" is told of somebody else
    if name.startswith("WHO") and scene.word(before - 1) not in {"of", "at", "from", "by", "than"}:
        mention = scene.mention(before)
        subject = mention.subject if mention else None
    elif before == place - 1 and before in reader.claimed:  # "closes $207.04 +3.0%"
        subject = reader.spoken.get(before)
    elif scene.time(place + 1) is not None or scene.name(place - 1) in {"(", ","}:
        subject = reader.inherited(place - 1) if _leans(reader, place) else None
    else:
        subject = None
    if subject is None:
        before, subject = _farther(reader, place)
    if subject is None:
        return None
    first = max(0, min(before, place))
    return Figure("change", subject, amount, place, first, place, place, amount.signed)


def _farther(reader: Reader, place: int) -> tuple[int, Subject | None]:
    """Return the share that a signed figure has before it: "$MSFT green again +1.7%", or a line's.

    A line that is a figure with a word or two leans on the line before.
    """
    scene, memory = reader.scene, reader.memory
    for at in range(place - 1, max(-1, place - 8), -1):
        mention = scene.mention(at)
        if mention is not None and mention.subject.role != "person":
            alone = scene.name(at) == "WHO" and bare_name(scene, at) is not None
            return at, mention.subject if alone else None
        others = scene.word(at) in said("other_quantities") or scene.name(at) in AMOUNTS
        if others or scene.name(at).startswith(("Cap:", ";")) or scene.word(at) in _PARTING:
            return place, None
    short = place < 8 and (memory.moved or (place == 1 and scene.name(0) == "DAY"))
    return place, (memory.it or memory.topic) if short else None


def _leans(reader: Reader, place: int) -> bool:
    """Return whether a signed figure behind a comma repeats a price before it."""
    before = place - 2
    while reader.scene.time(before) is not None:
        before -= 1
    return reader.scene.name(place - 1) != "," or before in reader.claimed


def _for_whom(reader: Reader, place: int) -> Figure | None:
    """Return "2% for the S&P 500", which takes its direction from the clause before."""
    scene = reader.scene
    mention = scene.mention(place + 2)
    if scene.word(place + 1) != "for" or mention is None or scene.name(place + 2) != "WHO":
        return None
    signs = [sign for at in range(place) if (sign := sign_of(scene, at))]
    if not signs:
        return None
    return Figure(
        "change", mention.subject, scene.amount(place), place, place, place + 2, place, signs[-1]
    )
