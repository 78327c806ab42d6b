"""Labels, number formats and explanations; draws nothing.

Text from outside passes :func:`as_written` before Markdown and :func:`plain` before Plotly, so that
neither reads it as markup.
"""

import math

import pandas as pd

MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"
NOT_HELD = "not held"


def percent(change: float, *, digits: int = 1) -> str:
    """Return a return as signed percent.

    Examples
    --------
    >>> percent(-0.0289)
    '−2.9%'
    >>> percent(float("nan"))
    'not held'
    """
    if math.isnan(change):
        return NOT_HELD
    # Nought is added for −0.0, which would keep its minus.
    return f"{round(change, digits + 2) + 0.0:+.{digits}%}".replace("-", MINUS)


def signed(number: int) -> str:
    """Return a number of sessions with its sign.

    Examples
    --------
    >>> signed(-1), signed(0), signed(5)
    ('−1', '0', '+5')
    """
    return f"{number:+d}".replace("-", MINUS) if number else "0"


def dollars(price: float) -> str:
    """Return a price in US dollars.

    Examples
    --------
    >>> dollars(185.61)
    '$185.61'
    """
    return NOT_HELD if math.isnan(price) else f"${price:,.2f}"


def tone(compound: float) -> str:
    """Return a compound with its sign and two decimals.

    Examples
    --------
    >>> tone(-0.4217)
    '−0.42'
    """
    if math.isnan(compound):
        return "no reading"
    # Adding zero turns a rounded -0.0 into 0.0.
    return f"{round(compound, 2) + 0.0:+.2f}".replace("-", MINUS)


def shares(volume: float) -> str:
    """Return a volume in millions of shares.

    Examples
    --------
    >>> shares(181_300_000.0)
    '181.3 m'
    """
    return NOT_HELD if math.isnan(volume) else f"{volume / 1e6:,.1f} m"


def day(session: pd.Timestamp) -> str:
    """Return a day as it is said.

    Examples
    --------
    >>> day(pd.Timestamp("2026-02-02"))
    'Mon 2 Feb 2026'
    """
    return f"{session:%a} {session.day} {session:%b %Y}"


def from_to(days: pd.Index | pd.Series) -> str:
    """Return the first and the last of some days; "" of none.

    Examples
    --------
    >>> from_to(pd.DatetimeIndex(["2026-02-02", "2025-09-22"]))
    'Mon 22 Sep 2025 to Mon 2 Feb 2026.'
    """
    return f"{day(min(days))} to {day(max(days))}." if len(days) else ""


def moment(instant: pd.Timestamp, *, zone: str = "America/New_York") -> str:
    """Return an instant on the clock of *zone*, which it names.

    Examples
    --------
    >>> moment(pd.Timestamp("2026-01-30 22:05", tz="UTC"))
    'Fri 30 Jan 2026, 17:05 EST'
    """
    local = instant.tz_convert(zone)
    return f"{day(local)}, {local:%H:%M %Z}"


def count(number: int, thing: str) -> str:
    """Return a number of things.

    Examples
    --------
    >>> count(1, "article"), count(3, "article")
    ('1 article', '3 articles')
    """
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def interval(low: float, high: float, *, n: int) -> str:
    """Return the interval of a mean tone, and over how many sentences."""
    if math.isnan(low):
        return count(n, "sentence")
    return f"95%: {tone(low)} to {tone(high)}, n {n}"
