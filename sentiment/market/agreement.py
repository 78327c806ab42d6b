"""Bars from a file held against those at hand: of one share, one scale and one money they agree."""

from dataclasses import dataclass

import pandas as pd

from sentiment.errors import SentimentError
from sentiment.market.shares import Share

APART = 0.05  # of a close: records of one share differ by 0.3 % at most, a split by far more
_SCALES = (1.5, 2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 50, 100)  # that shares were split by
_LIKE = 0.03  # how near to one of them


@dataclass(frozen=True, slots=True)
class Difference:
    """The first close of a file that those at hand contradict."""

    session: pd.Timestamp
    in_file: float
    at_hand: float
    n: int  # sessions that differ so
    of: int  # sessions that both hold

    @property
    def times(self) -> float:
        """How many times the close at hand the file's is."""
        return self.in_file / self.at_hand


class DisagreementError(SentimentError):
    """A file's bars cannot be of the share they are given for, as it is held here."""

    def __init__(self, symbol: str, difference: Difference) -> None:
        super().__init__(symbol, difference)
        self.symbol, self.difference = symbol, difference

    def __str__(self) -> str:
        one = self.difference
        seen = (
            f"on {one.session:%Y-%m-%d} the file's close of {self.symbol} is {one.in_file:,.2f} "
            f"and the one held is {one.at_hand:,.2f}"
        )
        if (scale := _scale_of(one)) is not None:
            factor = f"{scale:g} times as much" if one.times > 1 else f"1/{scale:g} of it"
            return (
                f"Another scale: {seen}, {factor}; the file is not adjusted for a split. Take one "
                "that is adjusted for splits (and not for dividends)."
            )
        return (
            f"Another share, or another money: {seen}; they differ on {one.n} of {one.of} sessions "
            "that both hold. Say with --symbol whose prices they are."
        )


class MoneyError(SentimentError):
    """A file's prices are in another money than the share's."""

    def __init__(self, share: Share, currency: str) -> None:
        super().__init__(share, currency)
        self.share, self.currency = share, currency

    def __str__(self) -> str:
        return (
            f"The file's prices are in {self.currency}, and {self.share.symbol} is quoted in "
            f"{self.share.currency} ({self.share.exchange}): give the symbol of the listing in "
            f"{self.currency}, or prices in {self.share.currency}."
        )


def check(
    bars: pd.DataFrame, held: pd.DataFrame | None, *, share: Share, currency: str | None
) -> None:
    """Refuse a file's bars that those at hand contradict, or that are in another money.

    Raises
    ------
    DisagreementError
        If a close differs by more than ``APART``; both numbers are named.
    MoneyError
        If the file tells another currency than the share's.
    """
    if currency and share.currency and currency != share.currency:
        raise MoneyError(share, currency)
    if held is not None and (gap := difference(bars, held)) is not None:
        raise DisagreementError(share.symbol, gap)


def difference(bars: pd.DataFrame, held: pd.DataFrame) -> Difference | None:
    """Return the first close that differs from the one at hand; None where all agree.

    Examples
    --------
    >>> days = pd.DatetimeIndex(["2024-06-06", "2024-06-10"])
    >>> told = pd.DataFrame({"close": [1209.98, 121.79]}, index=days)
    >>> found = difference(told, pd.DataFrame({"close": [121.0, 121.79]}, index=days))
    >>> f"{found.session:%d %B}: {found.in_file} against {found.at_hand}, {found.n} of {found.of}"
    '06 June: 1209.98 against 121.0, 1 of 2'
    """
    both = pd.concat({"told": bars["close"], "held": held["close"]}, axis=1, join="inner").dropna()
    apart = both[(both["told"] / both["held"] - 1).abs() > APART]
    if apart.empty:
        return None
    first = apart.iloc[0]
    day = pd.Timestamp(str(apart.index[0]))
    return Difference(day, float(first["told"]), float(first["held"]), len(apart), len(both))


def _scale_of(one: Difference) -> float | None:
    """Return the split that two closes differ by, if it is one."""
    times = max(one.times, 1 / one.times)
    return next((scale for scale in _SCALES if abs(times / scale - 1) <= _LIKE), None)
