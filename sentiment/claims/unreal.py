"""What is only thought of: conditions, forecasts, denials and questions are no claims."""

import re

from sentiment.claims.scene import Scene
from sentiment.claims.vocabulary import said

_ASKED_APART = frozenset(". ! — – :".split())  # "Nvidia falls 5% — time to buy?"
_BREAKS = frozenset("; : . — while whereas but although though".split())
_IMAGINED = re.compile(
    r"^[\"“‘'(]*(?:if|unless|suppose|imagine|were|should|whether|had (?!been ))\b(?! of)",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"^[\"“‘'(]*(?:will|would|could|can|should|might|may|does|did)\b", re.IGNORECASE
)
# What only is put about: "CLAIM: Nvidia lost a third of its value", in a text that checks it.
_PUT_ABOUT = re.compile(
    r"^[\"“‘'(]*(?:the |a |viral )?(?:claim|myth|rumou?r|fiction|false|misleading|allegation"
    r"|what (?:is|was|they|people) (?:being )?(?:said|claimed|alleged|told))(?: (?:no\. ?|#)?\d+)?"
    r"\s?[:—–]",
    re.IGNORECASE,
)
_UNTRUE = re.compile(
    r"\b(?:posts?|tweets?|rumou?rs?|hoax|memes?|screenshots?|versions?)\b[^.;:]{0,30}"
    r"\b(?:said|says?|saying|claim(?:s|ed|ing)?|alleg(?:es?|ed|ing)|stated|that)\b[^.;:]{0,60}$"
    r"|\b(?:false(?:ly)?|untrue|not true|no truth|incorrect(?:ly)?"
    r"|(?:wrong|mistaken|erroneous)ly)\b[^.;:,]{0,60}$"
)
_PRICED = re.compile(
    r"\b(?:(?:pric(?:es?|ed|ing)|factor(?:s|ed|ing)?|bak(?:es?|ed|ing)) in"
    r"|brac(?:es?|ed|ing) for|position(?:ed|ing) for|calls? for)\b[^;.]{0,40}$"
)
_AHEAD = frozenset("room scope poised set ready due able".split())
_VERBS = frozenset(
    "would could should might may will won't wouldn't couldn't cannot can't shall".split()
)


def is_unreal(scene: Scene, anchor: int, place: int) -> bool:
    """Return whether what the word at *anchor* tells is not asserted.

    Examples
    --------
    >>> from sentiment.claims.scene import read_scene
    >>> is_unreal(read_scene("If Nvidia falls 5%, it will buy.", []), 2, 3)
    True
    >>> is_unreal(read_scene("Nvidia fell 5%.", []), 1, 2)
    False
    """
    text = scene.text.strip()
    asked = text.rstrip("\"”’'").endswith("?")
    apart = any(scene.name(at) in _ASKED_APART for at in range(place, len(scene.items) - 1))
    if (asked and not apart) or _STARTS.match(text):
        return True
    before = scene.text[: scene.items[place].start].lower()
    if _PUT_ABOUT.match(text) or _UNTRUE.search(before) or _PRICED.search(before):
        return True
    apart = apart or any(scene.name(at) in {":", ";"} for at in range(anchor))
    if (
        _IMAGINED.match(text)
        and not apart
        and (not text.lower().startswith("had ") or "would" in text.lower())
    ):
        return True
    behind = [scene.word(at) for at in range(place + 1, place + 4)]
    if {"would", "could", "might", "should"} & {*behind[: _stop(behind)]}:
        return True
    if "if" in behind[: _stop(behind)]:
        return True
    begin = min(anchor, place)
    while begin > 0 and scene.name(begin - 1) not in _BREAKS:
        begin -= 1
    if _conditioned(scene, begin, min(anchor, place)):
        return True
    near = min(anchor, place)
    steps = 0
    while near > begin and steps < 9:
        near -= 1
        steps += 1
        word, name = scene.word(near), scene.name(near)
        if (word in _SURE and steps > 1) or name == ",":
            return False
        if name in {"PCT", "USD", "BIG"} and steps > 3:
            return False
        if word in _AHEAD and scene.word(near + 1) == "to":
            return True
        if word in said("unreal"):
            return not (word in {"not", "without"} and steps > 3)
    return False


def _stop(words: list[str]) -> int:
    """Return how many words there are before a comma or a link."""
    return next(
        (at for at, word in enumerate(words) if word in {",", "and", "but", "."}), len(words)
    )


_SURE = frozenset("and as when after though since who which that".split()) - {"that"}


def _conditioned(scene: Scene, begin: int, end: int) -> bool:
    """Return whether a clause is governed by "if" or by a verb of foreseeing."""
    words = [scene.word(at) for at in range(begin, end)]
    if "if" in words or "unless" in words or "whether" in words:
        return True
    return bool(words) and words[0] in _VERBS
