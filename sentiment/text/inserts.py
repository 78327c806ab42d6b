"""What a page sets among an article's paragraphs and below them, known by its shape and its place.

Cards that were paid for, appeals to subscribe, headings of a section, headlines of other articles:
none of them is a sentence of the article, and no list could hold them all.
"""

import itertools
import re
from collections.abc import Sequence

from sentiment.text import boilerplate
from sentiment.text.companies import mentions
from sentiment.text.language import english_share
from sentiment.text.lines import Line, bulleted, is_prose, runs, stopped

FEWEST_SENTENCES = 3  # of an article, without which every line may be one of its own
_PRICES, _CAPTION = "prices of the market", "a picture's caption or credit"
_LONGEST_OF_BOX = 5  # words of a line of a share's box
_FEW_ENGLISH = 0.15  # of the words of a text in another language are English ones
_PRIVACY = re.compile(
    r"cookie|datenschutz|privatsph|personenbezogen|vie priv|confidentialit|privacid|dados pessoais"
    r"|datos personales|dati personali|riservatezza|persoonsgegevens|integritet|personuppgifter",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\[[^\[\]]{3,160}[^.!?\[\]]\]")
FILM_LENGTH = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")  # of a film, and no time of day
_COMMENTS = re.compile(
    r"(?:view |show |all )?(?:\d[\d,.]* )?(?:comments?|replies|kommentare|commentaires|comentarios)"
    r"(?: ?\(?\d[\d,.]*\)?)?:?",
    re.IGNORECASE,
)
_SORTED = re.compile(
    r"(?:sort(?:ed)? by|newest|oldest|most (?:liked|recent)|top comments|add a comment"
    r"|join the (?:conversation|discussion)|log in to comment)\b",
    re.IGNORECASE,
)
_ADVERT, _LETTER = "an advertisement", "a line of a newsletter"
_FEWEST_CARDS = 2  # that were paid for, in lines that no blank one parts
_LONGEST_APPEAL = 240  # characters
_LONGEST_HEADING = 3  # words
_LONGEST_IN_CAPITALS = 6
_FEWEST_SECTIONS = 2  # of an article: one heading alone may be a sentence cut short
_FEWEST_OTHERS = 2  # headlines of other articles below the last sentence
_PROVIDER = re.compile(r"(?:ads? |content |recommended |powered )?by [A-Z]\w+", re.IGNORECASE)
# What is offered to readers, and that they are spoken to: each alone may be news.
_OFFERED = re.compile(
    r"\b(?:newsletters?|inbox|e-?mail (?:form|list|alerts?)|(?:news|our|the) app|push alerts?"
    r"|daily (?:news )?updates?|unlimited access|(?:our|new) (?:podcast|channel)|subscriber-only"
    r"|ad-free|news tips?|(?:hear|heard) from you)\b",
    re.IGNORECASE,
)
_SPOKEN_TO = re.compile(
    r"\b(?:you|your|us|our|please)\b|^(?:get|join|catch|download|follow|like|subscribe|sign|read|try"
    r"|start|never|don['’]t|stay|receive|want|enjoy\w*|love)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^[\"“‘']|[\"”’'],? (?:he|she|it|they|the)\b|\b(?:said|says|told|wrote)\b")
_CAPITAL = re.compile(r"\b[A-Z][\w'’]{3,}")


def mark_banner(lines: Sequence[Line]) -> None:
    """Say that an English text opens with a notice on privacy in another language."""
    first = next(runs(lines), [])
    said = " ".join(line.text for line in first)
    if len(first) == len(lines) or not _PRIVACY.search(said):
        return
    rest = " ".join(line.text for line in lines[len(first) :])
    if english_share(said) < _FEW_ENGLISH < english_share(rest):
        for line in first:
            line.is_("a notice on cookies and consent")


def mark_inserts(lines: Sequence[Line]) -> None:
    """Say which lines among and below an article's sentences a page has set there."""
    _mark_paid(lines)
    told = [at for at, line in enumerate(lines) if line.kind is None and is_prose(line)]
    if len(told) < FEWEST_SENTENCES:
        return
    for line in lines[told[0] + 1 :]:
        if line.kind is None and not line.part and _is_appeal(line.text):
            line.is_(_LETTER)
    headings = [
        line
        for line, below in itertools.pairwise(lines[told[0] + 1 :])
        if _is_heading(line) and below.kind is None and is_prose(below)
    ]
    if len(headings) < _FEWEST_SECTIONS:
        headings = [line for line in headings if line.text.isupper() and " " in line.text]
    for line in headings:
        line.is_("a heading")
    _mark_others(lines)
    _mark_quotes(lines)
    _mark_pictures(lines)
    _mark_comments(lines, told[FEWEST_SENTENCES - 1])


def _mark_paid(lines: Sequence[Line]) -> None:
    """Mark a run of cards, each above a line that says it was paid for, and those between them."""
    for run in runs(lines):
        paid = [at for at, line in enumerate(run) if line.kind and line.kind.reason == _ADVERT]
        if len(paid) < _FEWEST_CARDS:
            continue
        end = paid[-1] + 1
        if end < len(run) and _PROVIDER.fullmatch(run[end].text):
            end += 1
        for line in run[:end]:
            if line.kind is None and line.part != "headline":
                line.is_(_ADVERT)


def _mark_quotes(lines: Sequence[Line]) -> None:
    """Mark the box of a share: its names and its price, above or beside what that changed by."""
    for run in runs(lines):
        priced = any(line.kind and line.kind.reason == _PRICES for line in run)
        told = [line for line in run if line.kind is None]
        short = all(len(line.text.split()) <= _LONGEST_OF_BOX for line in told)
        if not priced or not short or any(map(is_prose, told)):
            continue
        for line in told:
            if not line.part and not boilerplate.tells_news(line.text):
                line.is_(_PRICES)


def _mark_pictures(lines: Sequence[Line]) -> None:
    """Mark what stands for a picture: in brackets, or said twice; and a title above its length."""
    for line in lines:
        shown = _BRACKETED.fullmatch(line.text) or _is_said_twice(line.text)
        if line.kind is None and not line.part and shown:
            line.is_(_CAPTION)
    for line, below in itertools.pairwise(lines):
        timed = below.gap == 0 and FILM_LENGTH.fullmatch(below.text)
        if timed and line.kind is None and line.gap and not is_prose(line) and not line.part:
            line.is_(_CAPTION)
            below.is_(_CAPTION)


def _is_said_twice(said: str) -> bool:
    """Return whether a line is one phrase and the same again: a picture's words and its caption."""
    half, odd = divmod(len(said), 2)
    return bool(odd) and said.count(" ") > _LONGEST_HEADING and said[:half] == said[half + 1 :]


def _mark_comments(lines: Sequence[Line], first: int) -> None:
    """Mark all that readers said below an article: under their number and a way to sort them."""
    for at, line in enumerate(lines[first:], first):
        near = lines[at + 1 : at + 3]
        if _COMMENTS.fullmatch(line.text) and any(_SORTED.match(one.text) for one in near):
            for said in lines[at:]:
                said.is_("a comment of a reader")
            return


def _is_appeal(said: str) -> bool:
    """Return whether a line offers its readers a letter, an app or more to read."""
    if len(said) > _LONGEST_APPEAL or _QUOTED.search(said) or boilerplate.tells_news(said):
        return False
    return bool(_OFFERED.search(said) and _SPOKEN_TO.search(said)) and not mentions(said)


def _is_heading(line: Line) -> bool:
    """Return whether a line names what the paragraphs below it are about, and says nothing."""
    if line.kind is not None or line.part or not line.gap or line.mark or bulleted(line.text):
        return False
    longest = _LONGEST_IN_CAPITALS if line.text.isupper() else _LONGEST_HEADING
    short = len(line.text.split()) <= longest and line.text[-1].isalnum()
    told = boilerplate.tells_news(line.text) or any(map(str.isdigit, line.text))
    happened = line.text.endswith("ed")  # "Profit halved"
    return short and line.text[0].isupper() and not (told or happened)


def _mark_others(lines: Sequence[Line]) -> None:
    """Mark headlines below an article's last sentence that share no name with it."""
    stated = [
        at
        for at, line in enumerate(lines)
        if line.kind is None and is_prose(line) and not line.said.endswith("?")
    ]
    if not stated:
        return
    last = stated[-1]
    below = list(itertools.takewhile(lambda line: line.kind is None, lines[last + 1 :]))
    names = set(_CAPITAL.findall(" ".join(line.text for line in lines[: last + 1])))
    strange = [line for line in below if _is_strange(line, names)]
    if len(strange) >= _FEWEST_OTHERS and strange == below[-len(strange) :]:
        for line in strange:
            line.is_("a link to other articles")


def _is_strange(line: Line, names: set[str]) -> bool:
    """Return whether a line may be the headline of another article: no figure, no name of this."""
    if line.part or line.mark or bulleted(line.text) or any(map(str.isdigit, line.text)):
        return False
    ends = line.text[-1].isalnum() or (stopped(line.text) and line.text.endswith("?"))
    said = line.text.split()
    return (
        ends
        and line.text[0].isupper()
        and len(said) > 4
        and names.isdisjoint(_CAPITAL.findall(line.text))
    )
