"""The story: price, tone and announcements on one axis, and one announcement opened below."""

import streamlit as st

from dashboard import announcement, charts, columns, data, panels, state, wording

chosen = state.selection()
announced = data.announcements()

st.header("What the price did, and how it was told", anchor=False)
panels.freshness(chosen.share, chosen.benchmark)
# The list below the picture is run first: the picture marks what it chooses.
picture = st.container()
key = announcement.listed(announced, default=data.OPENING_EVENT)
with panels.explained():
    version = data.version(chosen.share, chosen.benchmark)
    sessions = data.shown(chosen, version)
    bars = data.bars(chosen.share, version).reindex(sessions)
    returns = data.returns(chosen.share, chosen.benchmark, version).reindex(sessions)
    tone = data.tone_by_session(chosen)
    panels.unread(data.about(chosen))
    tone = tone[tone.index.isin(sessions)]
    with picture:
        panels.chart(
            charts.story(
                bars,
                tone,
                returns=returns,
                events=announced,
                share=chosen.share,
                benchmark=chosen.benchmark,
                marks=chosen.marks,
                chosen=key,
            ),
            key="story_chart",
            title=f"{chosen.share}, tone and announcements",
            alt=wording.describe_story(bars, tone, share=chosen.share),
            on_select=lambda: state.choose_event("story_chart", announced.index),
        )
    if key is None:
        st.info("Choose an announcement to see its day.", icon=":material/touch_app:")
    else:
        announcement.opened(announced.loc[key], chosen, version=version)
    with st.expander("The numbers behind the picture"):
        panels.table(
            returns.join(bars[["close", "volume"]]).join(tone),
            key="story_table",
            title=f"{chosen.share} by session",
            column_config=columns.STORY,
        )
