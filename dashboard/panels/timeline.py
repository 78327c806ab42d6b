"""The timeline of announcements: sorted at will, stepped through with the arrow keys."""

import streamlit as st

from dashboard import opened
from dashboard.data import tones
from dashboard.data.story import Story
from dashboard.panels import columns, exports, in_browser
from dashboard.wording import tables

KEY = "story_timeline"
_drawn = st.components.v2.component(
    "timeline",
    html='<div class="timeline"></div>',
    css=in_browser.source(__file__, "css"),
    js=in_browser.source(__file__, "js"),
)


def draw(story: Story, *, key: str | None) -> None:
    """Draw the announcements; a row that is chosen opens its own, on every view."""
    rows, chosen = story.timeline(), story.chosen
    exports.noted(
        rows,
        key=KEY,
        title=f"Announcements and {chosen.share}",
        column_config=columns.TIMELINE,
    )
    only, keys = tones.only(chosen), list(story.announced.index)
    _drawn(
        key=KEY,
        data={**tables.timeline(rows, benchmark=chosen.benchmark, only=only), "opened": key},
        # Of the keys alone: what it holds lives as long as the visitor's session.
        on_opened_change=lambda: opened.choose_told(KEY, keys),
    )
