"""Let many people click and paste at once, over real websockets, and watch what it does to each.

    python benchmarks/load.py [--people 25] [--minutes 5] [--soak 0]

One person alone comes first and gives the median of each kind of act. Then all of them act: they
open pages, choose announcements, ranges and scorers, and paste articles that hold a word of their
own; between two acts each thinks for 3 to 8 seconds, and after 20 acts leaves and comes anew. A
time runs from the act to the end of the run that it starts, when the last of the page has been
sent. What came over each websocket is searched for the others' words, and for errors.

A soak does the same for longer and follows the server's memory. Needs the ``dev`` extra.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Awaitable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
import psutil
from page import served
from scipy import stats
from visitor import WORD, Visitor

SEED = 20260202
THINKING = (3.0, 8.0)  # seconds
WARM, ALONE, ALONE_THINKING = 0.7, 1.5, (0.2, 0.6)  # minutes; minutes; seconds
ACTS_A_VISIT = 20
LONGEST = 120.0  # seconds for one act; more is an error
STORED = 5.0  # seconds; Streamlit keeps a session that was left for 120, should it come back
SAMPLED = 30.0  # seconds between two looks at the server's memory
SETTLED = 1 / 3  # of a soak is warm-up
SLOWDOWN = 3.0  # times the median alone, times how many share the processor
MEGABYTES_A_SESSION = 10.0
BOX = "article_text"
CHOICES = {"event": "announcement", "span": "range", "scorer": "scorer"}
SENTENCES = (
    "Nvidia shares fell {move}% on Monday.",
    "Analysts called the outcome a serious disappointment for Nvidia.",
    "The company beat its own estimates, and orders rose by {move}%.",
    "AMD gained on the news, while its outlook was cut.",
    "Nobody knows yet whether the money will come.",
    "The stock closed at ${move}0, down from its record.",
)


@dataclass(slots=True)
class Notes:
    """What was seen: acts as (kind, seconds, how many waited meanwhile), and faults in words."""

    acts: list[tuple[str, float, float]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _waiting: int = 0
    _waited: float = 0.0  # seconds, of all together
    _moment: float = 0.0

    async def time(self, kind: str, act: Awaitable[float]) -> None:
        """Wait for an act; note how long it took, and how many waited on average meanwhile."""
        began = self._turn(+1)
        try:
            async with asyncio.timeout(LONGEST):
                seconds = await act
        finally:
            waited = self._turn(-1) - began
        self.acts.append((kind, seconds, waited / seconds))

    def _turn(self, more: int) -> float:
        """Count one more who waits, or one less; return what all have waited until now."""
        now = time.perf_counter()
        self._waited += self._waiting * (now - self._moment)
        self._moment, self._waiting = now, self._waiting + more
        return self._waited


@dataclass(slots=True)
class Person:
    """Somebody who comes again and again, thinks for some seconds and acts."""

    address: str
    number: int
    thinking: tuple[float, float]
    notes: Notes
    random: np.random.Generator

    async def come(self, *, until: float) -> None:
        """Come again and again until the moment has passed, at first after some thought."""
        await asyncio.sleep(self.random.uniform(0, self.thinking[1]))
        while time.monotonic() < until:
            async with Visitor(self.address, self.number) as visitor:
                await self.notes.time("opening", visitor.open())
                await self._stay(visitor, until=until)
                self.notes.faults += visitor.faults

    async def _stay(self, visitor: Visitor, *, until: float) -> None:
        page = "Story"
        for _ in range(ACTS_A_VISIT):
            await asyncio.sleep(self.random.uniform(*self.thinking))
            if time.monotonic() > until:
                return
            page = await self._act(visitor, page)

    async def _act(self, visitor: Visitor, page: str) -> str:
        """Do one thing that the page lets do; return the page that it leads to."""
        here = {"Story": ["event"] * 3 + ["span"], "Read an article": [BOX] * 3}.get(page, [])
        kind = self.random.choice([*here, "scorer", "page", "page"])
        if kind == BOX:
            await self.notes.time("article", visitor.paste(BOX, self._article()))
            if not visitor.own_seen:
                self.notes.faults.append(f"{self.number} did not see its own text")
        elif kind == "page":
            page = str(self.random.choice([title for title in visitor.pages if title != page]))
            await self.notes.time(f"page {page!r}", visitor.open(page))
        else:
            option = str(self.random.choice(visitor.options[kind]))
            await self.notes.time(CHOICES[kind], visitor.choose(kind, option))
        return page

    def _article(self) -> str:
        """Return an article that nobody has read yet, with the person's own word all over it."""
        word = WORD.format(self.number)
        told = [
            f"{word} reports. {self.random.choice(SENTENCES).format(move=move)}"
            for move in self.random.integers(1, 90, size=8)
        ]
        return "\n\n".join([f"{word} tells", "February 2, 2026, 11:30 a.m. ET", *told])


async def crowd(
    address: str, people: int, *, minutes: float, thinking: tuple[float, float], seed: int
) -> Notes:
    """Let people act for some minutes; return what was seen."""
    notes = Notes()
    until = time.monotonic() + minutes * 60
    randoms = np.random.default_rng(seed).spawn(people)
    async with asyncio.timeout(minutes * 60 + 2 * LONGEST), asyncio.TaskGroup() as group:
        for number, random in enumerate(randoms):
            person = Person(address, number, thinking, notes, random)
            group.create_task(person.come(until=until))
    return notes


async def watched(server: psutil.Process, crowding: Awaitable[Notes]) -> tuple[Notes, pd.Series]:
    """Return what a crowd saw, and the server's megabytes by second meanwhile."""
    seen = asyncio.ensure_future(crowding)
    began, rows = time.monotonic(), {}
    while not seen.done():
        rows[time.monotonic() - began] = megabytes(server)
        await asyncio.wait([seen], timeout=SAMPLED)
    return await seen, pd.Series(rows)


def megabytes(server: psutil.Process) -> float:
    """Return the memory that a server holds."""
    return float(server.memory_info().rss / 1e6)


def compared(alone: Notes, together: Notes) -> pd.DataFrame:
    """Return a row for each kind of act: its times alone and together, and how often it was slow.

    Python runs one thread at a time, so that a server uses one core, whatever the machine: who
    acts while k people wait, oneself among them, has 1/k of it, and the act may take k times as
    long as alone for that; k is its mean while the act lasts. ``slower`` is the 95th percentile
    of an act's time over what that makes of the median alone, and ``slower on C`` what it would
    be if the server used all C cores: over k / C, and over 1 where k is less than C.
    """
    columns = ["kind", "seconds", "waiting"]
    by_kind = pd.DataFrame(alone.acts, columns=columns).groupby("kind")["seconds"]
    acts = pd.DataFrame(together.acts, columns=columns)
    longer = acts["seconds"] / acts["kind"].map(by_kind.median())
    cores = os.cpu_count() or 1
    acts["slower"] = longer / acts["waiting"]
    acts[f"slower on {cores}"] = longer / (acts["waiting"] / cores).clip(lower=1)
    table = pd.DataFrame({"n alone": by_kind.size(), "median alone": by_kind.median()})
    grouped = acts.groupby("kind")
    table["n"], table["median"] = grouped.size(), grouped["seconds"].median()
    for name in acts.columns.drop("kind"):
        table[name if "slower" in name else f"{name} p95"] = grouped[name].quantile(0.95)
    return table


def slope(memory: pd.Series) -> tuple[float, float, float]:
    """Return the megabytes an hour that memory grew after warm-up, and its 95% interval.

    By least squares; samples that follow each other are alike, so the interval is a narrow one.
    """
    late = memory[memory.index >= memory.index[-1] * SETTLED]
    fit = stats.linregress(late.index / 3600, late)
    half = stats.t.ppf(0.975, len(late) - 2) * fit.stderr
    return fit.slope, fit.slope - half, fit.slope + half


async def measure(address: str, server: psutil.Process, asked: argparse.Namespace) -> list[str]:
    """Run the phases and print what they took; return what was wrong, in words."""
    held = {"nobody yet": megabytes(server)}
    first = await crowd(address, 1, minutes=WARM, thinking=ALONE_THINKING, seed=SEED)
    alone = await crowd(address, 1, minutes=ALONE, thinking=ALONE_THINKING, seed=SEED + 1)
    held["one, after all pages"] = megabytes(server)
    together = await crowd(
        address, asked.people, minutes=asked.minutes, thinking=THINKING, seed=SEED + 2
    )
    held[f"{asked.people}, at the end"] = megabytes(server)
    await asyncio.sleep(STORED)
    held["all gone, and forgotten"] = megabytes(server)
    table = compared(alone, together)
    print(table.round(3).to_string())
    print(f"{len(together.acts)} acts together, {os.cpu_count()} cores")
    print("\nmegabytes of the server:", {when: round(size) for when, size in held.items()})
    _, one, many, _ = held.values()
    each = (many - one) / max(1, asked.people - 1)
    print(f"for each further session: {each:.1f} MB")
    faults = first.faults + alone.faults + together.faults
    faults += [f"too slow: {kind}" for kind in table.index[table["slower"] > SLOWDOWN]]
    if each > MEGABYTES_A_SESSION:
        faults.append(f"{each:.1f} MB for each session are more than {MEGABYTES_A_SESSION}")
    return faults + (await soaked(address, server, asked) if asked.soak else [])


async def soaked(address: str, server: psutil.Process, asked: argparse.Namespace) -> list[str]:
    """Let people act for long, and print what became of the memory; return what was wrong."""
    crowding = crowd(address, asked.people, minutes=asked.soak, thinking=THINKING, seed=SEED + 3)
    seen, memory = await watched(server, crowding)
    grew, low, high = slope(memory)
    print(f"\nsoak: {len(seen.acts)} acts; megabytes", memory.round().astype(int).tolist())
    print(f"after warm-up {grew:+.1f} MB an hour (95%: {low:+.1f} to {high:+.1f})")
    return seen.faults + (["memory grew after warm-up"] if low > 0 else [])


def main() -> None:
    """Serve the dashboard, let people come, and say what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=25)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--soak", type=float, default=0.0, help="minutes; 0 leaves it out")
    asked = parser.parse_args()
    os.environ["DASHBOARD_OFFLINE"] = "1"
    with tempfile.TemporaryDirectory() as place:
        with served(["dashboard", "--headless"], folder=Path(place)) as address:
            (server,) = psutil.Process().children()
            faults = asyncio.run(measure(address, server, asked))
        said = (Path(place) / "log").read_text(encoding="utf-8")
    if "Traceback" in said:
        faults.append(f"the server said: {said[said.index('Traceback') :]}")
    print("\nfaults:", *(dict.fromkeys(faults) or ["none"]), sep="\n  ")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
