"""The timeline of announcements: sorted at will, stepped through with the arrow keys."""

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.data import story
from dashboard.panels import columns, exports
from dashboard.selection import Selection
from dashboard.wording import tables

KEY = "story_timeline"


def draw(announced: pd.DataFrame, chosen: Selection, *, key: str | None, version: int) -> None:
    """Draw the announcements; a cell that is chosen opens its row's, on every view."""
    rows = story.timeline(chosen, version)
    place = [*announced.index].index(key) if key in announced.index else 0
    shown = rows.assign(opened=["◆" if one == key else "" for one in rows.index], p=100 * rows["p"])
    st.subheader("Announcements", anchor=False)
    exports.table(
        shown[["opened", *rows.columns]],
        key=KEY,
        title=f"Announcements and {chosen.share}",
        column_config=columns.TIMELINE,
        hide_index=True,
        on_select=lambda: state.choose_listed(KEY, list(announced.index)),
        selection_mode="single-cell",
        # Else whoever comes by with Tab would choose the first one.
        selection_default={"selection": {"cells": [(place, "title")]}},
        height="content",
        row_height=28,
    )
    st.caption(tables.timeline_note(chosen.benchmark))
