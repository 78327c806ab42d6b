"""Where nobody may be asked, no view and no command asks anybody anything."""

import socket
from collections.abc import Callable
from pathlib import Path

import curl_cffi
import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard import __main__ as app_command
from sentiment import __main__ as engine_command

APP = Path(dashboard.__file__).with_name("app.py")
VIEWS = sorted(path.stem for path in (APP.parent / "views").glob("*.py"))


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A file: a library on a server is asked by nobody's choice but the reader's."""
    return f"sqlite:///{tmp_path}/store.db"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, own_library: str) -> list[str]:
    """What was asked of the network, by Python's sockets or by libcurl; none of it leaves."""
    assert own_library
    monkeypatch.setenv("DASHBOARD_OFFLINE", "1")
    every: list[str] = []

    def noted(door: str) -> Callable[..., object]:
        def ask(*words: object, **_options: object) -> object:
            every.append(f"{door} {words[-1]!r}")
            raise OSError("no network")

        return ask

    monkeypatch.setattr(socket, "getaddrinfo", noted("name of"))
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, noted("connection to"))
    monkeypatch.setattr(curl_cffi.Curl, "perform", noted("libcurl"))
    return every


def test_the_guard_sees_both_kinds_of_question(asked: list[str]) -> None:
    with pytest.raises(OSError, match="no network"):
        socket.create_connection(("news.example.org", 443))
    with pytest.raises(Exception, match="no network"):
        curl_cffi.requests.get("https://finance.example.org")

    assert len(asked) == 2


@pytest.mark.parametrize("share", ["NVDA", "AMD", "SAP.DE", "an unknown company"])
def test_no_view_asks_anybody(asked: list[str], share: str) -> None:
    for view in VIEWS:
        page = AppTest.from_file(str(APP), default_timeout=60).switch_page(f"views/{view}.py")
        page.query_params["share"] = share
        page.run()
        assert not page.exception, page.exception

    assert asked == []


@pytest.mark.parametrize(
    "words",
    [
        "prices refresh NVDA",
        "announcements find AMD --since 2026-01-01",
        "announcements unexplained NVDA",
        "shares find unheard-of",
        "read https://news.example.org/article.html",
        "claims https://news.example.org/article.html",
        "study AMD",
        "leadlag NVDA",
        "study UNKNOWN1",
    ],
)
def test_no_command_of_the_engine_asks_anybody(asked: list[str], words: str) -> None:
    assert engine_command.main(words.split()) in (0, 1)
    assert asked == []


@pytest.mark.parametrize(
    "words", ["chart story --out {}/a.html", "report --event 2026-02-02-shares-fall --out {}/a.zip"]
)
def test_no_command_of_the_app_asks_anybody(
    asked: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dashboard.images import rendering  # noqa: PLC0415

    monkeypatch.setattr(rendering, "missing_browser", lambda: "none is asked for here")
    assert app_command.main(words.format(tmp_path).split()) in (0, 1)
    assert asked == []
