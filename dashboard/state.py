"""The reader's choices; alone knows session state."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import streamlit as st

Scorer = Literal["compound", "plain"]
Span = Literal["story", "6 months", "1 year", "all"]
Marks = Literal["line", "candles"]

# Keys of the widgets; those of the sidebar and the list of announcements are also the names of
# the address's parameters.
SHARE, BENCHMARK, SPAN, SCORER = "share", "benchmark", "span", "scorer"
ABOUT, MARKS, EVENT = "about", "marks", "event"
TEXT = "article_text"
WAY, URL, ENTRIES = "way", "article_url", "feed_held"


@dataclass(frozen=True, slots=True)
class Selection:
    """What the reader chose in the sidebar."""

    share: str
    benchmark: str
    span: Span
    scorer: Scorer
    about_share: bool
    marks: Marks


def selection() -> Selection:
    """Return the sidebar's choices, after its widgets have run."""
    held = st.session_state
    return Selection(
        share=held[SHARE],
        benchmark=held[BENCHMARK],
        span=held[SPAN],
        scorer=held[SCORER],
        about_share=held[ABOUT],
        marks=held[MARKS],
    )


def choose_event(chart: str, keys: Collection[str]) -> None:
    """Open the announcement whose mark was clicked in *chart*; other clicks change nothing."""
    points = st.session_state[chart]["selection"]["points"]
    clicked = [point["customdata"][0] for point in points if point.get("customdata")]
    known = [key for key in clicked if key in keys]
    if known:
        st.session_state[EVENT] = known[0]


def fill_text(text: str, *, url: str = "") -> None:
    """Put *text*, which was found at *url*, into the box for articles."""
    st.session_state[TEXT] = text
    st.session_state[URL] = url
