"""Which came first, news or price: tone against returns before and after."""

import streamlit as st

from dashboard import columns, data, first_charts, panels, state, study_data, study_panels, wording
from dashboard import study_wording as words
from sentiment.leadlag import rolling

chosen = state.selection()

st.header("Which came first: news or price?", anchor=False)
st.info(words.OWN_SAMPLES, icon=":material/info:")
panels.freshness(chosen.share, chosen.benchmark)
definition, less_benchmark = study_panels.tone_choices()
with panels.explained():
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
    panels.chart(
        first_charts.lags(found.table),
        key="first_lags",
        title=f"Tone and {returns}, by lag",
        alt=words.describe_lags(found),
    )
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
        panels.chart(
            first_charts.pairs(found, lag, tone=words.DEFINITIONS[definition], returns=returns),
            key="first_pairs",
            title=f"Tone and {returns} at lag {lag:+d}",
            alt=words.describe_scatter(found, lag),
        )
    with rolling_column:
        rolled = rolling(found, lag=lag, over=over)
        st.caption(f"Correlation over the last {over} pairs, as it became known")
        panels.chart(
            first_charts.rolling(rolled),
            key="first_rolling",
            title=f"Correlation over the last {over} pairs, lag {lag:+d}",
            alt=words.describe_rolling(rolled),
        )
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
    panels.chart(
        first_charts.around(around.mean_paths),
        key="first_around",
        title=f"{chosen.share} around articles, beyond {chosen.benchmark}",
        alt=" ".join(around.notes),
    )
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
        panels.chart(
            first_charts.around_one(around.paths[around.paths["key"] == key], row),
            key="first_one",
            title=f"{chosen.share} around one article, beyond {chosen.benchmark}",
            alt=words.describe_article(row),
        )
