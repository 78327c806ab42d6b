"""The words by which price claims are told, from ``words.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

_HELD = tomllib.loads((resources.files(__package__) / "words.toml").read_text(encoding="utf-8"))
EPITHETS: Mapping[str, str] = _HELD.pop("epithets")  # the companies behind "the Windows maker"
GROUPS = {name: frozenset(words.split()) for name, words in _HELD.items()}


def said(group: str) -> frozenset[str]:
    """Return one group of words."""
    return GROUPS[group]


@cache
def doubles() -> frozenset[str]:
    """Return the verbs of two words: "gave-up"."""
    held = said("rise") | said("fall") | said("opening")
    return frozenset(word for word in held if "-" in word)


# The class by which a word is known to the patterns, by the group that holds it; first wins.
_CLASSES = {
    "up": "rise", "dn": "fall", "cl": "closing", "op": "opening", "tr": "trading",
    "to": "touching", "ax": "auxiliary", "fl": "filler", "mv": "movement",
}  # fmt: skip


@cache
def class_of(word: str) -> str:
    """Return the class that a word has in the patterns, "" for none.

    Examples
    --------
    >>> class_of("plunged"), class_of("closed"), class_of("revenue")
    ('dn', 'cl', '')
    """
    return next((name for name, group in _CLASSES.items() if word in said(group)), "")
