"""Time the story page beside a bare one-chart app of the same bars, in a real browser.

    python benchmarks/page.py [--rounds 12]

Both servers run at once, and visits alternate between them. A visit begins with an empty browser
cache; its time runs from navigation to the first drawn chart, and a click's from the click on
a choice (announcement, range, scorer) to the redrawn chart. Bytes are those that came over the
websocket. Needs Chromium and the ``dev`` extra.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
from playwright.sync_api import Browser, Locator, Page, sync_playwright

import seeds

# The least that shows the same bars and redraws a mark on them when an announcement is chosen.
BARE = """
import pandas as pd, plotly.graph_objects as go, streamlit as st
bars = pd.read_parquet({prices!r}).query("symbol == 'NVDA'")
days = bars[bars["session"].between("2025-09-02", "2026-03-31")]
chosen = st.pills("Announcements", [20, 40, 60, 80, 100, 120], default=20)
figure = go.Figure(go.Scatter(x=days["session"], y=days["close"]))
figure.add_vline(x=days["session"].iloc[chosen])
st.plotly_chart(figure)
"""
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
DRAWN = ".js-plotly-plot .scatterlayer .js-line"
MAIN = "[data-testid=stMain] [data-testid=stButtonGroup] button"
SIDE = "[data-testid=stSidebar] [data-testid=stButtonGroup] button"
# What is clicked in the dashboard's sidebar, in this order, so that each is a change.
SIDES = {"range": ("6 months", "1 year", "The story"), "scorer": ("Plain VADER", "Finance reading")}
# Resolves to the milliseconds from the next press of a button to the frame that shows new marks.
REDRAWN = """() => {
    const marks = () => [...document.querySelectorAll(".shapelayer path, .barlayer path")]
        .map(path => path.getAttribute("d") + path.getAttribute("style")).join();
    window.redrawn = new Promise(done => {
        document.addEventListener("pointerdown", () => {
            const pressed = performance.now(), before = marks();
            const look = () => {
                const now = marks();
                if (now && now !== before) done(performance.now() - pressed);
                else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
        }, {once: true, capture: true});
    });
}"""


@contextmanager
def served(command: list[str], *, folder: Path) -> Iterator[str]:
    """Run a server until the block ends; give its address."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    flag = [f"--server.port={port}"] if "streamlit" in command else ["--port", str(port)]
    own = {"HOME": str(folder), "DASHBOARD_STORE": f"sqlite:///{folder}/store.db"}
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", *command, *flag],
            cwd=folder,
            env={**os.environ, **own},
            stdout=log,
            stderr=log,
        )
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://localhost:{port}/"
    finally:
        server.kill()
        server.wait()


def _wait(address: str) -> None:
    """Return once the server answers."""
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


def visit(
    browser: Browser, address: str, *, clicks: int
) -> tuple[float, list[tuple[str, float]], int]:
    """Return one visit: seconds to the first chart, kind and seconds of each click, bytes."""
    context = browser.new_context(viewport={"width": 1280, "height": 1600})
    page = context.new_page()
    received: list[int] = []
    page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda payload: received.append(len(payload))),
    )
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(DRAWN, state="attached")
    first = time.perf_counter() - began
    until_first = sum(received)
    page.wait_for_selector(MAIN)
    settle(page)
    times = [
        ("announcement", click(page, page.locator(MAIN).nth(number)))
        for number in range(1, clicks + 1)
    ]
    sides = page.locator(SIDE)
    if sides.count():
        times += [
            (kind, click(page, sides.filter(has_text=name)))
            for kind, names in SIDES.items()
            for name in names
        ]
    context.close()
    return first, times, until_first


def click(page: Page, choice: Locator) -> float:
    """Return the seconds from a click on a choice to the changed chart."""
    page.evaluate(REDRAWN)
    choice.click()
    seconds = float(page.evaluate("window.redrawn")) / 1000
    settle(page)
    return seconds


def settle(page: Page) -> None:
    """Wait until the rest of the page is drawn, so that a click is alone."""
    page.wait_for_timeout(1500)


def main() -> None:
    """Run the visits and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--clicks", type=int, default=3, help="clicks in a visit")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folders = {name: Path(place) / name for name in ("dashboard", "bare")}
        for folder in folders.values():
            folder.mkdir()
        app = folders["bare"] / "bare.py"
        app.write_text(BARE.format(prices=str(Path(seeds.__file__).parent / "prices.parquet")))
        bare = ["streamlit", "run", str(app), "--server.headless=true"]
        with (
            served(["dashboard", "--headless"], folder=folders["dashboard"]) as dashboard,
            served(bare, folder=folders["bare"]) as plain,
        ):
            _compare(
                {"dashboard": dashboard, "bare": plain}, rounds=asked.rounds, clicks=asked.clicks
            )


def _compare(addresses: dict[str, str], *, rounds: int, clicks: int) -> None:
    """Alternate between the two, and print what it took."""
    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS, headless=True
        )
        for turn in range(rounds + 1):
            for name, address in addresses.items():
                first, times, received = visit(browser, address, clicks=clicks)
                if turn == 0:
                    print(f"{name}: first visit after its server's start {first:.2f} s")
                    continue
                rows.append((name, "to first chart, s", first))
                rows.append((name, "received till then, kB", received / 1000))
                rows += [(name, f"{kind} to changed chart, s", seconds) for kind, seconds in times]
        browser.close()
    table = pd.DataFrame(rows, columns=["app", "what", "value"])
    found = table.groupby(["what", "app"], sort=False)["value"].agg(
        median="median", p95=lambda values: np.percentile(values, 95), n="size"
    )
    print(found.round(3).to_string())
    print("\nratios, dashboard to bare, whose own click stands for each kind")
    own = {"range": "announcement", "scorer": "announcement"}
    for what, of_ours in found.xs("dashboard", level="app").iterrows():
        kind, rest = str(what).split(" ", 1)
        of_bare = found.loc[f"{own.get(kind, kind)} {rest}", "bare"]
        print(what, (of_ours / of_bare)[["median", "p95"]].round(2).to_dict())


if __name__ == "__main__":
    main()
