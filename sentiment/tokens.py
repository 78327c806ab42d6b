"""A sentence to the tokens that the finance reading looks at."""

import re
from typing import NamedTuple

# One pass, no alternative of which can be retried from the middle: time grows with the length.
_TOKEN = re.compile(
    r"(?P<sign>(?<![\w.])[+\-−–](?=[$€£]?\d))?(?P<currency>(?:[$€£]|\b(?:eur|usd|gbp|sek|dkk|nok|chf))(?=\d))?"
    r"(?P<number>\d+(?:[.,]\d+)*)(?P<unit>\s?%|[kmb]n?\b)?"
    r"|(?P<versus>\bvs\b\.?)"
    # no stop behind an abbreviation: "the U.S. tax probe", "Apple Inc. fell"
    r"|(?P<short>\b(?:[a-z]\.){2,}|\b(?:inc|corp|co|ltd|mr|mrs|ms|dr|st|jr|jan|feb|aug|sept|oct|nov|dec)\.(?=\s+[^\W_]))"
    r"|(?P<word>[$#@]?[^\W\d_][\w]*(?:[-'&.](?=[^\W_])\w+)*)"
    r"|(?P<stop>[,;:()!?\n]|\.(?=\s|$)|\s[-–—]+\s|—)"
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
FIRST_YEAR, LAST_YEAR = 1980, 2040
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")


class Token(NamedTuple):
    """A word, a number or a stop; ``start:end`` is its span."""

    text: str  # in lower case, apostrophes straight
    start: int
    end: int
    number: float | None  # of a number, without its unit
    unit: str  # "%", "$" or what stands behind the figure; "" for none
    signed: int  # 1 or -1 for a figure written with its sign, else 0


def tokenise(sentence: str) -> list[Token]:
    """Return the tokens of a sentence, in order.

    Examples
    --------
    >>> [token.text for token in tokenise("Shares didn’t fall 1.1%.")]
    ['shares', "didn't", 'fall', '1.1%', '.']
    """
    straight = sentence.translate(_APOSTROPHES)
    lowered = straight.lower()
    if len(lowered) != len(straight):  # a few letters are longer in lower case: spans would shift
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in straight)
    return [
        Token(match[0].removesuffix("'s"), *match.span(), None, "", 0)
        if match.lastgroup == "word"
        else _token(match)
        for match in _TOKEN.finditer(lowered)
    ]


def is_year(token: Token) -> bool:
    """Return whether a figure may well be a year: a bare integer in their range."""
    bare = not token.unit and token.text.isdigit()
    return bare and token.number is not None and FIRST_YEAR <= token.number <= LAST_YEAR


def _token(match: re.Match[str]) -> Token:
    """Return a number or a stop as a token."""
    text, (start, end) = match[0], match.span()
    if match.lastgroup == "short":
        return Token(text.rstrip("."), start, end, None, "", 0)
    figure = match["number"]
    if figure is None:
        word = "vs" if match["versus"] else text.strip() or "-"
        return Token(word, start, end, None, "", 0)
    unit = "%" if (match["unit"] or "").strip() == "%" else "$" if match["currency"] else ""
    sign = {"": 0, "+": 1}.get(match["sign"] or "", -1)
    return Token(text, start, end, _value(figure), unit, sign)


def _value(figure: str) -> float:
    """Return a figure's value; a comma before three digits sets thousands apart."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", figure):
        return float(figure.replace(",", ""))
    head, _, tail = figure.replace(",", ".").partition(".")
    return float(f"{head}.{tail.replace('.', '')}" if tail else head)
