"""Situations that no single word says: a burden eased, a turn to profit or loss, business won."""

from collections.abc import Collection, Sequence

from sentiment.reading import deals, directions, lexicon
from sentiment.reading.deals import FAR, IS, NEAR, beside, span
from sentiment.reading.marks import CLAUSES, STOPS, Hit, Mark, Terms, apart
from sentiment.text.tokens import DETERMINERS, Word, is_year, text_of


def find_situations(tokens: Sequence[Word], terms: Terms) -> tuple[list[Mark], set[int]]:
    """Return the marks of situations, and the tokens that they speak for."""
    hits, kinds, found = terms
    told: list[Mark] = []
    reliefs = found.get("relief", ())
    if reliefs:
        told += _undone(tokens, found.get("gain", ()), reliefs)
        told += _recouped(tokens, hits, reliefs)
    if reliefs and not kinds.isdisjoint({"bad", "tone"}):
        told += _relieved(tokens, hits, reliefs)
    if "expected" in found and "against" in found:
        told += _expected(tokens, terms)
    if "strike" in found:
        told += _struck(tokens, hits, found["strike"])
    if "good" in kinds:
        told += _hurt(tokens, hits, found.get("hurt", ()))
        told += _below_zero(tokens, hits)
        told += _stands(tokens, hits)
    if "site" in found:
        told += deals.find_closed(tokens, found["site"])
    if "turn" in found:
        told += _turned(tokens, hits, found["turn"])
    if "prize" in found:
        prizes = deals.free_prizes(found["prize"], hits)
        told += deals.find_won(tokens, prizes, found.get("get", ()))
        told += deals.find_lost(tokens, prizes, hits)
    if not told:
        return told, set()
    return told, {place for mark in told for place in range(mark.first, mark.last + 1)}


AVOIDING = frozenset(
    "avoid avoids avoided avoiding avert averts averted averting escape escapes escaped escaping"
    " dodge dodges dodged dodging defy defies defied defying buck bucks bucked bucking".split()
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
            and beside(tokens, relief, burden, reach=NEAR)
            and not _other_clause(tokens, relief, burden)
        ]
        if near and not _denied(near[0], hits):
            first, last = span(near[0], burden)
            points = -0.75 * burden.term.points
            found.append(Mark(first, last, points, "a burden eased", near[0].term.reason))
    return found


OPENING = directions.CAUSING | CLAUSES | {"while"}


def _other_clause(tokens: Sequence[Word], relief: Hit, burden: Hit) -> bool:
    """Return whether a burden stands in a clause behind: "the Dow drops as worries grow"."""
    return any(token.text in OPENING for token in tokens[relief.last + 1 : burden.first])


def _denied(relief: Hit, hits: Sequence[Hit]) -> bool:
    """Return whether a relief does not come: "fears won't fade"."""
    return any(hit.term.kind == "negation" and 0 < relief.first - hit.last <= 2 for hit in hits)


UNDOING = frozenset(
    "erase erases erased reverse reverses reversed pare pares pared trim trims trimmed temper fade"
    " fades faded fading recoup recoups recouped give gives gave giving surrender surrenders"
    " surrendered snap snaps snapped snapping stall stalls stalled end ends ended abate"
    " abates".split()
)


def _undone(tokens: Sequence[Word], gains: Sequence[Hit], reliefs: Sequence[Hit]) -> list[Mark]:
    """Return the rises that something took back: "erases its gains", "the rally fades"."""
    found = []
    for gain in gains:
        near = [
            one
            for one in reliefs
            if one.words.split()[0] in UNDOING and beside(tokens, one, gain, reach=NEAR - 1)
        ]
        if near:
            first, last = span(near[0], gain)
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
            and beside(tokens, one, fall, reach=NEAR - 1)
        ]
        if near:
            rule, reason = "a fall undone", near[0].term.reason
            found.append(Mark(near[0].first, fall.last, 1.6, rule, reason))
    return found


def _expected(tokens: Sequence[Word], terms: Terms) -> list[Mark]:
    """Return what was better or worse than expected: "missed profit estimates"."""
    hits, found = terms.hits, list[Mark]()
    for against in terms.families["against"]:
        last = _expectation(tokens, against, terms.families["expected"])
        if last is None:
            continue
        quantity, movement = _measured(tokens, hits, against), _movement(tokens, hits, against)
        worse = quantity is not None and quantity.term.kind == "bad"
        if movement is not None and movement.term.points < 0:
            worse = not worse
        if quantity is None and "feared" in map(text_of, tokens[last : last + 2]):
            worse = against.words not in VALUING  # "the effect was less than feared"
        points = -against.term.points if worse else against.term.points
        side = "better" if points > 0 else "worse"
        first = against.first if movement is None else movement.first
        found.append(Mark(first, last, points, f"{side} than expected", against.term.reason))
    return found


def _expectation(tokens: Sequence[Word], against: Hit, expected: Sequence[Hit]) -> int | None:
    """Return where what was expected ends: named behind, or before and meant by a pronoun."""
    following = tokens[against.last + 1 : against.last + 2]
    before = any(one.last < against.first for one in expected)
    if following and following[0].text in {"them", "those"}:
        return against.last + 1 if before else None
    if before and against.words in ALONE and (not following or following[0].text in STOPS):
        return against.last
    for one in expected:
        if against.last < one.first <= against.last + FAR and not _describes(tokens, one):
            return None if apart(tokens, against.last, one.first) else one.last
    return None


VALUING = frozenset({"better than", "stronger than", "worse than", "weaker than"})
PACES = frozenset({"more than", "less than", "faster than", "slower than"})
ALONE = frozenset({"missed", "misses"})  # "Nokia beat estimates; Intel missed"
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


def _movement(tokens: Sequence[Word], hits: Sequence[Hit], against: Hit) -> Hit | None:
    """Return the movement whose size was set against what was expected: "growth was weaker"."""
    movements = lexicon.direction_words("movements")
    for hit in hits:
        between = tokens[hit.last + 1 : against.first]
        right_before = hit.term.kind == "direction" and hit.last + 1 == against.first
        if right_before and against.words in PACES:
            return hit  # "fell less than expected"
        if hit.words in movements and 0 < len(between) <= NEAR:
            is_said = any(token.text in {*IS, "came", "be"} for token in between)
            if is_said and not apart(tokens, hit.last, against.first, soft=True):
                return hit
    return None


def _hurt(tokens: Sequence[Word], hits: Sequence[Hit], hurts: Sequence[Hit]) -> list[Mark]:
    """Return what came to harm: "hurt its margins", "profits hurt by storms"."""
    found = []
    for hurt in hurts:
        for hit in hits:
            behind = 0 < hit.first - hurt.first <= 2
            if hit.term.kind == "good" and (behind or _hurt_by(tokens, hit, hurt)):
                first, last = span(hurt, hit)
                rule = f"“{hit.words}” hurt"
                found.append(Mark(first, last, hurt.term.points, rule, hit.term.reason))
    return found


def _hurt_by(tokens: Sequence[Word], hit: Hit, hurt: Hit) -> bool:
    """Return whether a harm is told of what stands right before it, and by what it came."""
    following = tokens[hurt.last + 1 : hurt.last + 2]
    return bool(following) and following[0].text == "by" and hurt.first - hit.last == 1


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
        if to is None or not beside(tokens, turn, to, reach=NEAR):
            continue
        points, reason = turn.term.points, turn.term.reason
        if to.words.endswith(("profit", "profits", "growth")):
            found.append(Mark(turn.first, to.last, points, "turned to a profit", reason))
        elif to.words.endswith(("loss", "losses")):
            found.append(Mark(turn.first, to.last, -points, "turned to a loss", reason))
    return found
