"""The drawer's part that writes a report: of the opened announcement, or of all sessions shown."""

from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.data import bars
from dashboard.data.story import Story
from dashboard.images import rendering
from dashboard.selection import Selection
from dashboard.wording import escaping

KINDS = {
    "html": ("HTML", "text/html"),
    "pdf": ("PDF", "application/pdf"),
    "zip": ("Bundle", "application/zip"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """What a view can report on: the opened announcement, by its key, or all sessions shown."""

    chosen: Selection
    event: str | None


def draw(offer: Offer) -> None:
    """Offer the report as page, document and bundle; each is written when it is asked for."""
    if missing := rendering.missing_browser():
        st.info(missing, icon=":material/info:")
    chosen, about = offer.chosen, _about(offer)
    for column, (kind, (label, mime)) in zip(st.columns(3), KINDS.items(), strict=True):
        column.download_button(
            label,
            partial(_file, chosen, about, kind=kind),
            file_name=f"{escaping.slug(f'{chosen.share} {about or chosen.span}')}.{kind}",
            mime=mime,
            disabled=bool(missing) and kind == "pdf",
            on_click="ignore",
            key=f"report_{kind}",
        )
    st.caption(
        "Two pages that tell it, and all numbers behind them. Takes some seconds. The bundle holds "
        "the report, its tables and all that they were made from: python -m dashboard report "
        "--from makes the same tables again."
    )


def _about(offer: Offer) -> str | None:
    """Draw the choice of what is reported on; return the announcement, None for the sessions."""
    choices = [*(["this announcement"] if offer.event else []), "the sessions shown"]
    about = st.segmented_control(
        "About", choices, default=choices[0], required=True, key="report_about"
    )
    return offer.event if about == "this announcement" else None


def _file(chosen: Selection, event: str | None, *, kind: str) -> bytes:
    from dashboard.data import provenance, report  # noqa: PLC0415 - for whoever wants one
    from dashboard.images import pdf  # noqa: PLC0415 - for whoever wants one
    from dashboard.report import bundle  # noqa: PLC0415 - for whoever wants one

    if event:
        about = report.of_event(event, chosen)
    else:
        span = Story(chosen, bars.version(chosen.share, chosen.benchmark)).sessions
        about = report.of_days(pd.Timestamp(span[0]), pd.Timestamp(span[-1]), chosen)
    made = bundle.make(about, report.inputs(about, chosen), sources=provenance.sources(chosen))
    if kind == "pdf":
        return pdf.printed(made.page)
    return bundle.zipped(made) if kind == "zip" else made.page.encode()
