"""Placing an article on its session, and saving it to the library."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from dashboard import box, state
from dashboard.data import articles, bars, subjects
from dashboard.panels import chips, errors
from dashboard.wording import descriptions, numbers, texts
from sentiment.intake import bylines, details
from sentiment.market import calendar
from sentiment.reading.article import Reading

_ORIGIN = {"title": state.TITLE, "outlet": state.OUTLET, "author": state.AUTHOR}


@dataclass(frozen=True, slots=True)
class Dated:
    """When the article in the box was published, as the reader left it."""

    published: pd.Timestamp  # of a day without a time its first instant in New York
    zone: str
    timed: bool
    updated: pd.Timestamp | None

    @property
    def known_until(self) -> pd.Timestamp:
        """Up to when the text may know prices."""
        return details.known_until(self.published, timed=self.timed, updated=self.updated)


# Longer than most: the form from top to bottom.
def panel(text: str, reading: Reading) -> pd.Timestamp | None:
    """Draw when the text was published, its session and the button that keeps it.

    Return up to when it may know prices, by what the fields say.
    """
    byline = bylines.find_details(text, today=pd.Timestamp.now(tz="UTC"))
    _fill(byline)
    with st.container(border=True):
        st.markdown("**When was it published?** " + descriptions.publication(byline))
        origin = {
            name: column.text_input(name.capitalize(), key=key, persist_state="session")
            for (name, key), column in zip(_ORIGIN.items(), st.columns([3, 1, 1]), strict=True)
        }
        dated = _dated(byline)
        needs = _needs(origin["title"], reading, dated=dated)
        if dated is not None:
            unknown = "" if dated.timed else " Its time is unknown."
            session = numbers.day(bars.session_of(dated.published))
            st.caption(f"It counts for the session of **{session}**.{unknown}")
        spoken = subjects.found_in(f"{origin['title']}\n\n{text}")
        chosen = chips.draw(spoken, key=f"article_shares_{'-'.join(spoken)}")
        if needs:
            st.caption(f"To save it, {' and '.join(needs)}.")
        saved = st.button(
            "Save to the library", icon=":material/save:", disabled=bool(needs), key="article_save"
        )
    if saved and dated is not None:
        key = articles.save_article(
            text,
            **origin,
            published=dated.published,
            zone=dated.zone,
            timed=dated.timed,
            updated=dated.updated,
            url=state.origin()[0],
        )
        if set(chosen) != set(spoken):
            with errors.explained():
                subjects.choose([key], chosen)
        box.note_saved()
        st.success(f"Saved; the library lists it. {chips.sentence(subjects.settled(key))}")
    if box.is_saved():
        _next(chosen)
    return None if dated is None else dated.known_until


def _next(shares: Sequence[str]) -> None:
    """Offer the chart that a saved article stands on, and the next article."""
    with_bars = [symbol for symbol in shares if bars.holds(symbol)]
    with st.container(horizontal=True):
        if with_bars:
            st.button(
                f"See it on {with_bars[0]}'s chart",
                icon=":material/timeline:",
                key="article_see",
                on_click=state.ask_for_share,
                args=(with_bars[0],),
            )
        st.button(
            "Next article",
            icon=":material/note_add:",
            key="article_next",
            on_click=box.empty,
        )


def _needs(title: str, reading: Reading, *, dated: Dated | None) -> list[str]:
    """Return what the reader has to do before the article can be kept."""
    needs = [] if title.strip() else ["give it a title"]
    needs += [] if dated is not None else ["say when it was published, and on which clock"]
    return needs + ([] if reading.sentences else ["paste a text that holds a sentence"])


def _fill(byline: bylines.Found) -> None:
    """Fill the fields with what a text, and the file or page it came from, say of themselves."""
    url, outlet, author = state.origin()
    clock, updated = (
        None if one is None else one.tz_localize(None).to_pydatetime()
        for one in (byline.published, byline.updated)
    )
    day_alone = clock is not None and not byline.timed
    box.fill_fields(
        {
            state.TITLE: byline.title,
            state.OUTLET: outlet or byline.outlet or urlsplit(url).hostname or "",
            state.AUTHOR: author or byline.author,
            state.CLOCK: clock,
            state.ZONE: calendar.NEW_YORK.key if day_alone else byline.zone,
            state.UNTIMED: day_alone,
            state.UPDATED: updated,
        },
        source=repr((byline, url, outlet, author)),
    )


def _dated(byline: bylines.Found) -> Dated | None:
    """Draw the fields of the moments, which the text filled; return them with their zone."""
    day_column, zone_column, updated_column = st.columns([3, 3, 3], vertical_alignment="bottom")
    clock = day_column.datetime_input("Date and time", key=state.CLOCK, persist_state="session")
    untimed = day_column.checkbox(
        "The time of day is unknown", key=state.UNTIMED, persist_state="session"
    )
    zones = list(dict.fromkeys([*texts.ZONES, *([byline.zone] if byline.zone else [])]))
    zone = zone_column.selectbox(
        "Time zone",
        zones,
        placeholder="Choose: the text does not say",
        key=state.ZONE,
        persist_state="session",
        disabled=bool(untimed),
    )
    changed = updated_column.datetime_input(
        "Updated, if it was", key=state.UPDATED, persist_state="session"
    )
    if clock is None or (zone is None and not untimed):
        return None
    with errors.explained():
        updated = None if changed is None or zone is None else bylines.placed(changed, zone)
        if untimed:
            day = details.instant_of_day(pd.Timestamp(clock))
            return Dated(day, calendar.NEW_YORK.key, False, updated)
        return Dated(bylines.placed(clock, str(zone)), str(zone), True, updated)
    return None
