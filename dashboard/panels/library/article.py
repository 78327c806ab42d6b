"""One article of the library, opened: as it reads, as the reader reads it, and to be edited."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.data import library as library_data
from dashboard.data import store, tones
from dashboard.panels import columns, errors, exports, reading
from dashboard.wording import descriptions, escaping
from sentiment.intake import bylines, details
from sentiment.output.labels import LABELS
from sentiment.reading.article import Reading


def opened(key: str, *, about: str | None) -> None:
    """Draw an article below the list."""
    article = library_data.article(key)
    st.subheader(escaping.as_written(article["title"]), anchor=False)
    origin = [article["outlet"], article["author"], descriptions.published(article)]
    st.caption(" · ".join(escaping.as_written(one) for one in origin if one))
    read = tones.reading(f"{article['title']}\n\n{article['text']}", about)
    reading.verdict(read)
    reading.prose(read)
    if "edited" in article.index:
        # Named, or what is told above it would fold it.
        with st.expander("Edit", icon=":material/edit:", key=f"edit_opened_{key}"):
            _edit(key, article)
    _corrections(key, read)


def _edit(key: str, article: pd.Series) -> None:
    """Draw the form that changes an article, as it was when the form was opened."""
    was = state.editing(key, int(article["edited"]))
    if was != article["edited"]:
        st.warning("It was changed elsewhere since you opened it here.")
        st.button(
            "Take the newer one; what you typed here is dropped",
            on_click=state.edited,
            args=(key, int(article["edited"])),
        )
    at = f"{key}_{was}"
    with st.form(f"edit_{at}", border=False):
        values = _fields(article, at=at)
        saved = st.form_submit_button("Save the changes", icon=":material/save:")
    if not saved:
        return
    with errors.explained():
        placed = _placed(values, article["zone"])
        state.edited(key, store.library().articles.edit(key, edited=was, **{**values, **placed}))
        st.rerun()


def _fields(article: pd.Series, *, at: str) -> dict[str, Any]:
    """Draw the fields of an article; return what they hold, its moments as clocks show them."""
    zone = article["zone"]
    return {
        "title": st.text_input("Title", article["title"], key=f"edit_title_{at}"),
        "outlet": st.text_input("Outlet", article["outlet"], key=f"edit_outlet_{at}"),
        "author": st.text_input("Author", article["author"], key=f"edit_author_{at}"),
        "url": st.text_input("Address", article["url"], key=f"edit_url_{at}"),
        "published": st.datetime_input(
            f"Published ({zone})",
            _shown(article["published"], zone),
            key=f"edit_published_{at}",
        ),
        "timed": not st.checkbox(
            "The time of day is unknown", not article["timed"], key=f"edit_untimed_{at}"
        ),
        "updated": st.datetime_input(
            f"Updated, if it was ({zone})",
            None if pd.isna(article["updated"]) else _shown(article["updated"], zone),
            key=f"edit_updated_{at}",
        ),
        "note": st.text_input("Note", article["note"], key=f"edit_note_{at}"),
        "text": st.text_area("Text", article["text"], height=240, key=f"edit_text_{at}"),
    }


def _placed(values: Mapping[str, Any], zone: str) -> dict[str, Any]:
    """Return the moments that the fields hold as instants, and the zone of their clock."""
    clock, updated = values["published"], values["updated"]
    return {
        "published": (
            bylines.placed(clock, zone)
            if values["timed"]
            else details.instant_of_day(pd.Timestamp(clock))
        ),
        "updated": None if updated is None else bylines.placed(updated, zone),
        "zone": zone,
    }


def _shown(instant: pd.Timestamp, zone: str) -> datetime:
    return instant.tz_convert(zone).tz_localize(None).to_pydatetime()


def _corrections(key: str, read: Reading) -> None:
    """Draw the sentences with the reader's own labels beside the computed tone."""
    if not read.sentences:
        return
    st.markdown("**Read wrongly? Choose a sentence and say how it reads**")
    corrections = store.library().notes.corrections()
    mine = corrections[corrections["key"] == key].set_index("text")["label"]
    sentences = [one.sentence.text.strip() for one in read.sentences]
    rows = pd.DataFrame(
        {
            "compound": [one.reading.compound for one in read.sentences],
            "yours": [mine.get(one, "") for one in sentences],
            "sentence": sentences,
        }
    )
    event = exports.table(
        rows,
        key=f"corrections_{key}",
        title="Sentences and corrections",
        column_config=columns.CORRECTION,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
    )
    chosen = exports.picked(event, rows)
    if not chosen:
        return
    place = chosen[0]
    computed = read.sentences[place].reading.compound
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _label(key, sentences[place], place=place, computed=computed, mine=mine)


def _label(key: str, text: str, *, place: int, computed: float, mine: "pd.Series[Any]") -> None:
    """Draw the choice of the reader's own label for a sentence; keep it or forget it."""
    notes = store.library().notes
    label = st.segmented_control(
        "It reads", LABELS, default=mine.get(text), key=f"label_{key}_{place}"
    )
    if st.button("Keep this", disabled=label is None, key=f"keep_{key}") and label:
        with errors.explained():
            notes.correct(key, text, computed=computed, label=label)
            st.rerun()
    if st.button("Forget it", disabled=text not in mine.index, key=f"forget_{key}"):
        notes.uncorrect(key, text)
        st.rerun()
