"""Our VADER and the finance reading beside vaderSentiment, in one run.

    python benchmarks/vader.py

Prints how many times as fast as vaderSentiment each is (processor time, interleaved rounds), and
how the time per character of 1 MB of awkward text compares with that of ordinary text.

No reader keeps what a whole sentence said. Ours keep what single words are, so texts differ in
that: headlines and sentences come again in each round, with their words known; new sentences are
others in every round, of words met before; in the last kind every tenth word is in no other round.
"""

import random
import statistics
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from pathlib import Path

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

import seeds
from sentiment.intake import bylines
from sentiment.reading import article, vader
from sentiment.reading import sentence as reading_sentence
from sentiment.text import sentences as text_sentences

ROUNDS = 25
MEGABYTE = 1_000_000
Reader = Callable[[str], object]


def main() -> None:
    """Print every ratio."""
    articles = bylines.read_articles(Path(seeds.__file__).parent / "articles")
    titles = list(articles["title"])
    sentences = [
        sentence.text
        for text in articles["text"]
        for sentence in text_sentences.split_passages(text).sentences
    ]
    readers: dict[str, Reader] = {
        "vaderSentiment": SentimentIntensityAnalyzer().polarity_scores,
        "our VADER": vader.polarity,
        "finance reading": reading_sentence.read_sentence,
        "finance reading with its explanation": lambda text: (
            reading_sentence.read_sentence(text).parts
        ),
    }
    kinds = {
        "headlines": lambda _: titles * 4,
        "sentences": lambda _: sentences,
        "new sentences": lambda turn: new_sentences(sentences, turn),
        "new sentences, every tenth word new": lambda turn: with_new_words(sentences, turn),
    }
    for kind, written in kinds.items():
        print(kind)
        for name, taken in compared(readers, written).items():
            print(f"  {name}: {told(taken)}")
    ordinary = " ".join(new_sentences(sentences, 0, number=8_000))[:MEGABYTE]
    for name, read in {"our VADER": vader.polarity, "score": article.score}.items():
        base = quickest(read, ordinary)
        print(f"{name}: 1 MB of ordinary text {base:.2f} s")
        for kind, text in awkward().items():
            print(f"  1 MB of {kind}: {quickest(read, text) / base:.2f} of that")


def new_sentences(sentences: Sequence[str], seed: int, *, number: int = 200) -> list[str]:
    """Return sentences, others for every seed, of the words of real ones in any order."""
    draw = random.Random(seed)  # noqa: S311 - the same text in every run
    words = [word for sentence in sentences for word in sentence.rstrip(".").split()]
    return [
        " ".join(draw.choices(words, k=draw.randint(8, 30))).capitalize() + "."
        for _ in range(number)
    ]


def with_new_words(sentences: Sequence[str], seed: int) -> list[str]:
    """Return new sentences, every tenth word of which is in no other round."""
    fresh = count(seed * 10_000)
    return [
        " ".join(
            f"{word[:3]}{next(fresh)}" if place % 10 == 5 else word
            for place, word in enumerate(sentence.split())
        )
        for sentence in new_sentences(sentences, seed)
    ]


def awkward() -> dict[str, str]:
    """Return 1 MB each of what could make a scorer slow."""
    units = {"one word": "a", "emoji": "😀", "!": "!", "but": "but ", "kind of": "kind of "}
    units |= {"short sentences": "Bad day. ", "no good": "no good ", "figures": "1,", "blanks": " "}
    units |= {"emoji set apart": "😀 ", "not very good": "not very good "}
    texts = {name: unit * (MEGABYTE // len(unit)) for name, unit in units.items()}
    return texts | {"ever new words": " ".join(map(str, range(200_000)))[:MEGABYTE]}


def compared(
    readers: dict[str, Reader], written: Callable[[int], Sequence[str]]
) -> dict[str, list[tuple[float, float]]]:
    """Return each reader's seconds a text, and the first reader's over those, round by round."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in readers}
    for turn in range(-1, ROUNDS):
        texts = written(turn)
        times = {
            name: seconds(lambda all_of, read=read: consume(map(read, all_of)), texts) / len(texts)
            for name, read in readers.items()
        }
        first = next(iter(times.values()))
        for name, time_of in times.items() if turn >= 0 else ():  # the round before warms up
            taken[name].append((time_of, first / time_of))
    return taken


def told(taken: Sequence[tuple[float, float]]) -> str:
    """Return the median time and ratio in words, with the ratio's quartiles."""
    middle = statistics.median(time_of for time_of, _ in taken)
    low, ratio, high = statistics.quantiles([ratio for _, ratio in taken], n=4)
    return f"{middle * 1e6:.1f} µs each, {ratio:.2f} times as fast ({low:.2f} to {high:.2f})"


def consume(results: Iterable[object]) -> None:
    """Take results as they come and keep none, so that no reader pays for another's."""
    deque(results, maxlen=0)


def quickest(read: Reader, text: str) -> float:
    """Return the shortest of three times: what else the machine does only adds."""
    return min(seconds(read, text) for _ in range(3))


def seconds(read: Callable[..., object], text: object) -> float:
    """Return how much processor time one call takes."""
    start = time.process_time()
    read(text)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
