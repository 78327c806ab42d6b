"""The rows of a share's story: bars, returns and tone, one per session."""

from dataclasses import dataclass

import pandas as pd

from sentiment.market import sessions

RECENT = 126  # sessions shown at least where they are held: half a year
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


def sessions_around(told: pd.Series, bars: pd.DataFrame) -> pd.DatetimeIndex:
    """Return the sessions of announcements and those around them, as far as bars are held.

    ``RECENT`` sessions at least, the later ones first; of a share without announcements the last.
    """
    days = sessions.days_of(bars)
    here = told[told.between(days[0], days[-1])] if len(days) else told
    if here.empty:
        return days[-RECENT:]
    first = max(int(days.searchsorted(here.min())) - MARGIN, 0)
    last = int(days.searchsorted(here.max(), side="right")) + MARGIN
    last = min(max(last, first + RECENT), len(days))
    return days[max(min(first, last - RECENT), 0) : last]


def story_rows(
    on_show: pd.DatetimeIndex, *, bars: pd.DataFrame, returns: pd.DataFrame, tone: pd.DataFrame
) -> StoryRows:
    """Return what is known of the sessions on show."""
    return StoryRows(
        bars=bars.reindex(on_show),
        returns=returns.reindex(on_show),
        tone=tone[tone.index.isin(on_show)],
    )
