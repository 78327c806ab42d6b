"""``shares``: what is known of a share, and which shares the articles of the library speak of."""

import argparse
import json
from dataclasses import asdict

from sentiment.commands import inputs
from sentiment.market.shares import Share

EXAMPLE = """examples:
  python -m sentiment shares find "SAP GY"
  python -m sentiment shares articles
  python -m sentiment shares articles --again
  python -m sentiment shares edit TSLA --alias "Tesla Motors" --benchmark QQQ"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    actions = parser.add_subparsers(required=True, metavar="action")
    find = actions.add_parser("find", help="the share that a name or ticker of any form means")
    find.add_argument("text")
    find.add_argument("--json", action="store_true", help="as JSON")
    find.set_defaults(act=_find)
    of = actions.add_parser("articles", help="how many articles speak of each share")
    of.add_argument(
        "--again", action="store_true", help="look at every article anew, with the names now known"
    )
    of.add_argument(
        "--forget", action="store_true", help="undo: forget what was found, and look at none"
    )
    of.set_defaults(act=_articles)
    edit = actions.add_parser("edit", help="write what is known of a share")
    edit.add_argument("share")
    edit.add_argument("--name")
    edit.add_argument("--alias", action="append", help="another name; may be given several times")
    for fact in ("exchange", "calendar", "currency", "zone", "benchmark"):
        edit.add_argument(f"--{fact}")
    edit.set_defaults(act=_edit)
    for action in (find, of, edit):
        inputs.add_store(action)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked of shares."""
    return int(arguments.act(arguments))


def _find(arguments: argparse.Namespace) -> int:
    share = inputs.share_of(inputs.library_of(arguments), arguments.text)
    print(json.dumps(asdict(share), ensure_ascii=False) if arguments.json else _facts(share))
    return 0


def _articles(arguments: argparse.Namespace) -> int:
    """Print how many articles speak of each share, after looking at those not looked at yet."""
    from sentiment.library import shares, subjects  # noqa: PLC0415 - half a second
    from sentiment.market.shares import shipped  # noqa: PLC0415

    library = inputs.library_of(arguments)
    if arguments.again or arguments.forget:
        subjects.forget(library.store)
    if arguments.forget:
        print("Forgotten. What you chose yourself stays; the articles are as they were.")
        return 0
    inputs.look_through(library, {**shipped(), **shares.learnt(library.store)})
    for symbol, number in subjects.counts(library.store).items():
        print(f"{symbol}: {number:,}")
    print(f"of no share: {subjects.count_without(library.store):,}")
    return 0


def _edit(arguments: argparse.Namespace) -> int:
    """Write what is given of a share over what is known."""
    from sentiment.library import shares  # noqa: PLC0415 - half a second

    facts = ("name", "exchange", "calendar", "currency", "zone", "benchmark")
    changes = {
        name: getattr(arguments, name) for name in facts if getattr(arguments, name) is not None
    }
    if arguments.alias:
        changes["aliases"] = tuple(arguments.alias)
    library = inputs.library_of(arguments)
    symbol = inputs.share_of(library, arguments.share).symbol
    print(_facts(shares.edit_share(library.store, symbol, **changes)))
    return 0


def _facts(share: Share) -> str:
    """Return what is known of a share, a fact a line."""
    how = {
        "form": "guessed from the form of its ticker; Yahoo has not been asked",
        "shipped": "shipped with the project",
        "Yahoo": "told by Yahoo",
        "reader": "written by you",
    }
    facts = {
        "symbol": share.symbol,
        "name": share.name,
        "also": ", ".join(share.names[1:]),
        "kind": share.kind,
        "exchange": share.exchange,
        "calendar": share.calendar,
        "price in": share.unit,
        "clock": share.zone,
        "compared with": share.benchmark,
        "known": how[share.source],
    }
    return "\n".join(f"{name}: {value}" for name, value in facts.items() if value)
