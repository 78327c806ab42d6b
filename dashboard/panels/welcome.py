"""What the pages answer, told once to whoever opens the dashboard for the first time."""

import streamlit as st

from dashboard import state
from dashboard.data import articles
from dashboard.panels import errors

STEPS = {
    "Story": "what the price really did, how it was told, and the day behind each number: choose "
    "an announcement.",
    "Read an article": "paste one and see which sentences make it so, and whether what it says of "
    "the price is true.",
    "Was it unusual?": "each announcement among days without one.",
    "Which came first?": "whether tone and price moved together, and in which order.",
    "Library": "what you keep: search it, correct it, take it away.",
}


def offer() -> None:
    """Draw the tour until it is closed; a link to a view of somebody's choice does without."""
    if not state.touring(articles.tour_is_new()):
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="tour"):
        st.caption("New here?", width="content")
        with st.popover("Five pages, five questions", key="tour_steps"):
            st.markdown("\n".join(f"- **{name}** · {answer}" for name, answer in STEPS.items()))
            st.caption(
                "Everything runs on this machine, on data that came with it. The pages explain "
                "their terms when you hover over them; Method and sources works the numbers out."
            )
        st.button("Got it", on_click=_close, key="tour_close")


def again() -> None:
    """Offer the tour to whoever closed it."""
    st.button(
        "Show the tour on the story page", on_click=state.tour, args=(True,), key="tour_again"
    )


def _close() -> None:
    state.tour(False)
    with errors.explained():
        articles.close_tour()
