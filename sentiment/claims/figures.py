"""The figures of a sentence that are told of a price: of which kind, whose, and which way."""

import re
from collections.abc import Sequence

from sentiment.claims.amounts import Amount
from sentiment.claims.business import is_elsewhere, is_of_business
from sentiment.claims.figure import AMOUNTS, Figure, Kind, sign_of
from sentiment.claims.memory import Memory
from sentiment.claims.mentions import Subject
from sentiment.claims.patterns import Match, matches
from sentiment.claims.scene import Scene
from sentiment.claims.subjects import Reader
from sentiment.claims.unreal import is_unreal
from sentiment.claims.vocabulary import said
from sentiment.claims.when import Moment


def read_figures(scene: Scene, memory: Memory) -> tuple[list[Figure], Reader]:
    """Return the figures of a sentence, in its order, and the reader that found their subjects."""
    reader = Reader(scene, memory)
    found: list[Figure] = []
    if not any(item.name in AMOUNTS for item in scene.items):
        return found, reader
    told = matches(scene)
    pairs = _in_order(reader, told)
    for place, item in enumerate(scene.items):
        if item.name not in AMOUNTS:
            continue
        figures = pairs.get(place) or _one(reader, place, told.get(place), found)
        for figure in figures:
            found.append(figure)
            reader.spoken[figure.last] = figure.subject
            reader.claimed.add(figure.place)
    return found, reader


def _one(reader: Reader, place: int, match: Match | None, found: Sequence[Figure]) -> list[Figure]:
    """Return what one amount tells of a price, if anything."""
    scene = reader.scene
    if is_elsewhere(scene, place) or is_of_business(scene, place):
        return []
    figure = None
    if match is not None:
        figure = _matched(reader, match, found)
    if figure is None:
        figure = _elided(reader, place, found)
    if figure is None:
        return []
    if "close" not in figure.traits and is_unreal(scene, figure.anchor, figure.place):
        return []
    if figure.subject.symbol is None and figure.subject.role == "company":
        return []
    return [figure]


def _matched(reader: Reader, match: Match, found: Sequence[Figure]) -> Figure | None:
    """Return the figure of a pattern, if its subject is sure."""
    scene, pattern = reader.scene, match.pattern
    amount, word = scene.amount(match.amount), scene.word(match.anchor)
    if not _suits(reader, match, found):
        return None
    sign = _sign(scene, match)
    if pattern.kind in {"change", "points"} and sign == 0 and "either" not in pattern.traits:
        if not found or not (
            "pared" in pattern.traits or scene.name(match.anchor) in {"PCT", "USD", "PTS"}
        ):
            return None
        sign = found[-1].sign
    if pattern.kind in {"change", "points"} and amount.signed:
        sign = amount.signed
    noun = "noun" in pattern.traits
    owner = _behind(reader, match) if noun else None
    subject = owner[0] if owner else None
    if "inherited" in pattern.traits:
        subject = reader.inherited(match.first) or reader.memory.topic
    mention = scene.mention(match.first if match.whom is None else match.whom)
    if mention is not None and (match.whom is not None or "quote" in pattern.traits):
        subject = mention.subject
    if subject is None:
        particle = "unknown" not in pattern.traits and sign != sign_of(scene, match.anchor)
        subject = reader.whose(match.first - (particle and not amount.signed), noun=noun)
    if pattern.kind == "value":
        named = [scene.mention(at) for at in range(match.first - 1, max(-1, match.first - 4), -1)]
        subject = next((one.subject for one in named if one), subject)
    if subject is None and "only" in pattern.traits:
        subject = reader.only()
    if subject is None or _held_back(reader, match, word):
        return None
    kind: Kind = "points" if pattern.kind == "points" else pattern.kind  # type: ignore[assignment]
    return Figure(
        kind, subject, amount, match.amount, match.first, owner[1] if owner else match.last,
        match.anchor, sign if kind in {"change", "points"} else 0, _moment(scene, match), False,
        _undone(scene, match), pattern.name, pattern.traits,
    )  # fmt: skip


def _sign(scene: Scene, match: Match) -> int:
    """Return which way a figure goes; "powered up 3%" may be either, "coughed up 3%" is a loss."""
    before = scene.name(match.anchor - 1)
    if scene.word(match.anchor) in {"up", "down"} and _UNKNOWN.fullmatch(before):
        return 0 if before not in said("no_movement") else sign_of(scene, match.anchor)
    return sign_of(scene, match.anchor)


_UNKNOWN = re.compile(r"[a-z]+(?:ed|ing)")
_OF_PRICES = frozenset("cl: tr: op: to: up: dn:".split())


def _suits(reader: Reader, match: Match, found: Sequence[Figure]) -> bool:
    """Return whether what a pattern asks beyond its words is so."""
    scene, traits = reader.scene, match.pattern.traits
    if "listed" in traits and not reader.memory.listing:
        return False
    if "goes on" in traits:
        words = {item.word for item in scene.items}
        if words & said("other_quantities") or not (reader.memory.moved or found):
            return False
    if "quote" in traits and match.whom is not None:
        return _plain(scene, match.whom) is not None
    known = "unknown" not in traits and (_sign(scene, match) or not sign_of(scene, match.anchor))
    return bool(known) or (
        scene.word(match.anchor) not in said("no_movement")
        and (bool(found) or _of_prices(scene, match))
    )


def _of_prices(scene: Scene, match: Match) -> bool:
    """Return whether a sentence speaks of prices: by a day, a share, or a word of trading."""
    return any(
        item.name[:3] in _OF_PRICES or item.word in said("shares")
        or item.name.removesuffix("'s") in {"DAY", "MOM"}
        for at, item in enumerate(scene.items) if at not in range(match.anchor, match.last)
        or item.part is not None
    )  # fmt: skip


def _held_back(reader: Reader, match: Match, word: str) -> bool:
    """Return whether a figure is more likely one of a business or of nobody."""
    scene = reader.scene
    first = scene.word(match.first - 1)
    indefinite = scene.word(match.first - 1) in {"a", "an", "each", "every", "any"}
    begins = match.first < 2 or scene.name(match.first - 2) in {".", ":", "—", "-"}
    owned = _behind(reader, match) is not None or scene.word(match.last + 1) in {"in", "for", "of"}
    if "noun" in match.pattern.traits and indefinite and begins and not owned and match.first < 3:
        return True
    if first in {"each", "every", "any", "possible", "potential", "implied", "expected"}:
        return True
    if match.pattern.kind == "level" and scene.word(match.first - 1) in {"target", "targets"}:
        return True
    if word in {"increased", "increases", "increase", "decreased", "decrease", "added", "adds"}:
        behind = scene.word(match.last + 1)
        return behind in {"to", "of"} and scene.name(match.last + 2) not in {"USD", "NUM"}
    return False


def _moment(scene: Scene, match: Match) -> Moment | None:
    """Return the moment that a figure's own words name."""
    amount, pattern = scene.amount(match.amount), match.pattern
    if amount.hedge == "extreme":
        return "range"
    names = [scene.name(at) for at in range(match.first, match.last + 1)]
    before = [scene.name(at) for at in range(max(0, match.first - 3), match.first)]
    while AMOUNTS & {*before}:  # what is told of an amount before is not of this one
        before = before[1:]
    if pattern.kind == "level":
        if pattern.moment == "range" and any(name.startswith("cl:") for name in [*before, *names]):
            closing = [n for n in [*before, *names] if n.startswith("cl:")]
            return "close" if closing else "range"
        if pattern.moment is None and any(name.startswith("cl:") for name in names):
            return "close"
        if any(name == "leaving" for name in names):
            return "close"
        return pattern.moment
    if any(name.startswith("op:") for name in [*before, *names]):
        return "open"
    if any(name.startswith("cl:") and name != "cl:close" for name in [*before[-2:], *names]):
        return "close"
    if _led_to_close(scene, match.last):
        return "close"
    if any(name.startswith("tr:trad") for name in [*before[-2:], *names]):
        return "clock"
    return None


def _led_to_close(scene: Scene, last: int) -> bool:
    """Return whether a change is told to where it closed: "fell 17% on Monday to finish at"."""
    at = last + 1
    while scene.time(at) is not None or scene.name(at) == ",":
        at += 1
    return scene.name(at) == "to" and scene.name(at + 1).startswith("cl:")


def _undone(scene: Scene, match: Match) -> bool:
    """Return whether a move was taken back within its session: "erased a gain of 5.1%"."""
    before = {scene.word(at) for at in range(max(0, match.first - 4), match.first)}
    behind = [scene.word(at) for at in range(match.last + 1, match.last + 3)]
    turned = bool(
        before & {"turned", "swung", "reversed", "erased", "erasing", "swinging", "pared"}
    )
    from_it = scene.word(match.first - 2) == "from" or scene.word(match.first - 1) == "from"
    from_it = from_it and scene.time(match.first - 1) is None  # "from Wednesday's 17% rout"
    return (turned or from_it) and ("into" in behind or "to" in behind or from_it)


def _behind(reader: Reader, match: Match) -> tuple[Subject, int] | None:
    """Return whose a movement is by what follows it: "a 6.7% drop in Nvidia shares"."""
    scene, place = reader.scene, match.last + 1
    while scene.time(place) is not None:
        place += 1
    if scene.word(place) in said("carrying") and (carried := scene.mention(place + 1)):
        return (carried.subject, match.last) if scene.name(place + 1) == "WHO" else None
    place = match.last + 1
    if scene.word(place) not in {"in", "for", "of", "to"}:
        return None
    for at in range(place + 1, min(place + 7, len(scene.items))):
        mention = scene.mention(at)
        if mention is not None and mention.subject.role != "person":
            if scene.name(at) == "WHO's" and scene.word(at + 1) not in said("shares"):
                return None
            shares = scene.word(at + 1) in said("shares")
            return mention.subject, at + shares
        if scene.word(at) in said("shares") | said("indices"):
            following = scene.mention(at + 2)
            if scene.word(at + 1) in {"of", "in"} and following:
                return following.subject, at + 2
            named = reader.named(at)
            return (named, at) if named else None
        if scene.name(at) in {",", "and", "."}:
            return None
    return None


_NEUTRAL = frozenset("managed lagged did saw followed by with only just fl:just fl:only".split())


def _elided(reader: Reader, place: int, found: Sequence[Figure]) -> Figure | None:
    """Return what an amount without a verb tells: "Oracle 3.4%", "AMD +3.8%", "on Friday 3%"."""
    scene, amount = reader.scene, reader.scene.amount(place)
    if scene.name(place) not in {"PCT", "USD"}:
        return None
    before = place - 1
    while before >= 0 and (
        scene.name(before) in {"DAY", "SPAN", "MOM", ":", "("} or scene.word(before) in _NEUTRAL
        or scene.name(before).startswith("fl:")
        or (scene.word(before) == "at" and scene.name(place) == "USD")
        or (scene.name(before) == "," and scene.name(before - 1) in {"DAY", "SPAN"})
    ):  # fmt: skip
        before -= 1
    name = scene.name(before)
    prior = _prior(found, amount)
    if amount.factor:
        return _multiplied(reader, place)
    if amount.signed and scene.name(place) == "PCT":
        return _signed(reader, place, before)
    if prior is None:
        return _for_whom(reader, place)
    nouns = said("shares") | said("companies") | said("funds")
    named = name.startswith("WHO") or scene.word(before) in nouns
    if named and not _passed_verb(scene, before, place):
        subject = reader.named(before) if not name.startswith("WHO") else _plain(scene, before)
        if subject is None:
            return None
        return Figure(
            prior.kind,
            subject,
            amount,
            place,
            before,
            place,
            before,
            prior.sign,
            prior.moment,
            True,
        )
    links = (
        scene.word(place - 1) in {"and", "or", ",", "including", "then"}
        or scene.name(place - 1) in {"DAY's", "SPAN's", "DAY", "SPAN"}
        or scene.word(place - 1) in {"another", "its", "their", "after"}
        or (scene.word(place - 1) == "of" and scene.word(place - 2) == "top")
    )
    timed = scene.time(place + 1) is not None or scene.time(place - 1) is not None
    of_that = scene.word(place + 1) == "of" and scene.word(place + 2) in {"that", "it", "which"}
    if (links and timed) or of_that:
        subject = prior.subject
        if scene.name(place - 1) == "DAY's" or scene.word(place - 1) in {"its", "their"}:
            subject = reader.inherited(place - 1) or prior.subject
        return Figure(
            prior.kind, subject, amount, place, place, place, place, prior.sign, prior.moment, True
        )
    return _for_whom(reader, place)


def _multiplied(reader: Reader, place: int) -> Figure | None:
    """Return "has more than doubled", if it is the share that has."""
    scene = reader.scene
    if scene.word(place + 1) in {"its", "the", "their", "a", "an", "down", "sales", "revenue"}:
        return None
    subject = reader.whose(place)
    if subject is None:
        return None
    return Figure("change", subject, scene.amount(place), place, place, place, place, 1)


def _prior(found: Sequence[Figure], amount: Amount) -> Figure | None:
    """Return the last figure of the same unit, whose direction an elided one takes."""
    kinds = {"percent": {"change"}, "dollars": {"points", "level"}}.get(amount.unit, set())
    same = [one for one in found if one.kind in kinds]
    return same[-1] if same else None


def _passed_verb(scene: Scene, before: int, place: int) -> bool:
    """Return whether a verb of another kind stands between a name and its amount."""
    return any(scene.name(at)[:3] in {"ax:", "cl:"} for at in range(before + 1, place))


def _plain(scene: Scene, place: int) -> Subject | None:
    """Return the subject of a name that stands bare, in a list."""
    mention = scene.mention(place)
    before = scene.word(place - 1)
    shares = before in {"of", "in"} and scene.word(place - 2) in said("shares")
    if mention is None or (
        before in {"of", "to", "against", "with", "by", "than", "at"} and not shares
    ):
        return None
    return mention.subject


def _signed(reader: Reader, place: int, before: int) -> Figure | None:
    """Return "NVDA -2.9%", "Nvidia (+3.9%)", "the day before (+0.6%)"."""
    scene, amount = reader.scene, reader.scene.amount(place)
    if any(scene.word(at) in said("other_quantities") for at in range(max(0, before - 2), place)):
        return None
    name = scene.name(before)
    if name.startswith("WHO") and scene.word(before - 1) not in {"of", "at", "from", "by", "than"}:
        mention = scene.mention(before)
        subject = mention.subject if mention else None
    elif scene.word(before) in said("shares"):
        subject = reader.named(before)
    elif scene.time(place + 1) is not None or scene.name(place - 1) in {"(", ","}:
        subject = reader.inherited(place - 1) if _leans(reader, place) else None
    else:
        subject = None
    if subject is None:
        before, subject = _farther(reader, place)
    if subject is None:
        return None
    first = max(0, min(before, place))
    return Figure("change", subject, amount, place, first, place, place, amount.signed)


def _farther(reader: Reader, place: int) -> tuple[int, Subject | None]:
    """Return the share that a signed figure has before it: "$MSFT green again +1.7%", or a line's.

    A line that is a figure with a word or two leans on the line before.
    """
    scene, memory = reader.scene, reader.memory
    for at in range(place - 1, max(-1, place - 8), -1):
        mention = scene.mention(at)
        if mention is not None and mention.subject.role != "person":
            alone = scene.name(at) == "WHO" and _plain(scene, at) is not None
            return at, mention.subject if alone else None
        others = scene.word(at) in said("other_quantities") or scene.name(at) in AMOUNTS
        if others or scene.name(at).startswith(("Cap:", ";")) or scene.word(at) in _PARTING:
            return place, None
    short = place < 8 and memory.moved
    return place, (memory.it or memory.topic) if short else None


_PARTING = frozenset("of by with than and to its their while but".split())


def _leans(reader: Reader, place: int) -> bool:
    """Return whether a signed figure behind a comma repeats a price before it."""
    before = place - 2
    while reader.scene.time(before) is not None:
        before -= 1
    return reader.scene.name(place - 1) != "," or before in reader.claimed


def _for_whom(reader: Reader, place: int) -> Figure | None:
    """Return "2% for the S&P 500", which takes its direction from the clause before."""
    scene = reader.scene
    mention = scene.mention(place + 2)
    if scene.word(place + 1) != "for" or mention is None or scene.name(place + 2) != "WHO":
        return None
    signs = [sign for at in range(place) if (sign := sign_of(scene, at))]
    if not signs:
        return None
    return Figure(
        "change", mention.subject, scene.amount(place), place, place, place + 2, place, signs[-1]
    )


_LIST = re.compile(
    r"(?<!\S)(?P<a>PCT|USD)(?: DAY| SPAN)?(?:(?: ,| and| , and) (?:PCT|USD))+(?= )(?! fl:| off)"
)


_NAMES = re.compile(
    r"(?<!\S)WHO(?:'s)?(?: shares)?(?:(?: ,| and| , and| fl:as| well| as) WHO(?:'s)?(?: shares)?)+ "
)


def _in_order(reader: Reader, told: dict[int, Match]) -> dict[int, list[Figure]]:
    """Return the figures of lists: "AMD and Oracle lost 8% and 5%", "each gained 5%"."""
    scene, shape = reader.scene, reader.scene.shape
    found: dict[int, list[Figure]] = {}
    for match in _LIST.finditer(shape):
        first = scene.place(match.start())
        places = [
            at for at in range(first, scene.place(match.end() - 1) + 1)
            if scene.name(at) in {"PCT", "USD"}
        ]  # fmt: skip
        verb = told.get(first)
        if verb is None or verb.pattern.kind != "change":
            continue
        names = _names_before(scene, verb.anchor) or (
            list(reader.memory.pair)
            if scene.word(verb.first - 1) in {"they", "both", "were"} or _they(scene, verb.anchor)
            else []
        )
        if len(names) != len(places) or is_unreal(scene, verb.anchor, first):
            continue
        for place, subject in zip(places, names, strict=True):
            sign = sign_of(scene, verb.anchor)
            found[place] = [
                Figure("change", subject, scene.amount(place), place, verb.first, place,
                       verb.anchor, sign, _moment(scene, verb), place != first)
            ]  # fmt: skip
    for place, verb in told.items():
        words = {scene.word(at) for at in range(max(0, verb.first - 3), verb.last)}
        if place in found or not words & {"each", "both"} or verb.pattern.kind != "change":
            continue
        names = _names_before(scene, verb.anchor)
        if names and not is_unreal(scene, verb.anchor, place):
            sign = sign_of(scene, verb.anchor)
            found[place] = [
                Figure("change", one, scene.amount(place), place, verb.first, place, verb.anchor,
                       sign, _moment(scene, verb))
                for one in names
            ]  # fmt: skip
    return found


def _they(scene: Scene, anchor: int) -> bool:
    """Return whether "they" stands right before a verb."""
    return any(scene.word(at) == "they" for at in range(max(0, anchor - 3), anchor))


def _names_before(scene: Scene, anchor: int) -> list[Subject]:
    """Return the names of a list that a verb has for its subject."""
    for match in _NAMES.finditer(scene.shape):
        first, last = scene.place(match.start()), scene.place(match.end() - 1)
        between = [scene.name(at) for at in range(last + 1, anchor)]
        before = scene.word(first - 1)
        # "A and B rose, gaining 3% and 4%": what they did is told again behind a comma
        again = first <= 1 and scene.word(anchor).endswith("ing") and between[-1:] == [","]
        if (again and not AMOUNTS & {*between}) or all(
            name[:3] in {"fl:", "ax:", "cl:"} or name in {"DAY", "SPAN", "shares"}
            for name in between
        ):
            if before in {"of", "including", "with", "by", "like"} or last >= anchor:
                continue
            held = [scene.mention(at) for at in range(first, last + 1)]
            return [one.subject for one in held if one]
    return []
