"""Who wins and who loses by what passes between companies, as ``words/rivals.toml`` tells.

"Alba poaches clients from Brent" is good for the one and bad for the other, though no word of it
is good or bad news by itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Any, NamedTuple

from sentiment.reading import lexicon, masking
from sentiment.reading.sentence import Part
from sentiment.text import matching, tokens
from sentiment.text.companies import Mention
from sentiment.text.tokens import Token, Word

NAME = "NAME"  # the tag of the company that a row speaks of
DENIED_FROM = 2  # words before what is found in which it may be denied


@dataclass(frozen=True, slots=True)
class Row:
    """What happens between companies, and what that is for one of them."""

    name: str
    pattern: matching.Rule
    points: float
    reason: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


class _Place(NamedTuple):
    """The words of a sentence that are a name."""

    first: int
    last: int


def fates(sentence: str, mentions: Sequence[Mention]) -> dict[str, tuple[Part, ...]]:
    """Return what happens to companies of a sentence by others, as parts of a reading.

    Of several rows for one company the first counts.

    Examples
    --------
    >>> from sentiment.text.companies import mentions
    >>> text = "AMD poaches clients from Intel."
    >>> [(one, part.points) for one, (part,) in fates(text, mentions(text)).items()]
    [('AMD', 1.8), ('Intel', -1.8)]
    """
    if not mentions or _words().isdisjoint(sentence.lower().split()):
        return {}
    told = tokens.tokenise(masking.mask(sentence, masking.names_in(sentence, mentions)))
    if not told or told[-1].text == "?":
        return {}
    words = [Word(one.text, one.number, one.unit, one.signed) for one in told]
    found: dict[str, tuple[Part, ...]] = {}
    for mention in mentions:
        part = _part(sentence, told, words, mention)
        if part is not None:
            found.setdefault(mention.company, (part,))
    return found


def _part(
    sentence: str, told: Sequence[Token], words: Sequence[Word], mention: Mention
) -> Part | None:
    """Return what happens to one company named, None if nothing does."""
    place = _place(told, mention)
    if place is None:
        return None
    for row in rows():
        for match in matching.matches(row.pattern, words, {NAME: [place]}):
            said = words[max(0, match.first - DENIED_FROM) : match.last + 1]
            if _denying().isdisjoint(map(tokens.text_of, said)):
                start, end = told[match.first].start, told[match.last].end
                return Part(start, end, sentence[start:end], row.points, row.name, row.reason)
    return None


def _place(told: Sequence[Token], mention: Mention) -> _Place | None:
    """Return which words a name is."""
    inside = [
        at for at, one in enumerate(told) if one.start < mention.end and mention.start < one.end
    ]
    return _Place(inside[0], inside[-1]) if inside else None


@cache
def rows() -> tuple[Row, ...]:
    """Return the rows in their order, of which an earlier one goes before a later."""
    return tuple(_rows(lexicon.word_list("rivals")))


def _rows(held: Mapping[str, Any]) -> Iterator[Row]:
    """Yield the rows that the file holds."""
    sets = {name: frozenset(words) for name, words in held["set"].items()}
    for row in held["row"]:
        pattern = matching.compile_rule(
            row["find"], sets=sets, each=NAME, unless=row.get("unless", ())
        )
        yield Row(
            row["name"], pattern, row["points"], row["reason"], tuple(row["yes"]), tuple(row["no"])
        )


@cache
def _denying() -> frozenset[str]:
    """Return the words that deny what is found about them."""
    return frozenset(lexicon.word_list("rivals")["set"]["DENYING"])


@cache
def _words() -> frozenset[str]:
    """Return words of which one stands in any sentence that a row finds."""
    patterns = [pattern for row in rows() for pattern in row.pattern.find]
    return reduce(or_, (_rarest(pattern) for pattern in patterns))


def _rarest(pattern: matching.Pattern) -> frozenset[str]:
    """Return the words of a pattern's longest list: of the few words of others most are common."""
    lists = [part.words for part in pattern.parts if part.words is not None]
    return max(lists, key=len)
