"""Names in a sentence, masked before it is read: "Rocket Lab fell" tells of no rocket.

A name is a company that is known or was handed in, or a run of capitals in a place where a name
stands. In a headline of capitals alone, where those tell nothing, the words around it decide.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence, Set
from functools import lru_cache
from itertools import chain, pairwise

from sentiment.reading import capitals, lexicon
from sentiment.reading.capitals import Token
from sentiment.reading.lexicon import finance_terms
from sentiment.text.companies import Mention
from sentiment.text.memo import Kept

Span = tuple[int, int]
MASKED = "q_"  # what every name begins with once it is masked
LONGEST_SUBJECT = 4  # words of a name that nothing but its place tells
_LETTERS = re.compile(r"[^\W\d_]+")
_SHARES = frozenset("share shares stock stocks shareholders investors bonds".split())
_OF_SHARES = frozenset({"shares", "stock"})
# Words that companies end their names with, after what they do or are.
_TRADES = frozenset(
    "energy insurance capital therapeutics global financial auto parts lab labs games software"
    " systems technologies technology pharma pharmaceuticals biosciences medical health healthcare"
    " robotics semiconductor semiconductors devices networks media motors airlines air foods brands"
    " mines mining minerals metals resources gold silver steel oil gas petroleum power electric"
    " solar water chemical chemicals materials industries international logistics shipping"
    " maritime rail railways bank bancorp bancshares trust partners ventures holdings properties"
    " realty reit hotels resorts restaurants entertainment studios interactive digital analytics"
    " metrics data cloud security aerospace aviation space defense dynamics instruments imaging"
    " diagnostics genomics sciences oncology biotech bio stores outfitters apparel cosmetics"
    " beverage brewing coffee farms seeds champions solutions works ventures enterprises"
    " communications telecom wireless mobile fund advisors securities acquisition".split()
)
# What shows that a headline's words before it are a name; "co." is left of "Co.'s".
_TELLING = _OF_SHARES | _TRADES | capitals.LEGAL | {f"{one}." for one in capitals.LEGAL} | {"("}
# What a company does and no quantity does: its subject is a name.
DOING = frozenset(
    "appoints appointed appoint named hires hired said says announced announces announce unveils"
    " unveiled launches launched planned filed opened agreed agrees signs signed buys bought sells"
    " sold acquires acquired presents presented reported posted expects expected employs published"
    " registered moved relocates operates sponsors joins joined elects elected promotes promoted"
    " completes completed".split()
)
# Advice is written with capitals in any sentence: "keeps its Strong Buy rating".
_ADVICE = frozenset(
    "buy sell hold neutral outperform underperform overweight underweight accumulate reduce add"
    " positive negative conviction strong top pick perform weight avoid trim upgrade downgrade"
    " dump exit ditch shun short book switch swap"
    " bullish bearish".split()
)
_ONE_MOVES = re.compile(r"(?:s|ed)$|^(?:fell|rose|sank|slid|lost|hit|shed|cut|won)$")
_LEADERS = frozenset("boss chief head founder owner maker chairman president director".split())
_TAGS = {"$", "#", "@"}
_QUANTITIES = frozenset({"good", "bad", "price", "neither"})
_OPENING = frozenset(':;"“‘([—–-•*|/.?!')
_ACTORS = lexicon.word_set("actors")


def mask(sentence: str, spans: Sequence[Span]) -> str:
    """Return a sentence, as long as it was, in which each name is one word without a meaning.

    Examples
    --------
    >>> mask("Rocket Lab's sales", [(0, 10)])
    "q_________'s sales"
    """
    for start, end in spans:
        hidden = MASKED[0] + MASKED[1] * (end - start - 1)
        sentence = f"{sentence[:start]}{hidden}{sentence[end:]}"
    return sentence


def names_in(
    sentence: str, mentions: Sequence[Mention] = (), *, learned: Collection[str] = ()
) -> list[Span]:
    """Return where a sentence names companies, persons or products that are to be masked.

    Parameters
    ----------
    mentions
        The companies known to be named in it.
    learned
        Names that the rest of the text has shown to be some, for a headline in capitals.

    Examples
    --------
    >>> text = "Shares of Surge Energy fell 14.5%, and Leap rose."
    >>> [text[start:end] for start, end in names_in(text)]
    ['Surge Energy', 'Leap']
    """
    known = [
        (one.start, one.end)
        for one in mentions
        if sentence[one.start - 1 : one.start] not in {"$", "#"} or not one.start
    ]
    found = [*known, *(span for name in learned for span in _written(sentence, name))]
    tokens = capitals.tokens_of(sentence)
    if _speaks(tokens):
        prose = capitals.are_prose(map(capitals.text_of, tokens))
        find = _in_prose if prose else _in_capitals
        spans = capitals.spans_of(sentence) if known else []
        runs = find(tokens, _places(spans, known))
        spans = spans or (capitals.spans_of(sentence) if runs else [])
        found += [
            (spans[first][0], len(capitals.OWNING.sub("", sentence[: spans[last][1]])))
            for first, last in runs
        ]
    apart: list[Span] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if sentence[start:end].lower() in _ACTORS:
            continue
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def spans_of(named: Mapping[str, Sequence[Mention]]) -> dict[str, list[Span]]:
    """Return the names in each of a text's sentences, by the mentions in it of what is known.

    What the sentences of prose show to be a name is one in the headline too.
    """
    found = {sentence: names_in(sentence, known) for sentence, known in named.items()}
    learned = {
        sentence[start:end]
        for sentence, spans in found.items()
        for start, end in spans
        if " " in sentence[start:end]
    }
    if not learned:
        return found
    for sentence, known in named.items():
        if capitals.is_prose(sentence):
            continue
        here = [name for name in learned if _written(sentence, name)]
        if here:
            found[sentence] = names_in(sentence, known, learned=here)
    return found


def moves_one(word: str) -> bool:
    """Return whether a word is a verb of moving whose subject is one company: "slips", "fell".

    Examples
    --------
    >>> moves_one("Slips"), moves_one("sales")
    (True, False)
    """
    low = word.lower()
    return "direction" in _kinds(low) and bool(_ONE_MOVES.search(low))


def is_quantity(word: str) -> bool:
    """Return whether a word is one of what moves: "profit", "debt", "shares"."""
    return _is_quantity(word.lower())


def _written(sentence: str, name: str) -> list[Span]:
    """Return where a name stands in a sentence, in any letter case."""
    plain = sentence.isascii() and name.isascii()
    if plain and name.lower() not in sentence.lower():  # no pattern is made for most names
        return []
    return [
        found.span()
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", sentence, re.IGNORECASE)
    ]


def _speaks(tokens: Sequence[Token]) -> bool:
    """Return whether any word has a meaning in the reading, which a name's would lose."""
    return any(map(_has_meaning, map(capitals.text_of, tokens)))


def _means(word: str) -> bool:
    """Return whether a word, or one of those that it joins, begins a term."""
    return not finance_terms().keys().isdisjoint(_LETTERS.findall(word.lower()))


_has_meaning = Kept(_means).__getitem__


def _places(tokens: Sequence[Span], spans: Sequence[Span]) -> set[int]:
    """Return the places of the tokens, given by their spans, that lie inside some spans."""
    starts = [start for start, _ in tokens]
    inside = (range(*(bisect_left(starts, edge) for edge in span)) for span in spans)
    return set(chain.from_iterable(inside))


@lru_cache(maxsize=4096)
def _kinds(word: str) -> frozenset[str]:
    """Return the kinds that a word has as a term by itself."""
    alone, _ = finance_terms().get(word, (None, {}))
    entries = chain.from_iterable(alone.entries) if alone else ()
    return frozenset(term.kind for _, length, term in entries if length == 1)


def _is_quantity(word: str) -> bool:
    return not _QUANTITIES.isdisjoint(_kinds(word))


def _moves(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a verb of moving stands at a place."""
    return place < len(tokens) and "direction" in _kinds(tokens[place].low)


def _low(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].low if 0 <= place < len(tokens) else ""


def _in_bracket(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a ticker in brackets stands at a place: "(RKLB)", "(NASDAQ: RKLB)"."""
    if _low(tokens, place) != "(":
        return False
    inside = [token.text for token in tokens[place + 1 : place + 5]]
    held = inside[: inside.index(")")] if ")" in inside else []
    return bool(held) and held[-1].isupper() and len(held[-1]) <= 5


def _told_by_place(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Return whether what stands around a run can stand around a company's name alone."""
    behind = _low(tokens, last + 1)
    if _low(tokens, first - 1) == "of" and _low(tokens, first - 2) in _OF_SHARES:
        return True
    return (
        behind.rstrip(".") in capitals.LEGAL
        or _in_bracket(tokens, last + 1)
        or (behind in _SHARES and _moves(tokens, last + 2))
    )


def _in_prose(tokens: Sequence[Token], known: Set[int]) -> list[tuple[int, int]]:
    """Return the runs of capitals of a sentence that are names."""
    # Whoever writes "$FTI Breakout today" uses capitals as he likes.
    post = any(
        one.text in _TAGS and behind.text[0].isalpha() for one, behind in pairwise(tokens)
    )  # "$60" tags nothing
    found = []
    for begins, last in _runs(tokens, known):
        opens = not begins or tokens[begins - 1].text in _OPENING
        described = opens and last > begins and _describes(tokens, begins, last)
        first, opens = begins + described, opens and not described
        told = _told_by_place(tokens, first, last)
        if told or (not post and _is_name(tokens, first, last, opens=opens)):
            found.append((first, last))
    return found


def _runs(tokens: Sequence[Token], known: Set[int]) -> list[tuple[int, int]]:
    """Return the first and last places of each run of capitals, the known names left out."""
    runs: list[tuple[int, int]] = []
    goes_on = False
    for place, token in enumerate(tokens):
        if place in known or not token.capital:
            goes_on = goes_on and _joins(tokens, place)
            continue
        if goes_on:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
        goes_on = token.text.lower() == token.low  # "Nokia's Lumia" is two names
    return runs


def _joins(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a word goes on a name: "Bank of Alba", but not "Shares of Alba"."""
    if tokens[place].low not in {"of", "&"} or place + 1 >= len(tokens):
        return False
    if tokens[place - 1].low in _LEADERS:  # "Boss of Alba"
        return False
    return tokens[place + 1].capital and not _is_quantity(tokens[place - 1].low)


def _describes(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Return whether a sentence's first word describes the name behind it: "Weak Tesco sales"."""
    if tokens[first].low in _ADVICE:  # "Avoid Quellan shares, says broker"
        return not _told_by_place(tokens, first, last)
    if not _kinds(tokens[first].low) or tokens[last].low in _TRADES:
        return False
    return _is_quantity(_low(tokens, last + 1)) and _low(tokens, last + 1) not in _SHARES


def _is_name(tokens: Sequence[Token], first: int, last: int, *, opens: bool) -> bool:
    """Return whether a run of capitals in a sentence is a name, by itself and what follows it."""
    run = tokens[first : last + 1]
    if all(token.text.isupper() or token.low == "of" for token in run):
        return False
    behind = _low(tokens, last + 1)
    advice = all(token.low in _ADVICE for token in run) and behind not in DOING
    if (advice and not _is_owner(tokens, first)) or (first < last and _begins_term(tokens, first)):
        return False
    owns = run[-1].text.lower() != run[-1].low
    traded = "price" in _kinds(run[-1].low)  # "Bitcoin's back" is of no company
    if _is_quantity(run[-1].low) and (traded or not owns) and behind not in DOING:
        return run[-1].low in _TRADES and first < last
    if first < last:
        return True
    if not opens:
        return not _begins_term(tokens, first)
    priced = _moves(tokens, last + 1) and any(
        "%" in one.text for one in tokens[last + 2 : last + 5]
    )
    return bool(_kinds(run[0].low)) and (owns or behind in DOING or priced)


def _is_owner(tokens: Sequence[Token], first: int) -> bool:
    """Return whether a figure is told to be a name's own: "profit at Outperform", not "kept at"."""
    return _low(tokens, first - 1) in {"at", "of"} and _is_quantity(_low(tokens, first - 2))


def _begins_term(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a word and the one behind it begin a term: "Chapter 11"."""
    _, by_second = finance_terms().get(tokens[place].low, (None, {}))
    return _low(tokens, place + 1) in by_second


def _in_capitals(tokens: Sequence[Token], known: Set[int]) -> list[tuple[int, int]]:
    """Return the names of a headline whose letter case tells none."""
    lows = list(map(capitals.low_of, tokens))
    if _TELLING.isdisjoint(lows):  # as in most headlines
        return []
    found = []
    for place, low in enumerate(lows):
        shown = low in _TELLING or (place and lows[place - 1] in _TRADES)
        if not shown or place in known:
            continue
        token, last = tokens[place], place - 1
        named = token.low.rstrip(".") in capitals.LEGAL or _in_bracket(tokens, place)
        subject = token.low in _OF_SHARES and _moves(tokens, place + 1)
        trade = _low(tokens, last) in _TRADES and (_moves(tokens, place) or token.low in DOING)
        first = _begin_of_subject(tokens, place, known) if named or subject or trade else None
        if first is None or last < first:
            continue
        whole = not any(_is_quantity(one.low) for one in tokens[first:last])
        if named or subject or (trade and whole and first < last):
            found.append((first, last))
    return found + _of_shares(tokens, known)


def _closes(tokens: Sequence[Token], place: int) -> bool:
    """Return whether no further word of a name can stand behind a place."""
    behind = _low(tokens, place + 1)
    return not behind[:1].isalpha() or behind in capitals.NO_NAME


def _begin_of_subject(tokens: Sequence[Token], end: int, known: Set[int]) -> int | None:
    """Return where the words before a place begin, if they are few and open the headline."""
    first = end
    while first and tokens[first - 1].text not in _OPENING and first - 1 not in known:
        if tokens[first - 1].low in capitals.NO_NAME or not tokens[first - 1].text[0].isalpha():
            return None
        first -= 1
        if end - first > LONGEST_SUBJECT:
            return None
    if first - 1 in known:
        return None
    verbs = [at for at in range(first + 1, end - 1) if _moves(tokens, at)]
    return verbs[-1] + 1 if verbs else first  # "Demand Lifts Acme Inc."


def _of_shares(tokens: Sequence[Token], known: Set[int]) -> list[tuple[int, int]]:
    """Return the names behind "Shares of" and before what they did."""
    found = []
    for place in range(2, len(tokens)):
        if tokens[place - 1].low != "of" or tokens[place - 2].low not in _OF_SHARES:
            continue
        ends = (at for at in range(place + 1, min(place + LONGEST_SUBJECT, len(tokens) - 1) + 1))
        last = next((at - 1 for at in ends if _moves(tokens, at) and _closes(tokens, at)), None)
        if last is not None and known.isdisjoint(range(place, last + 1)):
            found.append((place, last))
    return found
