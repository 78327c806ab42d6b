"""``study``: whether the moves around announcements were unusual."""

import argparse
import json
from typing import get_args

import pandas as pd

from sentiment.commands import inputs
from sentiment.market import announcements
from sentiment.output import spreadsheets
from sentiment.study import weights
from sentiment.study.abnormal import EventStudy, study_of
from sentiment.study.design import Design, estimation_before
from sentiment.study.panel import Measure, Model

EXAMPLE = "example: python -m sentiment study NVDA --benchmark SPY --window 0 1 --model market"
SHOWN = ["session", "title", "move", "move_low", "move_high", "placebo_p", "verdict"]
TITLE = 60  # characters shown of an announcement's title


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("share", help="the ticker whose moves are measured")
    parser.add_argument("--benchmark", default="SPY", help="stands for the market (default: SPY)")
    parser.add_argument("--sector", default="SMH", help="for the two-factor model (default: SMH)")
    parser.add_argument(
        "--window",
        nargs=2,
        type=int,
        default=(0, 1),
        metavar=("FIRST", "LAST"),
        help="sessions from the announcement's (default: 0 1)",
    )
    parser.add_argument("--model", choices=get_args(Model), default="market")
    parser.add_argument(
        "--returns",
        choices=[one for one in get_args(Measure) if one != "volume"],
        default="compound",
        help="compound: logarithms told as simple returns; log: told as log points",
    )
    parser.add_argument("--of", choices=("price", "volume"), default="price")
    parser.add_argument(
        "--without-share",
        action="store_true",
        help="take the share's own weight out of the benchmark, where it is known",
    )
    parser.add_argument("--weights", metavar="FILE", help="weights (default: those shipped)")
    parser.add_argument("--events", metavar="FILE", help="announcements (default: those shipped)")
    parser.add_argument("--json", action="store_true", help="as JSON")
    inputs.add_store(parser)


def run(asked: argparse.Namespace) -> int:
    """Print an event study."""
    share, benchmark = asked.share.upper(), asked.benchmark.upper()
    sector = asked.sector.upper() if asked.model == "two-factor" else None
    window = inputs.window_of(asked)
    design = Design(
        share,
        benchmark,
        sector=sector,
        window=window,
        estimation=estimation_before(window),
        model=asked.model,
        measure="volume" if asked.of == "volume" else asked.returns,
        without_share=asked.without_share,
    )
    symbols = [share, benchmark, *([sector] if sector else [])]
    results = announcements.read_results(inputs.shipped("results.csv"))
    weighed = weights.read_weights(asked.weights or inputs.shipped("weights.csv"))
    found = study_of(
        design,
        announcements.read_events(asked.events or inputs.shipped("events.csv")),
        inputs.held_bars(inputs.store_of(asked), symbols),
        results=pd.DatetimeIndex(results[results["symbol"] == share]["session"]),
        known=weights.weights_of(weighed, share),
    )
    print(_json(found) if asked.json else _told(found))
    return 0


def _json(found: EventStudy) -> str:
    """Return a study as JSON."""
    return json.dumps(
        {
            "share": found.design.share,
            "benchmark": found.design.benchmark,
            "model": found.design.model,
            "window": list(found.design.window),
            "events": _rows(found.table),
            "tests": _rows(found.summary),
            "tests_without_results": _rows(found.without_results),
            "notes": list(found.notes),
        },
        ensure_ascii=False,
    )


def _rows(table: pd.DataFrame) -> list[object]:
    """Return a table's rows as JSON holds them."""
    return [json.loads(line) for line in spreadsheets.to_json_lines(table).splitlines()]


def _told(found: EventStudy) -> str:
    """Return a study as tables and sentences."""
    measured = found.table[found.table["reason"] == ""]
    unmeasured = found.table[found.table["reason"] != ""]
    shortened = measured.assign(title=measured["title"].str.slice(0, TITLE))
    shown = shortened[SHOWN].to_string(index=False, float_format="{:.4f}".format)
    reasons = [f"{row.session:%Y-%m-%d}: {row.reason}" for row in unmeasured.itertuples()]
    tests = found.summary.to_string(index=False, float_format="{:.4f}".format)
    return "\n".join([shown, *reasons, "", tests, "", *(f"- {note}" for note in found.notes)])
