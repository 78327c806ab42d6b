"""Several articles at once: what was understood, one question at most, and Keep."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import pandas as pd
import streamlit as st

from dashboard import box, state
from dashboard.data import bars, incoming
from dashboard.panels import errors, sheets
from dashboard.wording import escaping, numbers, texts
from sentiment.intake import article_tables
from sentiment.intake.article_tables import Kept
from sentiment.intake.collection import Understood

AT_ONCE = 100  # rows in sight, whose tones are read
_ZONE, _ORDER, _PAGE = "many_zone", "many_order", "many_page"
_ORDERS = {True: "day first", False: "month first"}
_COLUMNS = {
    "keep": st.column_config.CheckboxColumn("Keep", width="small"),
    "date": st.column_config.DateColumn("Date", format="ddd D MMM YYYY"),
    "time": st.column_config.TimeColumn(
        "Time", format="HH:mm", help="Empty: time unknown; it counts for that day's session."
    ),
    "title": st.column_config.TextColumn("Headline", width="large"),
    "shares": st.column_config.TextColumn(
        "Share", help="Whose article it is, by ticker; several with commas between."
    ),
    "tone": st.column_config.NumberColumn(
        "Tone", format="%+.2f", help="From −1 (bad for the company) to 1 (good)."
    ),
    "reason": st.column_config.TextColumn("Why it cannot be kept yet", width="medium"),
}


@dataclass(frozen=True, slots=True)
class Pile:
    """What was dropped or pasted, how it is understood, and what the reader answered."""

    name: str
    content: bytes
    seen: Understood
    zone: str | None
    day_first: bool | None

    @property
    def key(self) -> str:
        """A name of it, by which what was done with it is remembered."""
        return f"{self.name}-{crc32(self.content):08x}-{self.zone}-{self.day_first}"

    @property
    def answers(self) -> dict[str, Any]:
        """How its rows are read."""
        return {"zone": self.zone, "day_first": self.day_first}


def panel(name: str, content: bytes) -> None:
    """Draw what was understood of several articles, to be mended in place, and keep them."""
    with errors.explained():
        seen = incoming.understood(name, content)
        st.subheader(f"{numbers.count(seen.rows, 'headline')} found", anchor=False)
        if sentence := _understanding(seen):
            st.caption(sentence)
        pile = Pile(name, content, seen, *_question(seen))
        answer = st.container()  # above the rows, so that it stands on the first screen
        shown = _table(pile)
        with answer:
            _keep(pile, shown)


def _understanding(seen: Understood) -> str:
    """Return which column was taken for what, and how dates were settled."""
    columns = ", ".join(
        f"{texts.ROLES[role]} from {escaping.as_written(f'“{column[:40]}”')}"
        for role, column in seen.roles.items()
    )
    proof = ""
    if seen.proof and seen.day_first is not None:
        proof = f" Dates are {_ORDERS[seen.day_first]}: {escaping.as_written(seen.proof)}."
    if seen.filled:
        proof += f" {numbers.count(seen.filled, 'row')} without a date: the day above was taken."
    if seen.guessed:
        proof += f" {numbers.count(seen.guessed, 'date')} without a year: the likeliest was taken."
    return f"{columns[:1].upper()}{columns[1:]}.{proof}" if columns else proof.strip()


def _question(seen: Understood) -> tuple[str | None, bool | None]:
    """Draw the question that the rows leave open, if any; return the clock and the order."""
    zone, day_first = None, None
    if seen.needs_zone:
        zone = st.selectbox(
            "The times name no zone. They are in",
            texts.ZONES,
            key=_ZONE,
            help="The usual time zone of the site or terminal that they are from.",
        )
    if seen.needs_order:
        day_first = st.segmented_control(
            f"{seen.example} may be either: the dates are",
            list(_ORDERS),
            format_func=_ORDERS.__getitem__,
            key=_ORDER,
        )
    return zone, day_first


def _table(pile: Pile) -> pd.DataFrame:
    """Draw the rows in sight, to be mended; return them as the reader left them."""
    pages = max(-(-pile.seen.rows // AT_ONCE), 1)
    page = 1
    if pages > 1:
        page = int(st.number_input(f"Rows in hundreds, of {pages:,}", 1, pages, key=_PAGE))
    start = (page - 1) * AT_ONCE
    rows = incoming.rows(pile.name, pile.content, **pile.answers, start=start, most=AT_ONCE)
    sight = _in_sight(rows)
    hidden = ["reason"] if sight["reason"].eq("").all() else []
    shown = sheets.Table("Headlines", sight.drop(columns=hidden), _COLUMNS, index=False)
    written, left = sheets.written(shown)
    mended = st.data_editor(
        written,
        key=f"many_rows-{pile.key}-{page}",
        column_config=left,
        disabled=["tone", "reason"],
        hide_index=True,
        width="stretch",
        height=min(38 * (len(sight) + 1), 460),
    )
    whole = rows.assign(**{name: mended[name] for name in _MENDED}, about=mended["shares"])
    # What was found in the text is found again; only what the reader says is the reader's choice.
    whole["shares"] = whole["shares"].where(mended["shares"].ne(sight["shares"]), rows["shares"])
    changes = whole.loc[_changed(mended, sight)].to_dict(orient="index")
    box.hold_mended(pile.key, changes, shown=rows.index)
    return whole


_MENDED = ("keep", "date", "time", "title", "shares")  # what a reader may mend


def _in_sight(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows as they are shown, each with its tone and the shares that it speaks of."""
    texts_held = list(zip(rows["title"], rows["text"], strict=True))
    shares = [
        one or incoming.shares_of(*text)
        for one, text in zip(rows["shares"], texts_held, strict=True)
    ]
    return pd.DataFrame(
        {
            "keep": rows["reason"].eq(""),
            **{name: rows[name] for name in ("date", "time", "title")},
            "shares": pd.Series(shares, rows.index, dtype=object),
            "tone": pd.Series([incoming.tone(*text) for text in texts_held], rows.index),
            "reason": rows["reason"],
        }
    )


def _changed(mended: pd.DataFrame, sight: pd.DataFrame) -> list[int]:
    """Return the numbers of the rows that the reader changed."""
    names = list(_MENDED)
    left, shown = (one[names].astype(object) for one in (mended, sight))
    same = (left == shown) | (left.isna() & shown.isna())
    return [int(number) for number in left.index[~same.all(axis=1)]]


def _keep(pile: Pile, shown: pd.DataFrame) -> None:
    """Draw the button that keeps what is ticked, and keep it."""
    faults = _faults(shown)
    if faults:
        st.warning(escaping.as_written(faults), icon=":material/error:")
    mended = box.mended(pile.key)
    ready = _ready(pile, shown, mended)
    done, before = box.kept_up_to(pile.key)
    share = _share_of(shown.loc[shown["keep"].astype(bool), "about"])
    about = f" · {escaping.as_written(share)}" if share else ""
    label = f"Keep {numbers.count(ready, 'article')}{about}"
    pressed = st.button(
        f"Go on after row {done:,} of {pile.seen.rows:,}" if done else label,
        type="primary",
        icon=":material/save:",
        key="many_keep",
        disabled=not ready,
    )
    if not ready:
        st.caption("Nothing is ticked that can be kept: fill in what is missing below.")
    if pressed:
        count, left = _keep_with_progress(pile, mended, start=done, before=before)
        _land(share, count, [one for one in left if one.number not in shown.index])


def _faults(shown: pd.DataFrame) -> str:
    """Return in a sentence which of the rows in sight cannot be kept, "" where all can."""
    reasons = {number: _reason(row) for number, row in shown.iterrows()}
    faulty = {number: one for number, one in reasons.items() if one}
    if not faulty:
        return ""
    first, reason = next(iter(faulty.items()))
    return f"{numbers.count(len(faulty), 'row')} cannot be kept yet. Row {first}: {reason}."


def _reason(row: "pd.Series[Any]") -> str:
    """Return why a row cannot be kept as it stands, "" if it can or is not to be."""
    if not row["keep"]:
        return str(row["reason"])
    one = incoming.article_of({str(name): value for name, value in row.items()})
    return one if isinstance(one, str) else ""


def _ready(pile: Pile, shown: pd.DataFrame, mended: dict[int, dict[str, Any]]) -> int:
    """Return how many articles can be kept: of the rows in sight for sure, else by their dates."""
    if len(shown) == pile.seen.rows:
        return sum(bool(row["keep"]) and not _reason(row) for _, row in shown.iterrows())
    undone = sum(not one["keep"] and not one["reason"] for one in mended.values())
    return max(pile.seen.dated - undone, 0)


def _share_of(about: "pd.Series[str]") -> str | None:
    met = Counter(
        one.strip().upper() for some in about for one in str(some or "").split(",") if one.strip()
    )
    return met.most_common(1)[0][0] if met else None


def _keep_with_progress(
    pile: Pile, mended: dict[int, dict[str, Any]], *, start: int, before: int
) -> tuple[int, list[Kept]]:
    """Keep articles with progress, to be stopped and gone on with; return how many, and the rest.

    Before it was stopped *before* were kept of those up to *start*. Whatever the reader presses
    stops it, as it has the page drawn anew; what is kept stays.
    """
    faults, count, of = [], before, max(pile.seen.rows, 1)
    with st.container(horizontal=True, vertical_alignment="center"):
        bar = st.progress(0.0)
        st.button("Stop", icon=":material/stop_circle:", key="many_stop")
    for one in incoming.keep(pile.name, pile.content, **pile.answers, start=start, mended=mended):
        count += one.ok
        faults += [] if one.ok else [one]
        if one.number % 50 == 0 or one.number == of:
            box.note_kept_up_to(pile.key, one.number, count)
            bar.progress(min(one.number / of, 1.0), text=f"Row {one.number:,} of {of:,}")
    return count, faults


def _land(share: str | None, count: int, left: list[Kept]) -> None:
    """Say what was kept, and go to the chart of the share that the articles are about.

    Who was not told before which rows are *left* is told so first.
    """
    box.note_kept()
    words = f"{numbers.count(count, 'article')} kept"
    for one in article_tables.gathered(left)[:3]:
        st.error(
            escaping.as_written(f"{numbers.count(one.n, 'row')} not kept: {one.example}"),
            icon=":material/error:",
        )
    chart = share is not None and bars.holds(share)
    if share is not None and chart and not left:
        st.toast(f"{words}; here is {escaping.as_written(share)}.", icon=":material/check:")
        state.ask_for_share(share)
        st.rerun()
    whose = escaping.as_written(share) if share else "the library"
    st.success(f"{words}. They stand with {whose}.", icon=":material/check:")
    if share is not None and chart:
        st.button(
            f"See them on {escaping.as_written(share)}'s chart",
            icon=":material/timeline:",
            key="many_see",
            on_click=state.ask_for_share,
            args=(share,),
        )
