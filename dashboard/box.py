"""The box for articles: emptied and brought back, and several articles until they are kept."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import state

_CLEARED = "article_cleared"
_PILE, _MENDED, _KEPT = "several_articles", "several_mended", "several_kept"
_KEPT_UP_TO = "several_kept_up_to"
_PRICES = "prices_of_whom"
_FILE, _ENTRIES, _SILENT = "article_file_read", "feed_held", "feed_silent"
_SAVED, _HAD_TEXT = "article_saved", "article_had_text"


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


def note_kept_up_to(key: str, number: int, count: int) -> None:
    """Note that the rows of several articles up to this one are done, and how many are kept."""
    st.session_state[_KEPT_UP_TO] = {key: (number, count)}


def kept_up_to(key: str) -> tuple[int, int]:
    """Return up to which row several articles are done, and how many of them are kept."""
    done: tuple[int, int] = st.session_state.get(_KEPT_UP_TO, {}).get(key, (0, 0))
    return done


def hold_prices(name: str, content: bytes) -> None:
    """Keep a dropped file of prices until it is told whose they are."""
    st.session_state[_PRICES] = (name, content)


def prices() -> tuple[str, bytes] | None:
    """Return the dropped file of prices that tells no share, its name and content."""
    file: tuple[str, bytes] | None = st.session_state.get(_PRICES)
    return file


def forget_prices() -> None:
    """Forget the dropped file of prices."""
    st.session_state.pop(_PRICES, None)


def forget_taken_away(place: str) -> None:
    """Forget what came by file if the reader took it away from the place it was dropped at."""
    if st.session_state[place] is None:
        forget_pile()
        forget_prices()


def note_saved() -> None:
    """Note that the article in the box is saved as it stands."""
    st.session_state.update({_SAVED: state.draft(), state.BROUGHT: None})


def is_saved() -> bool:
    """Return whether the article in the box is saved as it stands."""
    return bool(state.draft()[state.TEXT].strip()) and unsaved() is None


def unsaved() -> dict[str, str] | None:
    """Return the article in the box, unless there is none or it is saved as it stands."""
    now = state.draft()
    return None if not now[state.TEXT].strip() or now == st.session_state.get(_SAVED) else now


def had_text() -> bool:
    """Return whether an earlier run of the page had a text in the box."""
    session = st.session_state
    had = bool(session.get(_HAD_TEXT))
    session[_HAD_TEXT] = had or bool(session.get(state.TEXT))
    return had


def is_new_file(name: str) -> bool:
    """Return whether a dropped file is another than the last one, which it then is."""
    new = st.session_state.get(_FILE) != name
    st.session_state[_FILE] = name
    return new


def hold_entries(entries: pd.DataFrame, *, way: str, silent: Sequence[str] = ()) -> None:
    """Keep the entries that came one way for as long as the page is open, and who told none."""
    st.session_state[f"{_ENTRIES}_{way}"] = entries
    st.session_state[f"{_SILENT}_{way}"] = list(silent)


def silent(way: str) -> list[str]:
    """Return a sentence for each source that told nothing when it was asked last."""
    return list(st.session_state.get(f"{_SILENT}_{way}", []))


def entries(way: str) -> pd.DataFrame | None:
    """Return the entries that came one way last."""
    rows = st.session_state.get(f"{_ENTRIES}_{way}")
    return rows if isinstance(rows, pd.DataFrame) else None


def brought_back() -> bool:
    """Return whether the text in the box is the one that the browser brought back."""
    session = st.session_state
    return bool(session.get(state.TEXT)) and session.get(state.BROUGHT) == session[state.TEXT]


def fill_fields(fields: Mapping[str, object], *, source: str) -> None:
    """Fill an article's fields, unless they were filled from this *source* before.

    Another text may say something else; a change within one leaves what the reader typed.
    """
    session = st.session_state
    if session.get(state.FILLED) != source or state.TITLE not in session:
        session.update({state.FILLED: source, **fields})


def date_article(day: datetime) -> None:
    """Fill in the day of which the article in the box is, its time unknown."""
    st.session_state.update({state.CLOCK: day, state.UNTIMED: True, state.ZONE: "America/New_York"})
