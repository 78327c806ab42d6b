"""Reported price figures against the bars: of which moment a figure is true, if of any."""

import math
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from sentiment import prices

Verdict = Literal[
    "matches the close",
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
    move: prices.Move, intraday: pd.DataFrame, *, moment: str, change: float, level: float
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
    >>> move = prices.Move(day, 191.13, 187.20, 190.30, 184.88, 185.61, 181e6)
    >>> none = pd.DataFrame(columns=["open", "high", "low", "close", "volume"])
    >>> check_figure(move, none, moment="close", change=-0.029, level=float("nan")).words
    'Matches the close: $185.61, −2.9%.'
    >>> check_figure(move, none, moment="close", change=float("nan"), level=187.88).words
    'Does not match: the close was $185.61, −2.9%.'
    """
    reached = level if math.isnan(change) else round(move.previous_close * (1 + change), 2)
    if moment in OUT_OF_HOURS:
        return Check(
            reached, "cannot be checked", f"Cannot be checked: no {moment} bars are held.", ()
        )
    if moment in ("close", "previous close"):
        return _check_close(move, reached, moment=moment, change=change)
    return _check_moment(move, intraday, reached=reached)


def _check_close(move: prices.Move, reached: float, *, moment: str, change: float) -> Check:
    """Hold a figure that names a close against that close, within the figure's own rounding."""
    close = move.previous_close if moment == "previous close" else move.close
    told = close if math.isnan(change) else move.close_to_close
    figure = reached if math.isnan(change) else change
    said = f"${close:,.2f}" + (
        "" if moment == "previous close" else f", {_percent(move.close_to_close)}"
    )
    if abs(told - figure) <= rounding(figure):
        return Check(reached, "matches the close", f"Matches the {moment}: {said}.", ())
    return Check(reached, "does not match", f"Does not match: the {moment} was {said}.", ())


def _check_moment(move: prices.Move, intraday: pd.DataFrame, *, reached: float) -> Check:
    """Look for a level of the session in its path, or failing that in its range."""
    close = f"the close was ${move.close:,.2f}, {_percent(move.close_to_close)}"
    spans = tuple(prices.crossings(intraday, reached)) if len(intraday) else ()
    if spans:
        when = _listed([_clock(first, last) for first, last in spans])
        words = f"Matches an intraday moment only (${reached:,.2f}, passed {when}); {close}."
        return Check(reached, "matches an intraday moment only", words, spans)
    if move.low <= reached <= move.high:
        words = f"Within the day's range (${move.low:,.2f} to ${move.high:,.2f}); {close}."
        return Check(reached, "within the day's range", words, ())
    words = f"Does not match: the range was ${move.low:,.2f} to ${move.high:,.2f}; {close}."
    return Check(reached, "does not match", words, ())


def rounding(figure: float) -> float:
    """Return half a unit of a figure's last printed digit, a hair wide of binary fractions.

    Examples
    --------
    >>> round(rounding(-0.029), 6)
    0.0005
    """
    digits = len(f"{figure!r}".partition(".")[2])
    return 0.5 * 10.0**-digits + 1e-9


def _clock(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """Return a span of New York time; a single bar or two is a moment."""
    if last - first <= pd.Timedelta(minutes=1):
        return f"{first:%H:%M}"
    return f"{first:%H:%M}–{last:%H:%M}"


def _listed(parts: list[str]) -> str:
    """Return parts as a list in words."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _percent(change: float) -> str:
    """Return a change as signed percent with one decimal."""
    return f"{change:+.1%}".replace("-", "−")
