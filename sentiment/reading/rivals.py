"""Who wins and who loses by what passes between companies, as ``words/rivals.toml`` tells.

"Alba poaches clients from Brent" is good for the one and bad for the other, though no word of it
is good or bad news by itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sentiment.reading import lexicon, masking
from sentiment.reading.rule_rows import COMMON
from sentiment.reading.sentence import Part
from sentiment.text import matching, patterns, tokens
from sentiment.text.companies import Mention
from sentiment.text.tokens import Token, Word

NAME = "NAME"  # the tag of the company that a row speaks of
DENIED_FROM = 2  # words before what is found in which it may be denied


@dataclass(frozen=True, slots=True)
class Row:
    """What happens between companies, and what that is for one of them."""

    name: str
    pattern: patterns.Rule
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
    able = _able(sentence) if mentions else ()
    if not able:  # as in most sentences
        return {}
    told = tokens.tokenise(masking.mask(sentence, masking.names_in(sentence, mentions)))
    if not told or told[-1].text == "?":
        return {}
    words = [Word(one.text, one.number, one.unit, one.signed) for one in told]
    found: dict[str, tuple[Part, ...]] = {}
    for mention in mentions:
        place = _place(told, mention)
        match = None if place is None else _found(words, place, able)
        if match is not None:
            row, first, last = match
            start, end = told[first].start, told[last].end
            part = Part(start, end, sentence[start:end], row.points, row.name, row.reason)
            found.setdefault(mention.company, (part,))
    return found


def _able(sentence: str) -> list[Row]:
    """Return the rows, in their order, of which a sentence holds the words."""
    said = {*map(tokens.text_of, tokens.split(sentence))}
    by_word = _by_word()
    numbers = {
        number
        for word in said & by_word.keys()
        for number, needed in by_word[word]
        if not any(one.isdisjoint(said) for one in needed)
    }
    return [rows()[number] for number in sorted(numbers)]


def _found(
    words: Sequence[Word], place: _Place, able: Sequence[Row]
) -> tuple[Row, int, int] | None:
    """Return the first row that is found of a name, and from where to where; None if none is."""
    for row in able:
        for match in matching.matches(row.pattern, words, {NAME: [place]}):
            said = words[max(0, match.first - DENIED_FROM) : match.last + 1]
            if _denying().isdisjoint(map(tokens.text_of, said)):
                return row, match.first, match.last
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
        pattern = patterns.compile_rule(
            row["find"], sets=sets, each=NAME, unless=row.get("unless", ())
        )
        yield Row(
            row["name"], pattern, row["points"], row["reason"], tuple(row["yes"]), tuple(row["no"])
        )


@cache
def _denying() -> frozenset[str]:
    """Return the words that deny what is found about them."""
    return frozenset(lexicon.word_list("rivals")["set"]["DENYING"])


# Of a row its number, and the sets of words of which its pattern needs one each.
_Need = tuple[int, Sequence[frozenset[str]]]


@cache
def _by_word() -> Mapping[str, Sequence[_Need]]:
    """Return what patterns need by each word of that set of theirs that is met least."""
    found: dict[str, list[_Need]] = {}
    for number, row in enumerate(rows()):
        for pattern in row.pattern.find:
            needed = [part.words for part in pattern.parts if part.words and _is_said(part.name)]
            least = min(needed, key=lambda one: (not one.isdisjoint(COMMON), len(one)))
            for word in least:
                found.setdefault(word, []).append((number, needed))
    return found


def _is_said(part: str) -> bool:
    """Return whether a part of a pattern is a word, and no figure or edge."""
    return part not in patterns.EDGES and not part.startswith("#")
