"""Price claims held against the bars: of which moment each is true, if of any."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from sentiment.claims import checks
from sentiment.claims import spans as claims_spans
from sentiment.claims.checks import Band, Check, Verdict
from sentiment.claims.claim import Claim
from sentiment.market import bars as market_bars
from sentiment.market import calendar
from sentiment.output import numbers

Span = tuple[pd.Timestamp, pd.Timestamp]
PROXY_SLACK = 0.0015  # by which a day of a fund may differ from that of the index it follows
PROXY_DOUBT = 0.004  # a difference up to this is the fund's as likely as the text's
_RANK: dict[Verdict, int] = {
    "matches the close": 0,
    "matches an intraday moment only": 1,
    "within the day's range": 2,
    "does not match": 4,
    "cannot be checked": 3,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """What the bars say of one claim."""

    claim: Claim
    verdict: Verdict
    words: str  # the verdict as a sentence, with its evidence
    figures: tuple[tuple[str, float], ...]  # what each meaning comes to: a change as a decimal
    session: pd.Timestamp | None  # the one it was held against
    level: float  # dollars per share that the claim stands for; NaN where it stands for none
    spans: tuple[Span, ...]  # when the bars were at that level


def judge(
    claim: Claim, daily: Mapping[str, pd.DataFrame], intraday: Mapping[str, pd.DataFrame]
) -> Judged:
    """Return what the bars say of a claim.

    Parameters
    ----------
    daily, intraday
        Bars by symbol, as :func:`sentiment.prices.read_prices` and ``read_intraday`` give them.
        What came after the claim was published is shown beside, and never counts for it.
    """
    reason = _unanswerable(claim, daily)
    if reason:
        return _unchecked(claim, reason)
    assert claim.symbol is not None  # noqa: S101
    bars = daily[claim.symbol]
    if claim.kind in {"record", "streak", "span"}:
        told = claims_spans.check(claim, bars)
        return Judged(
            claim, told.verdict, _with_proxy(claim, told.words), told.figures,
            told.session, math.nan, (),
        )  # fmt: skip
    path = intraday.get(claim.symbol)
    found = [_in_session(claim, bars, path, session=session) for session in claim.sessions]
    best = min(found, key=lambda one: _RANK[one.verdict])
    return best if claim.dated else _undated(best)


def _undated(judged: Judged) -> Judged:
    """Return a verdict on a claim whose day is only likely: a mismatch may be another day's."""
    if judged.verdict == "cannot be checked" or judged.session is None:
        return judged
    day = f"{judged.session:%Y-%m-%d}"
    close = judged.verdict == "matches the close"
    if close or (judged.verdict != "does not match" and judged.claim.told != "by an event"):
        return replace(judged, words=f"{judged.words} Taken for {day}: the words name no day.")
    reason = f"the words do not say of which day. On {day} " + _lowered(judged.words)
    return replace(judged, verdict="cannot be checked", words=f"Cannot be checked: {reason}")


def _lowered(words: str) -> str:
    """Return a verdict's evidence without the verdict."""
    evidence = words.partition(": ")[2] if words.startswith("Does not match") else words
    return evidence[:1].lower() + evidence[1:]


def judge_all(
    claims: Sequence[Claim],
    daily: Mapping[str, pd.DataFrame],
    intraday: Mapping[str, pd.DataFrame],
) -> list[Judged]:
    """Return what the bars say of each claim."""
    return [judge(claim, daily, intraday) for claim in claims]


def finest(*held: pd.DataFrame) -> pd.DataFrame:
    """Return intraday bars of several lengths as one path: of each session, the first that has any.

    Parameters
    ----------
    held
        Intraday frames of one symbol, the finest first.
    """
    parts: list[pd.DataFrame] = []
    known: set[object] = set()
    for bars in held:
        days = pd.DatetimeIndex(bars.index).date
        parts.append(bars[[day not in known for day in days]])
        known.update(days)
    return pd.concat(parts).sort_index()


def _unanswerable(claim: Claim, daily: Mapping[str, pd.DataFrame]) -> str:
    """Return why no bars can answer a claim, "" if some can."""
    if claim.symbol is None or claim.symbol not in daily:
        return f"no bars of {claim.symbol or claim.company} are held"
    if claim.kind == "value":
        return "a market value needs the number of shares, and none is held"
    if claim.proxy and claim.kind not in {"change", "span"}:
        return f"no bars of the {claim.company} are held, only of {claim.symbol}, which follows it"
    if not claim.sessions:
        return "the words name no single session"
    if claim.moment in checks.OUT_OF_HOURS:
        return f"no {claim.moment} bars are held"
    return ""


def _unchecked(claim: Claim, reason: str, *, session: pd.Timestamp | None = None) -> Judged:
    """Return that a claim cannot be checked, and why."""
    words = f"Cannot be checked: {reason}."
    return Judged(claim, "cannot be checked", words, (), session, math.nan, ())


def _in_session(
    claim: Claim, bars: pd.DataFrame, path: pd.DataFrame | None, *, session: pd.Timestamp
) -> Judged:
    """Hold a claim against one session."""
    if claim.published <= calendar.open_of(session):
        reason = f"the session of {session:%Y-%m-%d} had not opened when this was published"
        return _unchecked(claim, reason, session=session)
    if session not in bars.index:
        first, last = bars.index[0], bars.index[-1]
        reason = f"bars are held from {first:%Y-%m-%d} to {last:%Y-%m-%d} only"
        return _unchecked(claim, reason, session=session)
    move = market_bars.move_of(bars, session)
    if math.isnan(move.previous_close):
        return _unchecked(claim, "the close before is not held", session=session)
    until = claim.published if claim.published < calendar.close_of(session) else None
    held = _of_session(path, session)
    found = [
        _checked(claim, move, held, band=band, until=until) for band in _bands(claim, move, bars)
    ]
    check = min(found, key=lambda one: _RANK[one.verdict])
    figures = _meanings(move, held, until=until)
    words = _with_proxy(claim, check.words)
    judged = Judged(claim, check.verdict, words, figures, session, check.level, check.spans)
    return _doubted(judged, move, until=until)


def _of_session(path: pd.DataFrame | None, session: pd.Timestamp) -> pd.DataFrame:
    """Return the intraday bars of one session; empty where none are held."""
    if path is None:
        empty = pd.DatetimeIndex([], tz=calendar.NEW_YORK, name="start")
        return pd.DataFrame({name: pd.Series(dtype=float) for name in market_bars.BAR}, index=empty)
    day = session.tz_localize(calendar.NEW_YORK)
    return path[(path.index >= day) & (path.index < day + pd.Timedelta(days=1))]


def _bands(claim: Claim, move: market_bars.Move, bars: pd.DataFrame) -> list[Band]:
    """Return the prices a claim can stand for, in today's shares.

    Bars are adjusted for every split since. A level in dollars is meant in the shares of the day it
    was published, and one of a day before an older split perhaps in the shares of that day.
    """
    if claim.kind == "change":
        slack = PROXY_SLACK if claim.proxy else 0.0
        low, high = claim.low - slack, claim.high + slack
        ends = [move.previous_close * (1 + end) for end in (claim.amount, low, high)]
        return [Band(round(ends[0], 2), ends[1], ends[2])]
    published = claim.published.tz_convert(calendar.NEW_YORK).tz_localize(None)
    factors = dict.fromkeys((_split(bars, after=published), _split(bars, after=move.session)))
    from_level = move.previous_close if claim.kind == "points" else 0.0
    return [
        Band(*(from_level + end / factor for end in (claim.amount, claim.low, claim.high)))
        for factor in factors
    ]


def _split(bars: pd.DataFrame, *, after: pd.Timestamp) -> float:
    """Return how many of today's shares one share of a moment has become."""
    later = bars["split"][(bars.index > after) & (bars["split"] > 0)]
    return math.prod(float(split) for split in later)


def _checked(
    claim: Claim,
    move: market_bars.Move,
    path: pd.DataFrame,
    *,
    band: Band,
    until: pd.Timestamp | None,
) -> Check:
    """Hold one reading of a claim against the moments of a session that it can mean."""
    if claim.moment == "open":
        return _check_open(move, band)
    if until is None and claim.moment in {"close", "session", "longer"}:
        check = checks.check_close(move, band)
        if claim.moment == "close" or check.verdict == "matches the close":
            return check
    if until is not None and claim.moment == "close":
        words = "Cannot be checked: the session had not closed when this was published."
        return Check(band.level, "cannot be checked", words, ())
    check = checks.check_path(move, path, band, until=until)
    return _at_its_time(claim, check) if claim.minutes else check


def _check_open(move: market_bars.Move, band: Band) -> Check:
    """Hold a figure that names the open against the open."""
    said = f"{numbers.dollars(move.open)}, {numbers.percent(move.overnight)}"
    close = f"the close was {numbers.dollars(move.close)}, {numbers.percent(move.close_to_close)}"
    start = calendar.open_of(move.session)
    if band.holds(move.open):
        words = f"Matches an intraday moment only (the open: {said}); {close}."
        return Check(band.level, "matches an intraday moment only", words, ((start, start),))
    return Check(band.level, "does not match", f"Does not match: the open was {said}; {close}.", ())


def _at_its_time(claim: Claim, check: Check) -> Check:
    """Say so where the path met a figure, but not at the time of day that the claim names."""
    assert claim.minutes is not None  # noqa: S101
    first, last = claim.minutes
    meets = [
        begin.hour * 60 + begin.minute <= last and end.hour * 60 + end.minute >= first
        for begin, end in check.spans
    ]
    if not check.spans or any(meets):
        return check
    words = check.words.replace("; the close", ", not at the time it names; the close")
    return replace(check, words=words)


def _meanings(
    move: market_bars.Move, path: pd.DataFrame, *, until: pd.Timestamp | None
) -> tuple[tuple[str, float], ...]:
    """Return what a change of the session comes to for each moment it can mean."""
    opened = ("at the open", move.overnight)
    if until is None:
        return (
            ("close to close", move.close_to_close),
            opened,
            ("open to close", move.open_to_close),
            ("at the low", move.low_change),
            ("at the high", move.high_change),
        )
    known = checks.known_by(path, until)
    if not len(known):
        return (opened,)
    before = move.previous_close
    return (
        (
            f"at {until.tz_convert(calendar.NEW_YORK):%H:%M}",
            float(known["close"].iloc[-1]) / before - 1,
        ),
        opened,
        ("at the low until then", float(known["low"].min()) / before - 1),
        ("at the high until then", float(known["high"].max()) / before - 1),
    )


def _doubted(judged: Judged, move: market_bars.Move, *, until: pd.Timestamp | None) -> Judged:
    """Take back a mismatch that another reading explains: a fund for an index, open to close."""
    claim = judged.claim
    if judged.verdict != "does not match" or claim.kind != "change":
        return judged
    low, high, close = claim.low, claim.high, numbers.percent(move.close_to_close)
    if claim.proxy and low - PROXY_DOUBT <= move.close_to_close <= high + PROXY_DOUBT:
        reason = f"{claim.symbol} only follows the {claim.company}, and moved {close}"
        words = f"Cannot be checked exactly: {reason}."
        return replace(judged, verdict="cannot be checked", words=words)
    if until is None and claim.moment == "session" and low <= move.open_to_close <= high:
        reason = f"it fits the move from open to close ({numbers.percent(move.open_to_close)})"
        words = f"Cannot be checked: {reason}; the close against the day before was {close}."
        return replace(judged, verdict="cannot be checked", words=words)
    return judged


def _with_proxy(claim: Claim, words: str) -> str:
    """Add that a fund stands for an index."""
    if not claim.proxy:
        return words
    return f"{words} By {claim.symbol}, a fund that follows the {claim.company}."
