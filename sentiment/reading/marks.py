"""What a sentence's terms say: finance terms found among its tokens, and the points they carry."""

import re
from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import chain
from operator import attrgetter, or_
from typing import NamedTuple

from sentiment.reading.lexicon import SIGNED_FIGURE, Beginning, Family, Kind, Term, finance_terms
from sentiment.reading.rule_rows import word_bits
from sentiment.text import tokens
from sentiment.text.matching import HARD_STOPS, STOPS
from sentiment.text.memo import Kept
from sentiment.text.tokens import SCALES, Split, Word, text_of

_CASHTAG = re.compile(r"\$[a-z]{1,6}(?:\.[a-z])?")  # tokens are in lower case
# What opens a clause of why or despite what: "the Dow drops as worries grow".
CLAUSES = frozenset("as after amid amidst despite because although though".split())

CURRENCIES = frozenset("dollar euro yen sterling pound rupee yuan".split())


class Hit(NamedTuple):
    """A term and the tokens ``first`` to ``last`` that are it, both included."""

    first: int
    last: int
    term: Term

    @property
    def words(self) -> str:
        """The term as it stands in the lexicon."""
        return self.term.phrase


class Mark(NamedTuple):
    """Points that the tokens ``first`` to ``last`` carry before the words around them count."""

    first: int
    last: int
    points: float
    rule: str
    reason: str
    price: bool = False  # whether it merely says how a price moved


class Terms(NamedTuple):
    """The terms of a sentence."""

    hits: list[Hit]  # those that may not overlap each other
    kinds: set[Kind]  # of the hits
    families: Mapping[Family, Sequence[Hit]]  # each looked for by itself
    bits: int  # of the names by which rules know them


by_place = attrgetter("first")


def find_terms(split: Split, *, post: bool = False) -> Terms:
    """Return the terms among the words of a sentence, be it of a trader's *post* or of any text."""
    words = split.words
    families, bits = _families(split)
    hits = _main(words, families, post=post)
    # Terms(...) takes twice as long
    return tuple.__new__(Terms, (hits, {term.kind for _, _, term in hits}, families, bits))


def _families(split: Split) -> tuple[dict[Family, list[Hit]], int]:
    """Return the terms by family, the longest at each place, and the bits of all that rules know.

    In a family none overlaps another.
    """
    words, last = split.words, len(split.words) - 1
    begun, known = zip(*map(_met_in, split.stretches), strict=True)
    bits = reduce(or_, known)
    found: dict[Family, list[Hit]] = {}
    for at, beginning in enumerate(chain.from_iterable(begun)):
        if beginning is None:
            continue
        group, by_second = beginning
        if by_second and at < last:
            group = by_second.get(words[at + 1][0], group)
        for family, length, term in group:
            hits = found.get(family)
            if hits is not None and at <= hits[-1][1]:
                continue
            if length > 2 and tuple(map(text_of, words[at : at + length])) != term.words:
                continue
            bits |= term.bits
            hit = tuple.__new__(Hit, (at, at + length - 1, term))  # Hit(...) takes twice as long
            if hits is None:
                found[family] = [hit]
            else:
                hits.append(hit)
    return found, bits


Met = tuple[tuple[Beginning | None, ...], int]
_NOTHING: Met = ((None,), 0)


def _met(stretch: str) -> Met:
    """Return the terms that may begin with each word of a stretch without a blank, and its bits.

    The bits are those of its words and figures by which rules look for them.
    """
    bits, begun = 0, list[Beginning | None]()
    for word in tokens.words_of(stretch):
        signed = word.signed and word.unit == "%"
        begun.append(SIGNED_FIGURE if signed else finance_terms().get(word.text))
        bits |= word_bits().get(word.text if word.number is None else "#", 0)
    met = tuple(begun), bits
    return _NOTHING if met == _NOTHING else met  # one for the many words that say nothing


_met_in = Kept(_met).__getitem__


def _main(words: Sequence[Word], found: Mapping[Family, Sequence[Hit]], *, post: bool) -> list[Hit]:
    """Return the main terms; in a post, or beside a ticker, traders' words go first."""
    hits = [
        hit for hit in found.get("main", ()) if hit.term.kind != "price" or not _is_unit(words, hit)
    ]
    posted = found.get("post")
    if not posted or not (post or any(map(_CASHTAG.fullmatch, map(text_of, words)))):
        return hits
    taken = {
        place for hit in hits if hit.last > hit.first for place in range(hit.first, hit.last + 1)
    }
    posted = [hit for hit in posted if hit.first not in taken]
    ours = {hit.first for hit in posted}
    return sorted([*posted, *(hit for hit in hits if hit.first not in ours)], key=by_place)


def _is_unit(words: Sequence[Word], hit: Hit) -> bool:
    """Return whether a price is a currency, the unit of the figure before it, "3.2 mln euro"."""
    if hit.words not in CURRENCIES or not hit.first:
        return False
    before = words[hit.first - 1]
    return before.number is not None or before.text in SCALES


def apart(words: Sequence[Word], first: int, last: int, *, soft: bool = False) -> bool:
    """Return whether a stop stands between two places: a hard one, or if *soft* any."""
    stops = STOPS if soft else HARD_STOPS
    return not stops.isdisjoint(map(text_of, words[first:last]))
