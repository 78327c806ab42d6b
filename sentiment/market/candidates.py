"""Announcements that may be: what was found of a share, before its reader accepts or leaves it."""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Literal

import pandas as pd

from sentiment.market import sessions
from sentiment.market.announcements import Known
from sentiment.market.edgar import Edgar, Filing
from sentiment.market.minor_units import in_units_of_price
from sentiment.market.shares import MINOR_UNITS, Share

Kind = Literal["results", "filing", "split", "dividend"]
RESULTS = "2.02"
MOST_OPENED = 100  # filings looked at themselves in one search: twenty seconds of questions
# What the headlines of foreign companies' reports say of results: they file without item codes.
_REPORTS = ("report", "announce", "results", "quarter", "earnings", "revenue", "eps")
_PERIODS = ("quarter", "half", "full year", "full-year", "annual", "fiscal", "monthly")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something a company told, with where it stands, when, and how surely."""

    key: str  # the same at every search, so that what was left does not come back
    share: str
    kind: Kind
    title: str
    source: str
    url: str
    instant: pd.Timestamp  # with its zone
    known: Known  # how well
    session: pd.Timestamp  # the first of the share's exchange that can show it
    note: str  # what is not certain about it; "" where nothing is


def moves(candidates: Sequence[Candidate], bars: pd.DataFrame | None) -> list[float]:
    """Return the change of each one's session, its close against the close before.

    Parameters
    ----------
    bars
        Daily bars of their share, as :func:`sentiment.market.bars.read_prices` gives them.

    Returns
    -------
    list of float
        Decimals; NaN where no bars are held of the session or of the one before.
    """
    if bars is None:
        return [math.nan] * len(candidates)
    changes = bars["close"].pct_change(fill_method=None)
    return [float(changes.get(one.session, math.nan)) for one in candidates]


@cache
def item_meanings() -> Mapping[str, tuple[str, bool]]:
    """Return what each item of an 8-K means, and whether it can move a price by itself.

    Examples
    --------
    >>> item_meanings()["2.02"]
    ('results were published, or a warning of them', True)
    """
    file = resources.files("sentiment.market").joinpath("filing_items.toml")
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["item"]
    return {row["code"]: (row["means"], row["news"]) for row in rows}


def from_edgar(edgar: Edgar, share: Share, *, since: pd.Timestamp) -> list[Candidate]:
    """Return the candidates among what a company filed since a day, newest first.

    An 8-K is told by its items, a foreign company's 6-K by its press release's headline. Amendments
    repeat old news and are left out. A filing whose instant the list cannot have right is looked at
    itself, and so is each 6-K; of the newest ``MOST_OPENED`` such filings.

    Raises
    ------
    EdgarError
        If the share's company files nothing there, or a question fails.
    """
    rows, opened = [], 0
    for listed in edgar.filings(edgar.filer(share.symbol), since=since):
        if listed.amends or not _may_tell(listed):
            continue
        filing, headline = listed, ""
        if (listed.form == "6-K" or not listed.sure) and opened < MOST_OPENED:
            opened += 1
            opening = edgar.opening(listed)
            headline = opening.headline
            if opening.accepted is not None:
                filing = replace(listed, accepted=opening.accepted, sure=True)
        if (meaning := _meaning(filing, headline)) is not None:
            rows.append(_from_filing(filing, share, kind=meaning[0], title=meaning[1]))
    return rows


def from_results_dates(dates: pd.DataFrame, share: Share, *, now: pd.Timestamp) -> list[Candidate]:
    """Return past results from Yahoo's calendar of them, newest first.

    Parameters
    ----------
    dates
        As ``Ticker.get_earnings_dates`` returns it: index of instants, to the hour at best.
    now
        Later rows are estimates that move, and are left out.
    """
    rows = []
    for instant in pd.DatetimeIndex(dates.index).sort_values(ascending=False):
        if pd.isna(instant) or instant > now:
            continue
        rows.append(_from_calendar(pd.Timestamp(instant), share))
    return rows


def _from_calendar(instant: pd.Timestamp, share: Share) -> Candidate:
    """Return results of Yahoo's calendar; midnight stands there for an hour that is not known.

    The day is then taken as it is told, whichever day that midnight is at the share's exchange.
    """
    timed = instant != instant.normalize()
    if not timed:
        instant = instant.tz_localize(None).tz_localize(share.zone)
    note = "known to the hour at best, and may be the call's hour"
    return Candidate(
        f"yahoo-results-{share.symbol}-{instant.tz_convert(share.zone):%Y-%m-%d}",
        share.symbol,
        "results",
        f"{share.company} publishes results",
        "Yahoo Finance",
        f"https://finance.yahoo.com/calendar/earnings?symbol={share.symbol}",
        instant,
        "about" if timed else "day",
        session_for(instant, share),
        note if timed else "the day alone is known: told after the close, it counts for the next",
    )


def from_actions(
    actions: pd.DataFrame, share: Share, *, bars: pd.DataFrame | None = None
) -> list[Candidate]:
    """Return splits and dividends by the day from which the price goes without them, newest first.

    Parameters
    ----------
    actions
        As ``Ticker.actions`` returns it: index of days, ``Dividends`` and ``Stock Splits``.
    bars
        Daily bars of the share, by which a dividend is told as one of pence or of pounds; without
        them no amount is told where a price counts pence.
    """
    rows = []
    for day, row in actions.sort_index(ascending=False).iterrows():
        at = pd.Timestamp(str(day)[:10]).tz_localize(share.zone) + pd.Timedelta(hours=8)
        news: list[tuple[Kind, str]] = []
        if (split := float(row.get("Stock Splits", 0) or 0)) > 0:
            news.append(("split", f"{share.company} splits its shares {_ratio(split)}"))
        if (paid := float(row.get("Dividends", 0) or 0)) > 0:
            news.append(
                (
                    "dividend",
                    f"{share.company} pays a dividend{_amount(paid, at, share=share, bars=bars)}",
                )
            )
        for kind, title in news:
            key = f"yahoo-{kind}-{share.symbol}-{at:%Y-%m-%d}"
            url = f"https://finance.yahoo.com/quote/{share.symbol}/history"
            session, note = session_for(at, share), "the day of trading without it, not of the news"
            rows.append(
                Candidate(
                    key, share.symbol, kind, title, "Yahoo Finance", url, at, "day", session, note
                )
            )
    return rows


def _amount(paid: float, day: pd.Timestamp, *, share: Share, bars: pd.DataFrame | None) -> str:
    """Return a dividend's amount as a title goes on with it; "" where its unit cannot be told."""
    if share.currency in MINOR_UNITS:
        before = None if bars is None else bars["close"].loc[: day.tz_localize(None).normalize()]
        if before is None or before.empty:
            return ""
        days = [before.index[-1], before.index[-1] + pd.Timedelta(days=1)]
        close = pd.Series([before.iloc[-1]] * 2, days)
        dividends = pd.Series([0.0, paid], days)
        paid = in_units_of_price(
            dividends, close=close, adjusted=close, currency=share.currency
        ).iloc[-1]
    return f" of {share.price(paid)}"


def session_for(instant: pd.Timestamp, share: Share) -> pd.Timestamp:
    """Return the first session of a share's own exchange that can show news of *instant*."""
    return sessions.of_share(share).session_of(instant)


def _from_filing(filing: Filing, share: Share, *, kind: Kind, title: str) -> Candidate:
    note = "" if filing.sure else "EDGAR's list may tell this filer's New York clock as UTC"
    return Candidate(
        f"edgar-{filing.accession}",
        share.symbol,
        kind,
        f"{share.company}: {title}",
        f"SEC EDGAR, form {filing.form}",
        filing.url,
        filing.accepted,
        "exact" if filing.sure else "about",
        session_for(filing.accepted, share),
        note,
    )


def _may_tell(filing: Filing) -> bool:
    """Return whether a filing is of a form and has an item that may be news."""
    return filing.form == "6-K" or (filing.form == "8-K" and bool(_news(filing)))


def _news(filing: Filing) -> list[str]:
    """Return the items of an 8-K that can move a price by themselves; unknown ones may."""
    meanings = item_meanings()
    return [code for code in filing.items if meanings.get(code, ("", True))[1]]


def _meaning(filing: Filing, headline: str) -> tuple[Kind, str] | None:
    """Return of which kind a filing is and what it tells; None of one that tells nothing."""
    if filing.form == "8-K":
        codes, meanings = _news(filing), item_meanings()
        words = "; ".join(meanings.get(code, (f"item {code}", True))[0] for code in codes)
        return ("results" if RESULTS in codes else "filing"), words
    if not headline:
        return None
    return ("results" if is_results_headline(headline) else "filing"), headline


def is_results_headline(headline: str) -> bool:
    """Return whether a headline tells a period's results.

    Examples
    --------
    >>> is_results_headline("TSMC Reports Third Quarter EPS of NT$14.45")
    True
    >>> is_results_headline("TSMC announces a new plant")
    False
    """
    words = headline.lower()
    count = sum(word in words for word in _REPORTS)
    return count >= 2 and any(period in words for period in _PERIODS) and "monthly" not in words


def _ratio(split: float) -> str:
    """Return a split as it is said: "10 for 1", "1 for 8"."""
    if split >= 1:
        return f"{split:g} for 1"
    return f"1 for {1 / split:g}"
