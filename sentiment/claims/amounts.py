"""The amounts a sentence gives, each with what its own rounding allows, and the words of price."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sentiment.claims.vocabulary import NUMBERS, word_at
from sentiment.text.tokens import SCALES, Token

Unit = Literal["percent", "dollars", "large sum", "points"]
Hedge = Literal["", "about", "nearly", "more", "less", "extreme"]


_PARTS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}

_HEDGES: tuple[tuple[str, Hedge], ...] = (
    ("as much as", "extreme"),
    ("as many as", "extreme"),
    ("up to", "extreme"),
    ("more than", "more"),
    ("at least", "more"),
    ("a little over", "more"),
    ("slightly over", "more"),
    ("slightly more than", "more"),
    ("just over", "more"),
    ("well over", "more"),
    ("over", "more"),
    ("less than", "less"),
    ("no more than", "less"),
    ("just under", "nearly"),
    ("slightly less than", "nearly"),
    ("a little under", "nearly"),
    ("a little less than", "nearly"),
    ("close to", "nearly"),
    ("nearly", "nearly"),
    ("almost", "nearly"),
    ("under", "less"),
    ("about", "about"),
    ("around", "about"),
    ("roughly", "about"),
    ("approximately", "about"),
    ("some", "about"),
    ("near", "about"),
    ("circa", "about"),
    ("or so", "about"),
)
_LONGEST_HEDGE = 4  # words


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of a sentence: the tokens ``first`` to ``last``, its hedge and unit among them."""

    first: int
    last: int
    unit: Unit
    value: float  # percent as a decimal; never negative
    low: float  # what the figure's own rounding allows, without its sign
    high: float
    hedge: Hedge
    signed: int  # 1 or -1 for a figure written with its sign


def read_amounts(tokens: Sequence[Token]) -> list[Amount]:
    """Return the figures of a sentence that can be said of a price.

    Examples
    --------
    >>> from sentiment.tokens import tokenise
    >>> [(one.unit, one.value) for one in read_amounts(tokenise("up 2.5 per cent, or $4.50"))]
    [('percent', 0.025), ('dollars', 4.5)]
    >>> about, = read_amounts(tokenise("nearly 3%"))
    >>> about.hedge, round(about.low, 4), round(about.high, 4)
    ('nearly', 0.02, 0.035)
    """
    found: list[Amount] = []
    for place, token in enumerate(tokens):
        if token.number is not None:
            amount = _figure(tokens, place, token.number)
        elif token.text in NUMBERS:
            amount = _figure(tokens, place, NUMBERS[token.text])
        elif token.text in _PARTS:
            amount = _part(tokens, place)
        else:
            continue
        if amount is not None and not (found and found[-1].last >= amount.first):
            found.append(amount)
    return found


def allowed(value: float, unit: float, *, hedge: Hedge) -> tuple[float, float]:
    """Return the lowest and highest value that a figure can stand for.

    A bare figure stands for what rounds to it, *unit* being one of its last digit, and a hair
    more, since 2.845 is often rounded twice; "nearly 3" stands for 2 to 3.5, "about 3" for 2 to 4,
    "more than 3" for all above.
    """
    if hedge == "about":
        return value - unit, value + unit
    if hedge == "nearly":
        return value - unit, value + unit / 2
    if hedge == "more":
        return value - unit / 10, float("inf")
    if hedge == "less":
        return 0.0, value + unit / 10
    return value - 0.55 * unit, value + 0.55 * unit


def _figure(tokens: Sequence[Token], place: int, number: float) -> Amount | None:
    """Return the amount whose number stands at *place*, None if it is of no unit of price."""
    told = _unit(tokens, place)
    if told is None:
        return None
    unit, last, scale = told
    digits = _digits(tokens[place].text)
    first, hedge = _hedge(tokens, place)
    step = _step(number, digits, hedge=hedge)
    if unit == "dollars" and hedge == "about" and scale == 1:
        step = max(step, 0.003 * number)  # "about $187.88" is no claim to the cent
    low, high = allowed(number, step, hedge=hedge)
    signed = tokens[place].signed
    return Amount(
        first,
        last,
        unit,
        round(number * scale, 10),
        max(low, 0) * scale,
        high * scale,
        hedge,
        signed,
    )


def _part(tokens: Sequence[Token], place: int) -> Amount | None:
    """Return "half a percent", or "a third of its value"."""
    behind = [word_at(tokens, place + step) for step in range(1, 5)]
    part = _PARTS[tokens[place].text]
    first, hedge = _hedge(tokens, place - (word_at(tokens, place - 1) in {"a", "one"}))
    if behind[:2] in (["a", "percent"], ["a", "per"]):
        last = place + (2 if behind[1] == "percent" else 3)
        return Amount(first, last, "percent", part / 100, 0.004, 0.006, hedge, 0)
    if behind[0] == "of" and behind[1] in {"its", "their"} and "value" in behind[2:4]:
        last = place + 2 + behind.index("value", 2) - 1
        return Amount(first, last, "percent", part, part * 0.94, part * 1.06, hedge, 0)
    return None


def _unit(tokens: Sequence[Token], place: int) -> tuple[Unit, int, float] | None:
    """Return a figure's unit, its last token, and what one of it is."""
    token, behind = tokens[place], word_at(tokens, place + 1)
    if token.unit == "%":
        return "percent", place, 0.01
    if token.unit == "$":
        return _dollars(token, behind, place=place)
    if behind == "per" and word_at(tokens, place + 2) == "cent":
        return "percent", place + 2, 0.01
    told = _UNITS.get(behind)
    return (told[0], place + 1, told[1]) if told else None


_UNITS: Mapping[str, tuple[Unit, float]] = {
    "percent": ("percent", 0.01),
    "pct": ("percent", 0.01),
    "dollars": ("dollars", 1.0),
    "dollar": ("dollars", 1.0),
    "bucks": ("dollars", 1.0),
    "cents": ("dollars", 0.01),
    "cent": ("dollars", 0.01),
    "points": ("points", 1.0),
    "point": ("points", 1.0),
}


def _dollars(token: Token, behind: str, *, place: int) -> tuple[Unit, int, float] | None:
    """Return the unit of a figure behind a sign of currency; only the dollar's is read."""
    if "$" not in token.text:
        return None
    if behind in SCALES and SCALES[behind] >= 1e3:
        return "large sum", place + 1, SCALES[behind]
    letters = re.search(r"[kmb]n?$", token.text)
    if letters:
        return "large sum", place, SCALES.get(letters[0], 1e9)
    if behind == "tn":
        return "large sum", place + 1, 1e12
    return "dollars", place, 1.0


def _digits(text: str) -> int:
    """Return how many digits a figure gives behind its point; "1,250" gives none."""
    figure = re.search(r"\d[\d.,]*", text)
    if figure is None or re.fullmatch(r"\d{1,3}(?:,\d{3})+", figure[0]):
        return 0
    return len(re.split(r"[.,]", figure[0])[-1]) if re.search(r"[.,]\d", figure[0]) else 0


def _step(number: float, digits: int, *, hedge: Hedge) -> float:
    """Return one of a figure's last digit; a hedged "about 20" is round to the ten."""
    if digits == 0 and hedge not in {"", "extreme"} and number >= 15:
        return 10.0 if number % 10 == 0 and number >= 50 else 5.0 if number % 5 == 0 else 1.0
    return float(10.0**-digits)


def _hedge(tokens: Sequence[Token], place: int) -> tuple[int, Hedge]:
    """Return where the amount begins, and what hedges it."""
    before = [word_at(tokens, place - step) for step in range(_LONGEST_HEDGE, 0, -1)]
    for phrase, hedge in _HEDGES:
        words = phrase.split()
        if before[-len(words) :] == words:
            return place - len(words), hedge
    return place, ""
