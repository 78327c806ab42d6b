"""What an article says of prices: one line, each claim in its passage, and the path behind it."""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import asdict

import pandas as pd
import streamlit as st

from dashboard import box, state
from dashboard.charts import captions
from dashboard.data import bars as bars_data
from dashboard.data import claims, minutes, shares, tones
from dashboard.panels import errors, exports, in_browser
from dashboard.selection import Selection
from dashboard.wording import claims as words
from dashboard.wording import escaping, numbers
from sentiment.claims import tally
from sentiment.claims.checks import OUT_OF_HOURS
from sentiment.claims.verdicts import Judged
from sentiment.market import bars, calendar

HEAD = "**What it says of prices, held against the bars**"
UNDATED = "say when it was published"
WHY = "Say above when it was published: “on Monday” means nothing without it."
NOTHING = "It says nothing of a price that is sure to be one. Figures of business are left alone."
HELP = (
    "A claim is held against what the bars knew when the article appeared. Where the words leave "
    "the day open, a mismatch is no verdict."
)
COLUMNS = {
    "claim": st.column_config.TextColumn("It says", width="medium"),
    "share": st.column_config.TextColumn("Of"),
    "day": st.column_config.TextColumn("Day", help="Of which session the words are."),
    "verdict": st.column_config.TextColumn("Verdict", help=HELP),
    "words": st.column_config.TextColumn("What the bars say", width="large"),
}
POLL = 2.0  # seconds between looks at a running fetch
_KEY = "article_claims_passages"
_drawn = st.components.v2.component(
    "claims",
    html='<div class="claims"></div>',
    css=in_browser.source(__file__, "css"),
    js=in_browser.source(__file__, "js"),
)


def panel(text: str, known: pd.Timestamp | None, chosen: Selection) -> None:
    """Draw the claims of a text that may know prices up to an instant: all in a line, then each."""
    st.markdown(HEAD)
    about = tones.about(chosen)
    if known is None:
        _undated(text, about)
        return
    days = claims.days_of(claims.found_claims(text, known, about))
    claims.ask(days)
    version = claims.version(days)
    judged = claims.judged_claims(text, known, about, version)
    if not judged:
        st.caption(NOTHING)
        return
    st.markdown(f"{tally.tally(one.verdict for one in judged)}.")
    marked = words.marks(judged)
    opened = marked[_opened(text, marked)]
    for one in opened:
        _verdict(one)
    awaited = POLL if claims.are_awaited(days) else None
    st.fragment(_origins, run_every=awaited)(opened, days, version)
    exports.table(
        words.rows(judged),
        key="article_claims",
        title="Price claims",
        column_config=COLUMNS,
        hide_index=True,
    )


def _undated(text: str, about: str | None) -> None:
    """List the claims of a text that does not say when it was published, and offer likely days."""
    today = pd.Timestamp.now(tz=calendar.NEW_YORK).normalize()
    undated = claims.found_claims(text, today, about)
    st.caption(WHY)
    if not undated:
        return
    st.markdown(f"{numbers.count(len(undated), 'price claim')}: {UNDATED}.")
    version = claims.version([(str(one.symbol), today) for one in undated if one.symbol])
    for likely in claims.likely_days(text, today, about, version):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                f"It is of {numbers.day(likely.day)}",
                key=f"article_likely_{likely.day:%Y-%m-%d}",
                on_click=box.date_article,
                args=(likely.day.to_pydatetime(),),
            )
            st.caption(escaping.as_written("; ".join(likely.reasons)))
    exports.table(
        pd.DataFrame(
            {
                "claim": [" ".join(one.text.split()) for one in undated],
                "share": [one.symbol or one.company for one in undated],
                "verdict": [UNDATED for _ in undated],
            }
        ),
        key="article_claims_undated",
        title="Price claims without a day",
        column_config=COLUMNS,
        hide_index=True,
    )


def _opened(text: str, marked: Sequence[Sequence[Judged]]) -> int:
    """Draw the passages that hold claims, each underlined; return which one is opened."""
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
    choice = state.told_by(_KEY, "opened")
    possible = [[digest, at] for at in range(len(marked))]
    opened = possible.index(choice) if choice in possible else words.most_urgent(marked)
    passages = words.passages(text, marked, opened=opened)
    _drawn(
        key=_KEY,
        data={"digest": digest, "passages": [[asdict(one) for one in parts] for parts in passages]},
        on_opened_change=lambda: None,
    )
    return opened


def _origins(opened: Sequence[Judged], days: list[minutes.Day], drawn: int) -> None:
    """Say where the bars of the opened claims come from; draw the page anew once others came."""
    with errors.apart():
        if not claims.are_awaited(days) and claims.version(days) != drawn:
            st.rerun(scope="app")
        origins = [
            minutes.origin(str(one.claim.symbol), one.session)
            for one in opened
            if one.session is not None and (one.claim.symbol, one.session) in days
        ]
        if origins:
            st.caption("  \n".join(dict.fromkeys(origins)))


def _verdict(judged: Judged) -> None:
    """Draw a claim's verdict, what each moment comes to, and the session's path."""
    st.markdown(escaping.as_written(judged.words))
    if judged.figures:
        st.caption(escaping.as_written(words.meanings(judged)))
    if judged.session is not None and not math.isnan(judged.level):
        with errors.explained():
            _path(judged, session=judged.session)


def _path(judged: Judged, *, session: pd.Timestamp) -> None:
    """Draw the session's path with the level that a claim stands for."""
    share = str(judged.claim.symbol)
    path = minutes.of_session(share, session)
    if path.empty or judged.claim.moment in OUT_OF_HOURS:
        return
    move = bars.move_of(bars_data.bars(share, bars_data.version(share)), session, symbol=share)
    level = pd.DataFrame(
        {
            "said": [judged.claim.text],
            "level": [judged.level],
            "verdict": [judged.verdict],
            "spans": [judged.spans],
        }
    )
    key = f"article_claim_path_{judged.claim.start}_{share}"
    exports.chart(captions.day(path, level, move=move, share=shares.share(share)), key=key)
