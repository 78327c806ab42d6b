"""Opens the dashboard; in a fresh clone it first sets everything up, once.

Until :func:`_missing` says that nothing is missing, only the standard library is at hand, and
the Python may be too old: what runs before then is kept to what every Python 3 reads.
"""

import argparse
import importlib
import importlib.util
import os
import socket
import sys
from pathlib import Path

from dashboard.first_run import fail, missing_packages, say, set_up_and_open

OLDEST = (3, 11)
PORT = 8501
LOCAL = ("localhost", "127.0.0.1", "[::1]", "::1")  # as in .streamlit/config.toml
# What it can do besides opening, each a module of that name in dashboard/commands.
COMMANDS = {
    "chart": "draw a chart to a file, or all of them to one zip",
    "report": "write a report of an announcement or of some days, or make a bundle's tables again",
}
_EXAMPLE = """examples:
  python3 -m dashboard                          open the dashboard in the browser
  python3 -m dashboard --headless --port 8600   serve it on port 8600, open nothing
  python3 -m dashboard --headless --name sentiment.example.org
                                                the same behind a proxy: docs/sharing.md
  python3 -m dashboard chart story --out story.png

besides opening, it can (each with --help):
""" + "\n".join(f"  {name:8}{purpose}" for name, purpose in COMMANDS.items())


def main(arguments: "list[str] | None" = None) -> int:
    """Open the dashboard and return when it has been closed."""
    if sys.version_info < OLDEST:
        running = ".".join(map(str, sys.version_info[:3]))
        return fail("The dashboard needs Python 3.11 or newer; this is Python %s." % running)  # noqa: UP031
    words = sys.argv[1:] if arguments is None else arguments
    given = None if words[:1] and words[0] in COMMANDS else options().parse_args(words)
    try:
        if missing_packages():
            return set_up_and_open(words)
        if given is None:
            return _run(words)
        return _open(given.port, headless=given.headless, names=given.name)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130


def _run(words: "list[str]") -> int:
    """Run a command and return its exit code: 0 done, 1 the input was wrong, 2 wrong usage."""
    from streamlit.logger import set_log_level  # noqa: PLC0415 - packages are there only now

    from sentiment.__main__ import speak_utf8  # noqa: PLC0415
    from sentiment.errors import SentimentError  # noqa: PLC0415

    speak_utf8()
    # The page's cache would warn for each of its functions that no page is open, as is meant here.
    set_log_level("ERROR")
    given = command_parser(words[0]).parse_args(words[1:])
    try:
        return int(given.run(given))
    except SentimentError as error:
        return fail(str(error))


def command_parser(name: str) -> argparse.ArgumentParser:
    """Return what a command of the app understands."""
    module = importlib.import_module(f"dashboard.commands.{name}")
    parser = argparse.ArgumentParser(
        prog=f"dashboard {name}",
        description=f"{COMMANDS[name].capitalize()}.",
        epilog=module.EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.add_arguments(parser)
    parser.set_defaults(run=module.run)
    return parser


def options() -> argparse.ArgumentParser:
    """Return what the command that opens the dashboard understands."""
    parser = argparse.ArgumentParser(
        prog="dashboard",
        description="Open the investor sentiment dashboard. It serves this machine alone.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--port", type=_port, help=f"port to serve on (default: {PORT}, or a free one)"
    )
    parser.add_argument("--headless", action="store_true", help="open no browser window")
    parser.add_argument(
        "--name",
        action="append",
        type=_name,
        default=[],
        help="a name that a proxy on this machine serves it under, to be answered beside localhost",
    )
    return parser


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 1 to 65535")
    return int(text)


def _name(text: str) -> str:
    if not text.isascii() or not text.replace("-", "").replace(".", "").isalnum():
        raise argparse.ArgumentTypeError(
            f"{text!r} is no host's name: give it without scheme and port"
        )
    return text


def _open(port: "int | None", *, headless: bool, names: "list[str]") -> int:
    """Serve the app until it is stopped."""
    if port is not None and not _is_free(port):
        return fail(f"Port {port} is taken. Without --port a free one is chosen.")
    chosen = port or _free_port()
    if port is None and chosen != PORT:
        say(f"Port {PORT} is taken; the dashboard opens on port {chosen}.")

    from dashboard.serving import memory  # noqa: PLC0415 - what sets up stands alone

    memory.share_one()
    from click.exceptions import Abort  # noqa: PLC0415 - only here are they sure to be installed
    from streamlit.web import cli  # noqa: PLC0415

    # Streamlit looks for .streamlit beside the app, where a link leads to the project's own.
    flags = [f"--server.port={chosen}", "--server.showEmailPrompt=false"]
    if headless:
        flags.append("--server.headless=true")
    if names:  # a flag takes the place of what the file says
        flags += [f"--server.allowedHosts={name}" for name in (*LOCAL, *names)]
    try:
        cli.main(
            ["run", str(Path(__file__).parent / "serving/server.py"), *flags],
            prog_name="streamlit",
            standalone_mode=False,
        )
    except Abort:  # Ctrl-C, as the server's runner hands it on
        return 130
    return 0


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As servers do: a port whose last connections are still fading is free.
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _free_port() -> int:
    """Return the usual port, or one that the system says is free."""
    if _is_free(PORT):
        return PORT
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
