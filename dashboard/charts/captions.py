"""Figures with their words: the title, the description and the days that each one shows."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.charts import day as day_charts
from dashboard.charts import story as story_charts
from dashboard.charts import words as words_charts
from dashboard.charts.drawing import Drawing
from dashboard.selection import Selection
from dashboard.wording import descriptions, numbers
from sentiment.market.bars import Move
from sentiment.market.shares import Share
from sentiment.output import frames
from sentiment.reading.article import ReadSentence
from sentiment.reports.story import StoryRows


@dataclass(frozen=True, slots=True)
class KeyLine:
    """What a number on a picture stands for: an announcement, and that session's change."""

    number: int
    day: str
    title: str
    change: float
    chosen: bool


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A figure that can leave the page.

    ``note`` stands under its title. ``dates`` says which days it shows, "" where none; ``origin``
    where its numbers come from, and ``key`` what the numbers on it stand for.
    """

    figure: Drawing
    title: str
    alt: str
    note: str = ""
    dates: str = ""
    origin: tuple[str, ...] = ()
    key: tuple[KeyLine, ...] = ()
    tone: bool = True  # whether tones of articles went in

    @property
    def sources(self) -> Sequence[str]:
        """What stands at the foot of the picture."""
        return (*([self.dates] if self.dates else []), *self.origin)


# Longer than most: a part of the caption after the other.
def story(
    rows: StoryRows,
    chosen: Selection,
    *,
    share: Share,
    announced: pd.DataFrame,
    event: str | None,
    title: str = "",
) -> Picture:
    """Return price, tone and announcements on one axis, the opened announcement marked.

    Its title is the sentence that tells its finding, or what it shows where there is none.
    """
    key = _key(announced[announced["session"].isin(rows.bars.index)], rows, chosen=event)
    figure = story_charts.story(
        rows.bars,
        rows.tone,
        returns=rows.returns,
        events=announced,
        share=share,
        benchmark=chosen.benchmark,
        articles=rows.articles,
        results=rows.results,
        only=rows.only,
        marks=chosen.marks,
        chosen=event,
    )
    return Picture(
        figure,
        title=title or f"{share.symbol}, tone and announcements",
        alt=descriptions.describe_story(rows.bars, rows.tone, share=share),
        dates=numbers.from_to(rows.bars.index),
        key=key,
        note="Numbers in circles are announcements, told below." if key else "",
        tone=len(rows.articles) > 0,
    )


def _key(announced: pd.DataFrame, rows: StoryRows, *, chosen: str | None) -> tuple[KeyLine, ...]:
    """Return what the numbers on the story stand for."""
    changes = rows.bars["close"].pct_change(fill_method=None)
    opened = announced["session"].get(chosen)
    return tuple(
        KeyLine(
            number=int(row.number),
            day=f"{row.session.day} {row.session:%b}",
            title=str(row.title),
            change=float(changes[row.session]),
            chosen=row.session == opened,
        )
        for row in frames.rows(announced)
    )


def day(bars: pd.DataFrame, checked: pd.DataFrame, *, move: Move, share: Share) -> Picture:
    """Return one session's path with what was reported of it."""
    return Picture(
        day_charts.intraday(bars, checked, move=move, share=share),
        title=f"{share.symbol} on {numbers.day(move.session)}",
        alt=descriptions.describe_path(move, share=share),
        tone=False,
    )


def words(read: ReadSentence) -> Picture:
    """Return what the words of a sentence add to its number."""
    return Picture(
        words_charts.contributions(read.reading.parts),
        title="Words behind the number",
        alt=descriptions.describe_words(read),
    )
