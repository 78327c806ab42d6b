"""Figures with their words: the title, the description and the days that each one shows."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard import charts, day_charts, wording
from dashboard.state import Selection
from dashboard.story_data import StoryRows
from sentiment.prices import Move
from sentiment.scoring import ReadSentence


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A figure that can leave the page: ``dates`` says which days it shows, "" where none."""

    figure: go.Figure
    title: str
    alt: str
    dates: str = ""

    @property
    def sources(self) -> Sequence[str]:
        """What stands at the foot of the picture."""
        return (*([self.dates] if self.dates else []), *wording.SOURCES)


def story(
    rows: StoryRows, chosen: Selection, *, announced: pd.DataFrame, event: str | None
) -> Picture:
    """Return price, tone and announcements on one axis, the opened announcement marked."""
    figure = charts.story(
        rows.bars,
        rows.tone,
        returns=rows.returns,
        events=announced,
        share=chosen.share,
        benchmark=chosen.benchmark,
        marks=chosen.marks,
        chosen=event,
    )
    return Picture(
        figure,
        title=f"{chosen.share}, tone and announcements",
        alt=wording.describe_story(rows.bars, rows.tone, share=chosen.share),
        dates=wording.from_to(rows.bars.index),
    )


def day(bars: pd.DataFrame, checked: pd.DataFrame, *, move: Move, share: str) -> Picture:
    """Return one session's path with what was reported of it."""
    return Picture(
        day_charts.intraday(bars, checked, move=move, share=share),
        title=f"{share} on {wording.day(move.session)}",
        alt=wording.describe_path(move, share=share),
    )


def words(read: ReadSentence) -> Picture:
    """Return what the words of a sentence add to its number."""
    return Picture(
        charts.contributions(read.reading.parts),
        title="Words behind the number",
        alt=wording.describe_words(read),
    )
