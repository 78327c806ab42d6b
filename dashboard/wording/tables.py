"""What stands beside tables: how their columns are to be read, and of whom they are."""

import pandas as pd

from dashboard.wording import numbers


def timeline_note(benchmark: str) -> str:
    """Return what the timeline's columns mean."""
    return (
        "A cell opens its announcement, here and on every page; the arrow keys step through. "
        f"“As large”: of 100 ordinary days, how many moved as far beyond what {benchmark} "
        "explains, up or down. Announcements of one session share its numbers."
    )


def of_others(symbols: str, share: str, session: pd.Timestamp) -> str:
    """Return what is said over an announcement that does not name the chosen share.

    Examples
    --------
    >>> of_others("NVDA", "AMD", pd.Timestamp("2026-02-02"))
    'This announcement is about NVDA; below is what AMD did on Mon 2 Feb 2026.'
    """
    whose = numbers.listed(symbols.split())
    return (
        f"This announcement is about {whose}; below is what {share} did on {numbers.day(session)}."
    )
