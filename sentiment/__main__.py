"""The engine's command line: ``python -m sentiment``, or ``sentiment`` once it is installed.

Exit codes: 0 done, 1 the input was wrong, 2 the command was not understood, 130 stopped by Ctrl-C.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from sentiment.errors import SentimentError

COMMANDS = {
    "read": "the tone of texts, sentence by sentence or a row each",
    "claims": "what a text says of prices, each claim held against the bars",
    "prices": "the bars held of a share; newer ones; your own",
    "shares": "what is known of a share; which shares your articles speak of",
    "results": "the days on which a company published results; your own",
    "announcements": "find what a company told; large moves that nothing explains",
    "study": "whether the moves around announcements were unusual",
    "leadlag": "whether tone and price moved together, and which came first",
    "library": "take your library out, put it in, copy it, put a copy back",
    "evaluate": "how right plain VADER and the finance reading are on your labelled texts",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    speak_utf8()
    words = sys.argv[1:] if arguments is None else list(arguments)
    given = parser(words).parse_args(words)
    try:
        return int(given.run(given))
    except SentimentError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read along has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130


def speak_utf8() -> None:
    """Say what is said in UTF-8: the code pages of consoles and pipes lack minus signs and more."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # none where there is no console
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Return what the command line understands; only the command in use is loaded."""
    whole = argparse.ArgumentParser(
        prog="python -m sentiment",
        description="Read news as finance does, and hold it against prices.",
        epilog="python -m sentiment COMMAND --help shows an example of each.",
    )
    commands = whole.add_subparsers(required=True, metavar="command")
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(
            name, help=purpose, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        if name in words[:1]:
            module = import_module(f"sentiment.commands.{name}")
            command.description, command.epilog = _described(module.__doc__), module.EXAMPLE
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    return whole


def _described(docstring: str | None) -> str:
    """Return what a command's module says of it, as help is written."""
    return (docstring or "").split(": ", 1)[-1].strip().capitalize()


if __name__ == "__main__":
    sys.exit(main())
