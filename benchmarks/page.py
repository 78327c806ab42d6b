"""Time the story page beside a bare one-chart app of the same bars, in a real browser.

    python benchmarks/page.py [--rounds 12] [--starts 4]

Starts come first: each server in turn, alone, from its command to the first drawn chart of its
first visit. Then both run at once, and visits alternate between them. A visit begins with an empty
browser cache; its time runs from navigation to the first drawn chart, a click's from the click on a
choice (announcement, range, scorer) to the redrawn chart, and a paste's from the key that hands
over an article of 1,000 words, another one each time, to its coloured reading; both by the page's
own clock. Bytes are those that came over the websocket, of a click until the page has settled.
Needs Chromium and the ``dev`` extra.
"""

import argparse
import itertools
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

SEEDS = Path(seeds.__file__).parent

# The least that shows the same bars and redraws a mark on them when an announcement is chosen.
BARE = """
import pandas as pd, plotly.graph_objects as go, streamlit as st
bars = pd.read_parquet({prices!r}).query("symbol == 'NVDA'")
spans = {{
    "The story": bars[bars["session"].between("2025-09-02", "2026-03-31")],
    "6 months": bars[-126:],
    "1 year": bars[-252:],
    "All held": bars,
}}
days = spans[st.sidebar.segmented_control("Range", spans, default="The story", required=True)]
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
# Of the bare app; the dashboard has its ranges there.
PILLS = "[data-testid=stMain] [data-testid=stButtonGroup]:not(.st-key-span *) button"
MARKS = ".js-plotly-plot .scatterlayer .trace text"  # of the dashboard
SIDE = "[data-testid=stButtonGroup] button"
# What is clicked beside the picture, in this order, so that each is a change.
SIDES = {
    "scorer": ("Plain VADER", "Finance reading"),
    "range": ("6 months", "1 year", "The story", "All held"),
}
WORDS = 1000  # of the pasted article
# Resolves to the milliseconds from the next press of a button to the frame that shows new marks:
# announcements' lines and the bars of tone, so few that looking in each frame takes no time.
REDRAWN = """() => {
    const marks = () => [...document.querySelectorAll(".shapelayer path, .xy3 .barlayer path")]
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

# Resolves to the milliseconds from the next press of Enter to the frame that shows a sentence with
# a sign in its colour.
COLOURED = """sign => {
    const sentences = () => [...document.querySelectorAll(".stMarkdownColoredBackground")];
    window.coloured = new Promise(done => {
        document.addEventListener("keydown", function hear(event) {
            if (event.key !== "Enter") return;
            document.removeEventListener("keydown", hear, true);
            const pressed = performance.now();
            const look = () => {
                if (sentences().some(sentence => sentence.textContent.includes(sign)))
                    done(performance.now() - pressed);
                else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
        }, true);
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


def visit(browser: Browser, address: str, *, clicks: int) -> Iterator[tuple[str, float]]:
    """Visit the page; yield what was measured and its value: seconds, or kilobytes."""
    page, received = opened(browser)
    yield "to first chart, s", first_chart(page, address)
    yield "received till then, kB", sum(received) / 1000
    page.wait_for_selector(f"{PILLS}, {MARKS}")
    settle(page)
    yield from _clicked(page, received, kind="announcement", clicks=clicks)
    for kind, names in SIDES.items():
        for choice in [page.locator(SIDE).filter(has_text=name) for name in names]:
            if choice.count():  # the bare page scores nothing
                yield f"{kind} to changed chart, s", click(page, choice)
    yield from _clicked(page, received, kind="with all held, announcement", clicks=clicks)
    page.context.close()


def opened(browser: Browser) -> tuple[Page, list[int]]:
    """Return a page of a window of its own, and the sizes of what will come over its websocket."""
    page = browser.new_context(viewport={"width": 1280, "height": 1600}).new_page()
    received: list[int] = []
    page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda payload: received.append(len(payload))),
    )
    return page, received


def first_chart(page: Page, address: str) -> float:
    """Return the seconds from navigation to the first drawn chart."""
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(DRAWN, state="attached", timeout=120_000)
    return time.perf_counter() - began


def _clicked(
    page: Page, received: list[int], *, kind: str, clicks: int
) -> Iterator[tuple[str, float]]:
    """Choose one announcement after another."""
    for number in range(1, clicks + 1):
        received.clear()
        choice = page.locator(f"{PILLS}, {MARKS}").nth(number)
        yield f"{kind} to changed chart, s", click(page, choice)
        yield f"{kind}, received, kB", sum(received) / 1000


def click(page: Page, choice: Locator) -> float:
    """Return the seconds from a click on a choice to the changed chart."""
    page.evaluate(REDRAWN)
    choice.click(force=True)  # a mark of a chart lies below the layer that takes the clicks
    seconds = float(page.evaluate("window.redrawn")) / 1000
    settle(page)
    return seconds


def paste(browser: Browser, address: str, *, text: str, sign: str) -> float:
    """Return the seconds from handing over a text to its sentence with *sign* in its colour."""
    page, _ = opened(browser)
    page.goto(f"{address}article")
    box = page.get_by_label("Paste the article, its headline first")
    box.fill(text)
    settle(page)
    page.evaluate(COLOURED, sign)
    box.press("Control+Enter")
    seconds = float(page.evaluate("window.coloured")) / 1000
    page.context.close()
    return seconds


def article(number: int) -> tuple[str, str]:
    """Return an article that was never pasted before, and a sign of one of its sentences."""
    sign = f"in its quarter {number}"
    texts = (text_of(path) for path in sorted(SEEDS.glob("articles/*")))
    words = itertools.islice(itertools.chain.from_iterable(map(str.split, texts)), WORDS)
    return f"Nvidia beat all estimates {sign}.\n\n{' '.join(words)}", sign


def text_of(path: Path) -> str:
    """Return a shipped article without what stands before its text."""
    return path.read_text(encoding="utf-8").rpartition("+++")[2]


def settle(page: Page) -> None:
    """Wait until the rest of the page is drawn, so that a click is alone."""
    page.wait_for_timeout(1500)


def main() -> None:
    """Run the visits and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--starts", type=int, default=4)
    parser.add_argument("--clicks", type=int, default=3, help="clicks in a visit")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folders = {name: Path(place) / name for name in ("dashboard", "bare")}
        for folder in folders.values():
            folder.mkdir()
        app = folders["bare"] / "bare.py"
        app.write_text(BARE.format(prices=str(SEEDS / "prices.parquet")))
        commands = {
            "dashboard": ["dashboard", "--headless"],
            "bare": ["streamlit", "run", str(app), "--server.headless=true"],
        }
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS, headless=True
        )
        rows = [*_starts(browser, commands, folders=folders, starts=asked.starts)]
        with (
            served(commands["dashboard"], folder=folders["dashboard"]) as dashboard,
            served(commands["bare"], folder=folders["bare"]) as plain,
        ):
            addresses = {"dashboard": dashboard, "bare": plain}
            for turn in range(asked.rounds + 1):
                found = [*_round(browser, addresses, turn=turn, clicks=asked.clicks)]
                rows += found if turn else []  # the first visits warm both servers
        browser.close()
    _tell(pd.DataFrame(rows, columns=["app", "what", "value"]))


def _starts(
    browser: Browser, commands: dict[str, list[str]], *, folders: dict[str, Path], starts: int
) -> Iterator[tuple[str, str, float]]:
    """Yield the seconds from each command to the first chart, and from the visit that it allows."""
    for _ in range(starts):
        for name, command in commands.items():
            began = time.perf_counter()
            with served(command, folder=folders[name]) as address:
                page, _ = opened(browser)
                visited = first_chart(page, address)
                yield name, "command to first chart, s", time.perf_counter() - began
                yield name, "first visit to first chart, s", visited
                page.context.close()


def _round(
    browser: Browser, addresses: dict[str, str], *, turn: int, clicks: int
) -> Iterator[tuple[str, str, float]]:
    """Yield what a visit to each app found, and a paste."""
    for name, address in addresses.items():
        for what, value in visit(browser, address, clicks=clicks):
            yield name, what, value
    text, sign = article(turn)
    seconds = paste(browser, addresses["dashboard"], text=text, sign=sign)
    yield "dashboard", "paste to coloured reading, s", seconds


def _tell(table: pd.DataFrame) -> None:
    """Print the medians, and the ratios to the bare page."""
    found = table.groupby(["what", "app"], sort=False)["value"].agg(
        median="median", p95=lambda values: np.percentile(values, 95), n="size"
    )
    print(found.round(3).to_string())
    print("\nratios, dashboard to bare, whose announcement stands for the scorer and the paste")
    rerun = found.loc[("announcement to changed chart, s", "bare")]
    for what, of_ours in found.xs("dashboard", level="app").iterrows():
        if not str(what).endswith(", s"):
            continue
        of_bare = found.loc[(what, "bare")] if (what, "bare") in found.index else rerun
        print(what, (of_ours / of_bare)[["median", "p95"]].round(2).to_dict())


if __name__ == "__main__":
    main()
