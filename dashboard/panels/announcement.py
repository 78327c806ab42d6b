"""One announcement, opened: what happened, what the price did, what was reported and written.

Where none is held, what leads to one.
"""

import pandas as pd
import streamlit as st

from dashboard import opened
from dashboard.charts import captions
from dashboard.data import announcements, minutes, shares, tones
from dashboard.data.story import Story
from dashboard.panels import columns, coverage, errors, exports
from dashboard.selection import Selection
from dashboard.wording import descriptions, escaping, glossary, numbers, tables
from sentiment.claims.checks import without_close
from sentiment.market import bars as market_bars
from sentiment.output import frames

LISTED = 8  # articles of a session, that fit beside it


def draw(event: pd.Series, story: Story) -> None:
    """Draw the opened announcement for the chosen share: what happened beside how it was told."""
    session, chosen = event["session"], story.chosen
    happened, telling = st.columns([6, 5], gap="medium")
    with happened:
        st.subheader(escaping.as_written(event["title"]), anchor=False)
        st.markdown(escaping.as_written(event["summary"]))
        st.caption(escaping.as_written(event["why"]))
        if not event["own"]:
            st.info(
                escaping.as_written(tables.of_others(event["symbols"], chosen.share, session)),
                icon=":material/info:",
            )
    with errors.explained():
        move = market_bars.move_of(story.bars, session, symbol=chosen.share)
        with happened:
            _price_facts(move, story.returns, chosen=chosen)
        checked = announcements.checked_figures(str(event.name), chosen.share, move)
        with telling:
            _path(checked, move, chosen=chosen)
        with happened:
            _reported(checked, move, share=chosen.share)
    with telling:
        _articles(session, story)


def absent(session: pd.Timestamp, story: Story) -> None:
    """Say that no announcement of the share is held, and lead on from the session on show."""
    name = escaping.as_written(story.chosen.share)
    st.subheader(f"No announcement of {name} is held", anchor=False)
    st.caption(
        "Its results and filings can be looked for, and those that you accept are marked on the "
        "chart and held against the days without one."
    )
    if st.button(f"Look for what {name} told", icon=":material/search:", key="story_announced"):
        st.switch_page("views/library.py", query_params={"library_part": "Announcements"})
    _articles(session, story)


def _price_facts(move: market_bars.Move, returns: pd.DataFrame, *, chosen: Selection) -> None:
    """Draw the session's price before and after, next to the benchmark's."""
    day = frames.row(returns, move.session)
    facts = descriptions.day_facts(
        move, day, share=shares.share(chosen.share), benchmark=chosen.benchmark
    )
    values = [
        f"{label} **{escaping.as_written(value)}** ({escaping.as_written(beside)})"
        for label, value, beside in facts
    ]
    st.markdown(
        f":small[{escaping.as_written(chosen.share)}: {' · '.join(values)}]",
        help="\n\n".join(map(_meaning, facts)),
    )


def _meaning(fact: tuple[str, str, str]) -> str:
    return f"{fact[0]}: {glossary.term(fact[0])}"


def _path(checked: pd.DataFrame, move: market_bars.Move, *, chosen: Selection) -> None:
    """Draw the session's intraday path with what was reported of it."""
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


def _reported(checked: pd.DataFrame, move: market_bars.Move, *, share: str) -> None:
    """Tell what was reported of the price, each figure with what the bars say of it.

    Where the session closed stands above and is not said again.
    """
    if checked.empty:
        return
    exports.noted(
        checked[["said", "level", "verdict", "words"]],
        key="story_figures",
        title=f"Reported figures, {numbers.day(move.session)}",
        column_config=columns.figure(shares.share(share)),
    )
    lines = [
        f"- :small[{escaping.as_written(row.said)}: "
        f"{escaping.as_written(without_close(row.words, move))}]"
        for row in frames.rows(checked)
    ]
    heading = "**Reported of the price, held against the bars**"
    st.markdown("\n".join([heading, "", *lines]))


def _heading(session: pd.Timestamp, *, chosen: Selection) -> None:
    """Head the session's articles: whose they are, and what lets them count."""
    words = tones.only(chosen)
    which = escaping.as_written(f" {words}") if words else ""
    share = escaping.as_written(chosen.share)
    st.markdown(
        f"**Articles on {share}{which} that count for {numbers.day(session)}**", width="content"
    )


def _articles(session: pd.Timestamp, story: Story) -> None:
    """Tell the session's articles and their tone; each opens to its strongest sentences."""
    here, chosen = story.tones_of(session), story.chosen
    row = st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    )
    with row:
        _heading(session, chosen=chosen)
    if here.empty and tones.whose(chosen).among:
        st.caption("None is held that the sidebar's choice of articles lets count.")
    elif here.empty:
        st.caption("None is held. Paste one under *Read an article*, and save it.")
    else:
        _listed(here, session, chosen=chosen)
    coverage.offer(chosen.share, session, key="story_coverage", beside=row)


def _listed(here: pd.DataFrame, session: pd.Timestamp, *, chosen: Selection) -> None:
    shown = ["title", "published", chosen.scorer, "low", "high", "n", "without_moves", "whole"]
    exports.noted(
        here[[*shown, *(["copies"] if chosen.copies_once else [])]],
        key="story_articles",
        title=f"Articles of {numbers.day(session)}",
        column_config=columns.ARTICLE,
    )
    with st.container(gap=None):
        for row in frames.rows(here.head(LISTED)):
            tone = getattr(row, chosen.scorer)
            st.button(
                escaping.as_written(descriptions.article_line(row.title, tone)),
                key=f"open_{row.Index}",
                on_click=opened.open_article,
                args=(str(row.Index),),
                type="tertiary",
                wrap=False,
            )
    if len(here) > LISTED:
        st.caption(f"{len(here) - LISTED:,} more of them leave by Export, as a table.")
