"""``study``: whether the moves around announcements were unusual."""

import argparse
import json
from dataclasses import replace
from typing import get_args

import pandas as pd

from sentiment.commands import inputs
from sentiment.errors import DataError
from sentiment.market import announcements
from sentiment.market.returns import lost_note, lost_sessions, on_shared_sessions
from sentiment.market.shares import Share
from sentiment.output import spreadsheets
from sentiment.study import weights
from sentiment.study.abnormal import EventStudy, study_of
from sentiment.study.design import Design
from sentiment.study.panel import Measure, Model

EXAMPLE = "example: python -m sentiment study NVDA --benchmark SPY --window 0 1 --model market"
SHOWN = ["session", "title", "move", "move_low", "move_high", "placebo_p", "verdict"]
TITLE = 60  # characters shown of an announcement's title


# Longer than most: an option after the other.
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
        "--of",
        "--returns",
        choices=get_args(Measure),
        default="compound",
        help="compound: logarithms of returns told as simple ones; log: told as log points",
    )
    parser.add_argument(
        "--without-share",
        action="store_true",
        help="take the share's own weight out of the benchmark, where it is known",
    )
    parser.add_argument("--weights", metavar="FILE", help="weights (default: those shipped)")
    parser.add_argument(
        "--events",
        metavar="FILE",
        help="announcements (default: those shipped and yours that name the share)",
    )
    parser.add_argument(
        "--all-announcements",
        action="store_true",
        help="also those that do not name the share",
    )
    parser.add_argument(
        "--results",
        metavar="FILE",
        help="dates of results: columns symbol, released, at (default: those shipped and yours)",
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    inputs.add_store(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print an event study."""
    library = inputs.library_of(arguments)
    named = inputs.share_of(library, arguments.share)
    share, benchmark = named.symbol, inputs.share_of(library, arguments.benchmark).symbol
    design = Design.of_window(
        share,
        benchmark,
        sector=arguments.sector.upper(),
        window=inputs.window_of(arguments),
        model=arguments.model,
        measure=arguments.of,
        without_share=arguments.without_share,
    )
    frames = inputs.held_bars(library, [*filter(None, (share, benchmark, design.sector))])
    aligned = on_shared_sessions(frames)
    results = inputs.results_of(library, share, file=arguments.results)
    weighed = weights.read_weights(arguments.weights or inputs.shipped("weights.csv"))
    study = study_of(
        design,
        announcements.on_held_sessions(_events(arguments, named), aligned[share]),
        aligned,
        results=pd.DatetimeIndex(results["session"]),
        known=weights.weights_of(weighed, share),
    )
    lost = lost_note(share, benchmark, lost_sessions(frames, share))
    apart = [] if arguments.results else inputs.disagreements(library, share)
    study = replace(study, notes=(*study.notes, *apart, *lost))
    print(_json(study) if arguments.json else _lines(study))
    return 0


def _events(arguments: argparse.Namespace, share: Share) -> pd.DataFrame:
    """Return the announcements that name the share, or all; those of a file as they are.

    Raises
    ------
    DataError
        If none names it.
    """
    if arguments.events:
        events = announcements.read_events(arguments.events)
    else:
        shipped = announcements.read_events(inputs.shipped("events.csv"))
        events = pd.concat([shipped, inputs.own_announcements(arguments)]).sort_values("instant")
        if not arguments.all_announcements:
            events = events[announcements.naming(events, share.symbol)]
    if events.empty:
        remedy = "no announcement names it; give some with --events, or add --all-announcements"
        raise DataError(share.symbol, remedy)
    return announcements.on_sessions_of(events, share)


def _json(study: EventStudy) -> str:
    return json.dumps(
        {
            "share": study.design.share,
            "benchmark": study.design.benchmark,
            "model": study.design.model,
            "window": list(study.design.window),
            "events": _rows(study.table),
            "tests": _rows(study.summary),
            "tests_without_results": _rows(study.without_results),
            "notes": list(study.notes),
        },
        ensure_ascii=False,
    )


def _rows(table: pd.DataFrame) -> list[object]:
    return [json.loads(line) for line in spreadsheets.to_json_lines(table).splitlines()]


def _lines(study: EventStudy) -> str:
    measured = study.table[study.table["reason"] == ""]
    unmeasured = study.table[study.table["reason"] != ""]
    shortened = measured.assign(title=measured["title"].str.slice(0, TITLE))
    shown = shortened[SHOWN].to_string(index=False, float_format="{:.4f}".format)
    reasons = [f"{row.session:%Y-%m-%d}: {row.reason}" for row in unmeasured.itertuples()]
    tests = study.summary.to_string(index=False, float_format="{:.4f}".format)
    return "\n".join([shown, *reasons, "", tests, "", *(f"- {note}" for note in study.notes)])
