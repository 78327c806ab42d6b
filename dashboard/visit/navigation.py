"""What the reader's browser does during a visit: mends a broken line, keeps each view's address."""

from pathlib import Path

import streamlit as st

from dashboard import state
from dashboard.panels import sidebar
from dashboard.visit import drafts, login

_KEY = "visit"
_in_browser = st.components.v2.component(
    _KEY,
    css=Path(__file__).with_suffix(".css").read_text(encoding="utf-8"),
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,  # they are the page's
)


def follow() -> None:
    """Have the browser ask for the page again once a broken line is back, so that it is whole.

    A view that is left keeps its own choices in its address, which the browser's Back leads to;
    who logs out leaves no draft in the tab.
    """
    with st.sidebar:
        _in_browser(
            key=_KEY,
            data={
                "shared": (*state.EVERYWHERE, state.EVENT),
                "acting": sidebar.ACTING,
                "leaving": login.WAY_OUT,
                "draft": drafts.PLACE,
            },
        )
