"""Behind a click: how a study was measured, its statistics, and every other way of measuring."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard.charts import study_captions
from dashboard.data import study as study_data
from dashboard.panels import columns, errors, exports
from dashboard.wording import escaping
from dashboard.wording import study as words
from sentiment.study.abnormal import EventStudy
from sentiment.study.design import Design


def method(study: EventStudy) -> None:
    """Draw what was done, what cannot be concluded, and the statistics."""
    measure = study.design.measure
    with st.expander("What was done, what cannot be concluded, and every statistic"):
        for note in study.notes:
            st.markdown(f"- {escaping.as_written(note)}")
        exports.table(
            words.statistics(study),
            key="study_statistics",
            title="Statistics of each announcement",
            column_config=columns.statistics(measure),
            hide_index=True,
            height="content",
        )
        _together(study.summary, "All announcements together", key="study_summary", of=measure)
        if study.without_results["n"].iloc[0] != study.summary["n"].iloc[0]:
            others = "Those whose windows hold no results"
            _together(study.without_results, others, key="study_without_results", of=measure)


def _together(summary: pd.DataFrame, note: str, *, key: str, of: str) -> None:
    st.markdown(f"**{note}**")
    exports.table(summary, key=key, title=note, column_config=columns.summary(of), hide_index=True)


@st.fragment
def curve(design: Design, session: pd.Timestamp, *, others: bool) -> None:
    """Offer the announcement under every way of measuring it, worked out when asked for."""
    if not st.toggle("Measure it in every way", key="study_curve"):
        return
    with errors.explained():
        designs = study_data.specifications(design)
        with st.empty():
            tell = _progress(len(designs))
            result = study_data.curve(design, session, others=others, tell=tell)
            st.markdown(words.curve_verdict(result))
        exports.chart(study_captions.curve(result, design, session), key="study_curve_chart")


def _progress(of: int) -> Callable[[int], None]:
    """Return what tells how many ways are measured."""
    bar = st.progress(0.0)

    def tell(done: int) -> None:
        bar.progress(done / of, text=f"{done} of {of} ways measured")

    return tell
