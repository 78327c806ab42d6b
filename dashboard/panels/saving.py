"""Placing an article on its session, and saving it to the library."""

from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.data import articles, bars, subjects
from dashboard.panels import chips, errors
from dashboard.wording import descriptions, numbers, texts
from sentiment.intake import bylines
from sentiment.reading.article import Reading


def panel(text: str, reading: Reading) -> pd.Timestamp | None:
    """Draw when the text was published, its session and the button that keeps it; return when."""
    found = bylines.find_details(text)
    _fill(found)
    with st.container(border=True):
        st.markdown("**When was it published?** " + descriptions.found(found))
        title_column, outlet_column, author_column = st.columns([3, 1, 1])
        title = title_column.text_input("Title", key=state.TITLE, persist_state="session")
        outlet = outlet_column.text_input("Outlet", key=state.OUTLET, persist_state="session")
        author = author_column.text_input("Author", key=state.AUTHOR, persist_state="session")
        day_column, zone_column, button_column = st.columns([3, 3, 2], vertical_alignment="bottom")
        published = _published(found, day_column, zone_column)
        session = bars.session_of(published) if published is not None else None
        if session is not None:
            st.caption(f"It counts for the session of **{numbers.day(session)}**.")
        spoken = subjects.found_in(f"{title}\n\n{text}")
        chosen = chips.draw(spoken, key=f"article_shares_{'-'.join(spoken)}")
        saved = button_column.button(
            "Save to the library",
            icon=":material/save:",
            disabled=session is None or not reading.sentences or not title.strip(),
            key="article_save",
            width="stretch",
        )
    if saved:
        key = articles.save_article(
            text,
            title=title,
            outlet=outlet,
            author=author,
            published=published,
            zone=str(published.tz),
            url=state.origin()[0],
        )
        if set(chosen) != set(spoken):
            with errors.explained():
                subjects.choose([key], chosen)
        state.note_saved()
        st.success(f"Saved; the library lists it. {chips.told(subjects.settled(key))}")
    return published


def _fill(found: bylines.Found) -> None:
    """Fill the fields with what a text, and the file or page it came from, say of themselves."""
    url, outlet, author = state.origin()
    clock = None
    if found.published is not None and found.timed:
        clock = found.published.tz_localize(None).to_pydatetime()
    state.fill_fields(
        {
            state.TITLE: found.title,
            state.OUTLET: outlet or urlsplit(url).hostname or "",
            state.AUTHOR: author,
            state.CLOCK: clock,
            state.ZONE: found.zone,
        },
        said=repr((found.title, found.published, found.zone, found.timed, url, outlet, author)),
    )


def _published(
    found: bylines.Found, day_column: object, zone_column: object
) -> pd.Timestamp | None:
    """Draw the fields of the instant, which the text filled; return it with its zone."""
    clock = day_column.datetime_input("Date and time", key=state.CLOCK, persist_state="session")
    zones = list(dict.fromkeys([*texts.ZONES, *([found.zone] if found.zone else [])]))
    zone = zone_column.selectbox(
        "Time zone",
        zones,
        placeholder="Choose: the text does not say",
        key=state.ZONE,
        persist_state="session",
    )
    if clock is None or zone is None:
        return None
    with errors.explained():
        return bylines.placed(clock, zone)
    return None
