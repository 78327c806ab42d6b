"""The rows of a share's story: bars, returns and tone, one per session."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from sentiment.market import sessions
from sentiment.market.sessions import Sessions
from sentiment.output.labels import label_of
from sentiment.reading.article import ReadSentence

RECENT = 126  # sessions shown at least where they are held: half a year
MARGIN = 10  # sessions shown before the first announcement and after the last


_NO_ARTICLES = pd.DataFrame(columns=["session", "published", "title", "tone"])


@dataclass(frozen=True, slots=True, eq=False)
class StoryRows:
    """What the story shows: bars, returns and tone, one row per session; and each article's tone.

    ``articles`` have the ``session`` that they count for, ``published``, ``title`` and ``tone``;
    ``results`` are the sessions that the share's results count for; ``only`` says in words what the
    articles were filtered by.
    """

    bars: pd.DataFrame
    returns: pd.DataFrame
    tone: pd.DataFrame
    articles: pd.DataFrame = field(default_factory=lambda: _NO_ARTICLES)
    results: pd.DatetimeIndex = field(default_factory=lambda: pd.DatetimeIndex([]))
    only: str = ""

    @property
    def table(self) -> pd.DataFrame:
        """All of it side by side."""
        return self.returns.join(self.bars[["close", "volume"]]).join(self.tone)


def sessions_around(announced: pd.Series, bars: pd.DataFrame) -> pd.DatetimeIndex:
    """Return the sessions of announcements and those around them, as far as bars are held.

    ``RECENT`` sessions at least, the later ones first; of a share without announcements the last.
    """
    days = sessions.days_of(bars)
    here = announced[announced.between(days[0], days[-1])] if len(days) else announced
    if here.empty:
        return days[-RECENT:]
    first = max(int(days.searchsorted(here.min())) - MARGIN, 0)
    last = int(days.searchsorted(here.max(), side="right")) + MARGIN
    last = min(max(last, first + RECENT), len(days))
    return days[max(min(first, last - RECENT), 0) : last]


def story_rows(
    on_show: pd.DatetimeIndex,
    *,
    bars: pd.DataFrame,
    returns: pd.DataFrame,
    tone: pd.DataFrame,
    articles: pd.DataFrame = _NO_ARTICLES,
    results: pd.DatetimeIndex | None = None,
    only: str = "",
) -> StoryRows:
    """Return what is known of the sessions on show."""
    return StoryRows(
        bars=bars.reindex(on_show),
        returns=returns.reindex(on_show),
        tone=tone[tone.index.isin(on_show)],
        articles=articles[articles["session"].isin(on_show)],
        results=on_show[:0] if results is None else on_show[on_show.isin(results)],
        only=only,
    )


def each_tone(tones: pd.DataFrame, *, scorer: str) -> pd.DataFrame:
    """Return what the story shows of each article that has a tone, oldest first."""
    read = tones.dropna(subset=[scorer]).sort_values("published", kind="stable")
    return read[["session", "published", "title"]].assign(tone=read[scorer])


def within_session(articles: pd.DataFrame, exchange: Sessions) -> "pd.Series[float]":
    """Return where in its session each article appeared: 0 at the open or before, 1 at the close.

    Examples
    --------
    >>> day, new_york = pd.Timestamp("2026-02-02"), sessions.sessions_of("XNYS")
    >>> told = pd.to_datetime(["2026-01-31 20:00-05:00", "2026-02-02 12:45-05:00"], utc=True)
    >>> within_session(pd.DataFrame({"session": day, "published": told}), new_york).to_list()
    [0.0, 0.5]
    """
    opens, closes = exchange.hours_of(pd.DatetimeIndex(articles["session"]))
    passed = pd.DatetimeIndex(articles["published"]).tz_convert("UTC") - opens
    return pd.Series(passed / (closes - opens), articles.index).clip(0.0, 1.0)


def strongest(sentences: Sequence[ReadSentence], *, most: int = 3) -> list[ReadSentence]:
    """Return the sentences of an article whose tones are farthest from nought, farthest first.

    Those that do not count for it, and neutral ones, are left out.
    """
    telling = [
        one for one in sentences if one.weight and label_of(one.reading.compound) != "neutral"
    ]
    return sorted(telling, key=lambda one: -abs(one.reading.compound))[:most]


def smoothed(articles: pd.DataFrame, *, over: int = 5) -> "pd.Series[float]":
    """Return at each article the mean tone of the last *over*, itself included."""
    return articles["tone"].rolling(over, min_periods=1).mean()
