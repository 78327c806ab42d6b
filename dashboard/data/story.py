"""What the story shows: the sessions chosen, with their bars, returns and tone."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.data import announcements, articles, results, shares, store, tones
from dashboard.data import bars as bars_data
from dashboard.selection import Selection
from sentiment.errors import DataError, SentimentError
from sentiment.market import sessions
from sentiment.market.returns import market_adjusted
from sentiment.output import numbers
from sentiment.reading import daily
from sentiment.reports import headline
from sentiment.reports import timeline as reports_timeline
from sentiment.reports.headline import Day
from sentiment.reports.story import StoryRows, each_tone, sessions_around, story_rows

if TYPE_CHECKING:
    from sentiment.study.abnormal import EventStudy

LONGEST_REST = pd.Timedelta(days=14)  # before a session, from which its news may come
SPAN_SESSIONS = {"1 month": 21, "3 months": 63, "6 months": 126, "1 year": 252}
OPENING = Selection(  # what the sidebar chooses by itself
    share=store.STORY_SHARE,
    benchmark=store.BENCHMARKS[0],
    span="story",
    scorer="compound",
    about_share=False,
    marks="line",
    copies_once=True,
)


@dataclass(frozen=True)
class Story:
    """What the story shows of the sidebar's choices, each part worked out once.

    Parameters
    ----------
    chosen
        The choices.
    version
        Of the bars of share and benchmark, as :func:`dashboard.data.bars.version` tells it.
    """

    chosen: Selection
    version: int

    @cached_property
    def bars(self) -> pd.DataFrame:
        """The daily bars held of the share."""
        return bars_data.bars(self.chosen.share, self.version)

    @cached_property
    def returns(self) -> pd.DataFrame:
        """The simple return of the share, of the benchmark, and the difference, per session."""
        return bars_data.returns(self.chosen.share, self.chosen.benchmark, self.version)

    @cached_property
    def announced(self) -> pd.DataFrame:
        """The announcements that the story speaks of."""
        return announcements.shown(self.chosen)

    @cached_property
    def sessions(self) -> pd.DatetimeIndex:
        """The sessions on show: all of the exchange's, whether a bar is held or not."""
        if self.chosen.span == "story":
            return sessions_around(self.announced["session"], self.bars)
        every = sessions.days_of(self.bars)
        if self.chosen.span == "own" and self.chosen.days is not None:
            return _between(every, self.chosen)
        if self.chosen.span == "YTD":
            return every[every.year == every[-1].year]
        return every[-SPAN_SESSIONS.get(self.chosen.span, len(every)) :]

    @cached_property
    def tones(self) -> pd.DataFrame:
        """The tone of each of the share's articles, of all that the story may speak of.

        Asked for in one piece: what is not read yet is then read once.
        """
        days = [*self.sessions, *self.announced["session"]]
        if not days:
            return tones.shipped_tones(None).iloc[:0]
        return tones.counted(
            tones.whose(self.chosen),
            once=self.chosen.copies_once,
            version=articles.library_version(),
            between=(
                pd.Timestamp(min(days), tz="UTC") - LONGEST_REST,
                pd.Timestamp(max(days), tz="UTC") + pd.Timedelta(days=2),
            ),
        )

    @cached_property
    def by_session(self) -> pd.DataFrame:
        """The tone of each session that has an article: see ``daily.by_session``."""
        return daily.by_session(self.tones, scorer=self.chosen.scorer)

    @property
    def tones_on_show(self) -> pd.DataFrame:
        """The tone of each of the share's articles that counts for a session on show."""
        return self.tones[self.tones["session"].isin(self.sessions)]

    def tones_of(self, session: pd.Timestamp) -> pd.DataFrame:
        """Return the tone of each of the share's articles that counts for one session."""
        return self.tones[self.tones["session"] == session]

    @cached_property
    def rows(self) -> StoryRows:
        """What is drawn of the sessions on show."""
        return story_rows(
            self.sessions,
            bars=self.bars,
            returns=self.returns,
            tone=self.by_session,
            articles=each_tone(self.tones_on_show, scorer=self.chosen.scorer),
            results=results.sessions_of(self.chosen.share),
            only=tones.only(self.chosen),
        )

    def session_of(self, key: str | None) -> pd.Timestamp:
        """Return an announcement's session, or the last one held where it has no bar there."""
        announced = self.announced
        if key is not None and key not in announced.index:
            announced = announcements.of_share(self.chosen.share, others=True)
        session, days = announced["session"].get(key), self.bars.index
        return pd.Timestamp(days[-1] if session is None or session not in days else session)

    def day(self, session: pd.Timestamp) -> Day:
        """Return what is known of the share on a session."""
        return headline.day_of(
            session,
            share=shares.share(self.chosen.share),
            benchmark=self.chosen.benchmark,
            bars=self.bars,
            returns=self.returns,
            tones=self.tones_of(session),
            scorer=self.chosen.scorer,
            only=tones.only(self.chosen),
        )

    @cached_property
    def study(self) -> "EventStudy":
        """The plainest study of the announcements.

        Raises
        ------
        SentimentError
            If nothing can be compared.
        """
        from dashboard.data import study  # noqa: PLC0415 - drawn last: the picture need not wait

        return study.one_session(
            self.chosen.share, self.chosen.benchmark, others=self.chosen.all_announcements
        )

    def timeline(self) -> pd.DataFrame:
        """Return the announcements with what the share's price and articles did."""
        try:
            studied = self.study.table
        except SentimentError:  # the answer above says why nothing can be compared
            studied = pd.DataFrame({"session": pd.DatetimeIndex([]), "placebo_p": []})
        return reports_timeline.timeline(
            self.announced,
            closes=self.bars["close"].reindex(sessions.days_of(self.bars)),
            returns=self.returns,
            tone=self.by_session,
            study=studied,
        )


def _between(every: pd.DatetimeIndex, chosen: Selection) -> pd.DatetimeIndex:
    """Return the sessions between the days of the reader's own choice.

    Raises
    ------
    DataError
        If there is none.
    """
    first, last = chosen.days or (every[0], every[-1])
    here = every[(every >= first) & (every <= last)]
    if here.empty:
        extent = f"those held are of {numbers.day(every[0])} to {numbers.day(every[-1])}"
        days = f"{numbers.day(first)} to {numbers.day(last)}"
        raise DataError(chosen.share, f"has no session from {days}; {extent}")
    return here


def shipped_story(share: str, benchmark: str) -> StoryRows:
    """Return the story of what the project ships with, for which no library is asked."""
    bars = store.snapshot()
    return story_rows(
        sessions_around(announcements.shipped_announcements()["session"], bars[share]),
        bars=bars[share],
        returns=market_adjusted(bars[share], bars[benchmark]),
        tone=daily.by_session(tones.shipped_tones(None)),
        articles=each_tone(tones.shipped_tones(None), scorer="compound"),
    )
