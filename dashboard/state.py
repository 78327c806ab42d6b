"""The reader's choices; alone knows session state."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal

import pandas as pd
import streamlit as st

from dashboard.selection import Days, Selection, days_of
from sentiment.errors import SentimentError

if TYPE_CHECKING:
    from sentiment.market.shares import Share


# Keys of the widgets; those of the sidebar are also the names of the address's parameters, as is
# that of the chosen announcement, which is no widget's.
SHARE, BENCHMARK, SPAN, SCORER = "share", "benchmark", "span", "scorer"
ABOUT, MARKS, EVENT, COPIES = "about", "marks", "event", "once"
DAYS = "days"  # of a span of one's own
OTHERS = "others"
OUTLETS, NAMING = "outlet", "naming"
EVERYWHERE = (SHARE, BENCHMARK, SCORER, ABOUT, COPIES, OTHERS)  # stand on every view
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
_OWN = "days_settled"
_FEWEST = 5  # sessions that a drag over a picture chooses; fewer are a slip of the hand
_EDITED = "library_edited_"
Done = Literal["binned", "decided"]
_ORIGIN, FILLED = "article_origin", "article_filled"
BROUGHT = "article_brought_back"
_ASKED = "share_asked_for"
_FOUND_AT = ("origin_url", "origin_outlet", "origin_author")


def selection() -> Selection:
    """Return the sidebar's choices, after its widgets have run."""
    session = st.session_state
    return Selection(
        share=session[SHARE].strip().upper(),
        benchmark=session[BENCHMARK],
        span=session.get(SPAN, "story"),
        scorer=session.get(SCORER, "compound"),
        about_share=session.get(ABOUT, False),
        marks=session.get(MARKS, "line"),
        copies_once=session.get(COPIES, True),
        all_announcements=session.get(OTHERS, False),
        outlets=tuple(several(OUTLETS)),
        naming=tuple(several(NAMING)),
        days=st.session_state.get(_OWN) if own_span() else None,
    )


def several(choice: str) -> list[str]:
    """Return what is chosen in a widget of several values, or asked for by the address."""
    return list(st.session_state.get(choice) or st.query_params.get_all(choice))


def own_days(default: Days) -> Days:
    """Return the days of a span of the reader's own: the address's, else the last, or *default*."""
    session = st.session_state
    in_address = days_of(st.query_params.get(DAYS, ""))
    session[_OWN] = in_address or session.get(_OWN) or default
    days: Days = session[_OWN]
    return days


def own_span() -> bool:
    """Return whether the reader shows sessions between dates of their own."""
    return st.session_state.get(SPAN) == "own"


def show_days(first: pd.Timestamp, last: pd.Timestamp) -> None:
    """Show the sessions between two days, both included, and have the address say so."""
    st.session_state.update({SPAN: "own", _OWN: (first, last)})
    st.query_params[DAYS] = f"{first:%Y-%m-%d}..{last:%Y-%m-%d}"


def choose_dates(field: str) -> None:
    """Show the sessions between the days of a *field*, once it has both."""
    chosen = st.session_state[field]
    if isinstance(chosen, tuple) and len(chosen) == 2:
        show_days(*map(pd.Timestamp, chosen))


def forget_days() -> None:
    """Have the address name no days while a range is shown that needs none."""
    if DAYS in st.query_params:
        del st.query_params[DAYS]


def choose_days(chart: str, sessions: pd.DatetimeIndex) -> None:
    """Show the sessions that were dragged over in *chart*, if they are enough."""
    boxes = st.session_state[chart]["selection"].get("box", ())
    if not boxes:
        return
    first, last = sorted(pd.Timestamp(end) for end in boxes[-1]["x"])
    over = sessions[(sessions >= first.normalize()) & (sessions <= last)]
    if len(over) >= _FEWEST:
        show_days(over[0], over[-1])


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


def note_doubt(sentence: str) -> None:
    """Note what a share was taken for that could mean another."""
    st.session_state[_DOUBT] = sentence


def settle_share(find: "Callable[[str], Share]", *, home: Callable[[str], str]) -> None:
    """Take what was typed for the share that it means, or leave the share that was chosen before.

    The benchmark of its home market comes along, unless the reader chose another than the former
    share's.
    """
    session, before = st.session_state, st.session_state.get(_SETTLED)
    try:
        symbol = find(str(session[SHARE])).symbol
    except SentimentError as error:
        session.update({_MISTYPED: str(error), _DOUBT: ""})
        if before is not None:
            session[SHARE] = before
        else:
            del session[SHARE]
        return
    if before is None or session.get(BENCHMARK) in {None, home(before)}:
        session[BENCHMARK] = home(symbol)
    session.update({SHARE: symbol, _SETTLED: symbol, _MISTYPED: ""})


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


def note_damage(damaged: bool) -> None:
    """Note that the library was found damaged, or that it was mended."""
    st.session_state[_DAMAGED] = damaged


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


def draft() -> dict[str, str]:
    """Return the article in the box with its fields, all of it as text."""
    session = st.session_state
    clocks = {name: session.get(name) for name in (CLOCK, UPDATED)}
    return {
        **{name: session.get(name) or "" for name in (TEXT, TITLE, OUTLET, AUTHOR, ZONE, FILLED)},
        **{name: clock.isoformat() if clock else "" for name, clock in clocks.items()},
        UNTIMED: "yes" if session.get(UNTIMED) else "",
        **dict(zip(_FOUND_AT, origin(), strict=True)),
    }


def take_back(draft: Mapping[str, str], *, by_browser: bool = True) -> None:
    """Put a draft into the box and its fields; what it lacks is filled from its text.

    *by_browser* is whether the browser kept it, not the page.

    Raises
    ------
    ValueError
        If one of its clocks is none.
    """
    names = (*_FOUND_AT, TITLE, OUTLET, AUTHOR, CLOCK, ZONE, UNTIMED, UPDATED, FILLED)
    values = {**dict.fromkeys(names, ""), **draft}
    clocks = {
        name: datetime.fromisoformat(values[name]) if values[name] else None
        for name in (CLOCK, UPDATED)
    }
    url, outlet, author = (values[name] for name in _FOUND_AT)
    fill_text(values[TEXT], url=url, outlet=outlet, author=author)
    fields = {name: values[name] for name in (TITLE, OUTLET, AUTHOR, FILLED)}
    read = {
        ZONE: values[ZONE] or None,
        UNTIMED: bool(values[UNTIMED]),
        BROUGHT: values[TEXT] if by_browser else None,
    }
    st.session_state.update({**clocks, **fields, **read})


def told_by(key: str, name: str) -> object:
    """Return what the browser's part of a page, which has that key, said under a name, if any."""
    return st.session_state.get(key, {}).get(name)


def choose_pasting() -> None:
    """Have articles come by pasting or dropping, on the view that reads them."""
    st.session_state[WAY] = "paste"


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
