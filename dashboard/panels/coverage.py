"""What was written around a session of a share: looked for when asked, and kept when chosen."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import box
from dashboard.data import coverage
from dashboard.panels import columns, errors, exports
from dashboard.wording import escaping, numbers


def offer(share: str, session: pd.Timestamp, *, key: str, beside: DeltaGenerator) -> None:
    """Offer to look for headlines around a session, and show those that came.

    *key* tells apart where on a page this stands, *beside* is the place of its button.
    """
    way = f"coverage_{share}_{session:%Y-%m-%d}"
    beside.button(
        "Look for articles",
        icon=":material/newspaper:",
        key=f"{key}_look",
        on_click=_look,
        args=(share, session, way),
        help="Asks Yahoo and Google News for headlines; nothing is kept but what you choose.",
    )
    for sentence in box.silent(way):
        st.warning(escaping.as_written(sentence), icon=":material/cloud_off:")
    entries = box.entries(way)
    if entries is None:
        return
    if entries.empty:
        st.info(
            "No headline of this day came that is not held: lists reach some weeks back at most.",
            icon=":material/inbox:",
        )
        return
    _candidates(entries, share=share, session=session, way=way, key=key)


def _candidates(
    entries: pd.DataFrame, *, share: str, session: pd.Timestamp, way: str, key: str
) -> None:
    event = exports.table(
        entries,
        key=f"{key}_headlines",
        title=f"Headlines around {numbers.day(session)}",
        column_config=columns.COVERAGE,
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
    )
    chosen = entries.iloc[exports.picked(event, entries)]
    st.caption("What is kept is the headline and its summary, marked so; not the article.")
    st.button(
        f"Keep {numbers.count(len(chosen), 'headline')}" if len(chosen) else "Keep",
        disabled=chosen.empty,
        key=f"{key}_keep",
        type="primary",
        on_click=_keep,
        args=(share, chosen, way),
    )


def happened(share: str, session: pd.Timestamp, *, key: str) -> None:
    """Show what is held of a session that nothing explains, where to look, and what can be had."""
    here = coverage.own_articles(share, session)
    st.markdown(f"**{escaping.as_written(share)} on {numbers.day(session)}**")
    if here.empty:
        st.caption("No article of that day is held.")
    else:
        exports.table(
            here,
            key=f"{key}_held",
            title=f"Articles held of {numbers.day(session)}",
            column_config=columns.OWN_ARTICLES,
            hide_index=True,
        )
    links = coverage.searches(share, session)
    st.markdown("Look for what happened: " + " · ".join(f"[{one}]({links[one]})" for one in links))
    offer(share, session, key=key, beside=st.container())


def _look(share: str, session: pd.Timestamp, way: str) -> None:
    with errors.explained():
        answer = coverage.look(share, session)
        box.hold_entries(answer.headlines, way=way, silent=answer.silent)


def _keep(share: str, chosen: pd.DataFrame, way: str) -> None:
    with errors.explained():
        coverage.keep(share, chosen)
        left = box.entries(way)
        if left is not None:
            box.hold_entries(left.drop(index=chosen.index).reset_index(drop=True), way=way)
