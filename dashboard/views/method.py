"""Method and sources: what each number means, where it comes from, and what it does not say."""

import streamlit as st

from dashboard import data, method_wording, panels, state, study_data, tour, wording
from sentiment import prices

chosen = state.selection()

st.header("Method and sources", anchor=False)
st.markdown(wording.METHOD)
tour.again()
session = data.announcements().loc[data.OPENING_EVENT, "session"]
st.subheader(
    f"Worked out: {wording.as_written(chosen.share)}, {wording.day(session)}", anchor=False
)
with panels.explained():
    version = data.version(chosen.share, chosen.benchmark)
    bars = data.bars(chosen.share, version)
    move = prices.move_of(bars, session, symbol=chosen.share)
    day = data.returns(chosen.share, chosen.benchmark, version).loc[session]
    tones = data.counted(
        data.about(chosen), once=chosen.copies_once, version=data.library_version()
    )
    lines = [
        *method_wording.day(move, day, benchmark=chosen.benchmark),
        *method_wording.abnormal(
            study_data.one_session(chosen.share, chosen.benchmark, version=version),
            session,
            share=prices.log_returns(bars).loc[session],
            benchmark=prices.log_returns(data.bars(chosen.benchmark, version)).loc[session],
        ),
        *method_wording.article(data.reading(data.example(), data.about(chosen))),
        method_wording.session(
            tones.loc[tones["session"] == session, "compound"].dropna().to_list()
        ),
    ]
    found = study_data.lead_lag(
        chosen.share,
        chosen.benchmark,
        about=data.about(chosen),
        scorer=chosen.scorer,
        definition="mean",
        less_benchmark=True,
        once=chosen.copies_once,
        versions=(version, data.library_version()),
    )
    lines += method_wording.together(found)
    for line in lines:
        st.markdown(f"- {line}")
st.markdown(data.provenance())
