"""The library: every article held, how it reads, and the reader's own to take out or put back."""

import streamlit as st

from dashboard import columns, data, panels, state, wording

chosen = state.selection()

st.header("Library", anchor=False)
with panels.explained():
    held = data.articles(data.library_version())
    tones = data.tones(data.about(chosen), data.library_version())
    rows = tones.join(held[["outlet", "origin", "note"]]).iloc[::-1]
    st.caption(wording.library(held))
    picked = panels.table(
        rows[
            [
                chosen.scorer,
                "title",
                "outlet",
                "published",
                "session",
                "n",
                "whole",
                "origin",
                "note",
            ]
        ],
        key="library_table",
        title="Articles",
        column_config=columns.ARTICLE,
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
    )
    keys = rows.index[picked.selection.rows]
    own = [key for key in keys if held.loc[key, "origin"] != "seed"]
    st.button(
        f"Take out {wording.count(len(own), 'article')}",
        disabled=not own,
        on_click=data.take_out,
        args=(own,),
        help="Only your own can be taken out; they can be put back below.",
    )
    binned = data.taken_out()
    if len(binned):
        back = st.selectbox(
            "Taken out", binned.index, format_func=lambda key: binned.loc[key, "title"]
        )
        st.button("Put back", on_click=data.put_back, args=(back,))
    if len(keys) == 1:
        st.text(held.loc[keys[0], "text"])
