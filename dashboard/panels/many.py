"""Several articles at once: what was understood, one question at most, and Keep."""

from collections import Counter

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.data import bars, incoming
from dashboard.data.incoming import Understood
from dashboard.panels import errors
from dashboard.wording import escaping, numbers, texts
from sentiment.output import frames

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


def panel(name: str, content: bytes) -> None:
    """Draw what was understood of several articles, to be mended in place, and keep them."""
    with errors.explained():
        seen = incoming.understood(name, content)
        st.subheader(f"{numbers.count(seen.rows, 'headline')} found", anchor=False)
        if told := _told(seen):
            st.caption(told)
        zone, day_first = _asked(seen)
        rows = incoming.rows(name, content, zone=zone, day_first=day_first)
        answer = st.container()  # above the rows, so that it stands on the first screen
        mended = _table(rows, key=f"{name}-{len(content)}-{zone}-{day_first}")
        with answer:
            _keep(mended)


def _told(seen: Understood) -> str:
    """Return which column was taken for what, and how dates were settled."""
    held = ", ".join(
        f"{texts.ROLES[role]} from {escaping.as_written(f'“{column[:40]}”')}"
        for role, column in seen.columns.items()
    )
    proof = ""
    if seen.proof and seen.day_first is not None:
        proof = f" Dates are {_ORDERS[seen.day_first]}: {escaping.as_written(seen.proof)}."
    return f"{held[:1].upper()}{held[1:]}.{proof}" if held else proof.strip()


def _asked(seen: Understood) -> tuple[str | None, bool | None]:
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


def _table(rows: pd.DataFrame, *, key: str) -> pd.DataFrame:
    """Draw the rows in sight, to be mended; return all rows with what was mended in them."""
    pages = max(-(-len(rows) // AT_ONCE), 1)
    page = 1
    if pages > 1:
        page = int(st.number_input(f"Rows in hundreds, of {pages:,}", 1, pages, key=_PAGE))
    first = (page - 1) * AT_ONCE
    shown = rows.iloc[first : first + AT_ONCE]
    sight = pd.DataFrame(
        {
            "keep": shown["reason"].eq(""),
            **{name: shown[name] for name in ("date", "time", "title")},
            "shares": [
                one or incoming.shares_of(title, text)
                for one, title, text in zip(
                    shown["shares"], shown["title"], shown["text"], strict=True
                )
            ],
            "tone": [
                incoming.tone(title, text)
                for title, text in zip(shown["title"], shown["text"], strict=True)
            ],
            "reason": shown["reason"],
        }
    )
    if shown["reason"].eq("").all():
        sight = sight.drop(columns="reason")
    mended = st.data_editor(
        sight,
        key=f"many_rows-{key}-{page}",
        column_config=_COLUMNS,
        disabled=["tone", "reason"],
        hide_index=True,
        width="stretch",
        height=min(38 * (len(sight) + 1), 460),
    )
    # What was found in the text is found again; only what the reader says is the reader's choice.
    found = mended["shares"].eq(sight["shares"])
    mended = mended.assign(about=mended["shares"])
    mended["shares"] = mended["shares"].where(~found, shown["shares"])
    state.hold_mended(key, mended)
    whole = rows.assign(keep=rows["reason"].eq(""), about=rows["shares"])
    for one in state.mended(key):
        for name in ("keep", "date", "time", "title", "shares", "about"):
            whole[name] = whole[name].astype(object)
            whole.loc[one.index, name] = one[name].astype(object)
    return whole


def _keep(rows: pd.DataFrame) -> None:
    """Draw the button that keeps what is ticked, and keep it."""
    ticked = rows[rows["keep"].astype(bool)]
    read = {number: incoming.article_of(dict(row)) for number, row in ticked.iterrows()}
    ready = {number: one for number, one in read.items() if isinstance(one, dict)}
    left = {number: one for number, one in read.items() if isinstance(one, str)}
    if left:
        first, reason = next(iter(left.items()))
        more = f" and {numbers.count(len(left) - 1, 'other')}" if len(left) > 1 else ""
        said = f"Row {frames.row(rows, first)['number']}{more}: {reason}."
        st.warning(escaping.as_written(said), icon=":material/error:")
    faulty = int((~rows["keep"].astype(bool) & rows["reason"].ne("")).sum())
    if faulty:
        reason = rows.loc[rows["reason"].ne(""), "reason"].iloc[0]
        said = f"{numbers.count(faulty, 'row')} cannot be kept yet: {reason}."
        st.warning(escaping.as_written(said), icon=":material/error:")
    share = _share_of(rows["about"].reindex(list(ready)))
    about = f" · {escaping.as_written(share)}" if share else ""
    label = f"Keep {numbers.count(len(ready), 'article')}{about}"
    pressed = st.button(
        label, type="primary", icon=":material/save:", key="many_keep", disabled=not ready
    )
    if not ready:
        st.caption("Nothing is ticked that can be kept: fill in what is missing above.")
    if pressed and _kept(list(ready.values())):
        _land(share, len(ready))


def _share_of(about: "pd.Series[str]") -> str | None:
    """Return the share that most articles are about."""
    met = Counter(
        one.strip().upper() for some in about for one in str(some or "").split(",") if one.strip()
    )
    return met.most_common(1)[0][0] if met else None


def _kept(articles: "list[dict[str, object]]") -> bool:
    """Keep articles with progress; return whether all are held."""
    faults = []
    bar = st.progress(0.0, text="Stop at any time: what is kept stays.")
    for done, one in enumerate(incoming.keep(articles), 1):
        if not one.ok:
            faults.append(one)
        if done % 50 == 0 or done == len(articles):
            bar.progress(done / len(articles), text=f"{done:,} of {len(articles):,} kept")
    bar.empty()
    if faults:
        said = f"Row {faults[0].number} was not kept: {faults[0].reason}"
        st.error(escaping.as_written(said), icon=":material/error:")
    return not faults


def _land(share: str | None, kept: int) -> None:
    """Go to the chart of the share that the articles are about."""
    state.note_kept()
    said = f"{numbers.count(kept, 'article')} kept"
    if share is not None and bars.holds(share):
        st.toast(f"{said}; here is {escaping.as_written(share)}.", icon=":material/check:")
        state.ask_for_share(share)
        st.rerun()
    whose = escaping.as_written(share) if share else "the library"
    st.success(f"{said}. They stand with {whose}.", icon=":material/check:")
