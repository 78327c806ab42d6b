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
from dashboard.data import announcements, articles, minutes, provenance, shares, story, tones
from dashboard.data import bars as bars_data
from dashboard.data import study as study_data
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


def run(asked: argparse.Namespace) -> int:
    """Draw what was asked for."""
    selection = chosen.selection(asked)
    kind = asked.out.suffix.lower().removeprefix(".")
    if kind not in (("zip",) if asked.name == "all" else rendering.FORMATS):
        allowed = (
            ".zip" if asked.name == "all" else ", ".join(f".{one}" for one in rendering.FORMATS)
        )
        raise DataError(asked.out, f"is no name for it: end it with {allowed}")
    if asked.name == "all":
        drawn = _all(
            [_sourced(draw(asked, selection), selection) for draw in CHARTS.values()], asked
        )
        told: dict[str, object] = {"charts": len(CHARTS)}
    else:
        picture = _titled(_sourced(CHARTS[asked.name](asked, selection), selection), asked)
        drawn = archives.drawn(picture, kind=kind, size=asked.size, look=asked.look)
        told = {"title": picture.title, "alt": picture.alt}
    chosen.write(asked.out, drawn)
    chosen.tell({"file": str(asked.out), "bytes": len(drawn), **told}, as_json=asked.json)
    return 0


def _sourced(picture: Picture, selection: Selection) -> Picture:
    """Return a picture that says where its numbers come from."""
    return replace(picture, origin=provenance.sources(selection, tone=picture.tone))


def _titled(picture: Picture, asked: argparse.Namespace) -> Picture:
    """Return a picture with the title and the note that were asked for, if any."""
    note = picture.note if asked.note is None else asked.note
    return replace(picture, title=asked.title or picture.title, note=note)


def _all(held: list[Picture], asked: argparse.Namespace) -> bytes:
    """Draw every chart, the progress shown to whoever watches."""
    with tqdm(total=len(held), unit=" charts", disable=not sys.stderr.isatty()) as bar:
        return archives.zipped(
            held,
            kinds=[asked.format],
            size=asked.size,
            look=asked.look,
            tell=lambda _: bar.update(),
        )


def _story(asked: argparse.Namespace, selection: Selection) -> Picture:
    announced = announcements.shown(selection)
    _session(asked, selection)
    version = bars_data.version(selection.share, selection.benchmark)
    rows = story.story(selection, version)
    day = story.day_of(selection, story.session_on_show(selection, asked.event, version), version)
    return captions.story(
        rows,
        selection,
        share=day.share,
        announced=announced,
        event=asked.event,
        title=headline.sentence(day),
    )


def _day(asked: argparse.Namespace, selection: Selection) -> Picture:
    session = _session(asked, selection)
    bars = minutes.of_session(selection.share, session)
    if bars.empty:
        raise DataError(
            selection.share, f"no intraday bars are held of {numbers.day(session)}: choose another"
        )
    held = bars_data.bars(selection.share, bars_data.version(selection.share))
    move = market_bars.move_of(held, session, symbol=selection.share)
    checked = announcements.checked_figures(asked.event, selection.share, move)
    return captions.day(bars, checked, move=move, share=shares.share(selection.share))


def _session(asked: argparse.Namespace, selection: Selection) -> pd.Timestamp:
    """Return the session that the announcement asked for counts for, on the share's exchange."""
    announced = announcements.of_share(selection.share, others=True)
    if asked.event not in announced.index:
        keys = ", ".join(announced.index)
        raise DataError("--event", f"{asked.event} is no announcement; these are: {keys}")
    return pd.Timestamp(frames.row(announced, asked.event)["session"])


def _unusual(asked: argparse.Namespace, selection: Selection) -> Picture:
    return study_captions.unusual(_study(asked, selection))


def _path(asked: argparse.Namespace, selection: Selection) -> Picture:
    study, session = _study(asked, selection), _session(asked, selection)
    rows = words.study_rows(study).set_index("session")
    why = rows["reason"].get(session, "it is not in the study")
    if why:
        raise DataError("--event", f"{asked.event} has no path: {why}")
    return study_captions.path(study, session)


def _study(asked: argparse.Namespace, selection: Selection) -> EventStudy:
    design = Design.of_window(
        selection.share,
        selection.benchmark,
        sector=study_data.SECTOR,
        window=inputs.window_of(asked),
        model=asked.model,
        measure=asked.of,
    )
    return study_data.study(design, others=selection.all_announcements)


def _lags(asked: argparse.Namespace, selection: Selection) -> Picture:
    return study_captions.lags(_lead_lag(asked, selection), returns=_returns(selection))


def _pairs(asked: argparse.Namespace, selection: Selection) -> Picture:
    found = _lead_lag(asked, selection)
    tone = lag_words.DEFINITIONS[asked.tone]
    return study_captions.pairs(found, _lag(asked, found), tone=tone, returns=_returns(selection))


def _rolling(asked: argparse.Namespace, selection: Selection) -> Picture:
    found = _lead_lag(asked, selection)
    rolled = rolling(found, lag=_lag(asked, found), over=asked.over)
    return study_captions.rolling(rolled, lag=asked.lag, over=asked.over)


def _lag(asked: argparse.Namespace, found: LeadLag) -> int:
    """Return the lag asked for, if it was looked at."""
    held = found.table.index
    if asked.lag not in held:
        raise DataError("--lag", f"is from {min(held)} to {max(held)}, not {asked.lag}")
    return int(asked.lag)


def _returns(selection: Selection) -> str:
    return f"{selection.share} less {selection.benchmark}"


def _lead_lag(asked: argparse.Namespace, selection: Selection) -> LeadLag:
    return study_data.lead_lag(
        tones.whose(selection),
        selection.benchmark,
        scorer=selection.scorer,
        definition=asked.tone,
        less_benchmark=True,
        once=selection.copies_once,
        versions=_versions(selection),
    )


def _around(asked: argparse.Namespace, selection: Selection) -> Picture:
    del asked
    found = study_data.around(
        tones.whose(selection),
        selection.benchmark,
        once=selection.copies_once,
        versions=_versions(selection),
    )
    return study_captions.around(found, share=selection.share, benchmark=selection.benchmark)


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
