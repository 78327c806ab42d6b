"""Price claims in words: the passages that hold them, the table of them, and what each comes to."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.wording import numbers
from sentiment.claims import patterns as claims_patterns
from sentiment.claims import tally
from sentiment.claims.verdicts import Judged

AROUND = 160  # characters shown of a passage before its first claim and behind its last
MOST = 200  # claims that are shown in their passages; the table holds them all


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a passage; ``mark`` counts the stretches that are claims."""

    text: str
    mark: int | None = None
    verdict: str = ""
    opened: bool = False


def marks(judged: Sequence[Judged]) -> list[list[Judged]]:
    """Return claims in the order of the text, those whose words overlap together."""
    groups: list[list[Judged]] = []
    end = -1
    for one in sorted(judged, key=lambda one: (one.claim.start, one.claim.end)):
        if one.claim.start < end:
            groups[-1].append(one)
        else:
            groups.append([one])
        end = max(end, one.claim.end)
    return groups


def most_urgent(marked: Sequence[Sequence[Judged]]) -> int:
    """Return which mark is opened first: one that is wrong, else one that was true for a while."""
    return min(
        range(len(marked)), key=lambda at: min(tally.urgency(one.verdict) for one in marked[at])
    )


def passages(text: str, marked: Sequence[Sequence[Judged]], *, opened: int) -> list[list[Part]]:
    """Return the paragraphs of a text that hold claims, cut to what stands around them."""
    blocks: list[list[Part]] = []
    end = 0
    for at, claims in enumerate(marked[:MOST]):
        first = min(one.claim.start for one in claims)
        last = max(one.claim.end for one in claims)
        before = text[end:first]
        if not blocks or "\n" in before:
            _close(blocks, text, end)
            before = before.rpartition("\n")[2]
            blocks.append([Part(_cut(before, tail=True))])
        else:
            blocks[-1].append(Part(_cut(before)))
        verdict = tally.wrong_first(claims)[0].verdict
        blocks[-1].append(Part(text[first:last], at, verdict, at == opened))
        end = last
    _close(blocks, text, end)
    return blocks


def _close(passages: list[list[Part]], text: str, end: int) -> None:
    """Add what stands behind the last claim of a passage."""
    if passages:
        rest = text[end:].partition("\n")[0]
        passages[-1].append(Part(rest if len(rest) <= AROUND else f"{rest[:AROUND].rstrip()} …"))


def _cut(words: str, *, tail: bool = False) -> str:
    """Return the words before a claim, without what is far from any."""
    if len(words) <= (AROUND if tail else 2 * AROUND):
        return words
    head = "" if tail else words[:AROUND].rstrip()
    return f"{head} … {words[-AROUND:].lstrip()}".lstrip()


def rows(judged: Sequence[Judged]) -> pd.DataFrame:
    """Return the table of claims, the wrong ones first."""
    ordered = tally.wrong_first(judged)
    return pd.DataFrame(
        {
            "claim": [" ".join(one.claim.text.split()) for one in ordered],
            "share": [one.claim.symbol or one.claim.company for one in ordered],
            "day": [day_of(one) for one in ordered],
            "verdict": [one.verdict for one in ordered],
            "words": [one.words for one in ordered],
        }
    )


def patterns() -> pd.DataFrame:
    """Return every way in which a price is told, with sentences that are read so and one not."""
    return pd.DataFrame(
        [
            (one.name, one.kind, " · ".join(one.yes), " · ".join(one.no))
            for one in claims_patterns.patterns()
        ],
        columns=["Pattern", "Of", "Read so", "Left alone"],
    )


def day_of(judged: Judged) -> str:
    """Return the session or span that a claim is of, marked where the words do not say it."""
    claim = judged.claim
    if claim.kind == "span" and claim.sessions:
        first, last = claim.sessions
        return f"{numbers.day(first)} to {numbers.day(last)}"
    session = judged.session or (claim.sessions[0] if claim.sessions else None)
    if session is None:
        return "not told"
    return numbers.day(session) if claim.dated else f"{numbers.day(session)}, perhaps"


def meanings(judged: Judged) -> str:
    """Return what a change comes to for each moment that it can mean."""
    figures = [f"{name} {numbers.percent(figure)}" for name, figure in judged.figures]
    return f"{judged.claim.symbol}: {', '.join(figures)}."
