"""The rows of a share's story: bars, returns and tone, one per session."""

from dataclasses import dataclass

import pandas as pd

from sentiment.market import calendar

MARGIN = 10  # sessions shown before the first announcement and after the last


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


def sessions_around(told: pd.Series, held: pd.DatetimeIndex) -> pd.DatetimeIndex:
    """Return the sessions of announcements and those around them, as far as bars are held."""
    first = calendar.new_york().session_offset(told.min(), -MARGIN)
    last = calendar.new_york().session_offset(told.max(), MARGIN)
    return calendar.sessions_between(max(first, held[0]), min(last, held[-1]))


def story_rows(
    on_show: pd.DatetimeIndex, *, bars: pd.DataFrame, returns: pd.DataFrame, tone: pd.DataFrame
) -> StoryRows:
    """Return what is known of the sessions on show."""
    return StoryRows(
        bars=bars.reindex(on_show),
        returns=returns.reindex(on_show),
        tone=tone[tone.index.isin(on_show)],
    )
