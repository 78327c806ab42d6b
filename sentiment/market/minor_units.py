"""Dividends in the unit of the price, which may count pence where they are told in pounds.

Yahoo quotes London, Tel Aviv, Johannesburg and Kuwait in hundredths or thousandths of their money,
and tells dividends at times in the one unit, at times in the other.
"""

import pandas as pd

from sentiment.market.shares import MINOR_UNITS

LEAST = 0.0005  # of the price: a single dividend told as less is one of the larger unit


def in_units_of_price(
    dividends: "pd.Series[float]",
    *,
    close: "pd.Series[float]",
    adjusted: "pd.Series[float]",
    currency: str,
) -> "pd.Series[float]":
    """Return dividends in the unit of the closes.

    One counts as told in the larger unit if the closes that Yahoo adjusted for it fell by nearer
    that much, or if it would else be next to nothing.

    Examples
    --------
    >>> days = pd.to_datetime(["2026-06-03", "2026-06-04"])
    >>> paid, close = pd.Series([0.0, 0.0193], days), pd.Series([72.0, 71.4], days)
    >>> in_units_of_price(paid, close=close, adjusted=close, currency="GBp").round(2).to_list()
    [0.0, 1.93]
    """
    if currency not in MINOR_UNITS:
        return dividends
    factor = MINOR_UNITS[currency][1]
    rate, share_left = dividends / close.shift(), adjusted / close
    taken_off = 1 - share_left.shift() / share_left
    larger = (taken_off > rate * factor**0.5) | (rate < LEAST)
    return dividends.mask((rate > 0) & larger, dividends * factor)
