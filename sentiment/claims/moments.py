"""The moment of a session that words name: its close, its open, a time of day, out of hours."""

import re
from dataclasses import dataclass
from typing import Literal

Moment = Literal[
    "close", "open", "session", "range", "clock", "pre-market", "after hours", "longer"
]

_WORDS: tuple[tuple[Moment, str], ...] = (
    (
        "pre-market",
        r"pre-?\s?market|before the (?:opening )?bell|ahead of the (?:opening )?bell"
        r"|before the (?:market )?open(?:s|ed|ing)?\b|before (?:regular )?trading (?:opens|begins)",
    ),
    (
        "after hours",
        r"after-?\s?hours|extended[- ](?:hours )?trading|post-?market|after the (?:closing )?bell"
        r"|late trading|aftermarket|overnight trading"
        r"|late (?:on )?(?:mon|tues|wednes|thurs|fri)day\b"
        r"(?! (?:morning|afternoon|in the session))",
    ),
    (
        "range",
        r"as (?:much|many|high|low) as|at one point|intra-?day|session (?:high|low)|briefly"
        r"|(?:high|low)s? of|(?:high|low|top|bottom|worst) (?:moment )?of the (?:day|session)"
        r"|touch(?:ed|ing)|at (?:its|their|the) (?:high|low|worst|best)\b"
        r"|earlier in the (?:day|session)"
        r"|during the session|between|range|peaked|bottomed",
    ),
    (
        "clock",
        r"\b(?:(?P<hour>1[0-2]|[1-9])(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap])\.?m\b"
        r"|(?P<part>late (?:\w+ )?morning|mid-?morning|early (?:\w+ )?afternoon|mid-?afternoon"
        r"|late (?:\w+ )?afternoon|morning|afternoon|mid-?day|noon|lunch-?time|early trading"
        r"|early (?:deals|dealings)|morning trading|final hour|last hour|so far))",
    ),
    ("open", r"'s open\b|opened|opens\b|at the open\b|the opening\b|\bopening (?:price|at)"),
    (
        "close",
        r"\bclos(?:e|es|ed|ing)\b|\bend(?:s|ed|ing)\b|\bfinish(?:es|ed|ing)?\b"
        r"|\bsettl(?:e|es|ed|ing)\b|end of the (?:day|session)|by the bell",
    ),
)
_PATTERNS: tuple[tuple[Moment, re.Pattern[str]], ...] = tuple(
    (moment, re.compile(pattern)) for moment, pattern in _WORDS
)
# The minutes after midnight between which a part of the day lies, wide enough for how it is used.
_PARTS = {
    "late morning": (10 * 60, 12 * 60),
    "midmorning": (9 * 60 + 45, 11 * 60 + 15),
    "early afternoon": (12 * 60, 14 * 60),
    "midafternoon": (13 * 60 + 30, 15 * 60 + 15),
    "late afternoon": (14 * 60 + 30, 16 * 60),
    "morning": (9 * 60 + 30, 12 * 60),
    "afternoon": (12 * 60, 16 * 60),
    "midday": (11 * 60 + 30, 13 * 60 + 30),
    "noon": (11 * 60 + 30, 12 * 60 + 30),
    "lunchtime": (11 * 60 + 30, 14 * 60),
    "final hour": (15 * 60, 16 * 60),
    "last hour": (15 * 60, 16 * 60),
    "so far": (9 * 60 + 30, 16 * 60),
}
_EARLY = (9 * 60 + 30, 11 * 60)
_AROUND = 20  # minutes on either side of a time of day that a text names


@dataclass(frozen=True, slots=True)
class When:
    """The moment of a session that words name."""

    moment: Moment
    minutes: tuple[int, int] | None = None  # after midnight in New York, for "clock"


def read_moment(words: str) -> When | None:
    """Return the moment that words in lower case name, None if they name none.

    Examples
    --------
    >>> read_moment("to close at $185.61").moment
    'close'
    >>> read_moment("late monday morning")
    When(moment='clock', minutes=(600, 720))
    """
    for moment, pattern in _PATTERNS:
        found = pattern.search(words)
        if found:
            return When(moment, _minutes(found)) if moment == "clock" else When(moment)
    return None


def _minutes(found: re.Match[str]) -> tuple[int, int]:
    """Return between which minutes of the day a time lies."""
    if found["hour"]:
        hour = int(found["hour"]) % 12 + (12 if found["half"] == "p" else 0)
        minute = hour * 60 + int(found["minute"] or 0)
        return minute - _AROUND, minute + _AROUND
    words = found["part"].replace("-", "")
    ends = [part for part in _PARTS if all(word in words for word in part.split())]
    return _PARTS[ends[0]] if ends else _EARLY
