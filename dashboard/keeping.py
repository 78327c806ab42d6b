"""Placing a pasted article on its session, and saving it to the library."""

import pandas as pd
import streamlit as st

from dashboard import data, wording
from sentiment import intake
from sentiment.scoring import Reading

NEW_YORK = "America/New_York"


def panel(text: str, reading: Reading) -> pd.Timestamp | None:
    """Draw when the text was published, its session and the button that keeps it; return when."""
    found = intake.find_details(text)
    with st.container(border=True):
        st.markdown("**When was it published?** " + wording.found(found))
        title_column, outlet_column = st.columns([3, 1])
        title = title_column.text_input("Title", found.title or "", key="article_title")
        outlet = outlet_column.text_input("Outlet", key="article_outlet")
        day_column, zone_column, button_column = st.columns([2, 2, 1], vertical_alignment="bottom")
        published = _published(found, day_column, zone_column)
        session = data.session_of(published) if published is not None else None
        if session is not None:
            st.caption(f"It counts for the session of **{wording.day(session)}**.")
        saved = button_column.button(
            "Save to the library",
            type="primary",
            disabled=session is None or not reading.sentences,
            key="article_save",
            width="stretch",
        )
    if saved:
        data.save_article(
            text, title=title, outlet=outlet, published=published, zone=str(published.tz)
        )
        st.success("Saved. It now counts in the story, and the library lists it.")
    return published


def _published(found: intake.Found, day_column: object, zone_column: object) -> pd.Timestamp | None:
    """Draw the fields of the instant, filled with what the text says; return it with its zone."""
    local = found.published
    clock = day_column.datetime_input(
        "Date and time",
        value=None if local is None or not found.timed else local.tz_localize(None).to_pydatetime(),
        key="article_published",
    )
    zones = list(dict.fromkeys([*wording.ZONES, *([found.zone] if found.zone else [])]))
    zone = zone_column.selectbox(
        "Time zone",
        zones,
        index=zones.index(found.zone) if found.zone else None,
        placeholder="Choose: the text does not say",
        key="article_zone",
    )
    return None if clock is None or zone is None else pd.Timestamp(clock).tz_localize(zone)
