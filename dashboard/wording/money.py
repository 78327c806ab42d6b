"""Prices in the money of the share they are of."""

import math

from dashboard.wording.numbers import NOT_HELD
from sentiment.market.shares import Share


def price(amount: float, *, share: Share) -> str:
    """Return a price of a share in its own currency; of an index without one.

    Examples
    --------
    >>> from sentiment.market.shares import by_form
    >>> price(185.61, share=by_form("NVDA")), price(71.4, share=by_form("VOD.L"))
    ('$185.61', '71.40p')
    >>> price(float("nan"), share=by_form("SAP.DE"))
    'not held'
    """
    return NOT_HELD if math.isnan(amount) else share.price(amount)


def form(share: Share) -> str:
    """Return the printed form of a share's prices in a table's cells.

    Examples
    --------
    >>> from sentiment.market.shares import by_form
    >>> [form(by_form(symbol)) for symbol in ("NVDA", "VOD.L", "EURUSD=X")]
    ['$%.2f', '%.2fp', '%.4f']
    """
    before, after = share.signs
    return f"{before}%.{4 if share.kind == 'currency' else 2}f{after}"


def clock(share: Share) -> str:
    """Return whose clock a share's hours are on, as an axis says it.

    Examples
    --------
    >>> from sentiment.market.shares import by_form
    >>> [clock(by_form(symbol)) for symbol in ("NVDA", "SAP.DE", "BTC-USD")]
    ['New York time', 'Berlin time', 'UTC']
    """
    zone = share.zone
    return zone if "/" not in zone else f"{zone.rpartition('/')[2].replace('_', ' ')} time"
