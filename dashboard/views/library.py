"""The library: articles to search, open, correct and take away; announcements; copies of it all."""

import streamlit as st

from dashboard import (
    data,
    library_article,
    library_copies,
    library_data,
    library_events,
    library_panels,
    panels,
    state,
)

chosen = state.selection()

st.header("Library", anchor=False)
with panels.explained():
    part = st.segmented_control(
        "Part of the library",
        library_data.PARTS,
        default="Yours" if library_data.has_own() else "Shipped",
        required=True,
        key="library_part",
        bind="query-params",
        label_visibility="collapsed",
    )
    if part == "Announcements":
        library_events.own()
    elif part == "Copies and backup":
        library_copies.whole()
    else:
        about = data.about(chosen)
        keys = library_panels.listed(library_panels.asked_for(part), about=about)
        library_panels.actions(keys, part)
        if len(keys) == 1:
            library_article.opened(keys[0], about=about)
