"""A damaged library: kept as it is, while a fresh one or a backup takes its place."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import state
from dashboard.data import library
from dashboard.panels import errors
from dashboard.panels.library import backup
from dashboard.wording import escaping


def offer(place: DeltaGenerator) -> None:
    """Draw the ways out of a damaged library; those of one on a server are its own tools."""
    if not library.in_file():
        return
    with place, st.container(border=True):
        st.markdown(
            "**The library's file is damaged, and nothing can be read from it or kept in it.** "
            "Whatever you choose here, the damaged file stays beside the new one."
        )
        st.button(
            "Start with an empty library",
            icon=":material/note_add:",
            on_click=_mend,
            args=(library.start_afresh,),
            key="mend_fresh",
        )
        dropped = st.file_uploader(
            "Or drop a backup that you saved under *Library*, *Copies and backup*",
            type=["sqlite"],
            key="mend_backup",
            max_upload_size=backup.LARGEST,
        )
        if dropped is not None:
            st.button(
                "Put this backup in its place",
                on_click=_mend,
                args=(lambda: library.restore(dropped.getvalue(), named=dropped.name),),
                key="mend_restore",
            )


def _mend(put: Callable[[], Path | None]) -> None:
    """Put another library in the place of the damaged one, and say above the page where that is."""
    with errors.explained():
        former = put()
        state.note_damage(False)
        beside = (
            f" The damaged one is kept as {escaping.as_written(former.name)}." if former else ""
        )
        st.success(f"Done.{beside}")
