"""An article that is not saved yet: the tab that it was put into keeps it, and brings it back."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import box, state
from dashboard.visit import login
from dashboard.wording import texts

PLACE = "article-draft"  # its name in the tab's own storage
TYPED = (state.TEXT, state.TITLE, state.OUTLET, state.AUTHOR)
_KEY = "article_draft"
_in_browser = st.components.v2.component(
    _KEY, js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
)


def keep(place: DeltaGenerator) -> None:
    """Have the tab keep what is in the box for articles and not saved.

    A page that is opened anew asks the tab what it keeps. What comes back is said to have come
    back, and can be thrown away. Another visitor's draft is neither told nor kept.
    """
    empty = not box.had_text()
    with place:
        _in_browser(
            key=_KEY,
            data={
                "place": PLACE,
                "typed": TYPED,
                "visitor": login.visitor(),
                "asked": empty,
                "draft": box.unsaved(),
            },
            on_kept_change=_bring_back,
        )
        if box.brought_back():
            with st.container(horizontal=True, vertical_alignment="center"):
                st.caption("This article was not saved. Your browser kept it, and brought it back.")
                st.button(
                    "Throw it away",
                    on_click=box.empty,
                    type="tertiary",
                    icon=":material/delete:",
                    key="article_draft_thrown",
                )


def _bring_back() -> None:
    """Put what the tab kept into the box, if it is what was kept there."""
    draft = state.told_by(_KEY, "kept")
    if not isinstance(draft, Mapping) or not all(isinstance(one, str) for one in draft.values()):
        return
    if 0 < len(draft.get(state.TEXT, "")) <= texts.LONGEST_TEXT:
        with suppress(ValueError):  # a clock that is none
            state.take_back(draft)
