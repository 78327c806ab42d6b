"""What a report is worked out from, gathered from all that is held."""

from collections.abc import Iterable

import pandas as pd

from dashboard.data import announcements as announcements_data
from dashboard.data import articles as articles_data
from dashboard.data import bars, minutes, results, shares, store, study, tones
from dashboard.selection import Selection
from sentiment.errors import DataError
from sentiment.market import announcements
from sentiment.output import frames
from sentiment.reports.contents import Asked, Held, claims_of, shown


def of_event(key: str, chosen: Selection, *, window: tuple[int, int] = (0, 1)) -> Asked:
    """Return what a report about one announcement asks for."""
    announced = announcements_data.of_share(chosen.share, others=True)
    if key not in announced.index:
        raise DataError(key, f"is no announcement; these are: {', '.join(announced.index)}")
    session = frames.row(announced, key)["session"]
    return of_days(session, session, chosen, event=key, window=window)


def of_days(
    first: pd.Timestamp,
    last: pd.Timestamp,
    chosen: Selection,
    *,
    event: str | None = None,
    window: tuple[int, int] = (0, 1),
) -> Asked:
    """Return what a report about some days asks for."""
    return Asked(
        share=chosen.share,
        benchmark=chosen.benchmark,
        first=first,
        last=last,
        event=event,
        about=tones.about(chosen),
        known_as=tones.whose(chosen).names,
        scorer=chosen.scorer,
        only=tones.only(chosen),
        window=window,
        quoted=shares.share(chosen.share),
    )


def held(asked: Asked, chosen: Selection) -> Held:
    """Return the bars, announcements and articles that the report needs, and no more."""
    version = bars.version(asked.share, asked.benchmark)
    span = shown(asked, bars.bars(asked.share, version))
    counted = tones.counted(
        tones.whose(chosen), once=chosen.copies_once, version=articles_data.library_version()
    )
    here = counted[counted["session"].isin(span)]
    articles = articles_data.articles(list(here.index)).assign(about=here["about"])
    told = [one for _, article in articles.iterrows() for one in claims_of(article, asked)]
    days = {(asked.share, day) for day in span if asked.first <= day <= asked.last}
    days |= {(str(one.symbol), day) for one in told for day in one.days if one.symbol}
    symbols = {asked.share, asked.benchmark, *(symbol for symbol, _ in days)}
    return Held(
        bars={one: bars.bars(one, version) for one in sorted(symbols) if bars.holds(one)},
        intraday=_intraday(sorted(days)),
        events=_announcements(asked, chosen),
        figures=announcements.read_figures(store.SEEDS / "figures.csv"),
        results=results.of_share(asked.share),
        articles=articles,
        weights=study.weighed_of(asked.share),
    )


def _announcements(asked: Asked, chosen: Selection) -> pd.DataFrame:
    """Return the announcements that name the share; all where one of another's is asked about."""
    own = announcements_data.shown(chosen)
    if asked.event is None or asked.event in own.index:
        return own
    return announcements_data.of_share(asked.share, others=True)


def _intraday(days: Iterable[tuple[str, pd.Timestamp]]) -> dict[str, pd.DataFrame]:
    """Return the finest bars held of each symbol's sessions."""
    paths: dict[str, list[pd.DataFrame]] = {}
    for symbol, day in days:
        if len(path := minutes.of_session(symbol, day)):
            paths.setdefault(symbol, []).append(path)
    return {symbol: pd.concat(parts) for symbol, parts in paths.items()}
