"""Prices in the money of the share they are of."""

import math

from dashboard.wording.numbers import NOT_HELD
from sentiment.market.shares import by_form


def price(amount: float, *, share: str) -> str:
    """Return a price of a share in its own currency; of an index without one.

    Examples
    --------
    >>> price(185.61, share="NVDA"), price(71.4, share="VOD.L"), price(6939.0, share="^GSPC")
    ('$185.61', '71.40p', '6,939.00')
    >>> price(float("nan"), share="SAP.DE")
    'not held'
    """
    return NOT_HELD if math.isnan(amount) else by_form(share).price(amount)


def unit(share: str) -> str:
    """Return what a share's price counts, as an axis says it.

    Examples
    --------
    >>> unit("NVDA"), unit("SAP.DE"), unit("^GSPC")
    ('US$ per share', '€ per share', 'points')
    """
    return by_form(share).unit


def before_and_after(share: str) -> tuple[str, str]:
    """Return what stands before and behind a price on an axis.

    Examples
    --------
    >>> before_and_after("NVDA"), before_and_after("VOD.L"), before_and_after("^GSPC")
    (('$', ''), ('', 'p'), ('', ''))
    """
    said = by_form(share).price(5)
    before, _, after = said.partition("5.00")
    return (before, after) if "5.00" in said else ("", "")


def clock(share: str) -> str:
    """Return whose clock a share's hours are on, as an axis says it.

    Examples
    --------
    >>> clock("NVDA"), clock("SAP.DE"), clock("BTC-USD")
    ('New York time', 'Berlin time', 'UTC')
    """
    zone = by_form(share).zone
    return zone if "/" not in zone else f"{zone.rpartition('/')[2].replace('_', ' ')} time"
