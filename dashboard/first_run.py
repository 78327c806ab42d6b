"""Setting the dashboard up on a machine that has nothing but Python."""

import hashlib
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).resolve().parent.parent
HASHES = "hashes.txt"  # each package's version and the hashes of its files
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
_OTHER_FILE = "DO NOT MATCH THE HASHES"  # an index serves another file than the one that is known
_LONGEST_REASON = 20  # lines


def requirements() -> "list[str]":
    """Return the names of the packages that the dashboard needs, from its own metadata."""
    # Imported here, as older Pythons read this file too, to be told their age.
    from importlib import metadata  # noqa: PLC0415

    try:
        import tomllib  # noqa: PLC0415

        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        lines = project["project"]["dependencies"]
    except FileNotFoundError:  # installed, not cloned
        lines = [line for line in metadata.requires(PROJECT) or () if "extra ==" not in line]
    return [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in lines]


def missing_packages() -> "list[str]":
    """Return the packages that this Python does not have."""
    from importlib import metadata  # noqa: PLC0415 - as above

    return [name for name in requirements() if not any(metadata.distributions(name=name))]


def set_up_and_open(arguments: "list[str]") -> int:
    """Set up a place for the packages in the clone, and go on with the Python in it."""
    place = ROOT / ".venv"
    if not (ROOT / HASHES).is_file() or Path(sys.prefix).resolve() == place:
        return fail(
            f"Packages are missing: {', '.join(missing_packages())}. Install the dashboard again, "
            "with pip install . in its folder."
        )
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not _is_set_up(place, python):
        fault = _set_up(place, python)
        if fault:
            return fail(fault)
    command = [str(python), "-m", "dashboard", *arguments]
    if os.name == "nt":  # where exec gives the console back before the program has ended
        return subprocess.call(command)  # noqa: S603
    os.execv(python, command)  # noqa: S606


def _is_set_up(place: Path, python: Path) -> bool:
    """Return whether the packages are there, in the versions that this clone asks for."""
    if _half_done(place).exists():
        return False
    mark = place / "set-up"
    if mark.is_file():
        return mark.read_text(encoding="utf-8") == _fingerprint() and python.exists()
    names = [*requirements(), PROJECT]  # the project comes last, whoever installs it
    return _runs(python, f"from importlib.metadata import version; [*map(version, {names!r})]")


def _half_done(place: Path) -> Path:
    """Return the mark that stands while packages are installed: what is broken off is made anew."""
    return place / "set-up.begun"


def _fingerprint() -> str:
    """Return a fingerprint of what the clone asks to be installed."""
    files = [ROOT / HASHES, ROOT / "pyproject.toml"]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def _runs(python: Path, code: str) -> bool:
    if not python.exists():
        return False
    run = subprocess.run([str(python), "-c", code], capture_output=True, check=False)  # noqa: S603
    return run.returncode == 0


def _set_up(place: Path, python: Path) -> "str | None":
    """Make the place and install the packages; return what went wrong, in a sentence."""
    pins = (ROOT / HASHES).read_text(encoding="utf-8").splitlines()
    number = sum("==" in line for line in pins)
    say(f"Setting up, once: this fetches some {number} packages and takes a minute or two.")
    if _half_done(place).exists() or not _runs(python, "import pip"):
        say(f"1 of 3: a Python of its own in {place.name}")
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
    say("2 of 3: fetching and installing packages, each file held against its hash")
    fault = _install(
        python, ["--require-hashes", "--no-deps", "-r", HASHES], log=place / "set-up.log"
    )
    if fault:
        return fault
    say("3 of 3: the dashboard itself")
    own = ["--no-deps", "--no-build-isolation", "-e", "."]  # what builds it has come by its hash
    fault = _install(python, own, log=place / "set-up.log")
    if fault is None:
        (place / "set-up").write_text(_fingerprint(), encoding="utf-8")
        say("Done. From now on the dashboard opens at once and without a network.")
    return fault


def _install(python: Path, what: "list[str]", *, log: Path) -> "str | None":
    """Run pip, tell how far it is, and return what went wrong, in a sentence."""
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    # Most modules are never opened: compiling them all took as long as everything else.
    command += ["--retries", "1", "--no-compile", *what]
    _half_done(log.parent).touch()
    with log.open("w", encoding="utf-8") as lines:
        pip = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        with pip:
            _tell(pip.stdout or (), lines)
    output = log.read_text(encoding="utf-8", errors="replace")
    if pip.returncode == 0 or "Installing collected" not in output:
        _half_done(log.parent).unlink()
    return _fault(output, log=log) if pip.returncode else None


def _fault(output: str, *, log: Path) -> str:
    """Return why pip failed and what to do, in a sentence."""
    if _OTHER_FILE in output:
        return (
            f"A package is another file than {HASHES} names, so nothing was installed: it was "
            "changed on its way, or the package index serves files of its own making. "
            f"What pip said is in {log}."
        )
    if _OTHER_PYTHON not in output and any(sign in output for sign in _NO_ROUTE):
        return (
            "The packages could not be fetched: no package index can be reached, or it lacks "
            "them. Connect this machine to a network and run the command again."
        )
    return f"Installing failed; what pip said is in {log}. Its reason:\n{_reason(output)}"


def _reason(output: str) -> str:
    """Return why pip gave up, in its own words; its last ones where no error is told."""
    lines = output.strip().splitlines()
    cause = next((at for at, line in enumerate(lines) if line.startswith(_CONFLICT)), None)
    if cause is not None:
        reason = list(takewhile(str.strip, lines[cause:]))
        return "\n".join(reason[:_LONGEST_REASON])
    errors = [line for line in lines if line.lstrip().lower().startswith("error:")]
    return "\n".join((errors or lines)[-3:])


def _tell(lines: "Iterable[str]", log: TextIO) -> None:
    """Keep what pip says, and say how far it is; in a long silence, that it is still at work."""
    fetched = 0
    ended = threading.Event()
    silence = threading.Thread(target=_tell_time, args=(ended,), daemon=True)
    silence.start()
    for line in lines:
        log.write(line)
        fetched += line.startswith("Collecting")
        if line.startswith("Collecting") and fetched % 20 == 0:
            say(f"        {fetched} packages fetched")
        if line.startswith("Installing collected") and "," in line:
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
