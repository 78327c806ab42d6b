"""Opens the dashboard; in a fresh clone it first sets everything up, once.

Until :func:`_missing` says that nothing is missing, only the standard library is at hand, and
the Python may be too old: what runs before then is kept to what every Python 3 reads.
"""

import argparse
import hashlib
import importlib
import importlib.util
import os
import socket
import subprocess
import sys
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
PORT = 8501
LOCAL = ("localhost", "127.0.0.1", "[::1]", "::1")  # as in .streamlit/config.toml
# Import names of the dependencies in pyproject.toml.
NEEDED = (
    "alembic",
    "datasketch",
    "exchange_calendars",
    "feedparser",
    "kaleido",
    "lxml",
    "lxml_html_clean",
    "numpy",
    "pandas",
    "platformdirs",
    "plotly",
    "pyarrow",
    "pypdf",
    "scipy",
    "sentencex",
    "sqlalchemy",
    "starlette",
    "streamlit",
    "tqdm",
    "trafilatura",
    "urllib3",
    "vaderSentiment",
    "xlsxwriter",
    "yfinance",
)
_NO_ROUTE = (
    "NewConnectionError",
    "ConnectTimeoutError",
    "NameResolutionError",
    "Temporary failure",
    "No matching distribution found",
    "No route",
    "Network is unreachable",
    "ProxyError",
)
_CONFLICT = "The conflict is caused by"  # as pip begins its reason; what follows it is advice
_OTHER_PYTHON = "require a different python version"  # an index was reached that has others
_LONGEST_REASON = 20  # lines
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
        return _failed("The dashboard needs Python 3.11 or newer; this is Python %s." % running)  # noqa: UP031
    asked = sys.argv[1:] if arguments is None else arguments
    options = None if asked[:1] and asked[0] in COMMANDS else _options().parse_args(asked)
    try:
        if _missing():
            return _set_up_and_open(asked)
        if options is None:
            return _run(asked)
        return _open(options.port, headless=options.headless, names=options.name)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130


def _run(asked: "list[str]") -> int:
    """Run a command and return its exit code: 0 done, 1 the input was wrong, 2 wrong usage."""
    from streamlit.logger import set_log_level  # noqa: PLC0415 - packages are there only now

    from sentiment.__main__ import speak_utf8  # noqa: PLC0415
    from sentiment.errors import SentimentError  # noqa: PLC0415

    speak_utf8()
    # The page's cache would warn for each of its functions that no page is open, as is meant here.
    set_log_level("ERROR")
    module = importlib.import_module(f"dashboard.commands.{asked[0]}")
    parser = argparse.ArgumentParser(
        prog=f"dashboard {asked[0]}",
        description=f"{COMMANDS[asked[0]].capitalize()}.",
        epilog=module.EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.add_arguments(parser)
    try:
        return int(module.run(parser.parse_args(asked[1:])))
    except SentimentError as error:
        return _failed(str(error))


def _options() -> argparse.ArgumentParser:
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
    """Return a port that a server may ask for."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 1 to 65535")
    return int(text)


def _name(text: str) -> str:
    """Return a host's name."""
    if not text.isascii() or not text.replace("-", "").replace(".", "").isalnum():
        raise argparse.ArgumentTypeError(
            f"{text!r} is no host's name: give it without scheme and port"
        )
    return text


def _missing() -> "list[str]":
    """Return the packages that this Python does not have."""
    return [name for name in NEEDED if importlib.util.find_spec(name) is None]


def _set_up_and_open(asked: "list[str]") -> int:
    """Set up a place for the packages in the clone, and go on with the Python in it."""
    place = ROOT / ".venv"
    if not (ROOT / "constraints.txt").is_file() or Path(sys.prefix).resolve() == place:
        return _failed(
            f"Packages are missing: {', '.join(_missing())}. Install the dashboard again, "
            "with pip install . in its folder."
        )
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not _is_set_up(place, python):
        fault = _set_up(place, python)
        if fault:
            return _failed(fault)
    command = [str(python), "-m", "dashboard", *asked]
    if os.name == "nt":  # where exec gives the console back before the program has ended
        return subprocess.call(command)  # noqa: S603
    os.execv(python, command)  # noqa: S606


def _is_set_up(place: Path, python: Path) -> bool:
    """Return whether the packages are there, in the versions that this clone asks for."""
    mark = place / "set-up"
    if mark.is_file():
        return mark.read_text(encoding="utf-8") == _asked_for() and python.exists()
    probe = f"from importlib.util import find_spec; assert all(map(find_spec, {NEEDED!r}))"
    return _runs(python, probe)


def _asked_for() -> str:
    """Return a fingerprint of what the clone asks to be installed."""
    files = [ROOT / "constraints.txt", ROOT / "pyproject.toml"]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def _runs(python: Path, code: str) -> bool:
    if not python.exists():
        return False
    run = subprocess.run([str(python), "-c", code], capture_output=True, check=False)  # noqa: S603
    return run.returncode == 0


def _set_up(place: Path, python: Path) -> "str | None":
    """Make the place and install the packages; return what went wrong, in a sentence."""
    _say("Setting up, once: this fetches about 80 packages and takes a minute or two.")
    if not _runs(python, "import pip"):
        _say(f"1 of 2: a Python of its own in {place.name}")
        made = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "venv", "--clear", str(place)],
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            return (
                "This Python cannot make virtual environments. On Debian and Ubuntu: "
                f"sudo apt install python3-venv.\n{made.stderr.strip() or made.stdout.strip()}"
            )
    _say("2 of 2: fetching and installing packages")
    fault = _install(python, log=place / "set-up.log")
    if fault is None:
        (place / "set-up").write_text(_asked_for(), encoding="utf-8")
        _say("Done. From now on the dashboard opens at once and without a network.")
    return fault


def _install(python: Path, *, log: Path) -> "str | None":
    """Run pip, tell how far it is, and return what went wrong, in a sentence."""
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += ["--retries", "1", "-c", "constraints.txt", "-e", "."]
    with log.open("w", encoding="utf-8") as kept:
        pip = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        with pip:
            _tell(pip.stdout or (), kept)
    if pip.returncode == 0:
        return None
    said = log.read_text(encoding="utf-8", errors="replace")
    if _OTHER_PYTHON not in said and any(sign in said for sign in _NO_ROUTE):
        return (
            "The packages could not be fetched: no package index can be reached, or it lacks "
            "them. Connect this machine to a network and run the command again."
        )
    return f"Installing failed; what pip said is in {log}. Its reason:\n{_reason(said)}"


def _reason(said: str) -> str:
    """Return why pip gave up, in its own words; its last ones where no error is told."""
    lines = said.strip().splitlines()
    cause = next((at for at, line in enumerate(lines) if line.startswith(_CONFLICT)), None)
    if cause is not None:
        told = list(takewhile(str.strip, lines[cause:]))
        return "\n".join(told[:_LONGEST_REASON])
    errors = [line for line in lines if line.lstrip().lower().startswith("error:")]
    return "\n".join((errors or lines)[-3:])


def _tell(lines: "Iterable[str]", kept: TextIO) -> None:
    """Keep what pip says, and say how far it is."""
    found = 0
    for line in lines:
        kept.write(line)
        found += line.startswith("Collecting")
        if line.startswith("Collecting") and found % 20 == 0:
            _say(f"        {found} packages found")
        if line.startswith("Installing collected"):
            _say(f"        installing {line.count(',') + 1} packages")


def _open(port: "int | None", *, headless: bool, names: "list[str]") -> int:
    """Serve the app until it is stopped."""
    if port is not None and not _is_free(port):
        return _failed(f"Port {port} is taken. Without --port a free one is chosen.")
    chosen = port or _free_port()
    if port is None and chosen != PORT:
        _say(f"Port {PORT} is taken; the dashboard opens on port {chosen}.")

    from dashboard import heap  # noqa: PLC0415 - what sets up stands alone

    heap.share_one()
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
            ["run", str(Path(__file__).with_name("server.py")), *flags],
            prog_name="streamlit",
            standalone_mode=False,
        )
    except Abort:  # Ctrl-C, as the server's runner hands it on
        return 130
    return 0


def _is_free(port: int) -> bool:
    with socket.socket() as asked:
        # As servers do: a port whose last connections are still fading is free.
        if os.name == "posix":
            asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _free_port() -> int:
    """Return the usual port, or one that the system says is free."""
    if _is_free(PORT):
        return PORT
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _failed(sentence: str) -> int:
    _say(sentence)
    return 1


if __name__ == "__main__":
    sys.exit(main())
