"""What is known of single words, found once and then looked up as fast as a dict answers."""

from collections.abc import Callable
from typing import TypeVar

LONGEST = 40  # characters; a longer stretch without a blank is hardly met again
MOST = 2**15  # words; when so many are held, all are forgotten

Known = TypeVar("Known")


class Kept(dict[str, Known]):
    """A dict that asks a function for the words it lacks.

    It inherits, unlike other classes of this project: ``map(kept.__getitem__, words)`` then looks
    a whole text up without a step in Python, which took half as long again through ``lru_cache``.

    Examples
    --------
    >>> sizes = Kept(len)
    >>> [*map(sizes.__getitem__, ["a", "share", "a"])], dict(sizes)
    ([1, 5, 1], {'a': 1, 'share': 5})
    """

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[str], Known]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> Known:
        found = self._find(word)
        if len(word) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[word] = found
        return found
