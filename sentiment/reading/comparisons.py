"""Comparisons without a verb of direction: "sales of 2.3m, compared with 3.1m a year earlier"."""

from collections.abc import Sequence

from sentiment.reading import lexicon
from sentiment.reading.directions import PERCENT, QUANTITIES
from sentiment.reading.marks import Hit, Mark, apart
from sentiment.text.tokens import SCALES, Word, is_year, text_of

ENDS = frozenset(".;!?")
REACH = 12  # tokens from the word that compares to either figure
RANGING = lexicon.word_set("ranging")
LARGE = 1000.0  # from here on a figure is a sum, and no price, day or count
MINUS = lexicon.word_set("minus")
TO = frozenset({"-", "–", "to"})  # joins the ends of a range
SUMS = frozenset({*SCALES, "percent", "%", "euros", "dollars", "eur"})


def find_comparisons(
    tokens: Sequence[Word], hits: Sequence[Hit], *, moved: Sequence[Mark]
) -> tuple[list[Mark], set[int]]:
    """Return the marks of figures set against earlier ones, and which hits they speak for."""
    marks: list[Mark] = []
    spoken: set[int] = set()
    for hit in hits:
        if hit.term.kind != "compare" or any(_beside(mark, hit) for mark in moved):
            continue
        then = _figure(tokens, hit.last, step=1)
        if then is None:
            continue
        later = _later(tokens, hit, then)
        nearest = _figure(tokens, hit.first, step=-1) if later is None else hit.first
        if nearest is None:
            continue
        of_now = _quantity(hits, nearest, since=hit.first - 2 * REACH)
        if of_now is None:
            continue
        now = _now(tokens, hits[of_now], hit, then) if later is None else later
        if now is None:
            continue
        of_then = _between(hits, hit.last, then)
        mark = _mark(
            tokens,
            hit,
            hits[of_now],
            now=now,
            then=then,
            earlier=None if of_then is None else hits[of_then],
        )
        if mark is not None:
            marks.append(mark)
            spoken.update({of_now} | ({of_then} if of_then is not None else set()))
    return marks, spoken


def _later(tokens: Sequence[Word], hit: Hit, then: int) -> int | None:
    """Return the later figure behind an earlier one: "from 40% to 45%"."""
    ranging = hit.first and tokens[hit.first - 1].text in RANGING
    if ranging or not hit.words.endswith("from"):
        return None
    for place in range(then + 1, min(then + 4, len(tokens) - 1)):
        if tokens[place].text == "to":
            later = _figure(tokens, place, step=1)
            near = later is not None and later - place <= 3
            return later if near and _alike(tokens, later or 0, then) else None
    return None


def _now(tokens: Sequence[Word], quantity: Hit, hit: Hit, then: int) -> int | None:
    """Return the figure of now, in the unit of the earlier one.

    The first, not the nearest: a sum is often said again in another currency, in brackets.
    """
    places = [
        place
        for place in range(quantity.last + 1, hit.first)
        if tokens[place].number is not None
        and not apart(tokens, place, hit.first)
        and not _is_year(tokens, place)
        and _alike(tokens, place, then)
    ]
    large = abs(_value(tokens, then)) >= LARGE
    likely = (place for place in places if (abs(_value(tokens, place)) >= LARGE) == large)
    return next(likely, places[0] if places else None)


def _alike(tokens: Sequence[Word], one: int, other: int) -> bool:
    """Return whether two figures are both shares of a hundred, or neither is."""
    return _is_percentage(tokens, one) == _is_percentage(tokens, other)


def _is_percentage(tokens: Sequence[Word], place: int) -> bool:
    """Return whether a figure is one of a hundred."""
    following = [word.text for word in tokens[place + 1 : place + 3]]
    if following[:1] == ["per"]:  # "$6 per share"
        return following == ["per", "cent"]
    return tokens[place].unit == "%" or not PERCENT.isdisjoint(following[:1])


def _beside(mark: Mark, hit: Hit) -> bool:
    """Return whether a direction already says what a comparison would."""
    return abs(hit.first - mark.last) <= REACH + 4 or mark.first <= hit.first <= mark.last


def _figure(tokens: Sequence[Word], at: int, *, step: int) -> int | None:
    """Return the place of the nearest figure that is no year."""
    for place in range(at + step, at + step * REACH, step):
        if not 0 <= place < len(tokens) or tokens[place].text in ENDS:
            return None
        if tokens[place].number is not None and not _is_year(tokens, place):
            return place
    return None


def _is_year(tokens: Sequence[Word], place: int) -> bool:
    """Return whether a figure is a year, and no sum of thousands or millions."""
    following = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return is_year(tokens[place]) and following not in SUMS


def _change(tokens: Sequence[Word], now: int, then: int) -> float:
    """Return by how much a figure, or the nearer end of a range, is above an earlier one.

    0 where the range holds the earlier one: "affirms 2.10-2.30, against 2.25 expected".
    """
    change = _value(tokens, now) - _value(tokens, then)
    if then < now + 2:  # "from 40 % to 45 %"
        return change
    top = now + 1 + (tokens[now + 1].text in SCALES)  # "$4.1 bn to $4.3 bn"
    top += tokens[top].text in TO  # nothing stands between "$4.1bn-$4.3bn"
    ranged = top < then and tokens[top].number is not None
    if not ranged or _value(tokens, top) < _value(tokens, now):
        return change
    above = _value(tokens, top) - _value(tokens, then)
    return 0.0 if change <= 0 <= above else min(change, above, key=abs)


def _value(tokens: Sequence[Word], place: int) -> float:
    """Return a figure with its scale."""
    token = tokens[place]
    before = map(text_of, tokens[max(0, place - 2) : place])  # "a negative EUR 1 mn"
    minus = not MINUS.isdisjoint(before)
    sign = -1.0 if token.signed < 0 or minus else 1.0
    return sign * (token.number or 0.0) * _scale(tokens, place)


def _scale(tokens: Sequence[Word], place: int) -> float:
    """Return what a figure is to be multiplied by: "3.1 mn", "4bn"."""
    following = tokens[place + 1].text if place + 1 < len(tokens) else ""
    glued = tokens[place].text.lstrip("+-−–$€£0123456789.,").strip()
    return SCALES.get(glued, SCALES.get(following, 1.0))


def _quantity(hits: Sequence[Hit], before: int, *, since: int) -> int | None:
    """Return the quantity that stands nearest before a figure."""
    places = [
        number
        for number, hit in enumerate(hits)
        if _kind(hit) in QUANTITIES and since <= hit.first and hit.last < before
    ]
    return places[-1] if places else None


def _kind(hit: Hit) -> str:
    """Return a hit's kind; "made a profit", which judges too, names a good quantity."""
    return "good" if hit.words.endswith(" profit") else hit.term.kind


def _between(hits: Sequence[Hit], first: int, last: int) -> int | None:
    """Return the quantity named with the earlier figure: before it, or right behind its unit."""
    for number, hit in enumerate(hits):
        if first < hit.first <= last + 2 and _kind(hit) in {"good", "bad"}:
            return number
    return None


def _mark(
    tokens: Sequence[Word], hit: Hit, quantity: Hit, *, now: int, then: int, earlier: Hit | None
) -> Mark | None:
    """Return what two figures say of a quantity; None if they are equal or it says nothing."""
    kind = _kind(quantity)
    before = kind if earlier is None else _kind(earlier)
    if kind == "neither":
        return None
    first, last = min(now, hit.first), max(now, hit.last)
    if {kind, before} == {"good", "bad"}:
        better = before == "bad"
        rule = "a loss became a profit" if better else "a profit became a loss"
        return Mark(first, last, 2.6 if better else -2.6, rule, quantity.term.reason)
    change = _change(tokens, now, then)
    if change == 0:
        return None
    up = change > 0
    points = 1.6 if up == (kind != "bad") else -1.6
    rule = f"“{quantity.words}” is {'above' if up else 'below'} the earlier figure"
    return Mark(first, last, points, rule, quantity.term.reason, kind == "price")
