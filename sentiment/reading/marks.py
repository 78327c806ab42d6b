"""What a sentence's terms say: finance terms found among its tokens, and the points they carry."""

import re
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from sentiment.reading import lexicon, rule_rows
from sentiment.reading.lexicon import (
    SIGNED_FIGURE,
    Beginning,
    Family,
    Group,
    Kind,
    Term,
    finance_terms,
)
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
    families: Mapping[Family, Sequence[Hit]]  # each looked for by itself, but those of rules
    bits: int  # of the names by which rules know all that may be here
    begun: Sequence[Beginning | None]  # the terms that may begin with each word


by_place = attrgetter("first")


def read_words(sentence: str, *, post: bool = False) -> tuple[Split, Terms]:
    """Return the words and terms of a sentence, of a trader's *post* or of any text."""
    split = tokens.split(sentence)
    words = split.words
    begun = list(map(_begun_of, map(text_of, words)))
    families, bits = _families(words, begun)
    hits = families.get("main") or []
    kinds = {term.kind for _, _, term in hits}
    if "price" in kinds:
        hits = [hit for hit in hits if hit.term.kind != "price" or not _is_unit(words, hit)]
    if "post" in families and (post or "$" in sentence):
        hits = _with_posted(words, hits, families["post"], post=post)
    if hits is not families.get("main"):
        kinds = {term.kind for _, _, term in hits}
    terms = (hits, kinds, families, bits, begun)
    return split, tuple.__new__(Terms, terms)  # Terms(...) takes twice as long


def families_for_rules(words: Sequence[Word], terms: Terms) -> Mapping[Family, Sequence[Hit]]:
    """Return all terms of a sentence by family, with those that rules alone look for."""
    ours, _ = _families(words, terms.begun, which=1)
    return {**terms.families, **ours}


def _families(
    words: Sequence[Word], begun: Sequence[Beginning | None], *, which: int = 0
) -> tuple[dict[Family, list[Hit]], int]:
    """Return the terms by family, the longest at each place, and the bits of all that rules know.

    In a family none overlaps another. *which* are looked for: 0 is always, 1 for rules.
    """
    bits = 0
    found: dict[Family, list[Hit]] = {}
    texts = [*map(text_of, words), ""]
    for at, beginning in enumerate(begun):
        if beginning is None:
            continue
        group, by_second = beginning
        if by_second:
            group = by_second.get(texts[at + 1], group)
        if group is None:
            continue
        entries, theirs = group
        bits |= theirs
        for family, length, term in entries[which]:
            hits = found.get(family)
            if hits is not None and at <= hits[-1][1]:
                continue
            if length > 2 and tuple(texts[at : at + length]) != term.words:
                continue
            hit = tuple.__new__(Hit, (at, at + length - 1, term))  # Hit(...) takes twice as long
            if hits is None:
                found[family] = [hit]
            else:
                hits.append(hit)
    return found, bits


def _begun_by(text: str) -> Beginning | None:
    """Return the terms that may begin with a word, with the bits by which rules look for it."""
    word = tokens.word_of(text)
    signed = word.signed and word.unit == "%"
    beginning = SIGNED_FIGURE if signed else finance_terms().get(text)
    key = text if word.number is None else rule_rows.FIGURE
    return _with_bits(beginning, rule_rows.word_bits().get(key, 0))


def _with_bits(beginning: Beginning | None, bits: int) -> Beginning | None:
    """Return a beginning, all groups of it with more bits."""
    if not bits:
        return beginning
    alone, by_second = beginning or (None, {})
    return _group_with(alone, bits), {
        second: _group_with(group, bits) for second, group in by_second.items()
    }


def _group_with(group: Group | None, bits: int) -> Group:
    """Return a group of terms with more bits."""
    entries, theirs = group or Group(((), ()), 0)
    return Group(entries, theirs | bits)


_begun_of = Kept(_begun_by).__getitem__


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
