"""The choices that the two study pages offer."""

from collections.abc import Sequence

import streamlit as st

from dashboard.wording import study as words
from sentiment.study.leadlag import FEWEST


def choices() -> tuple[tuple[int, int], dict[str, object]]:
    """Draw the study's choices; return the window and the rest, as the study takes them."""
    with st.container(horizontal=True):
        name = st.pills(
            "Sessions around the announcement",
            [*words.WINDOWS, words.OWN_WINDOW],
            default="0 … +1",
            required=True,
            key="study_window",
            bind="query-params",
        )
        model = st.selectbox(
            "Expected return",
            words.MODELS,
            format_func=words.MODELS.get,
            key="study_model",
            bind="query-params",
        )
        of = st.selectbox(
            "Measured in",
            words.OF,
            format_func=words.OF.get,
            key="study_of",
            bind="query-params",
        )
    window = _own_window() if name == words.OWN_WINDOW else words.WINDOWS[name]
    with st.container(horizontal=True):
        left_out = st.pills(
            "Left out of the estimation",
            words.LEFT_OUT,
            selection_mode="multi",
            default=list(words.LEFT_OUT),
            format_func=words.LEFT_OUT.get,
            key="study_left_out",
            bind="query-params",
        )
        placebos = st.segmented_control(
            "Compared with windows",
            words.PLACEBOS,
            default="before",
            required=True,
            format_func=words.PLACEBOS.get,
            key="study_placebos",
            bind="query-params",
            help="Windows from after an announcement were not known when it was made.",
        )
    rest = {"model": model, "of": of, "leave_out": tuple(left_out), "placebos": placebos}
    return window, rest


def _own_window() -> tuple[int, int]:
    """Draw the ends of a window of the reader's own; the last never before the first."""
    first_column, last_column, _ = st.columns([1, 1, 3])
    first = first_column.number_input(
        "From session",
        -words.FURTHEST,
        words.FURTHEST,
        value=-2,
        key="study_first",
        bind="query-params",
    )
    last = last_column.number_input(
        "to session",
        first,
        words.FURTHEST,
        value=max(2, first),
        key="study_last",
        bind="query-params",
    )
    return first, last


def tone_choices() -> tuple[str, bool]:
    """Draw which tone is set against which returns."""
    with st.container(horizontal=True):
        definition = st.selectbox(
            "Tone of a session",
            words.DEFINITIONS,
            format_func=words.DEFINITIONS.get,
            key="first_definition",
            bind="query-params",
        )
        returns = st.segmented_control(
            "Returns",
            words.RETURNS,
            default="less",
            required=True,
            format_func=words.RETURNS.get,
            key="first_returns",
            bind="query-params",
        )
    return definition, returns == "less"


def lag_choices(lags: Sequence[int]) -> tuple[int, int]:
    """Draw the lag to look at, and over how many pairs its correlation rolls."""
    lag_column, over_column = st.columns([3, 1])
    lag = lag_column.select_slider(
        "Lag, in sessions from tone to return", lags, value=0, key="first_lag", bind="query-params"
    )
    over = over_column.number_input(
        "Rolling over pairs",
        FEWEST,
        words.LONGEST_ROLL,
        value=15,
        key="first_over",
        bind="query-params",
    )
    return lag, over
