"""The ways by which an article comes into the box: pasted, dropped, fetched, or from a feed."""

from collections.abc import Callable

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard import box, state
from dashboard.data import bars, fetched, incoming
from dashboard.panels import columns, errors, exports, own_bars
from dashboard.wording import escaping, texts
from sentiment.intake import documents, tables

_FILE = "article_file"
WAYS = {
    "paste": ":material/content_paste: Paste or drop",
    "address": ":material/link: Web address",
    "feed": ":material/rss_feed: Feed",
    "headlines": ":material/newspaper: Yahoo headlines",
}


def arrival() -> tuple[str, DeltaGenerator]:
    """Draw how an article can come, and the box that it comes into.

    Return what is in it, and the place below it for what is to be said of that.
    """
    way = st.segmented_control(
        "Where the article comes from",
        WAYS,
        default="paste",
        required=True,
        format_func=WAYS.__getitem__,
        key=state.WAY,
        label_visibility="collapsed",
    )
    box.clear_box_if_kept()
    pasted = st.container(gap=None)
    # What comes is put into the box, which therefore is drawn after it and above it.
    {"paste": _file, "address": _address, "feed": _feed, "headlines": _headlines}[way]()
    with pasted:
        if way == "paste" and box.pile() is not None:
            return "", st.container()
        text = st.text_area(
            "Paste the article, its headline first",
            key=state.TEXT,
            height=220,
            placeholder="One article, several, a list of headlines, or a copied table.",
            persist_state="session",
        )
        # A click on it leaves the box, which has the page read what is in it.
        st.button("Read", icon=":material/chrome_reader_mode:", key="article_read")
        return _within(text), st.container()


def several(text: str) -> tuple[str, bytes] | None:
    """Return what was dropped or pasted, its name and content, if it is several articles."""
    if state.way() == "paste" and (dropped := box.pile()) is not None:
        return dropped
    pasted = text.encode("utf-8", "replace")
    return (incoming.PASTED, pasted) if incoming.is_several(incoming.PASTED, pasted) else None


def _within(text: str) -> str:
    """Return what is in the box; where it is too long, say so and return nothing."""
    if len(text) <= texts.LONGEST_TEXT:
        return text
    st.error(
        f"What was pasted has {len(text):,} characters, more than the {texts.LONGEST_TEXT:,} that "
        "are read at once: paste it in parts, or drop it as a file of a table.",
        icon=":material/content_cut:",
    )
    return ""


def _file() -> None:
    dropped = _uploader(
        "Or drop a file: an article, a table of headlines or of prices (CSV, Excel, JSON, Parquet)",
        key=_FILE,
        on_change=lambda: box.forget_taken_away(_FILE),
    )
    if dropped is None and (pile := box.pile()) is not None:
        st.button(
            f"Put {escaping.as_written(pile[0])} away",
            on_click=box.forget_pile,
            type="tertiary",
            icon=":material/close:",
            key="article_file_away",
        )
    own_bars.question()
    if dropped is not None and box.is_new_file(dropped.file_id):
        box.forget_pile()
        with errors.explained():
            _take(dropped)


def elsewhere() -> None:
    """Draw a place to drop a file on a view that reads none; the file opens where it is read."""
    with st.sidebar:
        dropped = _uploader("Your own articles, headlines or prices", key=f"{_FILE}_elsewhere")
        if dropped is None or not box.is_new_file(dropped.file_id):
            return
        with errors.explained():
            box.forget_pile()
            _take(dropped)
            state.choose_pasting()
            st.switch_page("views/article.py", query_params={})


def _uploader(
    label: str, *, key: str, on_change: Callable[[], None] | None = None
) -> UploadedFile | None:
    return st.file_uploader(
        label,
        type=sorted({*documents.kinds(), *tables.TABLES}),
        key=key,
        max_upload_size=incoming.LARGEST // 10**6,
        on_change=on_change,
    )


def _take(dropped: UploadedFile) -> None:
    """Keep a file's prices, or put its articles where they are read."""
    content, name = dropped.getvalue(), dropped.name
    if bars.are_prices(name, content):
        own_bars.land(name, content)
    elif incoming.is_several(name, content):
        box.hold_pile(name, content)
    else:
        origin = documents.origin_of(content, name)
        text = documents.text_of(content, name)
        state.fill_text(text, outlet=origin.outlet, author=origin.author)


def _address() -> None:
    url = _address_field("Web address of the article", key="article_address", button="Read it")
    if url:
        _fetch(url)


def _address_field(label: str, *, key: str, button: str) -> str:
    """Draw a field for an address with its button; return the address once it is asked for."""
    with st.form(f"{key}_form", border=False):
        field, beside = st.columns([5, 1], vertical_alignment="bottom")
        url = field.text_input(label, key=key)
        pressed = beside.form_submit_button(button, width="stretch")
    return url.strip() if pressed else ""


def _fetch(url: str) -> None:
    """Put the article at an address into the box, or say why not."""
    with errors.explained(), st.spinner("Asking the site …"):
        text, origin = fetched.article_at(url)
        state.fill_text(text, url=url, outlet=origin.outlet, author=origin.author)


def _feed() -> None:
    url = _address_field("Address of the feed (RSS or Atom)", key="article_feed", button="Look")
    if url:
        with errors.explained(), st.spinner("Asking the site …"):
            box.hold_entries(fetched.entries_at(url), way="feed")
    entries = box.entries("feed")
    if entries is not None:
        _entries(entries)


def _headlines() -> None:
    """Draw the button that asks Yahoo, and the headlines."""
    share = state.selection().share
    if st.button(f"Ask Yahoo for headlines about {escaping.as_written(share)}"):
        with errors.explained(), st.spinner("Asking Yahoo …"):
            box.hold_entries(fetched.headlines_of(share), way="headlines")
    entries = box.entries("headlines")
    if entries is not None:
        _entries(entries)


def _entries(entries: pd.DataFrame) -> None:
    """Draw the entries of a feed; the chosen one can be put into the box."""
    if entries.empty:
        st.info("There is no entry.", icon=":material/info:")
        return
    event = exports.table(
        entries[["title", "outlet", "published", "summary"]],
        key="feed_entries",
        title="Entries",
        column_config=columns.ENTRY,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
    )
    chosen = exports.picked(event, entries)
    if not chosen:
        st.caption("Choose an entry to read it.")
        return
    entry = entries.iloc[chosen[0]]
    beginning, whole = st.columns(2)
    beginning.button(
        "Read what stands here",
        on_click=state.fill_text,
        args=(fetched.text_of_entry(entry),),
        kwargs={name: entry[name] for name in ("outlet", "author")} | {"url": entry["link"]},
        width="stretch",
    )
    if whole.button("Fetch the whole article", disabled=not entry["link"], width="stretch"):
        _fetch(entry["link"])
