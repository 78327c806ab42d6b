"""Take the README's pictures of the dashboard, on the shipped data, in a real browser.

    python docs/make_pictures.py

Needs Chromium and the ``dev`` extra. The pictures are replaced where they lie, beside this file.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
CHART = ".js-plotly-plot .main-svg"
COLOURS = 256  # of a picture's palette: small files, and no band of colour is seen
INTO_VIEW = "one => one.scrollIntoView({block: 'center'})"
PATIENCE = 120_000  # milliseconds
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


def main() -> None:
    """Serve the dashboard and take every picture."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
    if path is None:
        sys.exit("The pictures need Chromium: install it, for instance with apt install chromium.")
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        for scheme in ("light", "dark"):
            page = opened(browser, address, scheme=scheme)
            page.locator(CHART).first.wait_for()
            keep(page, f"story-{scheme}")
        page = opened(browser, address, view="article")
        page.get_by_role("button", name="Fill in an example").click()
        page.get_by_text("Plain VADER, whole text").first.wait_for()
        page.mouse.move(760, 600)
        page.get_by_text("The gamble has imploded.").last.evaluate(INTO_VIEW)
        keep(page, "read")
        page.get_by_text("What it says of prices").evaluate("one => one.scrollIntoView()")
        page.mouse.wheel(0, -80)
        page.mouse.move(10, 900)  # away from the chart, whose tools would lie over it
        keep(page, "check")
        page = opened(browser, address)
        page.locator(CHART).first.wait_for()
        page.get_by_role("button", name="Export", exact=True).click()
        page.get_by_role("dialog").get_by_test_id("stImage").locator("img").wait_for()
        keep(page, "export")
        browser.close()


@contextmanager
def served() -> Iterator[str]:
    """Serve the dashboard with an empty library and no network."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    with tempfile.TemporaryDirectory() as place:
        own = {"DASHBOARD_STORE": f"sqlite:///{place}/store.db", "DASHBOARD_OFFLINE": "1"}
        command = [sys.executable, "-m", "dashboard", "--headless", "--port", str(port)]
        process = subprocess.Popen(command, env={**os.environ, **own})  # noqa: S603
        try:
            wait(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.kill()
            process.wait()


def wait(address: str) -> None:
    """Return once the server answers."""
    for _ in range(300):
        with suppress(OSError):
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310
            return
        time.sleep(0.1)
    raise TimeoutError(address)


def opened(browser: Browser, address: str, *, view: str = "", scheme: str = "light") -> Page:
    """Open a view in a window of its own."""
    window = browser.new_context(viewport={"width": 1280, "height": 960}, color_scheme=scheme)
    page = window.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address + view)
    page.get_by_role("heading").first.wait_for()
    settle(page)
    return page


def settle(page: Page) -> None:
    """Wait until the page has been run to its end and drawn."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.wait_for_timeout(1500)


def keep(page: Page, name: str) -> None:
    """Save what the window shows, in a palette of its own."""
    settle(page)
    path = HERE / f"{name}.png"
    page.screenshot(path=path)
    Image.open(path).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
        path, optimize=True
    )
    print(f"{path.name}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
