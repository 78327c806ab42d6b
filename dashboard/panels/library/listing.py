"""The library's list: what is looked for, what fits, and what is done to the chosen ones."""

import math
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.data import announcements, articles, store
from dashboard.data import library as library_data
from dashboard.data.library import Choice
from dashboard.panels import chips, columns, errors, exports
from dashboard.wording import escaping, numbers
from sentiment.library.search import Order, Query
from sentiment.output.labels import LABELS
from sentiment.text import companies

ORDERS: dict[Order, str] = {
    "published": "Newest",
    "added": "Added last",
    "title": "Title",
    "outlet": "Outlet",
}


def asked_for(whose: str) -> Choice:
    """Draw the search and its filters; return what they ask for."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            "Search",
            key="library_words",
            placeholder="words, or “words in a row”",
            icon=":material/search:",
        )
        order = st.selectbox("Order", ORDERS, format_func=ORDERS.__getitem__, key="library_order")
    with st.expander("Filters"), st.container(horizontal=True):
        since, until = _days()
        titles = announcements.announcements()["title"]
        query = Query(
            words=words.replace("“", '"').replace("”", '"'),
            company=_one("Names the company", sorted(companies.known()), key="company"),
            since=since,
            until=until,
            outlet=_one("Outlet", library_data.outlets(), key="outlet"),
            tag=_one("Tag", library_data.tag_names(), key="tag"),
            event=_one("Linked to", list(titles.index), key="event", names=dict(titles)),
            order=order,
        )
        return Choice(whose, query, tone=_one("Tone", list(LABELS), key="tone"))


def _one(
    label: str, options: list[str], *, key: str, names: Mapping[str, str] | None = None
) -> str | None:
    """Draw one filter; None asks for nothing."""
    return st.selectbox(
        label,
        options,
        index=None,
        placeholder="any",
        format_func=names.__getitem__ if names else str,
        key=f"library_{key}",
    )


def _days() -> tuple[pd.Timestamp | None, pd.Timestamp | None]:
    """Draw the days of publication; return the instants they begin and end at in New York."""
    ends = []
    for label, key, later in (("From", "since", 0), ("To", "until", 1)):
        day = st.date_input(label, value=None, key=f"library_{key}")
        zoned = None if day is None else pd.Timestamp(day, tz="America/New_York")
        ends.append(None if zoned is None else zoned + pd.Timedelta(days=later))
    return ends[0], ends[1]


def listed(choice: Choice, *, about: str | None, share: str) -> list[str]:
    """Draw the articles that fit, page by page; return the keys of the chosen ones."""
    rows, total = library_data.find(choice, 0, about=about, share=share)
    pages = max(1, math.ceil(total / library_data.ON_A_PAGE))
    page = 1 if pages == 1 else st.number_input("Page", 1, pages, key="library_page")
    if page > 1:
        rows, _ = library_data.find(choice, page - 1, about=about, share=share)
    st.caption(f"{numbers.count(total, 'article')}" + (f", page {page} of {pages}" * (pages > 1)))
    if choice.tone is not None and choice.whose != "Shipped":
        st.caption(f"Tone is looked for among the first {library_data.MOST_BY_TONE} that fit.")
    if rows.empty:
        st.info(_nothing(choice), icon=":material/info:")
        return []
    event = exports.table(
        rows,
        key="library_table",
        title="Articles",
        column_config=columns.LIBRARY,
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
    )
    return [str(key) for key in rows.index[exports.picked(event, rows)]]


def _nothing(choice: Choice) -> str:
    if choice != Choice(choice.whose, Query(order=choice.query.order)):
        return "No article fits. Take a filter away, or search for fewer words."
    if choice.whose == "Bin":
        return "The bin is empty. What you put into it can be taken out again."
    return "You have kept no article yet. Paste one under *Read an article*, and save it."


# Longer than most: a button after the other.
def actions(keys: list[str], whose: str) -> None:
    """Draw what can be done to the chosen articles."""
    if whose == "Yours":
        _undo()
    if not keys:
        st.caption("Choose one article to open it, or several to tag, link or take away.")
        return
    if whose == "Bin":
        st.button(
            f"Take {numbers.count(len(keys), 'article')} out of the bin",
            on_click=_restore,
            args=(keys,),
        )
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _notes(keys)
        st.download_button(
            "Export",
            lambda: library_data.as_lines(keys),
            file_name="articles.jsonl",
            mime="application/jsonl",
            icon=":material/download:",
            on_click="ignore",
            disabled=whose == "Shipped",
            help="As JSON Lines, with tags, links and corrections; it can be taken in again.",
        )
        if whose == "Yours":
            st.button(
                f"Put {numbers.count(len(keys), 'article')} into the bin",
                icon=":material/delete:",
                on_click=_bin,
                args=(keys,),
            )


def _notes(keys: list[str]) -> None:
    """Draw what can be noted of articles: tags, the shares they speak of, announcements."""
    with st.popover("Tag", icon=":material/label:"):
        _tags(keys)
    with st.popover("Shares", icon=":material/sell:"), errors.explained():
        if chips.change(keys):
            st.rerun()
    with st.popover("Link", icon=":material/link:"):
        _links(keys)


def _tags(keys: list[str]) -> None:
    """Draw the tags of articles, each to be taken off, and the field for another."""
    notes = store.library().notes
    name = st.text_input("Tag", key="library_new_tag")
    if st.button("Add", disabled=not name.strip()):
        with errors.explained():
            notes.tag(keys, name)
            st.rerun()
    for tag in sorted({one for key in keys for one in notes.tags().get(key, [])}):
        if st.button(f"Remove {escaping.as_written(tag)}", key=f"untag_{tag}"):
            notes.untag(keys, tag)
            st.rerun()


def _links(keys: list[str]) -> None:
    """Draw the links of articles to announcements."""
    library, titles = store.library(), announcements.announcements()["title"]
    event = st.selectbox(
        "Announcement",
        list(titles.index),
        format_func=titles.__getitem__,
        index=None,
        key="library_new_link",
    )
    if st.button("Link them", disabled=event is None) and event is not None:
        library.notes.link(keys, event)
        st.rerun()
    for link in sorted({one for key in keys for one in library.notes.links().get(key, [])}):
        name = escaping.as_written(titles.get(link, link))
        if st.button(f"Unlink {name}", key=f"unlink_{link}"):
            library.notes.unlink(keys, link)
            st.rerun()


def _bin(keys: list[str]) -> None:
    """Put articles into the bin, and remember which, to undo it."""
    with errors.explained():
        articles.take_out(keys)
        state.remember("binned", keys)


def _restore(keys: list[str]) -> None:
    with errors.explained():
        for key in keys:
            articles.put_back(key)
        state.remember("binned", [])


def _undo() -> None:
    """Offer to take out of the bin what was put there last."""
    binned = state.remembered("binned")
    if binned:
        message, button = st.columns([4, 1], vertical_alignment="center")
        message.success(f"{numbers.count(len(binned), 'article')} put into the bin.")
        button.button("Undo", on_click=_restore, args=(binned,), width="stretch")
