"""``prices``: the bars held of a share; newer ones from Yahoo; bars of one's own."""

import argparse

import pandas as pd

from sentiment.commands import inputs
from sentiment.intake import price_files
from sentiment.intake.price_files import Prices
from sentiment.market import agreement
from sentiment.market import bars as market_bars
from sentiment.market.shares import Share
from sentiment.offline import refuse_offline
from sentiment.output import spreadsheets

EXAMPLE = """examples:
  python -m sentiment prices show NVDA --since 2026-01-26
  python -m sentiment prices refresh NVDA SPY
  python -m sentiment prices import TSLA.csv
  python -m sentiment prices import HistoricalData.csv --symbol TSLA"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    actions = parser.add_subparsers(required=True, metavar="action")
    show = actions.add_parser("show", help="the daily bars held of a share")
    show.add_argument("symbol")
    show.add_argument("--since", metavar="DAY", help="the first session shown")
    show.add_argument("--json", action="store_true", help="as JSON Lines")
    show.set_defaults(act=_show)
    refresh = actions.add_parser("refresh", help="fetch what is missing from Yahoo")
    refresh.add_argument("symbols", nargs="+", metavar="symbol")
    refresh.set_defaults(act=_refresh)
    own = actions.add_parser("import", help="keep the bars of a file of your own")
    own.add_argument(
        "file",
        help="as Yahoo, Nasdaq, Stooq, Investing.com, Google, MarketWatch, TradingView or Alpha "
        "Vantage give it, or a sheet with dates and closes; CSV, Excel, JSON or Parquet",
    )
    own.add_argument("--symbol", help="whose prices they are, where neither file nor name tells")
    inputs.add_order(own)
    own.set_defaults(act=_import)
    for action in (show, refresh, own):
        inputs.add_store(action)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked of the bars."""
    return int(arguments.act(arguments))


def _show(arguments: argparse.Namespace) -> int:
    library = inputs.library_of(arguments)
    share = inputs.share_of(library, arguments.symbol)
    symbol = share.symbol
    bars = inputs.held_bars(library, [symbol])[symbol]
    if arguments.since:
        first = inputs.instant_of(arguments.since, option="--since").tz_localize(None).normalize()
        bars = bars.loc[first:]
    if arguments.json:
        money = bars.assign(currency=share.currency)
        print(spreadsheets.to_json_lines(money), end="")
    else:
        print(bars.to_string(float_format="{:,.2f}".format) if len(bars) else "No bar is held.")
    return 0


def _refresh(arguments: argparse.Namespace) -> int:
    """Fetch newer bars of shares; 1 if one could not be."""
    from sentiment.library.refresh import merged, refresh  # noqa: PLC0415 - others need no network

    refuse_offline("Yahoo", instead="is not asked")
    library, snapshot = (
        inputs.library_of(arguments),
        market_bars.read_prices(inputs.shipped("prices.parquet")),
    )
    every = True
    for symbol in [inputs.share_of(library, one).symbol for one in arguments.symbols]:
        stored, shipped = library.bars.of(symbol), snapshot.get(symbol)
        bars = None if stored is None and shipped is None else merged(shipped, stored)
        done = refresh(library, symbol, held=bars, now=pd.Timestamp.now(tz="UTC"))
        every = every and done.ok
        print(done.said)
    return 0 if every else 1


def _import(arguments: argparse.Namespace) -> int:
    """Keep bars of the reader's own, and print what will be seen; none if one share's are false."""
    now = pd.Timestamp.now(tz="UTC")
    histories = price_files.read(
        arguments.file, now=now, symbol=arguments.symbol, day_first=inputs.day_first_of(arguments)
    )
    library = inputs.library_of(arguments)
    snapshot = market_bars.read_prices(inputs.shipped("prices.parquet"))
    for one in histories:
        at_hand = library.bars.of(one.symbol)
        agreement.check(
            one.bars,
            snapshot.get(one.symbol) if at_hand is None else at_hand,
            share=inputs.known(library, one.symbol),
            currency=one.currency,
        )
    for one in histories:
        library.bars.save(one.symbol, one.bars, fetched_at=now)
        shown = inputs.held_bars(library, [one.symbol])[one.symbol]
        print(_outcome(one, shown, inputs.known(library, one.symbol)))
    return 0


def _outcome(one: Prices, shown: pd.DataFrame, share: Share) -> str:
    """Return what was kept of a share's bars, and what its chart now shows."""
    from sentiment.library.refresh import unseen  # noqa: PLC0415 - slow, and not for --help

    bars = one.bars
    whose = "" if one.named_by == "the file" else f" (the share is told by {one.named_by})"
    empty = f"; {one.empty} rows without a price left out" if one.empty else ""
    hidden = "".join(f"; {why}" for why in (one.doubt, unseen(shown, bars)) if why)
    return (
        f"{one.symbol}: {_span(bars)} in {share.currency or 'its own money'}"
        f"{whose}{empty}{hidden}\n"
        f"  seen are now {_span(shown)}; closes from {shown['close'].iloc[0]:,.2f} "
        f"to {shown['close'].iloc[-1]:,.2f}"
    )


def _span(bars: pd.DataFrame) -> str:
    return f"{len(bars):,} bars from {bars.index[0]:%Y-%m-%d} to {bars.index[-1]:%Y-%m-%d}"
