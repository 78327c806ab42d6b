"""Whom a sentence names, known companies or not, those of one list together."""

import re
from collections.abc import Sequence

from sentiment.text import companies
from sentiment.text.companies import Mention

NEARBY = 30  # characters that an owner may be away
# A break between a name and what is said makes it likelier that someone else is meant.
BREAK = re.compile(
    r"[;:]|,|\b(?:while|but|whereas|although|though|as|after|and|than|unlike|versus)\b",
    re.IGNORECASE,
)
# Names of one list, or of one phrase: "Nvidia's bet on OpenAI" is both companies'.
_FORM = r"(?:\.com)?(?: (?:Inc|Corp|Corporation|Co|Ltd|Plc|plc|SA|AG|NV|SE)\b\.?)?"
_JOINED = re.compile(
    _FORM
    + r"\s*(?:,|and|&|or|, and|/|\+)?\s*"
    # "Nokia and rival Ericsson"
    + "|"
    + _FORM
    + r",? (?:and|&|or) (?:[\w-]+ )?(?:rivals?|peers?|\w*makers?|giant|retailer|lender|bank|chain"
    r"|group|company|firm|airline|carrier|supplier|insurer|miner|producer|developer) "
    r"|['’]s(?:\s[\w$%.-]+){1,5}?\s(?:on|with|for|in|to|of|over|about)(?:\s(?:the|its))?\s"
    # those of a set share what is said of it: "Shares of makers including Nokia fell"
    r"|[^;:.]{0,80}?\b(?:including|such as|among them|notably)\s(?:[a-z]+\s){0,3}"
)
# Names of others, known or not: runs of capitalised words away from the sentence's first.
_NAME = re.compile(r"(?<=[\w,;:)’'\"] )(?:[A-Z][\w&.’'-]*)(?: (?:of |& )?[A-Z][\w&.’'-]*){0,3}")
# "its Sichuan plant" is no other's
_OWNED = re.compile(r"\b(?:its|their|his|her|our)(?: [a-z-]+)? $")
_NO_NAME = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|I|The|A|An|It|Its|CEO|CFO|EPS|Q[1-4]|FY\w*|AI"
    r"|U\.S\.?|US|Inc|Corp|Corporation|Co|Ltd|Plc|Group|Holdings?|SA|AG|NV|SE"
)
# Openings that lead to a name rather than being one: "After a weak year, Nvidia rose".
_LEADS_ON = re.compile(
    r"(?:after|although|amid|as|at|because|before|but|by|despite|due|during|even|for|following|from"
    r"|given|if|in|like|of|on|once|over|since|so|thanks|the|this|though|to|unlike|until|what|when"
    r"|while|with|without|yet)\b",
    re.IGNORECASE,
)
# "Nokia's sales fell", but "Today's sales fell"
_OWNER = re.compile(
    r"\W*((?!Today|Yesterday|Tomorrow|Let|That|What|Here|There|It)[A-Z][\w&.-]*)['’]s "
)
_OPENING = re.compile(r"\W*(\w[\w&.’'-]*)")


def all_named(sentence: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, and with them every other name of the sentence."""
    named = sorted(
        [*mentions, *others_named(sentence, mentions)], key=lambda mention: mention.start
    )
    return [*_opening(sentence, named[0]), *named] if named else []


def listed(sentence: str, named: Sequence[Mention]) -> list[list[Mention]]:
    """Return the names, those of one list together."""
    groups: list[list[Mention]] = []
    for mention in named:
        between = sentence[groups[-1][-1].end : mention.start] if groups else None
        if between is not None and _JOINED.fullmatch(between):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def others_named(sentence: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the names of a sentence that are not among the mentions."""
    taken = [(mention.start, mention.end) for mention in mentions]
    return [
        Mention(match.group(), *match.span())
        for match in _NAME.finditer(sentence)
        if not _is_no_name(match.group())
        and not any(start < match.end() and match.start() < end for start, end in taken)
        and not _OWNED.search(sentence, max(0, match.start() - NEARBY), match.start())
    ]


def owner(sentence: str) -> list[Mention]:
    """Return the name that a sentence opens with, if what follows is said to be its own."""
    opening = _OWNER.match(sentence)
    if opening is None or _is_no_name(opening[1]):
        return []
    return [Mention(opening[1], *opening.span(1))]


def _is_no_name(words: str) -> bool:
    """Return whether capitalised words are no company's name: a day, a place."""
    bare = words.rstrip(".'’").removesuffix("'s").removesuffix("’s")
    return bool(_NO_NAME.fullmatch(bare)) or bare in companies.no_companies("places")


def _opening(sentence: str, first: Mention) -> list[Mention]:
    """Return the sentence's opening as a name, where it and not *first* is spoken of.

    "Shares rose while Nvidia fell": what stands before the break is not Nvidia's.
    """
    opening = _OPENING.match(sentence)
    if opening is None or opening.end(1) > first.start or _LEADS_ON.match(opening[1]):
        return []
    apart = BREAK.search(sentence, opening.end(1), first.start)
    return [Mention(opening[1], *opening.span(1))] if apart else []
