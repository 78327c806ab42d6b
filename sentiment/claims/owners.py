"""Which words for a time belong to which figure of a sentence."""

import re
from collections.abc import Sequence

from sentiment.claims.dates import Time
from sentiment.claims.figure import Figure
from sentiment.claims.scene import Scene
from sentiment.claims.vocabulary import said

STRONG = frozenset("; : . ! ? — – - while whereas".split())
_LINKS = frozenset(", and but or ( )".split()) | STRONG
_OPENERS = frozenset("in on by for fl:a a an the its their fl:an what".split())
_NTH = re.compile(r"\d(?:st|nd|rd|th) (?:[\w-]+ ){0,2}(?:record|high|close|gain|loss)(?: \w+)? ?$")

_MOST = re.compile(rf"\b(?:longest|{'|'.join(said('superlatives'))})\b[^,.;:%$—]{{0,50}}$")


def times_of(scene: Scene, figures: Sequence[Figure]) -> list[list[tuple[int, Time]]]:
    """Return the times that belong to each figure, the nearest first."""
    own: list[list[tuple[int, Time]]] = [[] for _ in figures]
    for place in range(len(scene.items)):
        time = scene.time(place)
        if time is None:
            continue
        extreme = scene.is_width(time) and scene.word(place + 1) in said("extremes")
        for at in _owners(scene, figures, place, time):
            if not (extreme and figures[at].kind == "change"):
                own[at].append((place, time))
    for at, times in enumerate(own):
        times.sort(key=lambda one, at=at: distance(scene, figures[at], one[0]))  # type: ignore[misc]
    return own


def above(scene: Scene, figure: Figure) -> frozenset[int]:
    """Return the words of "three cents above Thursday's close": not the figure's own day."""
    behind = range(figure.last, min(figure.last + 4, len(scene.items)))
    if figure.kind != "points" or scene.word(figure.last) not in {"above", "below"}:
        return frozenset()
    return frozenset(at for at in behind if scene.time(at) is not None)


def distance(scene: Scene, figure: Figure, place: int) -> float:
    """Return how far a time is from a figure; one before it counts a little further."""
    if place < figure.place:
        owned = scene.name(place).endswith("'s")
        return figure.place - place + (0 if owned else 0.5)
    return place - figure.place


def _owners(scene: Scene, figures: Sequence[Figure], place: int, time: Time) -> list[int]:
    """Return which figures a time belongs to; none that of "the worst of 2026"."""
    words = scene.text[: scene.items[place].start].lower()
    if time.is_span and (scene.word(place - 1) in said("superlatives") or _NTH.search(words)):
        return []
    if (
        time.is_span
        and scene.text[time.start :].lower().startswith("since")
        and _MOST.search(words)
    ):
        return []
    inside = [at for at, one in enumerate(figures) if one.first <= place <= one.last]
    if inside:
        held = figures[inside[-1]]
        earlier = [
            at for at, one in enumerate(figures)
            if held.first <= one.place < held.place and at not in inside
        ]  # fmt: skip
        return [*earlier, *inside]
    before = [at for at, one in enumerate(figures) if one.last < place]
    skipped = range(_clause(scene, place), figures[0].first) if figures and not before else range(0)
    beside = bool(figures) and (
        place == figures[0].first - 1
        or (place == figures[0].first - 2 and scene.name(place + 1) == "and")
    )
    told = [at for at in skipped if scene.name(at) in {"PCT", "USD", "BIG"}]
    parted = told and told[-1] < place and "," in {scene.name(at) for at in range(told[-1], place)}
    if told and not beside and not parted:
        return []
    after = [at for at, one in enumerate(figures) if one.first > place]
    follows = after[0] if after else None
    if time.leads and time.kind == "relative":
        return [] if follows is None else [follows]
    if not before:
        return [follows] if follows is not None and not _in_aside(scene, place, figures) else []
    last = before[-1]
    if follows is not None and _leads(scene, place, figures[follows]):
        return [follows]
    if _reaches(scene, figures[last], place):
        end = figures[last]
        return [
            at for at in before
            if figures[at].last == end.last or end.first <= figures[at].place <= end.last
        ]  # fmt: skip
    if follows is not None and _in_aside(scene, place, figures[follows:]):
        return []
    if follows is not None and not broken(scene, place, figures[follows].first):
        return [follows]
    return []


def _clause(scene: Scene, place: int) -> int:
    """Return where the clause of a place begins."""
    while place > 0 and scene.name(place - 1) not in STRONG:
        place -= 1
    return place


def _in_aside(scene: Scene, place: int, figures: Sequence[Figure]) -> bool:
    """Return whether a time stands in an insertion: ", which spoke today,"."""
    opened = place
    while opened > 0 and scene.name(opened) != ",":
        opened -= 1
    first = min(one.first for one in figures)
    relative = scene.word(opened + 1) in {"which", "who", "whose"} or (
        scene.mention(opened - 1) is not None
        and scene.name(place + 1) == ","
        and any(scene.time(at) is None and scene.name(at)[:3] != "fl:"
                and scene.word(at) not in _OPENERS for at in range(opened + 1, place))
    )  # fmt: skip
    closed = any(scene.name(at) == "," for at in range(place, first))
    return relative and closed


def _leads(scene: Scene, place: int, figure: Figure) -> bool:
    """Return whether a time opens the clause of the figure behind it."""
    at = place - 1
    if place == figure.first - 1 and scene.name(at) not in {"PCT", "USD"}:
        return True
    while at >= 0 and (scene.time(at) is not None or scene.word(at) in _OPENERS):
        at -= 1
    name = scene.name(at)
    if name not in _LINKS and scene.word(at) not in {
        "then",
        "when",
        "as",
        "after",
        "following",
    }:
        owner = scene.name(place).endswith("'s") and scene.name(place + 1) not in {",", "."}
        return owner and place < figure.first
    if name == "," and scene.name(place + 1) in {",", "."}:
        return False
    return not any(scene.name(one) in STRONG for one in range(place, figure.first))


def _reaches(scene: Scene, figure: Figure, place: int) -> bool:
    """Return whether a time behind a figure still belongs to it."""
    for at in range(figure.last + 1, place):
        name, word = scene.name(at), scene.word(at)
        if name in STRONG - {"("} or name in {"PCT", "USD"}:
            return False
        if word == "that" and scene.word(at + 2) in {"reached", "hit", "touched", "set"}:
            continue
        if name.startswith("WHO") or word in {"it", "they"}:
            if scene.word(at - 1) == "that" and scene.name(at + 1)[:3] == "to:":
                continue
            return False
        if word in said("subordinate") and word not in {"even", "where"}:
            return False
        if name == "and" and scene.name(at + 1)[:3] not in {"cl:", "up:", "dn:", "tr:"}:
            return at + 1 == place and scene.time(place) is None
    return True


def broken(scene: Scene, first: int, last: int) -> bool:
    """Return whether a strong stop stands between two places."""
    return any(scene.name(at) in STRONG for at in range(first, last))


def _beside_name(scene: Scene, figure: Figure) -> bool:
    """Return whether a figure is an aside with a day of its own: "AMD, hammered 6% Friday,"."""
    end = figure.last + 1
    opened = scene.name(figure.first - 1) == "," and scene.mention(figure.first - 2)
    if not opened or not scene.word(figure.first).endswith("ed") or scene.time(end) is None:
        return False
    return scene.name(end + 1) == ","


def _of_market(scene: Scene, place: int) -> bool:
    """Return whether "which" tells of the market beside: "it trailed the S&P 500, which rose"."""
    mention = scene.mention(place - 2) if scene.name(place - 1) == "," else None
    return mention is not None and mention.subject.role != "company"


def is_back(scene: Scene, figures: Sequence[Figure], at: int) -> bool:
    """Return whether a figure is told of a move before the main one."""
    figure = figures[at]
    floor = figures[at - 1].place + 1 if at else 0
    if _beside_name(scene, figure) or "aside" in figure.traits:
        return True
    for place in range(figure.first - 1, max(floor, figure.first - 8) - 1, -1):
        word, name = scene.word(place), scene.name(place)
        if word in said("backward") or word in {"which", "who", "whose"}:
            return figure.amount.hedge != "extreme" and not _of_market(scene, place)
        timed = name == "," and scene.time(place - 1) is not None  # "after a two-day, 20% rout"
        if name in STRONG or (name == "," and not timed):
            return False
    return False
