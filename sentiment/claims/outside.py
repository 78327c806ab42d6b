"""A claim of trading before the open or after the close, held against the bars of those hours."""

import pandas as pd

from sentiment.claims import checks
from sentiment.claims.claim import Claim, Meaning
from sentiment.claims.evidence import Evidence, untold
from sentiment.claims.sessions import bands, between
from sentiment.market import bars as market_bars
from sentiment.market import sessions
from sentiment.market.sessions import Sessions
from sentiment.output.numbers import dollars

_DAY = pd.Timedelta(days=1)


def check_outside(
    claim: Claim, meaning: Meaning, bars: pd.DataFrame, path: pd.DataFrame | None
) -> Evidence:
    """Hold a claim against what was traded outside a session's hours, as far as it can know it.

    A change is counted from the last close before. These hours are thin, and no source has every
    trade of them: a price that is not among them accuses nobody.
    """
    session = meaning.sessions[0]
    before = meaning.moment == "pre-market"
    exchange = sessions.of_bars(bars)
    if not exchange.is_session(session):
        return untold(f"no {meaning.moment} bars are held", session=session)
    closed = exchange.previous(session) if before else session
    held = checks.known_by(_of_hours(path, session, exchange, before=before), claim.known)
    if not len(held) or closed not in bars.index or claim.kind not in {"change", "level", "points"}:
        return untold(f"no {meaning.moment} bars are held", session=session)
    ends = float(held["open"].iloc[0]), float(held["high"].max()), float(held["low"].min())
    close = float(bars["close"].loc[closed])
    move = market_bars.Move(session, close, *ends, float(held["close"].iloc[-1]), float("nan"))
    found = [_checked(meaning, move, held, band) for band in bands(claim, move, bars)]
    return min(found, key=lambda one: one.verdict == "cannot be checked")


def _of_hours(
    path: pd.DataFrame | None, session: pd.Timestamp, exchange: Sessions, *, before: bool
) -> pd.DataFrame:
    """Return the bars of a session's day before it opens or after it closes."""
    day = session.tz_localize(exchange.zone)
    if before:
        return between(path, day, exchange.open_of(session))
    return between(path, exchange.close_of(session), day + _DAY)


def _checked(
    meaning: Meaning, move: market_bars.Move, held: pd.DataFrame, band: checks.Band
) -> Evidence:
    """Hold one reading of a claim against the bars of these hours."""
    session, moment = move.session, meaning.moment
    ranged = f"{moment} prices were {dollars(move.low)} to {dollars(move.high)}"
    until = f"as far as held, to {held.index[-1]:%H:%M}"
    if spans := checks.met(held, band):
        words = f"Matches the {moment} price ({dollars(band.level)}, passed {checks.passed(spans)})"
        words = f"{words}; {ranged}, {until}."
        verdict: checks.Verdict = "matches an intraday moment only"
        return Evidence(verdict, words, (), session, band.level, spans)
    if band.low <= move.high and band.high >= move.low:
        words = f"Within the {moment} range: {ranged}, {until}."
        return Evidence("within the day's range", words, (), session, band.level)
    return untold(f"the {ranged}, {until}", session=session, level=band.level)
