"""Days of which a text may be that does not say when it was published, each with its reasons.

A weekday or a date that it names counts with a figure that the bars bear out, and an announcement
whose words it shares. Nothing is taken for certain: a day is offered, or none.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sentiment.claims.claim import Claim
from sentiment.claims.finding import find_claims
from sentiment.market import calendar
from sentiment.output.numbers import dollars, listed, percent

MOST = 3  # days that are offered; where more fit alike, none of them is told by the text
BORNE_OUT = 0.6  # of the figures of named days: at least so many fit a day that is offered
_SHARED, _SHARE = 4, 0.3  # words that a text has of an announcement, at least
_WORD = re.compile(r"[a-z][a-z'’-]{4,}")


@dataclass(frozen=True, slots=True)
class Likely:
    """A day of which a text may be, and why."""

    day: pd.Timestamp
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure of a named day: which sessions can be that day, and which of them bear it out."""

    claim: Claim
    days: pd.DatetimeIndex
    fits: "frozenset[pd.Timestamp]"

    def of(self, day: pd.Timestamp) -> pd.Timestamp | None:
        """Return the session that a text of a day means; None if there is none in its week."""
        place = int(self.days.searchsorted(day, side="right")) - 1
        last = self.days[place] if place >= 0 else None
        return last if last is not None and day - last < pd.Timedelta(days=7) else None


def likely_days(
    text: str,
    daily: Mapping[str, pd.DataFrame],
    announced: pd.DataFrame,
    *,
    now: pd.Timestamp,
    about: str | None = None,
) -> list[Likely]:
    """Return the days of which an undated text may be, the likeliest first; at most three.

    Parameters
    ----------
    daily
        Daily bars by symbol.
    announced
        Announcements with their ``session``, ``title`` and ``summary``.
    now
        An instant that no text comes after.
    """
    figures = _figures(text, daily, now=now, about=about)
    reasons: dict[pd.Timestamp, list[str]] = {}
    for day in _by_bars(figures):
        reasons[day] = [
            _borne_out(one.claim, session, daily)
            for one in figures
            if (session := one.of(day)) is not None and session in one.fits
        ]
    for day, reason in _by_words(text, announced):
        reasons.setdefault(day, []).append(reason)
    ordered = sorted(reasons, key=lambda day: (-len(reasons[day]), -day.value))
    return [Likely(day, tuple(reasons[day])) for day in ordered[:MOST]]


def _figures(
    text: str, daily: Mapping[str, pd.DataFrame], *, now: pd.Timestamp, about: str | None
) -> list[_Figure]:
    """Return the figures of named days; read from two days, they tell a weekday from a date."""
    last = calendar.previous_session(calendar.session_of(now))
    before = calendar.previous_session(last - pd.Timedelta(days=8))
    evenings = [calendar.close_of(day) + pd.Timedelta(hours=2) for day in (last, before)]
    here, earlier = (find_claims(text, published=one, about=about) for one in evenings)
    others = {(one.start, one.kind): one for one in earlier}
    pairs = [(one, others.get((one.start, one.kind))) for one in here if one.symbol in daily]
    return [
        figure
        for one, other in pairs
        if other is not None and (figure := _figure(one, other, daily[str(one.symbol)])) is not None
    ]


def _figure(claim: Claim, other: Claim, bars: pd.DataFrame) -> _Figure | None:
    """Return a claim of a named day as a figure; None for any other."""
    told = claim.kind in {"change", "level"} and claim.moment in {"session", "close"}
    if not (told and claim.dated and other.dated and len(claim.sessions) == 1):
        return None
    day, held = claim.sessions[0], pd.DatetimeIndex(bars.index)
    if other.sessions == claim.sessions:
        days = held[(held.month == day.month) & (held.day == day.day)]
    elif other.sessions[0].weekday() == day.weekday():
        days = held[held.weekday == day.weekday()]
    else:
        return None  # "today" and the like are of any day
    return _Figure(claim, days, frozenset(_fitting(claim, bars).intersection(days)))


def _fitting(claim: Claim, bars: pd.DataFrame) -> pd.DatetimeIndex:
    """Return the sessions whose close bears a figure out, in the dollars of their day."""
    close = bars["close"]
    if claim.kind == "change":
        values = close.pct_change(fill_method=None)
    else:
        splits = bars["split"].where(bars["split"] > 0, 1.0).to_numpy()[::-1]
        values = close * np.append(1.0, np.cumprod(splits)[:-1])[::-1]
    return pd.DatetimeIndex(bars.index[values.between(claim.low, claim.high)])


def _by_bars(figures: Sequence[_Figure]) -> list[pd.Timestamp]:
    """Return the days that most figures fit; none where many fit alike."""
    counts: dict[pd.Timestamp, int] = {}
    for day in {day for one in figures for day in one.fits}:
        meant = [one.of(day) for one in figures]
        if day == max((one for one in meant if one is not None), default=None):
            counts[day] = sum(
                at in one.fits for one, at in zip(figures, meant, strict=True) if at is not None
            )
    most = max(counts.values(), default=0)
    if most < math.ceil(BORNE_OUT * len(figures)):
        return []
    found = [day for day, count in counts.items() if count == most]
    return sorted(found, reverse=True) if len(found) <= MOST else []


def _borne_out(claim: Claim, session: pd.Timestamp, daily: Mapping[str, pd.DataFrame]) -> str:
    """Return in words that the bars bear a figure out."""
    close = daily[str(claim.symbol)]["close"]
    change = percent(float(close.pct_change(fill_method=None)[session]))
    said = " ".join(claim.text.split())
    return (
        f"“{said}”: {claim.symbol} closed at {dollars(float(close[session]))}, {change}, "
        f"on {session:%A %Y-%m-%d}"
    )


def _by_words(text: str, announced: pd.DataFrame) -> list[tuple[pd.Timestamp, str]]:
    """Return the days of announcements whose own words a text shares, with those words."""
    words = [
        frozenset(_WORD.findall(f"{title} {summary}".lower()))
        for title, summary in zip(announced["title"], announced["summary"], strict=True)
    ]
    common = {one for held in words for one in held if sum(one in other for other in words) > 2}
    told = frozenset(_WORD.findall(text.lower()))
    found = []
    for session, title, held in zip(announced["session"], announced["title"], words, strict=True):
        own = held - common
        shared = sorted(own & told)
        if len(shared) >= max(_SHARED, _SHARE * len(own)):
            named = listed([f"“{one}”" for one in shared[:5]])
            found.append((session, f"it shares {named} with the announcement “{title}”"))
    return found
