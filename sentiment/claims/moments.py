"""The moment of a session that a figure's own words name."""

from sentiment.claims.figure import AMOUNTS
from sentiment.claims.patterns import Match
from sentiment.claims.scene import Scene
from sentiment.claims.when import Moment


def moment_of(scene: Scene, match: Match) -> Moment | None:
    """Return the moment that a figure's own words name."""
    amount, pattern = scene.amount(match.amount), match.pattern
    if amount.hedge == "extreme":
        return "range"
    names = [scene.name(at) for at in range(match.first, match.last + 1)]
    before = [scene.name(at) for at in range(max(0, match.first - 3), match.first)]
    while AMOUNTS & {*before}:  # what is told of an amount before is not of this one
        before = before[1:]
    if pattern.kind == "level":
        if pattern.moment == "range" and any(name.startswith("cl:") for name in [*before, *names]):
            closing = [n for n in [*before, *names] if n.startswith("cl:")]
            return "close" if closing else "range"
        if pattern.moment is None and any(name.startswith("cl:") for name in names):
            return "close"
        if {"leaving", "left"} & {*names}:
            return "close"
        return pattern.moment
    if any(name.startswith("op:") for name in [*before, *names]):
        return "open"
    if any(name.startswith("cl:") and name != "cl:close" for name in [*before[-2:], *names]):
        return "close"
    if _led_to_close(scene, match.last):
        return "close"
    if any(name.startswith("tr:trad") for name in [*before[-2:], *names]):
        return "clock"
    return None


def _led_to_close(scene: Scene, last: int) -> bool:
    """Return whether a change is told to where it closed: "fell 17% on Monday to finish at"."""
    at = last + 1
    while scene.time(at) is not None or scene.name(at) == ",":
        at += 1
    return scene.name(at) == "to" and scene.name(at + 1).startswith("cl:")


def is_undone(scene: Scene, match: Match) -> bool:
    """Return whether a move was taken back within its session: "erased a gain of 5.1%"."""
    before = {scene.word(at) for at in range(max(0, match.first - 4), match.first)}
    behind = [scene.word(at) for at in range(match.last + 1, match.last + 3)]
    turned = bool(
        before & {"turned", "swung", "reversed", "erased", "erasing", "swinging", "pared"}
    )
    from_it = scene.word(match.first - 2) == "from" or scene.word(match.first - 1) == "from"
    from_it = from_it and scene.time(match.first - 1) is None  # "from Wednesday's 17% rout"
    return (turned or from_it) and ("into" in behind or "to" in behind or from_it)
