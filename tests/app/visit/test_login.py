"""Who has to log in sees nothing before, and leaves nothing behind: over HTTP, in a browser."""

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browsing import PATIENCE, free_port, paste, serving, settled
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from openid_provider import PASSWORD, OpenidProvider
from playwright.sync_api import Browser, BrowserContext, Page, expect
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.visit import login

APP = Path(dashboard.__file__).with_name("app.py")
COOKIE, COOKIE_SECRET = "_streamlit_user", "only the tests sign with these words"
NAME = "Ada Example"
GOOD = {
    "cookie_secret": COOKIE_SECRET,
    "redirect_uri": "http://localhost/oauth2callback",
    "client_id": "a",
    "client_secret": "b",
    "server_metadata_url": "http://localhost/c",
}


@dataclass(frozen=True, slots=True)
class Guarded:
    """A dashboard that asks who comes."""

    address: str
    folder: Path
    provider: OpenidProvider


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder = tmp_path_factory.mktemp("guarded")
    provider = OpenidProvider()
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit/secrets.toml").write_text(
        f'[auth]\nredirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"\n'
        f'cookie_secret = "{COOKIE_SECRET}"\n{provider.settings()}',
        encoding="utf-8",
    )
    with serving(folder, free_port()) as address:
        yield Guarded(address, folder, provider)
    provider.close()


@pytest.fixture
def guarded(started: Guarded) -> Guarded:
    """The dashboard and its provider, which does all right and knows one visitor."""
    started.provider.claims = {"name": NAME, "email": "ada@example.org"}
    started.provider.trouble = ""
    return started


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@dataclass(frozen=True, slots=True)
class Visitor:
    """A page, and all that came over its websocket."""

    page: Page
    received: list[bytes]

    def is_shown_nothing(self) -> bool:
        """Wait for the way in; return whether no more than that came."""
        expect(self.page.get_by_role("button", name="Log in")).to_be_visible()
        settled(self.page)
        assert self.page.get_by_test_id("stMain").get_by_role("button").count() == 1
        assert self.page.get_by_test_id("stSidebar").count() == 0
        return not any(re.search(b"NVDA|Nvidia|Spoken|SPY", one) for one in self.received)

    def logs_in(self) -> None:
        self.page.get_by_role("button", name="Log in").click()
        expect(self.page.get_by_role("heading", name="Nvidia fell 2.9%")).to_be_visible()
        settled(self.page)


def visit(window: BrowserContext, guarded: Guarded, *, view: str = "") -> Visitor:
    page = window.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    expect.set_options(timeout=PATIENCE * 1000)
    received: list[bytes] = []
    page.on(
        "websocket",
        lambda line: line.on("framereceived", lambda sent: received.append(bytes(sent))),
    )
    page.goto(f"{guarded.address}/{view}")
    return Visitor(page, received)


@pytest.mark.parametrize("view", ["", "article", "library", "method", "?share=NVDA"])
def test_nobody_sees_a_page_before_logging_in(
    window: BrowserContext, guarded: Guarded, view: str
) -> None:
    visitor = visit(window, guarded, view=view)

    assert visitor.is_shown_nothing()
    assert visitor.page.get_by_role("dialog").count() == 0  # nor is told that there is no such page


def test_who_logs_in_sees_the_story_until_logging_out(
    window: BrowserContext, guarded: Guarded
) -> None:
    visitor = visit(window, guarded)
    visitor.logs_in()

    expect(visitor.page.get_by_text(f"Logged in as {NAME}")).to_be_visible()
    assert any(b"NVDA" in one for one in visitor.received)

    visitor.received.clear()
    visitor.page.get_by_role("button", name="Log out").click()

    assert visitor.is_shown_nothing()
    assert not {COOKIE} & {one["name"] for one in window.cookies()}

    visitor.received.clear()
    visitor.page.go_back()
    visitor.page.goto(guarded.address)

    assert visitor.is_shown_nothing()


KEPT = "sessionStorage.getItem('article-draft')"


def test_a_draft_is_kept_for_its_visitor_and_from_the_next(
    window: BrowserContext, guarded: Guarded
) -> None:
    first = visit(window, guarded)
    first.logs_in()
    first.page.goto(f"{guarded.address}/article")
    paste(first.page, "Bet unravels\n\nPublished 2026-02-02T11:42:00-05:00\n\nIt fell hard.")
    first.page.reload()
    expect(first.page.get_by_text("This article was not saved.")).to_be_visible()
    beside = visit(window, guarded)
    expect(beside.page.get_by_role("button", name="Log out")).to_be_visible()
    settled(beside.page)
    beside.received.clear()
    beside.page.get_by_role("button", name="Log out").click()
    assert beside.is_shown_nothing()
    guarded.provider.claims = {"sub": "visitor-2", "name": "Bo Example"}
    beside.logs_in()
    kept = first.page.evaluate(KEPT)
    first.received.clear()
    first.page.reload()
    first.page.wait_for_function(f"{KEPT} === null")
    settled(first.page)

    assert "It fell hard." in kept
    expect(first.page.get_by_text("Logged in as Bo Example")).to_be_visible()
    expect(first.page.get_by_role("button", name="Fill in an example")).to_be_visible()
    assert not any(b"fell hard" in one for one in first.received)


def test_who_logs_out_leaves_no_draft_in_the_tab(window: BrowserContext, guarded: Guarded) -> None:
    visitor = visit(window, guarded)
    visitor.logs_in()
    visitor.page.goto(f"{guarded.address}/article")
    paste(visitor.page, "Bet unravels\n\nIt fell hard.")
    kept = visitor.page.evaluate(KEPT)
    visitor.page.get_by_role("link", name="Library").first.click()
    expect(visitor.page.get_by_role("heading", name="Library")).to_be_visible()
    settled(visitor.page)
    visitor.page.get_by_role("button", name="Log out").click()

    expect(visitor.page.get_by_role("button", name="Log in")).to_be_visible()
    assert "It fell hard." in kept
    visitor.page.wait_for_function(f"{KEPT} === null")  # outlives the way to the provider and back


def test_another_window_has_to_log_in_for_itself(
    window: BrowserContext, guarded: Guarded, browser: Browser
) -> None:
    visit(window, guarded).logs_in()
    other = browser.new_context()

    assert visit(other, guarded).is_shown_nothing()
    other.close()


@pytest.mark.parametrize(
    "trouble",
    [
        "another nonce",
        "another key",
        "another audience",
        "another issuer",
        "expired",
        "another state",
    ],
)
def test_a_token_that_is_not_right_opens_nothing(
    window: BrowserContext, guarded: Guarded, trouble: str
) -> None:
    visitor = visit(window, guarded)
    expect(visitor.page.get_by_role("button", name="Log in")).to_be_visible()
    guarded.provider.trouble = trouble
    with (
        visitor.page.expect_navigation(),  # to its end, or it would cut the next one short
        visitor.page.expect_response(re.compile("oauth2callback")),
    ):
        visitor.page.get_by_role("button", name="Log in").click()
    visitor.page.goto(guarded.address)

    assert visitor.is_shown_nothing()
    assert not {COOKIE} & {one["name"] for one in window.cookies()}


@pytest.mark.parametrize(
    ("changed", "opens"),
    [
        ({}, True),
        ({"secret": "another secret of many characters"}, False),
        ({"days": 40}, False),
        ({"origin": "http://elsewhere.example"}, False),
    ],
    ids=["the server's own", "forged", "out of date", "of another server"],
)
def test_only_a_cookie_of_the_servers_own_opens(
    window: BrowserContext, guarded: Guarded, changed: dict[str, object], opens: bool
) -> None:
    made = {"secret": COOKIE_SECRET, "days": 0, "origin": guarded.address, **changed}
    window.add_cookies([{"name": COOKIE, "value": cookie(**made), "url": guarded.address}])
    visitor = visit(window, guarded)

    if opens:
        expect(visitor.page.get_by_text(f"Logged in as {NAME}")).to_be_visible()
    else:
        assert visitor.is_shown_nothing()


def cookie(*, secret: str, days: int, origin: str) -> str:
    """Return the value of a cookie for the visitor that was signed some days ago."""

    class Signer(TimestampSigner):
        def get_timestamp(self) -> int:
            return super().get_timestamp() - days * 86_400

    told = json.dumps({"is_logged_in": True, "name": NAME, "origin": origin})
    return str(URLSafeTimedSerializer(secret, salt=COOKIE, signer=Signer).dumps(told))


def test_a_name_is_shown_as_it_is_written(window: BrowserContext, guarded: Guarded) -> None:
    name = "<b>Ada</b> **bold** [link](http://a.example) :red[colour]"
    guarded.provider.claims = {"name": name}
    visitor = visit(window, guarded)
    visitor.logs_in()

    line = visitor.page.get_by_test_id("stSidebar").get_by_text("Logged in as")
    expect(line).to_have_text(re.compile(re.escape("<b>Ada</b> **bold** [link](http")))
    assert line.locator("a, b, strong, span").count() == 0


def test_nothing_of_a_login_is_kept(window: BrowserContext, guarded: Guarded) -> None:
    visit(window, guarded).logs_in()
    held = b"".join(path.read_bytes() for path in guarded.folder.glob("store.db*"))
    said = (guarded.folder / "log").read_text(encoding="utf-8")
    secrets = [COOKIE_SECRET, PASSWORD, NAME, "ada@example.org", *guarded.provider.told]

    assert len(secrets) > 4
    assert [one for one in secrets if one.encode() in held or one in said] == []


def test_no_page_is_answered_to_a_code_that_nobody_asked_for(guarded: Guarded) -> None:
    asked = f"{guarded.address}/oauth2callback?code=stolen&state=guessed"
    with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
        assert COOKIE not in str(answer.headers.get_all("Set-Cookie"))
        assert answer.headers["Content-Security-Policy"]


def nobody_is_let_in(app: AppTest) -> str:
    """Return why, in the one sentence that the page holds."""
    app.run()

    assert not app.exception
    assert not app.sidebar
    assert not app.header
    (told,) = (one.value for one in app.error)
    return told.replace("\\", "")


def test_secrets_that_cannot_be_read_let_nobody_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit/secrets.toml").write_text("[auth", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert "cannot be read" in nobody_is_let_in(AppTest.from_file(str(APP), default_timeout=60))


@pytest.mark.parametrize("asked", [{}, 1], ids=["empty", "no table"])
def test_secrets_that_are_not_enough_let_nobody_in(asked: object) -> None:
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.secrets["auth"] = asked

    assert "cookie_secret in [auth] has fewer than 32 characters" in nobody_is_let_in(app)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({}, None),
        ({"cookie_secret": "short"}, "cookie_secret in [auth] has fewer than 32 characters"),
        ({"redirect_uri": "http://localhost"}, "redirect_uri in [auth] does not end in"),
        ({"client_secret": ""}, "[auth] lacks client_secret"),
        ({"client_id": "", "server_metadata_url": ""}, "[auth] lacks client_id, server_metadata"),
        ({"client_kwargs": {"scope": "openid"}}, None),
        ({"work": {"client_id": "a"}}, "[auth.work] lacks client_secret, server_metadata_url"),
        ({"at_work": GOOD}, "the name in [auth.at_work] may hold no underscore"),
        ({"work": GOOD, "home": GOOD}, None),
    ],
)
def test_settings_that_nobody_could_log_in_with_are_told(
    changed: dict[str, object], fault: str | None
) -> None:
    found = login.fault_of({**GOOD, **changed})

    assert found is None if fault is None else str(found).startswith(fault)


def test_each_provider_has_a_button() -> None:
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.secrets["auth"] = {**GOOD, "work": GOOD, "a *club*": GOOD}
    app.run()

    assert [one.label for one in app.button] == ["Log in with work", "Log in with a \\*club\\*"]


def test_where_nobody_has_to_log_in_nothing_for_it_is_loaded(tmp_path: Path) -> None:
    program = (
        "import sys; from streamlit.testing.v1 import AppTest;"
        f"app = AppTest.from_file({str(APP)!r}, default_timeout=60).run();"
        "print(len(app.subheader) > 0, len(app.exception),"
        " 'Log out' in [one.label for one in app.button],"
        " sorted({'authlib', 'joserfc', 'httpx'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        cwd=tmp_path,
        env={
            **os.environ,
            "DASHBOARD_STORE": f"sqlite:///{tmp_path}/s.db",
            "DASHBOARD_OFFLINE": "1",
        },
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.split(maxsplit=3) == ["True", "0", "False", "[]\n"]
