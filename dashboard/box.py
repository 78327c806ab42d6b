"""The box for articles: emptied and brought back, and several articles until they are kept."""

from collections.abc import Collection, Mapping
from typing import Any

import streamlit as st

from dashboard import state

_CLEARED = "article_cleared"
_PILE, _MENDED, _KEPT = "several_articles", "several_mended", "several_kept"
_KEPT_UP_TO = "several_kept_up_to"
_PRICES = "prices_of_whom"


def empty() -> None:
    """Empty the box; what was in it can be brought back."""
    if draft := state.draft():
        st.session_state[_CLEARED] = draft
    state.fill_text("")


def was_emptied() -> bool:
    """Return whether something that was in the box can be brought back."""
    return bool(st.session_state.get(_CLEARED, {}).get(state.TEXT))


def bring_back() -> None:
    """Put into the box what it held before it was emptied."""
    state.take_back(st.session_state.pop(_CLEARED), by_browser=False)


def hold_pile(name: str, content: bytes) -> None:
    """Keep a dropped file of several articles for as long as the page is open."""
    st.session_state[_PILE] = (name, content)


def pile() -> tuple[str, bytes] | None:
    """Return the dropped file of several articles, its name and content."""
    return st.session_state.get(_PILE)


def note_kept() -> None:
    """Note that what is in the box is kept, so that the next article finds it empty."""
    st.session_state[_KEPT] = True
    forget_pile()


def clear_box_if_kept() -> None:
    """Empty the box, before it is drawn, if what was in it is kept."""
    if st.session_state.pop(_KEPT, False):
        empty()


def forget_pile() -> None:
    """Forget the dropped file, what was mended in its rows, and how far they are kept."""
    for name in (_PILE, _MENDED, _KEPT_UP_TO):
        st.session_state.pop(name, None)


def hold_mended(key: str, rows: Mapping[Any, Mapping[Any, Any]], *, shown: Collection[int]) -> None:
    """Keep the rows that the reader changed, by number, of those *shown* no others."""
    before = {number: row for number, row in mended(key).items() if number not in shown}
    st.session_state[_MENDED] = {key: before | dict(rows)}


def mended(key: str) -> dict[int, dict[str, Any]]:
    """Return the rows that the reader changed, by number."""
    return dict(st.session_state.get(_MENDED, {}).get(key, {}))


def note_kept_up_to(key: str, number: int, kept: int) -> None:
    """Note that the rows of several articles up to this one are done, and how many are kept."""
    st.session_state[_KEPT_UP_TO] = {key: (number, kept)}


def kept_up_to(key: str) -> tuple[int, int]:
    """Return up to which row several articles are done, and how many of them are kept."""
    done: tuple[int, int] = st.session_state.get(_KEPT_UP_TO, {}).get(key, (0, 0))
    return done


def hold_prices(name: str, content: bytes) -> None:
    """Keep a dropped file of prices until it is told whose they are."""
    st.session_state[_PRICES] = (name, content)


def prices() -> tuple[str, bytes] | None:
    """Return the dropped file of prices that tells no share, its name and content."""
    held: tuple[str, bytes] | None = st.session_state.get(_PRICES)
    return held


def forget_prices() -> None:
    """Forget the dropped file of prices."""
    st.session_state.pop(_PRICES, None)
