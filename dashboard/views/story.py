"""The story: what a share did and how it was told, in a sentence, a picture and a timeline."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import opened, state
from dashboard.charts import captions
from dashboard.data import announcements, bars, tones
from dashboard.data.store import library
from dashboard.data.story import Story
from dashboard.panels import (
    announcement,
    answer,
    columns,
    drawer,
    errors,
    exports,
    freshness,
    opened_article,
    own_bars,
    period,
    report,
    timeline,
    welcome,
)
from dashboard.selection import Selection
from sentiment.output import frames
from sentiment.reports import headline


@st.fragment
def _page(share: str) -> None:
    """Draw the story; another announcement or range draws it anew, and nothing around it."""
    with errors.apart(), library().store.one_look():
        state.forget_drawn()
        top, below = st.container(), st.container()
        closes = bars.bars(share, bars.version(share))["close"]
        with below:
            row = st.container(horizontal=True, vertical_alignment="center", gap="small")
        with row:
            period.choice(closes)
        _story(state.selection(), closes, top=top, row=row)


# Longer than most: the page from top to bottom.
def _story(
    chosen: Selection, closes: "pd.Series[float]", *, top: DeltaGenerator, row: DeltaGenerator
) -> None:
    """Draw the answer and the picture on *top*, what it leads to below, and ways out in *row*."""
    story = Story(chosen, bars.version(chosen.share, chosen.benchmark))
    rows, announced = story.rows, story.announced
    opening = announcements.opening(announced, closes.index)
    key = opened.event(list(announced.index), default=opening)
    state.note_drawn("report", report.Offer(chosen, key))
    day = story.day(story.session_of(key))
    on_show = pd.DatetimeIndex(rows.bars.index)
    with top:
        first = st.container()
        title = headline.sentence(day)
        exports.chart(
            captions.story(
                rows, chosen, share=day.share, announced=announced, event=key, title=title
            ),
            key="story_chart",
            on_select=lambda: opened.choose_in_story(
                "story_chart", articles=rows.articles.index, announcements=announced.index
            ),
        )
        period.brush(closes, share=chosen.share, shown=on_show)
    answer.draw(story, day, first)
    freshness.unread(tones.whose(chosen))
    if key is not None:
        timeline.draw(story, key=key)
        announcement.draw(frames.row(announced, key), story)
    else:
        announcement.absent(day.session, story)
    exports.numbers(
        rows.table,
        key="story_table",
        title=f"{chosen.share} by session",
        column_config=columns.story(day.share),
    )
    with row:
        period.steps(on_show, pd.DatetimeIndex(closes.index))
        with st.container(width="content"):
            drawer.entry()
        welcome.offer()
    if (article := opened.take_opened_article()) is not None:
        opened_article.show_of(story, article)


chosen = state.selection()
if bars.holds(chosen.share):
    _page(chosen.share)
else:
    own_bars.offer(chosen.share)
freshness.freshness(chosen.share, chosen.benchmark)
