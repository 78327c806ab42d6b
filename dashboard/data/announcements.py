"""Cached doors to announcements, shipped and the reader's own."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.data import minutes, shares
from dashboard.data.store import SEEDS, library
from dashboard.selection import Selection
from dashboard.wording.escaping import as_written
from sentiment.claims import checks as claims_checks
from sentiment.market import announcements as market_announcements
from sentiment.market import bars as market_bars
from sentiment.output import frames

# The announcement that the page opens on: its late-morning quote is still being repeated.
OPENING_EVENT = "2026-02-02-shares-fall"


def announcements() -> pd.DataFrame:
    """Return the shipped announcements and the reader's own, numbered in the order they came."""
    return _announcements(announcements_version())


def shown(chosen: Selection) -> pd.DataFrame:
    """Return the announcements that name the chosen share, on its exchange's sessions, numbered.

    With the others too where all are asked for: ``own`` says which name it.
    """
    return of_share(chosen.share, others=chosen.all_announcements)


def of_share(symbol: str, *, others: bool = False) -> pd.DataFrame:
    """Return the announcements that name a share, or all with ``own`` telling which do."""
    every = announcements()
    own = market_announcements.naming(every, symbol)
    theirs = every.assign(own=own)[own | others]
    placed = market_announcements.on_sessions_of(theirs, shares.share(symbol))
    return placed.assign(number=range(1, len(placed) + 1))


def opening(announcements: pd.DataFrame, sessions: pd.Index | Sequence[pd.Timestamp]) -> str | None:
    """Return the key of the announcement that a view opens on; None where there is none.

    That of the shipped story where it is among them, else the newest with a bar.

    Parameters
    ----------
    announcements
        As :func:`shown` returns them.
    sessions
        The sessions that bars are held of.
    """
    if OPENING_EVENT in announcements.index:
        return OPENING_EVENT
    measured = announcements.index[announcements["session"].isin(sessions)]
    return next(map(str, [*measured[::-1], *announcements.index[::-1]]), None)


def others_than(symbol: str) -> int:
    """Return how many announcements do not name a share."""
    return int((~market_announcements.naming(announcements(), symbol)).sum())


def key_of(name: str) -> str | None:
    """Return the key of the announcement that a link means; None if it means none.

    Links hold keys. Those of earlier versions held the number and title: the title says which it
    is, whatever has been added since.
    """
    every = announcements()
    if name in every.index:
        return name
    _, _, title = name.partition(" · ")
    same = [
        key for key, written in every["title"].items() if title in (written, as_written(written))
    ]
    return str(same[0]) if same else None


def announcements_version() -> int:
    """Return a number that grows when the reader's announcements change."""
    return library().announcements.version()


@st.cache_data(max_entries=2)
def _announcements(version: int) -> pd.DataFrame:
    """Return the announcements as of one state of the library."""
    del version
    shipped = shipped_announcements()
    both = pd.concat([shipped, library().announcements.all()]).sort_values("instant", kind="stable")
    return both.assign(number=range(1, len(both) + 1))


@st.cache_data(max_entries=1)
def shipped_announcements() -> pd.DataFrame:
    """Return the announcements that the project ships with, numbered in the order they came."""
    shipped = market_announcements.read_events(SEEDS / "events.csv")
    return shipped.assign(number=range(1, len(shipped) + 1))


@st.cache_data(max_entries=64)
def checked_figures(event: str, symbol: str, move: market_bars.Move) -> pd.DataFrame:
    """Return what was reported of a session's price, each figure held against the bars."""
    figures = market_announcements.read_figures(SEEDS / "figures.csv")
    of_event = figures[(figures["event"] == event) & (figures["symbol"] == symbol)]
    path = minutes.of_session(symbol, move.session)
    checks = [
        claims_checks.check_figure(
            move, path, moment=row.moment, change=row.change, level=row.level
        )
        for row in frames.rows(of_event)
    ]
    columns = ("level", "verdict", "words", "spans")
    return of_event.assign(**{name: [getattr(check, name) for check in checks] for name in columns})
