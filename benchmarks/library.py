"""Time the library at 100, 10,000 and 100,000 articles.

    python benchmarks/library.py [--sizes 100 10000 100000]

Articles are of about 2,000 characters, their words drawn from a seeded list as unevenly as words
are in a language. Each time is the median of some runs, beside its ratio to that of the smallest
library; times per article are those of one transaction of 500.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sentiment.library import subjects
from sentiment.library import tones as library_tones
from sentiment.library.json_lines import export_library, import_library
from sentiment.library.library import Library
from sentiment.library.schema import TONE
from sentiment.library.search import Query

CHARACTERS = 2000
BATCH = 500
FIRST = pd.Timestamp("2016-01-04 14:30", tz="UTC")
OUTLETS = [f"Outlet {number}" for number in range(40)]


def articles(count: int) -> Iterator[dict[str, Any]]:
    """Yield made-up articles, ten years of them, the same at every run."""
    random = np.random.default_rng(20260202)
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    words = np.array(
        ["".join(random.choice(letters, random.integers(2, 11))) for _ in range(20_000)]
    )
    # Zipf (1949): the r-th most frequent word is about 1/r as frequent as the first
    reached = np.cumsum(1 / np.arange(1, len(words) + 1))
    step = pd.Timedelta(days=3650) / count
    for number in range(count):
        places = np.searchsorted(reached, random.uniform(0, reached[-1], CHARACTERS // 7))
        drawn = words[places]
        text = " ".join(drawn)
        yield {
            "title": f"{' '.join(drawn[:8]).capitalize()} {number}",
            "outlet": OUTLETS[int(random.integers(len(OUTLETS)))],
            "published": FIRST + number * step,
            "zone": "America/New_York",
            "origin": "made up",
            "text": text[:CHARACTERS],
        }


def median_of(work: Callable[[], object], *, runs: int = 7) -> float:
    """Return the median time of some runs, in seconds."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def measured(path: Path, count: int) -> dict[str, float]:
    """Return the times of a library of *count* articles, in seconds, and its size in bytes."""
    library = Library(str(path))
    rows, keys, spent = articles(count), [], 0.0
    while some := list(islice(rows, BATCH)):
        began = time.perf_counter()
        keys += library.articles.save_many(some)
        spent += time.perf_counter() - began
    library.notes.tag(keys[:: max(1, count // 50)], "to read")
    until, since = FIRST + pd.Timedelta(days=1900), FIRST + pd.Timedelta(days=1800)
    common, rare = _words_of(library, keys)
    keep_made_up_tones(library)
    subjects.choose(library.store, keys[::20], ["NVDA"])  # of twenty shares, one

    def opened() -> None:
        Library(str(path)).close()

    one = iter(articles(count + 100))
    extra = list(islice(one, count, count + 7))
    tasks: dict[str, Callable[[], object]] = {
        "open": opened,
        "first page": library.articles.find,
        "first page by title": lambda: library.articles.find(
            Query(order="title", descending=False)
        ),
        "last page": lambda: library.articles.find(offset=count - 50),
        "search, a rare word": lambda: library.articles.find(Query(words=rare)),
        "search, the commonest word": lambda: library.articles.find(Query(words=common)),
        "filter by tag": lambda: library.articles.find(Query(tag="to read")),
        "filter by 100 days": lambda: library.articles.find(Query(since=since, until=until)),
        "filter by outlet": lambda: library.articles.find(Query(outlet=OUTLETS[0])),
        "one article": lambda: library.articles.one(keys[count // 2]),
        "tones kept": lambda: library_tones.kept_tones(library.store, None, engine="1"),
        "tones of a page": lambda: library_tones.kept_tones(
            library.store, None, engine="1", keys=keys[-50:]
        ),
        "unread of a share": lambda: library_tones.unread(
            library.store, None, engine="1", symbol="NVDA"
        ),
        "save one more": lambda: library.articles.save_many([extra.pop()]),
    }
    times = {name: median_of(task) for name, task in tasks.items()}
    times["insert, per article"] = spent / count
    times |= moved(library, path.with_name("moved.sqlite"), count)
    library.close()
    return times | {"bytes per article": path.stat().st_size / count}


def moved(library: Library, path: Path, count: int) -> dict[str, float]:
    """Return what an article costs on its way out and in again as JSON Lines."""
    began = time.perf_counter()
    lines = list(islice(export_library(library), min(count, 10_000)))
    out = time.perf_counter() - began
    other = Library(str(path))
    began = time.perf_counter()
    kept = sum(result.ok for result in import_library(other, lines))
    into = time.perf_counter() - began
    other.close()
    path.unlink()
    return {"export, per line": out / len(lines), "import, per line": into / kept}


def keep_made_up_tones(library: Library) -> None:
    """Keep a tone of every article, without reading any."""
    while len(some := library_tones.unread(library.store, None, engine="1", limit=5000)):
        numbers = pd.DataFrame(0.25, some.index, list(TONE))
        session = some["published"].dt.tz_localize(None).dt.normalize()
        tones = numbers.assign(session=session, edited=some["edited"])
        library_tones.keep_tones(library.store, tones, about=None, engine="1")


def _words_of(library: Library, keys: list[str]) -> tuple[str, str]:
    """Return the commonest word of an article in the middle, and its rarest."""
    words = pd.Series(library.articles.one(keys[len(keys) // 2])["text"].split()[:-1])
    longer = words[words.str.len() > 5].value_counts()
    return str(words.value_counts().index[0]), str(longer.index[-1])


def main() -> None:
    """Print each size's times, and their ratios to the smallest's."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000, 100_000])
    sizes = parser.parse_args().sizes
    found = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            found[f"{size:,}"] = measured(Path(folder) / "library.sqlite", size)
    table = pd.DataFrame(found)
    size_of = table.loc["bytes per article"]
    milliseconds = table.drop(index="bytes per article") * 1000
    ratios = milliseconds.div(milliseconds.iloc[:, 0], axis=0).add_prefix("× ").iloc[:, 1:]
    print(milliseconds.join(ratios).round(2).to_string())
    print(
        "\nbytes per article:", ", ".join(f"{name}: {held:,.0f}" for name, held in size_of.items())
    )


if __name__ == "__main__":
    main()
