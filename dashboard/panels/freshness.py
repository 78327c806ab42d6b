"""How new the bars are, and what is still being read."""

from collections.abc import Sequence

import streamlit as st

from dashboard.data import articles, bars, tones
from dashboard.panels.errors import apart
from dashboard.wording import descriptions
from dashboard.wording import numbers as numbers_wording

POLL = 2.0  # seconds between looks at a running fetch


def freshness(*symbols: str) -> None:
    """Say where the bars come from and how fresh they are; have newer ones fetched meanwhile."""
    bars.refresh(*symbols)
    drawn = bars.version(*symbols)
    busy = any(bars.fetching(symbol).state == "running" for symbol in symbols)
    st.fragment(_freshness, run_every=POLL if busy else None)(symbols, drawn)


def _freshness(symbols: Sequence[str], drawn: int) -> None:
    """Draw the lines; draw the page anew once newer bars than it shows have come."""
    with apart():
        running = [one for one in symbols if bars.fetching(one).state == "running"]
        if bars.version(*symbols) != drawn and not running:
            st.rerun(scope="app")
        share = symbols[0]
        # Of what no bar is held the view itself says so; here only what became of asking for some.
        states = ("running", "failed")
        symbols_shown = [
            one for one in symbols if bars.holds(one) or bars.fetching(one).state in states
        ]
        lines = [
            descriptions.fetching(bars.fetching(one), shipped=bars.shipped(one))
            for one in symbols_shown
        ]
        if bars.holds(share):
            lines.insert(0, bars.quality(share, drawn))
        if lines:
            st.caption("  \n".join(dict.fromkeys(lines)))


def unread(whose: tones.Whose) -> None:
    """Say how many articles have not been read yet, and read them if that is asked for."""
    left = tones.unread(whose, articles.library_version())
    if not left:
        return
    st.caption(
        f"{numbers_wording.count(left, 'article')} of yours not read yet: they count nowhere here."
    )
    if st.button("Read them now", key="read_them"):
        bar, done = st.progress(0.0), 0
        while some := tones.read_more(whose):
            done += some
            bar.progress(min(done / left, 1.0), text=f"{done} of {left} read")
        tones.forget_tones()
        st.rerun()
