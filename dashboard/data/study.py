"""Cached doors to the studies, apart from the rest: their imports are not for the first page."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.data import announcements as announcements_data
from dashboard.data import bars as bars_data
from dashboard.data import results, store, tones
from sentiment.library import tones as library_tones
from sentiment.market import bars, sessions
from sentiment.market.announcements import on_held_sessions
from sentiment.market.returns import lost_note, lost_sessions, on_shared_sessions
from sentiment.reading import daily
from sentiment.study import curve as curves
from sentiment.study import leadlag, weights
from sentiment.study.abnormal import EventStudy, study_of
from sentiment.study.design import Design
from sentiment.study.intraday import Around, around_articles

SECTOR = "SMH"  # stands for the chip makers in the two-factor model


def symbols(design: Design) -> tuple[str, ...]:
    """Return the symbols whose bars a study needs."""
    return tuple(filter(None, (design.share, design.benchmark, design.sector)))


def study(design: Design, *, others: bool = False) -> EventStudy:
    """Return the event study of the share's announcements, or of those of other shares too."""
    version = bars_data.version(*symbols(design))
    return _study(design, version, _announced(), others)


def _announced() -> int:
    """Return a number that grows when what a study measures, or leaves out, changes."""
    return announcements_data.announcements_version() + results.version()


@st.cache_data(max_entries=256)
def _study(design: Design, version: int, announced: int, others: bool) -> EventStudy:
    """Return the study of a design, made anew where bars or announcements changed."""
    del announced
    share = design.share
    frames = {symbol: bars_data.bars(symbol, version) for symbol in symbols(design)}
    aligned = on_shared_sessions(frames)
    result = study_of(
        design,
        on_held_sessions(announcements_data.of_share(share, others=others), aligned[share]),
        aligned,
        results=results.sessions_of(share),
        known=weights.weights_of(weighed_of(share), share),
    )
    lost = lost_note(share, design.benchmark, lost_sessions(frames, share))
    return replace(result, notes=(*result.notes, *results.disagreements(share), *lost))


def volume(design: Design, *, others: bool = False) -> EventStudy:
    """Return the study of the same windows by volume."""
    return study(replace(design, measure="volume", without_share=False), others=others)


def specifications(design: Design) -> list[Design]:
    """Return every way of measuring what a design measures."""
    benchmarks = list(dict.fromkeys((design.benchmark, *store.BENCHMARKS)))
    return curves.specifications(design.share, benchmarks=benchmarks, sector=SECTOR)


def curve(
    design: Design, session: pd.Timestamp, *, others: bool, tell: Callable[[int], None]
) -> curves.Curve:
    """Return an announcement under every way of measuring it, among those of its study."""
    designs = specifications(design)
    names = {name for one in designs for name in symbols(one)}
    version = bars_data.version(*sorted(names))
    return _curve(tuple(designs), session, version, _announced(), others, _tell=tell)


@st.cache_data(max_entries=16, show_spinner=False)
def _curve(
    designs: tuple[Design, ...],
    session: pd.Timestamp,
    version: int,
    announced: int,
    others: bool,
    *,
    _tell: Callable[[int], None],
) -> curves.Curve:
    """Return the curve of these designs, made anew where bars or announcements changed."""
    del announced
    names = {name for one in designs for name in symbols(one)}
    share = designs[0].share
    return curves.specification_curve(
        designs,
        announcements_data.of_share(share, others=others),
        {symbol: bars_data.bars(symbol, version) for symbol in names},
        session=session,
        results=results.sessions_of(share),
        known=weights.weights_of(weighed_of(share), share),
        tell=_tell,
    )


@st.cache_data(max_entries=32)
def weighed_of(share: str) -> pd.DataFrame:
    """Return what a share weighs in benchmarks, as far as it is known."""
    rows = weights.read_weights(store.SEEDS / "weights.csv")
    return rows[rows["share"] == share]


def one_session(share: str, benchmark: str, *, others: bool = False) -> EventStudy:
    """Return the plainest study: the announcement's session alone, by the market model."""
    return study(Design(share, benchmark, window=(0, 0)), others=others)


@st.cache_data(max_entries=32)
def lead_lag(
    whose: tones.Whose,
    benchmark: str,
    *,
    scorer: str,
    definition: daily.Definition,
    less_benchmark: bool,
    once: bool,
    versions: tuple[int, int],
) -> leadlag.LeadLag:
    """Return how the tone of a share's articles and its returns go together at each lag."""
    counted = tones.counted(whose, once=once, version=versions[1])
    exchange = sessions.of_share(whose.share)
    tone = daily.tone_series(counted, definition, scorer=scorer, exchange=exchange)
    returns = bars_data.returns(whose.share.symbol, benchmark, versions[0])
    return leadlag.lead_lag(tone, returns["abnormal" if less_benchmark else "share"])


@st.cache_data(max_entries=16)
def around(whose: tones.Whose, benchmark: str, *, once: bool, versions: tuple[int, int]) -> Around:
    """Return what the price did in the hours around each article of a share."""
    share = whose.share.symbol
    bars_of = [bars_data.bars(symbol, versions[0]) for symbol in (share, benchmark)]
    paths = [
        bars.read_intraday(store.SEEDS / "intraday.parquet", symbol, interval="5m")
        for symbol in (share, benchmark)
    ]
    read = tones.counted(whose, once=once, version=versions[1]).dropna(subset=["compound"])
    # a day alone has no hour
    timed = read[~read.index.isin(library_tones.untimed(store.library().store))]
    return around_articles(timed, intraday=(paths[0], paths[1]), daily=(bars_of[0], bars_of[1]))
