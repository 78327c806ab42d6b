"""``leadlag``: whether tone and price moved together, and which came first."""

import argparse
import json
from typing import get_args

import pandas as pd

from sentiment.commands import inputs
from sentiment.intake import bylines
from sentiment.market import sessions
from sentiment.market.returns import market_adjusted
from sentiment.output import spreadsheets
from sentiment.reading import daily
from sentiment.study import leadlag

EXAMPLE = "example: python -m sentiment leadlag NVDA --about Nvidia --tone surprise"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("share", help="the ticker whose returns are set against the tone")
    parser.add_argument("--benchmark", default="SPY", help="whose returns are taken off")
    parser.add_argument(
        "--about",
        metavar="COMPANY",
        help="of all articles, only what is said of this company (default: the share's own "
        "articles, read about it)",
    )
    parser.add_argument("--tone", choices=get_args(daily.Definition), default="mean")
    parser.add_argument("--scorer", choices=get_args(daily.Scorer), default="compound")
    parser.add_argument("--json", action="store_true", help="as JSON")
    inputs.add_store(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the correlation of tone and abnormal return at each lag."""
    library = inputs.library_of(arguments)
    share, benchmark = (
        inputs.share_of(library, one) for one in (arguments.share, arguments.benchmark)
    )
    bars = inputs.held_bars(library, [share.symbol, benchmark.symbol])
    if arguments.about is None:
        articles, names = inputs.articles_of(library, share), (*share.names, share.symbol)
    else:
        shipped = bylines.read_articles(inputs.shipped("articles"))
        articles, names = pd.concat([shipped, library.articles.all()]), ()
    exchange = sessions.of_share(share)
    read = daily.on_sessions_of(
        daily.tones(articles, about=arguments.about, known_as=names),
        exchange,
        untimed=articles.index[articles["timed"].eq(False)] if "timed" in articles else (),
    )
    tone = daily.tone_series(read, arguments.tone, scorer=arguments.scorer, exchange=exchange)
    returns = market_adjusted(bars[share.symbol], bars[benchmark.symbol])["abnormal"]
    result = leadlag.lead_lag(tone, returns)
    if arguments.json:
        rows = [json.loads(line) for line in spreadsheets.to_json_lines(result.table).splitlines()]
        print(json.dumps({"verdict": result.verdict, "n": result.n, "lags": rows}))
    else:
        print(f"{result.verdict}\n\n{result.table.to_string(float_format='{:+.3f}'.format)}")
    return 0
