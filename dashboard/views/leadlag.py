"""Which came first, news or price: tone against returns before and after."""

import streamlit as st

from dashboard import state
from dashboard.charts import study_captions
from dashboard.data import articles, bars, study, tones
from dashboard.panels import columns, drawer, errors, exports, freshness, study_choices
from dashboard.wording import escaping, numbers
from dashboard.wording import leadlag as lag_words
from sentiment.output import frames
from sentiment.study.leadlag import rolling

chosen = state.selection()

place = drawer.headed("Which came first: news or price?")
st.info(lag_words.OWN_SAMPLES, icon=":material/info:")
freshness.freshness(chosen.share, chosen.benchmark)
definition, less_benchmark = study_choices.tone_choices()
with errors.explained():
    versions = (bars.version(chosen.share, chosen.benchmark), articles.library_version())
    whose = tones.whose(chosen)
    result = study.lead_lag(
        whose,
        chosen.benchmark,
        scorer=chosen.scorer,
        definition=definition,
        less_benchmark=less_benchmark,
        once=chosen.copies_once,
        versions=versions,
    )
    freshness.unread(whose)
    if whose.among:
        st.caption(escaping.as_written(f"Counted are only articles {whose.among.words}."))
    returns = f"{chosen.share} less {chosen.benchmark}" if less_benchmark else chosen.share
    st.subheader("Session by session", anchor=False)
    st.markdown(escaping.as_written(result.verdict))
    exports.chart(study_captions.lags(result, returns=returns), key="first_lags")
    exports.table(
        result.table.reset_index(),
        key="first_table",
        title="Lead and lag",
        column_config=columns.LAG,
        height="content",
        hide_index=True,
    )
    lag, over = study_choices.lag_choices(list(result.table.index))
    pairs_column, rolling_column = st.columns(2)
    with pairs_column:
        st.caption("Each session's tone and return")
        tone = lag_words.DEFINITIONS[definition]
        exports.chart(
            study_captions.pairs(result, lag, tone=tone, returns=returns), key="first_pairs"
        )
    with rolling_column:
        rolled = rolling(result, lag=lag, over=over)
        st.caption(f"Correlation over the last {over} pairs, as it became known")
        exports.chart(study_captions.rolling(rolled, lag=lag, over=over), key="first_rolling")
    st.subheader("The hours around each article", anchor=False)
    around = study.around(
        whose,
        chosen.benchmark,
        once=chosen.copies_once,
        versions=versions,
    )
    for note in around.notes:
        st.markdown(f"- {escaping.as_written(note)}")
    compared = {"share": chosen.share, "benchmark": chosen.benchmark}
    usual = lag_words.usual_hours(around.table)
    hours = study_choices.hours_choice(usual)
    exports.chart(study_captions.around(around, **compared, hours=hours), key="first_around")
    exports.table(
        lag_words.around_rows(around.averages),
        key="first_averages",
        title="Moves around articles",
        column_config=columns.AROUND,
        hide_index=True,
    )
    titles = tones.of_share(whose, versions[1])["title"]
    labels = {
        str(key): lag_words.article_label(row, titles.loc[str(key)])
        for key, row in around.table.iterrows()
    }
    key = st.selectbox(
        "One article", list(labels), format_func=labels.__getitem__, key="first_article"
    )
    if key is not None:
        row = frames.row(around.table, key)
        st.markdown(f"{numbers.moment(row['published'])}. {lag_words.describe_article(row)}")
        exports.chart(study_captions.around_one(around, key, **compared), key="first_one")
    with place:
        drawer.entry()
