"""Read an article: paste it, see its tone sentence by sentence, keep it in the library."""

import streamlit as st

from dashboard import box, state
from dashboard.data import articles, tones
from dashboard.panels import claims, drawer, errors, many, reading, saving, sources
from dashboard.visit import drafts
from dashboard.wording import escaping

chosen = state.selection()

place = drawer.headed("Read an article")
text, draft = sources.arrival()
if (several := sources.several(text)) is not None:
    many.panel(*several)
    drafts.keep(draft)
    st.stop()
if not text.strip():
    st.info(
        "Paste an article, several, a list of headlines or a table; drop a file or give an "
        "address; or try an article that this project wrote.",
        icon=":material/edit:",
    )
    with st.container(horizontal=True):
        st.button("Fill in an example", on_click=state.fill_text, args=(articles.example(),))
        if box.was_emptied():
            st.button(
                "Bring back the last text",
                icon=":material/undo:",
                on_click=box.bring_back,
                key="article_undo",
            )
    drafts.keep(draft)
    st.stop()

with errors.explained():
    about = tones.about(chosen)
    read = tones.reading(text, about)
    if about:
        st.caption(f"Only what is said of {escaping.as_written(about)}; the sidebar changes that.")
    reading.verdict(read)
    known = saving.panel(text, read)
    reading.prose(read)
    claims.panel(text, known, chosen)
    reading.explanation(read)
    reading.companies(read)
    with place:
        drawer.entry()
drafts.keep(draft)
