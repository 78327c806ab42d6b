"""Closes that no words date, in a text that tells of one day alone: they are of that day."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace

import pandas as pd

from sentiment.claims.claim import Claim
from sentiment.claims.dates import counted
from sentiment.claims.meanings import CARRIED, NAMED, SHARED, TAKEN

_OLDER = re.compile(r"\b(?:close|closing \w+) of\b|\brecord\b|\bhigh\b|\blow\b", re.IGNORECASE)


def settle(claims: Sequence[Claim], days: Set[pd.Timestamp]) -> list[Claim]:
    """Return claims with each close, and each change told as of one, of the only one of *days*.

    "Nvidia sinks 3% to close at $185.61" over a text of Monday is told of Monday, and so can be
    false; "Nvidia fell 3%" alone may be of another day or of a longer stretch.
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
    if not _is_of(claim, day) or (claim.sentence, claim.symbol) not in closes:
        return False
    return _is_close(claim) or (claim.kind == "change" and not claim.either)


def _stated(claim: Claim) -> Claim:
    return replace(claim, meanings=tuple(replace(one, stated=True) for one in claim.meanings))
