"""Many texts to their readings: on every core, in order, only a few held at a time."""

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import chain, islice

from sentiment.reading import article
from sentiment.reading.article import Reading

BATCH = 500  # texts sent to a process together
FEW = 4 * BATCH  # no more are read here: to start processes takes longer
AHEAD = 2  # batches given to each process at a time
COLUMNS = {  # of a file of readings
    "source": str,
    "row": int,
    "compound": float,
    "label": str,
    "n": int,
    "low": float,
    "high": float,
    "without_moves": float,
    "plain": float,
    "verdict": str,
    "confidence": float,
}


def score_many(
    texts: Iterable[str], *, about: str | None = None, processes: int | None = None
) -> Iterator[Reading]:
    """Yield the reading of each text, in order, as :func:`sentiment.score` gives it.

    Memory stays flat however many texts come: a generator may be given, and is asked for no more
    than ``AHEAD`` batches a process beyond what was taken. A program that calls this at its top
    level keeps the call under ``if __name__ == "__main__":``, as each process imports it anew.

    Parameters
    ----------
    about
        As for ``score``.
    processes
        How many to read in; as many as there are cores if not given, and one for few texts.

    Raises
    ------
    TypeError
        If a text is no ``str``; readings before its batch have been yielded.
    ValueError
        If *processes* is less than one.

    Examples
    --------
    >>> [reading.label for reading in score_many(["Profit rose.", "Costs rose."])]
    ['positive', 'negative']
    """
    if processes is not None and processes < 1:
        raise ValueError(f"processes is at least 1, not {processes}")
    remaining = iter(texts)
    few = list(islice(remaining, FEW + 1))
    processes = processes or os.cpu_count() or 1
    if len(few) <= FEW or processes == 1:
        return (article.score(text, about) for text in chain(few, remaining))
    return _in_processes(chain(few, remaining), about=about, processes=processes)


def row_of(reading: Reading) -> dict[str, object]:
    """Return a reading's figures, by the columns of a file of readings.

    Examples
    --------
    >>> row_of(article.score("Profit rose."))["label"]
    'positive'
    """
    return {
        "compound": reading.compound,
        "label": reading.label,
        "n": reading.n,
        "low": reading.low,
        "high": reading.high,
        "without_moves": reading.without_moves,
        "plain": reading.plain.compound,
        "verdict": reading.verdict,
        "confidence": reading.confidence,
    }


def _in_processes(texts: Iterator[str], *, about: str | None, processes: int) -> Iterator[Reading]:
    """Yield the readings, each batch read by one process while the next ones wait their turn."""
    batches = iter(lambda: list(islice(texts, BATCH)), [])
    # Spawned, not forked: a fork of a process with threads, as a server has, may hang.
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"))
    try:
        reading: deque[Future[list[Reading]]] = deque()
        for batch in batches:
            reading.append(pool.submit(_read, batch, about))
            if len(reading) >= AHEAD * processes:
                yield from reading.popleft().result()
        while reading:
            yield from reading.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _read(batch: list[str], about: str | None) -> list[Reading]:
    return list(map(partial(article.score, about=about), batch))
