"""Which came first, news or price: tone against returns before and after."""

import streamlit as st

from dashboard import columns, data, panels, state, study_charts, study_data, wording

chosen = state.selection()

st.header("Which came first: news or price?", anchor=False)
st.info(wording.OWN_SAMPLES, icon=":material/info:")
panels.freshness(chosen.share, chosen.benchmark)
with panels.explained():
    versions = (data.version(chosen.share, chosen.benchmark), data.library_version())
    about = data.about(chosen)
    found = study_data.lead_lag(
        chosen.share, chosen.benchmark, about=about, scorer=chosen.scorer, versions=versions
    )
    st.subheader("Session by session", anchor=False)
    st.markdown(wording.as_written(found.verdict))
    panels.chart(
        study_charts.lags(found.table),
        key="first_lags",
        title=f"Tone and {chosen.share} less {chosen.benchmark}, by lag",
        alt=wording.describe_lags(found),
    )
    panels.table(found.table, key="first_table", title="Lead and lag", column_config=columns.LAG)
    st.subheader("The hours around each article", anchor=False)
    around = study_data.around(chosen.share, chosen.benchmark, about=about, versions=versions)
    for note in around.notes:
        st.markdown(f"- {wording.as_written(note)}")
    panels.chart(
        study_charts.around(around.mean_paths),
        key="first_around",
        title=f"{chosen.share} around articles, beyond {chosen.benchmark}",
        alt=" ".join(around.notes),
    )
    panels.table(
        around.averages,
        key="first_averages",
        title="Moves around articles",
        column_config=columns.AROUND,
        hide_index=True,
    )
