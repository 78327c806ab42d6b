"""The library: articles to search, open, correct and take away; announcements; copies of it all."""

import streamlit as st

from dashboard import state
from dashboard.data import library, tones
from dashboard.panels import drawer, errors
from dashboard.panels.library import announcements, article, backup, discovery, listing

chosen = state.selection()

place = drawer.headed("Library")
with errors.explained():
    part = st.segmented_control(
        "Part of the library",
        library.PARTS,
        default="Yours" if library.has_own() else "Shipped",
        required=True,
        key="library_part",
        bind="query-params",
        label_visibility="collapsed",
    )
    if part == "Announcements":
        announcements.listed(chosen)
        discovery.offer(chosen)
        announcements.own(chosen.share)
    elif part == "Copies and backup":
        backup.whole()
    else:
        about = tones.about(chosen)
        keys = listing.listed(listing.asked_for(part), about=about, share=chosen.share)
        listing.actions(keys, part)
        if len(keys) == 1:
            article.opened(keys[0], about=about)
    with place:
        drawer.entry()
