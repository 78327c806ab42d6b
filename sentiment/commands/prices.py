"""``prices``: the bars held of a share; newer ones from Yahoo; bars of one's own."""

import argparse

import pandas as pd

from sentiment.commands import inputs
from sentiment.errors import DataError
from sentiment.market import bars as market_bars
from sentiment.output import spreadsheets

EXAMPLE = """examples:
  python -m sentiment prices show NVDA --since 2026-01-26
  python -m sentiment prices refresh NVDA SPY
  python -m sentiment prices import bars.csv"""


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
    own = actions.add_parser("import", help="keep the bars of a CSV or Parquet file of your own")
    own.add_argument(
        "file", help="columns symbol, session, open, high, low, close, volume; see seeds/README.md"
    )
    own.set_defaults(act=_import)
    for action in (show, refresh, own):
        inputs.add_store(action)


def run(asked: argparse.Namespace) -> int:
    """Do what was asked of the bars."""
    return int(asked.act(asked))


def _show(asked: argparse.Namespace) -> int:
    """Print the bars held of a share."""
    symbol = asked.symbol.upper()
    bars = inputs.held_bars(inputs.store_of(asked), [symbol])[symbol]
    if asked.since:
        first = inputs.instant_of(asked.since, option="--since").tz_localize(None).normalize()
        bars = bars.loc[first:]
    if asked.json:
        print(spreadsheets.to_json_lines(bars), end="")
    else:
        print(bars.to_string(float_format="{:,.2f}".format) if len(bars) else "No bar is held.")
    return 0


def _refresh(asked: argparse.Namespace) -> int:
    """Fetch newer bars of shares; 1 if one could not be."""
    from sentiment.library.refresh import refresh  # noqa: PLC0415 - the others need no network

    store, snapshot = (
        inputs.store_of(asked),
        market_bars.read_prices(inputs.shipped("prices.parquet")),
    )
    every = True
    for symbol in map(str.upper, asked.symbols):
        stored = store.bars(symbol)
        held = snapshot.get(symbol) if stored is None else stored
        done = refresh(store, symbol, held=held, now=pd.Timestamp.now(tz="UTC"))
        every = every and done.ok
        print(done.said)
    return 0 if every else 1


def _import(asked: argparse.Namespace) -> int:
    """Keep bars of the reader's own."""
    held = market_bars.read_prices(asked.file)
    if not held:
        raise DataError(asked.file, "holds no bar")
    store, now = inputs.store_of(asked), pd.Timestamp.now(tz="UTC")
    for symbol, bars in held.items():
        store.save_bars(symbol, bars, fetched_at=now)
        print(
            f"{symbol}: {len(bars)} bars from {bars.index[0]:%Y-%m-%d} to {bars.index[-1]:%Y-%m-%d}"
        )
    return 0
