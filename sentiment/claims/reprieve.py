"""What spares a figure that its own day contradicts from being called wrong.

Little of what news tells of prices is wrong, so a figure far from its bars is likelier one of
something else: of another share, of the hours after the close, of a return with its dividends.
"""

import math
import re

import pandas as pd

from sentiment.claims.checks import close_of
from sentiment.claims.claim import Claim, Meaning
from sentiment.claims.doubts import RETURNED
from sentiment.claims.evidence import Evidence, untold
from sentiment.claims.meanings import CARRIED, TAKEN
from sentiment.claims.sessions import split_after
from sentiment.market import bars as market_bars
from sentiment.market import calendar, sessions
from sentiment.market.bars import Move
from sentiment.output.numbers import dollars, percent

# A change so many times what its day reached, or what any calm day may reach, is none of that day.
FAR, CALM = 4.0, 0.05
OTHER_PRICE = 1.5  # a price so many times its day's, or less than that part of it
OTHER_SPAN = 0.9  # of a stretch, the same in points of one: a growth of sales or of orders
BY_RESULTS = 0.03  # beyond what a day reached, what results after its close bring at least
_ELSEWHERE = "it is so far from the price that it is likelier told of something else"
_RESULTS = re.compile(
    r"\b(?:earnings|results|report(?:s|ed|ing)?|guidance|forecasts?|outlook|quarter\w*)\b", re.I
)
_EVENING = "it may be told of the hours after the close"


def reprieve_of(claim: Claim, meaning: Meaning, bars: pd.DataFrame) -> Evidence | None:
    """Return what else a figure may be that contradicts one of its meanings; None for nothing."""
    if claim.kind in {"record", "streak"} or not meaning.sessions:
        return None
    if meaning.is_span:
        return _of_stretch(claim, meaning, bars) if claim.kind in {"change", "span"} else None
    move = market_bars.move_of(bars, meaning.sessions[0])
    if meaning.why == CARRIED and (within := _of_earlier(claim, move)):
        return within
    if claim.kind in {"level", "points"}:
        return untold(_ELSEWHERE, session=move.session) if _is_other(claim, move, bars) else None
    size, reached = abs(claim.amount), max(-move.low_change, move.high_change)
    far = FAR / 2 if meaning.why in {CARRIED, TAKEN} else FAR
    if size > far * max(reached, CALM):
        return untold(_ELSEWHERE, session=move.session)
    late = meaning.moment == "session" and size > reached + BY_RESULTS
    if late and _is_of_evening(claim, move.session, bars):
        return untold(_EVENING, session=move.session)
    return None


def _of_earlier(claim: Claim, move: Move) -> Evidence | None:
    """Return that a close of a day told before is a price of that day, from before it closed.

    Papers fill a list of closes while the session runs, and few of them mend it after.
    """
    if claim.kind != "level" or not move.low <= claim.amount <= move.high:
        return None
    words = f"Within the day's range ({dollars(move.low)} to {dollars(move.high)}); "
    words += f"{close_of(move)}."
    return Evidence("within the day's range", words, (), move.session, claim.amount)


def _is_other(claim: Claim, move: Move, bars: pd.DataFrame) -> bool:
    """Return whether no split makes a figure a price, or a change in dollars, of its day."""
    known = claim.known.tz_convert(calendar.NEW_YORK).tz_localize(None)
    prices = [claim.amount, claim.amount / split_after(bars, known)]
    prices += [claim.amount / split_after(bars, move.session)]
    if claim.kind == "points":
        return not any(abs(one) < (OTHER_PRICE - 1) * move.close for one in prices)
    low, high = move.low / OTHER_PRICE, move.high * OTHER_PRICE
    return not any(low <= one <= high for one in prices)


def _is_of_evening(claim: Claim, session: pd.Timestamp, bars: pd.DataFrame) -> bool:
    """Return whether a text of results was written from a session's close to the next one's open.

    Results come out after the close, and their day's news tells what the price did on them.
    """
    exchange = sessions.of_bars(bars)
    over = exchange.close_of(session) <= claim.known and exchange.session_of(claim.known) > session
    return over and bool(_RESULTS.search(claim.sentence))


def _of_stretch(claim: Claim, meaning: Meaning, bars: pd.DataFrame) -> Evidence | None:
    """Return that a stretch's figure counts dividends, as adjusted closes do, or is of no price."""
    first, last = meaning.sessions[0], meaning.sessions[-1]
    change = float(bars["close"][last]) / float(bars["close"][first]) - 1
    if meaning.why == RETURNED and not (bars["dividend"] > 0).any() and claim.amount > change:
        return untold(RETURNED, session=last)
    returned = math.prod(1 + market_bars.simple_returns(bars).loc[first:last].iloc[1:]) - 1
    if returned > change and claim.low <= returned <= claim.high:
        words = (
            f"Near the close: it was {percent(returned)} with dividends, {percent(change)} without."
        )
        return Evidence("near the close", words, (("close to close", change),), last)
    if abs(claim.amount - change) > OTHER_SPAN:
        return untold(_ELSEWHERE, session=last)
    return None
