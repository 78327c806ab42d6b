"""Which came first, news or price: tone against returns before and after."""

import streamlit as st

from dashboard import (
    columns,
    data,
    panels,
    state,
    study_data,
    study_panels,
    study_pictures,
    wording,
)
from dashboard import study_wording as words
from sentiment.leadlag import rolling

chosen = state.selection()

st.header("Which came first: news or price?", anchor=False)
st.info(words.OWN_SAMPLES, icon=":material/info:")
panels.freshness(chosen.share, chosen.benchmark)
definition, less_benchmark = study_panels.tone_choices()
with panels.explained(), panels.charts_together():
    versions = (data.version(chosen.share, chosen.benchmark), data.library_version())
    about = data.about(chosen)
    found = study_data.lead_lag(
        chosen.share,
        chosen.benchmark,
        about=about,
        scorer=chosen.scorer,
        definition=definition,
        less_benchmark=less_benchmark,
        once=chosen.copies_once,
        versions=versions,
    )
    panels.unread(about)
    returns = f"{chosen.share} less {chosen.benchmark}" if less_benchmark else chosen.share
    st.subheader("Session by session", anchor=False)
    st.markdown(wording.as_written(found.verdict))
    panels.chart(study_pictures.lags(found, returns=returns), key="first_lags")
    panels.table(
        found.table,
        key="first_table",
        title="Lead and lag",
        column_config=columns.LAG,
        height="content",
    )
    lag, over = study_panels.lag_choices(found.table.index)
    pairs_column, rolling_column = st.columns(2)
    with pairs_column:
        st.caption("Each session's tone and return")
        tone = words.DEFINITIONS[definition]
        panels.chart(
            study_pictures.pairs(found, lag, tone=tone, returns=returns), key="first_pairs"
        )
    with rolling_column:
        rolled = rolling(found, lag=lag, over=over)
        st.caption(f"Correlation over the last {over} pairs, as it became known")
        panels.chart(study_pictures.rolling(rolled, lag=lag, over=over), key="first_rolling")
    st.subheader("The hours around each article", anchor=False)
    around = study_data.around(
        chosen.share,
        chosen.benchmark,
        about=about,
        once=chosen.copies_once,
        versions=versions,
    )
    for note in around.notes:
        st.markdown(f"- {wording.as_written(note)}")
    compared = {"share": chosen.share, "benchmark": chosen.benchmark}
    panels.chart(study_pictures.around(around, **compared), key="first_around")
    panels.table(
        words.around_rows(around.averages),
        key="first_averages",
        title="Moves around articles",
        column_config=columns.AROUND,
        hide_index=True,
        height="content",
    )
    titles = data.tones(about, versions[1])["title"]
    labels = {
        row.name: words.article_label(row, titles[row.name]) for _, row in around.table.iterrows()
    }
    key = st.selectbox("One article", labels, format_func=labels.get, key="first_article")
    if key is not None:
        row = around.table.loc[key]
        st.markdown(f"{wording.moment(row['published'])}. {words.describe_article(row)}")
        panels.chart(study_pictures.around_one(around, key, **compared), key="first_one")
