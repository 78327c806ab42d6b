"""The words of a sentence by their capitals, and whether those tell names from words."""

import re
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from sentiment.text.memo import Kept

PROSE = 0.25  # of the words that a title would write with capitals have none
_WORD = re.compile(r"[^\W\d_][\w&]*(?:[.'’-]{1,2}(?=\w)[\w&]+)*|\d[\w.,-]*%?|[^\s\w]|_")
OWNING = re.compile(r"['’]s?$")
LEGAL = frozenset(
    "inc corp corporation ltd plc llc holdings holding group co company nv ag sa oyj ab asa se"
    " spa gmbh".split()
)
# Capitals that open a sentence, a title or nothing at all, and begin no name.
NO_NAME = frozenset(
    "a an the and or but of on in at by to from with as for into over amid after before since while"
    " although though despite because when where why how what who if once until unless under"
    " during following given like unlike so yet even thanks due it its he she they we you our your"
    " their his her this that these those there here i not no new more most some all any both each"
    " every many much other another such only also just still now then today yesterday tomorrow"
    " monday tuesday wednesday thursday friday saturday sunday january february march april may"
    " june july august september october november december q1 q2 q3 q4 vs via per than"
    " ceo cfo coo cto ipo eps christmas easter halloween thanksgiving ramadan diwali".split()
)
_SMALL = NO_NAME | LEGAL | {"publ", "up", "down", "off", "out", "s"}


class Token(NamedTuple):
    """A word, a figure or a stop."""

    text: str
    low: str  # in lower case, without a genitive
    capital: bool  # whether the word may be a name's by its first letter


text_of, low_of = itemgetter(0), itemgetter(1)  # of a token, faster than its attributes


def tokens_of(sentence: str) -> list[Token]:
    """Return the words, figures and stops of a sentence.

    Examples
    --------
    >>> [(token.low, token.capital) for token in tokens_of("Alba's sales")]
    [('alba', True), ('sales', False)]
    """
    return list(map(_token_of, _WORD.findall(sentence)))


def spans_of(sentence: str) -> list[tuple[int, int]]:
    """Return where each token of a sentence begins and ends: of few sentences it is asked."""
    return [found.span() for found in _WORD.finditer(sentence)]


def is_prose(sentence: str) -> bool:
    """Return whether the capitals of a sentence tell names from words, as no title's do.

    Examples
    --------
    >>> is_prose("Nvidia shares fall"), is_prose("Nvidia Shares Fall After Results")
    (True, False)
    """
    return are_prose(_WORD.findall(sentence))


def are_prose(words: Iterable[str]) -> bool:
    """Return whether the capitals of a sentence's words tell names: see :func:`is_prose`."""
    told = "".join(map(_casing_of, words))
    small, large = told.count("s"), told.count("T", 1)
    cased = large or told[:1] in {"T", "U"}
    return bool(cased) and small > 0 and small >= PROSE * (small + large)


def _traits(word: str) -> tuple[str, bool]:
    """Return a word in lower case without a genitive, and whether it may be a name's."""
    low = OWNING.sub("", word.lower())
    head = low.replace("’", "'").partition("'")[0]  # "I'd" is "I"
    capital = word[0].isupper() and head not in NO_NAME
    return low, capital and not any(map(str.isdigit, word))


def _casing(word: str) -> str:
    """Return how a word is written that a title would write with a capital; "" of any other.

    "s" small, "T" as in a title, "U" in capitals alone, "o" in letters that have no case.
    """
    if not word[0].isalpha() or _traits_of(word)[0] in _SMALL:
        return ""
    if word[0].islower():
        return "s"
    if not word[0].isupper():
        return "o"
    return "U" if word.isupper() else "T"


def _token(word: str) -> Token:
    """Return a word with its traits."""
    return Token(word, *_traits_of(word))


_traits_of, _casing_of = Kept(_traits).__getitem__, Kept(_casing).__getitem__
_token_of = Kept(_token).__getitem__
