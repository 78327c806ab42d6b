"""Errors as sentences on the page."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from dashboard import state
from dashboard.wording import escaping
from sentiment.errors import SentimentError
from sentiment.library.database import DamagedError, stays

_LOG = logging.getLogger(__name__)


@contextmanager
def explained() -> Iterator[None]:
    """Turn an error into its sentence on the page."""
    try:
        yield
    except SentimentError as error:
        if isinstance(error, DamagedError):
            state.note_damage(True)
        st.error(escaping.as_written(str(error)), icon=":material/error:")
    except Exception as error:  # a fault of ours: the page goes on, and the log has all of it
        tell_unexpected(error)


def tell_unexpected(error: Exception) -> None:
    """Say that a part of the page failed, and log why."""
    _LOG.error("a part of the page failed", exc_info=error)
    st.error(
        f"This part of the page failed ({type(error).__name__}). What you have kept is safe. Load "
        "the page anew; if it fails again, please report it with what the server's window says.",
        icon=":material/error:",
    )


@contextmanager
def apart() -> Iterator[None]:
    """Turn an error into its sentence where a part of the page runs by itself.

    Damage that it is the first to meet has the whole page run: the ways out stand above it.
    """
    known = state.damaged()
    with explained():
        yield
    if state.damaged() and not known:
        st.rerun()


def warn_of_loss(address: str) -> None:
    """Say that nothing stays, where the library lies in memory alone."""
    if not stays(address):
        st.warning(
            "This library is in memory alone: what you keep is gone when the dashboard ends. Let "
            "DASHBOARD_STORE name a file to keep it.",
            icon=":material/memory:",
        )
