"""Opens the app: ``python3 -m dashboard`` in a clone, ``dashboard`` once it is installed.

A clone is set up first where packages are missing. Until they are known to be there, only the
standard library may be imported, and nothing written that an older Python cannot read.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import re
import socket
import subprocess
import sys
import venv
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OLDEST_PYTHON = (3, 11)
APP = Path(__file__).resolve().with_name("app.py")
PROJECT = APP.parent.parent
VENV = PROJECT / ".venv"
FIRST_PORT = 8501  # Streamlit's own
_REQUIREMENT = re.compile(r"([\w.-]+)[>=]=([\d.]+)")
_FETCHED = re.compile(r"\s*(?:Collecting|Obtaining|Installing) (\S+)")
_NO_ROUTE = ("NewConnectionError", "ConnectTimeoutError", "NameResolutionError", "ProxyError")


class StartError(Exception):
    """The app cannot be opened; the text says what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the app, after setting it up where that is still to be done; return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = _parser().parse_args(given)
    try:
        if sys.version_info < OLDEST_PYTHON:
            held = ".".join(map(str, sys.version_info[:2]))
            raise StartError(
                f"This needs Python 3.11 or newer, and {sys.executable} is {held}: install a newer "
                "one and start with it."
            )
        if not unmet(requirements(), path=sys.path):
            return _open(options)
        return _hand_over(_set_up(), given)
    except StartError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. What was set up so far is kept.", file=sys.stderr)
        return 130


def requirements() -> list[str]:
    """Return what a clone needs; nothing where the app was installed, and pip saw to it."""
    import tomllib  # noqa: PLC0415 - older Pythons, which have none, are told so first

    described = PROJECT / "pyproject.toml"
    if not described.is_file():
        return []
    return tomllib.loads(described.read_text(encoding="utf-8"))["project"]["dependencies"]


def unmet(required: Iterable[str], *, path: Sequence[str]) -> list[str]:
    """Return the requirements for which *path* holds no package, or one too old.

    Examples
    --------
    >>> unmet(["pip>=1.0", "no-such-package>=2.1"], path=sys.path)
    ['no-such-package>=2.1']
    """
    return [one for one in required if not _is_met(one, path=path)]


def _is_met(requirement: str, *, path: Sequence[str]) -> bool:
    name, lowest = _REQUIREMENT.match(requirement).groups()
    held = importlib.metadata.distributions(name=name, path=list(path))
    return any(_release(one.version) >= _release(lowest) for one in held)


def _release(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dashboard",
        description="Open the dashboard in the browser. It listens on this machine alone.",
        epilog="example: dashboard --port 9000",
    )
    parser.add_argument(
        "--port", type=int, help=f"where to listen (default: the first free from {FIRST_PORT})"
    )
    parser.add_argument("--headless", action="store_true", help="open no browser window")
    return parser


def _open(options: argparse.Namespace) -> int:
    """Serve the app until it is stopped; theme and address lie beside it in .streamlit."""
    port = _port(options.port)
    from streamlit.web import cli  # noqa: PLC0415 - not there before the set-up

    flags = [f"--server.port={port}", "--server.showEmailPrompt=false"]
    flags += ["--logger.hideWelcomeMessage=true"]
    flags += ["--server.headless=true"] if options.headless else []
    print(f"The dashboard is at http://localhost:{port}; Ctrl-C ends it.", flush=True)
    cli.main(["run", str(APP), *flags], prog_name="streamlit", standalone_mode=False)
    return 0


def _port(asked: int | None) -> int:
    """Return the port to listen on: the one asked for, or the first that is free."""
    if asked is None:
        free = filter(_is_free, range(FIRST_PORT, FIRST_PORT + 100))
        return next(free, FIRST_PORT)
    if not _is_free(asked):
        raise StartError(
            f"Port {asked} is taken: name another with --port, or none, and a free one is found."
        )
    return asked


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        if os.name != "nt":
            # As the server does: a port whose last connections linger is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return True


def _set_up() -> Path:
    """Return the Python of the clone's own environment, made complete if it is not."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    packages = [*VENV.glob("lib/python*/site-packages"), *VENV.glob("Lib/site-packages")]
    # Inside it, its packages were just found wanting.
    outside = Path(sys.prefix) != VENV
    held = [str(path) for path in packages]
    if outside and python.exists() and not unmet(requirements(), path=held):
        return python
    print(f"Setting up in {VENV}, once: this takes a few minutes and needs the network.")
    try:
        venv.EnvBuilder(with_pip=True, clear=not python.exists(), symlinks=os.name != "nt").create(
            VENV
        )
    except subprocess.CalledProcessError as error:
        raise StartError(
            "This Python cannot make an environment with pip in it: install its venv module (on "
            "Debian and Ubuntu: sudo apt install python3-venv), then start again."
        ) from error
    except OSError as error:
        raise StartError(f"{VENV} cannot be written: {error.strerror}.") from error
    _install(python)
    return python


def _install(python: Path) -> None:
    """Fetch and install the packages, saying which one is at hand."""
    command = [python, "-m", "pip", "install", "--disable-pip-version-check", "--retries=2"]
    command += ["--constraint", PROJECT / "constraints.txt", "--editable", PROJECT]
    told = []
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        for line in pip.stdout:
            told.append(line.strip())
            if step := _FETCHED.match(line):
                print(f"  {step.group(1)}", flush=True)
    if pip.returncode:
        raise StartError(_explained(told))


def _explained(told: Sequence[str]) -> str:
    """Return why pip failed, from what it told."""
    if any(sign in line for line in told for sign in _NO_ROUTE):
        return (
            "The packages could not be fetched, because no connection to the package index was "
            "made. Connect this machine and start again; later starts need no network."
        )
    reasons = [line for line in told if line.startswith("ERROR:")] or list(told[-1:])
    return "The packages could not be installed. pip says:\n" + "\n".join(reasons)


def _hand_over(python: Path, arguments: Sequence[str]) -> int:
    """Start again in the clone's environment, from whatever folder this was."""
    held = os.environ.get("PYTHONPATH")
    paths = os.pathsep.join([str(PROJECT), held] if held else [str(PROJECT)])
    environment = {**os.environ, "PYTHONPATH": paths}
    command = [str(python), "-m", "dashboard", *arguments]
    sys.stdout.flush()
    if os.name == "nt":
        return subprocess.call(command, env=environment)  # noqa: S603 - our own command
    return os.execve(command[0], command, environment)  # noqa: S606 - our own command


if __name__ == "__main__":
    sys.exit(main())
