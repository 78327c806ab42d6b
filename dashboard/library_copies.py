"""The library as a whole: out as JSON Lines, in again, copied and put back."""

import pandas as pd
import streamlit as st

from dashboard import columns, library_data, panels, state, wording

MOST_SHOWN = 500  # lines that were not kept


def whole() -> None:
    """Draw what takes the library out, in, and back."""
    taken_out, taken_in = st.columns(2)
    with taken_out, st.container(border=True):
        st.markdown("**Take it out**")
        st.download_button(
            "Everything as JSON Lines",
            library_data.as_lines,
            file_name="library.jsonl",
            mime="application/jsonl",
            on_click="ignore",
            width="stretch",
        )
        st.download_button(
            "Corrections as a labelled file",
            library_data.labelled,
            file_name="labelled.csv",
            mime="text/csv",
            on_click="ignore",
            width="stretch",
            help="For `python -m sentiment evaluate`.",
        )
        st.download_button(
            "Backup of the file",
            library_data.backup,
            file_name="library-backup.sqlite",
            mime="application/vnd.sqlite3",
            on_click="ignore",
            width="stretch",
            type="primary",
        )
    with taken_in, st.container(border=True):
        st.markdown("**Put it in**")
        _take_in()
        _restore()


def _take_in() -> None:
    """Draw the place to drop lines that were taken out of a library."""
    dropped = st.file_uploader("JSON Lines of a library", type=["jsonl"], key="library_lines")
    if dropped is None or not st.button("Take them in"):
        return
    content, faults, new = dropped.getvalue(), [], 0
    lines = max(content.count(b"\n"), 1)
    bar = st.progress(0.0)
    with panels.explained():
        for done in library_data.take_in(content):
            bar.progress(min(done.number / lines, 1.0), text=f"{done.number} of {lines} lines")
            new += done.new
            if not done.ok:
                faults.append({"number": done.number, "kind": done.kind, "reason": done.reason})
    bar.empty()
    st.success(f"{wording.count(new, 'line')} new to the library.")
    if faults:
        st.warning(f"{wording.count(len(faults), 'line')} not kept:")
        panels.table(
            pd.DataFrame(faults[:MOST_SHOWN]),
            key="library_faults",
            title="Lines not kept",
            column_config=columns.FAULT,
            hide_index=True,
        )


def _restore() -> None:
    """Draw the place to drop a backup."""
    dropped = st.file_uploader("A backup of the file", type=["sqlite"], key="library_backup")
    if dropped is None:
        return
    st.warning("The library is replaced by the backup; the present one is kept beside it.")
    if st.button("Restore it"):
        with panels.explained():
            kept = library_data.restore(dropped.getvalue())
            st.cache_data.clear()
            state.remember_binned([])
            beside = f" The former one is kept as {wording.as_written(kept.name)}." if kept else ""
            st.success(f"The library is as it was in the backup.{beside}")
