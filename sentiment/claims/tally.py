"""How the claims of a text stand with the bars, in one line, and which of them are told first."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sentiment.claims.checks import Verdict
from sentiment.claims.verdicts import Judged

# As a line tells one claim, and several.
_WORDS: dict[Verdict, tuple[str, str]] = {
    "does not match": ("does not match", "do not match"),
    "matches the close": ("matches", "match"),
    "near the close": ("near the close", "near the close"),
    "matches an intraday moment only": ("a moment only", "a moment only"),
    "within the day's range": ("within the day's range", "within the day's range"),
    "cannot be checked": ("cannot be told", "cannot be told"),
}
_FIRST = {"does not match": 0, "matches an intraday moment only": 1, "cannot be checked": 2}


def tally(verdicts: Iterable[str]) -> str:
    """Return verdicts as one line, what does not match first.

    Examples
    --------
    >>> tally(["matches the close", "cannot be checked", "matches the close"])
    '3 price claims: 2 match, 1 cannot be told'
    >>> tally([])
    'no price claim'
    """
    counts = Counter(verdicts)
    total = counts.total()
    if not total:
        return "no price claim"
    parts = [
        f"{counts[one]} {told[counts[one] > 1]}" for one, told in _WORDS.items() if counts[one]
    ]
    return f"{total} price claim{'' if total == 1 else 's'}: {', '.join(parts)}"


def urgency(verdict: str) -> int:
    """Return how early a verdict is told: what is wrong, what was true for a while, the rest."""
    return _FIRST.get(verdict, len(_FIRST))


def wrong_first(judged: Sequence[Judged]) -> list[Judged]:
    """Return claims by how early they are told; those of one verdict in the order of the text."""
    return sorted(judged, key=lambda one: urgency(one.verdict))
