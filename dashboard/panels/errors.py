"""Errors as sentences on the page."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from dashboard import state
from dashboard.wording import escaping
from sentiment.errors import SentimentError
from sentiment.library.database import DamagedError


@contextmanager
def explained() -> Iterator[None]:
    """Turn an error of the engine into its sentence on the page."""
    try:
        yield
    except SentimentError as error:
        if isinstance(error, DamagedError):
            state.note_damage(True)
        st.error(escaping.as_written(str(error)), icon=":material/error:")


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
