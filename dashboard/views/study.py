"""Was it unusual: each announcement's abnormal return among days without one."""

import streamlit as st

from dashboard import opened, state
from dashboard.charts import study_captions
from dashboard.data import announcements
from dashboard.data import study as study_data
from dashboard.panels import columns, drawer, errors, exports, study_choices, study_method
from dashboard.wording import escaping
from dashboard.wording import study as words

TABLE = "study_table"
chosen = state.selection()

place = drawer.headed("Was it unusual?")
with errors.explained():
    design = study_choices.design(chosen.share, chosen.benchmark, sector=study_data.SECTOR)
    study = study_data.study(design, others=chosen.all_announcements)
    rows = words.study_rows(study).sort_values("placebo_p", kind="stable", ignore_index=True)
    measured = rows[rows["reason"] == ""]
    events = announcements.shown(chosen)
    first = study_choices.first_of(events)
    if rows.empty:
        st.info(words.none_named(chosen.share), icon=":material/info:")
    if len(measured):
        sessions = measured["session"].to_list()
        session = study_choices.announcement(sessions, events, first)
        st.subheader(escaping.as_written(words.rarity(study, session)), anchor=False)
        st.markdown(words.event_verdict(study, session))
        exports.chart(study_captions.ordinary(study, session), key="study_strip")
        if design.measure != "volume":
            st.markdown(
                words.volume_verdict(
                    study_data.volume(design, others=chosen.all_announcements), session
                )
            )
        if design.length > 1:
            exports.chart(study_captions.path(study, session), key="study_path")
    st.markdown("**All announcements**, the rarest first")
    st.markdown(words.study_verdict(study))
    st.caption(words.looked_at(state.looks(design)))
    shown = [name for name in ("flags", "reason") if rows[name].any()]
    exports.table(
        rows.drop(columns={"flags", "reason"} - {*shown}),
        key=TABLE,
        title="Event study",
        column_config=columns.study(design.measure),
        hide_index=True,
        height="content",
        row_height=columns.WRAPPED,
        on_select=lambda: opened.choose_row(TABLE, measured["session"].map(first).to_list()),
        selection_mode="single-row",
    )
    exports.chart(study_captions.unusual(study), key="study_forest")
    if len(measured):
        study_method.curve(design, session, others=chosen.all_announcements)
    study_method.method(study)
    with place:
        drawer.entry()
