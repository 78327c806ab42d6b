"""The choices of the sidebar."""

import streamlit as st

from dashboard import state
from dashboard.data import bars, shares, store
from dashboard.wording import escaping, texts
from sentiment.market import tickers
from sentiment.market.shares import Share


def choices(*, story: bool) -> None:
    """Draw the sidebar: what is shown, against what, and how tone is read.

    What changes the *story* alone stands on no other view, and is there again with it.
    """
    with st.sidebar:
        st.selectbox(
            "Share",
            bars.symbols(),
            key=state.SHARE,
            bind="query-params",
            accept_new_options=True,
            required=True,
            on_change=_settle,
            help="A name, or a ticker in any site's form (NVDA, NASDAQ:NVDA, SAP.DE, BTC-USD): "
            "type it and press Enter.",
        )
        if mistyped := state.mistyped():
            st.warning(escaping.as_written(mistyped), icon=":material/search_off:")
        if doubt := state.doubt():
            st.caption(escaping.as_written(doubt))
        home = shares.share(state.share()).benchmark
        options = list(dict.fromkeys([*store.BENCHMARKS, *filter(None, [home])]))
        if (asked := state.benchmark()) and asked not in options:
            options.append(asked)
        st.selectbox(
            "Benchmark",
            options,
            index=options.index(home) if home in options else 0,
            key=state.BENCHMARK,
            bind="query-params",
            required=True,
            help="What the share's move is compared with.",
        )
        if story:
            _choice("Price as", texts.MARKS, key=state.MARKS)
        _choice("Tone by", texts.SCORERS, key=state.SCORER)
        st.toggle(
            "Only what is said of the share's company",
            key=state.ABOUT,
            bind="query-params",
            help="Leaves out what an article says of other companies.",
        )
        st.toggle(
            "Announcements about other shares, too",
            key=state.OTHERS,
            bind="query-params",
            help="Shows what the chosen share did when other companies had news.",
        )
        st.toggle(
            "Count copies of a story once",
            value=True,
            key=state.COPIES,
            bind="query-params",
            help="The earliest copy counts; what several outlets print is one story.",
        )


def _settle() -> None:
    """Take what was typed for the share that it means; its market's benchmark comes along."""
    state.settle_share(_found, home=lambda symbol: shares.share(symbol).benchmark)


def _found(typed: str) -> Share:
    """Return the share that was typed, and have it said where another could be meant."""
    share = shares.share_of(typed)
    state.note_doubt(tickers.doubt_of(typed, share))
    return share


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
        persist_state="session",
    )
