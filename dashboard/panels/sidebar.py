"""The choices of the sidebar."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import state
from dashboard.data import articles, bars, shares, store, tones
from dashboard.wording import escaping, texts
from sentiment.market import tickers
from sentiment.market.shares import Share

_FILTERS = (state.OUTLETS, state.NAMING)
# What stands on some views alone, by the path of each, beside what stands on all of them.
ACTING: dict[str, tuple[str, ...]] = {
    "": (state.MARKS, *_FILTERS),
    "first": _FILTERS,
    "method": _FILTERS,
}
_SWITCHES = {
    state.ABOUT: (
        "Only what is said of the share's company",
        False,
        "Leaves out what an article says of other companies.",
    ),
    state.OTHERS: (
        "Announcements about other shares, too",
        False,
        "Shows what the chosen share did when other companies had news.",
    ),
    state.COPIES: (
        "Count copies of a story once",
        True,
        "The earliest copy counts; what several outlets print is one story.",
    ),
}


# Longer than most: the sidebar from top to bottom.
def choices(*, view: str) -> DeltaGenerator | None:
    """Draw the sidebar: what is shown, against what, and how tone is read.

    What chooses among articles, or of the picture, stands where it changes something on a *view*,
    which is named by its path.
    Returned is the place for :func:`filters`, where those do something.
    """
    acting = ACTING.get(view, ())
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
        _benchmark()
        if state.MARKS in acting:
            _choice("Price as", texts.MARKS, key=state.MARKS)
        _choice("Tone by", texts.SCORERS, key=state.SCORER)
        place = st.container()
        for key, (label, value, meaning) in _SWITCHES.items():
            st.toggle(
                label,
                value=value,
                key=key,
                bind="query-params",
                help=meaning,
            )
    return place if state.OUTLETS in acting else None


def _benchmark() -> None:
    """Draw the choice of benchmark: the shipped ones, the home market's, and a link's."""
    home = shares.share(state.share()).benchmark
    options = list(dict.fromkeys(filter(None, [*store.BENCHMARKS, home, state.benchmark()])))
    st.selectbox(
        "Benchmark",
        options,
        index=options.index(home) if home in options else 0,
        key=state.BENCHMARK,
        bind="query-params",
        required=True,
        help="What the share's move is compared with.",
    )


def filters(place: DeltaGenerator | None) -> None:
    """Draw the choices of which articles count, where a share's can be told apart.

    Last of all: what there is to choose from need not be known for the view to stand.
    """
    if place is not None:
        with place:
            _filters(state.share())


def _filters(share: str) -> None:
    offer = tones.choices(tones.Whose(shares.share(share)), articles.library_version())
    _several(
        "Only articles of",
        offer.outlets,
        key=state.OUTLETS,
        everything="All outlets",
        meaning="Tone then counts the articles of these outlets alone, on every view.",
    )
    _several(
        "Only articles that also name",
        offer.naming,
        key=state.NAMING,
        everything="Any company",
        meaning="Tone then counts the articles alone that name one of these shares, too.",
    )


def _several(
    label: str, options: Sequence[str], *, key: str, everything: str, meaning: str
) -> None:
    """Draw a choice of some of the options, if there is one; what is chosen stays among them."""
    chosen = state.several(key)
    if len(options) > 1 or chosen or (options and key == state.NAMING):
        st.multiselect(
            label,
            list(dict.fromkeys([*options, *chosen])),
            key=key,
            bind="query-params",
            persist_state="session",
            placeholder=everything,
            help=meaning,
        )


def _settle() -> None:
    """Take what was typed for the share that it means; its market's benchmark comes along."""
    state.settle_share(_share_of, home=lambda symbol: shares.share(symbol).benchmark)


def _share_of(typed: str) -> Share:
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
