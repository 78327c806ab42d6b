"""Cached doors to the studies, apart from the rest: their imports are not for the first page."""

import pandas as pd
import streamlit as st

from dashboard.data import announcements as announcements_data
from dashboard.data import bars as bars_data
from dashboard.data import store, tones
from sentiment.market import announcements, bars
from sentiment.reading import daily
from sentiment.study import leadlag
from sentiment.study.abnormal import EventStudy, event_study
from sentiment.study.intraday import Around, around_articles

SECTOR = "SMH"  # stands for the chip makers in the two-factor model


@st.cache_data(max_entries=64)
def study(
    share: str,
    benchmark: str,
    *,
    window: tuple[int, int],
    model: str,
    of: str,
    leave_out: tuple[str, ...],
    placebos: str,
    version: int,
    announced: int,
) -> EventStudy:
    """Return the event study of the announcements."""
    del announced
    held = {symbol: bars_data.bars(symbol, version) for symbol in {share, benchmark, SECTOR}}
    results = announcements.read_results(store.SEEDS / "results.csv")
    return event_study(
        announcements_data.announcements(),
        held,
        share=share,
        benchmark=benchmark,
        sector=SECTOR if model == "two-factor" else None,
        window=window,
        estimation=(-250, min(-30, window[0] - 1)),
        model=model,
        returns="simple" if of == "simple" else "log",
        of="volume" if of == "volume" else "price",
        results=pd.DatetimeIndex(results[results["symbol"] == share]["session"]),
        leave_out_events="announcements" in leave_out,
        leave_out_results="results" in leave_out,
        placebos=placebos,
    )


def one_session(share: str, benchmark: str, *, version: int) -> EventStudy:
    """Return the plainest study: the announcement's session alone, by the market model."""
    return study(
        share,
        benchmark,
        window=(0, 0),
        model="market",
        of="log",
        leave_out=("announcements", "results"),
        placebos="before",
        version=version,
        announced=announcements_data.announcements_version(),
    )


@st.cache_data(max_entries=32)
def lead_lag(
    whose: tones.Whose,
    benchmark: str,
    *,
    scorer: str,
    definition: str,
    less_benchmark: bool,
    once: bool,
    versions: tuple[int, int],
) -> leadlag.LeadLag:
    """Return how the tone of a share's articles and its returns go together at each lag."""
    counted = tones.counted(whose, once=once, version=versions[1])
    tone = daily.tone_series(counted, definition, scorer=scorer)
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
    return around_articles(read, intraday=(paths[0], paths[1]), daily=(bars_of[0], bars_of[1]))
