"""Read an article: paste it, see its tone sentence by sentence, keep it in the library."""

import streamlit as st

from dashboard import (
    claims_panel,
    data,
    drafts,
    keeping,
    panels,
    reading,
    state,
    taking_in,
    wording,
)

chosen = state.selection()

st.header("Read an article", anchor=False)
text, draft = taking_in.box()
if not text.strip():
    st.info(
        "Paste an article, drop a file or give an address; or try one that this project wrote.",
        icon=":material/edit:",
    )
    st.button("Fill in an example", on_click=state.fill_text, args=(data.example(),))
    drafts.keep(draft)
    st.stop()

with panels.explained(), panels.charts_together():
    about = data.about(chosen)
    read = data.reading(text, about)
    if about:
        st.caption(f"Only what is said of {wording.as_written(about)}; the sidebar changes that.")
    reading.verdict(read)
    published = keeping.panel(text, read)
    reading.prose(read)
    claims_panel.panel(text, published, chosen)
    reading.explanation(read)
    reading.companies(read)
drafts.keep(draft)
