"""Figures of several shares in one breath: "AMD and Oracle lost 8% and 5%", "each gained 5%"."""

import re

from sentiment.claims.figure import AMOUNTS, Figure, sign_of
from sentiment.claims.mentions import Subject
from sentiment.claims.patterns import Match, moment_of
from sentiment.claims.scene import Scene
from sentiment.claims.subjects import Reader
from sentiment.claims.unreal import is_unreal

_LIST = re.compile(
    r"(?<!\S)(?P<a>PCT|USD)(?: DAY| SPAN)?(?:(?: ,| and| , and) (?:PCT|USD))+(?= )(?! fl:| off)"
)
_NAME = r"WHO(?:'s(?= (?:and|,|shares) ))?(?: shares)?"
_GOVERNING = frozenset("of including with by like on in among from against than".split())
_NAMES = re.compile(rf"(?<!\S){_NAME}(?:(?: ,| and| , and| fl:as| well| as) {_NAME})+ ")


def read_lists(reader: Reader, told: dict[int, Match]) -> dict[int, list[Figure]]:
    """Return the figures of lists: "AMD and Oracle lost 8% and 5%", "each gained 5%"."""
    scene, shape = reader.scene, reader.scene.shape
    found: dict[int, list[Figure]] = {}
    for match in _LIST.finditer(shape):
        first = scene.place(match.start())
        places = [
            at for at in range(first, scene.place(match.end() - 1) + 1)
            if scene.name(at) in {"PCT", "USD"}
        ]  # fmt: skip
        verb = told.get(first)
        if verb is None or verb.pattern.kind not in {"change", "level"}:
            continue
        names = (
            _names_before(scene, verb.anchor)
            or (list(reader.memory.pair) if _they(scene, verb.anchor) else [])
            or _respective(scene, verb.anchor, scene.place(match.end() - 1))
        )
        if len(names) != len(places) or is_unreal(scene, verb.anchor, first):
            continue
        kind = verb.pattern.kind
        sign = sign_of(scene, verb.anchor) if kind == "change" else 0
        for place, subject in zip(places, names, strict=True):
            found[place] = [
                Figure(kind, subject, scene.amount(place), place, verb.first, place,
                       verb.anchor, sign, moment_of(scene, verb), place != first)
            ]  # fmt: skip
    for place, verb in told.items():
        if place in found or verb.pattern.kind != "change":
            continue
        words = {scene.word(at) for at in range(max(0, verb.first - 3), verb.last)}
        names = _names_before(scene, verb.anchor)
        alike = words & {"each", "both"} or "noun" not in verb.pattern.traits
        if (
            names
            and alike
            and sign_of(scene, verb.anchor)
            and not is_unreal(scene, verb.anchor, place)
        ):
            sign = sign_of(scene, verb.anchor)
            found[place] = [
                Figure("change", one, scene.amount(place), place, verb.first, place, verb.anchor,
                       sign, moment_of(scene, verb))
                for one in names
            ]  # fmt: skip
    return found


def _respective(scene: Scene, anchor: int, last: int) -> list[Subject]:
    """Return the list before figures told to be its own: "A and B, whose respective shares"."""
    words = {scene.word(at) for at in range(anchor)} | {scene.word(last + 1), scene.word(last + 2)}
    lists = [one for one in _NAMES.finditer(scene.shape) if scene.place(one.end() - 1) < anchor]
    if not {"respective", "respectively"} & words or len(lists) != 1:
        return []
    first, end = scene.place(lists[0].start()), scene.place(lists[0].end() - 1)
    return [one.subject for at, one in scene.mentions if first <= at <= end]


def _they(scene: Scene, anchor: int) -> bool:
    """Return whether "they" stands right before a verb."""
    return any(scene.word(at) == "they" for at in range(max(0, anchor - 3), anchor))


def _names_before(scene: Scene, anchor: int) -> list[Subject]:
    """Return the names of a list that a verb has for its subject."""
    for match in _NAMES.finditer(scene.shape):
        first, last = scene.place(match.start()), scene.place(match.end() - 1)
        between = [scene.name(at) for at in range(last + 1, anchor)]
        before = scene.word(first - 1)
        # "A and B rose, gaining 3% and 4%": what they did is told again behind a comma
        again = first <= 1 and scene.word(anchor).endswith("ing") and between[-1:] == [","]
        while between and between[-1][:3] == "fl:":
            between.pop()
        aside = between[:1] == [","] == between[-1:] and not any(
            name[:3] in {"up:", "dn:", "ax:"} or name in AMOUNTS for name in between
        )  # "A and B, the two largest, both rose"
        if (
            (again and not AMOUNTS & {*between})
            or aside
            or all(
                name[:3] in {"fl:", "ax:", "cl:"} or name in {"DAY", "SPAN", "shares"}
                for name in between
            )
        ):
            if before in _GOVERNING or last >= anchor:
                continue
            return [one.subject for at, one in scene.mentions if first <= at <= last]
    return []
