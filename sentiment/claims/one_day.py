"""Texts of one session: where several figures bear a session out, the others are of it, too."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from sentiment.claims.claim import Claim, Meaning
from sentiment.claims.doubts import DOUBTS
from sentiment.claims.when import last_closed, open_session
from sentiment.market import calendar

ENOUGH = 2  # kinds of figures of a share that agree with the session's bars


def session_of_text(claims: Sequence[Claim], matched: Sequence[Claim]) -> pd.Timestamp | None:
    """Return the one session that a text is of; None where it may tell of others.

    It is the last one closed as the text was written, before the next began. Its closes bear out
    two figures of different shares or kinds, and none is told of another day.

    Parameters
    ----------
    claims
        All that a text says of prices.
    matched
        Those that match a close, the meaning that does first.
    """
    known = {one.known for one in claims}
    if len(known) != 1 or not matched:
        return None
    instant = known.pop()
    session = last_closed(instant)
    fresh = calendar.session_of(instant) in {session, calendar.next_session(session)}
    if not fresh or open_session(instant) is not None:
        return None
    bearing = {(one.symbol, one.kind) for one in matched if one.sessions == (session,)}
    elsewhere = any(
        not meaning.is_span and meaning.stated and meaning.sessions != (session,)
        for one in claims
        for meaning in one.meanings
    )
    return session if len(bearing) >= ENOUGH and not elsewhere else None


def told_of(claim: Claim, session: pd.Timestamp) -> Claim | None:
    """Return a claim without a day of its own as told of a text's session; None for any other."""
    days = [one.sessions for one in claim.meanings]
    loose = not any(one.stated or one.is_span or one.why in DOUBTS for one in claim.meanings)
    if not loose or (session,) not in days:
        return None
    return replace(claim, meanings=tuple(map(_stated, claim.meanings)))


def _stated(meaning: Meaning) -> Meaning:
    return replace(meaning, stated=True, why="the text's other figures bear it out")
