"""Reported price figures against the bars: of which moment a figure is true, if of any."""

import math
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from sentiment.market import bars
from sentiment.market.calendar import NEW_YORK
from sentiment.output.numbers import dollars, listed, percent

Verdict = Literal[
    "matches the close",
    "near the close",
    "matches an intraday moment only",
    "within the day's range",
    "does not match",
    "cannot be checked",
]
OUT_OF_HOURS = ("pre-market", "after hours")


@dataclass(frozen=True, slots=True)
class Check:
    """What the bars say of one reported figure."""

    level: float  # US dollars per share that the figure stands for
    verdict: Verdict
    words: str  # the verdict as a sentence, with its evidence
    spans: tuple[tuple[pd.Timestamp, pd.Timestamp], ...]  # when the bars held the level


def check_figure(
    move: bars.Move, intraday: pd.DataFrame, *, moment: str, change: float, level: float
) -> Check:
    """Return what the bars of a session say of a figure reported of it.

    Parameters
    ----------
    move
        The session's daily bar.
    intraday
        Its intraday bars; may be empty.
    moment
        What the figure says it is of: "close", "late morning", "pre-market" ...
    change, level
        The figure as a decimal against the previous close, or in dollars; the other is NaN.

    Examples
    --------
    >>> day = pd.Timestamp("2026-02-02")
    >>> move = bars.Move(day, 191.13, 187.20, 190.30, 184.88, 185.61, 181e6)
    >>> none = pd.DataFrame(columns=["open", "high", "low", "close", "volume"])
    >>> check_figure(move, none, moment="close", change=-0.029, level=float("nan")).words
    'Matches the close: $185.61, −2.9%.'
    >>> check_figure(move, none, moment="close", change=float("nan"), level=187.88).words
    'Does not match: the close was $185.61, −2.9%.'
    """
    reached = level if math.isnan(change) else round(move.previous_close * (1 + change), 2)
    if moment in OUT_OF_HOURS:
        words = f"Cannot be checked: no {moment} bars are held."
        return Check(reached, "cannot be checked", words, ())
    if moment in ("close", "previous close"):
        return check_close(move, _band(move, change, level, reached), moment=moment)
    return check_path(move, intraday, Band(reached, reached, reached))


@dataclass(frozen=True, slots=True)
class Band:
    """A price in dollars, and between which prices its figure's own rounding leaves it."""

    level: float
    low: float
    high: float

    def holds(self, price: float) -> bool:
        """Return whether the figure can stand for *price*; a hair wide of binary fractions."""
        return self.low - 1e-9 <= price <= self.high + 1e-9


def _band(move: bars.Move, change: float, level: float, reached: float) -> Band:
    """Return the prices that a figure of a close can stand for."""
    if math.isnan(change):
        return Band(reached, level - rounding(level), level + rounding(level))
    ends = (change - rounding(change), change + rounding(change))
    low, high = (move.previous_close * (1 + end) for end in ends)
    return Band(reached, low, high)


def check_close(move: bars.Move, band: Band, *, moment: str = "close") -> Check:
    """Return whether a figure that names a close fits that close, within its own rounding."""
    close = move.previous_close if moment == "previous close" else move.close
    said = dollars(close) + (
        "" if moment == "previous close" else f", {percent(move.close_to_close)}"
    )
    if band.holds(close):
        return Check(band.level, "matches the close", f"Matches the {moment}: {said}.", ())
    return Check(band.level, "does not match", f"Does not match: the {moment} was {said}.", ())


def check_path(
    move: bars.Move, intraday: pd.DataFrame, band: Band, *, until: pd.Timestamp | None = None
) -> Check:
    """Return whether a session's path met a figure, or failing that its range.

    The exact level is looked for first, then any price that the figure can stand for. With *until*
    only what the price had done by then counts; where no minutes tell it, the range of the whole
    session, which holds every part of it.
    """
    path = intraday if until is None else known_by(intraday, until)
    low, high = move.low, move.high
    if until is not None and len(path):
        low, high = float(path["low"].min()), float(path["high"].max())
    close = close_of(move)
    spans = met(path, band)
    if spans:
        when = passed(spans)
        words = f"Matches an intraday moment only ({dollars(band.level)}, passed {when}); {close}."
        return Check(band.level, "matches an intraday moment only", words, spans)
    by = "" if until is None or not len(path) else f" by {until.tz_convert(NEW_YORK):%H:%M}"
    if band.low <= high and band.high >= low:
        words = f"Within the day's range ({dollars(low)} to {dollars(high)}{by}); {close}."
        return Check(band.level, "within the day's range", words, ())
    words = f"Does not match: the range{by} was {dollars(low)} to {dollars(high)}; {close}."
    return Check(band.level, "does not match", words, ())


def close_of(move: bars.Move) -> str:
    """Return in words where a session closed, and what that was against the close before."""
    return f"the close was {dollars(move.close)}, {percent(move.close_to_close)}"


def without_close(words: str, move: bars.Move) -> str:
    """Return the words of a check without where the session closed, for who says it beside them.

    Examples
    --------
    >>> move = bars.Move(pd.Timestamp("2026-02-02"), 191.13, 187.2, 190.3, 184.88, 185.61, 181e6)
    >>> without_close(f"Matches an intraday moment only; {close_of(move)}.", move)
    'Matches an intraday moment only.'
    """
    return words.replace(f"; {close_of(move)}.", ".")


def known_by(path: pd.DataFrame, until: pd.Timestamp) -> pd.DataFrame:
    """Return the bars of a path that had ended by an instant."""
    starts = pd.DatetimeIndex(path.index)
    length = min(starts[1:] - starts[:-1], default=pd.Timedelta(minutes=1))
    return path[starts + length <= until]


def met(path: pd.DataFrame, band: Band) -> tuple[tuple[pd.Timestamp, pd.Timestamp], ...]:
    """Return when a path was at a level, or failing that anywhere in its band."""
    if not len(path):
        return ()
    exact = bars.crossings(path, band.level) if math.isfinite(band.level) else []
    if exact or band.low == band.high:
        return tuple(exact)
    wide = pd.DataFrame(
        {"low": path["low"].where(path["low"] > band.high, -math.inf), "high": path["high"]}
    )
    return tuple(bars.crossings(wide, band.low))


def rounding(figure: float) -> float:
    """Return half a unit of a figure's last printed digit, a hair wide of binary fractions.

    Examples
    --------
    >>> round(rounding(-0.029), 6)
    0.0005
    """
    digits = len(f"{figure!r}".partition(".")[2])
    return 0.5 * 10.0**-digits + 1e-9


def passed(spans: tuple[tuple[pd.Timestamp, pd.Timestamp], ...]) -> str:
    """Return when a level was met, in words."""
    return listed([_clock(first, last) for first, last in spans])


def _clock(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """Return a span of New York time; a single bar or two is a moment."""
    if last - first <= pd.Timedelta(minutes=1):
        return f"{first:%H:%M}"
    return f"{first:%H:%M}–{last:%H:%M}"
