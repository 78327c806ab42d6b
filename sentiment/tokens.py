"""A sentence to the words, numbers and stops that readings look at."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

_FIGURE = re.compile(
    r"(?P<sign>(?<![\w.%])[+\-−–](?=[$€£]?\d))?"
    r"(?P<currency>(?:[$€£]|\b(?:eur|usd|gbp|sek|dkk|nok|chf))(?=\d))?"
    r"(?P<number>\d+(?:[.,]\d+)*)(?P<unit>%|[kmb]n?\b)?"
)
# One pass, no alternative of which can be retried from the middle: time grows with the length.
_ANY = re.compile(
    re.sub(r"\(\?P<\w+>", "(?:", _FIGURE.pattern) + r"|\bvs\b\.?"
    # no stop behind an abbreviation: "the U.S. tax probe", "Apple Inc. fell"
    r"|\b(?:[a-z]\.){2,}"
    r"|\b(?:inc|corp|co|ltd|mr|mrs|ms|dr|st|jr|jan|feb|aug|sept|oct|nov|dec)\.(?!\w)"
    r"|[$#@]?[^\W\d_][\w]*(?:[-'&.](?=[^\W_])\w+)*"
    r"|[,;:()!?]|\.$|^[-–—]+$|—"
)
LONGEST_KEPT = 40  # characters; a longer stretch without a blank is hardly met again
SCALES = {
    "thousand": 1e3,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "million": 1e6,
    "bn": 1e9,
    "bln": 1e9,
    "billion": 1e9,
    "b": 1e9,
    "cents": 0.01,
    "cent": 0.01,
    "pence": 0.01,
    "tn": 1e12,
    "trillion": 1e12,
}
DETERMINERS = frozenset("a an the its their his this".split())
FIRST_YEAR, LAST_YEAR = 1980, 2040
_BLANKS = re.compile(r"(\s+)%")
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")


class Word(NamedTuple):
    """A word, a number or a stop."""

    text: str  # in lower case, apostrophes straight
    number: float | None  # of a number, without its unit
    unit: str  # "%", "$" or what stands behind the figure; "" for none
    signed: int  # 1 or -1 for a figure written with its sign, else 0


class Token(NamedTuple):
    """A word, a number or a stop with its span, ``start:end``."""

    text: str
    start: int
    end: int
    number: float | None
    unit: str
    signed: int


class Split(NamedTuple):
    """A sentence taken apart, from which the place of any of its words can be told."""

    lowered: str
    words: list[Word]
    bounds: list["Bounds"]  # of each stretch between two blanks


def split(sentence: str) -> Split:
    """Return the words, numbers and stops of a sentence, in order.

    Examples
    --------
    >>> [word.text for word in split("Shares didn’t fall 1.1%.").words]
    ['shares', "didn't", 'fall', '1.1%', '.']
    """
    lowered = _lowered(sentence)
    pieces = [*_pieces_of(lowered.split())]
    words = [word for held, _ in pieces for word in held]
    return Split(lowered, words, [bounds for _, bounds in pieces])


def spans_of(split: Split, places: Collection[int]) -> dict[int, tuple[int, int]]:
    """Return where some of a sentence's words begin and end; quick for a few of them.

    Examples
    --------
    >>> spans_of(split("Up 2%."), [0, 1])
    {0: (0, 2), 1: (3, 5)}
    """
    passed = list(accumulate(map(len, split.bounds)))
    spans = {}
    for place in places:
        number = bisect_right(passed, place)
        # What is left after so many stretches starts with the one that is wanted.
        at = len(split.lowered) - len(split.lowered.split(None, number)[number])
        start, end = split.bounds[number][place - passed[number]]
        spans[place] = (at + start, at + end)
    return spans


def tokenise(sentence: str) -> list[Token]:
    """Return the words, numbers and stops of a sentence with their spans, in order.

    Examples
    --------
    >>> [(token.text, token.start) for token in tokenise("Up 2%.")]
    [('up', 0), ('2%', 3), ('.', 5)]
    """
    lowered, found, at = _lowered(sentence), [], 0
    stretches = lowered.split()
    for stretch, (words, bounds) in zip(stretches, _pieces_of(stretches), strict=True):
        at = lowered.index(stretch, at)
        for word, (start, end) in zip(words, bounds, strict=True):
            span = (at + start, at + end)
            found.append(Token(word.text, *span, word.number, word.unit, word.signed))
        at += len(stretch)
    return found


def is_year(token: Word | Token) -> bool:
    """Return whether a figure may well be a year: a bare integer in their range."""
    bare = not token.unit and token.text.isdigit()
    return bare and token.number is not None and FIRST_YEAR <= token.number <= LAST_YEAR


def _lowered(sentence: str) -> str:
    """Return a sentence in lower case with straight apostrophes, as long as it was.

    Blanks before a percent sign move behind it: "1.1 %" is one figure.
    """
    straight = sentence if sentence.isascii() else sentence.translate(_APOSTROPHES)
    lowered = straight.lower()
    if len(lowered) != len(straight):  # a few letters are longer in lower case: spans would shift
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in straight)
    return _BLANKS.sub(r"%\1", lowered) if "%" in lowered else lowered


Bounds = tuple[tuple[int, int], ...]
Pieces = tuple[tuple[Word, ...], Bounds]


def _pieces_of(stretches: Sequence[str]) -> Iterable[Pieces]:
    """Return the pieces of each stretch between two blanks."""
    if max(map(len, stretches), default=0) > LONGEST_KEPT:
        return map(_pieces, stretches)
    return map(_kept_pieces, stretches)


def _pieces(stretch: str) -> Pieces:
    """Return the words, numbers and stops of a stretch, and where they stand in it."""
    found = list(_ANY.finditer(stretch))
    return tuple(_word(match[0]) for match in found), tuple(match.span() for match in found)


_kept_pieces = lru_cache(maxsize=2**15)(_pieces)  # most of a text's words are met again


def _word(found: str) -> Word:
    """Return what a match stands for."""
    figure = _FIGURE.match(found)
    if figure is None:
        if found in {"vs", "vs."}:
            return Word("vs", None, "", 0)
        short = found[:-1] if len(found) > 1 and found[-1] == "." else found
        return Word(short.removesuffix("'s"), None, "", 0)
    unit = "%" if figure["unit"] == "%" else "$" if figure["currency"] else ""
    sign = {"": 0, "+": 1}.get(figure["sign"] or "", -1)
    return Word(found, _value(figure["number"]), unit, sign)


def _value(figure: str) -> float:
    """Return a figure's value; a comma before three digits sets thousands apart."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", figure):
        return float(figure.replace(",", ""))
    head, _, tail = figure.replace(",", ".").partition(".")
    return float(f"{head}.{tail.replace('.', '')}" if tail else head)
