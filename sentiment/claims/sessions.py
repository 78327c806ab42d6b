"""A claim of one session held against that session's bars."""

import math
from dataclasses import dataclass, replace

import pandas as pd

from sentiment.claims import checks
from sentiment.claims.checks import Band, Check
from sentiment.claims.claim import Claim, Meaning
from sentiment.claims.evidence import RANK, SPREAD, Evidence, Figures, coverage, untold
from sentiment.market import bars as market_bars
from sentiment.market import calendar, sessions
from sentiment.market.sessions import Sessions
from sentiment.output import numbers

PROXY_SLACK = 0.0006  # by which a day of a fund may differ from that of the index it follows
PROXY_DOUBT = 0.004  # a difference up to this is the fund's as likely as the text's
OFF_TIME = 0.005  # of the price: a figure further off at the time it names is no slip of the clock
WIDE = 60  # minutes: "the afternoon" is no time of day, and may well be told of the close
OPENING = pd.Timedelta(minutes=15)  # what "at the open" may mean


@dataclass(frozen=True, slots=True, eq=False)
class _Case:
    """A claim, in one of the prices that it can stand for, beside its session."""

    claim: Claim
    meaning: Meaning
    move: market_bars.Move
    path: pd.DataFrame  # the session's minutes
    band: Band
    opened: pd.Timestamp
    until: pd.Timestamp | None  # up to when it can know prices, if the session was still open

    def off(self, price: float) -> float:
        """Return by how many dollars a price lies outside the band."""
        return max(self.band.low - price, price - self.band.high, 0.0)

    @property
    def by_path(self) -> Check:
        """What the path says, or failing that the range."""
        return checks.check_path(self.move, self.path, self.band, until=self.until)


def check_session(
    claim: Claim, meaning: Meaning, bars: pd.DataFrame, path: pd.DataFrame | None
) -> Evidence:
    """Hold a claim against the one session of a meaning."""
    session, exchange = meaning.sessions[0], sessions.of_bars(bars)
    if not exchange.is_session(session):
        return untold(f"the exchange was shut on {session:%Y-%m-%d}", session=session)
    if claim.known <= exchange.open_of(session):
        reason = f"the session of {session:%Y-%m-%d} had not opened when this was published"
        return untold(reason, session=session)
    if session not in bars.index:
        return untold(coverage(bars.index), session=session)
    move = market_bars.move_of(bars, session)
    if math.isnan(move.previous_close):
        return untold("the close before is not held", session=session)
    until = claim.known if claim.known < exchange.close_of(session) else None
    if until is not None and meaning.moment == "close":
        return untold("the session was still open when this was published", session=session)
    opened, held = exchange.open_of(session), of_session(path, session, exchange)
    found = [
        _checked(_Case(claim, meaning, move, held, band, opened, until))
        for band in bands(claim, move, bars)
    ]
    best = min(found, key=lambda one: RANK[one.verdict])
    figures = _meanings(move, held, until=until and until.tz_convert(exchange.zone))
    return Evidence(best.verdict, best.words, figures, session, best.level, best.spans)


def of_session(
    path: pd.DataFrame | None, session: pd.Timestamp, exchange: Sessions
) -> pd.DataFrame:
    """Return the intraday bars within one session of an exchange; empty where none are held."""
    return between(path, exchange.open_of(session), exchange.close_of(session))


def between(path: pd.DataFrame | None, first: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Return the intraday bars that begin from one instant to before another."""
    if path is None:
        empty = pd.DatetimeIndex([], tz=calendar.NEW_YORK, name="start")
        return pd.DataFrame({name: pd.Series(dtype=float) for name in market_bars.BAR}, index=empty)
    return path[(path.index >= first) & (path.index < end)]


def bands(claim: Claim, move: market_bars.Move, bars: pd.DataFrame) -> list[Band]:
    """Return the prices a claim can stand for, in today's shares.

    Bars are adjusted for every split since. A level in dollars is meant in the shares of the day it
    was published, and one of a day before an older split perhaps in the shares of that day.
    """
    if claim.kind in {"change", "span"}:
        slack = PROXY_SLACK if claim.proxy else 0.0
        ends = [
            move.previous_close * (1 + end)
            for end in (claim.amount, claim.low - slack, claim.high + slack)
        ]
        return [Band(round(ends[0], 2), ends[1], ends[2])]
    known = claim.known.tz_convert(calendar.NEW_YORK).tz_localize(None)
    factors = dict.fromkeys((split_after(bars, known), split_after(bars, move.session)))
    base = move.previous_close if claim.kind == "points" else 0.0
    return [
        Band(*(base + end / factor for end in (claim.amount, claim.low, claim.high)))
        for factor in factors
    ]


def split_after(bars: pd.DataFrame, moment: pd.Timestamp) -> float:
    """Return how many of today's shares one share of a moment has become."""
    later = bars["split"][(bars.index > moment) & (bars["split"] > 0)]
    return math.prod(float(split) for split in later)


def _checked(case: _Case) -> Check:
    """Hold one reading of a claim against the moments of a session that it can mean."""
    claim, meaning, until = case.claim, case.meaning, case.until
    moment = meaning.moment
    if moment == "open":
        return _check_open(case)
    wide = meaning.minutes is not None and meaning.minutes[1] - meaning.minutes[0] > WIDE
    loose = moment == "clock" and (meaning.minutes is None or (wide and not len(case.path)))
    named = claim.kind == "level" and claim.hedge != "extreme" and moment == "range"
    loose = loose or moment in {"close", "session"}
    if until is None and (named or loose):
        check = checks.check_close(case.move, case.band)
        if check.verdict == "matches the close":
            return check
        if loose and (moment == "close" or _one_unit(case)):
            return _near(case, check, spread=SPREAD if moment == "close" else 0.0)
    if moment == "clock" and meaning.minutes is not None and len(case.path):
        return _at_its_time(case, meaning.minutes)
    check = case.by_path
    return check if check.verdict != "does not match" else _forgiven(case, check)


def _one_unit(case: _Case) -> bool:
    """Return whether a figure is off the close by one of its last digit, a level by its spread."""
    claim, close = case.claim, case.move.close
    if claim.kind == "level":
        return not claim.hedge and case.off(close) <= SPREAD * close
    unit = claim.step * (case.move.previous_close if claim.kind == "change" else 1.0)
    return not claim.hedge and case.off(close) <= 0.55 * unit


def _near(case: _Case, check: Check, *, spread: float) -> Check:
    """Return that a figure is near the close, where it is within what sources differ by."""
    claim, move = case.claim, case.move
    within = 0.0 if claim.hedge == "about" or claim.proxy else spread * move.close
    if not (case.off(move.close) <= within or _one_unit(case)):
        return _doubted(case, check)
    away = abs(case.band.level / move.close - 1)
    said = f"{numbers.dollars(move.close)}, {numbers.percent(move.close_to_close)}"
    last = "; papers often give the last trade" if claim.kind == "level" else ""
    words = f"Near the close, which was {said}: {away:.2%} away{last}."
    return Check(case.band.level, "near the close", words, ())


def _doubted(case: _Case, check: Check) -> Check:
    """Return that a fund that only follows an index cannot settle a small difference."""
    claim, move = case.claim, case.move
    doubt = (PROXY_DOUBT - PROXY_SLACK) * move.previous_close
    if not claim.proxy or case.off(move.close) > doubt:
        return check
    reason = f"{claim.symbol} only follows the {claim.company}, and moved "
    words = f"Cannot be checked exactly: {reason}{numbers.percent(move.close_to_close)}."
    return Check(case.band.level, "cannot be checked", words, ())


def _forgiven(case: _Case, check: Check) -> Check:
    """Take back a mismatch that another reading or the spread of sources explains."""
    claim, move, band = case.claim, case.move, case.band
    if case.until is not None:
        return check
    if case.meaning.moment == "session":
        close = _near(case, check, spread=SPREAD)
        if close.verdict != "does not match":
            return close
        if claim.kind == "change" and claim.low <= move.open_to_close <= claim.high:
            reason = f"it fits the move from open to close ({numbers.percent(move.open_to_close)})"
            against = f"the close against the day before was {numbers.percent(move.close_to_close)}"
            words = f"Cannot be checked: {reason}; {against}."
            return replace(check, verdict="cannot be checked", words=words)
        if claim.kind == "change":
            return check
    slack = SPREAD * move.close + (PROXY_DOUBT * move.close if claim.proxy else 0.0)
    if band.low <= move.high + slack and band.high >= move.low - slack:
        words = check.words.replace("Does not match: the", "Near the day's range: the")
        return replace(check, verdict="near the close", words=words)
    return check


def _check_open(case: _Case) -> Check:
    """Hold a figure that names the open against the open, and the first minutes."""
    move, band, opened = case.move, case.band, case.opened
    said = f"{numbers.dollars(move.open)}, {numbers.percent(move.overnight)}"
    close = checks.close_of(move)
    minutes = case.path[case.path.index < opened + OPENING]
    early = len(minutes) > 0 and (
        band.low <= float(minutes["high"].max()) and band.high >= float(minutes["low"].min())
    )
    if case.off(move.open) <= SPREAD * move.open or early:
        words = f"Matches an intraday moment only (the open: {said}); {close}."
        return Check(band.level, "matches an intraday moment only", words, ((opened, opened),))
    return Check(
        band.level,
        "does not match",
        f"Does not match: the open was {said}; {close}.",
        (),
    )


def _at_its_time(case: _Case, minutes: tuple[int, int]) -> Check:
    """Hold a figure against the path at the time of day that it names."""
    move, path, band, until = case.move, case.path, case.band, case.until
    known = path if until is None else checks.known_by(path, until)
    first, last = minutes
    clock = pd.DatetimeIndex(known.index)
    of_day = clock.hour * 60 + clock.minute
    window = known[(of_day >= first - 4) & (of_day <= last)]
    check = case.by_path
    if not len(window):
        return check
    low, high = float(window["low"].min()), float(window["high"].max())
    if band.low <= high and band.high >= low:
        spans = tuple(one for one in check.spans if _meets(one, minutes))
        moment = check.verdict == "matches an intraday moment only" and spans
        return replace(check, spans=spans) if moment else check
    off = max(low - band.high, band.low - high)
    far = off > OFF_TIME * move.previous_close
    if last - first <= 30 and far:
        at = f"{first // 60}:{first % 60:02d} and {last // 60}:{last % 60:02d}"
        said = f"between {at} the range was {numbers.dollars(low)} to {numbers.dollars(high)}"
        words = f"Does not match: {said}; {checks.close_of(move)}."
        return Check(band.level, "does not match", words, ())
    if check.verdict == "does not match" and not far:
        words = check.words.replace("Does not match", "Within the day's range by a hair")
        return replace(check, verdict="within the day's range", words=words)
    return replace(
        check,
        words=check.words.replace("; the close", ", not at the time it names; the close"),
    )


def _meets(span: tuple[pd.Timestamp, pd.Timestamp], minutes: tuple[int, int]) -> bool:
    """Return whether a spell lies at a time of day."""
    first, last = minutes
    begin, end = (one.hour * 60 + one.minute for one in span)
    return begin <= last and end >= first - 4


def _meanings(move: market_bars.Move, path: pd.DataFrame, *, until: pd.Timestamp | None) -> Figures:
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
    now = f"at {until:%H:%M}"
    return (
        (now, float(known["close"].iloc[-1]) / before - 1),
        opened,
        ("at the low until then", float(known["low"].min()) / before - 1),
        ("at the high until then", float(known["high"].max()) / before - 1),
    )
