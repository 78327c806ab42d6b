"""The app served for tests, and a browser that visits it as a person would."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

PATIENCE = 60.0  # seconds
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
VIEWS = ("", "article", "study", "first", "library", "method")

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def served_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the dashboard is served from, with its library."""
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def site(served_folder: Path) -> Iterator[str]:
    """The dashboard, served from a folder of its own with a library of its own."""
    with serving(served_folder, free_port()) as served:
        yield served


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextlib.contextmanager
def serving(folder: Path, port: int, **settings: str) -> Iterator[str]:
    """Serve the dashboard from a folder, with a library in it and no network; give its address.

    What the server says lies in ``log`` in the folder; keyword arguments are its environment's.
    """
    own = {
        "HOME": str(folder),
        "DASHBOARD_STORE": f"sqlite:///{folder}/store.db",
        "DASHBOARD_OFFLINE": "1",
    }
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "dashboard", "--headless", "--port", str(port)],
            cwd=folder,
            env={**os.environ, **own, **settings},
            stdout=log,
            stderr=log,
        )
    try:
        served = f"http://127.0.0.1:{port}"
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with (
                contextlib.suppress(OSError),
                urllib.request.urlopen(f"{served}/_stcore/health", timeout=2),
            ):
                break
            time.sleep(0.1)
        yield served
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("these tests need Chrome or Chromium, and this machine has none")
        pytest.skip("no Chrome or Chromium here")
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE * 1000)  # a busy machine is no fault
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """Open a view in a window of its own, *at* the site; other arguments are the window's."""
    windows: list[BrowserContext] = []

    def opened(view: str = "", at: str = site, **options: object) -> Page:
        window = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        windows.append(window)
        page = window.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.goto(f"{at}/{view}")
        expect(page.get_by_test_id("stHeading").first).to_be_visible(timeout=PATIENCE * 1000)
        settled(page)
        return page

    yield opened
    for window in windows:
        window.close()


def settled(page: Page) -> None:
    """Wait until the page has been run to its end."""
    expect(page.get_by_test_id("stApp")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=PATIENCE * 1000
    )


def save(page: Page) -> None:
    """Save the article in the box and wait until the page says that it is kept."""
    page.get_by_role("button", name="Save to the library").click()
    expect(page.get_by_text("Saved; the library lists it.")).to_be_visible(timeout=PATIENCE * 1000)
    settled(page)


def paste(page: Page, text: str) -> None:
    """Put a text into the box for articles and wait until it has been read."""
    box = page.get_by_label("Paste the article, its headline first")
    box.fill(text)
    box.press("Control+Enter")
    expect(page.get_by_text("When was it published?")).to_be_visible(timeout=PATIENCE * 1000)
    settled(page)
