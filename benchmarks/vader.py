"""Our VADER and the finance reading beside vaderSentiment, in one run.

    python benchmarks/vader.py

Prints the ratio of times on headlines and sentences (median over interleaved rounds), and how the
time per character of 1 MB of awkward text compares with that of ordinary text.
"""

import random
import statistics
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

import seeds
from sentiment import finance, intake, passages, scoring, vader

ROUNDS = 7
MEGABYTE = 1_000_000


def main() -> None:
    """Print every ratio."""
    articles = intake.read_articles(Path(seeds.__file__).parent / "articles")
    sentences = [
        sentence.text
        for text in articles["text"]
        for sentence in passages.split_passages(text).sentences
    ]
    oracle = SentimentIntensityAnalyzer()
    readers: dict[str, Callable[[str], object]] = {
        "vaderSentiment": oracle.polarity_scores,
        "our VADER": vader.polarity,
        "finance reading with its explanation": finance.read_sentence,
    }
    for name, texts in {"headlines": list(articles["title"]) * 8, "sentences": sentences}.items():
        print(f"{name}: n {len(texts)}")
        for reader, (middle, ratio) in compared(readers, texts).items():
            print(f"  {reader}: {middle / len(texts) * 1e6:.1f} µs each, {ratio:.1f} times as fast")
    ordinary = prose(sentences)
    for reader, read in {"our VADER": vader.polarity, "score": scoring.score}.items():
        base = seconds(read, ordinary)
        print(f"{reader}: 1 MB of ordinary text {base:.2f} s")
        for name, text in awkward().items():
            print(f"  1 MB of {name}: {seconds(read, text) / base:.2f} of that")


def prose(sentences: Sequence[str]) -> str:
    """Return 1 MB of sentences, no two the same, of the words of real ones in any order."""
    draw = random.Random(0)  # noqa: S311 - the same text in every run
    words = [word for sentence in sentences for word in sentence.rstrip(".").split()]
    written: list[str] = []
    length = 0
    while length < MEGABYTE:
        written.append(" ".join(draw.choices(words, k=draw.randint(8, 30))).capitalize() + ".")
        length += len(written[-1]) + 1
    return " ".join(written)[:MEGABYTE]


def awkward() -> dict[str, str]:
    """Return 1 MB each of what could make a scorer slow."""
    units = {"one word": "a", "emoji": "😀", "!": "!", "but": "but ", "kind of": "kind of "}
    units |= {"short sentences": "Bad day. ", "no good": "no good ", "figures": "1,", "blanks": " "}
    return {name: unit * (MEGABYTE // len(unit)) for name, unit in units.items()}


def compared(
    readers: dict[str, Callable[[str], object]], texts: Sequence[str]
) -> dict[str, tuple[float, float]]:
    """Return each reader's median seconds and how many times as fast as the first it is."""
    times: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(ROUNDS):
        for name, read in readers.items():
            times[name].append(seconds(lambda all_of, read=read: consume(map(read, all_of)), texts))
    middle = {name: statistics.median(taken) for name, taken in times.items()}
    first = next(iter(middle.values()))
    return {name: (taken, first / taken) for name, taken in middle.items()}


def consume(results: Iterable[object]) -> None:
    """Take results as they come and keep none, so that no reader pays for another's."""
    deque(results, maxlen=0)


def seconds(read: Callable[..., object], text: object) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    read(text)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
