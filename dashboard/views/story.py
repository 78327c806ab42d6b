"""The story: price, tone and announcements on one axis, and one announcement opened below."""

import streamlit as st

from dashboard import state
from dashboard.charts import captions
from dashboard.data import announcements, bars, story, tones
from dashboard.panels import announcement, columns, errors, exports, freshness, report, welcome
from dashboard.selection import Selection


@st.fragment
def _told(chosen: Selection) -> None:
    """Draw the story; another announcement draws it anew, and nothing around it."""
    with errors.apart(), exports.charts_together():
        announced = announcements.announcements()
        # The list below the picture is run first: the picture marks what it chooses.
        picture = st.container()
        key = announcement.listed(announced, default=announcements.OPENING_EVENT)
        version = bars.version(chosen.share, chosen.benchmark)
        rows = story.story(chosen, version)
        freshness.unread(tones.whose(chosen))
        with picture:
            exports.chart(
                captions.story(rows, chosen, announced=announced, event=key),
                key="story_chart",
                on_select=lambda: state.choose_event("story_chart", announced.index),
            )
        if key is None:
            st.info("Choose an announcement to see its day.", icon=":material/touch_app:")
        else:
            announcement.opened(announced.loc[key], chosen, version=version)
        report.menu(chosen, event=key)
        exports.numbers(
            rows.table,
            key="story_table",
            title=f"{chosen.share} by session",
            column_config=columns.STORY,
        )


chosen = state.selection()

st.header("What the price did, and how it was told", anchor=False)
welcome.offer()
freshness.freshness(chosen.share, chosen.benchmark)
_told(chosen)
