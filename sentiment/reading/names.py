"""Whom a sentence names, known companies or not, those of one list together."""

import re
from collections.abc import Sequence

from sentiment.reading import capitals, masking
from sentiment.text import companies
from sentiment.text.companies import Mention

NEARBY = 30  # characters that an owner may be away
# A break between a name and what is said makes it likelier that someone else is meant.
BREAK = re.compile(
    r"[;:]|,|\b(?:while|but|whereas|although|though|as|after|and|than|unlike|versus)\b",
    re.IGNORECASE,
)
# Names of one list, or of one phrase: "Nvidia's bet on OpenAI" is both companies'.
_FORM = rf"(?:\.com)?(?: (?:{companies.FORMS}|Co)\b\.?)?"
_JOINED = re.compile(
    _FORM
    + r"\s*(?:,|and|&|or|, and|/|\+)?\s*"
    # "Nokia and rival Ericsson"
    + "|"
    + _FORM
    + r",? (?:and|&|or) (?:[\w-]+ )?(?:rivals?|peers?|\w*makers?|giant|retailer|lender|bank|chain"
    r"|group|company|firm|airline|carrier|supplier|insurer|miner|producer|developer) "
    r"|['’]s(?:\s[\w$%.-]+){1,5}?\s(?:on|with|for|in|to|of|over|about)(?:\s(?:the|its))?\s"
    # "Nvidia's plan to back OpenAI"
    r"|['’]s\s(?:[\w-]+\s){0,2}(?:plan|deal|talk|bid|offer|bet|pledge|promise|agreement)s?\sto"
    r"(?:\s[a-z]+){1,4}?\s"
    # those of a set share what is said of it: "Shares of makers including Nokia fell"
    r"|[^;:.]{0,80}?\b(?:including|such as|among them|notably)\s(?:[a-z]+\s){0,3}"
)
# Names of others, known or not: runs of capitalised words away from the sentence's first.
_NAME = re.compile(r"(?<=[\w,;:)’'\"] )(?:[A-Z][\w&.’'-]*)(?: (?:of |& )?[A-Z][\w&.’'-]*){0,3}")
# "its Sichuan plant" is no other's
_OWNED = re.compile(r"(?:\b(?:its|their|his|her|our)|[sS]['’]|['’]s)(?: [a-z-]+){0,2} $")
_NO_NAME = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|I|The|A|An|It|Its|CEO|CFO|EPS|Q[1-4]|FY\w*|AI"
    r"|Christmas|Easter|Diwali|Ramadan|Eid|Thanksgiving|Halloween|Black Friday|Cyber Monday"
    r"|Golden Week|(?:Lunar|Chinese) New Year|Prime Day|Singles['’] Day|Valentine['’]s Day"
    r"|(?:Broker|Brokerage|Analyst|Strategist|Economist|Investor|Trader|Shareholder|Creditor|Lender"
    r"|Bondholder|Regulator|Prosecutor)s"
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
# A later clause of a title, its first word and the two behind that
_CLAUSE = re.compile(
    r"(?:[;,:]|\b(?i:while|as|but|and|whereas|after)) ([A-Z][\w&.’'-]*)(?=( [\w&.’'-]+)( \w+)?)"
)
_CASHTAG = re.compile(r"\$([A-Za-z]{1,6}(?:\.[A-Za-z])?)(?!\w)")
# What stands around a name that does or has what is told: "rival Alba", "Alba Corp", "Alba's"
_ACTING = re.compile(
    r"(?:['’]s?|,? (?:Inc|Corp|Corporation|Co|Ltd|Plc|plc|SA|AG|NV|SE)\b"
    r"| (?:shares|stock|(?:share|bond)?holders|investors|owners)\b| \()"
)
_ACTED_ON = re.compile(
    r"\b(?:(?:shares|stock|rivals?|peers?|competitors?|gains|losses|sales|profit|orders?)"
    r"(?: (?:of|in|at|for|from))?|unlike|versus|vs\.?|than|against|from) $",
    re.IGNORECASE,
)
# "chief executive Ann Lee", "said Ann Lee"
_PERSON = re.compile(
    r"\b(?:CEO|CFO|chief (?:executive|financial|operating)(?: officer)?|analysts?|economists?"
    r"|strategists?|chair(?:man|woman)?|founder|Mr\.?|Ms\.?|Mrs\.?"
    r"|Dr\.?|spokes(?:man|woman|person)) $"
)
_YEARLY = re.compile(r" (?:19|20)\d\d\b")  # behind what is held every year: "Budget 2024"
_NEXT = re.compile(r" (\w+)")
_VERB = re.compile(r" ([a-z]+s)\b(?! (?:and|of)\b)")
_NEXT_CLAUSE = re.compile(r"(?:[,;]|,? (?:while|but|whereas)) $")
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
    """Return the names of a sentence that are not among the mentions.

    In a title, where every word has a capital, those are the subjects of its later clauses.
    """
    taken = [(mention.start, mention.end) for mention in mentions]
    tagged = [Mention(one[1], *one.span(1)) for one in _CASHTAG.finditer(sentence)]
    post = bool(tagged)
    found = _runs(sentence) if capitals.is_prose(sentence) and not post else _subjects(sentence)
    return [
        one
        for one in [*tagged, *found]
        if not any(start < one.end and one.start < end for start, end in taken)
        and not _is_no_name(one.company)
        and not _YEARLY.match(sentence, one.end)
        and not _OWNED.search(sentence, max(0, one.start - NEARBY), one.start)
        and not _PERSON.search(sentence, max(0, one.start - NEARBY), one.start)
    ]


def opens(sentence: str, mentions: Sequence[Mention]) -> bool:
    """Return whether a sentence opens with a name, not known, that does something.

    Examples
    --------
    >>> opens("Alba soared.", []), opens("Revenue soared.", []), opens("The firm said so.", [])
    (True, False, False)
    """
    found = _OPENING.match(sentence)
    if found is None or not found[1][:1].isupper() or _LEADS_ON.match(found[1]):
        return False
    first = Mention(found[1], *found.span(1))
    if any(one.start <= first.start < one.end for one in mentions) or _is_no_name(found[1]):
        return False
    if masking.is_quantity(found[1]):
        return False
    return is_rival(sentence, first) or _has_clause(sentence, first, mentions)


def _has_clause(sentence: str, first: Mention, mentions: Sequence[Mention]) -> bool:
    """Return whether a name has a clause of its own: "Alba bags orders, AMD waits"."""
    verb = _VERB.match(sentence, first.end)
    if verb is None or masking.is_quantity(verb[1]) or not mentions:
        return False
    return bool(_NEXT_CLAUSE.search(sentence, verb.end(), mentions[0].start))


def is_rival(sentence: str, mention: Mention) -> bool:
    """Return whether a name not known is told as a company is: it moves, acts, owns or is traded.

    Examples
    --------
    >>> [is_rival("AMD sank as Alba rose", one) for one in [Mention("Alba", 12, 16)]]
    [True]
    >>> [is_rival("AMD sank on its Opteron chip", one) for one in [Mention("Opteron", 16, 23)]]
    [False]
    """
    if sentence[mention.start - 1 : mention.start] == "$" or _ACTING.match(sentence, mention.end):
        return True
    behind = _NEXT.match(sentence, mention.end)
    if behind is not None and (masking.moves_one(behind[1]) or behind[1] in masking.DOING):
        return True
    return bool(_ACTED_ON.search(sentence, max(0, mention.start - NEARBY), mention.start))


def _runs(sentence: str) -> list[Mention]:
    """Return the runs of capitals away from a sentence's first word."""
    return [Mention(match.group(), *match.span()) for match in _NAME.finditer(sentence)]


def _subjects(sentence: str) -> list[Mention]:
    """Return what moves in the later clauses of a title: "…, While Kroger Slips"."""
    found = []
    for match in _CLAUSE.finditer(sentence):
        first, second, third = match[1], match[2], match[3] or ""
        longer = second[1].isupper() and not masking.moves_one(second[1:])
        name, verb = (f"{first}{second}", third) if longer else (first, second)
        if masking.moves_one(verb[1:]) and not any(map(masking.is_quantity, name.split())):
            found.append(Mention(name, match.start(1), match.start(1) + len(name)))
    return found


def owner(sentence: str) -> list[Mention]:
    """Return the name that a sentence opens with, if what follows is said to be its own."""
    opening = _OWNER.match(sentence)
    if opening is None or _is_no_name(opening[1]):
        return []
    return [Mention(opening[1], *opening.span(1))]


def _is_no_name(words: str) -> bool:
    """Return whether capitalised words are no company's name: a day, a place."""
    bare = words.rstrip(".'’").removesuffix("'s").removesuffix("’s")
    return bool(_NO_NAME.fullmatch(bare)) or any(
        bare in companies.no_companies(which) for which in ("places", "venues", "currencies")
    )


def _opening(sentence: str, first: Mention) -> list[Mention]:
    """Return the sentence's opening as a name, where it and not *first* is spoken of.

    "Shares rose while Nvidia fell": what stands before the break is not Nvidia's.
    """
    opening = _OPENING.match(sentence)
    if opening is None or opening.end(1) > first.start or _LEADS_ON.match(opening[1]):
        return []
    apart = BREAK.search(sentence, opening.end(1), first.start)
    return [Mention(opening[1], *opening.span(1))] if apart else []
