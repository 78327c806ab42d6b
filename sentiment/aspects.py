"""What a sentence says of one of the companies it names."""

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from sentiment.companies import Mention


class _Spanned(Protocol):
    """Anything that lies at ``start:end`` of a sentence."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Piece = TypeVar("Piece", bound=_Spanned)

# A break between a name and what is said makes it likelier that someone else is meant.
_BREAK = re.compile(
    r"[;:]|,|\b(?:while|but|whereas|although|though|as|after|and|than|unlike|versus)\b",
    re.IGNORECASE,
)
BREAK_COST = 40  # characters of distance that one break is worth
BEHIND_COST = 15  # characters that a name behind the words is further off than one before them
# Names of one list, or of one phrase: "Nvidia's bet on OpenAI" is both companies'.
_JOINED = re.compile(
    r"\s*(?:,|and|&|or|, and|/|\+)\s*"
    r"|['’]s(?:\s[\w$%.-]+){1,5}?\s(?:on|with|for|in|to|of|over|about)(?:\s(?:the|its))?\s"
)
# Names of others, known or not: runs of capitalised words away from the sentence's first.
_NAME = re.compile(r"(?<=[\w,;:)’'\"] )(?:[A-Z][\w&.’'-]*)(?: [A-Z][\w&.’'-]*){0,3}")
_NO_NAME = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|I|The|A|An|It|Its|CEO|CFO|EPS|Q[1-4]|FY\w*|AI|U\.S\.?|US"
)
# Openings that lead to a name rather than being one: "After a weak year, Nvidia rose".
_LEADS_ON = re.compile(
    r"(?:after|although|amid|as|at|because|before|but|by|despite|due|during|even|for|following|from"
    r"|given|if|in|like|of|on|once|over|since|so|thanks|the|this|though|to|unlike|until|what|when"
    r"|while|with|without|yet)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\W*(\w[\w&.’'-]*)")
# What is good for one who does it to another is bad for the other.
_AGAINST = re.compile(
    r"\b(?:unlike|in contrast (?:to|with)"
    r"|(?:gain|gains|gained|gaining|closing in) (?:ground |share |market share )?on"
    r"|tak(?:e|es|ing) (?:\w+ )?(?:share|customers|business|orders) from"
    r"|took (?:\w+ )?(?:share|customers|business|orders) from"
    r"|(?:overtak|outsell|outpac|outperform|outshin|undercut|dethron)\w*)"
    r"\s(?:(?:its |the )?(?:arch-?)?rivals? )?$",
    re.IGNORECASE,
)
_CARRIED = re.compile(
    r"\s*(?:[\"“]?\s*)(?:(?:but|and|so|still|meanwhile|however),?\s+)?"
    r"(?:it|its|it's|he|she|they|their|his|her|the (?:company|firm|group|chipmaker|chip maker|maker"
    r"|bank|carmaker|automaker|retailer|stock|share|shares|business|giant|startup|start-up|plan|deal|bet|gamble|investment|agreement|partnership|offer|bid"
    r"|bargain|filing|results))\b",
    re.IGNORECASE,
)


def carried_on(sentence: str) -> bool:
    """Return whether a sentence goes on about whom the one before it named.

    Examples
    --------
    >>> carried_on("The company expects a better year."), carried_on("AMD does not.")
    (True, False)
    """
    return _CARRIED.match(sentence) is not None


def pieces_about(
    sentence: str, pieces: Sequence[Piece], *, mentions: Sequence[Mention], company: str
) -> tuple[Piece, ...]:
    """Return those of a sentence's pieces that speak of *company*.

    A piece belongs to the name nearest before it in its clause, else to the nearest behind it;
    names joined in a list share it. If the sentence names nobody else, all are the company's.

    Examples
    --------
    >>> from sentiment.companies import mentions
    >>> text = "AMD soars while Nvidia slips."
    >>> moves = [Mention("up", 4, 9), Mention("down", 23, 28)]
    >>> [one.company for one in pieces_about(text, moves, mentions=mentions(text), company="AMD")]
    ['up']
    """
    named = _all_named(sentence, mentions)
    groups = _groups(sentence, named)
    if not any(company in {name.company for name in group} for group in groups):
        return ()
    owned = []
    for piece in pieces:
        nearest = min(groups, key=lambda group: _distance(sentence, group, piece))
        if any(name.company == company for name in nearest):
            owned.append(piece)
    return tuple(owned)


def set_against(sentence: str, *, mentions: Sequence[Mention], company: str) -> bool:
    """Return whether a sentence names *company* only as the one that another is set against.

    Examples
    --------
    >>> from sentiment.companies import mentions
    >>> text = "AMD gains on Nvidia."
    >>> [set_against(text, mentions=mentions(text), company=one) for one in ("AMD", "Nvidia")]
    [False, True]
    """
    before = [sentence[: one.start] for one in mentions if one.company == company]
    return bool(before) and all(map(_AGAINST.search, before))


def _all_named(sentence: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, and with them every other name of the sentence."""
    taken = [(mention.start, mention.end) for mention in mentions]
    others = [
        Mention(match.group(), *match.span())
        for match in _NAME.finditer(sentence)
        if not _NO_NAME.fullmatch(match.group())
        and not any(start < match.end() and match.start() < end for start, end in taken)
    ]
    named = sorted([*mentions, *others], key=lambda mention: mention.start)
    return [*_opening(sentence, named[0]), *named] if named else []


def _opening(sentence: str, first: Mention) -> list[Mention]:
    """Return the sentence's opening as a name, where it and not *first* is spoken of.

    "Shares rose while Nvidia fell": what stands before the break is not Nvidia's.
    """
    opening = _OPENING.match(sentence)
    if opening is None or opening.end(1) > first.start or _LEADS_ON.match(opening[1]):
        return []
    apart = _BREAK.search(sentence, opening.end(1), first.start)
    return [Mention(opening[1], *opening.span(1))] if apart else []


def _groups(sentence: str, named: Sequence[Mention]) -> list[list[Mention]]:
    """Return the names, those of one list together."""
    groups: list[list[Mention]] = []
    for mention in named:
        between = sentence[groups[-1][-1].end : mention.start] if groups else None
        if between is not None and _JOINED.fullmatch(between):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _distance(sentence: str, group: Sequence[Mention], piece: _Spanned) -> float:
    """Return how far a piece is from a group of names, a break between them counted in."""
    first, last = group[0].start, group[-1].end
    if last <= piece.start:
        between = sentence[last : piece.start]
        return len(between) + BREAK_COST * len(_BREAK.findall(between))
    if first >= piece.end:
        between = sentence[piece.end : first]
        return BEHIND_COST + len(between) + BREAK_COST * len(_BREAK.findall(between))
    return 0.0
