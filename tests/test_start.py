import ast
import contextlib
import io
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import tomllib
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import dashboard
from dashboard import __main__, first_run

HEALTH = "http://127.0.0.1:{port}/_stcore/health"
PATIENCE = 20.0  # seconds
NAME = "sentiment.example.org"
# What runs before any package is there.
STARTING = ("dashboard/__init__.py", "dashboard/__main__.py", "dashboard/first_run.py")


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def wait_for(port: int, process: subprocess.Popen[str]) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(HEALTH.format(port=port), timeout=2) as answer,
        ):
            return answer.read().decode()
        time.sleep(0.1)
    process.kill()
    raise AssertionError(process.communicate())


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """The command, run from a folder of its own with a home of its own."""
    folder = tmp_path_factory.mktemp("elsewhere")
    port = free_port()
    process = subprocess.Popen(
        [*(sys.executable, "-m", "dashboard", "--headless", "--port", str(port)), "--name", NAME],
        cwd=folder,
        env={**os.environ, "HOME": str(folder), "DASHBOARD_STORE": f"sqlite:///{folder}/store.db"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for(port, process)
        yield port, process
    finally:
        with process:  # closes what it says as well
            process.kill()


def own_addresses() -> list[str]:
    """This machine's addresses that others can reach; none where it has no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked, contextlib.suppress(OSError):
        asked.connect(("192.0.2.1", 9))  # reserved for documentation; nothing is sent
        return [asked.getsockname()[0]]
    return ["127.0.0.2"]


def test_it_answers_on_this_machine_only(served: tuple[int, subprocess.Popen[str]]) -> None:
    port, _ = served

    for address in own_addresses():
        with pytest.raises(OSError, match=r"refused|unreachable"):
            socket.create_connection((address, port), timeout=2).close()


def test_every_answer_says_what_the_page_may_load(
    served: tuple[int, subprocess.Popen[str]],
) -> None:
    port, _ = served
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
        headers = answer.headers

    policy = dict(
        part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert not any("http" in allowed for allowed in policy.values())
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_the_drawing_library_is_asked_for_along_with_the_page(
    served: tuple[int, subprocess.Popen[str]],
) -> None:
    address = f"http://127.0.0.1:{served[0]}/"
    with urllib.request.urlopen(address, timeout=5) as answer:
        hint = answer.headers["Link"]
    found = re.fullmatch(r"<\./(static/js/PlotlyChart\..+\.js)>; rel=modulepreload", hint)
    assert found is not None
    with urllib.request.urlopen(address + found[1], timeout=5) as script:
        kind = script.headers["Content-Type"]

        assert "javascript" in kind
        assert script.headers["Link"] is None


UPGRADE = (
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
)


def status_of(port: int, path: str, *, host: str, origin: str | None, more: str = "") -> str:
    """The status of a server's answer to a request with these headers."""
    told = "" if origin is None else f"Origin: {origin}\r\n"
    asked = f"GET {path} HTTP/1.1\r\nHost: {host}\r\n{told}{more}\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(asked.encode())
        return line.recv(100).decode().split()[1]


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost", "101"), ("127.0.0.1", "101"), (NAME, "101"), ("a.example", "403")],
)
def test_only_the_servers_names_are_answered(
    served: tuple[int, subprocess.Popen[str]], host: str, status: str
) -> None:
    port, _ = served
    page = 200 if status == "101" else 403
    own = f"{host}:{port}"

    assert status_of(port, "/_stcore/stream", host=own, origin=f"http://{own}", more=UPGRADE) == (
        status
    )
    for path in ("/", "/_stcore/health", "/_stcore/host-config"):
        assert status_of(port, path, host=own, origin=None) == str(page)


@pytest.mark.parametrize(
    "origin", ["http://localhost:3000", "https://a.example", "null", "http://["]
)
def test_a_page_of_another_program_opens_nothing(
    served: tuple[int, subprocess.Popen[str]], origin: str
) -> None:
    port, _ = served
    host = f"localhost:{port}"

    assert status_of(port, "/_stcore/stream", host=host, origin=origin, more=UPGRADE) == "403"
    assert status_of(port, "/", host=host, origin=origin) == "403"


def test_counts_of_the_server_are_for_nobody(served: tuple[int, subprocess.Popen[str]]) -> None:
    port, _ = served

    assert status_of(port, "/_stcore/metrics", host=f"localhost:{port}", origin=None) == "403"


def test_a_page_behind_a_proxy_is_answered_under_its_name(
    served: tuple[int, subprocess.Popen[str]],
) -> None:
    port, _ = served
    page = f"https://{NAME}"

    assert status_of(port, "/_stcore/stream", host=NAME, origin=page, more=UPGRADE) == "101"


def test_without_a_name_only_this_machines_are_answered() -> None:
    settings = tomllib.loads(
        (first_run.ROOT / ".streamlit/config.toml").read_text(encoding="utf-8")
    )

    assert settings["server"]["allowedHosts"] == list(__main__.LOCAL)
    assert settings["server"]["enableXsrfProtection"] is True


@pytest.mark.parametrize("name", ["", "https://a.example", "a.example:443", "*", "-", "ä.example"])
def test_a_name_that_is_none_is_wrong_usage(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        __main__.main([f"--name={name}"])

    assert ended.value.code == 2
    assert "is no host's name" in capsys.readouterr().err


def test_a_taken_port_is_said_in_a_sentence(
    served: tuple[int, subprocess.Popen[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    port, _ = served

    assert __main__.main(["--headless", "--port", str(port)]) == 1
    assert f"Port {port} is taken" in capsys.readouterr().err


def test_ctrl_c_ends_it_without_a_traceback(served: tuple[int, subprocess.Popen[str]]) -> None:
    _, process = served
    process.send_signal(signal.SIGINT)
    said, complained = process.communicate(timeout=15)

    assert process.returncode in {0, 130}
    assert "Traceback" not in said + complained


def test_theme_and_settings_hold_in_any_folder(tmp_path: Path) -> None:
    app = Path(dashboard.__file__).with_name("app.py")
    settings = tomllib.loads((app.parent / ".streamlit/config.toml").read_text(encoding="utf-8"))
    code = (
        f"from streamlit import config; config._main_script_path = {str(app)!r}\n"
        "for name in ('server.address', 'browser.gatherUsageStats', 'runner.postScriptGC',"
        " 'server.fileWatcherType',"
        " 'theme.light.primaryColor', 'theme.dark.backgroundColor'):"
        " print(config.get_option(name))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert said.stdout.split() == [
        "localhost",
        "False",
        "False",
        "none",
        settings["theme"]["light"]["primaryColor"],
        settings["theme"]["dark"]["backgroundColor"],
    ]


def test_settings_and_pages_are_shipped_with_the_package() -> None:
    project = tomllib.loads((first_run.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shipped = project["tool"]["setuptools"]["package-data"]["dashboard"]

    assert {".streamlit/config.toml", "views/*"} <= set(shipped)
    assert not any(".streamlit" in name and "*" in name for name in shipped)  # nor secrets with it


def test_the_usual_port_or_a_free_one_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr(__main__, "PORT", taken.getsockname()[1])
        chosen = __main__._free_port()

        assert chosen != __main__.PORT
        assert __main__._is_free(chosen)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "²"])
def test_a_port_that_is_none_is_wrong_usage(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        __main__.main([f"--port={port}"])

    assert ended.value.code == 2
    assert "is no port" in capsys.readouterr().err


def test_help_shows_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        __main__.main(["--help"])

    assert ended.value.code == 0
    assert "python3 -m dashboard --headless --port 8600" in capsys.readouterr().out


@pytest.mark.parametrize("version", [(3, 7), (3, 8), (3, 10)])
def test_older_pythons_can_read_the_start(version: tuple[int, int]) -> None:
    for name in STARTING:
        path = first_run.ROOT / name
        assert ast.parse(path.read_text(encoding="utf-8"), feature_version=version)


def test_what_the_start_imports_at_once_is_in_every_python() -> None:
    young = {"metadata", "importlib.metadata", "tomllib", "zoneinfo", "dataclasses", "graphlib"}
    for name in STARTING:
        tree = ast.parse((first_run.ROOT / name).read_text(encoding="utf-8"))
        imports = [one for one in tree.body if isinstance(one, ast.Import | ast.ImportFrom)]
        names = {alias.name for one in imports for alias in one.names}
        assert not names & young, name


def test_an_older_python_gets_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(__main__, "OLDEST", (99, 0))

    assert __main__.main([]) == 1
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


def test_the_start_looks_for_every_package_that_is_asked_for() -> None:
    project = tomllib.loads((first_run.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = first_run.requirements()

    assert len(names) == len(project["project"]["dependencies"])
    assert {"streamlit", "yfinance", "pandas", "plotly", "vaderSentiment"} <= set(names)
    assert not first_run.missing_packages()


def test_an_installed_dashboard_knows_its_packages_without_the_project_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = first_run.requirements()
    monkeypatch.setattr(first_run, "ROOT", tmp_path)

    assert first_run.requirements() == names


def test_a_package_that_is_not_there_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\ndependencies = ["pandas", "no-such>=1"]')
    monkeypatch.setattr(first_run, "ROOT", tmp_path)

    assert first_run.missing_packages() == ["no-such"]


def test_a_long_silence_is_broken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(first_run, "HEARTBEAT", 0.01)
    spoken = threading.Event()
    monkeypatch.setattr(first_run, "say", lambda _line: spoken.set())

    def lines() -> Iterator[str]:
        assert spoken.wait(30)
        yield "Collecting pandas\n"

    first_run._tell(lines(), io.StringIO())

    assert spoken.is_set()


TOO_OLD = """Collecting soupsieve>=1.6.1
INFO: pip is looking at multiple versions of yfinance to determine which version is compatible.
ERROR: Cannot install yfinance because these package versions have conflicting dependencies.

The conflict is caused by:
    beautifulsoup4 4.15.0 depends on soupsieve>=1.6.1
    The user requested (constraint) soupsieve==4.1.2

To fix this you could try to:
1. loosen the range of package versions you've specified
2. remove package versions to allow pip attempt to solve the dependency conflict

ERROR: ResolutionImpossible: for help visit https://pip.pypa.io/
"""
NOT_BUILT = """  error: command 'gcc' failed: No such file or directory
  [end of output]

note: This error originates from a subprocess, and is likely not a problem with pip.
hint: See above for details.
more of the like
and more
"""


@pytest.mark.parametrize(
    ("said", "reason", "left_out"),
    [
        (TOO_OLD, "(constraint) soupsieve==4.1.2", "loosen"),
        (NOT_BUILT, "command 'gcc' failed", "more"),
        ("one\ntwo\nthree\nfour\n", "four", "one"),
        ("ERROR: Could not install packages: [Errno 28] No space left\n\n\n", "Errno 28", "Coll"),
        ("", "", "None"),
    ],
)
def test_pips_own_reason_is_told(said: str, reason: str, left_out: str) -> None:
    told = first_run._reason(said)

    assert reason in told
    assert left_out not in told


@pytest.mark.skipif(os.name == "nt", reason="a script stands for pip")
def test_a_package_for_other_pythons_is_not_told_as_a_network_that_fails(tmp_path: Path) -> None:
    ignored = "ERROR: Ignored the following versions that require a different python version: 4.1"
    pip = tmp_path / "python"
    pip.write_text(
        f"#!/bin/sh\necho '{ignored}'\necho 'ERROR: No matching distribution found'\nexit 1"
    )
    pip.chmod(0o755)
    told = first_run._install(pip, [], log=tmp_path / "log") or ""

    assert ignored in told
    assert "network" not in told


@pytest.mark.skipif(os.name == "nt", reason="a script stands for pip")
@pytest.mark.parametrize(
    ("line", "half_done"),
    [("Collecting pandas", False), ("Installing collected packages: a", True)],
)
def test_what_broke_off_while_installing_is_made_anew(
    tmp_path: Path, line: str, half_done: bool
) -> None:
    pip = tmp_path / "python"
    pip.write_text(f"#!/bin/sh\necho '{line}'\nexit 1")
    pip.chmod(0o755)

    assert first_run._install(pip, [], log=tmp_path / "log")
    assert first_run._half_done(tmp_path).exists() is half_done
    (tmp_path / "set-up").write_text(first_run._fingerprint(), encoding="utf-8")
    assert first_run._is_set_up(tmp_path, pip) is not half_done


def test_a_file_that_is_not_the_known_one_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(tmp_path / "never_there-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("never_there.py", "")
    pins = tmp_path / "hashes.txt"
    pins.write_text(f"never-there==1.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    what = ["--require-hashes", "--no-deps", "-r", str(pins)]
    fault = first_run._install(Path(sys.executable), what, log=tmp_path / "log") or ""

    assert "another file than hashes.txt names" in fault
    assert not first_run._half_done(tmp_path).exists()


def test_without_a_network_setting_up_says_what_is_wrong(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    (clone / "dashboard").mkdir(parents=True)
    for name in ("pyproject.toml", first_run.HASHES, *STARTING):
        (clone / name).write_bytes((first_run.ROOT / name).read_bytes())
    run = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            "import runpy, sys; sys.path.insert(0, '.');"
            "sys.argv[1:] = ['--headless']; runpy.run_module('dashboard', run_name='__main__')",
        ],
        cwd=clone,
        env={**os.environ, "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 1
    assert "no package index can be reached" in run.stderr
    assert "Traceback" not in run.stderr
