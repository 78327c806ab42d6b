"""What can be done about a share that no bars are held of: a file of prices, another share."""

import streamlit as st

from dashboard import state
from dashboard.data import bars, shares
from dashboard.panels import errors
from dashboard.wording import escaping
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
    if dropped is not None and state.is_new_file(dropped.file_id):
        with errors.explained():
            bars.take_in(dropped.name, dropped.getvalue(), symbol=symbol)
            st.rerun()
    held = ", ".join(bars.symbols())
    st.caption(f"Bars are held of {escaping.as_written(held)}: choose one on the left.")
