"""A change over several sessions held against the closes at its ends, and no later price."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from sentiment.claims import checks
from sentiment.claims.checks import Verdict
from sentiment.claims.claim import Claim, Meaning
from sentiment.claims.evidence import RANK, SPREAD, Evidence, coverage, untold
from sentiment.claims.sessions import PROXY_DOUBT, of_session, split_after
from sentiment.market import sessions
from sentiment.output.numbers import dollars, percent

# Of a figure: by how much a span that is meant loosely may miss it undisputed, long or short.
LOOSE, TIGHT = 0.25, 0.1
_End = tuple[pd.Timestamp, float, float, Verdict]  # a session, and between which prices
JUST_NOW = pd.Timedelta(minutes=30)  # before the text: the prices it may mean by "is up"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two prices between which a stretch may be told."""

    first: pd.Timestamp
    last: pd.Timestamp
    start: float
    end: float
    borne: Verdict  # what it says of a figure that it fits: of the close, or within a session

    @property
    def change(self) -> float:
        """The change between them."""
        return self.end / self.start - 1


def check_span(
    claim: Claim, meaning: Meaning, bars: pd.DataFrame, path: pd.DataFrame | None
) -> Evidence:
    """Hold a change over several sessions against the bars."""
    closes = bars["close"].dropna()
    first, last = meaning.sessions[0], meaning.sessions[-1]
    earliest = meaning.earliest if meaning.earliest is not None else first
    if last not in closes.index or (earliest < closes.index[0] and meaning.peak is None):
        return untold(coverage(closes.index))
    pairs = list(_pairs(claim, meaning, bars, path))
    if not pairs:
        return untold("the record or past close that it counts from is not held")
    slack = PROXY_DOUBT if claim.proxy else 0.0
    fits = [one for one in pairs if claim.low - slack <= one.change <= claim.high + slack]
    best = min(fits or pairs, key=lambda one: (RANK[one.borne], abs(one.change - claim.amount)))
    if not fits:
        best = min(pairs, key=lambda one: abs(one.change - claim.amount))
    said, end = _said(best), best.last if fits else last
    held = {"figures": (("close to close", best.change),), "session": end,
            "sessions": (best.first, end)}  # fmt: skip
    if fits:
        words = f"{best.borne[:1].upper()}{best.borne[1:]}: {said}."
        return Evidence(best.borne, words, **held)  # type: ignore[arg-type]
    off = min(abs(best.change - claim.low), abs(best.change - claim.high))
    if off <= 2 * SPREAD * (1 + best.change) + slack:
        return Evidence("near the close", f"Near the close: {said}.", **held)  # type: ignore[arg-type]
    doubt = _doubt(claim, meaning, closes, said, off)
    if doubt:
        return untold(doubt, session=last)
    return Evidence("does not match", f"Does not match: it was {said}.", **held)  # type: ignore[arg-type]


def _said(pair: Pair) -> str:
    """Return a pair of prices in words."""
    ends = [f"{dollars(price)} ({day:%Y-%m-%d})" for price, day in
            ((pair.start, pair.first), (pair.end, pair.last))]  # fmt: skip
    return f"{percent(pair.change)} from {ends[0]} to {ends[1]}"


def _doubt(
    claim: Claim, meaning: Meaning, closes: "pd.Series[float]", said: str, off: float
) -> str:
    """Return why a figure that misses its stretch accuses nobody, "" if it does."""
    first, last = meaning.sessions[0], meaning.sessions[-1]
    if meaning.peak is None:
        daily = closes.pct_change(fill_method=None).loc[first:last].iloc[1:]
        single = daily[(daily >= claim.low) & (daily <= claim.high)]
        if len(single) and len(daily) > 1 and claim.hedge not in {"more", "less"}:
            day = f"{single.index[-1]:%Y-%m-%d} alone ({percent(float(single.iloc[-1]))})"
            return f"it fits {day}, and the whole span was {said}"
    loose = meaning.earliest is not None and meaning.earliest != first and meaning.peak is None
    share = TIGHT if last - first <= pd.Timedelta(days=15) else LOOSE
    if loose and off <= share * abs(claim.amount):
        return f"the span is meant loosely; it was {said}"
    return ""


def _pairs(
    claim: Claim, meaning: Meaning, bars: pd.DataFrame, path: pd.DataFrame | None
) -> Iterator[Pair]:
    """Yield the pairs of prices that a stretch can mean."""
    closes = bars["close"].dropna()
    last = meaning.sessions[-1]
    close = float(closes[last])
    ends: list[_End] = [(last, close, close, "matches the close")]
    if meaning.running:
        ends += _now(claim, bars, path)
    for day, start in _starts(claim, meaning, bars):
        for end_day, low, high, borne in ends:
            if day < end_day:
                end = min(max(start * (1 + claim.amount), low), high)
                yield Pair(day, end_day, start, end, borne)


def _now(claim: Claim, bars: pd.DataFrame, path: pd.DataFrame | None) -> list[_End]:
    """Return the prices of the half hour before a text in an open session.

    Where no minutes of it are held, those of the whole session, among which they were.
    """
    exchange = sessions.of_bars(bars)
    session = exchange.session_of(claim.known)
    if exchange.open_of(session) >= claim.known:
        return []
    held = checks.known_by(of_session(path, session, exchange), claim.known)
    near = held[held.index >= claim.known - JUST_NOW]
    borne: Verdict = "matches an intraday moment only"
    if not len(held):
        near, borne = bars.loc[session:session], "within the day's range"
    if not len(near):
        return []
    return [(session, float(near["low"].min()), float(near["high"].max()), borne)]


def _starts(
    claim: Claim, meaning: Meaning, bars: pd.DataFrame
) -> Iterator[tuple[pd.Timestamp, float]]:
    """Yield the closes from which a stretch can count."""
    first = meaning.sessions[0]
    earliest = meaning.earliest if meaning.earliest is not None else first
    window = bars.loc[earliest:first]
    if meaning.peak is None:
        for day, close in window["close"].dropna().items():
            yield pd.Timestamp(day), float(close)  # type: ignore[arg-type]
        return
    window = window[window.index < meaning.sessions[-1]]
    if not len(window):
        return
    if meaning.level is not None:
        factor = split_after(bars, claim.known.tz_localize(None))
        told = meaning.level / factor
        for name in ("close", "high", "low"):
            met = window[(window[name] / told - 1).abs() <= SPREAD]
            if len(met):
                place = int(met[name].sub(told).abs().to_numpy().argmin())
                yield pd.Timestamp(met.index[place]), float(met[name].iloc[place])
                return
    low = meaning.peak in {"low", "low close"}
    for name in ("close", "low" if low else "high"):
        values = window[name].dropna()
        place = int(values.to_numpy().argmin() if low else values.to_numpy().argmax())
        yield pd.Timestamp(values.index[place]), float(values.iloc[place])
