"""Claims about more than one session held against daily bars: spans, records and streaks."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sentiment.claims.checks import Verdict
from sentiment.claims.claim import Claim
from sentiment.market import bars as market_bars
from sentiment.market import calendar
from sentiment.output.numbers import dollars, percent

Figures = tuple[tuple[str, float], ...]
LOOSE = 0.25  # of a figure: by how much a span that is meant loosely may miss it undisputed


@dataclass(frozen=True, slots=True)
class Told:
    """What daily bars say of a span, record or streak."""

    verdict: Verdict
    words: str
    figures: Figures = ()
    session: pd.Timestamp | None = None


def check(claim: Claim, bars: pd.DataFrame) -> Told:
    """Return what daily bars say of a claim about more than one session."""
    closes = bars["close"].dropna()
    if claim.kind == "span":
        return _span(claim, closes, bars)
    session = claim.sessions[0]
    if claim.published < calendar.close_of(session):
        return _unchecked("the session was still open when this was published")
    if session not in closes.index:
        return _unchecked(_coverage(closes))
    if claim.kind == "streak":
        return _streak(claim, closes, session=session)
    return _record(claim, bars.loc[:session], session=session)


def _unchecked(reason: str) -> Told:
    """Return that a claim cannot be checked, and why."""
    return Told("cannot be checked", f"Cannot be checked: {reason}.")


def _coverage(closes: "pd.Series[float]") -> str:
    """Return in words which bars are held."""
    return f"bars are held from {closes.index[0]:%Y-%m-%d} to {closes.index[-1]:%Y-%m-%d} only"


def _refused(claim: Claim, words: str, *, session: pd.Timestamp, figures: Figures) -> Told:
    """Return a mismatch, or that it cannot be checked where the text names no day."""
    if claim.dated:
        return Told("does not match", f"Does not match: {words}.", figures, session)
    words = f"Cannot be checked: the text does not say of which day. On {session:%Y-%m-%d} {words}."
    return Told("cannot be checked", words, figures, session)


def _span(claim: Claim, closes: "pd.Series[float]", bars: pd.DataFrame) -> Told:
    """Hold a change over several sessions against the closes at its ends."""
    first, last = claim.sessions
    earliest = claim.earliest if claim.earliest is not None else first
    if earliest < closes.index[0] or last not in closes.index:
        return _unchecked(_coverage(closes))
    starts = closes.loc[earliest:first]
    ends = _ends(claim, bars, last=last)
    changes = np.outer(ends, 1 / starts.to_numpy()).ravel() - 1
    change = float(closes[last] / closes[first] - 1)
    ends_told = [f"{dollars(float(closes[day]))} ({day:%Y-%m-%d})" for day in (first, last)]
    said = f"{percent(change)} from {ends_told[0]} to {ends_told[1]}"
    figures: Figures = (("close to close", change),)
    if changes.max() >= claim.low - 1e-9 and changes.min() <= claim.high + 1e-9:
        return Told("matches the close", f"Matches the close: {said}.", figures, last)
    single = closes.pct_change(fill_method=None).loc[first:last].iloc[1:]
    fits = single[(single >= claim.low) & (single <= claim.high)]
    if len(fits) and claim.hedge not in {"more", "less"}:
        day = f"{fits.index[-1]:%Y-%m-%d} alone ({percent(float(fits.iloc[-1]))})"
        return _unchecked(f"it fits {day}, and the whole span was {said}")
    near = np.abs(changes - claim.amount).min() <= LOOSE * abs(claim.amount)
    if earliest != first and near:
        return _unchecked(f"the span is meant loosely; it was {said}")
    return _refused(claim, f"it was {said}", session=last, figures=figures)


def _ends(
    claim: Claim, bars: pd.DataFrame, *, last: pd.Timestamp
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Return the prices at which a span may end: its last close, or where the open session was."""
    ends = [float(bars["close"][last])]
    after = calendar.next_session(last)
    ongoing = calendar.open_of(after) < claim.published < calendar.close_of(after)
    if ongoing and after in bars.index:
        move = market_bars.move_of(bars, after)
        ends += [move.low, move.high]
    return np.array(ends)


def _streak(claim: Claim, closes: "pd.Series[float]", *, session: pd.Timestamp) -> Told:
    """Count the sessions in a row that rose or fell until a session."""
    if claim.of not in {"rise", "fall"}:
        return _unchecked("the words do not say whether the streak is of gains or of losses")
    sign = 1 if claim.of == "rise" else -1
    moved = np.sign(closes.loc[:session].diff().to_numpy()[::-1]) == sign
    count = int(np.argmin(moved)) if not moved.all() else len(moved)
    verb, unit = "rose" if sign > 0 else "fell", "session" if count == 1 else "sessions"
    said = f"it {verb} {count} {unit} in a row until {session:%Y-%m-%d}"
    if count < claim.amount:
        return _refused(claim, said, session=session, figures=())
    return Told("matches the close", f"Matches the close: {said}.", (), session)


def _record(claim: Claim, bars: pd.DataFrame, *, session: pd.Timestamp) -> Told:
    """Hold a record against the sessions since the one it names."""
    since = claim.earliest
    if claim.text.lower().startswith("52-week"):
        since = calendar.previous_session(session - pd.Timedelta(days=364))
    if since is None and not claim.text.lower().startswith(("record", "all-time")):
        return _unchecked("the words do not say since when")
    values, name = _measure(claim, bars)
    own = float(values[session])
    if since is not None and since < values.index[0]:
        since = None
    before = values.loc[since:].iloc[1:-1] if since is not None else values.iloc[:-1]
    beaten = before[before * _way(claim) > own * _way(claim) + 1e-9].dropna()
    shown = percent(own) if claim.of in {"rise", "fall"} else dollars(own)
    figures: Figures = ((name, own),) if claim.of in {"rise", "fall"} else ()
    if claim.of in {"rise", "fall"} and own * _way(claim) <= 0:
        return _refused(claim, f"the change was {shown}", session=session, figures=figures)
    if len(beaten):
        day, other = beaten.index[-1], float(beaten.iloc[-1])
        told = percent(other) if claim.of in {"rise", "fall"} else dollars(other)
        words = f"the {name} was {shown}, and on {day:%Y-%m-%d} it was {told}"
        return _refused(claim, words, session=session, figures=figures)
    if since is None:
        begin = f"{values.index[0]:%Y-%m-%d}"
        reason = (
            f"the {name}, {shown}, is the most extreme of the bars held, but they begin on {begin}"
        )
        return _unchecked(reason)
    words = f"Matches the close: the {name} was {shown}, the most extreme since {since:%Y-%m-%d}."
    return Told("matches the close", words, figures, session)


def _measure(claim: Claim, bars: pd.DataFrame) -> "tuple[pd.Series[float], str]":
    """Return what a record is of, session by session, and its name."""
    if claim.of in {"rise", "fall"}:
        return bars["close"].pct_change(fill_method=None).dropna(), "change of the day"
    if claim.of in {"high", "low"}:
        return bars[claim.of].dropna(), claim.of
    return bars["close"].dropna(), "close"


def _way(claim: Claim) -> int:
    """Return 1 if a record is of the most, -1 if of the least."""
    return 1 if claim.of in {"rise", "high close", "high"} else -1
