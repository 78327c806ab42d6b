"""What a sentence's terms say: finance terms found among its tokens, and the points they carry."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from operator import attrgetter, itemgetter
from typing import Literal, NamedTuple

from sentiment.reading import lexicon, rule_rows
from sentiment.reading.lexicon import (
    SIGNED_FIGURE,
    Entry,
    Family,
    Group,
    Kind,
    Term,
    finance_terms,
)
from sentiment.reading.rule_rows import Asked, Need
from sentiment.text import tokens
from sentiment.text.memo import Kept
from sentiment.text.patterns import HARD_STOPS, STOPS
from sentiment.text.tokens import SCALES, Word, text_of

_CASHTAG = re.compile(r"\$[a-z]{1,6}(?:\.[a-z])?")  # tokens are in lower case
CLAUSES = lexicon.word_set("clauses")

OPENING_BACKGROUND = lexicon.word_set("opening_background")
GOING_ON = lexicon.word_set("going_on")
OPENING = 40  # words within which the main clause begins

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


# What may begin with a word, the word behind it counted in: the terms looked for in any sentence,
# the longest first, those of rules alone, a bit for each name by which rules ask for these terms
# and the word itself, and the patterns of rules that are looked for where one of those is.
Start = tuple[tuple[Entry, ...], tuple[Entry, ...], int, Asked]
# what begins with a word, and by certain words behind it
Known = tuple[Start | None, dict[str, Start | None]]


class Terms(NamedTuple):
    """The terms of a sentence."""

    hits: list[Hit]  # those that may not overlap each other
    kinds: set[Kind]  # of the hits
    families: Mapping[Family, Sequence[Hit]]  # each looked for by itself, but those of rules
    starts: Sequence[tuple[int, Start]]  # of the words that begin anything, with their places
    bits: int  # of all of those
    asked: Sequence[tuple[int, tuple[Need, ...]]]  # the patterns of rules that they ask for


BEHIND = ("", "")  # a sentence's words, so that two more can be looked at from any of them
by_place = attrgetter("first")
_begun: Callable[[Iterable[tuple[int, Known | None]]], Iterator[tuple[int, Known]]]
_begun = partial(filter, itemgetter(1))


def read_words(sentence: str, *, post: bool = False) -> tuple[list[Word], Terms]:
    """Return the words and terms of a sentence, of a trader's *post* or of any text."""
    words = tokens.split(sentence)
    texts = [*map(text_of, words), *BEHIND]
    starts: list[tuple[int, Start]] = []
    asked: list[tuple[int, tuple[Need, ...]]] = []
    bits = rule_rows.ANY
    # What most words need, those that begin nothing, is done without a step in Python.
    for at, (alone, by_second) in _begun(enumerate(map(_known_of, texts))):
        start = by_second.get(texts[at + 1], alone)
        if start is not None:
            starts.append((at, start))
            bits |= start[2]
            if start[3]:
                asked.append(start[3])
    families = _families(texts, starts, 0)
    hits = families.get("main") or []
    kinds = {term.kind for _, _, term in hits}
    if "price" in kinds:
        hits = [hit for hit in hits if hit[2].phrase not in CURRENCIES or not _is_unit(words, hit)]
    if "post" in families and (post or "$" in sentence):
        hits = _with_posted(words, hits, families["post"], post=post)
    if hits is not families.get("main"):
        kinds = {term.kind for _, _, term in hits}
    terms = (hits, kinds, families, starts, bits, asked)
    return words, tuple.__new__(Terms, terms)  # Terms(...) takes twice as long


def families_for_rules(words: Sequence[Word], terms: Terms) -> Mapping[Family, Sequence[Hit]]:
    """Return all terms of a sentence by family, with those that rules alone look for."""
    ours = _families([*map(text_of, words), *BEHIND], terms.starts, 1)
    return {**terms.families, **ours}


def _families(
    texts: Sequence[str], starts: Iterable[tuple[int, Start]], which: Literal[0, 1]
) -> dict[Family, list[Hit]]:
    """Return the terms by family, the longest at each place; in a family none overlaps another."""
    found: dict[Family, list[Hit]] = {}
    new = tuple.__new__  # Hit(...) takes twice as long
    for at, start in starts:
        for family, length, term in start[which]:
            if length > 2 and not _goes_on(texts, at, term.words):
                continue
            if family not in found:
                found[family] = [new(Hit, (at, at + length - 1, term))]
            elif at > found[family][-1][1]:
                found[family].append(new(Hit, (at, at + length - 1, term)))
    return found


def _goes_on(texts: Sequence[str], at: int, words: tuple[str, ...]) -> bool:
    """Return whether a term of which two words stand at a place goes on there with the others."""
    return texts[at + 2] == words[2] and tuple(texts[at : at + len(words)]) == words


def _known(text: str) -> Known | None:
    """Return what may begin with a word; None if nothing does."""
    beginning = finance_terms().get(text)
    names = rule_rows.word_names().get(text, frozenset())
    if not text.isalpha() and (word := tokens.word_of(text)).number is not None:
        names = rule_rows.word_names().get(rule_rows.FIGURE, frozenset())
        beginning = SIGNED_FIGURE if word.signed and word.unit == "%" else beginning
    if not (beginning or names):  # as most words that come anew
        return None
    alone, by_second = beginning or (None, {})
    return _start(alone, names), {
        second: _start(group, names) for second, group in by_second.items()
    }


def _start(group: Group | None, names: Set[str]) -> Start | None:
    """Return what begins with a word that has some names itself; None if nothing does."""
    entries, tags = group or Group(((), ()), frozenset())
    start = (*entries, *rule_rows.asked(names | tags))
    return start if any(start) else None


_known_of = Kept(_known).__getitem__


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
    """Return whether a currency is the unit of the figure before it, "3.2 mln euro", no price."""
    if hit.term.kind != "price" or not hit.first:
        return False
    before = words[hit.first - 1]
    return before.number is not None or before.text in SCALES


def apart(words: Sequence[Word], first: int, last: int, *, soft: bool = False) -> bool:
    """Return whether a stop stands between two places: a hard one, or if *soft* any."""
    stops = STOPS if soft else HARD_STOPS
    return not stops.isdisjoint(map(text_of, words[first:last]))


def main_clause(words: Sequence[Word]) -> int:
    """Return where the main clause begins, 0 if no other one opens the sentence.

    Examples
    --------
    >>> from sentiment.text.tokens import split
    >>> main_clause(split("After a weak year, Alba recovers.")), main_clause(split("Alba fell."))
    (5, 0)
    """
    if words[0].text not in OPENING_BACKGROUND:
        return 0
    commas = (
        at for at, word in enumerate(words[: min(OPENING, len(words) - 1)]) if word.text == ","
    )
    behind = (at + 1 for at in commas if _begins_clause(words[at + 1]))
    return next(behind, 0)


def _begins_clause(word: Word) -> bool:
    """Return whether a clause may begin with a word, and no more of the one before."""
    return word.number is None and word.text not in GOING_ON
