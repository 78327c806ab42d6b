"""Pieces that two views share; the sentence for an error."""

from collections.abc import Iterator, Sequence, Sized
from contextlib import contextmanager
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from dashboard import albums, data, images, state, wording
from dashboard.pictures import Picture
from sentiment import export
from sentiment.database import DamagedError
from sentiment.errors import SentimentError

POLL = 2.0  # seconds between looks at a running fetch


@contextmanager
def explained() -> Iterator[None]:
    """Turn an error of the engine into its sentence on the page."""
    try:
        yield
    except SentimentError as error:
        if isinstance(error, DamagedError):
            state.note_damage(True)
        st.error(wording.as_written(str(error)), icon=":material/error:")


@contextmanager
def apart() -> Iterator[None]:
    """Turn an error into its sentence where a part of the page runs by itself.

    Damage that it is the first to meet has the whole page run: the ways out stand above it.
    """
    known = state.damaged()
    with explained():
        yield
    if state.damaged() and not known:
        st.rerun()


def choices() -> None:
    """Draw the sidebar: what is shown, against what, and how tone is read."""
    with st.sidebar:
        st.selectbox(
            "Share",
            data.symbols(),
            key=state.SHARE,
            bind="query-params",
            accept_new_options=True,
            required=True,
            help="Any ticker that Yahoo knows: type it and press Enter.",
        )
        st.selectbox(
            "Benchmark",
            data.BENCHMARKS,
            key=state.BENCHMARK,
            bind="query-params",
            required=True,
            help="What the share's move is compared with.",
        )
        _choice("Sessions shown", wording.SPANS, key=state.SPAN)
        _choice("Price as", wording.MARKS, key=state.MARKS)
        _choice("Tone by", wording.SCORERS, key=state.SCORER)
        st.toggle(
            "Only what is said of the share's company",
            key=state.ABOUT,
            bind="query-params",
            help="Leaves out what an article says of other companies.",
        )
        st.toggle(
            "Count copies of a story once",
            value=True,
            key=state.COPIES,
            bind="query-params",
            help="The earliest copy counts; what several outlets print is one story.",
        )


def _choice(label: str, options: dict[str, str], *, key: str) -> None:
    """Draw one choice of the sidebar, kept in the page's address."""
    st.segmented_control(
        label,
        options,
        default=next(iter(options)),
        format_func=options.__getitem__,
        required=True,
        key=key,
        bind="query-params",
    )


def freshness(*symbols: str) -> None:
    """Say where the bars come from and how fresh they are; have newer ones fetched meanwhile."""
    data.refresh(*symbols)
    drawn = data.version(*symbols)
    busy = any(data.fetching(symbol).state == "running" for symbol in symbols)
    st.fragment(_freshness, run_every=POLL if busy else None)(symbols, drawn)


def _freshness(symbols: Sequence[str], drawn: int) -> None:
    """Draw the lines; draw the page anew once newer bars than it shows have come."""
    with apart():
        running = [one for one in symbols if data.fetching(one).state == "running"]
        if data.version(*symbols) != drawn and not running:
            st.rerun(scope="app")
        share = symbols[0]
        lines = [wording.fetching(data.fetching(one), shipped=data.shipped(one)) for one in symbols]
        st.caption("  \n".join(dict.fromkeys([data.quality(share, drawn), *lines])))


def unread(about: str | None) -> None:
    """Say how many articles have not been read yet, and read them if that is asked for."""
    left = data.unread(about)
    if not left:
        return
    st.caption(f"{wording.count(left, 'article')} of yours not read yet: they count nowhere here.")
    if st.button("Read them now", key="read_them"):
        bar, done = st.progress(0.0), 0
        while some := data.read_more(about):
            done += some
            bar.progress(min(done / left, 1.0), text=f"{done} of {left} read")
        data.forget_tones()
        st.rerun()


def chart(picture: Picture, *, key: str, on_select: object = "ignore") -> None:
    """Draw a chart with its description, and the menu that exports it."""
    state.note_picture(key, picture)
    st.plotly_chart(
        picture.figure,
        key=key,
        alt=picture.alt,
        on_select=on_select,
        selection_mode="points",
        config={
            "displaylogo": False,
            "toImageButtonOptions": {"format": "svg", "filename": wording.slug(picture.title)},
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
    for kind in images.FORMATS:
        row.download_button(
            kind.upper(),
            partial(albums.drawn, picture, kind=kind, size=size, look=look),
            file_name=f"{wording.slug(picture.title)}.{kind}",
            mime=images.MIME[kind],
            disabled=bool(missing) and kind != "html",
            on_click="ignore",
            key=f"{key}_{kind}",
        )


def lazily(label: str, *, icon: str, key: str) -> PopoverContainer:
    """Draw a menu's button; what the menu holds is drawn once it is ``open``.

    Menus outnumber all else on a page, and few are opened. Each needs a fragment of its own, which
    alone runs again when it opens.
    """
    return st.popover(label, icon=icon, key=key, on_change="rerun")


def _size_and_look(key: str) -> tuple[str | None, str, str]:
    """Draw the choice of size and look; return what is lacking to draw pictures, and the choice."""
    missing = images.missing_browser()
    if missing:
        st.info(missing, icon=":material/info:")
    size = st.selectbox("Size", images.SIZES, key=f"{key}_size", format_func=wording.SIZES.get)
    look = st.segmented_control(
        "Look", images.LOOKS, default=images.LOOKS[0], required=True, key=f"{key}_look"
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
        kinds = st.pills(
            "Formats",
            ["html"] if missing else images.FORMATS,
            selection_mode="multi",
            default="html" if missing else "png",
            format_func=str.upper,
            key="album_kinds",
        )
        if not kinds:
            st.caption("Choose a format.")
        elif st.button(f"Draw {wording.count(len(held), 'chart')}", key="album_draw"):
            with explained():
                _album(held, kinds=kinds, size=size, look=look)


def _album(held: Sequence[Picture], **asked: object) -> None:
    """Draw the charts, tell how far that is, and offer them."""
    files = len(held) * len(asked["kinds"])
    bar = st.progress(0.0, text=f"0 of {files} drawn")
    zipped = albums.zipped(
        held, tell=lambda done: bar.progress(done / files, text=f"{done} of {files} drawn"), **asked
    )
    st.download_button(
        "Save the zip",
        zipped,
        file_name="charts.zip",
        mime="application/zip",
        on_click="ignore",
        key="album_zip",
    )


def table(frame: pd.DataFrame, *, key: str, title: str, **options: object) -> object:
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
    files = {"csv": "text/csv", "xlsx": wording.WORKBOOK}
    for column, (kind, mime) in zip(menu.columns(2), files.items(), strict=True):
        column.download_button(
            kind.upper(),
            partial(_table_file, frame, title=title, kind=kind),
            file_name=f"{wording.slug(title)}.{kind}",
            mime=mime,
            on_click="ignore",
            key=f"{key}_{kind}",
        )


def picked(event: object, held: Sized) -> list[int]:
    """Return which of what a table holds is selected; a row that a longer one had is not."""
    return [row for row in event.selection.rows if row < len(held)]


def _table_file(frame: pd.DataFrame, *, title: str, kind: str) -> bytes:
    """Return a table as a file, with its sources."""
    if kind == "csv":
        return export.to_csv(frame).encode("utf-8-sig")
    return export.to_workbook({title: frame}, sources=wording.SOURCES)
