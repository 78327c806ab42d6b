"""Word valences: VADER's own lists, and the finance words over them.

VADER's are read from the package that publishes them. The finance words lie in ``words/*.toml``, in
groups that give one reason each.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from sentiment.errors import DataError
from sentiment.reading.forms import forms_of, plural_of
from sentiment.reading.vader_lexicon import vader_words

Kind = str  # of an entry: one of MAIN, or a name that rules know
Family = str
# Kinds of which no two terms overlap. Those of any other kind are looked for by themselves: their
# words are ordinary ones elsewhere, and mean what ``words/rules`` makes of them.
MAIN = frozenset(
    {
        "tone",  # good or bad news by itself
        "direction",  # a quantity moved: up if its points are positive
        "good",  # a quantity that is good to have more of
        "price",  # a quantity that is a price
        "bad",  # a quantity that is bad to have more of
        "neither",  # a quantity whose moves say nothing
        "cause",  # opens the cause of a move already told
        "negation",
        "hedge",
        "boost",
        "compare",
        "contrast",
        "spite",
        "plain",  # judges nothing, though a part of it might
    }
)
# "post": judges in a trader's post alone; "everyday": a word that VADER knows and finance does not;
# "signed": a percentage written with its sign
UNTAGGED = frozenset({"post", "everyday", "signed"})
AGAINST = frozenset({"above", "below"})  # set a figure over or under what was expected
EVERYDAY = 0.08  # of VADER's valence is left of it in finance
LISTS = ("directions", "quantities", "judgements", "modifiers", "rules")
RULES = (
    "terms",
    "moves",
    "events",
    "advice",
    "reversals",
    "business",
    "fields",
    "dealings",
    "affairs",
    "turns",
)  # an earlier rule goes first
ROWS = ("trait", "group", "rule")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of finance."""

    words: tuple[str, ...]  # in lower case
    kind: Kind
    points: float  # a valence on VADER's scale; for a boost or hedge, a factor
    reason: str
    phrase: str  # its words in one
    tags: tuple[str, ...] = ()  # the names by which rules look for it


def family_of(kind: Kind) -> Family:
    """Return among which terms none of a kind overlaps another."""
    if kind in MAIN:
        return "main"
    return "against" if kind in AGAINST else kind


# Families that are looked for in any sentence; those of rules alone where a rule may hold.
ALWAYS = frozenset({"main", "everyday", "post", "signed", "against", "expected", "relief"})
Entry = tuple[Family, int, Term]  # with its number of words


class Group(NamedTuple):
    """Terms that may begin at one place, the longest first."""

    entries: tuple[tuple[Entry, ...], tuple[Entry, ...]]  # looked for always, and for rules
    tags: frozenset[str]  # of all of them


# Terms of one word, None for none, and by a second word all that may begin with the two.
Beginning = tuple[Group | None, Mapping[str, Group | None]]
# Of every percentage written with its sign, "+3.2%", which no list can name.
SIGNED = Term((), "signed", 1.6, "a change with its sign", "")
SIGNED_FIGURE: Beginning = (
    Group(((("signed", 1, SIGNED),), ()), frozenset()),
    MappingProxyType({}),
)


@cache
def finance_terms() -> Mapping[str, Beginning]:
    """Return the finance terms, and VADER's words as everyday ones, by their first word.

    Of each first word stand the terms that may begin with it before any word, and then by the
    word behind it all that may begin so.

    Examples
    --------
    >>> alone, by_second = finance_terms()["plummeted"]
    >>> [(family, length) for family, length, term in alone.entries[0]]
    [('main', 1)]
    """
    check({name: word_list(name) for name in LISTS})
    terms: dict[tuple[Family, tuple[str, ...]], Term] = {}
    for term in chain.from_iterable(map(_terms, LISTS)):
        terms[family_of(term.kind), term.words] = term
    for term in _everyday_terms():
        if ("main", term.words) not in terms:  # which would always go before it
            terms["everyday", term.words] = term
    by_first: dict[str, list[tuple[Family, Term]]] = {}
    for (family, words), term in sorted(terms.items(), key=lambda entry: -len(entry[0][1])):
        by_first.setdefault(words[0], []).append((family, term))
    return {first: _beginning(group) for first, group in by_first.items()}


Lists = Mapping[str, Mapping[str, Any]]
TRAITS = ("loose", "measured", "pace", "betters", "movements")  # of directions


def check(lists: Lists) -> None:
    """Refuse word lists of which one entry would hide another, or that name what they lack.

    A form stands once in a family; a plural is of its singular's kind, unless its group says that
    its words stand ``alone``; a trait is given once, and to a direction.

    Raises
    ------
    DataError
        Naming the list and the form.
    """
    kinds: dict[tuple[Family, str], tuple[Kind, bool]] = {}
    for name, group, form in _listed(lists):
        kind = group["kind"]
        place = family_of(kind), form
        if place in kinds:
            fault = f"“{form}” is given twice, as “{kinds[place][0]}” and “{kind}”"
            raise DataError(f"{name}.toml", fault)
        kinds[place] = kind, group.get("alone", False)
    _check_plurals(kinds)
    _check_traits(lists.get("directions", {}), _directions(lists))
    for trait in lists.get("rules", {}).get("trait", ()):
        for form in chain.from_iterable(map(forms_of, trait["terms"])):
            if kinds.get((family_of(trait["kind"]), form), ("", False))[0] != trait["kind"]:
                fault = f"“{form}” is {trait['name']}, but no term of the kind “{trait['kind']}”"
                raise DataError("rules", fault)


def _listed(lists: Lists) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    """Yield each form of the lists, with its list and its group."""
    for name, listed in lists.items():
        for group in listed.get("group", ()):
            for entry in group["terms"]:
                for form in forms_of(entry):
                    yield name, group, form


def _directions(lists: Lists) -> set[str]:
    """Return all forms that say a direction."""
    return {form for _, group, form in _listed(lists) if group["kind"] == "direction"}


def _check_plurals(kinds: Mapping[tuple[Family, str], tuple[Kind, bool]]) -> None:
    """Refuse a plural of another kind than its singular."""
    for (family, form), (kind, alone) in kinds.items():
        plural = plural_of(form)
        other, apart = kinds.get((family, plural), (kind, False))
        if other != kind and not (alone or apart):
            fault = f"“{plural}” is of the kind “{other}”, but “{form}” is “{kind}”"
            raise DataError("word lists", fault)


def _check_traits(directions: Mapping[str, Any], forms: Collection[str]) -> None:
    """Refuse a trait given twice, or to a word that says no direction."""
    for trait in TRAITS:
        words = directions.get(trait, ())
        for word in words:
            if word not in forms:
                raise DataError("directions.toml", f"“{word}” is “{trait}”, but no direction")
            if words.count(word) > 1:
                raise DataError("directions.toml", f"“{word}” is twice said to be “{trait}”")


def _everyday_terms() -> Iterator[Term]:
    """Yield VADER's words, with what is left of their valences."""
    reason = "VADER's valence, which counts for little in finance"
    for word, valence in vader_words().items():
        yield Term((word,), "everyday", EVERYDAY * valence, reason, word)


def _beginning(terms: Sequence[tuple[Family, Term]]) -> Beginning:
    """Return the terms of one first word alone and by the second, those of one word with each."""
    seconds = {term.words[1] for _, term in terms if len(term.words) > 1}
    return _group(terms, ()), {second: _group(terms, (second,)) for second in seconds}


def _group(terms: Sequence[tuple[Family, Term]], second: tuple[str, ...]) -> Group | None:
    """Return the terms that have one word, or *second* behind the first."""
    chosen = [
        (family, len(term.words), term) for family, term in terms if term.words[1:2] in ((), second)
    ]
    if not chosen:
        return None
    always = tuple(entry for entry in _open(chosen) if entry[0] in ALWAYS)
    for_rules = tuple(entry for entry in _open(chosen) if entry[0] not in ALWAYS)
    return Group((always, for_rules), frozenset().union(*(term.tags for _, _, term in chosen)))


def _open(chosen: Sequence[Entry]) -> Iterator[Entry]:
    """Yield the entries that two known words leave open, down to the first that is sure to be."""
    sure = set[Family]()
    for entry in chosen:
        family, length, _ = entry
        if family not in sure:
            yield entry
        if length <= 2:
            sure.add(family)


@cache
def direction_words(
    trait: Literal["loose", "measured", "pace", "betters", "movements"],
) -> frozenset[str]:
    """Return the words of direction that share a trait: ``words/directions.toml`` says which."""
    return frozenset(word_list("directions")[trait])


def word_set(name: str) -> frozenset[str]:
    """Return the words that say what belongs to what: ``words/grammar.toml`` tells why each does.

    Examples
    --------
    >>> sorted(word_set("origins"))
    ['after', 'following', 'since']
    """
    return frozenset(_grammar()[name]["words"])


@cache
def _grammar() -> Mapping[str, Any]:
    """Return the sets of words by their names."""
    return _held("grammar.toml")


@cache
def word_list(name: str) -> Mapping[str, Any]:
    """Return one list as its file holds it, the rules as all of theirs do together."""
    if name != "rules":
        return _held(f"{name}.toml")
    files = [_held(f"rules/{part}.toml") for part in RULES]
    listed = {kind: [*chain(*(file.get(kind, ()) for file in files))] for kind in ROWS}
    return {**listed, "set": files[0]["set"]}


def _held(path: str) -> Mapping[str, Any]:
    """Return what one file holds."""
    file = resources.files("sentiment.reading").joinpath("words", *path.split("/"))
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _terms(name: str) -> Iterator[Term]:
    """Yield the terms of one list, each in all its forms."""
    traits = _traits()
    for group in word_list(name).get("group", ()):
        kind, points = group["kind"], group["points"]
        tags = _tags(kind, points)
        for entry in group["terms"]:
            for form in forms_of(entry):
                words = tuple(form.split())
                phrase = " ".join(words)
                told = (*tags, *traits.get((kind, phrase), ()))
                yield Term(words, kind, points, group["reason"], phrase, told)


def _tags(kind: Kind, points: float) -> tuple[str, ...]:
    """Return the names by which rules look for all terms of a kind."""
    if kind in UNTAGGED:
        return ()
    names = [kind.upper()]
    if kind == "bad" and points:
        names.append("BURDEN")
    if kind == "tone":
        names.append("GOOD_NEWS" if points > 0 else "BAD_NEWS")
    return tuple(names)


@cache
def _traits() -> Mapping[tuple[Kind, str], tuple[str, ...]]:
    """Return the names by which rules look for some terms of a kind alone."""
    found: dict[tuple[Kind, str], tuple[str, ...]] = {}
    for trait in word_list("rules")["trait"]:
        for form in chain.from_iterable(map(forms_of, trait["terms"])):
            key = trait["kind"], form
            found[key] = (*found.get(key, ()), trait["name"])
    return found
