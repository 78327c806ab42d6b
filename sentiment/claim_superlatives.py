"""The records and streaks of a sentence as claims: whose they are, and of which day."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from sentiment.claim_changes import Figure
from sentiment.claim_moments import When
from sentiment.claim_reader import Claim, Placed, Reader
from sentiment.claim_records import Of, Superlative, read_superlatives
from sentiment.claim_subjects import (
    Scene,
    Subject,
    subject_before,
)
from sentiment.claim_words import FALL, RISE, said, word_at
from sentiment.sessions import previous_session


def read_records(reader: Reader, figures: Sequence[Figure]) -> list[Claim]:
    """Return the records and streaks of a sentence whose price is known."""
    found = []
    for told in read_superlatives(reader.lowered, reader.days):
        subject = _whose(reader, told, figures)
        if subject is not None:
            found.append(_superlative(reader, told, subject=subject, figures=figures))
    return found


def _whose(reader: Reader, told: Superlative, figures: Sequence[Figure]) -> Subject | None:
    """Return whose record or streak it is: of the figure before it, or of what leads to it."""
    tokens = reader.scene.tokens
    before = [one for one in figures if tokens[one.first].start < told.start]
    if before:
        return before[-1].subject
    first = next(place for place, token in enumerate(tokens) if token.end > told.start)
    subject = _near(reader.scene, first)
    if subject is not None and not (subject.bare and told.count == 0 and told.of == "rise"):
        return subject
    return _behind(reader.scene, first) if told.count else None


def _behind(scene: Scene, first: int) -> Subject | None:
    """Return the subject behind "for a third straight session,"."""
    for at in range(first, min(first + 20, len(scene.tokens))):
        if scene.tokens[at].text in RISE or scene.tokens[at].text in FALL:
            return subject_before(scene, at)
    return None


_LEADING = said("leading")


def _near(scene: Scene, first: int) -> Subject | None:
    """Return the subject before a record, past the verbs that lead to it."""
    begin = first
    while begin > 0 and word_at(scene.tokens, begin - 1) in _LEADING and first - begin < 6:
        begin -= 1
    return subject_before(scene, begin, owned=True)


def _superlative(
    reader: Reader, told: Superlative, *, subject: Subject, figures: Sequence[Figure]
) -> Claim:
    """Return a record or streak as a claim."""
    tokens = reader.scene.tokens
    before = [one for one in figures if tokens[one.first].start < told.start]
    own = [reader.day(before, place) for place in range(len(before))]
    last = max(place for place, token in enumerate(tokens) if token.start < told.end)
    near = next((one for one in reversed(own) if one), None) or reader.behind(last)
    if near is None and not before and told.count:
        near = next((day for day in reader.days if day.kind == "session"), None)
    if near is None and reader.opening() and reader.opening()[0] != told.since:
        near = reader.opening()[0]
    if near is not None and (near == told.since or near.kind != "session"):
        near = None
    day = Placed(near, "said") if near else Placed(reader.before, "not")
    sign = told.sign or _direction(reader.lowered, before)
    moves = told.count > 0 or told.open
    of: Of = told.of if not moves else "fall" if sign < 0 else "rise"
    amount = float(told.count) if told.count else math.nan
    claim = reader.built(
        told.start,
        told.end,
        subject=subject,
        kind="streak" if told.count else "record",
        amount=(amount, amount, amount),
        when=When("session" if told.of in {"high", "low"} else "close"),
        day=day,
        of=of if sign or not moves else None,
    )
    if told.over:  # the day that ends a streak is not of it
        ended = tuple(previous_session(day) for day in claim.sessions)
        claim = replace(claim, sessions=ended)
    since = told.since
    if since is None or since.kind == "unknown":
        return claim
    return replace(claim, earliest=since.first)


def _direction(lowered: str, before: Sequence[Figure]) -> int:
    """Return which way a streak goes, by the figure before it or the sentence's only direction."""
    if before and before[-1].sign:
        return before[-1].sign
    up = re.search(r"\b(?:rose|rise|gain\w*|climb\w*|advanc\w*|rall\w*|higher|rising)\b", lowered)
    down = re.search(
        r"\b(?:fell|fall\w*|drop\w*|declin\w*|slid\w*|slip\w*|lost|los\w+|lower)\b", lowered
    )
    return 0 if bool(up) == bool(down) else 1 if up else -1
