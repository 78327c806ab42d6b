"""Directions: a word that says something moved, and the quantity that did."""

from collections.abc import Sequence
from itertools import pairwise

from sentiment.reading import lexicon
from sentiment.reading.marks import CLAUSES, Hit, Mark, apart, main_clause
from sentiment.reading.masking import MASKED
from sentiment.text.tokens import DETERMINERS, Word, is_year, text_of

QUANTITIES = frozenset({"good", "price", "bad", "neither"})
BEHIND, BEFORE = 6, 14  # tokens searched for the quantity after and before its direction
NEAR = 2  # tokens behind it in which a quantity goes before one that stands before it
JOINING = lexicon.word_set("joining")
CAUSING = lexicon.word_set("causing")
PARTING = JOINING | CAUSING | frozenset(".;:!?—()\n,-")
SETTING_OFF = lexicon.word_set("setting_off")
ELSEWHERE = SETTING_OFF | {"as", "because", "when", "since"}  # what follows is another's move
CAUSES = CLAUSES | {"following", "before"}
OPENING = frozenset({",", ";", ":", "while", "as", "but", "whereas", "though", "although", "yet"})
FEARS = lexicon.word_set("fears")
PRONOUNS = lexicon.word_set("pronouns")
HARMS = lexicon.word_set("harms")
ORIGINS = lexicon.word_set("origins")
BEFORE_NOUNS = lexicon.word_set("before_nouns")
DAYS = lexicon.word_set("days")
SPANS = ("-day", "-week", "-month", "-year")  # "from a two-year high"
NOUNS = lexicon.word_set("nouns")
CLIMBS = lexicon.word_set("climbs")
UP_OR_DOWN = frozenset({"up", "down", "higher", "lower"})
POINTS = lexicon.word_set("points")
EXPORTERS = lexicon.word_set("exporters")
PERCENT = lexicon.word_set("percent")
DEGREES = lexicon.word_set("degrees")
BESIDES = frozenset({"on", "amid", "amidst", "despite"})  # a noun follows, with its own degree
PACES, MOVEMENTS = lexicon.direction_words("pace"), lexicon.direction_words("movements")
MEASURED, LOOSE = lexicon.direction_words("measured"), lexicon.direction_words("loose")
BETTERS = lexicon.direction_words("betters")
LOSSES = frozenset({"lose", "loses", "lost", "losing"})


def find_directions(tokens: Sequence[Word], hits: Sequence[Hit]) -> tuple[list[Mark], set[int]]:
    """Return the marks of the directions, and which hits they speak for (by position)."""
    moving = [at for at, (_, _, term) in enumerate(hits) if term.kind == "direction"]
    if not moving:
        return [], set()
    marks, spoken = _paces(tokens, hits, moving) if len(hits) > 1 else ([], set())
    for at in moving:
        hit = hits[at]
        lead = _lead(tokens, hit)
        if at in spoken or _is_origin(tokens, hit, lead) or _harms(tokens, hit):
            continue
        number = _quantity(tokens, hits, at, lead=lead) if len(hits) > 1 else None
        if number in spoken and _is_background(tokens, hits, number, at):
            continue
        if number is not None and _has_moved(tokens, hits, number, at, spoken=spoken):
            number = None
        mark = _mark(tokens, hit, None if number is None else hits[number])
        if number is not None:
            spoken |= {number, *_described(hits, number)}
        if mark is not None:
            marks.append(mark)
    if marks and len(hits) > 1:
        spoken |= _left_behind(tokens, hits)
    return marks, spoken


def _described(hits: Sequence[Hit], number: int) -> set[int]:
    """Return the burden that says which one moved: "the bankruptcy risk fell"."""
    before = number - 1
    beside = number and hits[before].last + 1 == hits[number].first
    return {before} if beside and hits[before].term.kind == hits[number].term.kind else set()


CAUSE_REACH = 4  # tokens from "over" to what it tells of as the cause


def _left_behind(tokens: Sequence[Word], hits: Sequence[Hit]) -> set[int]:
    """Return the burdens a move came from, or is set against: "an improvement from a loss"."""
    return {
        number
        for number, hit in enumerate(hits)
        if hit.term.kind == "bad" and _lead(tokens, hit) in {"from", "than"}
    }


def _paces(
    tokens: Sequence[Word], hits: Sequence[Hit], moving: Sequence[int]
) -> tuple[list[Mark], set[int]]:
    """Return the marks of movements that slowed or quickened, and all hits of theirs."""
    marks: list[Mark] = []
    spoken: set[int] = set()
    for at in (one for one in moving if hits[one].term.phrase in PACES):
        paced = _pace(tokens, hits, at)
        if paced and not _is_origin(tokens, hits[at], _lead(tokens, hits[at])):
            spoken |= {at, *paced}
            marks.append(_paced(hits[at], hits[paced[0]]))
    return marks, spoken


def _is_origin(tokens: Sequence[Word], hit: Hit, lead: str) -> bool:
    """Return whether a direction is where a move came from: "slips from a record high"."""
    if lead != "of":
        return lead in {"from", "off"}
    return "out" in map(text_of, tokens[max(0, hit.first - 4) : hit.first])  # "out of a slump"


def _harms(tokens: Sequence[Word], hit: Hit) -> bool:
    """Return whether a move is told for the harm it does: "the euro's rise hurts exporters"."""
    return hit.last + 1 < len(tokens) and tokens[hit.last + 1].text in HARMS


def _lead(tokens: Sequence[Word], hit: Hit) -> str:
    """Return the word that leads to a hit, past what may stand before a noun; "" for none near."""
    for place in range(hit.first - 1, max(hit.first - 4, -1), -1):
        text, number, _, _ = tokens[place]
        if text not in BEFORE_NOUNS and number is None and not text.endswith(SPANS):
            return text
    return ""


def _noun(hit: Hit) -> bool:
    """Return whether a direction may be a noun that names what moved before it: "tariff cut"."""
    return hit.words in NOUNS


def _has_moved(
    tokens: Sequence[Word], hits: Sequence[Hit], number: int, at: int, *, spoken: set[int]
) -> bool:
    """Return whether a quantity has had its move, and what follows is another's.

    "Costs fall, manufacturing rises"; "its shares rose while the index fell".
    """
    if number not in spoken or tokens[hits[at].first - 1].text in PRONOUNS:
        return False
    if any(token.text in ELSEWHERE for token in tokens[hits[number].last : hits[at].first]):
        return True
    if _in_cause(tokens[hits[number].last + 1 : hits[at].first]):
        return True
    in_spite = any(hit.term.kind == "spite" for hit in hits[number + 1 : at])
    return (hits[number].term.kind == "bad" or in_spite) and apart(
        tokens, hits[number].last, hits[at].first, soft=True
    )


def _is_background(tokens: Sequence[Word], hits: Sequence[Hit], number: int, at: int) -> bool:
    """Return whether a move came before the one told of a quantity: "rise after days of losses"."""
    between = tokens[hits[number].last + 1 : hits[at].first]
    return not ORIGINS.isdisjoint(map(text_of, between)) and any(
        hit.term.kind == "direction" and hit.first > hits[number].first for hit in hits[:at]
    )


def _in_cause(between: Sequence[Word]) -> bool:
    """Return whether the words before a direction open a cause: "profit fell on weak growth"."""
    following = ""
    for word in reversed(between[-CAUSE_REACH:]):
        if word.text in {"over", "on", "amid", "amidst"}:  # which a noun follows, and no clause
            return following not in DAYS
        if word.text in PARTING:
            return False
        following = word.text
    return False


def _pace(tokens: Sequence[Word], hits: Sequence[Hit], at: int) -> tuple[int, ...]:
    """Return the movement whose pace the direction at *at* changes, and what it is a movement of.

    "Growth slowed"; "the decline in sales eased".
    """
    near: list[tuple[int, ...]] = [(at - 1,), (at + 1,), (at - 2, at - 1)]
    for others in near:
        if not all(0 <= other < len(hits) for other in others):
            continue
        movement = hits[others[0]]
        if movement.words not in MOVEMENTS:
            continue
        if others[1:] and not _is_of(tokens, movement, hits[others[1]]):
            continue
        first, last = sorted((hits[at].last, movement.last))
        if not CAUSING.isdisjoint(map(text_of, tokens[first:last])):
            continue
        if last - first <= 4 and not apart(tokens, first, last, soft=True):
            return others
    return ()


def _is_of(tokens: Sequence[Word], movement: Hit, quantity: Hit) -> bool:
    """Return whether a quantity is what a movement is of: "the decline in sales"."""
    following = tokens[movement.last + 1].text
    return quantity.term.kind in QUANTITIES and following in {"in", "of"}


def _paced(hit: Hit, movement: Hit) -> Mark:
    """Return the mark of a movement that slowed or quickened."""
    sign = 1.0 if hit.term.points > 0 else -1.0
    first, last = min(hit.first, movement.first), max(hit.last, movement.last)
    points = sign * movement.term.points
    return Mark(first, last, points, f"pace of “{movement.words}”", hit.term.reason)


def _quantity(tokens: Sequence[Word], hits: Sequence[Hit], at: int, *, lead: str) -> int | None:
    """Return which hit is the quantity that moved, a direction's *lead* standing before it."""
    others = lead in ORIGINS or (lead in BESIDES and hits[at].words in DEGREES)
    before = None if others or not at else _before(tokens, hits, at)
    if before is not None and hits[before].last == hits[at].first - 1 and _noun(hits[at]):
        return before
    behind = _behind(tokens, hits, at)
    if before is None or (behind is not None and hits[behind].first - hits[at].last - 1 <= NEAR):
        return behind
    return before


def _behind(tokens: Sequence[Word], hits: Sequence[Hit], at: int) -> int | None:
    """Return the quantity behind a direction: "a fall in profit", "cut its costs"."""
    for number in range(at + 1, len(hits)):
        between = tokens[hits[at].last + 1 : hits[number].first]
        if len(between) > BEHIND or hits[number].term.kind == "direction":
            return None
        if not PARTING.isdisjoint(map(text_of, between)) or _figure_parts(between):
            return None
        if hits[number].term.kind in QUANTITIES:
            return number
    return None


def _figure_parts(between: Sequence[Word]) -> bool:
    """Return whether a figure parts a move from what follows: "drops 4% in a day of losses".

    A bare figure that ends the words between counts what follows: "cut 400 jobs".
    """
    counting = len(between) - 1
    for place, token in enumerate(between):
        if (
            token.number is not None
            and not is_year(token)
            and (token.unit == "%" or place == 0 or between[place - 1].text != "of")
            and (place != counting or token.unit)
            and not {"in", "of"} & set(map(text_of, between[place + 1 :]))
        ):
            return True
    return False


def _before(tokens: Sequence[Word], hits: Sequence[Hit], at: int) -> int | None:
    """Return the quantity before a direction: "operating profit for the year rose"."""
    if _has_subject(tokens, hits[at].first):
        return None
    near = []
    main = main_clause(tokens)
    for number in range(at - 1, -1, -1):
        distance = hits[at].first - hits[number].last
        if hits[number].last < main <= hits[at].first:
            break
        if distance > BEFORE or apart(tokens, hits[number].last, hits[at].first):
            break
        if hits[number].term.kind in QUANTITIES and not _set_apart(tokens, hits[number], hits[at]):
            near.append(number)
    if not near:
        return None
    # A second verb has the subject of the first: "shares shook off the tariff and rose".
    first = hits[at].first
    coordinate = first > 1 and tokens[first - 1].text == "and"
    head = _head(tokens, hits, near[-1] if coordinate else near[0])
    if head is None or _is_feared(tokens, hits[head]):
        return None
    # A suit of somebody who lost money loses nothing itself.
    return None if hits[head].term.kind == "bad" and hits[at].words in LOSSES else head


def _has_subject(tokens: Sequence[Word], first: int) -> bool:
    """Return whether a name opens the clause of a move: "inflation cools, Alba gains"."""
    if first < 2 or not tokens[first - 1].text.startswith(MASKED):
        return False
    opener = first - 2 if tokens[first - 2].text != "and" else first - 3  # ", and Alba gains"
    return opener >= 0 and tokens[opener].text in OPENING


def _set_apart(tokens: Sequence[Word], quantity: Hit, hit: Hit) -> bool:
    """Return whether a move is another's: "after a stake sale, up 4%", "losses amid a slump"."""
    kind, is_noun = quantity.term.kind, hit.words in NOUNS
    if kind in {"good", "price"} and not is_noun:
        return False
    between = list(map(text_of, tokens[quantity.last : hit.first]))
    if ")" in between and "(" not in between:  # "wages (adjusted for inflation) grew"
        return True
    if is_noun and (",", "and") in pairwise(between):  # "litigation, and a downturn"
        return True
    anew = between[between.index(",") + 1 :][:1] if "," in between else ["neither"]
    if kind == "bad" and quantity.term.points and (not anew or anew[0].endswith("ing")):
        return True  # "losses, falling 2%"; "a loss, closing 2% lower"
    if kind == "bad" and not CAUSES.isdisjoint(between):
        return True
    return kind == "neither" and apart(tokens, quantity.last, hit.first, soft=True)


def _head(tokens: Sequence[Word], hits: Sequence[Hit], number: int) -> int | None:
    """Return the quantity that another is *of*: "the assets of its funds" are assets.

    None if it is one of something unknown, and says nothing itself: "the members of its funds".
    """
    before = tokens[: hits[number].first]
    while before and before[-1].text in DETERMINERS:
        before = before[:-1]
    if not before or before[-1].text != "of":
        return number
    for place in range(number - 1, -1, -1):
        if hits[place].last == len(before) - 2 and hits[place].term.kind in QUANTITIES:
            return place
    return None if hits[number].term.kind == "neither" else number


def _is_feared(tokens: Sequence[Word], quantity: Hit) -> bool:
    """Return whether a burden is one *of* what follows: "fears of a downturn" did not move."""
    following = tokens[quantity.last + 1].text if quantity.last + 1 < len(tokens) else ""
    return quantity.words in FEARS and following in {"of", "about", "over", "that"}


def _mark(tokens: Sequence[Word], hit: Hit, quantity: Hit | None) -> Mark | None:
    """Return what a direction says of its quantity; None if that is nothing."""
    points = hit.term.points
    size, measured = _measure(tokens, hit)
    if not measured and hit.term.phrase in MEASURED:
        return None
    if quantity is None:
        if not measured and hit.term.phrase in LOOSE:
            behind = tokens[hit.last + 1].text if hit.last + 1 < len(tokens) else ""
            climbs = hit.words in CLIMBS or (hit.words in UP_OR_DOWN and _is_of_name(tokens, hit))
            if not (climbs and behind in CAUSING | CLAUSES):
                return None
        points *= _scale(size) * (1.0 if measured else 0.7)
        return Mark(hit.first, hit.last, points, "direction", hit.term.reason, measured)
    if quantity.term.kind == "neither" or _is_supply(tokens, quantity):
        return None
    points *= _scale(size)
    first, last = min(hit.first, quantity.first), max(hit.last, quantity.last)
    if last - first > BEHIND:
        first, last = hit.first, hit.last
    if quantity.term.kind == "bad" and hit.words not in BETTERS:
        word = "more" if points > 0 else "less"
        return Mark(first, last, -points, f"{word} of a bad thing", quantity.term.reason)
    rule = f"“{quantity.words}” moved"
    return Mark(first, last, points, rule, hit.term.reason, quantity.term.kind == "price")


def _is_of_name(tokens: Sequence[Word], hit: Hit) -> bool:
    """Return whether a name stands right before a move: "Alba up on takeover talk"."""
    return hit.first > 0 and tokens[hit.first - 1].text.startswith(MASKED)


def _is_supply(tokens: Sequence[Word], quantity: Hit) -> bool:
    """Return whether an output is that of oil's exporters together, and no company's."""
    return quantity.words in {"output", "production"} and not EXPORTERS.isdisjoint(
        map(text_of, tokens)
    )


def _measure(tokens: Sequence[Word], hit: Hit) -> tuple[float | None, bool]:
    """Return the percentage beside a direction, and whether that or points measure it.

    Prices are measured so: "up 26 points", "fell 3 cents".
    """
    first, last, _ = hit
    following, before = tokens[last + 1 : last + 6], tokens[max(0, first - 3) : first]
    figures = [token for token in (*following, *before) if token[1] is not None]
    if not figures:
        return None, False
    for token in figures:
        if token.unit == "%" or token.text.endswith("pct"):
            return token.number, True
    units = [
        (token.number, unit.text)
        for near in (following, before)
        for token, unit in pairwise(near)
        if token.number is not None
    ]
    for number, unit in units:
        if unit in PERCENT:
            return number, True
    return None, any(unit in POINTS for _, unit in units)


def _scale(size: float | None) -> float:
    """Return how a percentage weighs: 1 % counts for less than 20 %."""
    return 1.0 if size is None else min(1.6, 0.75 + size / 20)
