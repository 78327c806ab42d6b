"""Method and sources: what each number means, where it comes from, and what it does not say."""

import streamlit as st

from dashboard import state
from dashboard.data import announcements, articles, shares, study
from dashboard.data import bars as bars_data
from dashboard.data import tones as tones_data
from dashboard.panels import errors, welcome
from dashboard.wording import claims as claims_words
from dashboard.wording import escaping, method, numbers, texts
from sentiment.market import bars as market_bars
from sentiment.output import frames

chosen = state.selection()

st.header("Method and sources", anchor=False)
st.markdown(texts.METHOD)
welcome.again()
rows = announcements.of_share(chosen.share, others=True)
session = frames.row(rows, announcements.OPENING_EVENT)["session"]
st.subheader(
    f"Worked out: {escaping.as_written(chosen.share)}, {numbers.day(session)}", anchor=False
)
with errors.explained():
    version = bars_data.version(chosen.share, chosen.benchmark)
    bars = bars_data.bars(chosen.share, version)
    move = market_bars.move_of(bars, session, symbol=chosen.share)
    day = frames.row(bars_data.returns(chosen.share, chosen.benchmark, version), session)
    tones = tones_data.counted(
        tones_data.whose(chosen), once=chosen.copies_once, version=articles.library_version()
    )
    lines = [
        *method.day(move, day, share=shares.share(chosen.share), benchmark=chosen.benchmark),
        *method.abnormal(
            study.one_session(chosen.share, chosen.benchmark, others=True),
            session,
            share=market_bars.log_returns(bars).loc[session],
            benchmark=market_bars.log_returns(bars_data.bars(chosen.benchmark, version)).loc[
                session
            ],
        ),
        *method.article(tones_data.reading(articles.example(), tones_data.about(chosen))),
        method.session(tones.loc[tones["session"] == session, "compound"].dropna().to_list()),
    ]
    result = study.lead_lag(
        tones_data.whose(chosen),
        chosen.benchmark,
        scorer=chosen.scorer,
        definition="mean",
        less_benchmark=True,
        once=chosen.copies_once,
        versions=(version, articles.library_version()),
    )
    lines += method.together(result)
    for line in lines:
        st.markdown(f"- {line}")
with st.expander("Price claims: every way to tell one, by its own examples"):
    st.dataframe(claims_words.patterns(), hide_index=True, alt="Patterns of price claims")
st.markdown(articles.provenance())
