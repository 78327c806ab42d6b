"""One announcement, opened: what happened, what the price did, what was reported and written."""

import pandas as pd
import streamlit as st

from dashboard.charts import captions
from dashboard.data import announcements, minutes, shares, story
from dashboard.data import bars as bars_data
from dashboard.panels import columns, coverage, errors, exports
from dashboard.selection import Selection
from dashboard.wording import descriptions, escaping, glossary, numbers, tables
from sentiment.market import bars as market_bars
from sentiment.output import frames


def opened(event: pd.Series, chosen: Selection, *, version: int) -> None:
    """Draw the opened announcement for the chosen share."""
    session = event["session"]
    bars = bars_data.bars(chosen.share, version)
    st.subheader(escaping.as_written(event["title"]), anchor=False)
    st.markdown(escaping.as_written(event["summary"]))
    st.caption(escaping.as_written(event["why"]))
    if not event["own"]:
        st.info(
            escaping.as_written(tables.of_others(event["symbols"], chosen.share, session)),
            icon=":material/info:",
        )
    with errors.explained():
        move = market_bars.move_of(bars, session, symbol=chosen.share)
        _price_facts(
            move, bars_data.returns(chosen.share, chosen.benchmark, version), chosen=chosen
        )
        _path(event, move, chosen=chosen)
    _articles(session, chosen=chosen, version=version)
    coverage.offer(chosen.share, session, key="story_coverage")


def _price_facts(move: market_bars.Move, returns: pd.DataFrame, *, chosen: Selection) -> None:
    """Draw the session's price before and after, next to the benchmark's."""
    day = frames.row(returns, move.session)
    facts = descriptions.day_facts(
        move, day, share=shares.share(chosen.share), benchmark=chosen.benchmark
    )
    told = [
        f"{label} **{escaping.as_written(value)}** ({escaping.as_written(beside)})"
        for label, value, beside in facts
    ]
    st.markdown(
        f"{escaping.as_written(chosen.share)}: " + " · ".join(told),
        help="\n\n".join(map(_meaning, facts)),
    )


def _meaning(fact: tuple[str, str, str]) -> str:
    return f"{fact[0]}: {glossary.term(fact[0])}"


def _path(event: pd.Series, move: market_bars.Move, *, chosen: Selection) -> None:
    """Draw the session's intraday path with what was reported of it."""
    checked = announcements.checked_figures(str(event.name), chosen.share, move)
    bars = minutes.of_session(chosen.share, move.session)
    if len(bars):
        exports.chart(
            captions.day(bars, checked, move=move, share=shares.share(chosen.share)),
            key="story_intraday",
        )
    else:
        st.caption(
            f"No intraday bars of {escaping.as_written(chosen.share)} are held for this session."
        )
    if len(checked):
        st.markdown("**What was reported of the price, held against the bars**")
        exports.table(
            checked[["said", "level", "verdict", "words"]],
            key="story_figures",
            title=f"Reported figures, {numbers.day(move.session)}",
            column_config=columns.figure(shares.share(chosen.share)),
            hide_index=True,
        )


def _articles(session: pd.Timestamp, *, chosen: Selection, version: int) -> None:
    """Draw the session's articles and their tone."""
    here = story.tones_of(chosen, session, version)
    share = escaping.as_written(chosen.share)
    st.markdown(f"**Articles on {share} that count for {numbers.day(session)}**")
    if here.empty:
        st.caption("None is held. Paste one under *Read an article*, and save it.")
        return
    shown = ["title", "published", chosen.scorer, "low", "high", "n", "without_moves", "whole"]
    exports.table(
        here[[*shown, *(["copies"] if chosen.copies_once else [])]],
        key="story_articles",
        title=f"Articles of {numbers.day(session)}",
        column_config=columns.ARTICLE,
        hide_index=True,
    )
