"""What a sentence's terms say: finance terms found among its tokens, and the points they carry."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sentiment import lexicon
from sentiment.lexicon import Term
from sentiment.tokens import Token

HARD_STOPS = frozenset(".;:!?—()\n")
_CASHTAG = re.compile(r"\$[a-z]{1,6}(?:\.[a-z])?")  # tokens are in lower case
SOFT_STOPS = frozenset(",-")


@dataclass(frozen=True, slots=True)
class Hit:
    """A term and the tokens ``first`` to ``last`` that are it, both included."""

    first: int
    last: int
    term: Term

    @property
    def words(self) -> str:
        """The term as it stands in the lexicon."""
        return " ".join(self.term.words)


@dataclass(frozen=True, slots=True)
class Mark:
    """Points that the tokens ``first`` to ``last`` carry before the words around them count."""

    first: int
    last: int
    points: float
    rule: str
    reason: str
    price: bool = False  # whether it merely says how a price moved


def find_hits(tokens: Sequence[Token]) -> list[Hit]:
    """Return the terms among the tokens, the longest at each place, none overlapping."""
    terms = lexicon.finance_terms()
    post = any(_CASHTAG.fullmatch(token.text) for token in tokens)
    hits: list[Hit] = []
    at = 0
    while at < len(tokens):
        found = next(_matching(tokens, at, terms.get(tokens[at].text, ()), post=post), None)
        if found is None:
            at += 1
            continue
        hits.append(found)
        at = found.last + 1
    return hits


def _matching(
    tokens: Sequence[Token], at: int, terms: Sequence[Term], *, post: bool
) -> Iterator[Hit]:
    """Yield each of *terms* that stands at a place; those of posts only in a post."""
    for term in terms:
        if term.kind == "post" and not post:
            continue
        last = at + len(term.words) - 1
        if last < len(tokens) and all(
            tokens[at + number].text == word for number, word in enumerate(term.words)
        ):
            yield Hit(at, last, term)


def apart(tokens: Sequence[Token], first: int, last: int, *, soft: bool = False) -> bool:
    """Return whether a stop stands between two places: a hard one, or if *soft* any."""
    stops = HARD_STOPS | SOFT_STOPS if soft else HARD_STOPS
    return any(token.text in stops for token in tokens[first:last])
