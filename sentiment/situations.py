"""Situations that no single word says: a burden eased, a turn to profit or loss, business won."""

from collections.abc import Collection, Sequence

from sentiment.marks import Found, Hit, Mark, apart
from sentiment.tokens import DETERMINERS, Word, is_year

NEAR = 4  # tokens between a burden and what relieves it, or a turn and what it leads to
FAR = 10  # tokens between a verb and the order or contract it brings
SIGNED = frozenset({"agreement", "agreements", "licence", "license", "permit", "project"})


def find_situations(
    tokens: Sequence[Word], hits: Sequence[Hit], found: Found
) -> tuple[list[Mark], set[int]]:
    """Return the marks of situations, and the tokens that they speak for."""
    kinds = {hit.term.kind for hit in hits}
    told: list[Mark] = []
    reliefs = found.get("relief", ())
    if reliefs:
        told += _undone(tokens, found.get("gain", ()), reliefs)
        told += _recouped(tokens, hits, reliefs)
    if reliefs and not kinds.isdisjoint({"bad", "tone"}):
        told += _relieved(tokens, hits, reliefs)
    if "expected" in found and "against" in found:
        told += _expected(tokens, hits, found)
    if "strike" in found:
        told += _struck(tokens, hits, found["strike"])
    if "good" in kinds:
        told += _hurt(hits, found.get("hurt", ()))
        told += _below_zero(tokens, hits)
        told += _stands(tokens, hits)
    if "turn" in found:
        told += _turned(tokens, hits, found["turn"])
    if "prize" in kinds and "get" in found:
        told += _won(tokens, hits, found["get"])
    return told, {place for mark in told for place in range(mark.first, mark.last + 1)}


AVOIDING = frozenset(
    "avoid avoids avoided avoiding avert averts averted averting escape escapes escaped escaping"
    " dodge dodges dodged dodging".split()
) | {f"{verb} off" for verb in "stave staves staved fend fends fended".split()}


def _relieved(tokens: Sequence[Word], hits: Sequence[Hit], reliefs: Sequence[Hit]) -> list[Mark]:
    """Return the burdens that something eased: "fears fade", "settles the probe"."""
    found = []
    for burden in hits:
        if burden.term.points >= 0 or burden.term.kind not in {"bad", "tone"}:
            continue
        # "settles" eases a lawsuit; but only what was kept away undoes what is bad by itself
        near = [
            relief
            for relief in reliefs
            if (burden.term.kind == "bad" or relief.words in AVOIDING)
            and _beside(tokens, relief, burden, reach=NEAR)
        ]
        if near and not _denied(near[0], hits):
            first, last = _span(near[0], burden)
            points = -0.75 * burden.term.points
            found.append(Mark(first, last, points, "a burden eased", near[0].term.reason))
    return found


def _denied(relief: Hit, hits: Sequence[Hit]) -> bool:
    """Return whether a relief does not come: "fears won't fade"."""
    return any(hit.term.kind == "negation" and 0 < relief.first - hit.last <= 2 for hit in hits)


UNDOING = frozenset(
    "erase erases erased reverse reverses reversed pare pares pared trim trims trimmed temper fade"
    " fades faded fading recoup recoups recouped give gives gave giving surrender surrenders"
    " surrendered stall stalls stalled end ends ended abate abates".split()
)


def _undone(tokens: Sequence[Word], gains: Sequence[Hit], reliefs: Sequence[Hit]) -> list[Mark]:
    """Return the rises that something took back: "erases its gains", "the rally fades"."""
    found = []
    for gain in gains:
        near = [
            one
            for one in reliefs
            if one.words.split()[0] in UNDOING and _beside(tokens, one, gain, reach=NEAR - 1)
        ]
        if near:
            first, last = _span(near[0], gain)
            found.append(Mark(first, last, gain.term.points, "a rise undone", gain.term.reason))
    return found


FALLS = frozenset("sell-off selloff slump slide decline declines drop rout downturn".split())


def _recouped(tokens: Sequence[Word], hits: Sequence[Hit], reliefs: Sequence[Hit]) -> list[Mark]:
    """Return the falls that something took back: "erases its slump"."""
    found = []
    for fall in hits:
        if fall.term.kind != "direction" or fall.words not in FALLS:
            continue
        near = [
            one
            for one in reliefs
            if one.words.split()[0] in UNDOING
            and one.last < fall.first
            and _beside(tokens, one, fall, reach=NEAR - 1)
        ]
        if near:
            rule, reason = "a fall undone", near[0].term.reason
            found.append(Mark(near[0].first, fall.last, 1.6, rule, reason))
    return found


def _expected(tokens: Sequence[Word], hits: Sequence[Hit], terms: Found) -> list[Mark]:
    """Return what was better or worse than expected: "missed profit estimates"."""
    found: list[Mark] = []
    for against in terms["against"]:
        near = [
            one
            for one in terms["expected"]
            if against.last < one.first <= against.last + FAR and not _describes(tokens, one)
        ]
        if not near or apart(tokens, against.last, near[0].first):
            continue
        quantity = _measured(tokens, hits, against)
        worse = quantity is not None and quantity.term.kind == "bad"
        points = -against.term.points if worse else against.term.points
        side = "better" if points > 0 else "worse"
        rule = f"{side} than expected"
        found.append(Mark(against.first, near[0].last, points, rule, against.term.reason))
    return found


EARLIER = frozenset("last previous prior earlier same pre-pandemic target targeted".split())


def _describes(tokens: Sequence[Word], expected: Hit) -> bool:
    """Return whether a word names no figure that was expected, or known from before.

    "Ahead of an expected meeting", "above the level of the sea"; but "below the 2008 level".
    """
    before, behind = tokens[: expected.first], tokens[expected.last + 1 : expected.last + 2]
    if expected.words in {"level", "levels"}:
        return not any(is_year(token) or token.text in EARLIER for token in before[-3:])
    return (
        expected.words.endswith(("ed", "hoped", "thought"))
        and bool(before and behind)
        and before[-1].text in DETERMINERS
        and behind[0].text.isalpha()
    )


def _measured(tokens: Sequence[Word], hits: Sequence[Hit], against: Hit) -> Hit | None:
    """Return the quantity that was set against what was expected of it."""
    before = [
        hit
        for hit in hits
        if hit.term.kind in {"good", "bad"}
        and 0 < against.first - hit.last <= FAR
        and not apart(tokens, hit.last, against.first)
    ]
    return before[-1] if before else None


def _hurt(hits: Sequence[Hit], hurts: Sequence[Hit]) -> list[Mark]:
    """Return what came to harm: "hurt its margins"."""
    return [
        Mark(hurt.first, hit.last, hurt.term.points, f"“{hit.words}” hurt", hit.term.reason)
        for hurt in hurts
        for hit in hits
        if hit.term.kind == "good" and 0 < hit.first - hurt.first <= 2
    ]


LEVELS = frozenset("a an another record new fresh its".split())


def _struck(tokens: Sequence[Word], hits: Sequence[Hit], strikes: Sequence[Hit]) -> list[Mark]:
    """Return what a bad thing did to something: "the outbreak hits travel"."""
    return [
        Mark(bad.first, strike.last, strike.term.points, "a bad thing struck", bad.term.reason)
        for strike in strikes
        for bad in hits
        if (bad.term.kind == "bad" or (bad.term.kind == "tone" and bad.term.points < 0))
        and 0 < strike.first - bad.last <= 2
        and strike.last + 1 < len(tokens)
        and tokens[strike.last + 1].text.isalpha()
        and tokens[strike.last + 1].text not in LEVELS  # "defaults hit a record"
        and not apart(tokens, bad.last, strike.first, soft=True)
    ]


STATES = {
    **dict.fromkeys("good healthy satisfactory favourable favorable".split(), 1.4),
    **dict.fromkeys("difficult tough challenging bad unsatisfactory".split(), -1.4),
}
IS = frozenset("is was are were remains remained remain stays stayed continued has been".split())


def _stands(tokens: Sequence[Word], hits: Sequence[Hit]) -> list[Mark]:
    """Return the quantities that are said to stand well or badly: "demand remained good"."""
    found = []
    for hit in hits:
        verb = _next_of(tokens, IS, hit.last, reach=FAR) if hit.term.kind == "good" else None
        place = None if verb is None else _next_of(tokens, STATES, verb, reach=NEAR)
        if place is not None and not apart(tokens, hit.last, place, soft=True):
            points = STATES[tokens[place].text]
            rule = f"“{hit.words}” stands {'well' if points > 0 else 'badly'}"
            found.append(Mark(hit.first, place, points, rule, hit.term.reason))
    return found


def _next_of(
    tokens: Sequence[Word], words: Collection[str], after: int, *, reach: int
) -> int | None:
    """Return where the next of *words* stands, at most *reach* tokens on."""
    for place in range(after + 1, min(after + reach, len(tokens))):
        if tokens[place].text in words:
            return place
    return None


EARNED = frozenset("profit profits margin margins result results ebit ebitda cashflow flow".split())


def _below_zero(tokens: Sequence[Word], hits: Sequence[Hit]) -> list[Mark]:
    """Return the results that were below zero: "operating margin was a negative 5.9%"."""
    found = []
    for hit in hits:
        if hit.term.kind != "good" or hit.term.words[-1] not in EARNED:
            continue
        for place in range(hit.last + 1, min(hit.last + NEAR + 2, len(tokens))):
            token = tokens[place]
            if token.number is None:
                continue
            told = tokens[place - 1].text in {"negative", "minus"}
            if told or (token.signed < 0 and tokens[place - 1].text in {"eur", "was", "of", "usd"}):
                reason = "earning less than nothing is a loss"
                found.append(Mark(hit.first, place, -1.8, "below zero", reason))
            break
    return found


def _turned(tokens: Sequence[Word], hits: Sequence[Hit], turns: Sequence[Hit]) -> list[Mark]:
    """Return the turns to a profit or to a loss."""
    found = []
    for turn in turns:
        to = next((hit for hit in hits if hit.first > turn.last), None)
        if to is None or not _beside(tokens, turn, to, reach=NEAR):
            continue
        points, reason = turn.term.points, turn.term.reason
        if to.words.endswith(("profit", "profits", "growth")):
            found.append(Mark(turn.first, to.last, points, "turned to a profit", reason))
        elif to.words.endswith(("loss", "losses")):
            found.append(Mark(turn.first, to.last, -points, "turned to a loss", reason))
    return found


def _won(tokens: Sequence[Word], hits: Sequence[Hit], gets: Sequence[Hit]) -> list[Mark]:
    """Return the orders, contracts and approvals that a company got."""
    found: list[Mark] = []
    for prize in hits:
        if prize.term.kind != "prize":
            continue
        near = [get for get in gets if _beside(tokens, get, prize, reach=FAR, soft=False)]
        near = [get for get in near if get.first < prize.first or prize.first + NEAR > get.first]
        if near and not any(mark.last >= near[-1].first for mark in found):
            first, last = _span(near[-1], prize)
            signed = prize.words in SIGNED
            points = near[-1].term.points * (0.5 if signed else 1.0)
            found.append(Mark(first, last, points, f"gets “{prize.words}”", prize.term.reason))
    return found


def _beside(tokens: Sequence[Word], one: Hit, other: Hit, *, reach: int, soft: bool = True) -> bool:
    """Return whether two hits stand within *reach* tokens of each other, no stop between."""
    first, last = sorted((one, other), key=lambda hit: hit.first)
    between = last.first - first.last - 1
    return 0 <= between <= reach and not apart(tokens, first.last, last.first, soft=soft)


def _span(one: Hit, other: Hit) -> tuple[int, int]:
    """Return the tokens from the first of two hits to the last."""
    return min(one.first, other.first), max(one.last, other.last)
