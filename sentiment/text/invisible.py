"""Characters that nobody sees: soft hyphens and joiners, which part the words they stand in."""

import re
from bisect import bisect_left

# Unicode's default-ignorable characters, but for what emoji are made of
_IGNORED = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200c\u200e\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff]"
    "|(?<![^\\x00-\\u02ff])\u200d(?![^\\x00-\\u02ff])"
)


class Visible:
    """A text without the characters that nobody sees, and where each of the others stood.

    Examples
    --------
    >>> seen = Visible("AMD shares plum\u00admeted")
    >>> seen.text, seen.place(seen.text.index("meted"))
    ('AMD shares plummeted', 16)
    """

    def __init__(self, written: str) -> None:
        self.text = written if written.isascii() else _IGNORED.sub("", written)
        left = len(written) - len(self.text)
        # Of each that was left out, how many characters of the text stand before it
        self._before = (
            [found.start() - n for n, found in enumerate(_IGNORED.finditer(written))]
            if left
            else []
        )

    def place(self, at: int, *, end: bool = False) -> int:
        """Return where in the text as written a character stands; or where what ends there ends."""
        return at + bisect_left(self._before, at if end else at + 1)
