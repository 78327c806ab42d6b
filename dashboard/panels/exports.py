"""Charts and tables as pages draw them, each noted so that it can leave by the drawer."""

from collections.abc import Callable, Mapping, Sized
from typing import Any, Literal

import pandas as pd
import streamlit as st
from plotly.basedatatypes import BaseFigure

from dashboard import state
from dashboard.charts.captions import Picture
from dashboard.charts.drawing import Drawing, as_figure
from dashboard.charts.marks import legible
from dashboard.panels import sheets
from dashboard.panels.sheets import Table
from dashboard.wording import escaping


def chart(
    picture: Picture, *, key: str, on_select: Callable[[], None] | Literal["ignore"] = "ignore"
) -> None:
    """Draw a chart with its description."""
    state.note_drawn(key, picture)
    st.plotly_chart(
        _legible(picture.figure),
        key=key,
        alt=picture.alt,
        on_select=on_select,
        selection_mode="points",
        config={
            "displaylogo": False,
            "toImageButtonOptions": {"format": "svg", "filename": escaping.slug(picture.title)},
        },
    )


def brush(figure: Drawing, *, key: str, alt: str, on_select: Callable[[], None]) -> None:
    """Draw a small picture that chooses what another shows, and leaves the page with none."""
    st.plotly_chart(
        _legible(figure),
        key=key,
        alt=alt,
        on_select=on_select,
        selection_mode="box",
        theme=None,
        config={"displayModeBar": False},
    )


def _legible(figure: Drawing) -> BaseFigure:
    """Return a figure in the letters of the reader's theme."""
    theme: Literal["dark", "light"] = "dark" if st.context.theme.type == "dark" else "light"
    return as_figure(legible(figure, theme=theme))


def table(
    frame: pd.DataFrame,
    *,
    key: str,
    title: str,
    column_config: Mapping[str, Any],
    **options: Any,
) -> Any:
    """Draw a table, its numbers in the page's own signs; return what is selected in it."""
    entry = Table(title, frame, column_config, index=not options.get("hide_index"))
    state.note_drawn(key, entry)
    rows, columns = sheets.written(entry)
    return st.dataframe(rows, key=key, alt=title, placeholder="–", column_config=columns, **options)


def noted(frame: pd.DataFrame, *, key: str, title: str, column_config: Mapping[str, Any]) -> None:
    """Note a table that can leave by the drawer, where the page itself tells it in another way."""
    state.note_drawn(key, Table(title, frame, column_config, index=False))


@st.fragment
def numbers(frame: pd.DataFrame, *, key: str, title: str, column_config: Mapping[str, Any]) -> None:
    """Offer the numbers behind a picture, drawn once they are asked for."""
    state.note_drawn(key, Table(title, frame, column_config))
    folded = st.expander("The numbers behind the picture", key=f"{key}_opened", on_change="rerun")
    if folded.open:
        with folded:
            table(frame, key=key, title=title, column_config=column_config)


def picked(event: Any, shown: Sized) -> list[int]:
    """Return which of what a table holds is selected; a row that a longer one had is not."""
    return [row for row in event.selection.rows if row < len(shown)]
