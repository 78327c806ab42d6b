"""Whose price a sentence speaks of: the share, fund or index that stands before a movement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sentiment.claims.names import Named
from sentiment.claims.vocabulary import FALL, PRICE_NOUNS, RISE, said, word_at
from sentiment.text.tokens import Token

ASIDE = said("aside")
TIMES = said("times")
_CLOCK = frozenset({"a.m", "p.m", "am", "pm"})
_TIME_LINKS = frozenset("in on at during by for the from of this".split())
_JOINTS = frozenset(", and but before then after or while ; :".split())
_DESCRIPTIONS = said("descriptions")
_BELONGING = frozenset("of in at for from by to on about against than over between into".split())
_COMPANY_NOUNS = frozenset("company chipmaker chip-maker group firm giant".split())
_FORMS = frozenset("corp corporation inc incorporated ltd plc co & .".split())
_INDEX_NOUNS = frozenset({"index", "benchmark"})
_KINDS_OF_SHARE = frozenset(
    {"share", "stock", "american", "common", "depositary", "ordinary", "traded", "u.s.-listed"}
)
_DETERMINED = frozenset("the this that".split())
# What comes before a movement that is only thought of.
_THOUGHT = said("thought")
_APPOSITION = 18  # tokens that may stand between two commas behind a name
_REACH = 30  # tokens that are looked back over


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose price moves, and the token at which the words for it begin."""

    company: str
    symbol: str | None
    proxy: bool  # an index, of which the symbol is only a fund that follows it
    first: int
    bare: bool = False  # the name alone, without a word for its price
    carried: bool = False  # known from a sentence before


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A sentence as the search for subjects sees it."""

    tokens: Sequence[Token]
    named: Mapping[int, Named]
    dated: frozenset[int]  # tokens that belong to words for a day
    ended: Mapping[int, Subject]  # the subjects of claims already found, by their last token
    carried: Subject | None  # of the sentences before
    it: Subject | None  # what "it" means at the sentence's beginning


def subject_before(scene: Scene, place: int, *, owned: bool = False) -> Subject | None:
    """Return whose movement begins at token *place*, None if no price is surely meant.

    Looks back over adverbs, auxiliaries and words of time; any other word ends the search, so
    that "Nvidia's revenue rose" or "could fall" have no subject. *owned* admits "Nvidia's fall".
    """
    at = place - 1
    while at >= max(0, place - _REACH):
        if at in scene.ended:
            return scene.ended[at]
        head = _head(scene, at, owned=owned and at == place - 1)
        if head is not None:
            return None if _thought(scene, head.first) else head
        if _is_head(scene, at):
            return None
        if word_at(scene.tokens, at) == ")":
            at = _opening(scene, at) - 1
        elif word_at(scene.tokens, at) in _JOINTS and at not in scene.dated:
            return _beyond(scene, at)
        elif is_aside(scene, at):
            at -= 1
        elif _before_form(scene, at) in scene.named:
            at = _before_form(scene, at)
        else:
            return None
    return None


def is_aside(scene: Scene, at: int) -> bool:
    """Return whether a token may stand between a subject and what it did."""
    word, later = word_at(scene.tokens, at), word_at(scene.tokens, at + 1)
    if at in scene.dated or word in ASIDE or word in TIMES:
        return True
    if later in _CLOCK or (word == "." and word_at(scene.tokens, at - 1) in _CLOCK):
        return True
    ahead = at + 1 in scene.dated or later in TIMES or later in _TIME_LINKS
    return word in _TIME_LINKS and (ahead or word_at(scene.tokens, at + 2) in _CLOCK)


def opener(scene: Scene) -> Subject | None:
    """Return whose price the sentence opens with, None if with anything else."""
    at = 0
    while at < min(len(scene.tokens), 12):
        for last in range(at, min(at + 4, len(scene.tokens))):
            if last in scene.named and scene.named[last].first == at:
                return _opened(scene, scene.named[last])
        word = word_at(scene.tokens, at)
        if word in PRICE_NOUNS:
            return _head(scene, at)
        if word == "," or word in _DESCRIPTIONS or word in _DETERMINED or is_aside(scene, at):
            at += 1
        elif word in {"shares", "in", "on", "but", "and", "while", "it", "its"}:
            if word in {"it", "its"}:
                return scene.it
            at += 1
        else:
            return None
    return None


def _opened(scene: Scene, named: Named) -> Subject | None:
    """Return the subject of a sentence that opens with a name; "Nvidia's revenue" is none."""
    if (
        named.possessive
        and word_at(scene.tokens, named.last + 1) not in PRICE_NOUNS | _KINDS_OF_SHARE
    ):
        return None
    return Subject(named.company, named.symbol, named.proxy, named.first, bare=True)


def _is_head(scene: Scene, at: int) -> bool:
    """Return whether a token could have been a subject."""
    word = word_at(scene.tokens, at)
    return at in scene.named or word in PRICE_NOUNS or word in {"it", "they", "which"}


def _head(scene: Scene, at: int, *, owned: bool = False, related: bool = False) -> Subject | None:
    """Return the subject whose last token is *at*, None if there is none.

    *owned* admits "Nvidia's fall", *related* "a look at Nvidia, which fell".
    """
    word = word_at(scene.tokens, at)
    if at in scene.named:
        return _company(scene, scene.named[at], owned=owned, related=related)
    if word in PRICE_NOUNS:
        return _price(scene, at, owned=owned)
    if word in {"it", "they"}:
        return _pronoun(scene, at)
    if word in {"which", "that"} and at > 0:
        comma = word_at(scene.tokens, at - 1) == ","
        return _head(scene, at - 1 - comma, related=comma)
    return _told_again(scene, at)


def _told_again(scene: Scene, at: int) -> Subject | None:
    """Return the share of the sentences before, called "the company" or "the index"."""
    word = word_at(scene.tokens, at)
    if scene.carried is None:
        return None
    if word in _COMPANY_NOUNS and word_at(scene.tokens, at - 1) in _DETERMINED:
        shares = word_at(scene.tokens, at - 3) in PRICE_NOUNS - {"price"}
        if _within_another(scene, at - 2) and not shares:
            return None
        return _again(scene.carried, at - 3 if shares else at - 1, bare=not shares)
    return _again(scene.carried, at) if word in _INDEX_NOUNS and scene.carried.proxy else None


def _again(subject: Subject, first: int, *, bare: bool = False) -> Subject:
    """Return a subject known from before, where words for it begin anew."""
    return Subject(subject.company, subject.symbol, subject.proxy, first, bare, carried=True)


def _company(scene: Scene, named: Named, *, owned: bool, related: bool) -> Subject | None:
    """Return a name as subject, unless it only belongs to something else."""
    beside = word_at(scene.tokens, named.last + 1)
    if named.possessive and not owned and beside not in {"up", "down"}:
        return None
    before, tail = _before_name(scene, named.first)
    word = word_at(scene.tokens, before)
    if word in {"and", "or"} and (before - 1 in scene.named):
        return None  # of two companies together, no one figure is sure
    if word in _BELONGING and before not in scene.dated:
        if related and word not in {"of", "in"}:
            return _owner(named, named.first)
        return _shares_of(scene, named, before) or (_owner(named, tail) if owned else None)
    if not owned and not related and not _leads_in(scene, before):
        return None
    return Subject(named.company, named.symbol, named.proxy, named.first, bare=not named.proxy)


def _leads_in(scene: Scene, at: int) -> bool:
    """Return whether a clause can begin behind a token: "funds that hold" is no beginning."""
    word, before = word_at(scene.tokens, at), word_at(scene.tokens, at - 1)
    if word == "with":
        return at == 0 or before == ","
    if word == "," and at - 1 in scene.named and scene.named[at - 1].first == 0:
        return False  # "Nvidia, AMD fall 3%, 4%"
    if word == "as":
        return before != "such"
    free = at < 0 or at in scene.ended or word in _JOINTS or word in _LEADS_IN
    return free or is_aside(scene, at) or word.endswith(("-based", "-listed")) or not word.isalpha()


def _shares_of(scene: Scene, named: Named, link: int) -> Subject | None:
    """Return the subject of "shares of Nvidia", "the share price of Nvidia"."""
    noun = word_at(scene.tokens, link - 1)
    price = noun == "price" and word_at(scene.tokens, link - 2) in {"share", "stock"}
    if not price and (noun not in PRICE_NOUNS or noun == "price"):
        return None
    return Subject(named.company, named.symbol, named.proxy, link - 1 - price)


def _owner(named: Named, first: int) -> Subject:
    """Return the owner of a movement: "Nvidia's fall"."""
    return Subject(named.company, named.symbol, named.proxy, first, bare=True)


def _before_name(scene: Scene, first: int) -> tuple[int, int]:
    """Return the token before a name and what describes it, and where they begin."""
    at = first - 1
    while at >= 0 and word_at(scene.tokens, at) in _DESCRIPTIONS and first - at < 6:
        at -= 1
    return at, at + 1


def _price(scene: Scene, at: int, *, owned: bool) -> Subject | None:
    """Return whose shares or price a noun means: "Nvidia shares", "its stock", "the shares"."""
    first = at
    while word_at(scene.tokens, first - 1) in _KINDS_OF_SHARE:
        first -= 1
    before = word_at(scene.tokens, first - 1)
    named = _opening(scene, first - 1) - 1 if before == ")" else first - 1
    owner = scene.named.get(_before_form(scene, named))
    if owner is not None:
        beyond = _before_name(scene, owner.first)[0]
        within = not owned and _within_another(scene, beyond)
        return None if within else Subject(owner.company, owner.symbol, owner.proxy, owner.first)
    if word_at(scene.tokens, at) == "price" and first == at:
        told = before in _DETERMINED and word_at(scene.tokens, at + 1) != "of"
        return _again(scene.it, at - 1) if told and scene.it else None
    return _shared_owner(scene, first, owned=owned)


def _shared_owner(scene: Scene, first: int, *, owned: bool) -> Subject | None:
    """Return whose the shares are that no name stands right before: "its", "whose", "the"."""
    before = word_at(scene.tokens, first - 1)
    if before == "whose":
        comma = word_at(scene.tokens, first - 2) == ","
        named = scene.named.get(first - 2 - comma)
        return Subject(named.company, named.symbol, named.proxy, named.first) if named else None
    if before in {"its", "their"}:
        return _possessor(scene, first - 1)
    if before in _COMPANY_NOUNS and scene.carried:
        return _again(scene.carried, first - 2)
    if before in _DETERMINED and not owned and _within_another(scene, first - 2):
        return None
    free = first == 0 or before in _JOINTS or before in _DETERMINED or is_aside(scene, first - 1)
    return _unnamed(scene, first) if free or before in _LINKS else None


def _before_form(scene: Scene, at: int) -> int:
    """Return the token before a company's legal form: "Oracle Corp."."""
    while at > 0 and word_at(scene.tokens, at) in _FORMS and at not in scene.named:
        at -= 1
    return at


def _within_another(scene: Scene, at: int) -> bool:
    """Return whether what follows a token only belongs to something else: "volume in"."""
    return word_at(scene.tokens, at) in _BELONGING and at not in scene.dated and at > 0


_LEADS_IN = said("leads_in")
_LINKS = frozenset({"when", "as", "because", "that", "with", "sent", "sending", "left", "pushed"})


def _unnamed(scene: Scene, first: int) -> Subject | None:
    """Return whose "the shares" are: of the one share named before, else of the text's."""
    last_claim = [last for last in scene.ended if last < first]
    if last_claim:
        return _again(scene.ended[max(last_claim)], first)
    here = {
        one.company: one
        for last, one in scene.named.items()
        if last < first and one.symbol and not one.proxy
    }
    if not here:
        return _again(scene.carried, first) if scene.carried else None
    one = next(iter(here.values()))
    if len(here) > 1:
        fits = scene.carried is not None and scene.carried.company in here
        return _again(scene.carried, first) if fits and scene.carried else None
    leads = one.first == 0 or (one.first == 1 and word_at(scene.tokens, 0) in {"for", "at"})
    if leads or scene.carried is None or scene.carried.company == one.company:
        return Subject(one.company, one.symbol, one.proxy, first, carried=True)
    return None


def _possessor(scene: Scene, at: int) -> Subject | None:
    """Return who "its" at a token is: the only company named before it, else the opening one."""
    here = [one for last, one in scene.named.items() if last < at and not one.proxy]
    owners = {one.company: one for one in here}
    if len(owners) == 1:
        one = here[0]
        return Subject(one.company, one.symbol, one.proxy, at)
    if owners:
        opening = opener(scene)
        return _again(opening, at) if opening else None
    return _again(scene.carried, at) if scene.carried else None


def _pronoun(scene: Scene, at: int) -> Subject | None:
    """Return what "it" or "they" is: the last claim's subject, else what the text spoke of."""
    ended = [last for last in scene.ended if last < at]
    if ended:
        return _again(scene.ended[max(ended)], at)
    here = {one.company for last, one in scene.named.items() if last < at}
    if len(here) > 1:
        return None
    if here:
        opening = opener(scene)
        return _again(opening, at) if opening and opening.company in here else None
    return _again(scene.it, at) if scene.it else None


def _beyond(scene: Scene, at: int) -> Subject | None:
    """Return the subject on the other side of a comma or "and"."""
    before = at - 1
    while before >= 0 and (is_aside(scene, before) or word_at(scene.tokens, before) in _JOINTS):
        if before in scene.ended:
            return scene.ended[before]
        before -= 1
    if before in scene.ended:
        return scene.ended[before]
    if word_at(scene.tokens, before) in RISE | FALL:  # "rebounded on Friday, gaining 7.9%"
        return subject_before(scene, before)
    if word_at(scene.tokens, at) == ",":
        return _before_comma(scene, at)
    if word_at(scene.tokens, at) in {"and", "but", "then"}:
        return _clause_subject(scene, at)
    return None


def _before_comma(scene: Scene, at: int) -> Subject | None:
    """Return the subject before a comma, or before an insertion that the comma ends."""
    head = _head(scene, at - 1)
    if head is not None:
        return head
    if word_at(scene.tokens, at - 1) == ")":
        return _head(scene, _opening(scene, at - 1) - 1)
    for comma in range(at - 2, max(0, at - _APPOSITION), -1):
        if word_at(scene.tokens, comma) == ",":
            return _head(scene, comma - 1)
    return None


def _clause_subject(scene: Scene, at: int) -> Subject | None:
    """Return the subject shared by two verbs: "Nvidia bucked the trend and fell 2%"."""
    opening = opener(scene)
    between = range(opening.first + 1 if opening else at, at)
    broken = any(word_at(scene.tokens, one) in _JOINTS | {"that", "said"} for one in between)
    others = [last for last in scene.named if opening and opening.first < last < at]
    return None if opening is None or broken or len(others) > 1 or at > 12 else opening


def _opening(scene: Scene, closing: int) -> int:
    """Return where the bracket that closes at a token opened; the token itself if nowhere near."""
    for at in range(closing - 1, max(-1, closing - 8), -1):
        if word_at(scene.tokens, at) == "(":
            return at
    return closing


def _thought(scene: Scene, first: int) -> bool:
    """Return whether what begins at a token is only supposed or foreseen."""
    before = range(first - 1, max(-1, first - 4), -1)
    for at in before:
        if word_at(scene.tokens, at) in {",", ";", "and", "but"}:
            return False
        if word_at(scene.tokens, at) in _THOUGHT:
            return True
    return False
