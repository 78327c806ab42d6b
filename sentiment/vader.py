"""A text to VADER's score: the numbers of vaderSentiment to the last digit, in linear time.

Hutto & Gilbert (2014), as vaderSentiment 3.3.2 has it, oddities included. Its numbers and
word lists are imported, never copied. What it repeats for every word (lowering its
neighbours, joining them to phrases, searching the whole text for a place) happens here only
beside a word that carries a valence.
"""

import re
from collections import defaultdict
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

from sentiment.lexicon import vader_emoji, vader_words

_VALENCES: dict[str, float] = dict(vader_words())
_BOOSTERS: dict[str, float] = BOOSTER_DICT
_CAPITALS: float = C_INCR
_NEGATED: float = N_SCALAR
_NEGATIONS = frozenset(NEGATE)
# VADER looks only for runs of two and three words, so its "badass" never matches.
_IDIOMS: dict[str, float] = {idiom: value for idiom, value in SPECIAL_CASES.items() if " " in idiom}
# One word of every phrase, its longest: without one of these near, there is no phrase.
_PHRASE_MARKS = frozenset(
    max(phrase.split(), key=len) for phrase in [*_IDIOMS, *_BOOSTERS] if " " in phrase
)
# Without one of these near, a word keeps the valence of the lexicon.
_SHIFTERS = _NEGATIONS | _BOOSTERS.keys() | _PHRASE_MARKS | {"least", "no", "this"}
_CACHED = 1_000  # characters; sentences are shorter
_FADES = (1.0, 0.95, 0.9)  # how much of a booster is left one, two and three words on

# Where an idiom is looked for, first found first, in the three words before a word, itself and
# the two after it.
_RUNS = ((3, 6), (3, 5), (2, 4), (1, 4), (0, 3), (1, 3), (0, 2))

# VADER looks each character up by itself, so an emoji of several is met only in its parts.
_DESCRIPTIONS = {sign: f" {words}" for sign, words in vader_emoji().items() if len(sign) == 1}
_EMOJI = re.compile(f"[{''.join(map(re.escape, _DESCRIPTIONS))}]")


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
    if not text.isascii():
        # The blank before a description may come twice: words are split at any run of blanks.
        text = _EMOJI.sub(lambda emoji: _DESCRIPTIONS[emoji[0]], text)
    raw = text.split()
    # A text of thousands of characters may be one word, which must not stay in a cache.
    words = list(map(_bare if len(text) <= _CACHED else _bare.__wrapped__, raw))
    places = list(compress(count(), map(_VALENCES.__contains__, words)))
    if not places:
        return _NEUTRAL if words else _SILENT
    # Capitals count only if not all words are in them.
    written = words if all(map(str.isupper, raw)) else raw
    read = [_valence(words, place, written=written) for place in places]
    valences = [valence for valence in read if valence]
    if "but" in words:
        kept = list(compress(places, read))
        valences = _weighed_at_but(valences, kept, but=words.index("but"))
    return _summed(valences, neutral=len(words) - len(valences), emphasis=_emphasis(text))


@lru_cache(maxsize=1 << 14)
def _bare(word: str) -> str:
    """Return VADER's word in lower case; any contraction with "n't" as "not"."""
    bare = word.strip(punctuation)
    # Stripped to two characters or none, it was likely an emoticon: VADER leaves it whole.
    lowered = (bare if len(bare) > 2 else word).lower()
    # Any such word negates and no word of the lexicon is one, so one stands for all.
    return "not" if "n't" in lowered else lowered


def _valence(words: list[str], place: int, *, written: list[str]) -> float:
    """Return the valence of the lexicon word at *place* among its neighbours."""
    around = words[max(place - 3, 0) : place + 3]
    if not _SHIFTERS.isdisjoint(around):
        return _shifted(words, place, written=written)
    valence = _VALENCES[words[place]]
    return valence + _loudness(valence) if written[place].isupper() else valence


def _loudness(valence: float) -> float:
    """Return what capitals add to a valence."""
    return _CAPITALS if valence > 0 else -_CAPITALS


def _shifted(words: list[str], place: int, *, written: list[str]) -> float:
    """Return the valence of the word at *place* after all that its neighbours do to it."""
    if words[place : place + 2] == ["kind", "of"]:
        return 0.0
    valence = _beside_no(words, place)
    if written[place].isupper():
        valence += _loudness(valence)
    # Nearest first: what one word does to the sign turns the boosters farther off.
    for step in range(min(place, 3)):
        before = place - 1 - step
        if words[before] in _VALENCES:
            continue
        if words[before] in _BOOSTERS:
            valence += _FADES[step] * _boost(words[before], valence, loud=written[before].isupper())
        valence *= _turn(words, place, step=step)
        if step == 2:
            valence = _idiom(words, place, valence=valence)
    return valence * _least(words, place)


def _beside_no(words: list[str], place: int) -> float:
    """Return the word's valence, turned by a "no" before it; a "no" that turns has none."""
    valence = _VALENCES[words[place]]
    before = words[max(place - 3, 0) : place]
    if "no" in before[-2:] or (before[:-2] == ["no"] and before[-1] in {"or", "nor"}):
        return valence * _NEGATED
    if words[place] == "no" and place + 1 < len(words) and words[place + 1] in _VALENCES:
        return 0.0
    return valence


def _boost(booster: str, valence: float, *, loud: bool) -> float:
    """Return what the booster right before a word adds to its valence."""
    boost = -_BOOSTERS[booster] if valence < 0 else _BOOSTERS[booster]
    return boost + _loudness(valence) if loud else boost


def _turn(words: list[str], place: int, *, step: int) -> float:
    """Return by what the word *step* words before the neighbour of *place* multiplies it."""
    before = place - 1 - step
    # A missing bracket in VADER: three words on, "so" and "this" need no "never".
    if words[before] == "never" and words[before + 1] in {"so", "this"}:
        return 1.25
    if step == 2 and words[place - 1] in {"so", "this"}:
        return 1.25
    if words[before] == "without" and "doubt" in words[before + 1 : place]:
        return 1.0
    return _NEGATED if words[before] in _NEGATIONS else 1.0


def _idiom(words: list[str], place: int, *, valence: float) -> float:
    """Return the valence of the idiom the word is in or next to, and of "kind of" before it."""
    around = words[place - 3 : place + 3]
    if _PHRASE_MARKS.isdisjoint(around):
        return valence
    runs = [" ".join(around[first:end]) for first, end in _RUNS]
    idiom = next(filter(_IDIOMS.__contains__, runs), None)
    if idiom is not None:
        valence = _IDIOMS[idiom]
    return valence + _BOOSTERS.get(runs[-1], 0.0) + _BOOSTERS.get(runs[-2], 0.0)


def _least(words: list[str], place: int) -> float:
    """Return by what a "least" right before the word multiplies it."""
    before = words[max(place - 2, 0) : place]
    return _NEGATED if before[-1:] == ["least"] and before[0] not in {"at", "very"} else 1.0


def _weighed_at_but(valences: list[float], places: list[int], *, but: int) -> list[float]:
    """Return the valences with those before the first "but" halved and those after it raised.

    VADER takes them in turn, but changes the first one that equals the one at hand, which may
    be an earlier one that its own change made equal. Zeros stay what they are. Here every
    value keeps a heap of its holders; those that have changed since are dropped on sight.
    """
    weighed = valences.copy()
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
    if "!" not in text and "?" not in text:
        return 0.0
    questions = text.count("?")
    asked = 0.0 if questions < 2 else questions * 0.18 if questions <= 3 else 0.96
    return min(text.count("!"), 4) * 0.292 + asked


def _summed(valences: list[float], *, neutral: int, emphasis: float) -> Polarity:
    """Return the polarity of a text with these valences and so many words of none."""
    total = float(sum(valences))
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
    whole = pos + neg + neutral
    return Polarity(
        neg=round(neg / whole, 3) if neg else 0.0,
        neu=round(neutral / whole, 3),
        pos=round(pos / whole, 3) if pos else 0.0,
        compound=round(normalize(total), 4),
    )
