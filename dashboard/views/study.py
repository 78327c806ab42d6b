"""Was it unusual: each announcement's abnormal return among days without one."""

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

chosen = state.selection()

st.header("Was it unusual?", anchor=False)
window, choices = study_panels.choices()
with panels.explained(), panels.charts_together():
    version = data.version(chosen.share, chosen.benchmark, study_data.SECTOR)
    announced = data.announcements_version()
    asked = {"window": window, "version": version, "announced": announced, **choices}
    study = study_data.study(chosen.share, chosen.benchmark, **asked)
    rows = words.study_rows(study)
    st.markdown(words.study_verdict(study))
    panels.chart(study_pictures.unusual(study), key="study_forest")
    measured = rows[rows["reason"] == ""]
    if len(measured):
        session = st.selectbox(
            "Its path, session by session",
            measured["session"],
            index=words.strongest(measured),
            format_func=wording.day,
            key="study_session",
        )
        st.markdown(words.event_verdict(study, session))
        if study.measure != "volume":
            volume = study_data.study(chosen.share, chosen.benchmark, **{**asked, "of": "volume"})
            st.markdown(words.volume_verdict(volume, session))
        panels.chart(study_pictures.path(study, session), key="study_path")
    panels.table(
        rows,
        key="study_table",
        title="Event study",
        column_config=columns.study(study.measure),
        hide_index=True,
        height="content",
    )
    st.markdown("**All announcements together**")
    panels.table(
        study.summary,
        key="study_summary",
        title="Tests across announcements",
        column_config=columns.summary(study.measure),
        hide_index=True,
    )
    with st.expander("What was done, and what cannot be concluded", expanded=True):
        for note in study.notes:
            st.markdown(f"- {wording.as_written(note)}")
