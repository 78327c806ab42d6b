"""The drawer in which pictures and tables of a page are made ready to leave, and seen before."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import state
from dashboard.charts.captions import Picture
from dashboard.data import provenance
from dashboard.images import archives, rendering
from dashboard.panels import report, sheets
from dashboard.panels.errors import explained
from dashboard.panels.sheets import Table
from dashboard.wording import escaping, numbers, texts

_PICTURE, _PICTURES, _TABLES, _REPORT = "This picture", "All pictures", "Tables", "Report"


def headed(title: str) -> DeltaGenerator:
    """Draw a view's heading; return the place beside it for the :func:`entry`."""
    row = st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    )
    row.header(title, anchor=False, width="content")
    return row.container(width="content")


@st.fragment
def entry() -> None:
    """Draw the one button by which what a page shows leaves it, if it shows anything that can."""
    if state.drawn() and st.button("Export", icon=":material/download:", key="export_open"):
        _drawer()


@st.dialog("Export", width="large", icon=":material/download:")
def _drawer() -> None:
    """Draw what can leave: a picture with its words, all pictures, the tables, a report."""
    pictures = [one for one in state.drawn() if isinstance(one, Picture)]
    tables = [one for one in state.drawn() if isinstance(one, Table)]
    reports = [one for one in state.drawn() if isinstance(one, report.Offer)]
    parts = [
        *([_PICTURE] if pictures else []),
        *([_PICTURES] if len(pictures) > 1 else []),
        *([_TABLES] if tables else []),
        *([_REPORT] if reports else []),
    ]
    part = st.segmented_control(
        "What leaves",
        parts,
        default=parts[0],
        required=True,
        key="export_what",
        label_visibility="collapsed",
    )
    with explained():
        if part == _PICTURE:
            _picture(pictures)
        elif part == _PICTURES:
            _album(pictures)
        elif part == _REPORT:
            report.draw(reports[0])
        else:
            _tables(tables)


def _picture(pictures: Sequence[Picture]) -> None:
    """Draw one picture as it will leave, beside its title, note, size and look."""
    choices, seen = st.columns([2, 3], gap="medium")
    with choices:
        picture = _sourced(_chosen(pictures))
        title = st.text_area("Title", picture.title, height=80, key=f"export_title_{picture.title}")
        note = st.text_area(
            "Note under it", picture.note, height=80, key=f"export_note_{picture.title}"
        )
        size, look = _size_and_look()
        if picture.key and not st.checkbox(
            f"Key of the {numbers.count(len(picture.key), 'number')}", True, key="export_key"
        ):
            picture = replace(picture, key=())
    edition = replace(picture, title=title.strip() or picture.title, note=note.strip())
    with seen:
        preview = st.container()
        with st.container(horizontal=True):
            for kind in rendering.FORMATS:
                _save(edition, kind, size=size, look=look)
        st.caption(
            escaping.as_written(f"Under it, made of what went in: {' '.join(edition.sources)}")
        )
    with preview:  # last: what it leads to need not wait for it
        _preview(edition, size=size, look=look)


def _preview(picture: Picture, *, size: str, look: str) -> None:
    """Draw a picture as it will be written, or say what is lacking to draw it."""
    if missing := rendering.missing_browser():
        st.info(missing, icon=":material/info:")
        return
    with st.spinner("Drawing it as it will be written …"):
        drawn = archives.drawn(picture, kind="png", size=size, look=look, sharpness=1)
    st.image(drawn, width="stretch", alt=picture.alt)


def _chosen(pictures: Sequence[Picture]) -> Picture:
    if len(pictures) == 1:
        return pictures[0]
    titles = [one.title for one in pictures]
    place = st.selectbox(
        "Picture", range(len(pictures)), format_func=titles.__getitem__, key="export_picture"
    )
    return pictures[place]


def _sourced(picture: Picture) -> Picture:
    """Return a picture that says where its numbers come from, unless it does already."""
    if picture.origin:
        return picture
    return replace(picture, origin=provenance.sources(state.selection(), tone=picture.tone))


def _size_and_look() -> tuple[str, str]:
    size = st.selectbox(
        "Size", rendering.SIZES, key="export_size", format_func=texts.SIZES.__getitem__
    )
    look = st.segmented_control(
        "Look", rendering.LOOKS, default=rendering.LOOKS[0], required=True, key="export_look"
    )
    return size, look


def _save(picture: Picture, kind: rendering.Kind, *, size: str, look: str) -> None:
    """Draw the button that saves a picture, which is drawn when it is pressed."""
    st.download_button(
        kind.upper(),
        partial(archives.drawn, picture, kind=kind, size=size, look=look),
        file_name=f"{escaping.slug(picture.title)}.{kind}",
        mime=rendering.MIME[kind],
        disabled=kind != "html" and rendering.missing_browser() is not None,
        on_click="ignore",
        key=f"export_{kind}",
    )


def _album(pictures: Sequence[Picture]) -> None:
    """Draw the choices of a zip of all pictures, the button that draws them, and then the zip."""
    missing = rendering.missing_browser()
    if missing:
        st.info(missing, icon=":material/info:")
    size, look = _size_and_look()
    able: Sequence[rendering.Kind] = ["html"] if missing else rendering.FORMATS
    kinds = st.pills(
        "Formats",
        able,
        selection_mode="multi",
        default=able[:1],
        format_func=lambda kind: kind.upper(),
        key="export_kinds",
    )
    if not kinds:
        st.caption("Choose a format.")
    elif st.button(f"Draw {numbers.count(len(pictures), 'picture')}", key="export_draw"):
        _zip([_sourced(one) for one in pictures], kinds=kinds, size=size, look=look)


def _zip(
    pictures: Sequence[Picture], *, kinds: Sequence[rendering.Kind], size: str, look: str
) -> None:
    """Draw the pictures, tell how far that is, and offer them."""
    files = len(pictures) * len(kinds)
    bar = st.progress(0.0, text=f"0 of {files} drawn")
    zipped = archives.zipped(
        pictures,
        kinds=kinds,
        size=size,
        look=look,
        tell=lambda done: bar.progress(done / files, text=f"{done} of {files} drawn"),
    )
    st.download_button(
        "Save the zip",
        zipped,
        file_name="pictures.zip",
        mime="application/zip",
        on_click="ignore",
        key="export_zip",
    )


def _tables(tables: Sequence[Table]) -> None:
    """Offer each table as text for programs, and all of them as one workbook."""
    sources = provenance.sources(state.selection())
    st.caption("A CSV has the names that programs know; a workbook is headed as the page is.")
    for place, one in enumerate(tables):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(escaping.as_written(one.title), width="stretch")
            for kind, mime in (("csv", "text/csv"), ("xlsx", texts.WORKBOOK)):
                st.download_button(
                    kind.upper(),
                    partial(sheets.file_of, [one], kind=kind, sources=sources),
                    file_name=f"{escaping.slug(one.title)}.{kind}",
                    mime=mime,
                    on_click="ignore",
                    key=f"export_table_{place}_{kind}",
                )
    if len(tables) > 1:
        st.download_button(
            f"All {len(tables)} in one workbook",
            partial(sheets.file_of, tables, kind="xlsx", sources=sources),
            file_name="tables.xlsx",
            mime=texts.WORKBOOK,
            on_click="ignore",
            key="export_tables",
        )
