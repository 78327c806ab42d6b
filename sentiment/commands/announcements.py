"""``announcements``: find what a company told, accept or leave it; moves that nothing explains."""

import argparse
import math
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING

import pandas as pd

from sentiment.commands import inputs
from sentiment.errors import DataError
from sentiment.market.candidates import Candidate
from sentiment.market.candidates import moves as moves_of
from sentiment.offline import refuse_offline
from sentiment.output import numbers, spreadsheets

if TYPE_CHECKING:
    from sentiment.library.library import Library
    from sentiment.market.edgar import Edgar

EXAMPLE = """examples:
  python -m sentiment announcements find AMD --since 2023-01-01 --contact "A Name a@example.org"
  python -m sentiment announcements find AMD --accept results
  python -m sentiment announcements unexplained AMD --benchmark SOXX

EDGAR asks who is calling: name a contact, or set DASHBOARD_CONTACT. Without one, Yahoo alone is
asked."""
_COLUMNS = ["key", "instant", "known", "session", "move", "kind", "title", "source", "url", "note"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    actions = parser.add_subparsers(required=True, metavar="action")
    find = actions.add_parser("find", help="what a company told: results, filings, splits")
    find.add_argument("symbol")
    find.add_argument("--since", metavar="DAY", default="2023-01-01", help="default: 2023-01-01")
    find.add_argument("--contact", help="a name and an e-mail address, for EDGAR")
    choice = find.add_mutually_exclusive_group()
    choice.add_argument(
        "--accept",
        nargs="+",
        metavar="KEY",
        help="keep these: keys, or 'results', 'filing', 'split', 'dividend', 'all'",
    )
    choice.add_argument("--leave", nargs="+", metavar="KEY", help="never show these again")
    find.add_argument("--json", action="store_true", help="as JSON Lines")
    find.set_defaults(act=_find)
    moves = actions.add_parser("unexplained", help="large moves that no announcement explains")
    moves.add_argument("symbol")
    moves.add_argument("--benchmark", help="default: the share's home market")
    moves.add_argument("--most", type=int, default=20, help="no more than these (default: 20)")
    moves.add_argument("--json", action="store_true", help="as JSON Lines")
    moves.set_defaults(act=_unexplained)
    for action in (find, moves):
        inputs.add_store(action)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked of announcements."""
    return int(arguments.act(arguments))


def _find(arguments: argparse.Namespace) -> int:
    """Find, print, and accept or leave announcements; 1 if a source could not be asked."""
    from sentiment.library import candidates, discovery  # noqa: PLC0415 - the others need no network

    refuse_offline(arguments.symbol, instead="cannot be looked for")
    library = inputs.library_of(arguments)
    share = inputs.share_of(library, arguments.symbol)
    since = inputs.instant_of(arguments.since, option="--since").tz_localize(None).normalize()
    result = discovery.discover(
        share,
        since=since,
        now=pd.Timestamp.now(tz="UTC"),
        edgar=_edgar(arguments),
        bars=library.bars.of(share.symbol),
    )
    new = candidates.undecided(library, result.candidates)
    chosen = _chosen(new, arguments.accept or arguments.leave or ())
    if arguments.accept:
        candidates.accept(library, chosen)
        _say(inputs.disagreements(library, share.symbol))
    elif arguments.leave:
        candidates.leave(library, [one.key for one in chosen])
    shown = chosen if arguments.accept or arguments.leave else new
    _print(shown, moves_of(shown, _bars(library, share.symbol)), json=arguments.json)
    _say(result.silent)
    return 1 if result.silent else 0


def _edgar(arguments: argparse.Namespace) -> "Edgar | None":
    """Return who asks EDGAR; None without a contact."""
    from sentiment.market import edgar  # noqa: PLC0415

    contact = arguments.contact or os.environ.get("DASHBOARD_CONTACT")
    if not contact:
        _say(["EDGAR was not asked: it wants a contact (--contact)."])
        return None
    host = os.environ.get("DASHBOARD_EDGAR")  # tests name one of their own
    return edgar.Edgar(contact, data=host or edgar.DATA, site=host or edgar.SITE)


def _chosen(candidates: Sequence[Candidate], named: Iterable[str]) -> list[Candidate]:
    """Return the candidates that keys, kinds or "all" name.

    Raises
    ------
    DataError
        If one names nothing that was found.
    """
    chosen = []
    for name in named:
        meant = [one for one in candidates if name in {one.key, one.kind, "all"}]
        if not meant:
            raise DataError(name, "names nothing that was found and not yet decided")
        chosen += meant
    return list({one.key: one for one in chosen}.values())


def _bars(library: "Library", symbol: str) -> pd.DataFrame | None:
    """Return the daily bars held of a share; None where none are."""
    with suppress(DataError):
        return inputs.held_bars(library, [symbol])[symbol]
    return None


def _print(candidates: Sequence[Candidate], changes: Sequence[float], *, json: bool) -> None:
    rows = [{**asdict(one), "move": move} for one, move in zip(candidates, changes, strict=True)]
    table = pd.DataFrame(rows, columns=[*_COLUMNS, "share"])
    if json:
        print(spreadsheets.to_json_lines(table), end="")
        return
    for one, move in zip(candidates, changes, strict=True):
        day = numbers.day(one.session)
        moved = "" if math.isnan(move) else f" ({numbers.percent(move)})"
        print(f"{numbers.moment(one.instant)}  counts for {day}{moved}  {one.title}")
        print(f"    {one.kind}, {one.source}: {one.url}" + (f" ({one.note})" if one.note else ""))
        print(f"    {one.key}")
    if not candidates:
        print("Nothing was found that is not decided yet.")


def _unexplained(arguments: argparse.Namespace) -> int:
    """Print the large moves of a share that no announcement or result of it explains."""
    from sentiment.market.announcements import read_events  # noqa: PLC0415
    from sentiment.market.returns import market_adjusted  # noqa: PLC0415
    from sentiment.study.unexplained import unexplained_of  # noqa: PLC0415

    library = inputs.library_of(arguments)
    share = inputs.share_of(library, arguments.symbol)
    benchmark = (arguments.benchmark or share.benchmark or "SPY").upper()
    bars = inputs.held_bars(library, [share.symbol, benchmark])
    returns = market_adjusted(bars[share.symbol], bars[benchmark])
    moves = unexplained_of(
        share,
        returns["abnormal"],
        events=pd.concat([read_events(inputs.shipped("events.csv")), library.announcements.all()]),
        results=inputs.results_of(library, share.symbol),
        most=arguments.most,
    )
    if arguments.json:
        print(spreadsheets.to_json_lines(moves), end="")
        return 0
    for session, move in moves.iterrows():
        size = f"{numbers.percent(move['abnormal'])} against {benchmark}"
        rare = f"{move['standardised']:+.1f} times the days before, p {move['p']:.3f}"
        print(f"{numbers.day(pd.Timestamp(str(session)))}  {size}, {rare}")
    if moves.empty:
        print("No move stands out that nothing explains.")
    return 0


def _say(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        print(sentence, file=sys.stderr)
