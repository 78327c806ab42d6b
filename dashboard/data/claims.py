"""Cached doors to price claims and what the bars say of them."""

from itertools import chain

import pandas as pd
import streamlit as st

from dashboard.data.bars import bars, holds, intraday
from dashboard.data.store import store
from sentiment.claims import finding, verdicts


@st.cache_data(max_entries=4, scope="session")
def judged_claims(
    text: str, known: pd.Timestamp, about: str | None, version: int
) -> list[verdicts.Judged]:
    """Return what a text that may know prices up to an instant says of them, each claim judged."""
    del version
    found = finding.find_claims(text, published=known, about=about)
    symbols = {one.symbol for one in found if one.symbol and holds(one.symbol)}
    daily = {symbol: bars(symbol, store().bars_version(symbol)) for symbol in symbols}
    days = {symbol: [one.days for one in found if one.symbol == symbol] for symbol in symbols}
    paths = {
        symbol: pd.concat([intraday(symbol, day) for day in sorted({*chain.from_iterable(told)})])
        for symbol, told in days.items()
        if any(told)
    }
    return verdicts.judge_all(found, daily, paths)
