"""What a sentence says of one of the companies it names."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar

from sentiment.reading import names, quotations
from sentiment.text import companies
from sentiment.text.companies import Mention


class _Spanned(Protocol):
    """Anything that lies at ``start:end`` of a sentence."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Piece = TypeVar("Piece", bound=_Spanned)

BREAK_COST = 40  # characters of distance that one break is worth
FAR = 240  # characters that a leader of a move may be away
SOURCE_NEAR = 60  # characters before a name in which it is said to be a source
BEHIND_COST = 15  # characters that a name behind the words is further off than one before them
_QUOTES = re.compile(r"[\"“”]")
# A quotation goes on: "… he said. “Prices will fall.”", "They add that …"
_GOES_ON = re.compile(r"^[\"“]|\b(?:he|she|they) (?:said|says?|adds?|added|notes?|noted|writes?)\b")
# A noun and whose it is: "gains in Nokia", "a drop of 4% at Nokia"
_WHOSE = re.compile(
    r"(?:(?: of)?(?: [\d.,]+%)?(?: shares| stocks?)? (?:in|of|for)|(?: of)? [\d.,]+% at)"
    r"(?: [a-z'’-]+){0,5} "
)
# Who is named as where figures come from: "according to Refinitiv"
_SOURCE = re.compile(
    r"(?:according to|data (?:from|by)|figures from|compiled by|polled by|per|says)"
    r"(?: [a-z]+){0,4} $"
)
# A complaint falls on whose thing it is of: "unsatisfied with some of Nvidia's chips"
_COMPLAINT = re.compile(
    r"(?:un|dis|not )(?:satisfied|happy)|disappoint|frustrat|annoy|critici|complain|doubts?\b"
    r"|fault|wary",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(r" (?:with|by|about|over|at|of|in)(?: [a-z]+){0,4} $")
# Those that led or dragged a move shared it: "The index fell, led by Shell and BP".
_LEADING = re.compile(
    r"^(?:(?!\b(?:while|but|as|after|although|though)\b)[^;:.]){0,60}?"
    r"\b(?:led|dragged|weighed|pulled|pushed|lifted|boosted)(?: (?:higher|lower|down|up))?"
    r" by(?: (?:\w+ ){0,3}(?:gains|losses|declines|rises|falls|drops|advances)"
    r" (?:in|at|for|of|from))?[^;:.]{0,60}$"
)
# Who is named for what he says of the times: "Alba said", "a survey by Alba", "told Alba"
_TELLS = re.compile(
    r"(?:['’]s?)?(?: [\w-]+)? (?:said|says|sees|analys[ti]s?s?|surveys?|research|data|officials?"
    r"|calculates?|projected|projects|forecasts?|estimates?|expects?)\b"
)
_TOLD = re.compile(r"\b(?:told|by the|survey by|data from) $")
# An upgrade of what is told behind it: "upgraded the rate-sensitive lenders"
_NAMED_BEHIND = re.compile(
    r"\b(?:up|down)grad\w* (?!(?:it|its rating|the (?:stock|shares?|company|firm|rating))\b)"
)
# Others beside a name: "Barclays and UBS"
_BESIDE = r"(?:(?:,| and|, and| &) [A-Z][\w.&’'-]*(?: [A-Z][\w.&’'-]*)?){0,3}"
# A house that rates or forecasts does it to another: "UBS cut its target for Nokia".
_RATING = re.compile(
    _BESIDE
    + r"(?:['’]s?)?(?: [Aa]nalysts?(?: [A-Z][\w.'’-]+){0,3})?,?(?: (?:also|has|have|on \w+))?"
    r" (?i:(?:up|down)grad(?:e|es|ed|ing)(?! (?:its|their|the network|to|by|at|from)\b)"
    r"|(?:cut|raise|lift|lower|trim|slash|hike|boost|increase|reduce|reiterate|maintain|start"
    r"|resume|initiate)\w* (?:its |their |the |his |her )?(?:[\w-]+ ){0,4}?"
    r"(?:price targets?|target prices?|targets? (?:on|for|to [$€£])|ratings?|coverage"
    r"|price forecasts?|rate forecasts?))\b"
)
# Who complains of another's thing: "OpenAI is unsatisfied with some of Nvidia's chips".
_COMPLAINS = re.compile(
    r"(?: (?:is|are|was|were|has been|have been|remains?))?(?: \w+ly)?"
    r" (?:unsatisfied|dissatisfied|unhappy|disappointed|displeased|frustrated|furious|angry|fed up"
    r"|complain\w*) (?:with|about|over|at|by|of) [^,;:.]{0,50}?"
    r"\b[A-Z][\w&-]+(?:['’]s\b|[.,;]|$)"
)
# What is good for one who does it to another is bad for the other.
_AGAINST = re.compile(
    r"\b(?:unlike|in contrast (?:to|with)"
    r"|(?:gain|gains|gained|gaining|closing in) (?:ground |share |market share )?on"
    r"|tak(?:e|es|ing) (?:\w+ )?(?:share|customers|business|orders) from"
    r"|took (?:\w+ )?(?:share|customers|business|orders) from"
    r"|(?:wins?|won|winning|lur\w+|poach\w*|steal\w*|stole) (?:\w+ )?"
    r"(?:customers|clients|shoppers|riders|users|viewers|subscribers) from"
    r"|at the expense of"
    r"|(?:dollar|euro|yen|sterling|pound|yuan|franc|rupee|currency)\b[^,;]{0,60} against"
    r"|(?:overtak|overtook|outsell|outsold|outpac|outperform|outshin|outshone|outrun|outran|outstrip"
    r"|eclips|leapfrog|trounc|outgun|outclass|undercut|dethron)\w*)"
    r"\s(?:the )?(?:(?:its |the )?(?:arch-?)?rivals? )?$",
    re.IGNORECASE,
)
# Who is named between two commas, for comparison alone: "Shell, unlike BP, missed forecasts"
_ASIDE = re.compile(r", (?:un)?like (?:its |the )?(?:[a-z]+ ){0,2}$")
AGAINST_NEAR = 80  # characters before a name in which the last word of those stands
_AGAINST_STEMS = [  # of which each of those has one
    *"unlike contrast expense against overt eclips leapfrog trounc undercut dethron".split(),
    *("on", "from", "outs", "outp", "outr", "outg", "outc"),
]
_CARRIED = re.compile(
    r"\s*(?:[\"“]?\s*)(?:(?:but|and|so|still|meanwhile|however),?\s+)?"
    r"(?:it|its|it's|he|she|they|their|his|her|the (?:company|firm|group|chipmaker|chip maker|maker"
    r"|bank|carmaker|automaker|retailer|stock|share|shares|business|giant|startup|start-up|plan|deal|bet|gamble|investment|agreement|partnership|offer|bid"
    r"|bargain|filing|results))\b",
    re.IGNORECASE,
)

# Who makes a business of opinions speaks of the share that a text is about: "Two brokers cut their"
_ADVISERS = re.compile(
    r"(?:(?:[A-Z][\w.&’'-]*|at|least|some|several|two|three|four|five|many|most|other|\d+) ){0,3}"
    r"(?:[Aa]nalysts?|[Bb]rokers?|[Bb]rokerages?|[Ss]trategists?)"
    r"(?: (?:at|from|of|with) [^,;:.]{1,50}?)?(?: (?:have|has|also|been|quickly|then)){0,2}"
    r" (?:cut|trim|lower|slash|rais|lift|hik|boost|increas|reduc|nudg|bump|upp|par|upgrad|downgrad)"
    r"\w* (?:up |down )?(?:its|their|his|her|the)\b"
)


def carried_on(sentence: str) -> bool:
    """Return whether a sentence goes on about whom the one before it named.

    Examples
    --------
    >>> carried_on("The company expects a better year."), carried_on("AMD does not.")
    (True, False)
    >>> carried_on("Two brokers trimmed their targets.")
    True
    """
    return any(one.match(sentence) is not None for one in (_CARRIED, _ADVISERS))


def only_raters(sentence: str, mentions: Sequence[Mention]) -> bool:
    """Return whether all whom a sentence names do is to rate another, who need not be named.

    Examples
    --------
    >>> from sentiment.text.companies import mentions
    >>> text = "Barclays and UBS raised their price targets."
    >>> only_raters(text, mentions(text))
    True
    """
    if not mentions or _NAMED_BEHIND.search(sentence):
        return False
    return all(_rates(sentence, one) for one in mentions)


def _rates(sentence: str, mention: Mention) -> bool:
    """Return whether a company is named as one whose brokers rate another."""
    advised = _ADVISERS.match(sentence)
    within = advised is not None and mention.end <= advised.end()
    return within or _RATING.match(sentence, mention.end) is not None


def pieces_by_company(
    sentence: str, pieces: Sequence[Piece], *, mentions: Sequence[Mention]
) -> dict[str, tuple[Piece, ...]]:
    """Return which of a sentence's pieces speak of each company that it speaks of.

    A piece belongs to the name nearest before it in its clause, else to the nearest behind it;
    names joined in a list share it. If the sentence names nobody else, all are the company's.

    Examples
    --------
    >>> from sentiment.text.companies import mentions
    >>> text = "AMD soars while Nvidia slips."
    >>> moves = [Mention("up", 4, 9), Mention("down", 23, 28)]
    >>> [one.company for one in pieces_by_company(text, moves, mentions=mentions(text))["AMD"]]
    ['up']
    """
    source = quotations.comment_in(sentence)
    named = [
        one for one in names.all_named(sentence, mentions) if not _speaks(sentence, one, source)
    ]
    groups = names.listed(sentence, [one for one in named if not _is_aside(sentence, one)])
    owned: dict[str, list[Piece]] = {name.company: [] for group in groups for name in group}
    breaks = [one.start() for one in names.BREAK.finditer(sentence)] if len(groups) > 1 else []
    for piece in pieces if groups else ():
        if any(one.start <= piece.start and piece.end <= one.end for one in mentions):
            continue  # a name's own word: "Zoom", "Canopy Growth"
        blamed = [group for group in groups if _blames(sentence, group, piece)]
        nearest = min(blamed or groups, key=lambda group: _distance(sentence, group, piece, breaks))
        leading = [group for group in groups if _leads(sentence, group, piece)]
        for company in {name.company for group in (nearest, *leading) for name in group}:
            owned[company].append(piece)
    return {company: tuple(told) for company, told in owned.items()}


def _speaks(sentence: str, mention: Mention, source: tuple[int, int] | None) -> bool:
    """Return whether a company is named as one that comments on others, or rates them."""
    start, end = source or (0, 0)
    judges = _rates(sentence, mention) or _COMPLAINS.match(sentence, mention.end)
    if start <= mention.start < end or judges:
        return True
    return bool(_SOURCE.search(sentence, max(0, mention.start - SOURCE_NEAR), mention.start))


def _is_aside(sentence: str, mention: Mention) -> bool:
    """Return whether a company is named for comparison alone."""
    near = max(0, mention.start - SOURCE_NEAR)
    return sentence[mention.end : mention.end + 1] == "," and bool(
        _ASIDE.search(sentence, near, mention.start)
    )


def _blames(sentence: str, group: Sequence[Mention], piece: _Spanned) -> bool:
    """Return whether a piece is a complaint about what is a company's."""
    between = sentence[piece.end : group[0].start]
    return bool(_OF_WHOM.fullmatch(between)) and bool(
        _COMPLAINT.search(sentence, piece.start, piece.end)
    )


def _leads(sentence: str, group: Sequence[Mention], piece: _Spanned) -> bool:
    """Return whether names are said to have led a move, and so to have shared it."""
    between = sentence[piece.end : group[0].start]
    return " by" in between and len(between) <= FAR and bool(_LEADING.match(between))


def is_source(sentence: str, mentions: Sequence[Mention], *, company: str) -> bool:
    """Return whether a sentence may name a company for what it says, not for how it does.

    Examples
    --------
    >>> from sentiment.text.companies import mentions
    >>> text = "Inflation slows, a survey by Micron showed"
    >>> is_source(text, mentions(text), company="Micron")
    True
    """
    source = quotations.comment_in(sentence)
    return any(
        _speaks(sentence, one, source)
        or _TELLS.match(sentence, one.end)
        or _TOLD.search(sentence, max(0, one.start - SOURCE_NEAR), one.start)
        for one in mentions
        if one.company == company
    )


def set_against(sentence: str, *, mentions: Sequence[Mention], company: str) -> bool:
    """Return whether a sentence names *company* only as the one that another is set against.

    Examples
    --------
    >>> from sentiment.text.companies import mentions
    >>> text = "AMD gains on Nvidia."
    >>> [set_against(text, mentions=mentions(text), company=one) for one in ("AMD", "Nvidia")]
    [False, True]
    """
    before = [sentence[: one.start] for one in mentions if one.company == company]
    return bool(before) and all(map(_is_against, before))


def _is_against(before: str) -> bool:
    """Return whether what stands before a name sets another against it."""
    near = before[-AGAINST_NEAR:].lower()
    return any(map(near.__contains__, _AGAINST_STEMS)) and bool(_AGAINST.search(before))


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
    sources = [quotations.comment_in(sentence) for sentence in sentences]
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
    named = [*mentions, *names.others_named(sentence, mentions), *names.owner(sentence)]
    return not all(start <= one.start < end or one.company in bodies for one in named)


def _opens_quote(sentence: str) -> bool:
    """Return whether a sentence opens a quotation that the next one goes on with."""
    marks = _QUOTES.findall(sentence)
    return sentence[:1] in '"“' and len(marks) % 2 == 1


def _distance(
    sentence: str, group: Sequence[Mention], piece: _Spanned, breaks: Sequence[int]
) -> float:
    """Return how far a piece is from a group of names, a break between them counted in."""
    first, last = group[0].start, group[-1].end
    if last <= piece.start:
        return piece.start - last + BREAK_COST * _number(breaks, last, piece.start)
    if first >= piece.end:
        if _WHOSE.fullmatch(sentence, piece.end, first):
            return 0.0
        parted = BREAK_COST * _number(breaks, piece.end, first)
        return BEHIND_COST + first - piece.end + parted
    return 0.0


def _number(places: Sequence[int], first: int, last: int) -> int:
    """Return how many of some places lie between two."""
    return bisect_left(places, last) - bisect_left(places, first)
