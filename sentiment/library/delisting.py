"""What is said of a share that Yahoo knows no longer, or that is no longer traded."""

from collections.abc import Callable

import pandas as pd

from sentiment.errors import SentimentError
from sentiment.market.sessions import Sessions
from sentiment.market.shares import Share

QUIET = 10  # sessions without a bar after which trading has ended or rests, and is not just late

Search = Callable[[str], tuple[Share, ...]]


def departed(share: Share, bars: pd.DataFrame, *, search: Search) -> str:
    """Return in sentences what became of a share that Yahoo knew and knows no longer.

    A share of the same company under another symbol is its successor; where none is found it was
    delisted, and where nobody can be asked either may be.
    """
    bars_stay = f"The bars held, to {bars.index[-1]:%Y-%m-%d}, stay."
    if share.company == share.symbol:  # no name to look for
        return f"{_UNSURE.format(symbol=share.symbol)} {bars_stay}"
    try:
        shares = search(share.company)
    except SentimentError:
        return f"{_UNSURE.format(symbol=share.symbol)} {bars_stay}"
    others = [one for one in shares if one.symbol != share.symbol and _is_same(one, share)]
    if not others:
        return (
            f"Yahoo knows {share.symbol} no longer, and no share called {share.company}: it was "
            f"delisted, or its company has another name now. {bars_stay}"
        )
    named = " or ".join(one.symbol for one in others)
    return (
        f"Yahoo knows {share.symbol} no longer; {share.company} is quoted as {named}: choose that. "
        f"{bars_stay}"
    )


def quiet(
    symbol: str, last: pd.Timestamp, *, newest: pd.Timestamp, exchange: Sessions
) -> list[str]:
    """Return the sentence on a share that has not been traded for long; none where it has been.

    Parameters
    ----------
    last
        The session of its last bar.
    newest
        The last session of its exchange that has opened.
    """
    missing = len(exchange.between(last, newest)) - 1
    if missing < QUIET:
        return []
    return [
        f"Yahoo has no bar of {symbol} of the {missing} sessions since: it was delisted or "
        "renamed, or trading in it rests."
    ]


_UNSURE = (
    "Yahoo knows {symbol} no longer: it was renamed or delisted. If it has a new ticker, choose "
    "that."
)


def _is_same(one: Share, share: Share) -> bool:
    return one.company.casefold() == share.company.casefold()
