"""What the story shows: the sessions chosen, with their bars, returns and tone."""

from dataclasses import dataclass

import pandas as pd

from dashboard import data
from dashboard.state import Selection
from sentiment import series, sessions
from sentiment.returns import market_adjusted

MARGIN = 10  # sessions shown before the first announcement and after the last
SPAN_SESSIONS = {"6 months": 126, "1 year": 252}
OPENING = Selection(  # what the sidebar chooses by itself
    share=data.STORY_SHARE,
    benchmark=data.BENCHMARKS[0],
    span="story",
    scorer="compound",
    about_share=False,
    marks="line",
    copies_once=True,
)


@dataclass(frozen=True, slots=True, eq=False)
class StoryRows:
    """What the story shows: bars, returns and tone, one row per session."""

    bars: pd.DataFrame
    returns: pd.DataFrame
    tone: pd.DataFrame

    @property
    def table(self) -> pd.DataFrame:
        """All of it side by side."""
        return self.returns.join(self.bars[["close", "volume"]]).join(self.tone)


def shown(chosen: Selection, version: int) -> pd.DatetimeIndex:
    """Return the sessions on show: all of the exchange's, whether a bar is held or not."""
    held = data.bars(chosen.share, version).index
    if chosen.span == "story":
        return _around(data.announcements()["session"], held)
    every = sessions.sessions_between(held[0], held[-1])
    return every[-SPAN_SESSIONS.get(chosen.span, len(every)) :]


def _around(told: pd.Series, held: pd.DatetimeIndex) -> pd.DatetimeIndex:
    """Return the sessions of announcements and those around them, as far as bars are held."""
    first = sessions.calendar().session_offset(told.min(), -MARGIN)
    last = sessions.calendar().session_offset(told.max(), MARGIN)
    return sessions.sessions_between(max(first, held[0]), min(last, held[-1]))


def story(chosen: Selection, version: int) -> StoryRows:
    """Return what the story shows of the sessions chosen."""
    return _rows(
        shown(chosen, version),
        bars=data.bars(chosen.share, version),
        returns=data.returns(chosen.share, chosen.benchmark, version),
        tone=_tone_by_session(chosen),
    )


def shipped_story(share: str, benchmark: str) -> StoryRows:
    """Return the story of what the project ships with, for which no library is asked."""
    held = data.snapshot()
    return _rows(
        _around(data.shipped_announcements()["session"], held[share].index),
        bars=held[share],
        returns=market_adjusted(held[share], held[benchmark]),
        tone=series.by_session(data.shipped_tones(None)),
    )


def _rows(
    on_show: pd.DatetimeIndex, *, bars: pd.DataFrame, returns: pd.DataFrame, tone: pd.DataFrame
) -> StoryRows:
    """Return what is known of the sessions on show."""
    return StoryRows(
        bars=bars.reindex(on_show),
        returns=returns.reindex(on_show),
        tone=tone[tone.index.isin(on_show)],
    )


def _tone_by_session(chosen: Selection) -> pd.DataFrame:
    """Return the tone of the library's articles, one row per session that has any."""
    read = data.counted(data.about(chosen), once=chosen.copies_once, version=data.library_version())
    return series.by_session(read, scorer=chosen.scorer)
