"""One article, opened from the story: what it reads like and its strongest sentences."""

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.data import articles, tones
from dashboard.data.story import Story
from dashboard.panels import errors
from dashboard.wording import descriptions, escaping, numbers
from sentiment.output import frames
from sentiment.output.labels import SIGNS, label_of
from sentiment.reports.story import strongest


def show_of(story: Story, key: str) -> None:
    """Show an article that counts for the chosen share, by its key; one that is gone is passed."""
    if key in story.tones.index:
        _show(key, frames.row(story.tones, key), scorer=story.chosen.scorer)


@st.dialog("Its strongest sentences", width="medium", icon=":material/article:")
def _show(key: str, row: "pd.Series", *, scorer: str) -> None:
    """Show an article of the story, by its key and the row of its tones."""
    with errors.explained():
        article = frames.row(articles.articles([key]), key)
        tone = float(row[scorer])
        st.markdown(f"**{escaping.as_written(article['title'])}**")
        st.caption(
            escaping.as_written(
                f"{_whose(key, article)}, {numbers.moment(row['published'])}; counts for "
                f"{numbers.day(row['session'])}"
            )
        )
        st.markdown(
            f"{SIGNS[label_of(tone)]} **{numbers.tone(tone)}**, {label_of(tone)} "
            f"({numbers.interval(row['low'], row['high'], n=int(row['n']))}); plain VADER of the "
            f"whole text {numbers.tone(row['whole'])}"
        )
        read = tones.reading(_text(article), str(row["about"]) or None)
        quotes = strongest(read.sentences)
        st.markdown("\n".join(f"- {descriptions.coloured(one)}" for one in quotes))
        if not quotes:
            st.caption("No sentence of it carries a tone.")
        if st.button("Read it in full", icon=":material/arrow_forward:", key="read_in_full"):
            state.fill_text(_text(article), url=str(article["url"] or ""))
            st.switch_page("views/article.py", query_params={})


def _text(article: "pd.Series") -> str:
    return f"{article['title']}\n\n{article['text']}"


def _whose(key: str, article: "pd.Series") -> str:
    """Return whose article it is; of a sample that it is one."""
    if key in articles.shipped_articles().index:
        return "Sample article written for this project, of no real outlet"
    return str(article["outlet"] or "Outlet unknown")
