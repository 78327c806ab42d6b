"""The announcements of a share, and the reader's own: added, edited, binned and taken back."""

from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.data import announcements as announcements_data
from dashboard.data import bars, store
from dashboard.panels import columns, errors, exports
from dashboard.selection import Selection
from dashboard.wording import escaping, numbers
from sentiment.intake import bylines
from sentiment.market import announcements
from sentiment.output import frames

KNOWN = {"exact": "to the minute", "about": "to about the hour", "day": "the day alone"}
NEW = "Add one"


def listed(chosen: Selection) -> None:
    """Draw the announcements of the chosen share, and the others too where those are asked for."""
    rows = announcements_data.shown(chosen)
    if rows.empty:
        st.caption(f"No announcement of {escaping.as_written(chosen.share)} is held.")
        return
    exports.table(
        rows[["number", "session", "title", "symbols", "why"]],
        key="announcements_table",
        title="Announcements",
        column_config=columns.ANNOUNCEMENT,
        hide_index=True,
    )


def own(share: str) -> None:
    """Draw the form that adds an announcement or changes one of the reader's own."""
    st.subheader("Add or change one yourself", anchor=False)
    rows = store.library().announcements.all()
    titles: dict[str | None, str] = {None: NEW, **dict(rows["title"])}
    key = st.selectbox(
        "Which one", list(titles), format_func=titles.__getitem__, key="announcement_chosen"
    )
    _form(key, None if key is None else frames.row(rows, key), share=share)
    _bin()


def _form(key: str | None, event: "pd.Series[Any] | None", *, share: str) -> None:
    """Draw an announcement, to be changed, saved and put away."""
    at = key or "new"
    with st.container(border=True):
        values = _fields(event, share=share, at=at)
        save, remove = st.columns(2)
        saved = save.button(
            "Save",
            disabled=values["instant"] is None or not values["title"].strip(),
            key=f"event_save_{at}",
            width="stretch",
        )
        removed = remove.button(
            "Put into the bin", disabled=key is None, key=f"event_bin_{at}", width="stretch"
        )
    if saved and values["instant"] is not None:
        _save(key, values)
    if removed and key is not None:
        store.library().announcements.delete(key)
        st.rerun()


def _fields(event: "pd.Series[Any] | None", *, share: str, at: str) -> dict[str, Any]:
    """Draw the fields of an announcement; a new one's are empty, but for the chosen share."""
    title = st.text_input("What was announced", _was(event, "title"), key=f"event_title_{at}")
    summary = st.text_area("In short", _was(event, "summary"), key=f"event_summary_{at}")
    when, known, shares = st.columns(3)
    clock = when.datetime_input(
        "When (New York)",
        None if event is None else event["instant"].tz_localize(None).to_pydatetime(),
        key=f"event_clock_{at}",
    )
    exactly = known.selectbox(
        "Known",
        KNOWN,
        index=0 if event is None else list(KNOWN).index(event["instant_known"]),
        format_func=KNOWN.__getitem__,
        key=f"event_known_{at}",
    )
    symbols = shares.text_input(
        "Shares", _was(event, "symbols") or share, key=f"event_symbols_{at}"
    )
    values = {"title": title, "summary": summary, "symbols": symbols, "instant_known": exactly}
    return {**values, "instant": None if clock is None else _instant(clock)}


def _instant(clock: datetime) -> pd.Timestamp | None:
    """Return the instant of New York's clock, and say which session it counts for."""
    with errors.explained():
        instant = bylines.placed(clock, "America/New_York")
        session = bars.session_of(instant)
        why = escaping.as_written(announcements.why_session(instant))
        st.caption(f"It counts for **{numbers.day(session)}** · {why}")
        return instant
    return None


def _was(event: "pd.Series[Any] | None", name: str) -> str:
    """Return what a field held; "" for a new announcement."""
    return "" if event is None else str(event[name])


def _save(key: str | None, values: dict[str, Any]) -> None:
    library = store.library()
    with errors.explained():
        if key is None:
            library.announcements.save(**values)
        else:
            library.announcements.edit(key, **values)
        st.rerun()


def _bin() -> None:
    binned = store.library().announcements.all(binned=True)
    for key, title in binned["title"].items():
        if st.button(f"Take out of the bin: {escaping.as_written(title)}", key=f"back_{key}"):
            store.library().announcements.restore(str(key))
            st.rerun()
