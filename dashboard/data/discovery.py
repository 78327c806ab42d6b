"""Doors to what can be found of a share's announcements, and to its moves that none explains."""

import os
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.data import announcements, bars, results, shares
from dashboard.data.store import library
from sentiment.library import candidates, discovery
from sentiment.market import candidates as market_candidates
from sentiment.market import edgar
from sentiment.market.candidates import Candidate
from sentiment.offline import refuse_offline
from sentiment.study.unexplained import unexplained_of

_AN_HOUR = 3600  # seconds for which nothing is asked anew


def contact() -> str:
    """Return who the reader told EDGAR to be; "" where nobody was named."""
    return candidates.contact(library())


def keep_contact(named: str) -> None:
    """Keep who asks EDGAR; a contact without an e-mail address is refused."""
    edgar.Edgar(named)
    candidates.keep_contact(library(), named)


def undecided(symbol: str, *, since: pd.Timestamp) -> discovery.Discovery:
    """Return what the sources tell of a share, without what is decided; asked once an hour.

    Raises
    ------
    DataError
        If nobody may be asked.
    """
    refuse_offline(symbol, instead="cannot be looked for")
    answers = _answers(symbol, since, contact())
    return discovery.Discovery(
        tuple(candidates.undecided(library(), answers.candidates)), answers.silent
    )


def accept(chosen: list[Candidate]) -> None:
    """Keep candidates as announcements."""
    candidates.accept(library(), chosen)


def leave(chosen: list[Candidate]) -> None:
    """Have candidates never come back."""
    candidates.leave(library(), [one.key for one in chosen])


def undo(keys: list[str]) -> None:
    """Have candidates undecided again."""
    candidates.undo(library(), keys)


def moves(candidates: Sequence[Candidate]) -> list[float]:
    """Return the change of each candidate's session; NaN where no bars tell."""
    symbol = candidates[0].share if candidates else ""
    daily = bars.bars(symbol, bars.version(symbol)) if bars.holds(symbol) else None
    return market_candidates.moves(candidates, daily)


def ask_again() -> None:
    """Forget what the sources told."""
    _answers.clear()


@st.cache_data(max_entries=32, ttl=_AN_HOUR)
def _answers(symbol: str, since: pd.Timestamp, named: str) -> discovery.Discovery:
    """Ask the sources; a source that failed is asked again as soon as the reader asks anew."""
    host = os.environ.get("DASHBOARD_EDGAR")  # tests name one of their own
    asking = edgar.Edgar(named, data=host or edgar.DATA, site=host or edgar.SITE) if named else None
    now = pd.Timestamp.now(tz="UTC")
    history = library().bars.of(symbol)
    share = shares.share(symbol)
    return discovery.discover(share, since=since, now=now, edgar=asking, bars=history)


def unexplained(symbol: str, benchmark: str) -> pd.DataFrame:
    """Return the large moves of a share that no announcement or result of it explains."""
    version = bars.version(symbol, benchmark)
    known_by = announcements.announcements_version() + results.version()
    return _unexplained(symbol, benchmark, version, known_by)


@st.cache_data(max_entries=32)
def _unexplained(symbol: str, benchmark: str, version: int, announced: int) -> pd.DataFrame:
    del announced
    return unexplained_of(
        shares.share(symbol),
        bars.returns(symbol, benchmark, version)["abnormal"],
        events=announcements.announcements(),
        results=results.of_share(symbol),
    )
