"""Prices that the reader brings: of a share that no bars are held of, or of any on a file."""

import streamlit as st

from dashboard import box, state
from dashboard.data import bars, shares
from dashboard.panels import errors
from dashboard.wording import escaping, numbers
from sentiment.intake.price_files import UntoldShareError
from sentiment.library.refresh import NoBarsError
from sentiment.offline import is_offline

KINDS = ("csv", "xlsx", "json", "parquet", "txt")
LARGEST = 20  # MB


def offer(symbol: str) -> None:
    """Say that no bars are held, why, and what leads on from here."""
    share = shares.share(symbol)
    name = escaping.as_written(f"{share.company} ({symbol})" if share.company != symbol else symbol)
    st.header(name, anchor=False)
    st.info(
        escaping.as_written(str(NoBarsError(symbol, offline=is_offline()))),
        icon=":material/cloud_off:" if is_offline() else ":material/info:",
    )
    dropped = st.file_uploader(
        f"Or drop a file of prices of {name} here, as a site gives it",
        type=KINDS,
        key="own_bars_file",
        max_upload_size=LARGEST,
    )
    if dropped is not None and box.is_new_file(dropped.file_id):
        with errors.explained():
            bars.take_in(dropped.name, dropped.getvalue(), symbol=symbol)
            st.rerun()
    symbols = ", ".join(bars.symbols())
    st.caption(f"Bars are held of {escaping.as_written(symbols)}: choose one on the left.")


def land(name: str, content: bytes, *, symbol: str | None = None) -> None:
    """Keep a file of prices and go to its share's chart; have it asked whose they are if need be.

    Raises
    ------
    SentimentError
        If it cannot be read, or does not agree with the bars held.
    """
    try:
        outcomes = bars.take_in(name, content, symbol=symbol)
    except UntoldShareError:
        box.hold_prices(name, content)
        st.switch_page("views/article.py", query_params={})  # where it is asked
    box.forget_prices()
    words = ", ".join(
        f"{numbers.count(n, 'bar')} of {one} kept" + (f", {hidden}" if hidden else "")
        for one, (n, hidden) in outcomes.items()
    )
    st.toast(f"{escaping.as_written(words)}.", icon=":material/check:")
    state.ask_for_share(next(iter(outcomes)))
    st.rerun()


def question() -> None:
    """Ask whose the prices of a dropped file are, where nothing tells."""
    if (prices := box.prices()) is None:
        return
    with st.form("own_bars_form", border=False):
        symbol = st.text_input(
            f"Whose prices are in {escaping.as_written(prices[0])}? Its ticker",
            key="own_bars_symbol",
            placeholder="TSLA",
        )
        pressed = st.form_submit_button("Keep them", icon=":material/save:")
    if pressed and symbol.strip():
        with errors.explained():
            land(*prices, symbol=symbol.strip())
