"""Closes that no words date, in a text that tells of one day alone: they are of that day."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace

import pandas as pd

from sentiment.claims.claim import Claim
from sentiment.claims.dates import counted, last_closed
from sentiment.claims.meanings import CARRIED, NAMED, SHARED, TAKEN
from sentiment.claims.vocabulary import said
from sentiment.text import companies

_OLDER = re.compile(r"\b(?:close|closing \w+) of\b|\brecord\b|\bhigh\b|\blow\b", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:has|have|had|since|over|from|last|month|year|week)\b", re.IGNORECASE)
_STORY = re.compile(r"\b(?:when|then|earlier|once|previously|back in)\b", re.IGNORECASE)


def settle(claims: Sequence[Claim], days: Set[pd.Timestamp]) -> list[Claim]:
    """Return claims with each close, and each change told as of one, of the only one of *days*.

    "Nvidia sinks 3% to close at $185.61" over a text of Monday is told of Monday, and so can be
    false, as "Nvidia fell 3%" is the evening after; "it has fallen 3%" may be of a longer stretch.
    """
    day = next(iter(days), None)
    if day is None or len(days) > 1 or _others(claims, day):
        return list(claims)
    closes = {(one.sentence, one.symbol) for one in claims if _is_close(one) and _is_of(one, day)}
    return [_stated(one) if _is_told_there(one, closes, day) else one for one in claims]


def _others(claims: Sequence[Claim], day: pd.Timestamp) -> bool:
    """Return whether claims are told of another day than one and the session before it."""
    known = {day, counted(day, -1)}
    alone = (one for claim in claims for one in claim.meanings if not one.is_span)
    return any(one.why == NAMED and one.stated and one.sessions[0] not in known for one in alone)


def _is_close(claim: Claim) -> bool:
    """Return whether a claim is of a close, and not of one that is held against it."""
    return claim.kind == "level" and claim.moment == "close" and not _OLDER.search(claim.text)


def _is_of(claim: Claim, day: pd.Timestamp) -> bool:
    """Return whether a day that no words name can be that one alone."""
    return bool(claim.meanings) and all(
        one.sessions == (day,) and one.why in {CARRIED, SHARED, TAKEN} for one in claim.meanings
    )


def _is_told_there(claim: Claim, closes: set[tuple[str, str | None]], day: pd.Timestamp) -> bool:
    """Return whether a claim is such a close, or a change told in one sentence with one."""
    if not _is_of(claim, day):
        return False
    beside = (claim.sentence, claim.symbol) in closes
    if _is_close(claim):
        return beside
    return claim.kind == "change" and not claim.either and (beside or _is_plain(claim, day))


def _is_plain(claim: Claim, day: pd.Timestamp) -> bool:
    """Return whether a change is told of a name, in the plain past, right after its day."""
    before = claim.sentence[: claim.sentence.find(claim.text)]
    past = {*claim.text.lower().split()} & said("finite")
    if not past or _PERFECT.search(f"{before} {claim.text}") or _STORY.search(claim.sentence):
        return False
    names = {one.company for one in companies.mentions(claim.text)}
    told = claim.company in names or claim.text.startswith((claim.company, f"The {claim.company}"))
    return told and day == last_closed(claim.known)


def _stated(claim: Claim) -> Claim:
    return replace(claim, meanings=tuple(replace(one, stated=True) for one in claim.meanings))
