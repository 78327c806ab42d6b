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
from sentiment.reports.contents import ReportInputs, ReportRequest, claims_of, shown


def of_event(key: str, chosen: Selection, *, window: tuple[int, int] = (0, 1)) -> ReportRequest:
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
) -> ReportRequest:
    """Return what a report about some days asks for."""
    return ReportRequest(
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


def inputs(request: ReportRequest, chosen: Selection) -> ReportInputs:
    """Return the bars, announcements and articles that the report needs, and no more."""
    version = bars.version(request.share, request.benchmark)
    span = shown(request, bars.bars(request.share, version))
    counted = tones.counted(
        tones.whose(chosen), once=chosen.copies_once, version=articles_data.library_version()
    )
    here = counted[counted["session"].isin(span)]
    articles = articles_data.articles(list(here.index)).assign(about=here["about"])
    claims = [one for _, article in articles.iterrows() for one in claims_of(article, request)]
    days = {(request.share, day) for day in span if request.first <= day <= request.last}
    days |= {(str(one.symbol), day) for one in claims for day in one.days if one.symbol}
    symbols = {request.share, request.benchmark, *(symbol for symbol, _ in days)}
    return ReportInputs(
        bars={one: bars.bars(one, version) for one in sorted(symbols) if bars.holds(one)},
        intraday=_intraday(sorted(days)),
        events=_announcements(request, chosen),
        figures=announcements.read_figures(store.SEEDS / "figures.csv"),
        results=results.of_share(request.share),
        articles=articles,
        weights=study.weighed_of(request.share),
    )


def _announcements(request: ReportRequest, chosen: Selection) -> pd.DataFrame:
    """Return the announcements that name the share; all where one of another's is asked about."""
    own = announcements_data.shown(chosen)
    if request.event is None or request.event in own.index:
        return own
    return announcements_data.of_share(request.share, others=True)


def _intraday(days: Iterable[tuple[str, pd.Timestamp]]) -> dict[str, pd.DataFrame]:
    """Return the finest bars held of each symbol's sessions."""
    paths: dict[str, list[pd.DataFrame]] = {}
    for symbol, day in days:
        if len(path := minutes.of_session(symbol, day)):
            paths.setdefault(symbol, []).append(path)
    return {symbol: pd.concat(parts) for symbol, parts in paths.items()}
