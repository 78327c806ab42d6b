"""What the story shows: the sessions chosen, with their bars, returns and tone."""

import pandas as pd

from dashboard.data import announcements, articles, store, tones
from dashboard.data import bars as bars_data
from dashboard.selection import Selection
from sentiment.market import sessions
from sentiment.market.returns import market_adjusted
from sentiment.reading import daily
from sentiment.reports import timeline as reports_timeline
from sentiment.reports.story import StoryRows, sessions_around, story_rows

LONGEST_REST = pd.Timedelta(days=14)  # before a session, from which its news may come
SPAN_SESSIONS = {"6 months": 126, "1 year": 252}
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
    held = bars_data.bars(chosen.share, version)
    if chosen.span == "story":
        return sessions_around(announcements.shown(chosen)["session"], held)
    every = sessions.days_of(held)
    return every[-SPAN_SESSIONS.get(chosen.span, len(every)) :]


def story(chosen: Selection, version: int) -> StoryRows:
    """Return what the story shows of the sessions chosen."""
    return story_rows(
        shown(chosen, version),
        bars=bars_data.bars(chosen.share, version),
        returns=bars_data.returns(chosen.share, chosen.benchmark, version),
        tone=_tone_by_session(chosen, shown(chosen, version)),
    )


def shipped_story(share: str, benchmark: str) -> StoryRows:
    """Return the story of what the project ships with, for which no library is asked."""
    held = store.snapshot()
    return story_rows(
        sessions_around(announcements.shipped_announcements()["session"], held[share]),
        bars=held[share],
        returns=market_adjusted(held[share], held[benchmark]),
        tone=daily.by_session(tones.shipped_tones(None)),
    )


def session_on_show(chosen: Selection, key: str | None, version: int) -> pd.Timestamp:
    """Return the announcement's session, or the last one held where it has no bar of the share."""
    held = bars_data.bars(chosen.share, version).index
    session = announcements.of_share(chosen.share, others=True)["session"].get(key)
    return pd.Timestamp(session if session in held else held[-1])


def timeline(chosen: Selection, version: int) -> pd.DataFrame:
    """Return the announcements with what the chosen share's price and articles did."""
    from dashboard.data import study  # noqa: PLC0415 - what stands above it is drawn meanwhile

    bars = bars_data.bars(chosen.share, version)
    every = sessions.days_of(bars)
    studied = study.one_session(
        chosen.share,
        chosen.benchmark,
        others=chosen.all_announcements,
    )
    announced = announcements.shown(chosen)
    told = pd.DatetimeIndex(sorted(announced["session"].unique()))
    return reports_timeline.timeline(
        announced,
        closes=bars["close"].reindex(every),
        returns=bars_data.returns(chosen.share, chosen.benchmark, version),
        tone=_tone_by_session(chosen, told),
        study=studied.table,
    )


def article_tones(chosen: Selection, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Return the tone of each of the share's articles that count for some sessions."""
    read = tones.counted(
        tones.whose(chosen),
        once=chosen.copies_once,
        version=articles.library_version(),
        between=(
            pd.Timestamp(first, tz="UTC") - LONGEST_REST,
            pd.Timestamp(last, tz="UTC") + pd.Timedelta(days=2),
        ),
    )
    return read[read["session"].between(first, last)]


def _tone_by_session(chosen: Selection, on_show: pd.DatetimeIndex) -> pd.DataFrame:
    """Return the tone of the share's articles, one row per session on show that has any."""
    if on_show.empty:
        return daily.by_session(tones.shipped_tones(None).iloc[:0])
    read = article_tones(chosen, on_show[0], on_show[-1])
    return daily.by_session(read, scorer=chosen.scorer)
