"""Cached doors to bars and what follows from them."""

import pandas as pd
import streamlit as st

from dashboard.data import passing, shares
from dashboard.data.store import BENCHMARKS, STORY_SHARE, library, refresher, snapshot
from dashboard.wording import descriptions
from dashboard.wording.escaping import as_written
from sentiment.library.refresh import NoBarsError, Status, merged, unseen
from sentiment.market import bars as market_bars
from sentiment.market import calendar, sessions
from sentiment.market.returns import market_adjusted
from sentiment.offline import is_offline


def symbols() -> list[str]:
    """Return the shares that bars are held of, the story's first."""
    every = {*snapshot(), *library().bars.symbols()}
    shares_alone = [symbol for symbol in every if symbol not in BENCHMARKS]
    return sorted(shares_alone, key=lambda symbol: (symbol != STORY_SHARE, symbol))


def are_prices(name: str, content: bytes) -> bool:
    """Return whether a file of the reader's is a table of prices."""
    from sentiment.intake import price_files  # noqa: PLC0415 - few need it, all would wait

    with passing.file(name, content) as place:
        return price_files.are_prices(place)


def take_in(name: str, content: bytes, *, symbol: str | None = None) -> dict[str, tuple[int, str]]:
    """Keep the bars that a file of the reader's holds; return how many of each share.

    Beside the number stands what is not certain of them and why they are not those shown, "" where
    nothing is and they are.

    Raises
    ------
    SentimentError
        If the file cannot be read, or its bars do not agree with those held; as
        ``price_files.UntoldShareError`` if neither it nor *symbol* tells whose they are.
    """
    from sentiment.intake import price_files  # noqa: PLC0415 - few need it, all would wait
    from sentiment.market import agreement  # noqa: PLC0415

    now = pd.Timestamp.now(tz="UTC")
    with passing.file(name, content) as place:
        histories = price_files.read(place, now=now, symbol=symbol, day_first=None)
    for one in histories:
        agreement.check(
            one.bars,
            _at_hand(one.symbol),
            share=shares.share(one.symbol),
            currency=one.currency,
        )
    for one in histories:
        library().bars.save(one.symbol, one.bars, fetched_at=now)
    return {
        one.symbol: (
            len(one.bars),
            ", ".join(filter(None, (one.doubt, unseen(_of_symbol(one.symbol), one.bars)))),
        )
        for one in histories
    }


def _of_symbol(symbol: str) -> pd.DataFrame:
    """Return the bars held of a symbol: the shipped ones, and over them what was kept since.

    Raises
    ------
    NoBarsError
        If none are.
    """
    return merged(snapshot().get(symbol), library().bars.of(symbol))


def _at_hand(symbol: str) -> pd.DataFrame | None:
    """Return the bars held of a symbol; None where none are."""
    try:
        return _of_symbol(symbol)
    except NoBarsError:
        return None


@st.cache_data(max_entries=64)
def bars(symbol: str, version: int) -> pd.DataFrame:
    """Return a symbol's daily bars: the shipped ones, and over them what was fetched since."""
    del version
    try:
        frame = _of_symbol(symbol)
    except NoBarsError:
        raise NoBarsError(symbol, offline=is_offline()) from None
    return sessions.marked(frame, shares.share(symbol))


@st.cache_data(max_entries=64)
def returns(share: str, benchmark: str, version: int) -> pd.DataFrame:
    """Return the simple return of the share, of the benchmark, and the difference, per session."""
    return market_adjusted(bars(share, version), bars(benchmark, version))


def holds(symbol: str) -> bool:
    """Return whether any bars of a symbol are held."""
    return symbol in snapshot() or library().bars.version(symbol) > 0


def session_of(instant: pd.Timestamp, symbol: str | None = None) -> pd.Timestamp:
    """Return the session that news of *instant* counts for, of a share's exchange or New York's."""
    if symbol is None:
        return calendar.session_of(instant)
    return shares.exchange(symbol).session_of(instant)


def refresh(*symbols: str) -> None:
    """Have symbols brought up to date behind the page, unless DASHBOARD_OFFLINE is set."""
    if is_offline():
        return
    for symbol in symbols:
        refresher().ask(symbol, now=pd.Timestamp.now(tz="UTC"))


def fetching(symbol: str) -> Status:
    """Return how far a symbol's refreshment is."""
    return refresher().status(symbol)


def shipped(symbol: str) -> bool:
    """Return whether bars of a symbol are shipped, and nothing newer is held."""
    return symbol in snapshot() and library().bars.version(symbol) == 0


def quality(symbol: str, version: int) -> str:
    """Return in a sentence how far a symbol's bars reach and what they lack."""
    try:
        return descriptions.quality(symbol, market_bars.quality_of(bars(symbol, version)))
    except NoBarsError:
        return f"{as_written(symbol)}: no daily bars are held."


def version(*symbols: str) -> int:
    """Return a number that grows when the bars held of any of *symbols* change."""
    return sum(library().bars.version(symbol) for symbol in symbols)
