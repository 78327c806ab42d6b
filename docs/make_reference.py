"""Writes the pages of the manual that come from the code: public names and commands.

``python docs/make_reference.py`` writes them; a test holds that no name or option is missing.
"""

import argparse
import inspect
import os
import re
from importlib import import_module
from pathlib import Path

import dashboard.__main__ as app
import sentiment
import sentiment.__main__ as engine

HERE = Path(__file__).parent
_NAMES = """# Public names

What `import sentiment` offers, by room, in the order of the product's story; in a notebook
`help(sentiment.score)` says the same. Everything else is free to change.
"""
_COMMANDS = """# Commands

As each command says itself with `--help`. Exit codes: 0 done, 1 the input was wrong, 2 the command
was not understood, 130 stopped by Ctrl-C.
"""


def reference() -> str:
    """Return the page of public names."""
    rooms: dict[str, list[str]] = {}
    for name in sentiment.__all__:
        home = getattr(sentiment, name).__module__.removeprefix("sentiment.").partition(".")[0]
        rooms.setdefault(home, []).append(name)
    parts = [_NAMES]
    for room in _order(rooms):
        doc = import_module(f"sentiment.{room}").__doc__ or ""
        parts.append(f"## {room}\n\n{doc.strip().splitlines()[0]}\n")
        parts += [_entry(name) for name in sorted(rooms[room], key=str.casefold)]
    return "\n".join(parts)


def commands() -> str:
    """Return the page of commands."""
    parts = [_COMMANDS, "## `python -m sentiment`\n"]
    for name in engine.COMMANDS:
        parts += _helps(engine.parser([name]), ["python -m sentiment", name])
    parts.append("## `python -m dashboard`\n")
    parts.append(_block("python -m dashboard", app.options()))
    for name in app.COMMANDS:
        parts.append(_block(f"python -m dashboard {name}", app.command_parser(name)))
    return "\n".join(parts)


def _order(rooms: dict[str, list[str]]) -> list[str]:
    order = "errors text market output reading claims intake library study batch reports".split()
    return sorted(rooms, key=lambda room: (order.index(room) if room in order else 99, room))


def _entry(name: str) -> str:
    thing = getattr(sentiment, name)
    try:
        signature = str(inspect.signature(thing))
    except (TypeError, ValueError):
        signature = ""
    if inspect.isclass(thing) and issubclass(thing, Exception):
        signature = ""
    # addresses of defaults differ from run to run
    signature = re.sub(r" at 0x[0-9a-f]+", "", signature)
    doc = inspect.getdoc(thing) or ""
    return f"### {name}\n\n```\n{name}{signature}\n\n{doc}\n```\n"


def _helps(parser: argparse.ArgumentParser, words: list[str]) -> list[str]:
    """Return the help of a command and of each of its actions."""
    found = [
        (name, one)
        for action in parser._actions
        if isinstance(action, argparse._SubParsersAction)
        for name, one in action.choices.items()
    ]
    parts = []
    for name, one in found:
        if name == words[1]:
            parts.append(_block(" ".join(words), one))
            parts += [
                _block(f"{' '.join(words)} {deeper}", action)
                for inner in one._actions
                if isinstance(inner, argparse._SubParsersAction)
                for deeper, action in inner.choices.items()
            ]
    return parts


def _block(title: str, parser: argparse.ArgumentParser) -> str:
    return f"### {title}\n\n```\n{parser.format_help().rstrip()}\n```\n"


def main() -> None:
    """Write both pages."""
    os.environ["COLUMNS"] = "96"  # argparse's width
    (HERE / "reference.md").write_text(reference(), encoding="utf-8")
    (HERE / "commands.md").write_text(commands(), encoding="utf-8")


if __name__ == "__main__":
    main()
