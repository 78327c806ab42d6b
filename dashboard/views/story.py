"""The story: price, tone and announcements on one axis, and one announcement opened below."""

import streamlit as st

from dashboard import (
    announcement,
    columns,
    data,
    panels,
    pictures,
    report_panel,
    state,
    story_data,
    tour,
)
from dashboard.state import Selection


@st.fragment
def _told(chosen: Selection) -> None:
    """Draw the story; another announcement draws it anew, and nothing around it."""
    with panels.apart(), panels.charts_together():
        announced = data.announcements()
        # The list below the picture is run first: the picture marks what it chooses.
        picture = st.container()
        key = announcement.listed(announced, default=data.OPENING_EVENT)
        version = data.version(chosen.share, chosen.benchmark)
        rows = story_data.story(chosen, version)
        panels.unread(data.about(chosen))
        with picture:
            panels.chart(
                pictures.story(rows, chosen, announced=announced, event=key),
                key="story_chart",
                on_select=lambda: state.choose_event("story_chart", announced.index),
            )
        if key is None:
            st.info("Choose an announcement to see its day.", icon=":material/touch_app:")
        else:
            announcement.opened(announced.loc[key], chosen, version=version)
        report_panel.menu(chosen, event=key)
        panels.numbers(
            rows.table,
            key="story_table",
            title=f"{chosen.share} by session",
            column_config=columns.STORY,
        )


chosen = state.selection()

st.header("What the price did, and how it was told", anchor=False)
tour.offer()
panels.freshness(chosen.share, chosen.benchmark)
_told(chosen)
