"""What an article says of prices: each claim, its verdict, and the path it is held against."""

import math
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.charts import captions
from dashboard.data import bars as bars_data
from dashboard.data import claims, store, tones
from dashboard.panels import errors, exports
from dashboard.selection import Selection
from dashboard.wording import escaping, numbers
from sentiment.claims.claim import Claim
from sentiment.claims.verdicts import Judged
from sentiment.market import bars

HEAD = "**What it says of prices, held against the bars**"
UNDATED = "Say above when it was published: “on Monday” means nothing without it."
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


def panel(text: str, published: pd.Timestamp | None, chosen: Selection) -> None:
    """Draw the claims of a text as a table and, for the chosen one, the session's path."""
    st.markdown(HEAD)
    if published is None:
        st.caption(UNDATED)
        return
    shares = (*bars_data.symbols(), *store.BENCHMARKS, chosen.share)
    judged = claims.judged_claims(text, published, tones.about(chosen), bars_data.version(*shares))
    if not judged:
        st.caption(NOTHING)
        return
    event = exports.table(
        rows(judged),
        key="article_claims",
        title="Price claims",
        column_config=COLUMNS,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [telling(judged)]}},
    )
    place, *_ = exports.picked(event, judged) or [telling(judged)]
    _opened(judged[place])


def rows(judged: Sequence[Judged]) -> pd.DataFrame:
    """Return the table of claims, in the order of the text."""
    return pd.DataFrame(
        {
            "claim": [" ".join(one.claim.text.split()) for one in judged],
            "share": [one.claim.symbol or one.claim.company for one in judged],
            "day": [day_of(one) for one in judged],
            "verdict": [one.verdict for one in judged],
            "words": [one.words for one in judged],
        }
    )


def day_of(judged: Judged) -> str:
    """Return the session or span that a claim is of, marked where the words do not say it."""
    claim = judged.claim
    if claim.kind == "span" and claim.sessions:
        first, last = claim.sessions
        return f"{numbers.day(first)} to {numbers.day(last)}"
    session = judged.session or (claim.sessions[0] if claim.sessions else None)
    if session is None:
        return "not told"
    return numbers.day(session) if claim.dated else f"{numbers.day(session)}, perhaps"


def telling(judged: Sequence[Judged]) -> int:
    """Return the claim that is shown first: one that was true for a while only, else the first."""
    passing = [
        number
        for number, one in enumerate(judged)
        if one.verdict == "matches an intraday moment only"
    ]
    return passing[0] if passing else 0


def _opened(judged: Judged) -> None:
    """Draw a claim with its verdict, what each moment comes to, and the session's path."""
    st.markdown(f"> {escaping.as_written(judged.claim.sentence)}")
    st.markdown(escaping.as_written(judged.words))
    if judged.figures:
        st.caption(escaping.as_written(meanings(judged)))
    if judged.session is not None and not math.isnan(judged.level):
        with errors.explained():
            _path(judged, judged.claim, session=judged.session)


def meanings(judged: Judged) -> str:
    """Return what a change comes to for each moment that it can mean."""
    told = [f"{name} {numbers.percent(figure)}" for name, figure in judged.figures]
    return f"{judged.claim.symbol}: {', '.join(told)}."


def _path(judged: Judged, claim: Claim, *, session: pd.Timestamp) -> None:
    """Draw the session's path with the level that a claim stands for."""
    share = str(claim.symbol)
    path = bars_data.intraday(share, session)
    if path.empty:
        st.caption(f"No intraday bars of {escaping.as_written(share)} are held for this session.")
        return
    move = bars.move_of(bars_data.bars(share, bars_data.version(share)), session, symbol=share)
    said = pd.DataFrame(
        {
            "said": [claim.text],
            "level": [judged.level],
            "verdict": [judged.verdict],
            "spans": [judged.spans],
        }
    )
    exports.chart(captions.day(path, said, move=move, share=share), key="article_claim_path")
