"""``study``: whether the moves around announcements were unusual."""

import argparse
import json
from typing import get_args

import pandas as pd

from sentiment.commands import inputs
from sentiment.market import announcements
from sentiment.output import spreadsheets
from sentiment.study.abnormal import EventStudy, event_study
from sentiment.study.panel import Model

EXAMPLE = "example: python -m sentiment study NVDA --benchmark SPY --window 0 1 --model market"
SHOWN = ["session", "title", "car", "low", "high", "placebo_p", "placebo_p_holm", "placebo_rank"]
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
    parser.add_argument("--returns", choices=("log", "simple"), default="log")
    parser.add_argument("--of", choices=("price", "volume"), default="price")
    parser.add_argument("--events", metavar="FILE", help="announcements (default: those shipped)")
    parser.add_argument("--json", action="store_true", help="as JSON")
    inputs.add_store(parser)


def run(asked: argparse.Namespace) -> int:
    """Print an event study."""
    share, benchmark = asked.share.upper(), asked.benchmark.upper()
    sector = asked.sector.upper() if asked.model == "two-factor" else None
    first, last = inputs.window_of(asked)
    symbols = [share, benchmark, *([sector] if sector else [])]
    results = announcements.read_results(inputs.shipped("results.csv"))
    found = event_study(
        announcements.read_events(asked.events or inputs.shipped("events.csv")),
        inputs.held_bars(inputs.store_of(asked), symbols),
        share=share,
        benchmark=benchmark,
        sector=sector,
        window=(first, last),
        estimation=(-250, min(-30, first - 1)),
        model=asked.model,
        returns=asked.returns,
        of=asked.of,
        results=pd.DatetimeIndex(results[results["symbol"] == share]["session"]),
    )
    print(_json(found) if asked.json else _told(found))
    return 0


def _json(found: EventStudy) -> str:
    """Return a study as JSON."""
    return json.dumps(
        {
            "share": found.share,
            "benchmark": found.benchmark,
            "model": found.model,
            "window": list(found.window),
            "events": _rows(found.table),
            "tests": _rows(found.summary),
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
