"""``chart``: draw a chart of the dashboard to a file, or all of them to one zip."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from dashboard.charts import captions, study_captions
from dashboard.charts.captions import Picture
from dashboard.commands import chosen
from dashboard.data import announcements, articles, minutes, provenance, shares, tones
from dashboard.data import bars as bars_data
from dashboard.data import study as study_data
from dashboard.data.story import Story
from dashboard.images import archives, rendering
from dashboard.selection import Selection
from dashboard.wording import leadlag as lag_words
from dashboard.wording import numbers
from dashboard.wording import study as words
from sentiment.commands import inputs
from sentiment.errors import DataError
from sentiment.market import bars as market_bars
from sentiment.output import frames
from sentiment.reports import headline
from sentiment.study.abnormal import EventStudy
from sentiment.study.design import Design
from sentiment.study.leadlag import LeadLag, rolling

EXAMPLE = """examples:
  python -m dashboard chart story --out story.png
  python -m dashboard chart day --event 2026-02-02-shares-fall --look dark --out day.svg
  python -m dashboard chart all --size slide --out charts.zip"""


# Longer than most: an option after the other.
def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("name", choices=[*CHARTS, "all"], help="which chart")
    parser.add_argument(
        "--out",
        required=True,
        type=Path,
        metavar="FILE",
        help="a .png, .svg, .pdf or .html file; .zip for all",
    )
    parser.add_argument("--size", choices=rendering.SIZES, default="slide")
    parser.add_argument("--look", choices=rendering.LOOKS, default="light")
    parser.add_argument("--title", metavar="TEXT", help="stands on it, in place of its own title")
    parser.add_argument("--note", metavar="TEXT", help="stands under the title")
    parser.add_argument(
        "--format", choices=rendering.FORMATS, default="png", help="of the files in a .zip"
    )
    parser.add_argument(
        "--event", default=announcements.OPENING_EVENT, help="key of an announcement"
    )
    parser.add_argument("--window", nargs=2, type=int, default=(0, 1), metavar=("FIRST", "LAST"))
    parser.add_argument("--model", choices=words.MODELS, default="market")
    parser.add_argument(
        "--of", choices=words.OF, default="compound", help="what the study measures"
    )
    parser.add_argument(
        "--tone", choices=lag_words.DEFINITIONS, default="mean", help="of a session"
    )
    parser.add_argument("--lag", type=int, default=0, help="sessions from tone to return")
    parser.add_argument(
        "--over", type=int, default=15, help="pairs that the correlation rolls over"
    )
    parser.add_argument("--json", action="store_true", help="say what was written as JSON")
    chosen.add_choices(parser)


def run(arguments: argparse.Namespace) -> int:
    """Draw what was asked for."""
    selection = chosen.selection(arguments)
    kind = arguments.out.suffix.lower().removeprefix(".")
    if kind not in (("zip",) if arguments.name == "all" else rendering.FORMATS):
        allowed = (
            ".zip" if arguments.name == "all" else ", ".join(f".{one}" for one in rendering.FORMATS)
        )
        raise DataError(arguments.out, f"is no name for it: end it with {allowed}")
    if arguments.name == "all":
        drawn = _all(
            [_sourced(draw(arguments, selection), selection) for draw in CHARTS.values()], arguments
        )
        facts: dict[str, object] = {"charts": len(CHARTS)}
    else:
        picture = _titled(
            _sourced(CHARTS[arguments.name](arguments, selection), selection), arguments
        )
        drawn = archives.drawn(picture, kind=kind, size=arguments.size, look=arguments.look)
        facts = {"title": picture.title, "alt": picture.alt}
    chosen.write(arguments.out, drawn)
    chosen.tell({"file": str(arguments.out), "bytes": len(drawn), **facts}, as_json=arguments.json)
    return 0


def _sourced(picture: Picture, selection: Selection) -> Picture:
    """Return a picture that says where its numbers come from."""
    return replace(picture, origin=provenance.sources(selection, tone=picture.tone))


def _titled(picture: Picture, arguments: argparse.Namespace) -> Picture:
    """Return a picture with the title and the note that were asked for, if any."""
    note = picture.note if arguments.note is None else arguments.note
    return replace(picture, title=arguments.title or picture.title, note=note)


def _all(pictures: list[Picture], arguments: argparse.Namespace) -> bytes:
    """Draw every chart, the progress shown to whoever watches."""
    with tqdm(total=len(pictures), unit=" charts", disable=not sys.stderr.isatty()) as bar:
        return archives.zipped(
            pictures,
            kinds=[arguments.format],
            size=arguments.size,
            look=arguments.look,
            tell=lambda _: bar.update(),
        )


def _story(arguments: argparse.Namespace, selection: Selection) -> Picture:
    _session(arguments, selection)
    story = Story(selection, bars_data.version(selection.share, selection.benchmark))
    day = story.day(story.session_of(arguments.event))
    return captions.story(
        story.rows,
        selection,
        share=day.share,
        announced=story.announced,
        event=arguments.event,
        title=headline.sentence(day),
    )


def _day(arguments: argparse.Namespace, selection: Selection) -> Picture:
    session = _session(arguments, selection)
    bars = minutes.of_session(selection.share, session)
    if bars.empty:
        raise DataError(
            selection.share, f"no intraday bars are held of {numbers.day(session)}: choose another"
        )
    history = bars_data.bars(selection.share, bars_data.version(selection.share))
    move = market_bars.move_of(history, session, symbol=selection.share)
    checked = announcements.checked_figures(arguments.event, selection.share, move)
    return captions.day(bars, checked, move=move, share=shares.share(selection.share))


def _session(arguments: argparse.Namespace, selection: Selection) -> pd.Timestamp:
    """Return the session that the announcement asked for counts for, on the share's exchange."""
    announced = announcements.of_share(selection.share, others=True)
    if arguments.event not in announced.index:
        keys = ", ".join(announced.index)
        raise DataError("--event", f"{arguments.event} is no announcement; these are: {keys}")
    return pd.Timestamp(frames.row(announced, arguments.event)["session"])


def _unusual(arguments: argparse.Namespace, selection: Selection) -> Picture:
    return study_captions.unusual(_study(arguments, selection))


def _path(arguments: argparse.Namespace, selection: Selection) -> Picture:
    study, session = _study(arguments, selection), _session(arguments, selection)
    rows = words.study_rows(study).set_index("session")
    why = rows["reason"].get(session, "it is not in the study")
    if why:
        raise DataError("--event", f"{arguments.event} has no path: {why}")
    return study_captions.path(study, session)


def _study(arguments: argparse.Namespace, selection: Selection) -> EventStudy:
    design = Design.of_window(
        selection.share,
        selection.benchmark,
        sector=study_data.SECTOR,
        window=inputs.window_of(arguments),
        model=arguments.model,
        measure=arguments.of,
    )
    return study_data.study(design, others=selection.all_announcements)


def _lags(arguments: argparse.Namespace, selection: Selection) -> Picture:
    return study_captions.lags(_lead_lag(arguments, selection), returns=_returns(selection))


def _pairs(arguments: argparse.Namespace, selection: Selection) -> Picture:
    result = _lead_lag(arguments, selection)
    tone = lag_words.DEFINITIONS[arguments.tone]
    return study_captions.pairs(
        result, _lag(arguments, result), tone=tone, returns=_returns(selection)
    )


def _rolling(arguments: argparse.Namespace, selection: Selection) -> Picture:
    result = _lead_lag(arguments, selection)
    rolled = rolling(result, lag=_lag(arguments, result), over=arguments.over)
    return study_captions.rolling(rolled, lag=arguments.lag, over=arguments.over)


def _lag(arguments: argparse.Namespace, result: LeadLag) -> int:
    """Return the lag asked for, if it was looked at."""
    lags = result.table.index
    if arguments.lag not in lags:
        raise DataError("--lag", f"is from {min(lags)} to {max(lags)}, not {arguments.lag}")
    return int(arguments.lag)


def _returns(selection: Selection) -> str:
    return f"{selection.share} less {selection.benchmark}"


def _lead_lag(arguments: argparse.Namespace, selection: Selection) -> LeadLag:
    return study_data.lead_lag(
        tones.whose(selection),
        selection.benchmark,
        scorer=selection.scorer,
        definition=arguments.tone,
        less_benchmark=True,
        once=selection.copies_once,
        versions=_versions(selection),
    )


def _around(arguments: argparse.Namespace, selection: Selection) -> Picture:
    del arguments
    moves = study_data.around(
        tones.whose(selection),
        selection.benchmark,
        once=selection.copies_once,
        versions=_versions(selection),
    )
    return study_captions.around(moves, share=selection.share, benchmark=selection.benchmark)


def _versions(selection: Selection) -> tuple[int, int]:
    return bars_data.version(selection.share, selection.benchmark), articles.library_version()


CHARTS: dict[str, Callable[[argparse.Namespace, Selection], Picture]] = {
    "story": _story,
    "day": _day,
    "unusual": _unusual,
    "path": _path,
    "lags": _lags,
    "pairs": _pairs,
    "rolling": _rolling,
    "around": _around,
}
