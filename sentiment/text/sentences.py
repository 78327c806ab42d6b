"""A text to its sentences, each once: furniture of the page and repeated passages are left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

import sentencex

from sentiment.text import boilerplate, datelines, layout, titles
from sentiment.text.invisible import Visible
from sentiment.text.lines import Line, bulleted, runs, stopped

Role = Literal["headline", "lead", "body"]
Span = tuple[int, int]
LEADS = 2  # sentences that a text opens with, its headline aside
LONGEST_HEADLINE = 200  # characters
FEWEST_WORDS = 4  # of a sentence whose second copy is a repeat: "Yes." may well be said twice
NARROWEST_WRAP, WIDEST_WRAP = 50, 120  # the longest line of a hard-wrapped text lies between
NARROWEST_COLUMN, FEWEST_IN_COLUMN = 35, 3  # the same of a column, in lines that end a sentence
FEWEST_LOWER = 0.3  # of the lines of a hard-wrapped text open in the midst of a sentence
FULL_LINE = 0.7  # of the longest line: a shorter one ends because its author ended it


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text, which holds it at ``start:end``, maybe among invisible characters."""

    text: str
    start: int
    end: int
    paragraph: int
    role: Role
    copies: int  # how often the text holds it
    speaker: str = ""  # whose words it is in a call
    side: str = ""  # on which side of the call: management or analyst


@dataclass(frozen=True, slots=True)
class Omission:
    """A stretch of the text that is not read, and why in words for the reader."""

    start: int
    end: int
    why: Literal["repeat", "furniture"]
    reason: str


@dataclass(frozen=True, slots=True)
class Passages:
    """What of a text is read, and what is left out; both in the order of the text."""

    sentences: tuple[Sentence, ...]
    omissions: tuple[Omission, ...]


_Placed = TypeVar("_Placed", Sentence, Omission)


def split_passages(text: str) -> Passages:
    r"""Return the distinct sentences of a text, and what was left out of it.

    A first line without a stop that stands alone is the headline, and the two sentences after it
    the lead. Sentences end where sentencex ends them, but for the cases of finance text below.

    Examples
    --------
    >>> read = split_passages("Bet unravels\n\nShares of Nvidia Inc. fell.\n\nAdvertisement")
    >>> [(sentence.role, sentence.text) for sentence in read.sentences]
    [('headline', 'Bet unravels'), ('lead', 'Shares of Nvidia Inc. fell.')]
    >>> read.omissions[0].reason
    'an advertisement'
    """
    seen = Visible(text)
    read = _split(seen.text)
    if seen.text == text:
        return read
    return Passages(
        tuple(_placed(one, seen) for one in read.sentences),
        tuple(_placed(one, seen) for one in read.omissions),
    )


def _placed(one: _Placed, seen: Visible) -> _Placed:
    """Return a sentence or an omission with its place in the text as written."""
    return replace(one, start=seen.place(one.start), end=seen.place(one.end, end=True))


def _split(text: str) -> Passages:
    """Return the sentences of a text without invisible characters, and what was left out."""
    found: list[Sentence] = []
    omissions: list[Omission] = []
    first_of: dict[str, int] = {}
    for paragraph, block in enumerate(_blocks(layout.laid_out(text))):
        start, end = block[0].start, block[-1].end
        left, reason = _left_out(text, block)
        if left > start:
            omissions.append(Omission(start, left, "furniture", reason))
        for first, last in _sentences(text, left, end):
            sentence = Sentence(
                text[first:last], first, last, paragraph, "body", 1, *block[0].speaker
            )
            same = _normal(sentence.text)
            if same.count(" ") + 1 >= FEWEST_WORDS and same in first_of:
                number = first_of[same]
                found[number] = replace(found[number], copies=found[number].copies + 1)
                omissions.append(Omission(first, last, "repeat", "said before"))
            else:
                first_of.setdefault(same, len(found))
                found.append(sentence)
    return Passages(tuple(_with_roles(found)), tuple(omissions))


def _left_out(text: str, block: Sequence[Line]) -> tuple[int, str]:
    """Return up to where a block is not read, and why: all of it, its number, its dateline."""
    first, last = block[0], block[-1]
    if first.kind is not None:
        return last.end, first.kind.reason
    if len(block) > 1 and (reason := boilerplate.recognise(text[first.start : last.end])):
        return last.end, reason
    begin = first.start + first.mark
    dateline = datelines.dateline_of(text[begin : last.end])
    if dateline is not None:
        return begin + dateline.end, "the dateline"
    return begin, "a field of a mail" if first.text[0].isalpha() else "a number of a list"


_STOP = re.compile(r"[.!?…:;][\"'”’)\]]*$")
# sentencex ends a sentence after these, though what follows belongs to it ...
_GOES_ON = re.compile(
    r"\b(?:approx|ca|est|vs|avg|incl|excl|pct|mln|bln|sept|[ap]\.m)\.\s*$", re.IGNORECASE
)
_CLOCK = re.compile(r"\b[ap]\.m\.\s*$", re.IGNORECASE)
_ZONE = re.compile(r"(?:E[SD]?T|C[SD]?T|P[SD]?T|GMT|UTC|BST|CES?T)\b")
# ... and goes on after these, though the next word opens a sentence.
_ENDS = re.compile(
    r"\b(?:U\.S|U\.K|E\.U|D\.C|Inc|Corp|Ltd|etc|[ap]\.m)\.[\"'”’)]*\s+"
    r"(?=(?:The|A|An|It|Its|He|She|They|We|But|And|In|On|At|By|For|That|This|These|Those|However"
    r"|Meanwhile|Still|Analysts|Investors|Nobody|No one)\s)"
)
# A summary tells one thing after another, each with its sources: "margins fell [1] - Sales rose".
_CITED = re.compile(r"(?:\[\d{1,3}\])+\s+(?=[-–—•] [A-Z“\"$€£\d])")
# "MSFT.US" and "BRK.B" name a share and its market or class.
_TICKER, _MARKET = re.compile(r"\b[A-Z]{1,6}\.$"), re.compile(r"[A-Z]{1,3}\b")
_DANGLING = re.compile(r"\b(?:the|an?|of|to|in|and|by|for|from|its|EUR|USD|GBP|SEK|US\\$)$")
# "Is it earned? - Sample Post": the outlet behind a headline is no sentence of its own
_PRINTED = re.compile(rf"[-–—|] (?:{titles.NAME}|{titles.SITE})(?: https?://\S+)?$")
_QUOTES = str.maketrans("“”„‘’‚–—−", "\"\"\"'''---")
LONGEST_SENTENCE = 1_000  # characters; longer is a table or a list that lost its stops
LONGEST_STRETCH = 4_000  # characters of a block that are split at once
_TAIL = 40  # characters before a boundary that are looked at


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph, headline, bullet or stretch that is left out."""
    share = _lower_share(lines)
    for run in runs(lines):
        longest = max(line.end - line.start for line in run)
        wraps = share >= FEWEST_LOWER or any(_opens_low(line) for line in run[1:])
        column = len(run) >= FEWEST_IN_COLUMN and stopped(run[-1].text)
        narrowest = NARROWEST_COLUMN if column else NARROWEST_WRAP
        width = longest if wraps and narrowest <= longest <= WIDEST_WRAP else 0
        block = run[:1]
        for line in run[1:]:
            if not _goes_with(block[-1], line, width=width):
                yield block
                block = []
            block.append(line)
        yield block


def _lower_share(lines: Sequence[Line]) -> float:
    """Return the share of lines below another that go on with its sentence."""
    below = [_opens_low(line) for line in lines if not line.gap]
    return sum(below) / len(below) if below else 0.0


def _opens_low(line: Line) -> bool:
    """Return whether a line opens in the midst of a sentence; "iPhone" and "eBay" open one."""
    return line.text[0].islower() and not line.text[1:2].isupper()


def _goes_with(before: Line, line: Line, *, width: int) -> bool:
    """Return whether a line goes on with what the one before it says, or is left out with it."""
    if before.kind is not None or line.kind is not None:
        return before.kind == line.kind
    if line.mark or bulleted(line.text) or line.speaker != before.speaker:
        return False
    if _opens_low(line):
        return True
    headline = before.part == "headline"
    full = before.end - before.start >= FULL_LINE * width or bool(_DANGLING.search(before.text))
    return bool(width) and full and not headline


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the span of each sentence of a block."""
    block = text[start:end].replace("\n", " ")
    if not block.isascii():  # half of a pair of surrogates is no character to sentencex
        block = block.encode("utf-8", "replace").decode("utf-8")
    cited = {match.end() for match in _CITED.finditer(block)}
    ends = {*_boundaries(block), *(match.end() for match in _ENDS.finditer(block))}
    first = 0
    for last in sorted(ends | cited):
        if last < len(block) and last not in cited and _goes_on(block, last):
            continue
        for begin, stop in _cut(block, first, last):
            yield start + begin, start + stop
        first = last


def _boundaries(block: str) -> Iterator[int]:
    """Yield where sentencex ends a sentence, asking it of one stretch of a long block at a time.

    Its work grows with the square of what it is given where quotes open and none closes, and no
    other thread runs meanwhile.
    """
    first = 0
    while len(block) - first > LONGEST_STRETCH:
        # What lies behind the stretch may change where its last sentences end.
        half, sure = first + LONGEST_STRETCH // 2, first + LONGEST_STRETCH - LONGEST_SENTENCE
        ends = [end for end in _ends(block, first, first + LONGEST_STRETCH) if end <= sure]
        yield from ends
        blank = block.rfind(" ", half, sure) + 1
        first = ends[-1] if ends and ends[-1] > half else blank or sure
    yield from _ends(block, first, len(block))


def _ends(block: str, first: int, last: int) -> list[int]:
    """Return where sentencex ends the sentences of a stretch."""
    found = sentencex.get_sentence_boundaries("en", block[first:last])
    return [first + boundary["end_index"] for boundary in found]


def _cut(block: str, first: int, last: int) -> Iterator[Span]:
    """Yield a sentence without the blanks around it, or what is too long for one in pieces."""
    while first < last:
        cut = last
        if last - first > LONGEST_SENTENCE:
            blank = block.rfind(" ", first, first + LONGEST_SENTENCE)
            cut = blank if blank > first else first + LONGEST_SENTENCE
        held = block[first:cut].strip()
        if held:
            begin = first + block[first:cut].index(held[0])
            yield begin, begin + len(held)
        first = cut


def _goes_on(block: str, at: int) -> bool:
    """Return whether the sentence that sentencex ends at *at* goes on behind it."""
    if _TICKER.search(block[max(0, at - _TAIL) : at]) and _MARKET.match(block, at):
        return True
    last = block[max(0, at - _TAIL) : at].rstrip().rpartition(" ")[2]
    following = block[at : at + _TAIL].lstrip()
    if at + _TAIL >= len(block) and _PRINTED.match(following):
        return True
    if _CLOCK.search(last):
        return bool(_ZONE.match(following)) or following[:1].islower()
    return following[:1].islower() or bool(_GOES_ON.search(last))


def _normal(sentence: str) -> str:
    """Return what two copies of a sentence share: case, blanks and shapes of quotes apart."""
    plain = sentence if sentence.isascii() else sentence.translate(_QUOTES)
    return " ".join(plain.casefold().split())


def _with_roles(found: list[Sentence]) -> list[Sentence]:
    """Return the sentences with the headline and the first ones behind it told apart.

    However a text is broken into paragraphs, what it opens with sums it up.
    """
    if not found:
        return []
    first, rest = found[0], found[1:]
    alone = bool(rest) and rest[0].paragraph != first.paragraph
    headed = alone and len(first.text) <= LONGEST_HEADLINE and not _STOP.search(first.text)
    leads: list[Role] = ["lead"] * LEADS
    roles: list[Role] = ["headline", *leads] if headed else leads
    told = [replace(one, role=role) for one, role in zip(found, roles, strict=False)]
    return [*told, *found[len(told) :]]
