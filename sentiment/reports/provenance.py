"""Where the numbers of a picture, a table or a report come from, made of what went in."""

from collections.abc import Sequence

import pandas as pd

from sentiment.output import numbers

NAMED = 3  # outlets; of more, how many others
NO_ADVICE = "No advice to trade."
_READINGS = {"compound": "finance reading", "plain": "plain VADER"}


def of_bars(symbols: Sequence[str], *, last: pd.Timestamp, fetched: Sequence[str]) -> str:
    """Return where daily bars come from: of which symbols any were fetched from Yahoo.

    Examples
    --------
    >>> of_bars(["NVDA", "SPY"], last=pd.Timestamp("2026-10-02"), fetched=[])
    'Bars of NVDA and SPY: shipped with the project, to Fri 2 Oct 2026.'
    >>> of_bars(["NVDA", "SPY"], last=pd.Timestamp("2026-10-02"), fetched=["SPY"])
    'Bars of NVDA and SPY: shipped with the project; SPY from Yahoo too, to Fri 2 Oct 2026.'
    """
    theirs = numbers.listed(list(dict.fromkeys(symbols)))
    source = "shipped with the project"
    if fetched and set(fetched) == set(symbols):
        source = "Yahoo Finance through yfinance"
    elif fetched:
        source += f"; {numbers.listed(list(fetched))} from Yahoo too"
    return f"Bars of {theirs}: {source}, to {numbers.day(last)}."


def of_tone(*, samples: int, outlets: Sequence[str], scorer: str, only: str = "") -> str:
    """Return whose articles a tone is of: samples of ours, and the reader's, one outlet each.

    *only* are the words of what they were filtered by.

    Examples
    --------
    >>> of_tone(samples=37, outlets=[], scorer="compound")
    'Tone: 37 sample articles written for this project, of no real outlet; finance reading.'
    >>> of_tone(samples=0, outlets=["Reuters", "Reuters", ""], scorer="plain")
    'Tone: 3 articles of the library (Reuters, outlet unknown); plain VADER.'
    >>> of_tone(samples=0, outlets=[], scorer="plain")
    'No article went in.'
    >>> of_tone(samples=2, outlets=[], scorer="plain", only="naming AMD").split("; ")[1]
    'only those naming AMD'
    """
    sentences = []
    if samples:
        counted = numbers.count(samples, "sample article")
        sentences.append(f"{counted} written for this project, of no real outlet")
    if outlets:
        sentences.append(
            f"{numbers.count(len(outlets), 'article')} of the library ({_named(outlets)})"
        )
    if not sentences:
        return f"No article {only} went in." if only else "No article went in."
    which = [f"only those {only}"] if only else []
    return f"Tone: {'; '.join([' and '.join(sentences), *which, _READINGS.get(scorer, scorer)])}."


def _named(outlets: Sequence[str]) -> str:
    """Return the outlets that most articles are of, and how many others there are."""
    counts = pd.Series([one or "outlet unknown" for one in outlets]).value_counts(sort=False)
    names = [str(name) for name in counts.sort_values(ascending=False, kind="stable").index]
    rest = len(names) - NAMED
    return ", ".join([*names[:NAMED], *([f"{rest} more"] if rest > 0 else [])])
