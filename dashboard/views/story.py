"""The story: what a share did and how it was told, in a sentence, a picture and a timeline."""

import streamlit as st

from dashboard import state
from dashboard.charts import captions
from dashboard.data import announcements, bars, story, tones
from dashboard.panels import (
    announcement,
    answer,
    columns,
    drawer,
    errors,
    exports,
    freshness,
    own_bars,
    report,
    timeline,
    welcome,
)
from dashboard.selection import Selection
from sentiment.output import frames
from sentiment.reports import headline


@st.fragment
def _told(chosen: Selection) -> None:
    """Draw the story; another announcement draws it anew, and nothing around it."""
    with errors.apart():
        state.forget_drawn()
        announced = announcements.shown(chosen)
        key = state.event(list(announced.index), default=announcements.OPENING_EVENT)
        version = bars.version(chosen.share, chosen.benchmark)
        state.note_drawn("report", report.Offer(chosen, key))
        top = st.container()
        rows = story.story(chosen, version)
        day = story.day_of(chosen, story.session_on_show(chosen, key, version), version)
        exports.chart(
            captions.story(
                rows,
                chosen,
                share=day.share,
                announced=announced,
                event=key,
                title=headline.sentence(day),
            ),
            key="story_chart",
            on_select=lambda: state.choose_event("story_chart", announced.index),
        )
        answer.draw(day, top, others=chosen.all_announcements)
        row = st.container(horizontal=True, vertical_alignment="center", gap="small")
        freshness.unread(tones.whose(chosen))
        if key is not None:
            timeline.draw(announced, chosen, key=key, version=version)
            announcement.opened(frames.row(announced, key), chosen, version=version)
        exports.numbers(
            rows.table,
            key="story_table",
            title=f"{chosen.share} by session",
            column_config=columns.story(day.share),
        )
        with row.container(width="content"):
            drawer.entry()
        with row:
            welcome.offer()


chosen = state.selection()
if bars.holds(chosen.share):
    _told(chosen)
else:
    own_bars.offer(chosen.share)
freshness.freshness(chosen.share, chosen.benchmark)
