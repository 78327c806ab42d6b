"""The patterns by which amounts are told of a price, from ``patterns.toml``."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, get_args

from sentiment.claims.dates import Moment
from sentiment.claims.figure import AMOUNTS, Kind, Trait
from sentiment.claims.scene import Scene


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to tell an amount of a price."""

    kind: Kind
    name: str
    regex: "re.Pattern[str]"
    moment: Moment | None
    extreme: bool  # only for "as low as"
    traits: frozenset[Trait]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """An amount that a pattern fits: the places of its items."""

    pattern: Pattern
    amount: int
    anchor: int  # the word by which it is told
    first: int
    last: int
    whom: int | None = None  # the name that a pattern holds itself


def _bounded(scene: Scene, place: int) -> bool:
    """Return whether dollars are a bound or an extreme, not an amount of movement."""
    amount = scene.amount(place)
    words = scene.text[amount.start : amount.figure].lower()
    return bool(re.match(r"below|above|under|near|as (?:low|high|little)|up to", words))


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return the patterns in the order in which they are tried."""
    file = resources.files("sentiment.claims").joinpath("patterns.toml")
    held = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(
        Pattern(
            row["kind"], row["name"], _compiled(row["regex"], held["macros"]), row.get("moment"),
            row.get("extreme", False), _traits(row), tuple(row["yes"]), tuple(row["no"]),
        )
        for row in held["pattern"]
    )  # fmt: skip


def _traits(row: Mapping[str, Any]) -> frozenset[Trait]:
    """Return the traits of a row; one that nothing knows is refused."""
    told = frozenset(row.get("traits", ()))
    if unknown := told - {*get_args(Trait)}:
        raise ValueError(f"{row['name']}: no trait is named {min(unknown)}")
    return told


def _compiled(regex: str, macros: dict[str, str]) -> "re.Pattern[str]":
    """Return a pattern with its macros filled in; every word is a whole item."""
    while "<" in re.sub(r"\(\?P?<[=!]?", "", regex):
        filled = re.sub(r"(?<!\(\?P)(?<!\(\?)<([a-z]+)>", lambda one: macros[one[1]], regex)
        if filled == regex:
            break
        regex = filled
    return re.compile(rf"(?<!\S){regex}(?=\s)")


def matches(scene: Scene) -> dict[int, Match]:
    """Return how each amount of a sentence is told, by its place; the first pattern wins."""
    found: dict[int, Match] = {}
    for pattern in patterns():
        for match in pattern.regex.finditer(scene.shape):
            place = scene.place(match.start("a"))
            extreme = scene.amount(place).hedge == "extreme"
            if place in found or (pattern.extreme and not extreme):
                continue
            if pattern.kind == "points" and _bounded(scene, place):
                continue
            group = "m" if "m" in pattern.regex.groupindex else "v"
            anchor = scene.place(match.start(group))
            first, last = scene.place(match.start()), scene.place(match.end() - 1)
            first += scene.name(first) == ","
            named = "w" in pattern.regex.groupindex
            whom = scene.place(match.start("w")) if named else None
            found[place] = Match(pattern, place, anchor, min(first, anchor), last, whom)
    return found


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
