"""Which sessions are shown: a range, dates of one's own, or what is dragged over."""

from datetime import date

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.charts import brush as brush_charts
from dashboard.panels import exports
from dashboard.wording import escaping, numbers, texts

BRUSH = "story_brush"
EARLIEST, LATEST = date(1950, 1, 1), date(2099, 12, 31)  # of what a calendar lets one choose


def choice(closes: "pd.Series[float]") -> None:
    """Draw the choice of a range or of own dates, which the address holds."""
    st.segmented_control(
        "Sessions shown",
        texts.SPANS,
        default=None if state.own_span() else "story",
        format_func=texts.SPANS.__getitem__,
        required=True,
        key=state.SPAN,
        bind="query-params",
        persist_state="session",
        label_visibility="collapsed",
    )
    if not state.own_span():
        state.forget_days()
        return
    first, last = state.own_days((closes.index[-252:][0], closes.index[-1]))
    field = f"{state.DAYS}_{first:%Y%m%d}_{last:%Y%m%d}"  # other days, by whatever way, are shown
    st.date_input(
        "From and to",
        (first.date(), last.date()),
        min_value=EARLIEST,
        max_value=LATEST,
        key=field,
        on_change=state.choose_dates,
        args=(field,),
        label_visibility="collapsed",
        width=240,
    )


def brush(closes: "pd.Series[float]", *, share: str, shown: pd.DatetimeIndex) -> None:
    """Draw all closes held, those *shown* marked; dragging over it shows others."""
    every = pd.DatetimeIndex(closes.index)
    days = f"{numbers.day(shown[0])} to {numbers.day(shown[-1])}"
    exports.brush(
        brush_charts.brush(closes, shown=shown),
        key=BRUSH,
        alt=f"All {len(closes):,} closes of {escaping.as_written(share)}; shown are {days}. The "
        "choice of sessions below does what dragging over it does.",
        on_select=lambda: _dragged(every),
    )


def _dragged(every: pd.DatetimeIndex) -> None:
    state.choose_days(BRUSH, every)


def steps(shown: pd.DatetimeIndex, every: pd.DatetimeIndex) -> None:
    """Draw buttons to as many sessions earlier and later, as far as bars are held."""
    first = int(every.searchsorted(shown[0]))
    last = int(every.searchsorted(shown[-1]))
    for label, icon, by in (
        ("Earlier", ":material/chevron_left:", -min(len(shown), first)),
        ("Later", ":material/chevron_right:", min(len(shown), len(every) - 1 - last)),
    ):
        st.button(
            label,
            icon=icon,
            disabled=not by,
            key=f"story_{label.lower()}",
            on_click=state.show_days,
            args=(every[first + by], every[last + by]),
        )
