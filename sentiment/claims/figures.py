"""The figures of a sentence that are told of a price: of which kind, whose, and which way."""

import re
from collections.abc import Sequence

from sentiment.claims.business import is_elsewhere, is_of_business
from sentiment.claims.elided import bare_name, read_elided
from sentiment.claims.figure import AMOUNTS, Figure, sign_of
from sentiment.claims.lists import read_lists
from sentiment.claims.memory import Memory
from sentiment.claims.mentions import Subject
from sentiment.claims.patterns import Match, matches, moment_of
from sentiment.claims.scene import Scene
from sentiment.claims.subjects import Reader
from sentiment.claims.unreal import is_unreal
from sentiment.claims.vocabulary import said


def read_figures(scene: Scene, memory: Memory) -> tuple[list[Figure], Reader]:
    """Return the figures of a sentence, in its order, and the reader that found their subjects."""
    reader = Reader(scene, memory)
    found: list[Figure] = []
    if not any(item.name in AMOUNTS for item in scene.items):
        return found, reader
    told = matches(scene)
    pairs = read_lists(reader, told)
    for place, item in enumerate(scene.items):
        if item.name not in AMOUNTS:
            continue
        figures = pairs.get(place) or _one(reader, place, told.get(place), found)
        for figure in figures:
            found.append(figure)
            reader.spoken[figure.last] = figure.subject
            reader.claimed.add(figure.place)
    return found, reader


def _one(reader: Reader, place: int, match: Match | None, found: Sequence[Figure]) -> list[Figure]:
    """Return what one amount tells of a price, if anything."""
    scene = reader.scene
    close = match is not None and "close" in match.pattern.traits  # "its target is above the close"
    if is_elsewhere(scene, place) or (is_of_business(scene, place) and not close):
        return []
    figure = None
    if match is not None:
        figure = _matched(reader, match, found)
    if figure is None:
        figure = read_elided(reader, place, found)
    if figure is None:
        return []
    if "close" not in figure.traits and is_unreal(scene, figure.anchor, figure.place):
        return []
    if figure.subject.symbol is None and figure.subject.role == "company":
        return []
    return [figure]


def _matched(reader: Reader, match: Match, found: Sequence[Figure]) -> Figure | None:
    """Return the figure of a pattern, if its subject is sure."""
    scene, pattern = reader.scene, match.pattern
    amount, word = scene.amount(match.amount), scene.word(match.anchor)
    if not _suits(reader, match, found):
        return None
    moved = pattern.kind in {"change", "points"}
    sign = _sign(scene, match)
    if moved and sign == 0 and "either" not in pattern.traits:
        if not found or scene.name(match.anchor) not in {"PCT", "USD", "PTS", "NUM"}:
            return None
        sign = found[-1].sign
    if moved and amount.signed:
        sign = amount.signed
    noun = "noun" in pattern.traits
    owner = _behind(reader, match) if noun else None
    subject = owner[0] if owner else None
    if "inherited" in pattern.traits:
        subject = reader.inherited(match.first) or reader.memory.topic
    mention = scene.mention(match.first if match.whom is None else match.whom)
    if mention is not None and (match.whom is not None or "quote" in pattern.traits):
        subject = mention.subject
    if subject is None:
        particle = "unknown" not in pattern.traits and sign != sign_of(scene, match.anchor)
        subject = reader.whose(match.first - (particle and not amount.signed), noun=noun)
    if subject is None and "only" in pattern.traits:
        subject = reader.only()
    if subject is None or _held_back(reader, match, word):
        return None
    return Figure(
        pattern.kind, subject, amount, match.amount, match.first, owner[1] if owner else match.last,
        match.anchor, sign if moved else 0, moment_of(scene, match), False,
        pattern.name, pattern.traits,
    )  # fmt: skip


def _sign(scene: Scene, match: Match) -> int:
    """Return which way a figure goes; "powered up 3%" may be either, "coughed up 3%" is a loss."""
    before = scene.name(match.anchor - 1)
    if scene.word(match.anchor) in {"up", "down"} and _UNKNOWN.fullmatch(before):
        return 0 if before not in said("no_movement") else sign_of(scene, match.anchor)
    return sign_of(scene, match.anchor)


_UNKNOWN = re.compile(r"[a-z]+(?:ed|ing)")
_OF_MOVES = frozenset("damage losses gains moves losers gainers winners movers".split())
_SUPPOSED = frozenset(
    "each every any anything possible potential implied expected".split()
)  # moves that are only spoken of
_OF_PRICES = frozenset("cl: tr: op: to: up: dn:".split())


def _suits(reader: Reader, match: Match, found: Sequence[Figure]) -> bool:
    """Return whether what a pattern asks beyond its words is so."""
    scene, traits = reader.scene, match.pattern.traits
    if "listed" in traits and not reader.memory.listing:
        return False
    if "goes on" in traits:
        words = {item.word for item in scene.items}
        headed = reader.memory.moved or found or words & _OF_MOVES
        if words & said("other_quantities") or not headed:
            return False
    if "quote" in traits and match.whom is not None:
        return bare_name(scene, match.whom) is not None
    known = "unknown" not in traits and (_sign(scene, match) or not sign_of(scene, match.anchor))
    return bool(known) or (
        scene.word(match.anchor) not in said("no_movement")
        and (bool(found) or _of_prices(scene, match))
    )


def _of_prices(scene: Scene, match: Match) -> bool:
    """Return whether a sentence speaks of prices: by a day, a share, or a word of trading."""
    return any(
        item.name[:3] in _OF_PRICES or item.word in said("shares")
        or item.name.removesuffix("'s") in {"DAY", "MOM"}
        for at, item in enumerate(scene.items) if at not in range(match.anchor, match.last)
        or item.part is not None
    )  # fmt: skip


def _held_back(reader: Reader, match: Match, word: str) -> bool:
    """Return whether a figure is more likely one of a business or of nobody."""
    scene = reader.scene
    if scene.word(match.first - 1) in _SUPPOSED:
        return True
    if word.startswith(("increas", "decreas")) or word in {"added", "adds"}:
        behind = scene.word(match.last + 1)
        return behind in {"to", "of"} and scene.name(match.last + 2) not in AMOUNTS
    return False


def _behind(reader: Reader, match: Match) -> tuple[Subject, int] | None:
    """Return whose a movement is by what follows it: "a 6.7% drop in Nvidia shares"."""
    scene, place = reader.scene, match.last + 1
    while scene.time(place) is not None:
        place += 1
    if scene.word(place) in said("carrying") and (carried := scene.mention(place + 1)):
        return (carried.subject, match.last) if scene.name(place + 1) == "WHO" else None
    place = match.last + 1
    if scene.word(place) not in {"in", "for", "of", "to"}:
        return None
    for at in range(place + 1, min(place + 7, len(scene.items))):
        mention = scene.mention(at)
        if mention is not None and mention.subject.role != "person":
            if scene.name(at) == "WHO's" and scene.word(at + 1) not in said("shares"):
                return None
            shares = scene.word(at + 1) in said("shares")
            return mention.subject, at + shares
        if scene.word(at) in said("shares") and scene.word(at - 1) in {"its", "their"}:
            return (own, at) if (own := reader.meant(at, [scene.word(at)], share=True)) else None
        if scene.word(at) in said("shares") | said("indices"):
            named = reader.named(at)
            return (named, at) if named else None
        if scene.name(at) in {",", "and", "."}:
            return None
    return None
