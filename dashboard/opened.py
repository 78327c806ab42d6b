"""The announcement and the article that are open: one choice for all views."""

from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from dashboard import state
from dashboard.charts.tone_panel import ARTICLE

_OPENED, _ADDRESSED = "article_opened", "event_of_the_address"


def event(keys: Sequence[str], *, default: str | None) -> str | None:
    """Return the chosen announcement: the address's, else the one chosen before, else *default*.

    The choice is one for all views; the address holds it, so that Back undoes it.
    """
    address, session = st.query_params.get(state.EVENT), st.session_state
    if address in keys:
        session[state.EVENT] = address
    elif address is None and session.get(_ADDRESSED):  # Back led to the address before any choice
        session.pop(state.EVENT, None)
    session[_ADDRESSED] = address
    if session.get(state.EVENT) not in keys:
        session[state.EVENT] = default
    chosen: str | None = session[state.EVENT]
    return chosen


def choose(key: str) -> None:
    """Open an announcement, here and on every other view."""
    if st.session_state.get(state.EVENT) != key:
        st.session_state[state.EVENT] = key
        st.query_params[state.EVENT] = key
        st.session_state[_ADDRESSED] = key


def choose_event(chart: str, keys: Collection[str]) -> None:
    """Open the announcement whose mark was clicked in *chart*; other clicks change nothing.

    A mark of several opens the next of them each time.
    """
    points = st.session_state[chart]["selection"]["points"]
    marks = [point["customdata"][0] for point in points if point.get("customdata")]
    theirs = [key for mark in marks for key in str(mark).split() if key in keys]
    if theirs:
        opened = st.session_state.get(state.EVENT)
        place = theirs.index(opened) + 1 if opened in theirs else 0
        choose(theirs[place % len(theirs)])


def open_article(key: str) -> None:
    """Have the next run open an article, by its key."""
    st.session_state[_OPENED] = key


def choose_article(chart: str, keys: Collection[str]) -> bool:
    """Open the article whose mark was clicked in *chart*; return whether one was."""
    points = st.session_state[chart]["selection"]["points"]
    marks = [[str(one) for one in point.get("customdata") or ()] for point in points]
    theirs = [mark[-1] for mark in marks if mark[:1] == [ARTICLE] and mark[-1] in keys]
    if theirs:
        open_article(theirs[0])
    return bool(theirs)


def choose_in_story(
    chart: str, *, articles: Collection[str], announcements: Collection[str]
) -> None:
    """Open the article or announcement whose mark was clicked in the story."""
    if not choose_article(chart, articles):
        choose_event(chart, announcements)


def take_opened_article() -> str | None:
    """Return the key of the article that is to be opened, once."""
    key: str | None = st.session_state.pop(_OPENED, None)
    return key


def choose_told(table: str, keys: Sequence[str]) -> None:
    """Open the announcement of the row that was chosen in *table*."""
    if (key := state.told_by(table, "opened")) in keys:
        choose(str(key))


def show(widget: str, value: object) -> None:
    """Have a widget that is drawn next show a value."""
    st.session_state[widget] = value


def choose_shown(widget: str, keys: Mapping[object, str]) -> None:
    """Open the announcement that stands for what a widget was set to."""
    choose(keys[st.session_state[widget]])


def choose_row(table: str, keys: Sequence[str]) -> None:
    """Open the announcement whose row was clicked in *table*."""
    rows = st.session_state[table]["selection"]["rows"]
    if rows and rows[0] < len(keys):
        choose(keys[rows[0]])
