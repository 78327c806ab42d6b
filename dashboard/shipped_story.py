"""The story as the project ships it, for as long as the library cannot be opened."""

import streamlit as st

from dashboard import data, panels, pictures, story_data
from dashboard.state import Selection

_OPENING = Selection(
    share=data.STORY_SHARE,
    benchmark=data.BENCHMARKS[0],
    span="story",
    scorer="compound",
    about_share=False,
    marks="line",
    copies_once=True,
)


def draw() -> None:
    """Draw the picture that the app opens on, of shipped bars, articles and announcements."""
    st.header("What the price did, and how it was told", anchor=False)
    st.caption(
        "Shown is what the project ships with. What you keep, and the choices of the sidebar, are "
        "here again once the library can be opened."
    )
    panels.chart(
        pictures.story(
            story_data.shipped_story(_OPENING.share, _OPENING.benchmark),
            _OPENING,
            announced=data.shipped_announcements(),
            event=None,
        ),
        key="shipped_story",
    )
