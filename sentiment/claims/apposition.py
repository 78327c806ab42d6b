"""Whose price it is where a name stands aside of it: "the ETF that tracks it, SPY, fell"."""

from sentiment.claims.mentions import Subject
from sentiment.claims.scene import Scene
from sentiment.claims.vocabulary import said

_WITNESSED = frozenset("saw sees seen watched watches had has".split())
_DESCRIBED = 8  # words before a fund's name in which it is told to be one


def name_between(scene: Scene, comma: int) -> Subject | None:
    """Return who is named between two commas, of which *comma* is the second.

    That a fund is one may have been told some words before; a share or company is told to be one
    right before its name: "another chip stock, Micron, rose".
    """
    opened = comma - 2 if scene.name(comma - 2) == "," else 0
    told = {scene.word(at) for at in range(max(0, opened - _DESCRIBED), opened)}
    mention = scene.mention(comma - 1)
    if mention is None or not opened:
        return None
    if mention.subject.role == "fund":
        return mention.subject if told & said("funds") else None
    noun = scene.word(opened - 1) in said("shares") | said("companies")
    return mention.subject if noun else None


def witness_of(scene: Scene, owner: int) -> Subject | None:
    """Return the company before a verb of seeing and "its": "TSMC saw its shares end 5% up"."""
    witnessed = scene.word(owner - 1) in _WITNESSED and scene.word(owner) in {"its", "their"}
    mention = scene.mention(owner - 2) if witnessed else None
    return mention.subject if mention is not None and mention.subject.role == "company" else None
