"""Boilerplate: menus, buttons, adverts, bylines and disclaimers, no part of an article.

Whole lines alone are judged, so that "Share prices fell" is never taken for a button. What such
lines look like is data, with examples of each kind and of what it must leave: boilerplate.toml.
"""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

LONGEST = 400  # characters of a line that may be boilerplate; only a disclaimer is longer
LONGEST_DISCLAIMER = 6_000
_SOURCE = Path(__file__).with_name("boilerplate.toml")
# What a disclaimer says: all words of one row, anywhere in its paragraph.
_DISCLAIMERS = [
    (r"^\(?(?:disclaimer|disclosure|disclosures)\s*:",),
    (r"\bfor (?:informational|information|educational|general information) purposes only\b",),
    (
        r"\b(?:is not|not be (?:considered|construed as)|not intended as|not constitute|nor is it)"
        r" (?:a recommendation|an offer|investment|financial)(?: advice)?\b",
    ),
    (r"\bpast performance (?:is|does|may) no[t]?\b",),
    (r"\bforward[- ]looking (?:statements?|information)\b", r"\blitigation reform act\b"),
    (
        r"\bforward[- ]looking (?:statements?|information)\b",
        r"\brisks? and uncertaint|\bdiffer(?:ing)? materially|\bsafe harbou?r\b"
        r"|\bwithin the meaning|\bundue reliance"
        r"|\bno (?:obligation|duty) to (?:publicly )?(?:update|revise)",
    ),
    (r"\b(?:not the|other than the) (?:intended|named) (?:recipient|addressee)",),
    (r"\bfor (?:professional|institutional|accredited) (?:clients|investors) only\b",),
    (r"\b(?:article|page) is a transcript\b",),
    (r"\bstatements about the future\b", r"\brisks? and uncertaint"),
    (r"\bactual results (?:may|could|might|to) differ materially\b",),
    (r"\b(?:holds?|has|have) no (?:positions?|stake) in any of the (?:stocks|shares)\b",),
    (r"\bhas (?:a disclosure policy|positions in and recommends)\b",),
    (r"\b(?:views|opinions)\b.{0,60}\bexpressed\b", r"\b(?:their|his|her|the author's) own\b"),
    (
        r"\b(?:views|opinions|comments)\b.{0,80}\bexpressed\b",
        r"\bnot necessarily (?:reflect|represent)"
        r"|\bare (?:solely )?those of (?:our|the) (?:users|readers)",
    ),
    (r"^(?:conflicts? of interest|ratings? distribution|distribution of ratings)\s*:",),
    (r"\b(?:take|accept)s? (?:any |no )?responsibility for the (?:contents?|adequacy|accuracy)\b",),
    (r"\bmay (?:hold|have) (?:\w+ ){0,4}positions? in (?:the )?(?:securities|shares|stocks)\b",),
    (r"^(?:preliminary transcript|analyst certification)\b",),
    (r"\bviews expressed\b.{0,40}\baccurately reflect\b",),
    (r"\b(?:retail|investor) accounts lose money\b",),
    (r"\bthis (?:e-?mail|message)\b.{0,60}\bconfidential\b",),
    (r"\badvised to exercise caution when dealing in\b",),
    (r"\bseeks? to do business with companies covered\b",),
    (r"^this (?:e-?mail|message)\b", r"\bconfidential\b|\bintended (?:only|solely)\b"),
    (r"\bauthori[sz]ed and regulated by\b|\bmember (?:of )?(?:finra|sipc)\b",),
    (r"\binside information\b", r"\bmarket abuse regulation\b|\b596/2014\b"),
    (r"\bthis information is provided by\b", r"\bprimary information provider\b|\bnews service\b"),
    (r"^(?:please )?(?:see|refer to)\b.{0,80}\bdisclosures?\b", r"\bdisclosures?\b.{0,100}$"),
]
_ASKED = [tuple(re.compile(one, re.IGNORECASE) for one in row) for row in _DISCLAIMERS]
_WORDS_OF_ALL = [  # of which each of those has one
    *"disclos disclaim recommend offer advice position stake expressed recipient addressee".split(),
    *("conflict of interest", "conflicts of interest", "distribution"),
    *("purposes only", "past performance", "forward-looking", "forward looking", "is a transcript"),
    *(
        "differ materially",
        "do business with",
        "clients only",
        "investors only",
        "statements about",
        *("confidential", "intended only", "intended solely"),
        *("authorised and regulated", "authorized and regulated", "finra", "sipc"),
        *("inside information", "this information is provided", "responsibility for the"),
        *("exercise caution", "lose money", "preliminary transcript", "certification"),
    ),
]
_DECORATION = "#*_>•·▪◦‣►▶→☕▾▿ \t"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a line of boilerplate is, in words for the reader, and what it takes along."""

    reason: str
    then: str = ""  # which lines below belong to it: see :mod:`sentiment.text.layout`
    tells: bool = field(default=False, compare=False)  # whether its lines may hold news, of others


DISCLAIMER = Kind("a disclaimer")


def recognise(block: str) -> str | None:
    """Return what kind of boilerplate a block of text is, or None if it is to be read.

    Examples
    --------
    >>> recognise("Share. Like. Sign up free")
    'an invitation to sign up'
    >>> recognise("Share prices fell on Monday.") is None
    True
    """
    kind = kind_of(block)
    return None if kind is None else kind.reason


def kind_of(block: str) -> Kind | None:
    """Return the kind of boilerplate that a line or paragraph is, None if it is none."""
    line = " ".join(block[: LONGEST_DISCLAIMER + 1].split())
    if len(line) <= LONGEST:
        bare = line.strip(_DECORATION).removeprefix("- ").removeprefix("– ")
        match = _pattern().fullmatch(bare or line)
        if match and match.lastgroup:
            kind = _kinds()[int(match.lastgroup[1:])]
            return None if not kind.tells and tells_news(line) else kind
    if len(block) > LONGEST_DISCLAIMER:
        return None
    folded = line.casefold()
    if not any(map(folded.__contains__, _WORDS_OF_ALL)):  # as in most lines
        return None
    return DISCLAIMER if any(all(one.search(line) for one in row) for row in _ASKED) else None


def tells_news(line: str) -> bool:
    """Return whether a line holds a verb of news, which no button, menu or greeting does."""
    return bool(_news().search(line))


def examples() -> list[tuple[str, str, bool]]:
    """Return each kind's examples: its reason, a line, and whether that is of the kind."""
    return [
        (held["reason"], line, of_it)
        for held in _held()["kind"]
        for name, of_it in (("yes", True), ("no", False))
        for line in held[name]
    ]


@cache
def _held() -> dict[str, Any]:
    """Return the kinds, and the verbs of news, as the file holds them."""
    return tomllib.loads(_SOURCE.read_text("utf-8"))


@cache
def _news() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_held()['news']['verbs'])})\b", re.IGNORECASE)


@cache
def _kinds() -> list[Kind]:
    return [
        Kind(held["reason"], held.get("then", ""), held.get("tells", False))
        for held in _held()["kind"]
    ]


@cache
def _pattern() -> re.Pattern[str]:
    """Return one pattern of all kinds, each a group of its own."""
    groups = (
        f"(?P<k{number}>{'|'.join(f'(?:{line})' for line in held['lines'])})"
        for number, held in enumerate(_held()["kind"])
    )
    return re.compile("|".join(groups), re.IGNORECASE)
