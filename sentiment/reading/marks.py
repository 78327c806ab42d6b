"""What a sentence's terms say: finance terms found among its tokens, and the points they carry."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter, itemgetter
from typing import NamedTuple

from sentiment.reading import lexicon, rule_rows
from sentiment.reading.lexicon import SIGNED_FIGURE, Beginning, Family, Kind, Term, finance_terms
from sentiment.text import tokens
from sentiment.text.matching import HARD_STOPS, STOPS
from sentiment.text.memo import Kept
from sentiment.text.tokens import SCALES, Split, Word, text_of

_CASHTAG = re.compile(r"\$[a-z]{1,6}(?:\.[a-z])?")  # tokens are in lower case
CLAUSES = lexicon.word_set("clauses")

CURRENCIES = lexicon.word_set("currencies")


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


def read_words(sentence: str, *, post: bool = False) -> tuple[Split, Terms]:
    """Return the words and terms of a sentence, of a trader's *post* or of any text."""
    stretches = tokens.stretches_of(sentence)
    known = list(map(_known_in, stretches))  # one look-up tells all that is known of a stretch
    pieces = list(map(_words_of, known))
    words = list(chain.from_iterable(pieces))
    families, bits = _families(words, chain.from_iterable(map(_begun_of, known)))
    hits = families.get("main") or []
    kinds = {term.kind for _, _, term in hits}
    if "price" in kinds:
        hits = [hit for hit in hits if hit.term.kind != "price" or not _is_unit(words, hit)]
    if "post" in families and (post or "$" in sentence):
        hits = _with_posted(words, hits, families["post"], post=post)
    if hits is not families.get("main"):
        kinds = {term.kind for _, _, term in hits}
    terms = (hits, kinds, families, bits)
    # Split(...) and Terms(...) take twice as long
    return tuple.__new__(Split, (stretches, pieces, words)), tuple.__new__(Terms, terms)


def _families(
    words: Sequence[Word], begun: Iterable[Beginning | None]
) -> tuple[dict[Family, list[Hit]], int]:
    """Return the terms by family, the longest at each place, and the bits of all that rules know.

    In a family none overlaps another.
    """
    bits, last = 0, len(words) - 1
    found: dict[Family, list[Hit]] = {}
    for at, beginning in enumerate(begun):
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


# Of a stretch without a blank: its words, and the terms that may begin with each.
Known = tuple[tuple[Word, ...], tuple[Beginning | None, ...]]
_words_of, _begun_of = itemgetter(0), itemgetter(1)


def _known(stretch: str) -> Known:
    """Return what is known of a stretch."""
    words = tokens.words_in(stretch)
    return words, tuple(map(_begun_by, words))


def _begun_by(word: Word) -> Beginning | None:
    """Return the terms that may begin with a word, and it itself if rules are looked for by it."""
    if word.signed and word.unit == "%":
        return SIGNED_FIGURE
    beginning = finance_terms().get(word.text)
    bits = rule_rows.key_bits().get(word.text)
    if bits is None:
        return beginning
    key = ("key", 1, Term((word.text,), "key", 0.0, "", word.text, (), bits))
    alone, by_second = beginning or ((), {})
    return (*alone, key), {second: (*group, key) for second, group in by_second.items()}


_known_in = Kept(_known).__getitem__


def _with_posted(
    words: Sequence[Word], hits: list[Hit], posted: Sequence[Hit], *, post: bool
) -> list[Hit]:
    """Return the main terms; in a post, or beside a ticker, traders' words go first."""
    if not (post or any(map(_CASHTAG.fullmatch, map(text_of, words)))):
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
