"""A sentence to the words, numbers and stops that readings look at."""

import re
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from sentiment.text.memo import Kept

_CURRENCIES = ("eur", "usd", "gbp", "sek", "dkk", "nok", "chf")
_FIGURE = re.compile(
    r"(?P<sign>(?<![\w.%])[+\-−–](?=[$€£]?\d))?"
    rf"(?P<currency>(?:[$€£]|\b(?:{'|'.join(_CURRENCIES)}))(?=\d))?"
    r"(?P<number>\d+(?:[.,]\d+)*)(?P<unit>%|[kmb]n?\b)?"
)
_ABBREVIATED = "inc corp co ltd mr mrs ms dr st jr jan feb aug sept oct nov dec".split()
_SHORT = frozenset(f"{one}." for one in [*_ABBREVIATED, "vs"])
_STOPS = frozenset(",;:()!?.")
# One pass, no alternative of which can be retried from the middle: time grows with the length.
_ANY = re.compile(
    re.sub(r"\(\?P<\w+>", "(?:", _FIGURE.pattern) + r"|\bvs\b\.?"
    # no stop behind an abbreviation: "the U.S. tax probe", "Apple Inc. fell"
    r"|\b(?:[a-z]\.){2,}"
    rf"|\b(?:{'|'.join(_ABBREVIATED)})\.(?!\w)"
    r"|[$#@]?[^\W\d_][\w]*(?:[-'&.](?=[^\W_])\w+)*"
    r"|[,;:()!?]|\.$|(?<![-–—])[-–—]+$|—"
)
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
_OTHER_BLANK = re.compile(r"\s")  # none of these is printable, as a space is
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")  # within words: soft hyphens, joiners
_BEFORE_PERCENT = re.compile(r"(?<! )( +)%")


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


# Of a word: where many are looked at, twice as fast as its attribute.
text_of = itemgetter(0)


def split(sentence: str) -> list[Word]:
    """Return the words, numbers and stops of a sentence, in order.

    Examples
    --------
    >>> [word.text for word in split("Shares didn’t fall 1.1%.")]
    ['shares', "didn't", 'fall', '1.1%', '.']
    """
    return list(chain.from_iterable(map(_words_of, stretches_of(sentence))))


def stretches_of(sentence: str) -> list[str]:
    """Return what stands between the blanks of a sentence, in lower case with straight apostrophes.

    Every blank is a space, and those before a percent sign move behind it: "1.1 %" is one figure.

    Examples
    --------
    >>> stretches_of("Shares didn’t fall.")
    ['shares', "didn't", 'fall.']
    """
    if sentence.isascii() and sentence.isprintable() and " %" not in sentence:  # as most are
        return sentence.lower().split(" ")
    return _lowered(sentence).split(" ")


def tokenise(sentence: str) -> list[Token]:
    """Return the words, numbers and stops of a sentence with their spans, in order.

    Examples
    --------
    >>> [(token.text, token.start) for token in tokenise("Up 2%.")]
    [('up', 0), ('2%', 3), ('.', 5)]
    """
    return [
        Token(word.text, *span, word.number, word.unit, word.signed)
        for word, span in zip(split(sentence), spans_of(sentence), strict=True)
    ]


def spans_of(sentence: str) -> list[tuple[int, int]]:
    """Return where each word, number or stop of a sentence begins and ends.

    Examples
    --------
    >>> spans_of("Up 2%.")
    [(0, 2), (3, 5), (5, 6)]
    """
    found: list[tuple[int, int]] = []
    at = 0
    for stretch in stretches_of(sentence):
        found += [(at + start, at + end) for start, end in _bounds_of(stretch)]
        at += len(stretch) + 1
    return found


def is_year(token: Word | Token) -> bool:
    """Return whether a figure may well be a year: a bare integer in their range."""
    bare = not token.unit and token.text.isdigit()
    return bare and token.number is not None and FIRST_YEAR <= token.number <= LAST_YEAR


def _lowered(sentence: str) -> str:
    """Return a sentence as ``stretches_of`` parts it, as long as it was."""
    straight = sentence.replace("’", "'").replace("‘", "'").replace("ʼ", "'")
    lowered = straight.lower()
    if len(lowered) != len(straight):  # a few letters are longer in lower case: spans would shift
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in straight)
    if not lowered.isprintable():
        lowered = _OTHER_BLANK.sub(" ", lowered)
    return _BEFORE_PERCENT.sub(r"%\1", lowered) if " %" in lowered else lowered


Bounds = tuple[tuple[int, int], ...]


def words_in(stretch: str) -> tuple[Word, ...]:
    """Return the words, numbers and stops of a stretch without a blank.

    Examples
    --------
    >>> [word.text for word in words_in("didn't,")]
    ["didn't", ',']
    """
    if stretch.isalpha():  # as most are, and no pattern need say so
        return (Word(stretch, None, "", 0),)
    if stretch[:-1].isalpha() and stretch[-1] in _STOPS and stretch not in _SHORT:
        return Word(stretch[:-1], None, "", 0), Word(stretch[-1], None, "", 0)
    if stretch.isalnum() and stretch[0].isalpha() and not stretch.startswith(_CURRENCIES):
        return (Word(stretch, None, "", 0),)
    seen = stretch if stretch.isascii() else _UNSEEN.sub("", stretch)
    return tuple(map(word_of, _ANY.findall(seen)))


def _bounds(stretch: str) -> Bounds:
    """Return where each word of a stretch begins and ends in it."""
    if stretch.isascii():
        return tuple(match.span() for match in _ANY.finditer(stretch))
    seen = [at for at, letter in enumerate(stretch) if not _UNSEEN.match(letter)]
    spans = (match.span() for match in _ANY.finditer(_UNSEEN.sub("", stretch)))
    return tuple((seen[start], seen[end - 1] + 1) for start, end in spans)


_words_of = Kept(words_in).__getitem__
_bounds_of = Kept(_bounds).__getitem__


def word_of(found: str) -> Word:
    """Return the word or figure that letters without a blank or stop stand for.

    Examples
    --------
    >>> word_of("-3%").signed, word_of("rose").number
    (-1, None)
    """
    figure = None if found.isalpha() else _FIGURE.match(found)
    if figure is None:
        short = found[:-1] if len(found) > 1 and found[-1] == "." else found
        text = short.removesuffix("'s")
        return Word(text, None, "", 0)
    unit = "%" if figure["unit"] == "%" else "$" if figure["currency"] else ""
    sign = {"": 0, "+": 1}.get(figure["sign"] or "", -1)
    return Word(found, _value(figure["number"]), unit, sign)


def _value(figure: str) -> float:
    """Return a figure's value; a comma before three digits sets thousands apart."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", figure):
        return float(figure.replace(",", ""))
    head, _, tail = figure.replace(",", ".").partition(".")
    return float(f"{head}.{tail.replace('.', '')}" if tail else head)
