"""What a sentence says of one of the companies it names."""

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from sentiment import comments, companies
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
FAR, NEARBY = 240, 30  # characters that a leader of a move, or its owner, may be away
BEHIND_COST = 15  # characters that a name behind the words is further off than one before them
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
    r"|September|October|November|December|I|The|A|An|It|Its|CEO|CFO|EPS|Q[1-4]|FY\w*|AI|U\.S\.?|US"
)
# Openings that lead to a name rather than being one: "After a weak year, Nvidia rose".
_LEADS_ON = re.compile(
    r"(?:after|although|amid|as|at|because|before|but|by|despite|due|during|even|for|following|from"
    r"|given|if|in|like|of|on|once|over|since|so|thanks|the|this|though|to|unlike|until|what|when"
    r"|while|with|without|yet)\b",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"[\"“”]")
# A quotation goes on: "… he said. “Prices will fall.”", "They add that …"
_GOES_ON = re.compile(r"^[\"“]|\b(?:he|she|they) (?:said|says?|adds?|added|notes?|noted|writes?)\b")
_OPENING = re.compile(r"\W*(\w[\w&.’'-]*)")
# A noun and whose it is: "gains in Nokia", "a drop of 4% at Nokia"
_WHOSE = re.compile(
    r"(?:(?: of)?(?: [\d.,]+%)? (?:in|of|for)|(?: of)? [\d.,]+% at)(?: [a-z'’-]+){0,5} "
)
# Who is named as where figures come from: "according to Refinitiv"
_SOURCE = re.compile(
    r"(?:according to|data (?:from|by)|figures from|compiled by|polled by|per)(?: [a-z]+){0,4} $"
)
# Those that led or dragged a move shared it: "The index fell, led by Shell and BP".
_LEADING = re.compile(
    r"^(?:(?!\b(?:while|but|as|after|although|though)\b)[^;:.]){0,60}?"
    r"\b(?:led|dragged|weighed|pulled|pushed|lifted|boosted)(?: (?:higher|lower|down|up))?"
    r" by(?: (?:\w+ ){0,3}(?:gains|losses|declines|rises|falls|drops|advances)"
    r" (?:in|at|for|of|from))?[^;:.]{0,60}$"
)
# A house that rates or forecasts does it to another: "UBS cut its target for Nokia".
_RATING = re.compile(
    r"(?:['’]s?)?(?: analysts?(?: [A-Z][\w.'’-]+){0,3})?,?(?: (?:also|has|have|on \w+))?"
    r" (?:(?:up|down)grad(?:e|es|ed|ing)(?! (?:its|their|the network|to|by|at|from)\b)"
    r"|(?:cut|raise|lift|lower|trim|slash|hike|boost|increase|reduce|reiterate|maintain|start"
    r"|resume|initiate)\w* (?:its |their |the |his |her )?(?:[\w-]+ ){0,4}?"
    r"(?:price targets?|target prices?|targets? (?:on|for)|ratings?|coverage"
    r"|price forecasts?|rate forecasts?))\b"
)
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
    source = comments.comment_in(sentence)
    named = [one for one in _all_named(sentence, mentions) if not _speaks(sentence, one, source)]
    groups = _groups(sentence, named)
    if not any(company in {name.company for name in group} for group in groups):
        return ()
    owned = []
    for piece in pieces:
        if any(one.start <= piece.start and piece.end <= one.end for one in mentions):
            continue  # a name's own word: "Zoom", "Canopy Growth"
        nearest = min(groups, key=lambda group: _distance(sentence, group, piece))
        leading = [group for group in groups if _leads(sentence, group, piece)]
        if any(name.company == company for group in (nearest, *leading) for name in group):
            owned.append(piece)
    return tuple(owned)


def _speaks(sentence: str, mention: Mention, source: tuple[int, int] | None) -> bool:
    """Return whether a company is named as one that comments on others, or rates them."""
    start, end = source or (0, 0)
    if start <= mention.start < end or _RATING.match(sentence, mention.end):
        return True
    return bool(_SOURCE.search(sentence, max(0, mention.start - 2 * NEARBY), mention.start))


def _leads(sentence: str, group: Sequence[Mention], piece: _Spanned) -> bool:
    """Return whether names are said to have led a move, and so to have shared it."""
    between = group[0].start - piece.end
    return 0 < between <= FAR and bool(_LEADING.match(sentence[piece.end : group[0].start]))


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


def find_comments(sentences: Sequence[str], named: Sequence[Sequence[Mention]]) -> tuple[bool, ...]:
    """Return which of a text's sentences quote an outsider on the times, and name no one else.

    A quotation may begin in the sentence before the one that says whose it is, and go on behind it.

    Examples
    --------
    >>> find_comments(["“Growth is slowing,” said Ann Lee, economist at North Bank."], [()])
    (True,)
    >>> find_comments(["“Nokia's sales shrink,” said Ann Lee, analyst at North Bank."], [()])
    (False,)
    """
    sources = [comments.comment_in(sentence) for sentence in sentences]
    if not any(sources):
        return (False,) * len(sentences)
    nobody = [
        not _names_others(sentence, here, source)
        for sentence, here, source in zip(sentences, named, sources, strict=True)
    ]
    told = [source is not None for source in sources]
    for at, sentence in enumerate(sentences):
        if sources[at] is None:
            begins = _opens_quote(sentence) and at + 1 < len(sentences) and told[at + 1]
            told[at] = begins or (at > 0 and told[at - 1] and bool(_GOES_ON.search(sentence)))
    return tuple(said and none for said, none in zip(told, nobody, strict=True))


def _names_others(
    sentence: str, mentions: Sequence[Mention], source: tuple[int, int] | None
) -> bool:
    """Return whether a sentence names a company besides the source that it quotes."""
    start, end = source or (0, 0)
    bodies = companies.no_companies("bodies")
    named = [*mentions, *_others(sentence, mentions)]
    return not all(start <= one.start < end or one.company in bodies for one in named)


def _opens_quote(sentence: str) -> bool:
    """Return whether a sentence opens a quotation that the next one goes on with."""
    marks = _QUOTES.findall(sentence)
    return sentence[:1] in '"“' and len(marks) % 2 == 1


def _all_named(sentence: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, and with them every other name of the sentence."""
    others = _others(sentence, mentions)
    named = sorted([*mentions, *others], key=lambda mention: mention.start)
    return [*_opening(sentence, named[0]), *named] if named else []


def _others(sentence: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the names of a sentence that are not among the mentions."""
    taken = [(mention.start, mention.end) for mention in mentions]
    return [
        Mention(match.group(), *match.span())
        for match in _NAME.finditer(sentence)
        if not _is_no_name(match.group())
        and not any(start < match.end() and match.start() < end for start, end in taken)
        and not _OWNED.search(sentence, max(0, match.start() - NEARBY), match.start())
    ]


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
        if _WHOSE.fullmatch(between):
            return 0.0
        return BEHIND_COST + len(between) + BREAK_COST * len(_BREAK.findall(between))
    return 0.0
