"""Setting the dashboard up on a machine that has nothing but Python."""

import hashlib
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from importlib import metadata
from itertools import takewhile
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).resolve().parent.parent
PROJECT = "investor-sentiment-dashboard"
HEARTBEAT = 10.0  # seconds of silence before it is told that pip is still at work
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


def requirements() -> "list[str]":
    """Return the names of the packages that the dashboard needs, from its own metadata."""
    try:
        import tomllib  # noqa: PLC0415 - older Pythons read this file too, to be told their age

        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        lines = project["project"]["dependencies"]
    except FileNotFoundError:  # installed, not cloned
        lines = [line for line in metadata.requires(PROJECT) or () if "extra ==" not in line]
    return [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in lines]


def missing_packages() -> "list[str]":
    """Return the packages that this Python does not have."""
    return [name for name in requirements() if not any(metadata.distributions(name=name))]


def set_up_and_open(asked: "list[str]") -> int:
    """Set up a place for the packages in the clone, and go on with the Python in it."""
    place = ROOT / ".venv"
    if not (ROOT / "constraints.txt").is_file() or Path(sys.prefix).resolve() == place:
        return fail(
            f"Packages are missing: {', '.join(missing_packages())}. Install the dashboard again, "
            "with pip install . in its folder."
        )
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not _is_set_up(place, python):
        fault = _set_up(place, python)
        if fault:
            return fail(fault)
    command = [str(python), "-m", "dashboard", *asked]
    if os.name == "nt":  # where exec gives the console back before the program has ended
        return subprocess.call(command)  # noqa: S603
    os.execv(python, command)  # noqa: S606


def _is_set_up(place: Path, python: Path) -> bool:
    """Return whether the packages are there, in the versions that this clone asks for."""
    mark = place / "set-up"
    if mark.is_file():
        return mark.read_text(encoding="utf-8") == _asked_for() and python.exists()
    probe = f"from importlib.metadata import version; [*map(version, {requirements()!r})]"
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
    say("Setting up, once: this fetches about 80 packages and takes a minute or two.")
    if not _runs(python, "import pip"):
        say(f"1 of 2: a Python of its own in {place.name}")
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
    say("2 of 2: fetching and installing packages")
    fault = _install(python, log=place / "set-up.log")
    if fault is None:
        (place / "set-up").write_text(_asked_for(), encoding="utf-8")
        say("Done. From now on the dashboard opens at once and without a network.")
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
    """Keep what pip says, and say how far it is; in a long silence, that it is still at work."""
    found = 0
    ended = threading.Event()
    silence = threading.Thread(target=_tell_time, args=(ended,), daemon=True)
    silence.start()
    for line in lines:
        kept.write(line)
        found += line.startswith("Collecting")
        if line.startswith("Collecting") and found % 20 == 0:
            say(f"        {found} packages found")
        if line.startswith("Installing collected"):
            say(f"        installing {line.count(',') + 1} packages")
    ended.set()
    silence.join()


def _tell_time(ended: threading.Event) -> None:
    """Say every now and then how long it has taken, until it has ended."""
    begun = time.monotonic()
    while not ended.wait(HEARTBEAT):
        say(f"        {time.monotonic() - begun:.0f} seconds so far")


def say(line: str) -> None:
    """Tell something beside what the command gives out."""
    print(line, file=sys.stderr, flush=True)


def fail(sentence: str) -> int:
    """Tell why a command ends, and return its exit code."""
    say(sentence)
    return 1
