"""Numbers, days and lists in words: the one home of how a number is written.

A change is a decimal and is written as percent; a minus is a true one; what rounds to nought has no
sign, so that "−0.0%" never stands beside "+0.0%". What is missing is said, not left blank.
"""

import math
from collections.abc import Sequence

import pandas as pd

MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"
NOT_HELD = "not held"
_WORDS = "no one two three four five six seven eight nine ten".split()


def listed(parts: Sequence[str]) -> str:
    """Return parts as a list in words.

    Examples
    --------
    >>> listed(["10:19", "14:43", "15:01"])
    '10:19, 14:43 and 15:01'
    """
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def dollars(price: float) -> str:
    """Return a price in dollars and cents.

    Examples
    --------
    >>> dollars(1850)
    '$1,850.00'
    """
    return NOT_HELD if math.isnan(price) else f"${price:,.2f}"


def decimal(number: float, *, digits: int = 2, sign: bool = True) -> str:
    """Return a number with a sign and so many decimals.

    Examples
    --------
    >>> decimal(-0.0912), decimal(0.5, digits=1), decimal(-0.001), decimal(4.25, sign=False)
    ('−0.09', '+0.5', '0.00', '4.25')
    """
    rounded = round(number, digits)
    if rounded == 0:
        return f"{0.0:.{digits}f}"
    return f"{rounded:{'+' if sign else ''}.{digits}f}".replace("-", MINUS)


def percent(change: float, *, digits: int = 1, sign: bool = True) -> str:
    """Return a change as percent.

    Examples
    --------
    >>> percent(-0.0289), percent(-0.0001), percent(float("nan"))
    ('−2.9%', '0.0%', 'not held')
    >>> percent(0.12, digits=0, sign=False)
    '12%'
    """
    if math.isnan(change):
        return NOT_HELD
    return f"{decimal(change * 100, digits=digits, sign=sign)}%"


def points(change: float) -> str:
    """Return a difference of two changes in points of percent.

    Examples
    --------
    >>> points(-0.0339)
    '−3.4'
    """
    return NOT_HELD if math.isnan(change) else decimal(change * 100, digits=1)


def signed(number: int) -> str:
    """Return a number of sessions with its sign.

    Examples
    --------
    >>> signed(-1), signed(0), signed(5)
    ('−1', '0', '+5')
    """
    return decimal(number, digits=0)


def tone(compound: float) -> str:
    """Return a compound with its sign and two decimals.

    Examples
    --------
    >>> tone(-0.4217)
    '−0.42'
    """
    return "no reading" if math.isnan(compound) else decimal(compound)


def shares(volume: float) -> str:
    """Return a volume in millions of shares.

    Examples
    --------
    >>> shares(181_300_000.0)
    '181.3 m'
    """
    return NOT_HELD if math.isnan(volume) else f"{volume / 1e6:,.1f} m"


def day(session: pd.Timestamp) -> str:
    """Return a day as it is said beside others.

    Examples
    --------
    >>> day(pd.Timestamp("2026-02-02"))
    'Mon 2 Feb 2026'
    """
    return f"{session:%a} {session.day} {session:%b %Y}"


def long_day(session: pd.Timestamp) -> str:
    """Return a day as a sentence says it.

    Examples
    --------
    >>> long_day(pd.Timestamp("2026-02-02"))
    '2 February 2026'
    """
    return f"{session.day} {session:%B %Y}"


def from_to(days: "pd.Index[pd.Timestamp] | pd.Series[pd.Timestamp]") -> str:
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


def in_words(number: int) -> str:
    """Return a small number as prose says it, a larger one in digits.

    Examples
    --------
    >>> in_words(5), in_words(1200)
    ('five', '1,200')
    """
    return _WORDS[number] if 0 <= number < len(_WORDS) else f"{number:,}"


def interval(low: float, high: float, *, n: int) -> str:
    """Return the interval of a mean tone, and over how many sentences."""
    if math.isnan(low):
        return count(n, "sentence")
    return f"95%: {tone(low)} to {tone(high)}, n {n}"
