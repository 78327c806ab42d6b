"""The choices of the sidebar."""

import streamlit as st

from dashboard import state
from dashboard.data import bars, store
from dashboard.wording import texts


def choices() -> None:
    """Draw the sidebar: what is shown, against what, and how tone is read."""
    with st.sidebar:
        st.selectbox(
            "Share",
            bars.symbols(),
            key=state.SHARE,
            bind="query-params",
            accept_new_options=True,
            required=True,
            help="Any ticker that Yahoo knows: type it and press Enter.",
        )
        st.selectbox(
            "Benchmark",
            store.BENCHMARKS,
            key=state.BENCHMARK,
            bind="query-params",
            required=True,
            help="What the share's move is compared with.",
        )
        _choice("Sessions shown", texts.SPANS, key=state.SPAN)
        _choice("Price as", texts.MARKS, key=state.MARKS)
        _choice("Tone by", texts.SCORERS, key=state.SCORER)
        st.toggle(
            "Only what is said of the share's company",
            key=state.ABOUT,
            bind="query-params",
            help="Leaves out what an article says of other companies.",
        )
        st.toggle(
            "Count copies of a story once",
            value=True,
            key=state.COPIES,
            bind="query-params",
            help="The earliest copy counts; what several outlets print is one story.",
        )


def _choice(label: str, options: dict[str, str], *, key: str) -> None:
    """Draw one choice of the sidebar, kept in the page's address."""
    st.segmented_control(
        label,
        options,
        default=next(iter(options)),
        format_func=options.__getitem__,
        required=True,
        key=key,
        bind="query-params",
    )
