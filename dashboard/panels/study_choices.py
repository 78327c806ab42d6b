"""The choices that the two study pages offer."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import pandas as pd
import streamlit as st

from dashboard import opened
from dashboard.data import announcements
from dashboard.wording import escaping, numbers
from dashboard.wording import leadlag as lag_words
from dashboard.wording import study as words
from sentiment.reading.daily import Definition
from sentiment.study.around_averages import HOURS
from sentiment.study.design import Compared, Design, LeftOut
from sentiment.study.leadlag import FEWEST
from sentiment.study.panel import Measure, Model

_SESSION = "study_session"
Name = TypeVar("Name", bound=str)


def announcement(
    sessions: Sequence[pd.Timestamp], events: pd.DataFrame, first: Mapping[object, str]
) -> pd.Timestamp:
    """Draw the choice of an announcement, which is one for all views; return its session.

    Parameters
    ----------
    sessions
        Those that were measured.
    events
        The announcements, as :func:`dashboard.data.announcements.shown` returns them.
    first
        Their keys, as :func:`first_of` returns them.
    """
    key = opened.event(list(events.index), default=announcements.opening(events, sessions))
    if key is not None and events["session"][key] in sessions:
        opened.show(_SESSION, events["session"][key])
    chosen: pd.Timestamp = st.selectbox(
        "Announcement",
        sessions,
        format_func=numbers.day,
        key=_SESSION,
        on_change=lambda: opened.choose_shown(_SESSION, first),
    )
    return chosen


def first_of(events: pd.DataFrame) -> dict[object, str]:
    """Return the key of the first announcement of each session."""
    return {session: str(key) for key, session in events["session"].iloc[::-1].items()}


# Longer than most: a choice after the other.
def design(share: str, benchmark: str, *, sector: str) -> Design:
    """Draw the study's choices, the window first and the method behind a click; return them."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.pills(
            "Sessions around the announcement",
            [*words.WINDOWS, words.OWN_WINDOW],
            default="0 … +1",
            required=True,
            key="study_window",
            bind="query-params",
        )
        how = st.popover("How it is measured", icon=":material/tune:")
    window = _own_window() if name == words.OWN_WINDOW else words.WINDOWS[name]
    with how:
        model, measure = _expected()
        left_out, placebos = _compared()
        without_share = st.toggle(
            f"Take {escaping.as_written(share)} out of the benchmark",
            key="study_without_share",
            bind="query-params",
            help="Where its weight is known: its own news then moves the benchmark no more.",
        )
    return Design.of_window(
        share,
        benchmark,
        sector=sector,
        window=window,
        model=model,
        measure=measure,
        leave_out=left_out,
        placebos=placebos,
        without_share=without_share,
    )


def _one_of(label: str, options: Mapping[Name, str], *, key: str) -> Name:
    """Draw a choice among *options* by their words, kept in the page's address."""
    return st.selectbox(
        label, options, format_func=options.__getitem__, key=key, bind="query-params"
    )


def _expected() -> tuple[Model, Measure]:
    """Draw what is expected of the share, and what is measured."""
    model = _one_of("Expected return", words.MODELS, key="study_model")
    return model, _one_of("Measured in", words.OF, key="study_of")


def _compared() -> tuple[tuple[LeftOut, ...], Compared]:
    """Draw what is kept out of the estimation, and which windows count for ordinary."""
    left_out = st.pills(
        "Left out of the estimation",
        words.LEFT_OUT,
        selection_mode="multi",
        default=list(words.LEFT_OUT),
        format_func=words.LEFT_OUT.__getitem__,
        key="study_left_out",
        bind="query-params",
    )
    placebos = st.segmented_control(
        "Compared with windows",
        words.PLACEBOS,
        default="before",
        required=True,
        format_func=words.PLACEBOS.__getitem__,
        key="study_placebos",
        bind="query-params",
        help="Windows from after an announcement were not known when it was made.",
    )
    return tuple(name for name in words.LEFT_OUT if name in left_out), placebos


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


def tone_choices() -> tuple[Definition, bool]:
    """Draw which tone is set against which returns."""
    with st.container(horizontal=True):
        definition = _one_of("Tone of a session", lag_words.DEFINITIONS, key="first_definition")
        returns = st.segmented_control(
            "Returns",
            lag_words.RETURNS,
            default="less",
            required=True,
            format_func=lag_words.RETURNS.__getitem__,
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
        lag_words.LONGEST_ROLL,
        value=15,
        key="first_over",
        bind="query-params",
    )
    return lag, over


def hours_choice(usual: str) -> str:
    """Draw whether articles in hours or out of them are shown."""
    return st.segmented_control(
        "Articles published", HOURS, default=usual, required=True, key="first_hours"
    )
