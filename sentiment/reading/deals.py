"""A company's dealings: business won or lost, and places of work closed."""

from collections.abc import Sequence

from sentiment.reading.marks import Hit, Mark, apart
from sentiment.text.tokens import Word

NEAR = 4  # tokens between a loss and what is lost, or a place and what closes it
FAR = 10  # tokens between a verb and the order or contract it brings
SIGNED = frozenset(
    "agreement agreements licence license permit project cooperation co-operation"
    " partnership".split()
)
IS = frozenset("is was are were remains remained remain stays stayed continued has been".split())


def find_won(tokens: Sequence[Word], prizes: Sequence[Hit], gets: Sequence[Hit]) -> list[Mark]:
    """Return the orders, contracts and approvals that a company got."""
    found: list[Mark] = []
    for prize in prizes:
        near = [get for get in gets if beside(tokens, get, prize, reach=FAR, soft=False)]
        near = [get for get in near if get.first < prize.first or prize.first + NEAR > get.first]
        if near and not any(mark.last >= near[-1].first for mark in found):
            first, last = span(near[-1], prize)
            signed = prize.words in SIGNED
            points = near[-1].term.points * (0.5 if signed else 1.0)
            found.append(Mark(first, last, points, f"gets “{prize.words}”", prize.term.reason))
    return found


LOSING = frozenset("lose loses lost losing".split())


def find_lost(tokens: Sequence[Word], prizes: Sequence[Hit], hits: Sequence[Hit]) -> list[Mark]:
    """Return the orders, contracts and licences that a company lost."""
    found = []
    for loss in [hit for hit in hits if hit.words in LOSING]:
        behind = [prize for prize in prizes if loss.last < prize.first]
        if behind and beside(tokens, loss, behind[0], reach=NEAR):
            rule, reason = f"loses “{behind[0].words}”", behind[0].term.reason
            found.append(Mark(loss.first, behind[0].last, -1.8, rule, reason))
    return found


def free_prizes(prizes: Sequence[Hit], hits: Sequence[Hit]) -> list[Hit]:
    """Return the prizes that are not part of a longer term: "no definitive agreement"."""
    part_of = {
        place: hit[:2]
        for hit in hits
        if hit.last > hit.first
        for place in range(hit.first, hit.last + 1)
    }
    return [prize for prize in prizes if part_of.get(prize.first, prize[:2]) == prize[:2]]


SHUT = frozenset({"closed", "shut", "shuttered"})
SHUTTING = SHUT | frozenset("close closes closing shuts shutting shutter shutters".split())


def find_closed(tokens: Sequence[Word], sites: Sequence[Hit]) -> list[Mark]:
    """Return the places of work that are closed: "to close 50 stores", "the mill was shut"."""
    found = []
    for site, _, term in sites:
        near = range(max(0, site - NEAR - 1), min(site + NEAR + 2, len(tokens)))
        verbs = [verb for verb in near if _closes(tokens, verb, site)]
        if verbs:
            first, last = sorted((site, verbs[0]))
            found.append(Mark(first, last, term.points, "a place of work closed", term.reason))
    return found


def _closes(tokens: Sequence[Word], verb: int, site: int) -> bool:
    """Return whether a word closes a place named behind it, or one that "was closed"."""
    first, last = sorted((site, verb))
    between = {token.text for token in tokens[first + 1 : last]}
    if verb < site:
        says = tokens[verb].text in SHUTTING and "to" not in between  # "close to the mill"
    else:
        says = tokens[verb].text in SHUT and not between.isdisjoint({*IS, "be"})
    return says and not apart(tokens, first, last, soft=True)


def beside(tokens: Sequence[Word], one: Hit, other: Hit, *, reach: int, soft: bool = True) -> bool:
    """Return whether two hits stand within *reach* tokens of each other, no stop between."""
    first, last = sorted((one, other), key=lambda hit: hit.first)
    between = last.first - first.last - 1
    return 0 <= between <= reach and not apart(tokens, first.last, last.first, soft=soft)


def span(one: Hit, other: Hit) -> tuple[int, int]:
    """Return the tokens from the first of two hits to the last."""
    return min(one.first, other.first), max(one.last, other.last)
