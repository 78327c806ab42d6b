"""What the page's address asks for, and what of it cannot be understood."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from operator import contains

import streamlit as st

from dashboard import state
from dashboard.data import announcements, articles, shares, store
from dashboard.selection import days_of
from dashboard.wording import escaping, texts
from sentiment.library.filters import NO_OUTLET
from sentiment.market import exchanges
from sentiment.market.tickers import UnknownShareError, doubt_of

# may have any number of values
_SEVERAL = frozenset({"study_left_out", state.OUTLETS, state.NAMING})
SHOWN = 40  # letters of a name that is not ours
_STREAMLITS_OWN = frozenset({"embed", "embed_options"})


def read() -> None:
    """Look at the address when it is first opened, and mend what a widget would take as it is.

    Widgets fall back to their defaults by themselves; only the share takes whatever it is given.
    """
    if state.link_faults() is not None:
        return
    parameters = {name: st.query_params.get_all(name) for name in st.query_params}
    sentences = faults(parameters)
    if parameters:
        state.tour(False)
    state.note_link_faults(sentences)
    share = "".join(parameters.get(state.SHARE, ()))
    if state.EVENT in sentences:
        del st.query_params[state.EVENT]
    elif state.EVENT in parameters:  # a link of an earlier version holds a number and a title
        st.query_params[state.EVENT] = announcements.key_of(parameters[state.EVENT][0]) or ""
    if state.SHARE in sentences:
        del st.query_params[state.SHARE]
        st.rerun()
    elif share and share != (meant := shares.share_of(share)).symbol:
        state.note_doubt(doubt_of(share, meant))
        st.query_params[state.SHARE] = meant.symbol
        st.rerun()


def tell() -> None:
    """Say which parts of the address were not understood, until the reader closes it."""
    sentences = state.link_faults()
    if not sentences:
        return
    line, close = st.columns([6, 1], vertical_alignment="center")
    named = ", ".join(escaping.as_written(f"“{name[:SHOWN]}”") for name in sentences)
    line.warning(
        f"This link holds what is not understood: {named}. The usual choice stands instead.",
        icon=":material/link_off:",
    )
    close.button("Close", on_click=state.note_link_faults, args=([],), key="link_close")


def faults(parameters: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the parameters that have no meaning here, or a value that has none."""
    ours = {name: values for name, values in parameters.items() if name not in _STREAMLITS_OWN}
    known = _of_the_story()
    if not ours.keys() <= known.keys():
        known |= _of_other_views()
    return [
        name
        for name, values in ours.items()
        if name not in known
        or (len(values) != 1 and name not in _SEVERAL)
        or not all(map(known[name], values))
    ]


def _of_the_story() -> dict[str, Callable[[str], bool]]:
    """Return for each parameter of the first page what says whether a value means something."""
    return {
        state.SHARE: _is_share,
        state.BENCHMARK: lambda value: value in store.BENCHMARKS or _is_index(value),
        state.SPAN: [*texts.SPANS.values()].__contains__,
        state.DAYS: lambda value: days_of(value) is not None,
        state.MARKS: [*texts.MARKS.values()].__contains__,
        state.SCORER: [*texts.SCORERS.values()].__contains__,
        state.EVENT: lambda value: announcements.key_of(value) is not None,
        state.OTHERS: _is_switch,
        state.ABOUT: _is_switch,
        state.COPIES: _is_switch,
        state.OUTLETS: _is_outlet,
        state.NAMING: lambda value: value in shares.known(),
    }


def _of_other_views() -> dict[str, Callable[[str], bool]]:
    """Return the same for the parameters that the first page does not have."""
    from dashboard.data import library  # noqa: PLC0415 - the first page needs none of them
    from dashboard.wording import leadlag as lag_words  # noqa: PLC0415
    from dashboard.wording import study as words  # noqa: PLC0415
    from sentiment.study import leadlag  # noqa: PLC0415

    ends = [*map(str, range(-words.FURTHEST, words.FURTHEST + 1))]
    choices = {
        "study_window": [*words.WINDOWS, words.OWN_WINDOW],
        "study_first": ends,
        "study_last": ends,
        "study_left_out": [*words.LEFT_OUT.values(), ""],  # "" where nothing is left out
        "study_model": words.MODELS.values(),
        "study_of": words.OF.values(),
        "study_placebos": words.PLACEBOS.values(),
        "first_definition": lag_words.DEFINITIONS.values(),
        "first_returns": lag_words.RETURNS.values(),
        "first_lag": [*map(str, leadlag.LAGS)],
        "first_over": [*map(str, range(leadlag.FEWEST, lag_words.LONGEST_ROLL + 1))],
        "library_part": library.PARTS,
    }
    tests = {name: partial(contains, values) for name, values in choices.items()}
    return {**tests, "study_without_share": _is_switch}


def _is_share(value: str) -> bool:
    try:
        return bool(shares.share_of(value))
    except UnknownShareError:
        return False


def _is_outlet(value: str) -> bool:
    """Return whether an article is held of an outlet."""
    return value in {NO_OUTLET, *articles.shipped_articles()["outlet"]} or (
        value in store.library().articles.outlets()
    )


def _is_index(value: str) -> bool:
    """Return whether a symbol stands for the home market of any exchange."""
    return any(value == one.index for one in exchanges.exchanges() if one.index)


def _is_switch(value: str) -> bool:
    return value.lower() in ("true", "false")
