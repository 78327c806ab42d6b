"""The answer on top of the story: one sentence, and four tiles in a row."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.data.story import Story
from dashboard.panels import in_browser
from dashboard.wording import answer as words
from sentiment.errors import SentimentError
from sentiment.reports import headline, standing
from sentiment.reports.headline import Day

_drawn = st.components.v2.component(
    "answer",
    html='<div class="answer"></div>',
    css=in_browser.source(__file__, "css"),
    js=in_browser.source(__file__, "js"),
)


def draw(story: Story, day: Day, place: DeltaGenerator) -> None:
    """Draw the sentence and its tiles; the last one leads to the study."""
    try:
        stands = standing.standing_of(story.study, day.session)
    except SentimentError as error:
        stands = standing.unknown(str(error))
    with place:
        component = _drawn(
            key="answer",
            data={"sentence": headline.sentence(day), "tiles": words.tiles(day, stands)},
            on_asked_change=lambda: None,
        )
    if component.asked == "study":
        st.switch_page("views/study.py", query_params={})
