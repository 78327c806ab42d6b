"""Figures that are no price of a share here: of a business, or of another market or currency."""

import re
from collections.abc import Sequence

from sentiment.claims.figure import AMOUNTS
from sentiment.claims.scene import Scene
from sentiment.claims.vocabulary import said

_ABROAD = re.compile(
    r"\b(?:in|on|at) (?:(?:early|late|thin) )?(?:frankfurt|tradegate|xetra|stuttgart|munich"
    r"|london|paris"
    r"|tokyo|seoul|taipei|taiwan|hong kong|shanghai|shenzhen|stockholm|helsinki|zurich"
    r"|amsterdam|milan"
    r"|madrid|sydney|toronto|mumbai|singapore|germany|japan|korea|europe|asia|china)\b"
    r"|\b(?:frankfurt|taipei|taiwan|london|german|tokyo|toronto|xetra|korea|euro)[- ]"
    r"(?:listed|traded|trading)"
)


def is_elsewhere(scene: Scene, place: int) -> bool:
    """Return whether a figure is told of another exchange or currency."""
    breaks = {";", "while", "whereas", ".", "but", "after", "before", "having", "following", "and"}
    begin, end = place, place
    while begin > 0 and scene.name(begin - 1) not in breaks | AMOUNTS:
        begin -= 1
    while end + 1 < len(scene.items) and scene.name(end + 1) not in breaks | AMOUNTS:
        end += 1
    stretch = scene.text[scene.items[begin].start : scene.items[end].end].lower()
    opening = scene.text[: scene.items[min(3, len(scene.items) - 1)].end].lower()
    if _ABROAD.search(stretch) or (_ABROAD.match(opening) and " new york" not in stretch):
        return True
    return "FX" in [scene.name(at) for at in range(begin, end + 1)]


_COMMON = frozenset("the a new york us u.s. american wall street".split())


def is_other_index(scene: Scene, place: int) -> bool:
    """Return whether a noun is of an index that is not known: "the Philadelphia index"."""
    named = scene.name(place - 1).startswith("Cap:") and scene.word(place - 1) not in _COMMON
    return named and scene.word(place) in said("indices")


def heads_other(scene: Scene, place: int) -> bool:
    """Return whether a name only belongs to a quantity: "Nvidia's networking business"."""
    for at in range(place + 1, place + 4):
        name = scene.name(at)
        if ":" in name or name in _PARTING | {"the", "its", "a"}:
            return False
        if scene.word(at) in said("other_quantities"):
            return True
    return False


_PARTING = frozenset("; : . ! ? — – - , and or ( ) to then while but".split())
_OF_PRICE = frozenset("value worth capitalisation capitalization price".split())


def is_of_business(scene: Scene, place: int) -> bool:
    """Return whether what follows makes a percentage one of something else than a price."""
    if scene.name(place) not in {"PCT", "USD"}:
        return False
    words = [scene.word(place + step) for step in range(1, 9)]
    others = said("other_quantities")
    if scene.name(place) == "USD":
        return _dollars_of_business(scene, place, words)
    if words[0] in others or words[0] == "faster":
        return words[0] != "short"
    if words[0] == "in" and words[2] == "terms":
        return True
    if "in" in words[:2] and words[words.index("in") + 1] in said("sectors"):
        return True
    if words[0] == "of":
        return not (_OF_PRICE & {*words[1:5]} or words[1] == "that")
    beside = words[1:] if scene.name(place + 1)[:3] in {"up:", "dn:"} else words
    if beside[0] in {"to", "of", "for", "in"} and beside[1] not in _OF_TRADING:
        phrase = [one for one in beside[1:6] if one not in _OF_TRADING]
        for stop in (",", ".", ";", "and", "after", "as", "on"):
            phrase = phrase[: phrase.index(stop)] if stop in phrase else phrase
        named = {one for one in phrase if one in said("shares") | said("indices")}
        return bool(others & {*phrase}) and not named
    near = {"year-on-year", "year-over-year", "yoy", "y/y", "sequentially"} & {*words[:3]}
    return bool(near or _YEAR_AGO.match(scene.text[scene.items[place].end :].lower()))


_OF_TRADING = frozenset("USD NUM market volume trading".split())  # "5% to $9", "in heavy volume"
_YEAR_AGO = re.compile(
    r" from a year earlier\b|[^.;,]{0,30}\b(?:compared|versus|vs|from|than|over|on)\b[^.;,]{0,20}"
    r"\b(?:same|year-ago|year-earlier|prior-year) (?:quarter|period)\b"
)
_PAID = frozenset("target targets dividend earnings earned estimate paid cost costs".split())
_CONTRACTS = frozenset("calls puts strike options contract barrel ounce".split())


def _dollars_of_business(scene: Scene, place: int, words: Sequence[str]) -> bool:
    """Return whether dollars are a dividend, a target, a cost or the like."""
    before = {scene.word(place - step) for step in range(1, 7)}
    if _PAID & before or _CONTRACTS & {*words[:4], *before}:
        return True
    return words[:2] in (["an", "hour"], ["a", "barrel"], ["an", "ounce"], ["target", "."])
