"""A text as it is read: without what nobody sees, and without what a copy of it broke.

Soft hyphens and joiners part the words they stand in, and so do the ends of a page's lines.
"""

import re
from bisect import bisect_left

from sentiment.text import folded

# Unicode's default-ignorable characters, but for what emoji are made of
_IGNORED = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200c\u200e\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff]"
    "|(?<![^\\x00-\\u02ff])\u200d(?![^\\x00-\\u02ff])"
)


class Visible:
    """A text without the characters that nobody sees, and where each of the others stood.

    Words that were broken at the ends of lines are whole, and a page in one line has its headline
    on a line of its own.

    Examples
    --------
    >>> seen = Visible("AMD shares plum\u00admeted")
    >>> seen.text, seen.place(seen.text.index("meted"))
    ('AMD shares plummeted', 16)
    """

    def __init__(self, written: str) -> None:
        parted, behind = folded.broken_words(written)
        ignored = () if written.isascii() else _IGNORED.finditer(written)
        left = sorted([*parted, *(found.span() for found in ignored)])
        unfolded = folded.unfolded(_without(written, left, broken=behind))
        self.text = folded.with_credits_apart(unfolded)
        places = [place for span in left for place in range(*span)]
        # Of each that was left out, how many characters of the text stand before it
        self._before = [place - n for n, place in enumerate(places)]

    def place(self, at: int, *, end: bool = False) -> int:
        """Return where in the text as written a character stands; or where what ends there ends."""
        return at + bisect_left(self._before, at if end else at + 1)


def _without(text: str, left: list[tuple[int, int]], *, broken: list[int]) -> str:
    """Return a text without some stretches, its lines broken at other blanks."""
    if not left:
        return text
    if broken:
        pieces, last = list[str](), 0
        for blank in broken:
            pieces += [text[last:blank], "\n"]
            last = blank + 1
        text = "".join([*pieces, text[last:]])
    starts = [0, *(end for _, end in left)]
    ends = [*(start for start, _ in left), len(text)]
    return "".join(text[start:end] for start, end in zip(starts, ends, strict=True))
