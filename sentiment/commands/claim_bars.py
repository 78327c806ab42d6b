"""The bars that answer claims: those shipped, and of fresh days those that Yahoo still has."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from sentiment.claims.claim import Claim
from sentiment.claims.verdicts import finest
from sentiment.commands import inputs
from sentiment.market import bars, calendar
from sentiment.offline import is_offline

if TYPE_CHECKING:
    from sentiment.library.library import Library

Bars = dict[str, pd.DataFrame]
Day = tuple[str, pd.Timestamp]  # a symbol, and a session


def bars_for(arguments: argparse.Namespace, claims: Sequence[Claim]) -> tuple[Bars, Bars]:
    """Return the daily and the intraday bars that can answer claims, by symbol.

    Where no file of bars is named, those of fresh days are fetched from Yahoo and kept in the
    library; none are while DASHBOARD_OFFLINE is set.
    """
    daily = bars.read_prices(arguments.prices or inputs.shipped("prices.parquet"))
    symbols = {one.symbol for one in claims if one.symbol in daily}
    path = arguments.intraday or (None if arguments.prices else inputs.shipped("intraday.parquet"))
    paths = {} if path is None else {one: _path(path, one) for one in symbols if one is not None}
    if arguments.prices or arguments.intraday:
        return daily, paths
    fresh = _fresh_days(claims, paths)
    return (
        _brought_up(inputs.library_of(arguments), fresh, daily, paths) if fresh else (daily, paths)
    )


def _path(path: Path | str, symbol: str) -> pd.DataFrame:
    return finest(*(bars.read_intraday(path, symbol, interval=one) for one in ("1m", "5m")))


def _fresh_days(claims: Sequence[Claim], paths: Mapping[str, pd.DataFrame]) -> list[Day]:
    """Return the days of claims of which no minutes are shipped and Yahoo still has some."""
    from sentiment.library import minutes  # noqa: PLC0415 - half a second
    from sentiment.market import sessions  # noqa: PLC0415

    now = pd.Timestamp.now(tz="UTC")
    near = now.tz_convert(calendar.NEW_YORK).tz_localize(None) - max(minutes.REACH.values())
    days = [(one.symbol, day) for one in claims for day in one.days if one.symbol in paths]
    new_york = sessions.sessions_of("XNYS")
    return [
        (symbol, day)
        for symbol, day in dict.fromkeys(days)
        if symbol and day >= near.normalize()
        and minutes.interval_of(day, now=now, exchange=new_york) is not None
        and not (pd.DatetimeIndex(paths[symbol].index).date == day.date()).any()
    ][: minutes.MOST]  # fmt: skip


def _brought_up(
    library: "Library", fresh: Sequence[Day], daily: Bars, paths: Bars
) -> tuple[Bars, Bars]:
    """Return the bars with those of fresh days, which are fetched and kept if they may be."""
    from sentiment.library import refresh  # noqa: PLC0415

    daily, paths, now = dict(daily), dict(paths), pd.Timestamp.now(tz="UTC")
    for symbol in dict.fromkeys(symbol for symbol, _ in fresh):
        history = refresh.merged(daily[symbol], library.bars.of(symbol))
        last = max(day for one, day in fresh if one == symbol)
        if last not in history.index and not is_offline():
            done = refresh.refresh(library, symbol, held=history, now=now)
            if not done.ok:
                print(done.said, file=sys.stderr)
        daily[symbol] = refresh.merged(daily[symbol], library.bars.of(symbol))
    for symbol, day in fresh:
        paths[symbol] = finest(paths[symbol], *_minutes(library, symbol, day, now=now))
    return daily, paths


def _minutes(
    library: "Library", symbol: str, day: pd.Timestamp, *, now: pd.Timestamp
) -> list[pd.DataFrame]:
    """Return the bars of minutes of a day, the finest first, fetched where they are not whole."""
    from sentiment.library import minutes  # noqa: PLC0415
    from sentiment.market import sessions  # noqa: PLC0415

    exchange = sessions.of_share(inputs.known(library, symbol))
    if not is_offline() and not minutes.is_complete(library, symbol, day, exchange=exchange):
        ok, sentence = minutes.fetch_minutes(library, symbol, day, now=now)
        if not ok:
            print(sentence, file=sys.stderr)
    sets = [
        library.intraday.of(symbol, interval=one, session=day, zone=exchange.zone)
        for one in minutes.REACH
    ]
    return [one for one in sets if len(one)]
