"""The story as the project ships it, for as long as the library cannot be opened."""

import streamlit as st

from dashboard import data, panels, pictures, story_data


def draw() -> None:
    """Draw the picture that the app opens on, of shipped bars, articles and announcements."""
    st.header("What the price did, and how it was told", anchor=False)
    st.caption(
        "Shown is what the project ships with. What you keep, and the choices of the sidebar, are "
        "here again once the library can be opened."
    )
    chosen = story_data.OPENING
    rows = story_data.shipped_story(chosen.share, chosen.benchmark)
    announced = data.shipped_announcements()
    panels.chart(pictures.story(rows, chosen, announced=announced, event=None), key="shipped_story")
