"""The answer on top of the story: one sentence, and four tiles in a row."""

from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.data import bars, story
from dashboard.selection import Selection
from dashboard.wording import answer as words
from sentiment.reports import headline, standing
from sentiment.reports.headline import Day

_HERE = Path(__file__)
_drawn = st.components.v2.component(
    "answer",
    html='<div class="answer"></div>',
    css=_HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_HERE.with_suffix(".js").read_text(encoding="utf-8"),
)


def day_of(chosen: Selection, session: pd.Timestamp) -> Day:
    """Return what is known of the chosen share on a session."""
    version = bars.version(chosen.share, chosen.benchmark)
    return headline.day_of(
        session,
        share=chosen.share,
        benchmark=chosen.benchmark,
        bars=bars.bars(chosen.share, version),
        returns=bars.returns(chosen.share, chosen.benchmark, version),
        tones=story.article_tones(chosen, session, session),
        scorer=chosen.scorer,
    )


def draw(day: Day, place: DeltaGenerator) -> None:
    """Draw the sentence and its tiles; the last one leads to the study."""
    from dashboard.data import study  # noqa: PLC0415 - drawn last: the picture need not wait for it

    studied = study.one_session(day.share, day.benchmark)
    stands = standing.standing_of(studied, day.session)
    with place:
        told = _drawn(
            key="answer",
            data={"sentence": headline.sentence(day), "tiles": words.tiles(day, stands)},
            on_asked_change=lambda: None,
        )
    if told.asked == "study":
        st.switch_page("views/study.py")
