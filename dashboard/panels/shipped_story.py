"""The story as the project ships it, for as long as the library cannot be opened."""

from dataclasses import replace

import streamlit as st

from dashboard.charts import captions
from dashboard.data import announcements, story
from dashboard.panels import drawer, exports
from sentiment.market.shares import by_form
from sentiment.reports import provenance


def draw() -> None:
    """Draw the picture that the app opens on, of shipped bars, articles and announcements."""
    st.header("What the price did, and how it was told", anchor=False)
    st.caption(
        "Shown is what the project ships with. What you keep, and the choices of the sidebar, are "
        "here again once the library can be opened."
    )
    chosen = story.OPENING
    rows = story.shipped_story(chosen.share, chosen.benchmark)
    announced = announcements.shipped_announcements()
    picture = captions.story(
        rows, chosen, share=by_form(chosen.share), announced=announced, event=None
    )
    symbols, last = [chosen.share, chosen.benchmark], rows.bars.index[-1]
    origin = (
        provenance.of_bars(symbols, last=last, fetched=[]),
        provenance.of_tone(samples=len(rows.articles), outlets=[], scorer=chosen.scorer),
    )
    exports.chart(replace(picture, origin=origin), key="shipped_story")
    drawer.entry()
