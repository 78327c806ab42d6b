"""Was it unusual: each announcement's abnormal return among days without one."""

import streamlit as st

from dashboard import state
from dashboard.charts import study_captions
from dashboard.data import announcements, bars
from dashboard.data import study as study_data
from dashboard.panels import columns, errors, exports, study_choices
from dashboard.wording import escaping, numbers
from dashboard.wording import study as words

chosen = state.selection()

st.header("Was it unusual?", anchor=False)
window, choices = study_choices.choices()
with errors.explained(), exports.charts_together():
    version = bars.version(chosen.share, chosen.benchmark, study_data.SECTOR)
    announced = announcements.announcements_version()
    asked = {"window": window, "version": version, "announced": announced, **choices}
    study = study_data.study(chosen.share, chosen.benchmark, **asked)
    rows = words.study_rows(study)
    st.markdown(words.study_verdict(study))
    exports.chart(study_captions.unusual(study), key="study_forest")
    measured = rows[rows["reason"] == ""]
    if len(measured):
        session = st.selectbox(
            "Its path, session by session",
            measured["session"],
            index=words.strongest(measured),
            format_func=numbers.day,
            key="study_session",
        )
        st.markdown(words.event_verdict(study, session))
        if study.measure != "volume":
            volume = study_data.study(chosen.share, chosen.benchmark, **{**asked, "of": "volume"})
            st.markdown(words.volume_verdict(volume, session))
        exports.chart(study_captions.path(study, session), key="study_path")
    exports.table(
        rows,
        key="study_table",
        title="Event study",
        column_config=columns.study(study.measure),
        hide_index=True,
        height="content",
    )
    st.markdown("**All announcements together**")
    exports.table(
        study.summary,
        key="study_summary",
        title="Tests across announcements",
        column_config=columns.summary(study.measure),
        hide_index=True,
    )
    with st.expander("What was done, and what cannot be concluded", expanded=True):
        for note in study.notes:
            st.markdown(f"- {escaping.as_written(note)}")
