"""What stands where in a sentence: what can be a subject, and what may stand behind it."""

from sentiment.claims.mentions import Subject
from sentiment.claims.scene import Scene
from sentiment.claims.vocabulary import said

STRONG = frozenset("; : . ! ? — – - while whereas but although though when because if".split())
LINKS = frozenset(", and or ( ) to then".split())
PREPOSITIONS = said("of_others")
DETERMINERS = frozenset("the its their this that fl:a fl:an a an his her".split())
PRONOUNS = frozenset("it they it's they've which that who".split())
NOUNS = said("shares") | said("companies") | said("funds") | said("indices")
_RELATIVE = frozenset("that who which whose to of in for on by with".split())
_WITNESSED = frozenset("saw sees seen watched watches had has".split())
_DESCRIBED = 8  # words before a fund's name in which it is told to be one
_BEFORE_NAMES = DETERMINERS | said("companies") | said("share_adjectives") | said("describing")


def is_name(scene: Scene, place: int) -> bool:
    """Return whether a name or a noun for a share or company stands at a place."""
    name = scene.name(place)
    return name.startswith(("WHO", "PERSON", "Cap:")) or is_noun(scene, place)


def opening(scene: Scene, place: int) -> int:
    """Return the opening bracket before a closing one."""
    while place > 0 and scene.name(place) != "(":
        place -= 1
    return place


def is_skipped(scene: Scene, place: int) -> bool:
    """Return whether a word may stand between a subject and what it did."""
    name, word = scene.name(place), scene.word(place)
    if name in {"DAY", "SPAN", "MOM", "WHEN", "DAY's", "SPAN's", "MOM's"}:
        return True
    if name[:3] in {"fl:", "ax:", "cl:", "up:", "dn:", "tr:", "op:"}:
        return True
    return (
        word.endswith("ly")
        or word in said("passed")
        or (word == "it" and scene.name(place - 1)[:3] == "cl:")
    )


def is_noun(scene: Scene, place: int) -> bool:
    """Return whether a noun or pronoun of a share or company stands at a place."""
    word = scene.word(place)
    object_ = word == "it" and scene.name(place - 1)[:3] == "cl:"  # "finished it 3% down"
    return (word in PRONOUNS and not object_) or word in NOUNS


def insertion(scene: Scene, comma: int, at: int) -> int | None:
    """Return the comma that opens an insertion which ends at *comma*: "AMD, a rival, fell"."""
    if scene.word(at) not in said("finite") and scene.name(at - 1) == ",":
        return None
    for place in range(comma - 1, max(comma - 26, -1), -1):
        name = scene.name(place)
        if name in STRONG:
            return None
        if name == ",":
            return place - 1 if place and _head_before(scene, place) else None
    return None


def _head_before(scene: Scene, comma: int) -> bool:
    """Return whether what stands before an insertion can be a subject."""
    name = scene.name(comma - 1)
    return name.startswith(("WHO", "Cap:")) or name == ")" or is_noun(scene, comma - 1)


def can_be_subject(scene: Scene, place: int) -> bool:
    """Return whether a name can be a subject, by the words before it."""
    before = place - 1
    while before >= 0 and scene.word(before) in _BEFORE_NAMES:
        before -= 1
    while scene.word(place - 1) in said("companies") and describes(scene, before):
        before -= 1  # "shares of enterprise software giant Oracle"
    while scene.name(before) in {"and", "or", ","} and scene.name(before - 1) == "WHO":
        before -= 2
        while before > 0 and scene.name(before) == ",":
            before -= 1
    if scene.word(before) == "in" and scene.word(place - 1) == "york":
        before -= 1  # "by noon in New York AMD was down"
    word, name = scene.word(before), scene.name(before)
    if word == "as" and scene.word(before - 1) == "such":
        return False
    if name == "DAY's" or name in {"DAY", "SPAN", "MOM", "WHEN", "PERSON's"} or before < 0:
        return True
    if name in STRONG or name in LINKS or word in said("leads_in"):
        return word not in {"like", "including", "such"} or before == 0
    if word in PREPOSITIONS:
        owner = scene.word(before - 1)
        return (owner in said("shares") and word in {"of", "in"}) or (
            owner in {"value", "for"} and word in {"of", "in"}
        )
    if name[:3] in {"ax:", "fl:", "cl:"}:
        return name != "ax:has"
    further = scene.word(before - 1)
    return further not in _RELATIVE and name[:3] not in {"to:", "tr:"} and name != "WHO's"


def opens_clause(scene: Scene, before: int) -> bool:
    """Return whether a clause begins behind a place."""
    name = scene.name(before)
    return (
        before < 0
        or name in STRONG
        or name in LINKS
        or scene.word(before) in said("leads_in") | said("subordinate")
    )


def describes(scene: Scene, place: int) -> bool:
    """Return whether a word may describe a company: "the Redmond software group"."""
    name = scene.name(place)
    return (
        (name.startswith("Cap:") or (name.isalpha() and name.islower()) or "-" in name)
        and scene.word(place) not in DETERMINERS | PREPOSITIONS
        and name not in LINKS
    )


def name_between(scene: Scene, comma: int) -> Subject | None:
    """Return who is named between two commas, of which *comma* is the second.

    That a fund is one may have been told some words before; a share or company is told to be one
    right before its name: "another chip stock, Micron, rose".
    """
    opened = comma - 2 if scene.name(comma - 2) == "," else 0
    told = {scene.word(at) for at in range(max(0, opened - _DESCRIBED), opened)}
    mention = scene.mention(comma - 1)
    if mention is None or not opened:
        return None
    if mention.subject.role == "fund":
        return mention.subject if told & said("funds") else None
    noun = scene.word(opened - 1) in said("shares") | said("companies")
    return mention.subject if noun else None


def witness_of(scene: Scene, owner: int) -> Subject | None:
    """Return the company before a verb of seeing and "its": "TSMC saw its shares end 5% up"."""
    witnessed = scene.word(owner - 1) in _WITNESSED and scene.word(owner) in {"its", "their"}
    mention = scene.mention(owner - 2) if witnessed else None
    return mention.subject if mention is not None and mention.subject.role == "company" else None
