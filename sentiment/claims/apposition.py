"""Whose price it is where a name stands aside of it: "the ETF that tracks it, SPY, fell"."""

from sentiment.claims.mentions import Subject
from sentiment.claims.scene import Scene
from sentiment.claims.vocabulary import said

_WITNESSED = frozenset("saw sees seen watched watches had has".split())
_DESCRIBED = 8  # words before a fund's name in which it is told to be one


def fund_between(scene: Scene, comma: int) -> Subject | None:
    """Return the fund that is named between two commas, of which *comma* is the second."""
    opened = comma - 2 if scene.name(comma - 2) == "," else 0
    told = {scene.word(at) for at in range(max(0, opened - _DESCRIBED), opened)}
    mention = scene.mention(comma - 1)
    if mention is None or mention.subject.role != "fund" or not told & said("funds"):
        return None
    return mention.subject


def witness_of(scene: Scene, owner: int) -> Subject | None:
    """Return the company before a verb of seeing and "its": "TSMC saw its shares end 5% up"."""
    witnessed = scene.word(owner - 1) in _WITNESSED and scene.word(owner) in {"its", "their"}
    mention = scene.mention(owner - 2) if witnessed else None
    return mention.subject if mention is not None and mention.subject.role == "company" else None
