"""Many headlines on one process and on several: how much faster, and how much memory.

    python benchmarks/bulk.py [headlines]

Prints, side by side in one run, the time each way and the largest memory of this process after a
tenth of the headlines and after all of them, which stays the same if memory is flat.
"""

import os
import random
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import seeds
from sentiment.batch import processes as batch_processes
from sentiment.intake import bylines

HEADLINES = 200_000


def main(asked: str = str(HEADLINES)) -> None:
    """Print the times and the memory."""
    number = int(asked)
    titles = bylines.read_articles(Path(seeds.__file__).parent / "articles")["title"]
    words = [word for title in titles for word in title.split()]
    alone = 0.0
    for processes in sorted({1, os.cpu_count() or 1}):
        start, sizes = time.perf_counter(), []
        for place, _ in enumerate(
            batch_processes.score_many(headlines(words, number), processes=processes)
        ):
            if place + 1 in {number // 10, number}:
                sizes.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        taken = time.perf_counter() - start
        alone = alone or taken
        print(
            f"{number} headlines, {processes} processes: {taken:.1f} s, "
            f"{alone / taken:.2f} times as fast; largest memory {sizes[0]} MB after a tenth, "
            f"{sizes[1]} MB after all"
        )


def headlines(words: list[str], number: int) -> Iterator[str]:
    """Yield headlines made of the words of real ones, the same in every run."""
    draw = random.Random(0)  # noqa: S311
    for _ in range(number):
        yield " ".join(draw.choices(words, k=draw.randint(6, 14)))


if __name__ == "__main__":
    main(*sys.argv[1:])
