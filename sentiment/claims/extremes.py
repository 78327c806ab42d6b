"""Records and streaks held against daily bars."""

from dataclasses import replace

import pandas as pd

from sentiment.claims.checks import Verdict
from sentiment.claims.claim import Claim, Meaning
from sentiment.claims.evidence import SPREAD, Evidence, Figures, coverage, untold
from sentiment.claims.sessions import split_after
from sentiment.market import sessions
from sentiment.market.sessions import Sessions
from sentiment.output.numbers import dollars, percent

PROXY_CLEAR = 0.01  # by which no day of a fund differs from that of the index it follows


def check_extreme(claim: Claim, meaning: Meaning, bars: pd.DataFrame) -> Evidence:
    """Hold a record or a streak against the sessions before it."""
    session = meaning.sessions[0]
    if not sessions.of_bars(bars).has_closed(session, by=claim.known):
        return untold("the session was still open when this was published", session=session)
    closes = bars["close"].dropna()
    if session not in closes.index:
        return untold(coverage(closes.index), session=session)
    if claim.kind == "streak":
        return _streak(claim, closes, session=session)
    return _record(claim, bars.loc[:session], session=session)


def check_reached(claim: Claim, meaning: Meaning, bars: pd.DataFrame) -> Evidence:
    """Hold a level told as the extreme of a stretch, or as a record without its day."""
    first, last = meaning.earliest or meaning.sessions[0], meaning.sessions[-1]
    held = bars.loc[first:last]
    if claim.kind != "level" or not len(held):
        return untold("the words name no single session")
    told = claim.amount / split_after(bars, claim.known.tz_localize(None))
    for name in ("close", "high", "low"):
        met = held[(held[name] / told - 1).abs() <= SPREAD]
        if not len(met):
            continue
        outer = met[name][(met[name] >= held[name].max()) | (met[name] <= held[name].min())]
        extreme = len(outer) > 0
        near = (outer if extreme else met[name]).sub(told).abs()
        day = pd.Timestamp(str(near.idxmin()))
        price = float(met[name][day])
        if meaning.peak == "high close" or extreme:
            words = f"Matches the {name} of {day:%Y-%m-%d}: {dollars(price)}."
            verdict: Verdict = "matches the close"
            if name != "close":
                verdict = "matches an intraday moment only"
            return Evidence(verdict, words, (), day, price, (), (day,))
    if meaning.peak == "high close" or first < bars.index[0]:
        return untold("no session of the bars held reached it")
    low, high = float(held["low"].min()), float(held["high"].max())
    since = f"from {held.index[0]:%Y-%m-%d} the range was {dollars(low)} to {dollars(high)}"
    words = f"Does not match: {since}."
    return Evidence("does not match", words, (), last, claim.amount)


def _streak(claim: Claim, closes: "pd.Series[float]", *, session: pd.Timestamp) -> Evidence:
    """Count the sessions in a row that rose or fell until a session."""
    if claim.of not in {"rise", "fall"}:
        return untold("the words do not say whether the streak is of gains or of losses")
    sign = 1 if claim.of == "rise" else -1
    runs = _runs(closes, sign=sign)
    count = int(runs[session])
    verb, unit = "rose" if sign > 0 else "fell", "session" if count == 1 else "sessions"
    said = f"it {verb} {count} {unit} in a row until {session:%Y-%m-%d}"
    if count < claim.amount:
        if claim.proxy:
            return untold(f"{claim.symbol} only follows the {claim.company}, and {said}")
        if (later := _later(runs, claim, sessions.of_bars(closes), session=session)) is not None:
            return untold(f"{said}, and {later:%Y-%m-%d} ended one as long as is told")
        return Evidence("does not match", f"Does not match: {said}.", (), session)
    if count > claim.amount:
        return Evidence("near the close", f"Near, and more than told: {said}.", (), session)
    return Evidence("matches the close", f"Matches the close: {said}.", (), session)


def _runs(closes: "pd.Series[float]", *, sign: int) -> "pd.Series[int]":
    """Return for each session how many in a row rose or fell until it."""
    moved = closes.diff().mul(sign).gt(0)
    return moved.astype("int64").groupby((~moved).cumsum()).cumsum()


def _later(
    runs: "pd.Series[int]", claim: Claim, exchange: Sessions, *, session: pd.Timestamp
) -> pd.Timestamp | None:
    """Return a later session, known at writing, until which a streak was as long as is told.

    "The slide that began after 18 June" names the day that a streak came after.
    """
    after = runs.loc[session:].iloc[1 : int(claim.amount) + 1]
    told = [
        day
        for day, count in after.items()
        if count == claim.amount and exchange.has_closed(pd.Timestamp(str(day)), by=claim.known)
    ]
    return pd.Timestamp(str(told[0])) if told else None


def _record(claim: Claim, bars: pd.DataFrame, *, session: pd.Timestamp) -> Evidence:
    """Hold a record against the sessions since the one it names."""
    values, name = _measure(claim, bars)
    if session not in values.index:
        return untold("the close before is not held", session=session)
    way, change = _way(claim), claim.of in {"rise", "fall"}
    own = float(values[session])
    shown = percent(own) if change else dollars(own)
    figures: Figures = ((name, own),) if change else ()
    if change and own * way <= 0:
        return _refused(claim, f"the change was {shown}", session=session, figures=figures)
    before = values.iloc[:-1]
    as_extreme = before[before * way >= own * way - 1e-9].dropna()
    last = as_extreme.index[-1] if len(as_extreme) else None
    start = claim.since[1] if claim.since is not None else None
    begin = start if start is not None else values.index[0]
    if last is not None and (start is None or last > start):
        other = float(as_extreme.iloc[-1])
        if change and (other - own) * way > PROXY_CLEAR:
            claim = replace(claim, proxy=False)
        told = percent(other) if change else dollars(other)
        words = f"the {name} was {shown}, and on {last:%Y-%m-%d} it was {told}"
        return _refused(claim, words, session=session, figures=figures)
    if claim.since is None or (last is None and begin <= values.index[0]):
        reason = (
            f"the {name}, {shown}, is the most extreme of the bars held, but they begin on "
            f"{values.index[0]:%Y-%m-%d}"
        )
        return untold(reason, session=session)
    early = claim.since[0] if claim.exact else None
    if early is not None and last is not None and last < early and not _nearly(claim, values, own):
        words = f"the {name} was {shown}, the most extreme since {last:%Y-%m-%d}, not since then"
        return _refused(claim, words, session=session, figures=figures)
    since = last if last is not None else begin
    words = f"Matches the close: the {name} was {shown}, the most extreme since {since:%Y-%m-%d}."
    return Evidence("matches the close", words, figures, session)


def _nearly(claim: Claim, values: "pd.Series[float]", own: float) -> bool:
    """Return whether the time it counts from was as extreme, but for the spread of sources."""
    assert claim.since is not None  # noqa: S101
    window = values.loc[claim.since[0] : claim.since[1]]
    if not len(window):
        return True
    way = _way(claim)
    most = float((window * way).max())
    slack = SPREAD if claim.of in {"rise", "fall"} else SPREAD * abs(own)
    return most >= own * way - slack


def _refused(claim: Claim, words: str, *, session: pd.Timestamp, figures: Figures) -> Evidence:
    """Return a mismatch; of an index, that its fund cannot settle it."""
    if claim.proxy:
        return untold(f"{claim.symbol} only follows the {claim.company}: {words}", session=session)
    return Evidence("does not match", f"Does not match: {words}.", figures, session)


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
