"""Pieces that two views share; the sentence for an error."""

from collections.abc import Callable, Iterator, Sequence, Sized
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any, Literal

import pandas as pd
import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from dashboard import state
from dashboard.charts.captions import Picture
from dashboard.charts.marks import legible
from dashboard.data import provenance
from dashboard.images import archives, rendering
from dashboard.panels.errors import explained
from dashboard.wording import escaping, texts
from dashboard.wording import numbers as numbers_wording
from sentiment.output import spreadsheets


def chart(
    picture: Picture, *, key: str, on_select: Callable[[], None] | Literal["ignore"] = "ignore"
) -> None:
    """Draw a chart with its description, and the menu that exports it."""
    state.note_picture(key, picture)
    st.plotly_chart(
        legible(picture.figure, theme="dark" if st.context.theme.type == "dark" else "light"),
        key=key,
        alt=picture.alt,
        on_select=on_select,
        selection_mode="points",
        config={
            "displaylogo": False,
            "toImageButtonOptions": {"format": "svg", "filename": escaping.slug(picture.title)},
        },
    )
    chart_exports(picture, key=key)


@st.fragment
def chart_exports(picture: Picture, *, key: str) -> None:
    """Offer a chart as picture, document and page; each is drawn when it is asked for."""
    menu = lazily("Export chart", icon=":material/download:", key=f"{key}_export")
    if not menu.open:
        return
    with menu:
        missing, size, look = _size_and_look(key)
        row = st.container(horizontal=True)
    sourced = _sourced(picture)
    for kind in rendering.FORMATS:
        row.download_button(
            kind.upper(),
            partial(archives.drawn, sourced, kind=kind, size=size, look=look),
            file_name=f"{escaping.slug(picture.title)}.{kind}",
            mime=rendering.MIME[kind],
            disabled=bool(missing) and kind != "html",
            on_click="ignore",
            key=f"{key}_{kind}",
        )


def _sourced(picture: Picture) -> Picture:
    """Return a picture that says where its numbers come from, unless it does already."""
    if picture.origin:
        return picture
    return replace(picture, origin=provenance.sources(state.selection(), tone=picture.tone))


def lazily(label: str, *, icon: str, key: str) -> PopoverContainer:
    """Draw a menu's button; what the menu holds is drawn once it is ``open``.

    Menus outnumber all else on a page, and few are opened. Each needs a fragment of its own, which
    alone runs again when it opens.
    """
    return st.popover(label, icon=icon, key=key, on_change="rerun")


def _size_and_look(key: str) -> tuple[str | None, str, str]:
    """Draw the choice of size and look; return what is lacking to draw pictures, and the choice."""
    missing = rendering.missing_browser()
    if missing:
        st.info(missing, icon=":material/info:")
    size = st.selectbox(
        "Size", rendering.SIZES, key=f"{key}_size", format_func=texts.SIZES.__getitem__
    )
    look = st.segmented_control(
        "Look", rendering.LOOKS, default=rendering.LOOKS[0], required=True, key=f"{key}_look"
    )
    return missing, size, look


@contextmanager
def charts_together() -> Iterator[None]:
    """Offer the charts that are drawn within as one zip below them, where they are several."""
    state.forget_pictures()
    yield
    _all_charts()


@st.fragment
def _all_charts() -> None:
    """Draw the menu of the zip."""
    held = state.pictures()
    if len(held) < 2:
        return
    menu = lazily("Export all charts", icon=":material/folder_zip:", key="album_export")
    if not menu.open:
        return
    with menu:
        missing, size, look = _size_and_look("album")
        able: Sequence[rendering.Kind] = ["html"] if missing else rendering.FORMATS
        kinds = st.pills(
            "Formats",
            able,
            selection_mode="multi",
            default=able[:1],
            format_func=lambda kind: kind.upper(),
            key="album_kinds",
        )
        if not kinds:
            st.caption("Choose a format.")
        elif st.button(f"Draw {numbers_wording.count(len(held), 'chart')}", key="album_draw"):
            with explained():
                _album(held, kinds=kinds, size=size, look=look)


def _album(
    held: Sequence[Picture], *, kinds: Sequence[rendering.Kind], size: str, look: str
) -> None:
    """Draw the charts, tell how far that is, and offer them."""
    files = len(held) * len(kinds)
    bar = st.progress(0.0, text=f"0 of {files} drawn")
    zipped = archives.zipped(
        [_sourced(one) for one in held],
        kinds=kinds,
        size=size,
        look=look,
        tell=lambda done: bar.progress(done / files, text=f"{done} of {files} drawn"),
    )
    st.download_button(
        "Save the zip",
        zipped,
        file_name="charts.zip",
        mime="application/zip",
        on_click="ignore",
        key="album_zip",
    )


def table(frame: pd.DataFrame, *, key: str, title: str, **options: Any) -> Any:
    """Draw a table and the menu that exports it; return what is selected in it."""
    chosen = st.dataframe(frame, key=key, alt=title, placeholder="–", **options)
    _table_exports(frame, key=key, title=title)
    return chosen


@st.fragment
def numbers(frame: pd.DataFrame, *, key: str, title: str, column_config: object) -> None:
    """Offer the numbers behind a picture, drawn once they are asked for."""
    folded = st.expander("The numbers behind the picture", key=f"{key}_opened", on_change="rerun")
    if folded.open:
        with folded:
            table(frame, key=key, title=title, column_config=column_config)


@st.fragment
def _table_exports(frame: pd.DataFrame, *, key: str, title: str) -> None:
    """Offer a table as text and workbook; each is written when it is asked for."""
    menu = lazily("Export table", icon=":material/download:", key=f"{key}_export")
    if not menu.open:
        return
    sources = provenance.sources(state.selection())
    files = {"csv": "text/csv", "xlsx": texts.WORKBOOK}
    for column, (kind, mime) in zip(menu.columns(2), files.items(), strict=True):
        column.download_button(
            kind.upper(),
            partial(_table_file, frame, title=title, kind=kind, sources=sources),
            file_name=f"{escaping.slug(title)}.{kind}",
            mime=mime,
            on_click="ignore",
            key=f"{key}_{kind}",
        )


def picked(event: Any, held: Sized) -> list[int]:
    """Return which of what a table holds is selected; a row that a longer one had is not."""
    return [row for row in event.selection.rows if row < len(held)]


def _table_file(
    frame: pd.DataFrame, *, title: str, kind: str, sources: Sequence[str] = ()
) -> bytes:
    """Return a table as a file, with its sources."""
    if kind == "csv":
        return spreadsheets.to_csv(frame).encode("utf-8-sig")
    return spreadsheets.to_workbook({title: frame}, sources=sources)
