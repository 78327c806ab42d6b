"""A text to VADER's score: the numbers of vaderSentiment to the last digit, in linear time.

Hutto & Gilbert (2014), as vaderSentiment 3.3.2 has it, oddities included. Its numbers and
word lists are imported, never copied. What it repeats for every word (stripping it, lowering its
neighbours, joining them to phrases, searching the whole text for a place) happens here once
for each word there is, or only beside a word that carries a valence.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from heapq import heappop, heappush
from itertools import compress, count
from string import punctuation
from typing import NamedTuple

from vaderSentiment.vaderSentiment import (
    BOOSTER_DICT,
    C_INCR,
    N_SCALAR,
    NEGATE,
    SPECIAL_CASES,
    normalize,
)

from sentiment.reading.vader_lexicon import vader_emoji, vader_words
from sentiment.text.memo import Kept

_VALENCES: dict[str, float] = dict(vader_words())
_BOOSTERS: dict[str, float] = BOOSTER_DICT
_CAPITALS: float = C_INCR
_NEGATED: float = N_SCALAR
_NEGATIONS = frozenset(NEGATE)
# VADER looks only for runs of two and three words, so its "badass" never matches.
_IDIOMS: dict[str, float] = {idiom: value for idiom, value in SPECIAL_CASES.items() if " " in idiom}
# One word of every phrase, a long one that carries a valence if it can be, as those are rare:
# without one of these near, there is no phrase.
_PHRASE_MARKS = frozenset(
    max(reversed(phrase.split()), key=lambda word: (len(word), word in _VALENCES))
    for phrase in [*_IDIOMS, *_BOOSTERS]
    if " " in phrase
)
_INTENSE = frozenset({"so", "this"})  # behind "never" they strengthen
_FADES = (1.0, 0.95, 0.9)  # how much of a booster is left one, two and three words on

# Where an idiom is looked for, first found first, in the three words before a word, itself and
# the two after it.
_RUNS = ((3, 6), (3, 5), (2, 4), (1, 4), (0, 3), (1, 3), (0, 2))

# VADER looks each character up by itself, so an emoji of several is met only in its parts. The
# blank before a description may come twice: words are split at any run of blanks.
_DESCRIPTIONS = {sign: f" {words}" for sign, words in vader_emoji().items() if len(sign) == 1}
_SIGNS = frozenset(_DESCRIPTIONS)

# What a word may be besides a valence. None is a number: one of them among the valences of a text
# shows in their sum, and without one each word keeps the valence of the lexicon.
_SHIFTS = float("nan")  # may change a valence near it
_BOTH = float("nan")  # has a valence and may change others
_BUT = float("nan")
_EMOJI = float("nan")  # holds an emoji
_VALUELESS = frozenset({_SHIFTS, _BUT})


class Polarity(NamedTuple):
    """The shares of a text that read negative, neutral and positive, and the whole in (-1, 1)."""

    neg: float
    neu: float
    pos: float
    compound: float


_SILENT = Polarity(0.0, 0.0, 0.0, 0.0)
_NEUTRAL = Polarity(0.0, 1.0, 0.0, 0.0)


def polarity(text: str) -> Polarity:
    """Return exactly what VADER's ``SentimentIntensityAnalyzer().polarity_scores(text)`` says.

    Examples
    --------
    >>> polarity("VADER is smart, handsome, and funny!")
    Polarity(neg=0.0, neu=0.248, pos=0.752, compound=0.8439)
    """
    raw = text.split()
    roles = list(map(_role_of, raw))
    found = list(filter(None, roles))
    if not found:
        return _NEUTRAL if raw else _SILENT
    if math.isnan(sum(found)) or text.isupper():
        if _VALUELESS.issuperset(found):
            return _NEUTRAL
        if _EMOJI in found:
            return polarity("".join(map(_DESCRIPTIONS.get, text, text)))
        if text.isupper() and all(map(str.isupper, raw)):  # capitals among others alone count
            raw = list(map(str.lower, raw))
            roles = list(map(_role_of, raw))
        found = _valences(raw, roles, contrast=_BUT in found)
    return _summed(found, words=len(raw), text=text)


def _bare(word: str) -> str:
    """Return VADER's word in lower case; any contraction with "n't" as "not"."""
    bare = word.strip(punctuation)
    # Stripped to two characters or none, it was likely an emoticon: VADER leaves it whole.
    lowered = (bare if len(bare) > 2 else word).lower()
    # Any such word negates and no word of the lexicon is one, so one stands for all.
    return "not" if "n't" in lowered else lowered


_bare_of = Kept(_bare).__getitem__


def _roles() -> dict[str, float]:
    """Return what every word that VADER knows is: its valence, or one of the marks above."""
    shifters = _NEGATIONS | _BOOSTERS.keys() | _PHRASE_MARKS | _INTENSE | {"least", "no"}
    marked = {word: _BOTH if word in _VALENCES else _SHIFTS for word in shifters}
    return _VALENCES | marked | {"but": _BUT}


_ROLES = _roles()


def _role(word: str) -> float:
    """Return a written word's valence, capitals counted, or its mark; 0 for neither."""
    if not word.isascii() and not _SIGNS.isdisjoint(word):
        return _EMOJI
    role = _ROLES.get(_bare(word), 0.0)
    if role and word.isupper() and not math.isnan(role):
        return role + _loudness(role)
    return role


_role_of = Kept(_role).__getitem__


def _loudness(valence: float) -> float:
    """Return what capitals add to a valence."""
    return _CAPITALS if valence > 0 else -_CAPITALS


def _valences(raw: Sequence[str], roles: Sequence[float], *, contrast: bool) -> list[float]:
    """Return the valences of the words of a text after all that words do to each other."""
    valences, places = [], []
    shifted: dict[tuple[object, ...], float] = {}  # a long text may say one thing very often
    for place in compress(count(), roles):
        valence = roles[place]
        if valence is _SHIFTS or valence is _BUT:
            continue
        first = place - 3 if place > 3 else 0
        if math.isnan(sum(roles[first : place + 3])):
            around = (place - first, *raw[first : place + 3])
            if around not in shifted:
                shifted[around] = _shifted(raw[first : place + 3], place - first)
            valence = shifted[around]
        if valence:
            valences.append(valence)
            places.append(place)
    if contrast:
        return _weighed_at_but(valences, places, but=roles.index(_BUT))
    return valences


def _shifted(written: Sequence[str], place: int) -> float:
    """Return the valence of the word at *place* after all that its neighbours do to it.

    They are at most three before it and two behind it.
    """
    words = list(map(_bare_of, written))
    if words[place] == "kind" and words[place + 1 : place + 2] == ["of"]:
        return 0.0
    valence = _beside_no(words, place) if "no" in words else _VALENCES[words[place]]
    if written[place].isupper():
        valence += _loudness(valence)
    # Nearest first: what one word does to the sign turns the boosters farther off.
    for step in range(place):
        before = words[place - 1 - step]
        if before in _VALENCES:
            continue
        if before in _BOOSTERS:
            loud = written[place - 1 - step].isupper()
            valence += _FADES[step] * _boost(before, valence, loud=loud)
        if before in _NEGATIONS or (step == 2 and words[place - 1] in _INTENSE):
            valence *= _turn(words, place, step=step)
        if step == 2 and not _PHRASE_MARKS.isdisjoint(words):
            valence = _idiom(words, valence)
    if place and words[place - 1] == "least" and words[max(place - 2, 0)] not in {"at", "very"}:
        valence *= _NEGATED
    return valence


def _beside_no(words: Sequence[str], place: int) -> float:
    """Return the word's valence, turned by a "no" before it; a "no" that turns has none."""
    valence = _VALENCES[words[place]]
    before = words[:place]
    if "no" in before[-2:] or (before[:-2] == ["no"] and before[-1] in {"or", "nor"}):
        return valence * _NEGATED
    if words[place] == "no" and place + 1 < len(words) and words[place + 1] in _VALENCES:
        return 0.0
    return valence


def _boost(booster: str, valence: float, *, loud: bool) -> float:
    """Return what the booster right before a word adds to its valence."""
    boost = -_BOOSTERS[booster] if valence < 0 else _BOOSTERS[booster]
    return boost + _loudness(valence) if loud else boost


def _turn(words: Sequence[str], place: int, *, step: int) -> float:
    """Return by what the word *step* words before the neighbour of *place* multiplies it."""
    before = place - 1 - step
    # A missing bracket in VADER: three words on, "so" and "this" need no "never".
    if words[before] == "never" and words[before + 1] in _INTENSE:
        return 1.25
    if step == 2 and words[place - 1] in _INTENSE:
        return 1.25
    if words[before] == "without" and "doubt" in words[before + 1 : place]:
        return 1.0
    return _NEGATED


def _idiom(around: Sequence[str], valence: float) -> float:
    """Return the valence of the idiom amid three words and two, and of "kind of" before it."""
    runs = [" ".join(around[first:end]) for first, end in _RUNS]
    idiom = next(filter(_IDIOMS.__contains__, runs), None)
    if idiom is not None:
        valence = _IDIOMS[idiom]
    return valence + _BOOSTERS.get(runs[-1], 0.0) + _BOOSTERS.get(runs[-2], 0.0)


def _weighed_at_but(valences: Sequence[float], places: Sequence[int], *, but: int) -> list[float]:
    """Return the valences with those before the first "but" halved and those after it raised.

    VADER takes them in turn, but changes the first one that equals the one at hand, which may
    be an earlier one that its own change made equal. Zeros stay what they are. Here every
    value keeps a heap of its holders; those that have changed since are dropped on sight.
    """
    weighed = list(valences)
    holders: defaultdict[float, list[int]] = defaultdict(list)
    for turn, valence in enumerate(valences):
        equal = holders[valence]
        heappush(equal, turn)
        while weighed[equal[0]] != valence:
            heappop(equal)
        first = equal[0]
        weighed[first] = valence * (0.5 if places[first] < but else 1.5)
        heappush(holders[weighed[first]], first)
    return weighed


def _emphasis(text: str) -> float:
    """Return what exclamation and question marks add: at most four and, from two on, 0.96."""
    questions = text.count("?")
    asked = 0.0 if questions < 2 else questions * 0.18 if questions <= 3 else 0.96
    return min(text.count("!"), 4) * 0.292 + asked


def _summed(valences: Sequence[float], *, words: int, text: str) -> Polarity:
    """Return the polarity of a text of so many words, some of which have these valences."""
    emphasis = _emphasis(text) if "!" in text or "?" in text else 0.0
    total = sum(valences)
    if total > 0:
        total += emphasis
    elif total < 0:
        total -= emphasis
    pos = neg = 0.0
    for valence in valences:  # not sum(), which since Python 3.12 carries more digits
        if valence > 0:
            pos += valence + 1
        else:
            neg += 1 - valence
    if pos > neg:
        pos += emphasis
    elif pos < neg:
        neg += emphasis
    neutral = words - len(valences)
    whole = pos + neg + neutral
    shares = (
        round(neg / whole, 3) if neg else 0.0,
        round(neutral / whole, 3),
        round(pos / whole, 3) if pos else 0.0,
        _compound(total),
    )
    return tuple.__new__(Polarity, shares)  # Polarity(...) takes twice as long


@lru_cache(maxsize=2**12)  # sums of a few valences with one digit each come again and again
def _compound(total: float) -> float:
    """Return a sum of valences as VADER brings it into (-1, 1)."""
    compound: float = round(normalize(total), 4)
    return compound
