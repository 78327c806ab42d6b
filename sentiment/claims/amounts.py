"""The amounts that a sentence gives, each with what its own rounding and hedge allow."""

import math
import re
from dataclasses import dataclass
from typing import Literal

Unit = Literal["percent", "dollars", "large sum", "points", "foreign", "bare"]
Hedge = Literal["", "about", "nearly", "more", "less", "extreme"]

_HEDGES: tuple[tuple[Hedge, str], ...] = (
    ("extreme", r"as (?:much|many|high|low|little) as|up to"),
    ("less", r"less than|no more than|under|below|not quite"),
    ("nearly", r"just (?:under|below|shy of)|slightly less than"
               r"|a (?:little|touch|hair|shade|whisker|tad)"
               r" (?:under|below|shy of|short of|less than)"
               r"|close to|nearly|almost"),
    ("more", r"(?:slightly |well |just |a (?:little|touch|hair|shade|whisker|tad) )?"
             r"(?:more than|greater than|over|above)|at least|upwards of"),
    ("about", r"about|around|roughly|approximately|some|near|circa|approx\.?|around about"),
)  # fmt: skip
_HEDGE = "|".join(
    f"(?P<h{place}>{words})"
    for place, (_, words) in sorted(
        enumerate(_HEDGES), key=lambda one: _HEDGES[one[0]][0] != "nearly"
    )
)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\d+,\d{1,2}(?!\d)"
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_UNITS += " fifteen sixteen seventeen eighteen nineteen"
COUNTS = {word: value for value, word in enumerate(_UNITS.split())}
COUNTS |= {
    f"{ten}ty": 20 + 10 * at
    for at, ten in enumerate("twen thir for fif six seven eigh nine".split())
}
_WORD = rf"(?:{'|'.join(COUNTS)})"
_WHOLE = (
    rf"(?:(?:(?:a|{_WORD}) hundred(?: and)?[ -])?{_WORD}(?:[- ]{_WORD})?|(?:a|{_WORD}) hundred)"
)
_SPELT = rf"{_WORD}(?:[- ]{_WORD})?(?:[- ]point(?:[- ]{_WORD})+| and a (?:half|quarter))?"
_PERCENT = r"(?:%|[ -]?per ?cent\b|[ -]?pct\b|(?<=\d)pc\b)(?!age)(?! points?\b)"
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "mln": 1e6, "mn": 1e6, "m": 1e6}
_SCALES |= {"billion": 1e9, "bil": 1e9, "bln": 1e9, "bn": 1e9, "b": 1e9}
_SCALES |= {"trillion": 1e12, "tril": 1e12, "tn": 1e12}
_MONEY = r"euros?|yen|pounds?|won|francs?|kron(?:or|er)|rupees?|yuan|new taiwan dollars|pence"
_MONEY += "|ntd|twd|hkd|jpy|krw|eur|gbp|inr"
_FACTORS = {"halved": -0.5, "doubled": 1.0, "tripled": 2.0, "trebled": 2.0, "quadrupled": 3.0}
_PARTS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}
# A price without its cents and its sign, by the word before it: "opened at 196".
_AT = "(?:" + "|".join(
    f"(?<={word} )" for word in (
        "opened at", "closed at", "ended at", "finished at", "settled at", "traded at",
        "trading at", "close at", "finish at", "end at", "printed", "touched", "% to",
    )
) + ")"  # fmt: skip
_AMOUNT = re.compile(
    rf"(?:\b(?:only |just |a mere |a modest |a further |another )*(?:{_HEDGE}) (?:a"
    rf" )?(?:further |about |around |roughly |nearly )?)?(?:"
    rf"(?P<part>\b(?:a|one|by a)[ -](?:{'|'.join(_PARTS)})\b(?= of (?:its|their|the) (?:\w+"
    rf" )?value)"
    rf"|(?<=by )(?:a|one)[ -](?:half|third|quarter|fifth|tenth)\b)"
    rf"|(?P<factor>\b(?:{'|'.join(_FACTORS)})\b)"
    r"|(?P<small>\bhalf a percent\b)"
    rf"|(?P<fx>\b(?:nt|hk|ca|c|au|a|s|nz|mx|r)\$ ?(?:{_NUMBER})|[€£¥₩₹] ?(?:{_NUMBER})"
    rf"|\b(?:eur|gbp|jpy|twd|sek|chf) ?(?:{_NUMBER})\b|\b(?:{_NUMBER}) ?(?:{_MONEY})\b)"
    rf"|(?:\bbetween (?P<low>{_NUMBER}) ?{_PERCENT}? and (?P<high>{_NUMBER}) ?{_PERCENT}"
    rf"|(?<![\w.,])(?P<low2>{_NUMBER}) ?(?:{_PERCENT} to |-|–)(?P<high2>{_NUMBER}) ?{_PERCENT})"
    rf"|(?P<sign>(?<![\w.%$])[+\-−–▲▼] ?|\b(?:plus|minus) )?"
    rf"(?<![\d.,])(?P<pct>{_NUMBER}|\.\d+) ?{_PERCENT}"
    rf"|\b(?P<spelt>{_SPELT})(?:[ -]?per ?cent\b|[ -]pct\b|%)(?!age)"
    rf"|(?P<dsign>(?<![\w.%$])[+\-−–] ?)?(?<![\w])(?:(?:us)?\$|usd) ?(?P<usd>{_NUMBER})"
    rf"(?:[ -]?(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})\b)?"
    rf"|(?<![\w.,$])(?P<dollars>{_NUMBER}|{_WHOLE}) (?:(?:us )?(?:dollars?|bucks)|usd)\b"
    r"(?P<change> and change\b)?"
    rf"(?: and (?P<odd>{_NUMBER}|{_WORD}) cents)?"
    rf"|(?<![\w.,$])(?P<cents>{_NUMBER}|{_WORD}) cents?\b(?! on the dollar)"
    rf"|(?<![\w.,$])(?P<points>{_NUMBER}) points?\b"
    r"|(?<![\w.,$:/+\-])(?P<bare>\d{1,3}(?:,\d{3})*\.\d\d|\d{1,4}\.\d\d"
    rf"|{_AT}\d{{2,4}}(?=[,;!?)]|\.(?:\s|$)|$| (?:on|in|after|today|yesterday|this|from|and|up"
    r"|down)\b))"
    r"(?![\w%:/]|\.\d)"
    r")"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure at ``start:end`` of a sentence, its hedge included."""

    start: int
    end: int
    figure: int  # where the figure itself begins, behind its hedge
    unit: Unit
    value: float  # percent as a decimal; never negative but for "halved"
    low: float  # what the figure's own rounding allows, without its sign
    high: float
    step: float  # one of the figure's last digit
    hedge: Hedge
    signed: int  # 1 or -1 for a figure written with its sign
    factor: bool = False


def read_amounts(lowered: str) -> list[Amount]:
    """Return the figures of a sentence in lower case that can be said of a price.

    Examples
    --------
    >>> [(one.unit, one.value) for one in read_amounts("up 2.5 per cent, or $4.50")]
    [('percent', 0.025), ('dollars', 4.5)]
    >>> about, = read_amounts("nearly 3%")
    >>> about.hedge, round(about.low, 4), round(about.high, 4)
    ('nearly', 0.02, 0.0305)
    """
    return [amount for match in _AMOUNT.finditer(lowered) if (amount := _amount(match))]


def allowed(value: float, step: float, *, hedge: Hedge) -> tuple[float, float]:
    """Return the lowest and highest value that a figure can stand for.

    A bare figure stands for what rounds to it, *step* being one of its last digit, and a hair
    more, since 2.845 is often rounded twice. "Nearly 3" stands for 2 to 3.05, "more than 3" for 3
    to 4; "about 20" for a tenth of its step or a hundredth of itself beyond, whichever is more.
    """
    if hedge == "about":
        wide = max(0.55 * step, (0.01 if step >= 1 else 0.003) * value)
        return value - wide, value + wide
    if hedge == "nearly":
        return value - min(_round_step(value, step), max(step, 0.1 * value)), value + 0.05 * step
    if hedge == "more":
        return value - 0.05 * step, value + _round_step(value, step)
    if hedge == "less":
        return value - _round_step(value, step), value + 0.05 * step
    return value - 0.55 * step, value + 0.55 * step


def _round_step(value: float, step: float) -> float:
    """Return how far apart the round figures are of which *value* is one."""
    if step < 1:
        return 10 * step if step < 0.1 else 1.0
    for wide in (100, 50, 10, 5):
        if value >= 2 * wide and value % wide == 0:
            return float(wide)
    return 1.0


def _amount(match: "re.Match[str]") -> Amount | None:
    """Return what a match stands for, None for what only looks like an amount."""
    hedge: Hedge = next((name for place, (name, _) in enumerate(_HEDGES) if match[f"h{place}"]), "")
    figures = "part factor small fx low low2 pct spelt usd dollars cents points bare".split()
    kind = next(name for name in figures if match[name])
    figure = match.start(kind)
    if match.start("sign") >= 0:
        figure = match.start("sign")
    place = (match.start(), match.end(), figure)
    if kind == "fx":
        return Amount(*place, "foreign", math.nan, 0.0, 0.0, 0.0, hedge, 0)
    if kind == "factor":
        return _factor(match, place, hedge)
    if kind in {"part", "small"}:
        value = 0.005 if kind == "small" else _PARTS[re.split(r"[ -]", match[kind])[-1]]
        high = value * 1.12 if hedge == "more" else value * 1.06
        return Amount(*place, "percent", value, value * (1 if hedge == "more" else 0.94), high,
                      0.01, hedge, 0)  # fmt: skip
    if kind in {"low", "low2"}:
        ends = sorted(_value(match[name]) for name in (kind, kind.replace("low", "high")))
        return Amount(*place, "percent", ends[1] / 100, ends[0] / 100, ends[1] / 100, 0.01,
                      "about", 0)  # fmt: skip
    if kind == "spelt":
        value, step = _spelt(match["spelt"])
        return _built(place, "percent", value, step, 0.01, hedge, 0)
    if kind == "pct":
        return _built(place, "percent", _value(match["pct"]), _step(match["pct"]), 0.01, hedge,
                      _sign(match["sign"]))  # fmt: skip
    if kind == "usd" and match["scale"]:
        scale = _SCALES[match["scale"]]
        return Amount(*place, "large sum", _value(match["usd"]) * scale, 0.0, 0.0, 0.0, hedge, 0)
    if kind in {"dollars", "cents"}:
        value, step = _number(match[kind])
        value += _number(match["odd"])[0] / 100 if match["odd"] else 0.0
        step = 0.01 if match["odd"] else step
        if match["change"]:
            return Amount(*place, "dollars", value, value, value + 1, 1.0, "more", 0)
        return _built(place, "dollars", value, step, 0.01 if kind == "cents" else 1.0, hedge, 0)
    unit: Unit = {"usd": "dollars", "points": "points"}.get(kind, "bare")  # type: ignore[assignment]
    sign = _sign(match["dsign"]) if kind == "usd" else 0
    return _built(place, unit, _value(match[kind]), _step(match[kind]), 1.0, hedge, sign)


def _factor(match: "re.Match[str]", place: tuple[int, int, int], hedge: Hedge) -> Amount:
    """Return "more than doubled", "roughly halved" as a change."""
    value = _FACTORS[match["factor"]]
    near = value - 0.15 * (1 + value), value + 0.15 * (1 + value)
    low, high = {
        "more": (value, value + 1 + value) if value > 0 else (-1.0, value),
        "nearly": (near[0], value) if value > 0 else (value, near[1]),
    }.get(hedge, (value - 0.1 * (1 + value), value + 0.1 * (1 + value)))
    return Amount(*place, "percent", value, low, high, 0.01, hedge, 0, factor=True)


def _built(  # noqa: PLR0917 - the columns of an amount, in their order
    place: tuple[int, int, int], unit: Unit, value: float, step: float, scale: float,
    hedge: Hedge, signed: int,
) -> Amount:  # fmt: skip
    """Return an amount whose figure is *value* times *scale*."""
    low, high = allowed(value, step, hedge=hedge)
    return Amount(
        *place, unit, round(value * scale, 10), max(low, 0.0) * scale, high * scale,
        step * scale, hedge, signed,
    )  # fmt: skip


def _sign(text: str | None) -> int:
    """Return 1 or -1 for a sign, 0 for none."""
    return 0 if not text else 1 if text.strip() in {"+", "▲", "plus"} else -1


def _value(figure: str) -> float:
    """Return a figure's value; a comma before three digits sets thousands apart."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", figure):
        return float(figure.replace(",", ""))
    return float(figure.replace(",", "."))


def _number(word: str) -> tuple[float, float]:
    """Return the value of a figure or number word, and one of its last digit."""
    if word[0].isdigit():
        return _value(word), _step(word)
    hundreds, _, rest = word.replace("-", " ").rpartition("hundred")
    many = 100 * COUNTS.get(hundreds.strip(), 1) if hundreds else 0
    return float(many + sum(COUNTS.get(one, 0) for one in rest.split())), 1.0


def _spelt(words: str) -> tuple[float, float]:
    """Return the value of "seven point eight" or "five and a half", and one of its last digit."""
    whole, _, digits = words.replace("-", " ").partition(" point ")
    whole, _, part = whole.partition(" and a ")
    tail = "".join(str(COUNTS[one]) for one in digits.split())
    value = sum(COUNTS[one] for one in whole.split()) + _PARTS.get(part, 0.0)
    return float(value + float(f"0.{tail or 0}")), 0.5 if part else 10.0 ** -len(tail)


def _step(figure: str) -> float:
    """Return one of a figure's last digit; "1,250" gives whole dollars."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", figure):
        return 1.0
    digits = re.split(r"[.,]", figure)
    return float(10.0 ** -len(digits[-1])) if len(digits) > 1 else 1.0
