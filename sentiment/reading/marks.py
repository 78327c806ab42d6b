"""What a sentence's terms say: finance terms found among its tokens, and the points they carry."""

import re
from collections.abc import Callable, Mapping, Sequence, Set
from operator import attrgetter, itemgetter
from typing import NamedTuple

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
from sentiment.reading.rule_rows import Asked
from sentiment.text import tokens
from sentiment.text.memo import Kept
from sentiment.text.patterns import HARD_STOPS, STOPS
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


# What may begin with a word, the word behind it counted in: the terms looked for in any sentence,
# the longest first, those of rules alone, a bit for each name by which rules ask for these terms
# and the word itself, and the patterns of rules that are looked for where one of those is.
# Of a plain tuple an itemgetter takes a piece faster than of a named one.
Start = tuple[tuple[Entry, ...], tuple[Entry, ...], int, Asked]


class Terms(NamedTuple):
    """The terms of a sentence."""

    hits: list[Hit]  # those that may not overlap each other
    kinds: set[Kind]  # of the hits
    families: Mapping[Family, Sequence[Hit]]  # each looked for by itself, but those of rules
    starts: Sequence[Start]  # of each word


by_place = attrgetter("first")
_first, _second = itemgetter(0), itemgetter(1)
_always, _for_rules, bits_of, asked_of = map(itemgetter, range(4))  # of a start
_NOTHING: Start = ((), (), 0, ())
_start_before: Callable[[dict[str, Start], str, Start], Start] = dict.get


def read_words(sentence: str, *, post: bool = False) -> tuple[Split, Terms]:
    """Return the words and terms of a sentence, of a trader's *post* or of any text."""
    split = tokens.split(sentence)
    words = split.words
    texts = list(map(text_of, words))
    known = list(map(_known_of, texts))
    behind = [*texts[1:], ""]
    # All that most words need is done in this line, without a step in Python for any of them.
    starts = list(map(_start_before, map(_second, known), behind, map(_first, known)))
    families = _families(texts, starts, _always)
    hits = families.get("main") or []
    kinds = {term.kind for _, _, term in hits}
    if "price" in kinds:
        hits = [hit for hit in hits if hit[2].phrase not in CURRENCIES or not _is_unit(words, hit)]
    if "post" in families and (post or "$" in sentence):
        hits = _with_posted(words, hits, families["post"], post=post)
    if hits is not families.get("main"):
        kinds = {term.kind for _, _, term in hits}
    terms = (hits, kinds, families, starts)
    return split, tuple.__new__(Terms, terms)  # Terms(...) takes twice as long


def families_for_rules(words: Sequence[Word], terms: Terms) -> Mapping[Family, Sequence[Hit]]:
    """Return all terms of a sentence by family, with those that rules alone look for."""
    ours = _families(list(map(text_of, words)), terms.starts, _for_rules)
    return {**terms.families, **ours}


def _families(
    texts: Sequence[str], starts: Sequence[Start], entries_of: Callable[[Start], tuple[Entry, ...]]
) -> dict[Family, list[Hit]]:
    """Return the terms by family, the longest at each place; in a family none overlaps another."""
    found: dict[Family, list[Hit]] = {}
    new = tuple.__new__  # Hit(...) takes twice as long
    for at, entries in filter(_second, enumerate(map(entries_of, starts))):
        for family, length, term in entries:
            if length > 2 and tuple(texts[at : at + length]) != term.words:
                continue
            if family not in found:
                found[family] = [new(Hit, (at, at + length - 1, term))]
            elif at > found[family][-1][1]:
                found[family].append(new(Hit, (at, at + length - 1, term)))
    return found


Known = tuple[Start, dict[str, Start]]  # what begins with a word, and by certain words behind it


def _known(text: str) -> Known:
    """Return what may begin with a word."""
    beginning = finance_terms().get(text)
    names = rule_rows.word_names().get(text, frozenset())
    if not text.isalpha() and (word := tokens.word_of(text)).number is not None:
        names = rule_rows.word_names().get(rule_rows.FIGURE, frozenset())
        beginning = SIGNED_FIGURE if word.signed and word.unit == "%" else beginning
    if not (beginning or names):  # as most words that come anew
        return _UNKNOWN
    alone, by_second = beginning or (None, {})
    return _start(alone, names), {
        second: _start(group, names) for second, group in by_second.items()
    }


def _start(group: Group | None, names: Set[str]) -> Start:
    """Return what begins with a word that has some names itself."""
    entries, tags = group or Group(((), ()), frozenset())
    start = (*entries, *rule_rows.asked(names | tags))
    return start if any(start) else _NOTHING


_UNKNOWN: Known = _NOTHING, {}
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
