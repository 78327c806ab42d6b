"""Cached doors to price claims and what the bars say of them."""

import pandas as pd
import streamlit as st

from dashboard.data import announcements, bars, minutes, shares
from dashboard.data.store import library
from sentiment.claims import finding, undated, verdicts
from sentiment.claims.claim import Claim


@st.cache_data(max_entries=4, scope="session")
def found_claims(text: str, known: pd.Timestamp, about: str | None) -> list[Claim]:
    """Return what a text says of prices that may know them up to an instant."""
    return finding.find_claims(text, published=known, about=about)


@st.cache_data(max_entries=4, scope="session")
def likely_days(
    text: str, today: pd.Timestamp, about: str | None, version: int
) -> list[undated.Likely]:
    """Return the days of which a text may be that does not say it, by what was known today."""
    del version
    claims = found_claims(text, today, about)
    daily = {
        one.symbol: bars.bars(one.symbol, library().bars.version(one.symbol))
        for one in claims
        if one.symbol and bars.holds(one.symbol)
    }
    return undated.likely_days(text, daily, announcements.announcements(), now=today, about=about)


def days_of(claims: list[Claim]) -> list[minutes.Day]:
    """Return the days of shares whose paths can answer claims, in their order."""
    priced = [one for one in claims if one.symbol and bars.holds(one.symbol)]
    return list(dict.fromkeys((str(one.symbol), day) for one in priced for day in one.days))


@st.cache_data(max_entries=4, scope="session")
def judged_claims(
    text: str, known: pd.Timestamp, about: str | None, version: int
) -> list[verdicts.Judged]:
    """Return what a text says of prices, each claim held against the bars of a version."""
    del version
    claims = found_claims(text, known, about)
    days = days_of(claims)
    daily = {
        one: bars.bars(one, library().bars.version(one)) for one in {symbol for symbol, _ in days}
    }
    paths = {
        symbol: pd.concat([minutes.of_day(*day) for day in sorted(days) if day[0] == symbol])
        for symbol in daily
    }
    of = {symbol: shares.share(symbol) for symbol in daily}
    return verdicts.judge_all(claims, daily, paths, shares=of)


def version(days: list[minutes.Day]) -> int:
    """Return a number that grows when bars of the days' shares change."""
    symbols = {symbol for symbol, _ in days}
    return bars.version(*symbols) + sum(library().intraday.version(one) for one in symbols)


def ask(days: list[minutes.Day]) -> None:
    """Have the shares brought up to date behind the page, and the fresh days' minutes fetched."""
    bars.refresh(*dict.fromkeys(share for share, _ in days))
    minutes.ask(days)


def are_awaited(days: list[minutes.Day]) -> bool:
    """Return whether bars of the days are being asked for."""
    running = any(bars.fetching(share).state == "running" for share in {one for one, _ in days})
    return running or minutes.are_running(days)
