"""What the story shows: the sessions chosen, with their bars, returns and tone."""

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


def shown(chosen: Selection, version: int) -> pd.DatetimeIndex:
    """Return the sessions on show: all of the exchange's, whether a bar is held or not."""
    bars = bars_data.bars(chosen.share, version)
    if chosen.span == "story":
        return sessions_around(announcements.shown(chosen)["session"], bars)
    every = sessions.days_of(bars)
    if chosen.span == "own" and chosen.days is not None:
        return _between(every, chosen)
    if chosen.span == "YTD":
        return every[every.year == every[-1].year]
    return every[-SPAN_SESSIONS.get(chosen.span, len(every)) :]


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


def story(chosen: Selection, version: int) -> StoryRows:
    """Return what the story shows of the sessions chosen."""
    on_show = shown(chosen, version)
    read = tones_on_show(chosen, version)
    return story_rows(
        on_show,
        bars=bars_data.bars(chosen.share, version),
        returns=bars_data.returns(chosen.share, chosen.benchmark, version),
        tone=daily.by_session(read, scorer=chosen.scorer),
        articles=each_tone(read, scorer=chosen.scorer),
        results=results.sessions_of(chosen.share),
        only=tones.only(chosen),
    )


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


def session_on_show(chosen: Selection, key: str | None, version: int) -> pd.Timestamp:
    """Return the announcement's session, or the last one held where it has no bar of the share."""
    days = bars_data.bars(chosen.share, version).index
    sessions = announcements.of_share(chosen.share, others=True)["session"]
    session = None if key is None else sessions.get(key)
    return pd.Timestamp(days[-1] if session is None or session not in days else session)


def timeline(chosen: Selection, version: int) -> pd.DataFrame:
    """Return the announcements with what the chosen share's price and articles did."""
    from dashboard.data import study  # noqa: PLC0415 - what stands above it is drawn meanwhile

    bars = bars_data.bars(chosen.share, version)
    every = sessions.days_of(bars)
    try:
        studied = study.one_session(
            chosen.share, chosen.benchmark, others=chosen.all_announcements
        ).table
    except SentimentError:  # the answer above says why nothing can be compared
        studied = pd.DataFrame({"session": pd.DatetimeIndex([]), "placebo_p": []})
    announced = announcements.shown(chosen)
    return reports_timeline.timeline(
        announced,
        closes=bars["close"].reindex(every),
        returns=bars_data.returns(chosen.share, chosen.benchmark, version),
        tone=daily.by_session(tones_told(chosen, version), scorer=chosen.scorer),
        study=studied,
    )


def tones_on_show(chosen: Selection, version: int) -> pd.DataFrame:
    """Return the tone of each of the share's articles that counts for a session on show."""
    read = tones_told(chosen, version)
    return read[read["session"].isin(shown(chosen, version))]


def day_of(chosen: Selection, session: pd.Timestamp, version: int) -> Day:
    """Return what is known of the chosen share on a session."""
    return headline.day_of(
        session,
        share=shares.share(chosen.share),
        benchmark=chosen.benchmark,
        bars=bars_data.bars(chosen.share, version),
        returns=bars_data.returns(chosen.share, chosen.benchmark, version),
        tones=tones_of(chosen, session, version),
        scorer=chosen.scorer,
        only=tones.only(chosen),
    )


def tones_of(chosen: Selection, session: pd.Timestamp, version: int) -> pd.DataFrame:
    """Return the tone of each of the share's articles that counts for one session."""
    read = tones_told(chosen, version)
    return read[read["session"] == session]


def tones_told(chosen: Selection, version: int) -> pd.DataFrame:
    """Return the tone of each of the share's articles, of all that the story may speak of.

    Asked for in one piece: what is not read yet is then read once.
    """
    marked_days = announcements.shown(chosen)["session"]
    days = [*shown(chosen, version), *marked_days]
    if not days:
        return tones.shipped_tones(None).iloc[:0]
    return tones.counted(
        tones.whose(chosen),
        once=chosen.copies_once,
        version=articles.library_version(),
        between=(
            pd.Timestamp(min(days), tz="UTC") - LONGEST_REST,
            pd.Timestamp(max(days), tz="UTC") + pd.Timedelta(days=2),
        ),
    )
