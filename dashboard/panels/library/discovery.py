"""What a share's company told, found and accepted or left; moves that nothing explains."""

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.data import discovery
from dashboard.panels import columns, coverage, errors, exports
from dashboard.panels.library import announcements
from dashboard.selection import Selection
from dashboard.wording import escaping, numbers
from sentiment.market.candidates import Candidate

SINCE = pd.Timestamp("2023-01-01")
KINDS = {"results": "Results", "filing": "Filing", "split": "Split", "dividend": "Dividend"}
EDGAR = (
    "The SEC's EDGAR tells to the second when a company filed what. It asks who is calling: a name "
    "and an e-mail address, which stay in your library and go to EDGAR alone."
)


def offer(chosen: Selection) -> None:
    """Offer to look for what the chosen share's company told, and show what was found."""
    name = escaping.as_written(chosen.share)
    st.subheader(f"What {name} told", anchor=False)
    with errors.explained():
        _contact()
        if st.button("Look for announcements", icon=":material/search:", key="discovery_look"):
            discovery.ask_again()
            state.note_search(chosen.share)
        if state.searched(chosen.share):
            _undecided(chosen.share)
        _undo()
    st.subheader(f"Large moves of {name} that nothing explains", anchor=False)
    with errors.explained():
        _unexplained(chosen)


def _contact() -> None:
    """Ask once who calls EDGAR."""
    named = discovery.contact()
    with st.expander(
        f"EDGAR is asked as {escaping.as_written(named)}" if named else "Who asks EDGAR",
        expanded=not named,
    ):
        st.caption(EDGAR)
        field, button = st.columns([4, 1], vertical_alignment="bottom")
        given = field.text_input("Name and e-mail address", named, key="discovery_contact")
        if button.button("Keep", disabled=given == named, key="discovery_keep", width="stretch"):
            discovery.keep_contact(given)
            st.rerun()


# Longer than most: the panel from top to bottom.
def _undecided(share: str) -> None:
    """Show what was found and is not decided, and take the reader's decisions."""
    with st.spinner("Asking EDGAR and Yahoo"):
        undecided = discovery.undecided(share, since=SINCE)
    for sentence in undecided.silent:
        st.warning(escaping.as_written(sentence), icon=":material/cloud_off:")
    if not undecided.candidates:
        st.info("Nothing was found that is not decided yet.", icon=":material/inbox:")
        return
    event = exports.table(
        table(undecided.candidates),
        key="discovery_found",
        title=f"Found of {share}",
        column_config=columns.CANDIDATE,
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
    )
    chosen = [undecided.candidates[row] for row in exports.picked(event, undecided.candidates)]
    accept, leave = st.columns(2)
    number = f" {len(chosen)}" if chosen else ""
    if accept.button(
        f"Accept{number}",
        disabled=not chosen,
        key="discovery_accept",
        width="stretch",
        type="primary",
    ):
        discovery.accept(chosen)
        _decided(chosen)
    if leave.button(
        f"Never show{number}", disabled=not chosen, key="discovery_leave", width="stretch"
    ):
        discovery.leave(chosen)
        _decided(chosen)


def _decided(chosen: list[Candidate]) -> None:
    state.remember("decided", [one.key for one in chosen])
    st.rerun()


def _undo() -> None:
    """Offer to take the last decision back."""
    keys = state.remembered("decided")
    if keys and st.button(
        f"Undo the last {numbers.count(len(keys), 'decision')}",
        icon=":material/undo:",
        key="discovery_undo",
    ):
        discovery.undo(keys)
        state.remember("decided", [])
        st.rerun()


def table(candidates: tuple[Candidate, ...]) -> pd.DataFrame:
    """Return candidates as the page shows them, a row each."""
    return pd.DataFrame(
        {
            "session": [one.session for one in candidates],
            "move": discovery.moves(candidates),
            "title": [one.title for one in candidates],
            "kind": [KINDS[one.kind] for one in candidates],
            "instant": [one.instant.tz_convert("America/New_York") for one in candidates],
            "known": [announcements.KNOWN[one.known] for one in candidates],
            "source": [one.source for one in candidates],
            "url": [one.url for one in candidates],
            "note": [one.note for one in candidates],
        }
    )


def _unexplained(chosen: Selection) -> None:
    """Show the large moves that no announcement or result of the share explains."""
    moves = discovery.unexplained(chosen.share, chosen.benchmark)
    if moves.empty:
        st.info("No move stands out that nothing explains.", icon=":material/check:")
        return
    st.caption(
        f"Moves less {escaping.as_written(chosen.benchmark)}'s, held against the volatility of the "
        "sessions before: at most one session in a hundred moved as much. No announcement or "
        "results of the share that are held fall on them."
    )
    event = exports.table(
        moves.reset_index(),
        key="discovery_moves",
        title=f"Unexplained moves of {chosen.share}",
        column_config=columns.UNEXPLAINED,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
    )
    picked = exports.picked(event, moves)
    if not picked:
        st.caption("Choose a move to see what is held of that day, and to look for what happened.")
        return
    coverage.happened(chosen.share, moves.index[picked[0]], key="discovery_move")
