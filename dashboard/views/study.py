"""Was it unusual: each announcement's abnormal return among days without one."""

import streamlit as st

from dashboard import columns, data, panels, state, study_charts, study_data, wording

chosen = state.selection()

st.header("Was it unusual?", anchor=False)
with st.container(horizontal=True):
    window = st.segmented_control(
        "Sessions around the announcement",
        wording.WINDOWS,
        default="0 … +1",
        required=True,
        key="study_window",
    )
    model = st.selectbox(
        "Expected return", wording.MODELS, format_func=wording.MODELS.get, key="study_model"
    )
    returns = st.selectbox("Returns", ("log", "simple"), key="study_returns")
with panels.explained():
    version = data.version(chosen.share, chosen.benchmark, study_data.SECTOR)
    study = study_data.study(
        chosen.share,
        chosen.benchmark,
        window=wording.WINDOWS[window],
        model=model,
        returns=returns,
        version=version,
    )
    rows = wording.study_rows(study)
    st.markdown(wording.study_verdict(study))
    panels.chart(
        study_charts.forest(rows),
        key="study_forest",
        title=f"{chosen.share}: abnormal return of each announcement",
        alt=wording.describe_forest(study),
    )
    measured = rows[rows["reason"] == ""]
    session = st.selectbox(
        "Its path, session by session",
        measured["session"],
        index=wording.strongest(measured),
        format_func=wording.day,
        key="study_session",
    )
    panels.chart(
        study_charts.path_among_placebos(study, session),
        key="study_path",
        title=f"{chosen.share} around {wording.day(session)}",
        alt=wording.describe_car(study, session),
    )
    panels.table(
        rows,
        key="study_table",
        title="Event study",
        column_config=columns.STUDY,
        hide_index=True,
    )
    st.markdown("**All announcements together**")
    panels.table(
        study.summary,
        key="study_summary",
        title="Tests across announcements",
        column_config=columns.SUMMARY,
        hide_index=True,
    )
    with st.expander("What was done, and what cannot be concluded", expanded=True):
        for note in study.notes:
            st.markdown(f"- {wording.as_written(note)}")
