"""The menu that writes a report: of the opened announcement, or of all sessions shown."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.data import bars, story
from dashboard.images import rendering
from dashboard.panels import exports
from dashboard.selection import Selection
from dashboard.wording import escaping

KINDS = {
    "html": ("HTML", "text/html"),
    "pdf": ("PDF", "application/pdf"),
    "zip": ("Bundle", "application/zip"),
}


@st.fragment
def menu(chosen: Selection, *, event: str | None) -> None:
    """Offer the report as page, document and bundle; each is written when it is asked for."""
    menu = exports.lazily("Write a report", icon=":material/description:", key="report_export")
    if not menu.open:
        return
    with menu:
        missing = rendering.missing_browser()
        if missing:
            st.info(missing, icon=":material/info:")
        about = st.segmented_control(
            "About",
            [*(["this announcement"] if event else []), "the sessions shown"],
            default="this announcement" if event else "the sessions shown",
            required=True,
            key="report_about",
        )
        key = event if about == "this announcement" else None
        for column, (kind, (label, mime)) in zip(st.columns(3), KINDS.items(), strict=True):
            column.download_button(
                label,
                partial(_file, chosen, key, kind=kind),
                file_name=f"{escaping.slug(f'{chosen.share} {key or chosen.span}')}.{kind}",
                mime=mime,
                disabled=bool(missing) and kind == "pdf",
                on_click="ignore",
                key=f"report_{kind}",
            )
        st.caption(
            "Takes some seconds. The bundle holds the report, its tables and all that they were "
            "made from: python -m dashboard report --from makes the same tables again."
        )


def _file(chosen: Selection, event: str | None, *, kind: str) -> bytes:
    """Return the report as a file."""
    from dashboard.data import provenance, report  # noqa: PLC0415 - for whoever wants one
    from dashboard.images import pdf  # noqa: PLC0415 - for whoever wants one
    from dashboard.report import bundle  # noqa: PLC0415 - for whoever wants one

    if event:
        about = report.of_event(event, chosen)
    else:
        span = story.shown(chosen, bars.version(chosen.share, chosen.benchmark))
        about = report.of_days(pd.Timestamp(span[0]), pd.Timestamp(span[-1]), chosen)
    made = bundle.make(about, report.held(about, chosen), sources=provenance.sources(chosen))
    if kind == "pdf":
        return pdf.printed(made.page)
    return bundle.zipped(made) if kind == "zip" else made.page.encode()
