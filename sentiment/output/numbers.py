"""Numbers and lists in words."""

from collections.abc import Sequence


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
    return f"${price:,.2f}"


def percent(change: float) -> str:
    """Return a change as signed percent with one decimal.

    Examples
    --------
    >>> percent(-0.0289)
    '−2.9%'
    """
    return f"{change:+.1%}".replace("-", "−")
