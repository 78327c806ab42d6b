"""The reader's choices; alone knows session state."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal

import pandas as pd
import streamlit as st

from dashboard.selection import Selection
from sentiment.errors import SentimentError

if TYPE_CHECKING:
    from sentiment.market.shares import Share


# Keys of the widgets; those of the sidebar are also the names of the address's parameters, as is
# that of the chosen announcement, which is no widget's.
SHARE, BENCHMARK, SPAN, SCORER = "share", "benchmark", "span", "scorer"
ABOUT, MARKS, EVENT, COPIES = "about", "marks", "event", "once"
OTHERS = "others"
SIDEBAR = (SHARE, BENCHMARK, SPAN, SCORER, ABOUT, MARKS, COPIES, OTHERS)
TEXT = "article_text"
WAY = "way"
TITLE, OUTLET, AUTHOR = "article_title", "article_outlet", "article_author"
CLOCK, ZONE = "article_published", "article_zone"
UNTIMED, UPDATED = "article_untimed", "article_updated"
# Not of widgets: what the page has to know in its next run of what it drew, found and kept.
_DRAWN, _LINK, _TOUR = "drawn", "link_faults", "tour_shown"
_LOOKS, _DAMAGED = "ways_looked_at", "library_damaged"
_SETTLED, _MISTYPED, _DOUBT = "share_settled", "share_mistyped", "share_doubt"
_SEARCHES, _DONE = "announcement_searches", "done_last_"
_ADDRESSED, _EDITED = "event_of_the_address", "library_edited_"
Done = Literal["binned", "decided"]
_ORIGIN, _FILLED = "article_origin", "article_filled"
_FILE, _ENTRIES, _SILENT = "article_file_read", "feed_held", "feed_silent"
_SAVED, _BROUGHT, _HAD_TEXT = "article_saved", "article_brought_back", "article_had_text"
_ASKED = "share_asked_for"
_FOUND_AT = ("origin_url", "origin_outlet", "origin_author")


def selection() -> Selection:
    """Return the sidebar's choices, after its widgets have run."""
    held = st.session_state
    return Selection(
        share=held[SHARE].strip().upper(),
        benchmark=held[BENCHMARK],
        span=held.get(SPAN, "story"),
        scorer=held[SCORER],
        about_share=held[ABOUT],
        marks=held.get(MARKS, "line"),
        copies_once=held[COPIES],
        all_announcements=held[OTHERS],
    )


def share() -> str:
    """Return the symbol of the chosen share, which is gone back to where a later one is none."""
    chosen = str(st.session_state[SHARE]).strip().upper()
    st.session_state[_SETTLED] = chosen
    return chosen


def benchmark() -> str | None:
    """Return the symbol of the chosen benchmark; None before there is a choice."""
    return st.session_state.get(BENCHMARK)


def mistyped() -> str:
    """Return what is said of the share that was typed last; "" if it was understood."""
    return str(st.session_state.get(_MISTYPED, ""))


def doubt() -> str:
    """Return what is said where the share typed last could mean another; "" if it could not."""
    return str(st.session_state.get(_DOUBT, ""))


def note_doubt(said: str) -> None:
    """Note what a share was taken for that could mean another."""
    st.session_state[_DOUBT] = said


def settle_share(find: "Callable[[str], Share]", *, home: Callable[[str], str]) -> None:
    """Take what was typed for the share that it means, or leave the share that was chosen before.

    The benchmark of its home market comes along, unless the reader chose another than the former
    share's.
    """
    held, before = st.session_state, st.session_state.get(_SETTLED)
    try:
        found = find(str(held[SHARE])).symbol
    except SentimentError as error:
        held.update({_MISTYPED: str(error), _DOUBT: ""})
        if before is not None:
            held[SHARE] = before
        else:
            del held[SHARE]
        return
    if before is None or held.get(BENCHMARK) in {None, home(before)}:
        held[BENCHMARK] = home(found)
    held.update({SHARE: found, _SETTLED: found, _MISTYPED: ""})


def link_faults() -> list[str] | None:
    """Return what was not understood of the link; None before it has been looked at."""
    return st.session_state.get(_LINK)


def note_link_faults(names: Sequence[str]) -> None:
    """Note what was not understood of the link."""
    st.session_state[_LINK] = list(names)


def tour(shown: bool) -> None:
    """Show the tour of the pages, or leave it away."""
    st.session_state[_TOUR] = shown


def touring(new: bool) -> bool:
    """Return whether the tour is shown; at first where it is *new*."""
    return bool(st.session_state.setdefault(_TOUR, new))


def note_damage(found: bool) -> None:
    """Note that the library was found damaged, or that it was mended."""
    st.session_state[_DAMAGED] = found


def damaged() -> bool:
    """Return whether the library was found damaged."""
    return bool(st.session_state.get(_DAMAGED))


def forget_drawn() -> None:
    """Forget which charts and tables the page drew when it ran last."""
    st.session_state[_DRAWN] = {}


def note_drawn(key: str, one: object) -> None:
    """Note a chart or table that the page draws."""
    st.session_state.setdefault(_DRAWN, {})[key] = one


def drawn() -> list[object]:
    """Return the charts and tables that the page drew."""
    return list(st.session_state.get(_DRAWN, {}).values())


def event(keys: Sequence[str], *, default: str) -> str | None:
    """Return the chosen announcement: the address's, else the one chosen before, else *default*.

    The choice is one for all views; the address holds it, so that Back undoes it.
    """
    asked, held = st.query_params.get(EVENT), st.session_state
    if asked in keys:
        held[EVENT] = asked
    elif asked is None and held.get(_ADDRESSED):  # Back led to the address before any choice
        held.pop(EVENT, None)
    held[_ADDRESSED] = asked
    if held.get(EVENT) not in keys:
        held[EVENT] = default if default in keys else next(iter(keys), None)
    chosen: str | None = held[EVENT]
    return chosen


def choose(key: str) -> None:
    """Open an announcement, here and on every other view."""
    if st.session_state.get(EVENT) != key:
        st.session_state[EVENT] = key
        st.query_params[EVENT] = key
        st.session_state[_ADDRESSED] = key


def choose_event(chart: str, keys: Collection[str]) -> None:
    """Open the announcement whose mark was clicked in *chart*; other clicks change nothing.

    A mark of several opens the next of them each time.
    """
    points = st.session_state[chart]["selection"]["points"]
    marks = [point["customdata"][0] for point in points if point.get("customdata")]
    theirs = [key for mark in marks for key in str(mark).split() if key in keys]
    if theirs:
        opened = st.session_state.get(EVENT)
        place = theirs.index(opened) + 1 if opened in theirs else 0
        choose(theirs[place % len(theirs)])


def choose_listed(table: str, keys: Sequence[str]) -> None:
    """Open the announcement of the row whose cell was chosen in *table*."""
    cells = st.session_state[table]["selection"]["cells"]
    if cells and cells[0][0] < len(keys):
        choose(keys[cells[0][0]])


def choose_row(table: str, choice: str, values: Sequence[object]) -> None:
    """Choose in the widget *choice* what the row stands for that was clicked in *table*."""
    rows = st.session_state[table]["selection"]["rows"]
    if rows and rows[0] < len(values):
        st.session_state[choice] = values[rows[0]]


def looks(at: object) -> int:
    """Note one way of measuring that was looked at; return how many there have been."""
    seen: set[object] = st.session_state.setdefault(_LOOKS, set())
    seen.add(at)
    return len(seen)


def fill_text(text: str, *, url: str = "", outlet: str = "", author: str = "") -> None:
    """Put *text* into the box for articles, with where it was found and whose it is."""
    st.session_state[TEXT] = text
    st.session_state[_ORIGIN] = (url, outlet, author)


def origin() -> tuple[str, str, str]:
    """Return where the text in the box was found, its outlet and author; "" for what is unknown."""
    url, outlet, author = st.session_state.get(_ORIGIN, ("", "", ""))
    return url, outlet, author


def fill_fields(fields: Mapping[str, object], *, said: str) -> None:
    """Fill an article's fields, unless the text says what it *said* when they were last filled.

    Another text may say something else; a change within one leaves what the reader typed.
    """
    held = st.session_state
    if held.get(_FILLED) != said or TITLE not in held:
        held.update({_FILLED: said, **fields})


def date_article(day: datetime) -> None:
    """Fill in the day of which the article in the box is, its time unknown."""
    st.session_state.update({CLOCK: day, UNTIMED: True, ZONE: "America/New_York"})


def draft() -> dict[str, str]:
    """Return the article in the box with its fields, all of it as text."""
    held = st.session_state
    clocks = {name: held.get(name) for name in (CLOCK, UPDATED)}
    return {
        **{name: held.get(name) or "" for name in (TEXT, TITLE, OUTLET, AUTHOR, ZONE, _FILLED)},
        **{name: clock.isoformat() if clock else "" for name, clock in clocks.items()},
        UNTIMED: "yes" if held.get(UNTIMED) else "",
        **dict(zip(_FOUND_AT, origin(), strict=True)),
    }


def take_back(kept: Mapping[str, str], *, by_browser: bool = True) -> None:
    """Put a draft into the box and its fields; what it lacks is filled from its text.

    *by_browser* is whether the browser kept it, not the page.

    Raises
    ------
    ValueError
        If one of its clocks is none.
    """
    names = (*_FOUND_AT, TITLE, OUTLET, AUTHOR, CLOCK, ZONE, UNTIMED, UPDATED, _FILLED)
    told = {**dict.fromkeys(names, ""), **kept}
    clocks = {
        name: datetime.fromisoformat(told[name]) if told[name] else None
        for name in (CLOCK, UPDATED)
    }
    url, outlet, author = (told[name] for name in _FOUND_AT)
    fill_text(told[TEXT], url=url, outlet=outlet, author=author)
    fields = {name: told[name] for name in (TITLE, OUTLET, AUTHOR, _FILLED)}
    read = {
        ZONE: told[ZONE] or None,
        UNTIMED: bool(told[UNTIMED]),
        _BROUGHT: told[TEXT] if by_browser else None,
    }
    st.session_state.update({**clocks, **fields, **read})


def brought_back() -> bool:
    """Return whether the text in the box is the one that the browser brought back."""
    held = st.session_state
    return bool(held.get(TEXT)) and held.get(_BROUGHT) == held[TEXT]


def note_saved() -> None:
    """Note that the article in the box is saved as it stands."""
    st.session_state.update({_SAVED: draft(), _BROUGHT: None})


def is_saved() -> bool:
    """Return whether the article in the box is saved as it stands."""
    now = draft()
    return bool(now[TEXT].strip()) and now == st.session_state.get(_SAVED)


def unsaved() -> dict[str, str] | None:
    """Return the article in the box, unless there is none or it is saved as it stands."""
    now = draft()
    return None if not now[TEXT].strip() or now == st.session_state.get(_SAVED) else now


def had_text() -> bool:
    """Return whether an earlier run of the page had a text in the box."""
    held = st.session_state
    had = bool(held.get(_HAD_TEXT))
    held[_HAD_TEXT] = had or bool(held.get(TEXT))
    return had


def told_by(key: str, name: str) -> object:
    """Return what the browser's part of a page, which has that key, said under a name, if any."""
    return st.session_state.get(key, {}).get(name)


def is_new_file(name: str) -> bool:
    """Return whether a dropped file is another than the last one, which it then is."""
    new = st.session_state.get(_FILE) != name
    st.session_state[_FILE] = name
    return new


def way() -> str:
    """Return the way by which an article is to come."""
    return str(st.session_state.get(WAY) or "")


def ask_for_share(symbol: str) -> None:
    """Have the next run open the chart of another share, whose widget is drawn already."""
    st.session_state[_ASKED] = symbol


def take_asked_share() -> bool:
    """Choose the share whose chart was asked for, before its widget is drawn, if one was."""
    symbol = st.session_state.pop(_ASKED, None)
    if symbol is not None:
        st.session_state[SHARE] = symbol
    return symbol is not None


def hold_entries(entries: pd.DataFrame, *, way: str, silent: Sequence[str] = ()) -> None:
    """Keep the entries that came one way for as long as the page is open, and who told none."""
    st.session_state[f"{_ENTRIES}_{way}"] = entries
    st.session_state[f"{_SILENT}_{way}"] = list(silent)


def silent(way: str) -> list[str]:
    """Return a sentence for each source that told nothing when it was asked last."""
    return list(st.session_state.get(f"{_SILENT}_{way}", []))


def entries(way: str) -> pd.DataFrame | None:
    """Return the entries that came one way last."""
    held = st.session_state.get(f"{_ENTRIES}_{way}")
    return held if isinstance(held, pd.DataFrame) else None


def remember(what: Done, keys: Sequence[str]) -> None:
    """Remember what was put into the bin, or decided on, last."""
    st.session_state[f"{_DONE}{what}"] = list(keys)


def remembered(what: Done) -> list[str]:
    """Return what was put into the bin, or decided on, last."""
    return list(st.session_state.get(f"{_DONE}{what}", []))


def note_search(share: str) -> None:
    """Note that announcements of a share are looked for, as long as the page is open."""
    st.session_state.setdefault(_SEARCHES, set()).add(share)


def searched(share: str) -> bool:
    """Return whether announcements of a share are looked for."""
    return share in st.session_state.get(_SEARCHES, ())


def editing(key: str, number: int) -> int:
    """Return the number that an article had when its form was opened here."""
    return int(st.session_state.setdefault(f"{_EDITED}{key}", number))


def edited(key: str, number: int) -> None:
    """Note the number that an article has after a change of ours."""
    st.session_state[f"{_EDITED}{key}"] = number
